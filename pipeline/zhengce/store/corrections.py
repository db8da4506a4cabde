"""Corrections by hand: they key on document, table and span, and are applied again whenever a document's rows are made."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import duckdb

from zhengce.errors import StoreError
from zhengce.rows import TABLES, columns
from zhengce.store.arrow import SQL_TYPES

if TYPE_CHECKING:
    from zhengce.store.database import Store

RULE = "by_hand"
"""What `rule` says of a corrected row, with `confidence` 1."""


@dataclass(frozen=True, slots=True)
class Correction:
    """`column` of the row at this span becomes `value` (text; None is null); without a column the row is struck out."""

    doc_id: str
    table: str
    start: int
    end: int
    column: str | None = None
    value: str | None = None
    note: str | None = None


def correct(store: Store, made: Iterable[Correction]) -> int:
    """Keep corrections in the store and apply them; how many rows they touched.

    A later correction of the same column of the same row takes the place of an earlier one. Raises `StoreError` for a table,
    column, row or value that cannot be.
    """
    if store.is_dataset:
        raise StoreError("the rows of a dataset are not corrected by hand", str(store.path), None, "correct a store in one file")
    checked = [_checked(correction) for correction in made]
    now = dt.datetime.now()
    with store.transaction() as connection:
        for one in checked:
            if not connection.execute(f'SELECT 1 FROM "{one.table}" WHERE doc_id = ? AND "start" = ? AND "end" = ? LIMIT 1',
                                      [one.doc_id, one.start, one.end]).fetchone():
                raise StoreError(f"{one.table} has no row at {one.start}–{one.end} of document {one.doc_id}", str(store.path),
                                 None, "document, table and span must be those of a row")
            connection.execute('DELETE FROM corrections WHERE doc_id = ? AND "table" = ? AND "start" = ? AND "end" = ? '
                               'AND "column" IS NOT DISTINCT FROM ?', [one.doc_id, one.table, one.start, one.end, one.column])
            connection.execute("INSERT INTO corrections VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                               [one.doc_id, one.table, one.start, one.end, one.column, one.value, one.note, now])
        return apply(connection, {one.doc_id for one in checked})


def _checked(one: Correction) -> Correction:
    known = {column.name: column for column in columns(one.table)} if one.table in TABLES else {}
    if "start" not in known:
        raise StoreError(f"no table {one.table!r} with spans", None, None, "figures, times, entities, actions, sections …")
    if one.column is not None:
        column = known.get(one.column)
        if column is None or one.column in ("doc_id", "start", "end", "text"):
            raise StoreError(f"{one.table} has no column {one.column!r} to correct", None, None, f"known: {', '.join(known)}")
        if one.value is None and not column.nullable:
            raise StoreError(f"{one.table}.{one.column} cannot be null")
        if one.value is not None and column.values and one.value not in column.values:
            raise StoreError(f"{one.table}.{one.column} cannot be {one.value!r}", None, None,
                             f"one of {', '.join(column.values)}")
    return one


def apply(connection: duckdb.DuckDBPyConnection, doc_ids: Iterable[str]) -> int:
    """Apply the corrections of some documents to their rows; how many rows were touched."""
    made = connection.execute('SELECT doc_id, "table", "start", "end", "column", value FROM corrections '
                              "WHERE doc_id IN (SELECT unnest(?)) ORDER BY made", [sorted(doc_ids)]).fetchall()
    touched = 0
    for doc_id, table, start, end, column, value in made:
        where, key = 'WHERE doc_id = ? AND "start" = ? AND "end" = ?', [doc_id, start, end]
        if column is None:
            row = connection.execute(f'DELETE FROM "{table}" {where}', key).fetchone()
        else:
            types = {known.name: SQL_TYPES[known.type] for known in columns(table)}
            traces = f", \"rule\" = '{RULE}', \"confidence\" = 1.0" if "rule" in types else ""
            row = connection.execute(f'UPDATE "{table}" SET "{column}" = CAST(? AS {types[column]}){traces} {where}',
                                     [value, *key]).fetchone()
        touched += row[0] if row else 0
    return touched


def read_value(value: str | None, kind: type) -> object:
    """The value of a correction in the type of its column.

    >>> read_value("3.5", float), read_value("true", bool), read_value(None, str)
    (3.5, True, None)
    """
    if value is None:
        return None
    if kind is bool:
        return value.lower() in ("true", "t", "1")
    return dt.date.fromisoformat(value) if kind is dt.date else kind(value)
