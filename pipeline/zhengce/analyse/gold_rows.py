"""A gold folder as rows of a document, with the schema's types: what annotation tools, tests and reviews read."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

from zhengce.analyse.document_rows import DocumentRows, Row, one
from zhengce.analyse.gold import read_gold
from zhengce.rows import ID_LETTERS, Column, columns


def gold_rows(folder: str | Path, text: str | Path | None = None) -> DocumentRows:
    """The rows of a gold folder. `method` is `rule`, `rule` is `gold`; tables that were not annotated are empty.

    Raises `AnnotationError` where the text is not the annotated one.
    """
    gold = read_gold(folder, text)
    article = gold.article()
    metadata = {column.name: getattr(article.metadata, column.name, None) for column in columns("documents")}
    document = {
        **metadata,
        "doc_id": article.doc_id,
        "source": article.source,
        "sha256": article.sha256,
        "text": article.text,
        "n_chars": len(article.text),
        "format": article.format,
        "encoding": article.encoding,
    }
    return DocumentRows(document, {table: _typed(table, rows, article.doc_id) for table, rows in gold.rows.items()})


def _typed(table: str, rows: list[dict[str, str]], doc_id: str) -> list[Row]:
    ids = [f"{doc_id}:{ID_LETTERS[table]}{number}" for number in range(1, len(rows) + 1)]
    spans = {f"{row.get('start')}-{row.get('end')}": row_id for row, row_id in zip(rows, ids, strict=True)}
    made = []
    for row, row_id in zip(rows, ids, strict=True):
        typed = {column.name: _value(column, row.get(column.name)) for column in columns(table)}
        typed |= {f"{one(table)}_id": row_id, "doc_id": doc_id}
        if "part_of" in row:
            typed["part_of"] = spans.get(row["part_of"] or "")
        if "method" in typed:
            typed |= {"method": "rule", "rule": "gold", "confidence": 1.0}
        made.append(typed)
    return made


def _value(column: Column, cell: str | None) -> Any:
    if cell is None or cell == "":
        return None
    if column.type is bool:
        return cell.casefold() in ("true", "1")
    if column.type is dt.date:
        return dt.date.fromisoformat(cell[:10])
    return int(cell) if column.type is int else float(cell) if column.type is float else cell
