"""The store: one DuckDB file, one table per table of the schema, plus `runs` and `inputs`.

No connection is held between operations, so that the store can be read while a run goes on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

from zhengce.errors import StoreError
from zhengce.rows import TABLES
from zhengce.store.arrow import DDL, arrow_table

_OWN = {
    "runs": 'CREATE TABLE IF NOT EXISTS runs (run_id BIGINT NOT NULL, started TIMESTAMP NOT NULL, finished TIMESTAMP, '
            'pipeline_version VARCHAR NOT NULL, fingerprint VARCHAR NOT NULL, config VARCHAR NOT NULL, documents BIGINT, '
            'rejects BIGINT, outcome VARCHAR)',
    # Which content was processed by which pipeline, and under which names it was seen.
    "inputs": 'CREATE TABLE IF NOT EXISTS inputs (sha256 VARCHAR NOT NULL, source VARCHAR NOT NULL, fingerprint VARCHAR NOT NULL)',
}


class Store:
    """A store on disk. `store.figures` is a data frame; `store.sql(…)` any query.

    Raises `StoreError` where the file is not a store or another process is writing to it.
    """

    def __init__(self, path: str | Path):
        self.path = Path(path)

    def __getattr__(self, table: str) -> pd.DataFrame:
        if table not in TABLES and table not in _OWN:
            raise AttributeError(f"no table {table!r}; there are {', '.join([*TABLES, *_OWN])}")
        return self.sql(f'SELECT * FROM "{table}"')

    def __repr__(self) -> str:
        return f"Store({str(self.path)!r})"

    def sql(self, query: str, parameters: Iterable[Any] = ()) -> pd.DataFrame:
        """The result of a query as a data frame."""
        with self.connect(read_only=True) as connection:
            return connection.execute(query, list(parameters)).df()

    @contextmanager
    def connect(self, read_only: bool = False) -> Iterator[duckdb.DuckDBPyConnection]:
        """A connection, closed on leaving."""
        if read_only and not self.path.exists():
            raise StoreError("there is no store", str(self.path), None, "make one with `zhengce run`")
        try:
            connection = duckdb.connect(str(self.path), read_only=read_only)
        except duckdb.Error as error:
            raise StoreError(str(error).splitlines()[0], str(self.path), None, "is it a store, and is no other run writing to it?") from error
        try:
            yield connection
        finally:
            connection.close()

    def create(self) -> None:
        """Make the tables that are not there yet."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self.connect() as connection:
            for statement in [*DDL.values(), *_OWN.values()]:
                connection.execute(statement)

    def replace(self, documents: Iterable[dict[str, dict[str, list[Any]]]], inputs: Iterable[tuple[str, str, str]] = (),
                rejects: Iterable[dict[str, Any]] = ()) -> None:
        """Put the rows of some documents in place of what was there of them: all of them, or on an error none."""
        batch = list(documents)
        joined: dict[str, dict[str, list[Any]]] = {}
        for tables in batch:
            for table, values in tables.items():
                target = joined.setdefault(table, {name: [] for name in values})
                for name, cells in values.items():
                    target[name].extend(cells)
        with self.connect() as connection:
            connection.execute("BEGIN")
            for table, values in joined.items():
                ids = joined["documents"]["doc_id"]
                connection.execute(f'DELETE FROM "{table}" WHERE doc_id IN (SELECT unnest(?))', [ids])
                rows = arrow_table(table, values)  # noqa: F841 (DuckDB reads the name)
                connection.execute(f'INSERT INTO "{table}" SELECT * FROM rows')
            for reject in rejects:
                connection.execute("DELETE FROM rejects WHERE source = ?", [reject["source"]])
                connection.execute("INSERT INTO rejects VALUES (?, ?, ?, ?, ?)",
                                   [reject[name] for name in ("source", "sha256", "stage", "error", "message")])
            for sha256, source, fingerprint in inputs:
                connection.execute("DELETE FROM inputs WHERE source = ?", [source])
                connection.execute("INSERT INTO inputs VALUES (?, ?, ?)", [sha256, source, fingerprint])
            connection.execute("COMMIT")
