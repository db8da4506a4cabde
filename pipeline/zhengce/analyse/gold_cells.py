"""Rows as the cells of a gold folder: references are spans (`start-end`), missing is empty; and the folder written."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from zhengce.analyse.document_rows import DocumentRows, Row, one
from zhengce.rows import Column, columns

Cells = dict[str, str]

_OF_THE_RUN = ("doc_id", "sentence_id", "method", "rule", "confidence", "strength", "strength_cues")
"""Columns that say how a row was made, or are computed: no annotator fills them."""

_SPAN_OF = {"section_id": "section_span", "parent_id": "parent_span", "time_id": "time_span", "figure_ids": "figure_spans",
            "head_figure_id": "head_figure_span", "tail_figure_id": "tail_figure_span", "head_entity_id": "head_entity_span",
            "tail_entity_id": "tail_entity_span"}


def gold_columns(table: str) -> tuple[str, ...]:
    """The columns of a gold file, in order.

    >>> gold_columns("times")
    ('start', 'end', 'text', 'begin', 'finish', 'granularity', 'recurring', 'anchor')
    """
    return tuple(_SPAN_OF.get(column.name, column.name) for column in _kept(table))


def cells_of(document: DocumentRows, table: str) -> list[Cells]:
    """The rows of a table as gold cells, in text order."""
    return [{_SPAN_OF.get(column.name, column.name): _cell(document, column, row.get(column.name)) for column in _kept(table)}
            for row in document[table]]


def write_gold(folder: Path, source: Mapping[str, str], tables: Mapping[str, Iterable[Cells]]) -> Path:
    """Write a gold folder: `source` has `file` and `sha256` of the annotated text. Returns the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "source.json").write_text(json.dumps(dict(source), ensure_ascii=False) + "\n", encoding="utf-8")
    for table, rows in tables.items():
        with open(folder / f"{table}.csv", "w", encoding="utf-8", newline="") as handle:
            writer = csv.DictWriter(handle, gold_columns(table), restval="", lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
    return folder


def _kept(table: str) -> list[Column]:
    return [column for column in columns(table) if column.name not in _OF_THE_RUN and column.name != f"{one(table)}_id"]


def _cell(document: DocumentRows, column: Column, value: Any) -> str:
    if value is None:
        return ""
    if column.name in _SPAN_OF or column.name == "part_of":
        return "|".join(span for span in map(_span, map(document.row, str(value).split("|"))) if span)
    if column.type is float:
        return f"{value:.15g}"
    return str(value).lower() if column.type is bool else str(value)


def _span(row: Row | None) -> str:
    return f"{row['start']}-{row['end']}" if row else ""
