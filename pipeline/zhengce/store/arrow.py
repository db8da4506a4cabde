"""The schema of `rows.py` as Arrow and as store DDL."""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import Any

import pyarrow as pa

from zhengce.rows import TABLES, Column, columns

_ARROW = {str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_(), dt.date: pa.date32()}
SQL_TYPES = {str: "VARCHAR", int: "BIGINT", float: "DOUBLE", bool: "BOOLEAN", dt.date: "DATE"}


def _arrow_type(column: Column) -> pa.DataType:
    return pa.dictionary(pa.int32(), pa.string()) if column.values else _ARROW[column.type]


@cache
def arrow_schema(table: str) -> pa.Schema:
    """Arrow schema of a table; closed lists are dictionary-encoded.

    >>> str(arrow_schema("times").field("begin").type)
    'date32[day]'
    """
    return pa.schema([pa.field(column.name, _arrow_type(column), column.nullable) for column in columns(table)])


def arrow_table(table: str, values: dict[str, list[Any]]) -> pa.Table:
    """Columns of one or more documents as an Arrow table with the schema's types."""
    schema = arrow_schema(table)
    return pa.table([pa.array(values[field.name], type=field.type) for field in schema], schema=schema)


def ddl(table: str) -> str:
    """The statement that makes a table of the store.

    >>> ddl("rejects").splitlines()[1].strip()
    '"source" VARCHAR NOT NULL,'
    """
    lines = [f'    "{column.name}" {SQL_TYPES[column.type]}{"" if column.nullable else " NOT NULL"}' for column in columns(table)]
    return f'CREATE TABLE IF NOT EXISTS "{table}" (\n' + ",\n".join(lines) + "\n)"


DDL = {table: ddl(table) for table in TABLES}
