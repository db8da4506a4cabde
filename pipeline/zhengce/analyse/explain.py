"""Why a row is there: the rule that fired, what it was made of, the readings that were rejected.

Rows name their rule; the readings rejected on the way are not stored, so a document is read again where they are asked for.
"""

from __future__ import annotations

from typing import Any

from zhengce.analyse.document_rows import DocumentRows, Row, one
from zhengce.analyse.wording import amount
from zhengce.article import Article, Metadata
from zhengce.rows import ID_LETTERS, columns

_NOT_A_QUANTITY = ("ordinal", "pattern", "vague", "word", "code", "document_number", "issue", "marker", "entity", "unread")
"""Roles in the ledger of numerals that a reader of figures wants accounted for."""


def traces(document: DocumentRows) -> dict[tuple[int, int], list[str]]:
    """Span of a figure → the steps that made it and the readings rejected, in order. Offsets are into the source text."""
    from zhengce.face import extractor

    row = document.document
    known: dict[str, Any] = {column.name: row.get(column.name) for column in columns("documents")
                             if column.name in Metadata.__dataclass_fields__}
    article = Article(
        text=row["text"],
        doc_id=row["doc_id"],
        sha256=row.get("sha256") or row["doc_id"],
        metadata=Metadata(**known),
    )
    found = extractor().analyse(article)
    return {
        found.view.alignment.source_span(figure.start, figure.end): list(figure.trace) for figure in found.figures if figure.trace
    }


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
    return "\n".join(lines)


def not_figures(document: DocumentRows) -> list[Row]:
    """The numerals that are no quantity, with what they are: idioms, ordinals, names, codes, and what stayed unread."""
    return [row for row in document["numerals"] if row["role"] in _NOT_A_QUANTITY]
