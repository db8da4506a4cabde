"""`Tables`: what extraction returns, as pandas frames with the schema's types."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pandas as pd

from zhengce.rows import TABLES, Column, columns
from zhengce.store.columns import joined

_DTYPES = {str: "string", int: "Int64", float: "float64", bool: "boolean"}


def frame(table: str, values: dict[str, list[Any]] | None = None) -> pd.DataFrame:
    """A table as a data frame with explicit dtypes, also when it is empty.

    >>> frame("times").dtypes["granularity"].name
    'category'
    """
    made = {column.name: _series(column, values[column.name] if values else []) for column in columns(table)}
    return pd.DataFrame(made)


def _series(column: Column, values: list[Any]) -> pd.Series:
    if column.values:
        return pd.Series(pd.Categorical(values, categories=list(column.values)))
    if column.type is dt.date:
        return pd.Series(pd.to_datetime(pd.Series(values, dtype="object"), errors="coerce").dt.date, dtype="object")
    return pd.Series(values, dtype=_DTYPES[column.type])


class Tables:
    """All tables of one or several documents, one attribute per table.

    >>> Tables({}).figures.empty
    True
    """

    def __init__(self, values: dict[str, dict[str, list[Any]]]):
        self._frames = {table: frame(table, values.get(table)) for table in TABLES}

    @classmethod
    def concat(cls, parts: Iterable[dict[str, dict[str, list[Any]]]]) -> Tables:
        """One `Tables` of the columns of many documents."""
        return cls(joined(parts))

    def __getattr__(self, table: str) -> pd.DataFrame:
        try:
            return self.__dict__["_frames"][table]
        except KeyError:
            raise AttributeError(f"no table {table!r}; there are {', '.join(TABLES)}") from None

    def to(self, path: str | Path) -> None:
        """Write all tables to `path`; its ending says how: `.xlsx`, `.sqlite`, or a folder `name.parquet`, `name.csv`, `name.jsonl`."""
        from zhengce.store.export import export

        export(self._frames, path, Path(path).suffix.lstrip("."))  # type: ignore[arg-type]

    def cite(self, row_id: str) -> str:
        """The row with this id as a citation: its sentence, document, section and offsets. Raises KeyError for an unknown id."""
        from zhengce.analyse.cite import cite
        from zhengce.analyse.document_rows import documents_of

        for document in documents_of(self, row_id.split(":")[0]):
            row = document.row(row_id)
            if row is not None:
                return cite(document, row)
        raise KeyError(row_id)

    def _repr_html_(self) -> str:
        from zhengce.analyse.document_rows import documents_of
        from zhengce.analyse.inline import tables_html

        return tables_html(documents_of(self))

    def explain(self, row_id: str) -> str:
        """One row in words: what it reads, the pieces it is made of, the rule that fired, the readings rejected.

        `row_id` is any id of these tables (`figure_id`, `time_id` …). The document is read again for it. Raises KeyError where no
        row has the id.
        """
        from zhengce.analyse.document_rows import documents_of
        from zhengce.analyse.explain import explain

        for document in documents_of(self, row_id.split(":")[0]):
            return explain(document, row_id)
        raise KeyError(row_id)

    def __iter__(self):
        return iter(self._frames.items())

    def __repr__(self) -> str:
        return f"Tables({', '.join(f'{name}: {len(table)}' for name, table in self)})"
