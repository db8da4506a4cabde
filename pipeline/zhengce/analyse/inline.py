"""Documents as HTML for a notebook's cell: facts, highlighted text, the figures. Everything out of a document is escaped."""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator

from zhengce.analyse.document_rows import DocumentRows, Row
from zhengce.analyse.pieces import pieces
from zhengce.analyse.wording import amount
from zhengce.lexicon.labels import Language, label

_LAYERS = ("actions", "entities", "times", "figures")
_STYLES = {"figures": "background:#ffe08a;color:#1b1b1b;font-weight:600", "entities": "background:#dcefd9;color:#1b1b1b",
           "times": "background:#d6ebf5;color:#1b1b1b", "actions": "text-decoration:underline #2f6fb0 2px;text-underline-offset:4px"}
_SHOWN = 12_000
"""Characters of a text that a cell shows; the report shows all."""

_DOCUMENTS = 3
_FIGURES = 12
_FACTS = ("issuer", "doc_number", "authors", "periodical", "published", "genre", "source", "n_chars")
_COLUMNS = ("text", "amount", "unit", "indicator", "counted", "subject", "time_text", "status", "measure_of")


def article_html(document: DocumentRows, language: Language = "zh") -> str:
    """One document: title, facts, and its text with highlighted spans; pointing at a span shows what was read."""
    return f'<div style="max-width:46rem">{_head(document, language)}{_text(document, language)}</div>'


def tables_html(documents: Iterable[DocumentRows], language: Language = "zh") -> str:
    """Each of the first documents with its highlighted text and first figures."""
    shown = list(documents)
    more = f"<p>… {len(shown)} {html.escape(label('table', 'documents', language))}</p>" if len(shown) > _DOCUMENTS else ""
    return "".join(article_html(document, language) + _figures(document, language) for document in shown[:_DOCUMENTS]) + more


def _head(document: DocumentRows, language: Language) -> str:
    row = document.document
    facts = [f"{label('documents', name, language)} {label('genre', row[name], language) if name == 'genre' else row[name]}"
             for name in _FACTS if row.get(name) is not None]
    counts = [f"{label('table', table, language)} {len(document[table])}" for table in (*_LAYERS, "relations") if document[table]]
    lines = " · ".join(map(html.escape, facts)), " · ".join(map(html.escape, counts))
    return f"<h4>{html.escape(document.name)}</h4>" + "".join(f'<p style="color:#5c5c5c;margin:.2rem 0">{line}</p>' for line in lines)


def _text(document: DocumentRows, language: Language) -> str:
    end = min(len(document.text), _SHOWN)
    spans = [(row["start"], row["end"], (table, row)) for table in _LAYERS for row in document[table] if row["start"] < end]
    body = "".join(_piece(document.text[low:high], over, language) for low, high, over in pieces(0, end, spans))
    rest = f"<p>… {len(document.text) - end:,}</p>" if end < len(document.text) else ""
    return f'<div style="white-space:pre-wrap;max-height:30rem;overflow:auto;line-height:1.8">{body}</div>{rest}'


def _piece(text: str, over: tuple[tuple[str, Row], ...], language: Language) -> str:
    if not over:
        return html.escape(text)
    style = ";".join(dict.fromkeys(_STYLES[table] for table, _ in over))
    told = "\n".join(" · ".join(_told(table, row, language)) for table, row in reversed(over))
    return f'<span style="{style}" title="{html.escape(told, quote=True)}">{html.escape(text)}</span>'


def _told(table: str, row: Row, language: Language) -> Iterator[str]:
    """What a tooltip says of a row."""
    yield label("table", table, language)
    if table == "figures":
        yield f"{amount(row)} {row['unit'] or ''}".strip()
        yield label("bound", row["bound"], language)
    elif table == "entities":
        yield label("entity_type", row["type"], language)
        yield row["canonical"] or row["text"]
    elif table == "times":
        yield f"{row['begin'] or '…'} – {row['finish'] or '…'}"
    else:
        yield " ".join(part for part in (row["actor"], row["verb"], row["object"]) if part)
    if row.get("rule"):
        yield f"{row['rule']} {row['confidence']:.2f}"


def _figures(document: DocumentRows, language: Language) -> str:
    rows = document["figures"][:_FIGURES]
    if not rows:
        return ""
    names = [label("figures", "value" if name == "amount" else name, language) for name in _COLUMNS]
    head = "".join(f"<th>{html.escape(name)}</th>" for name in names)
    lines = "".join(f"<tr>{''.join(_cell(row, name, language) for name in _COLUMNS)}</tr>" for row in rows)
    rest = len(document["figures"]) - len(rows)
    more = f"<p>… {rest} {html.escape(label('table', 'figures', language))}</p>" if rest else ""
    return f"<table><thead><tr>{head}</tr></thead><tbody>{lines}</tbody></table>{more}"


def _cell(row: Row, name: str, language: Language) -> str:
    value = amount(row) if name == "amount" else row[name] or ""
    word = {"status": "figure_status", "measure_of": "measure_of", "unit": "unit"}.get(name)
    return f"<td>{html.escape(label(word, value, language) if word and value else str(value))}</td>"
