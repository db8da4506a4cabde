"""Why a row is there: the rule that fired, what it was made of, the readings that were rejected.

Rows name their rule; the readings rejected on the way are not stored, so a document is read again where they are asked for.
"""

from __future__ import annotations

from typing import Any

from zhengce.analyse.document_rows import DocumentRows, Row, one
from zhengce.analyse.wording import amount
from zhengce.article import Article, Metadata
from zhengce.face import extractor
from zhengce.rows import ID_LETTERS, columns
from zhengce.stages.extractor import Analysis
from zhengce.stages.figures.readings import pieces, refused, rejected

_NOT_A_QUANTITY = ("ordinal", "pattern", "vague", "word", "code", "document_number", "issue", "marker", "entity", "unread")
"""Roles in the ledger of numerals that a reader of figures wants accounted for."""


def traces(document: DocumentRows) -> dict[tuple[int, int], list[str]]:
    """Span of a figure → its pieces, the steps that made it and the readings rejected, in order. Offsets are into the source text."""
    found = _read_again(document)
    grammar, text = extractor().figures.grammar, found.view.text
    made = {}
    for figure in found.figures:
        made[found.view.alignment.source_span(figure.start, figure.end)] = [
            " + ".join(f"{role} {piece}" for role, piece in pieces(text, figure, grammar.units)),
            *figure.trace,
            *rejected(text, figure, grammar),
        ]
    return made


def refusals(document: DocumentRows) -> list[tuple[int, int, str]]:
    """Numbers of the document that were weighed as quantities and refused: span in the source text, and the rule."""
    found = _read_again(document)
    figures = extractor().figures
    masked, _ = figures.masked(found.view, found.times, found.entities)
    return [(*found.view.alignment.source_span(start, end), reason) for start, end, reason in refused(found.view.text, masked, figures.grammar)]


def _read_again(document: DocumentRows) -> Analysis:
    """The document as the extractor reads it now."""
    row = document.document
    known: dict[str, Any] = {column.name: row.get(column.name) for column in columns("documents")
                             if column.name in Metadata.__dataclass_fields__}
    article = Article(
        text=row["text"],
        doc_id=row["doc_id"],
        sha256=row.get("sha256") or row["doc_id"],
        metadata=Metadata(**known),
    )
    return extractor().analyse(article)


def explain(document: DocumentRows, row_id: str) -> str:
    """One row in words: what it says, where it stands, and why it is there. Raises KeyError for an id that is not there."""
    row = document.row(row_id)
    if row is None:
        raise KeyError(row_id)
    table = next(table for table, letter in ID_LETTERS.items() if row_id.rsplit(":", 1)[-1].startswith(letter))
    span = (row["start"], row["end"]) if "start" in row else (row["head_start"], row["tail_end"])
    lines = [f"{one(table)} {document.text[span[0] : span[1]]} ({span[0]}–{span[1]})"]
    if table == "figures":
        lines.append(f"  reads {amount(row)} {row['unit'] or ''}".rstrip())
    if row.get("rule"):
        lines.append(f"  {row['method']} {row['rule']}, confidence {row['confidence']:.2f}")
    if table == "figures":
        lines += [f"  {step}" for step in traces(document).get(span, ())]
    if table == "numerals":
        lines.append(f"  {row['role']}")
        lines += [f"  {reason}" for start, end, reason in refusals(document) if start < span[1] and span[0] < end]
    return "\n".join(lines)


def not_figures(document: DocumentRows) -> list[Row]:
    """The numerals that are no quantity, with what they are: idioms, ordinals, names, codes, and what stayed unread."""
    return [row for row in document["numerals"] if row["role"] in _NOT_A_QUANTITY]
