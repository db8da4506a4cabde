"""`zhengce report`: one self-contained page that works offline: documents, outline, highlighted articles, tables, charts.

The page is a fixed template; everything out of documents travels as JSON and is put in place by script as text, never as markup.
"""

from __future__ import annotations

import html
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from zhengce import __version__
from zhengce.analyse.charts import (
    Chart,
    asset,
    figures_by_mechanism,
    instruments_by_topic,
    over_time,
    targets_and_results,
    vendored,
)
from zhengce.analyse.cite import cite
from zhengce.analyse.document_rows import DocumentRows, Row, one
from zhengce.analyse.explain import traces
from zhengce.analyse.page.safe import json_for_script, policy
from zhengce.analyse.pieces import pieces
from zhengce.analyse.series import find_series
from zhengce.analyse.wording import amount
from zhengce.lexicon.labels import Language, code_list, label, labels
from zhengce.rows import columns

TABLES = {
    "figures": (
        "text",
        "amount",
        "unit",
        "indicator",
        "counted",
        "subject",
        "region",
        "time_text",
        "status",
        "measure_of",
        "kind",
        "bound",
        "topic",
        "mechanism",
    ),
    "actions": (
        "actor",
        "verb",
        "object",
        "status",
        "polarity",
        "instrument_class",
        "instrument",
        "topic",
        "mechanism",
        "strength",
        "text",
    ),
    "relations": ("head_text", "type", "role", "tail_text"),
    "entities": ("text", "type", "canonical", "code"),
    "times": ("text", "begin", "finish", "granularity", "recurring", "anchor"),
    "numerals": ("text", "role"),
}
"""The tables of the page and their columns; the details of a row show all that is not empty."""

_HIGHLIGHTED = ("actions", "entities", "times", "figures")
_SCRIPTS = ("vega.min.js", "vega-lite.min.js", "vega-interpreter.min.js", "tabulator.min.js")
_OWN_SCRIPTS = ("draw.js", "article.js", "tables.js", "charts.js", "main.js")
_SERIES_SHOWN = 40
_HIDDEN = ("doc_id", "sentence_id", "section_id", "start", "end", "value_text", "time_id")


def write_report(documents: Iterable[DocumentRows], path: str | Path, language: Language = "zh") -> Path:
    """Write the page of these documents to `path`."""
    path = Path(path)
    path.write_text(page(list(documents), language), encoding="utf-8")
    return path


def page(documents: list[DocumentRows], language: Language = "zh") -> str:
    """The page as HTML."""
    scripts = [vendored(name) for name in _SCRIPTS] + ["\n".join(asset(name) for name in _OWN_SCRIPTS)]
    words = {name: html.escape(label("page", name, language)) for (of, name) in labels() if of == "page"}
    parts = {
        **words,
        "language": {"zh": "zh-CN", "en": "en"}[language],
        "policy": policy(scripts),
        "style": vendored("tabulator_simple.min.css") + asset("report.css"),
        "data": json_for_script(data(documents, language)),
        "scripts": "".join(f"<script>{script}</script>" for script in scripts),
        "version": __version__,
    }
    # One pass over the template, so that nothing inside a part is taken for a placeholder.
    made = asset("template.html").split("{{")
    return made[0] + "".join(parts[piece[: piece.index("}}")]] + piece[piece.index("}}") + 2 :] for piece in made[1:])


def data(documents: list[DocumentRows], language: Language = "zh") -> dict[str, Any]:
    """What the page's scripts read."""
    return {
        "documents": [_document(document, language) for document in documents],
        "tables": {
            table: {"label": label("table", table, language), "columns": [_column(table, name, language) for name in names]}
            for table, names in TABLES.items()
        },
        "labels": _labels(language),
        "charts": _charts(documents, language),
        "contradictions": _contradictions(documents, language),
        "words": {name: getattr(entry, language) for (of, name), entry in labels().items() if of == "page"},
    }


def _document(document: DocumentRows, language: Language) -> dict[str, Any]:
    row = document.document
    shown = (
        "subtitle",
        "issuer",
        "doc_number",
        "authors",
        "periodical",
        "issue_year",
        "issue_number",
        "published",
        "genre",
        "source",
        "n_chars",
    )
    facts = [
        [label("documents", name, language), label("genre", str(row[name]), language) if name == "genre" else str(row[name])]
        for name in shown
        if row.get(name) is not None
    ]
    why = traces(document)
    rows = {table: [_row(document, table, each, why) for each in document[table]] for table in TABLES}
    return {
        "id": row["doc_id"],
        "name": document.name,
        "facts": facts,
        "paragraphs": _paragraphs(document),
        "outline": _outline(document),
        "rows": rows,
    }


def _row(document: DocumentRows, table: str, row: Row, why: dict[tuple[int, int], list[str]]) -> dict[str, Any]:
    start, end = (row["start"], row["end"]) if "start" in row else (row["head_start"], row["tail_end"])
    made = {
        "id": row[f"{one(table)}_id"],
        "at": [start, end],
        **{
            column.name: row[column.name]
            for column in columns(table)
            if row.get(column.name) is not None and column.name not in _HIDDEN and column.name != f"{one(table)}_id"
        },
    }
    if table == "figures":
        made["amount"] = amount(row)
        steps = why.get((start, end))
        if steps:
            made["steps"] = steps
    if table != "numerals":
        made["cite"] = cite(document, row)
    return made


def _paragraphs(document: DocumentRows) -> list[dict[str, Any]]:
    """The lines of the text, each cut into pieces with the ids of the rows over them (widest first)."""
    spans = [
        (row["start"], row["end"], row[f"{one(table)}_id"].rsplit(":", 1)[-1])
        for table in _HIGHLIGHTED
        for row in document[table]
    ]
    spans.sort()
    kinds = {row["start"]: row["kind"] for row in document["sections"]}
    made, at = [], 0
    for line in document.text.splitlines(keepends=True):
        start, at = at, at + len(line)
        body = line.rstrip()
        if body:
            inside = [span for span in spans if span[0] < start + len(body) and span[1] > start]
            cut = [
                [document.text[low:high], list(ids)] if ids else document.text[low:high]
                for low, high, ids in pieces(start, start + len(body), inside)
            ]
            made.append({"at": start, "kind": kinds.get(start, "body"), "pieces": cut})
    return made


def _outline(document: DocumentRows) -> list[dict[str, Any]]:
    return [
        {"at": row["start"], "level": row["level"], "text": f"{row['marker'] or ''} {row['heading'] or ''}".strip()}
        for row in document["sections"]
        if (row["marker"] or row["heading"]) and row["kind"] in ("title", "body", "attachment")
    ]


def _column(table: str, name: str, language: Language) -> dict[str, Any]:
    if name == "amount":
        return {"field": "amount", "title": label("figures", "value", language), "number": "value"}
    column = next(column for column in columns(table) if column.name == name)
    made: dict[str, Any] = {"field": name, "title": label(table, name, language)}
    codes = code_list(table, column)
    if codes:
        made["codes"] = codes
    if column.type in (int, float):
        made["number"] = name
    return made


def _labels(language: Language) -> dict[str, dict[str, str]]:
    """Closed list → code → word; and table → column → word under the table's name."""
    made: dict[str, dict[str, str]] = {}
    for (of, code), entry in labels().items():
        if of != "page":
            made.setdefault(of, {})[code] = getattr(entry, language)
    return made


def _charts(documents: list[DocumentRows], language: Language) -> list[dict[str, Any]]:
    """The charts that have something to show; the last is a choice of series."""
    single = [
        targets_and_results(documents, language),
        figures_by_mechanism(documents, language),
        instruments_by_topic(documents, language),
    ]
    made: list[dict[str, Any]] = [
        {"title": chart.title, "choices": [_choice(chart)]} for chart in single if chart.spec["data"]["values"]
    ]
    drawn = [
        over_time(series, language) for series in find_series(documents) if len({point.period for point in series.points}) > 1
    ]
    choices = [_choice(chart) for chart in drawn if len({row["year"] for row in chart.spec["data"]["values"]}) > 1][
        :_SERIES_SHOWN
    ]
    if choices:
        made.append({"title": label("page", "over_time", language), "choices": choices})
    return made


def _choice(chart: Chart) -> dict[str, Any]:
    return {"name": chart.title, "spec": chart.spec}


def _contradictions(documents: list[DocumentRows], language: Language) -> list[dict[str, Any]]:
    return [
        {
            "indicator": series.key.indicator,
            "reason": label("verdict", found.agreement.verdict, language),
            "rows": [
                [point.figure["figure_id"], point.figure["text"], point.document.name] for point in (found.first, found.second)
            ],
        }
        for series in find_series(documents)
        for found in series.contradictions
    ]
