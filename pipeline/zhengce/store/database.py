"""The store: one DuckDB file, one table per table of the schema, plus `runs`, `sources`, `contents`, `corrections`; or a folder
of Parquet partitions with an index of that form (`dataset`).

No connection is held between operations: DuckDB locks the file for a writer, so a run opens it, commits a group of documents
and closes it, and whoever reads in between waits for the moment the commit takes.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb

from zhengce.errors import StoreError
from zhengce.rows import TABLES
from zhengce.store import corrections, dataset, schema

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

    from zhengce.store.batches import Batch

READ_PATIENCE, WRITE_PATIENCE = 60.0, 600.0
"""Seconds to wait for another process that has the file open."""
_WRITER = {"threads": 1, "memory_limit": "300MB"}
"""Without a limit a commit holds the more of a large store the larger it is: 300 MB more at 40 million characters."""
_BUSY = ("Could not set lock", "different configuration", "being used by another process")


@dataclass(slots=True)
class Group:
    """What one commit writes: batches of rows, and for sources their place, name and content."""

    batches: list[Batch] = field(default_factory=list)
    sources: list[tuple[str, str, str]] = field(default_factory=list)
    doc_ids: set[str] = field(default_factory=set)
    characters: int = 0


class Store:
    """A store on disk: a file, or the folder of a dataset. `store.figures` is a data frame; `store.sql(…)` any query.

    Raises `StoreError` where there is no store, or another program keeps it locked.
    """

    def __init__(self, path: str | Path):
        self.path = Path(path)

    @property
    def is_dataset(self) -> bool:
        """Whether the rows are Parquet partitions in a folder."""
        return self.path.is_dir()

    @property
    def file(self) -> Path:
        """The DuckDB file: the store itself, or the index of a dataset."""
        return self.path / dataset.INDEX if self.is_dataset else self.path

    def __getattr__(self, table: str) -> pd.DataFrame:
        if table not in TABLES and table not in schema.OWN:
            raise AttributeError(f"no table {table!r}; there are {', '.join([*TABLES, *schema.OWN])}")
        return self.sql(f'SELECT * FROM "{table}"')

    def __repr__(self) -> str:
        return f"Store({str(self.path)!r})"

    # -- reading

    def sql(self, query: str, parameters: Iterable[Any] = ()) -> pd.DataFrame:
        """The result of a query as a data frame."""
        with self.connect(read_only=True) as connection:
            return connection.execute(query, list(parameters)).df()

    def rows(self, query: str, parameters: Iterable[Any] = ()) -> list[tuple]:
        """The result of a query as tuples."""
        with self.connect(read_only=True) as connection:
            return connection.execute(query, list(parameters)).fetchall()

    def arrow(self, query: str, parameters: Iterable[Any] = ()) -> pa.Table:
        """The result of a query as an Arrow table."""
        with self.connect(read_only=True) as connection:
            return connection.sql(query, params=list(parameters)).to_arrow_table()

    def counts(self) -> dict[str, int]:
        """Rows of each table of the schema."""
        with self.connect(read_only=True) as connection:
            return {table: connection.execute(f'SELECT count(*) FROM "{table}"').fetchall()[0][0] for table in TABLES}

    @contextmanager
    def connect(self, read_only: bool = False, patience: float | None = None) -> Iterator[duckdb.DuckDBPyConnection]:
        """A connection, closed on leaving; waits while another process has the file open for writing."""
        if read_only and not self.file.exists():
            raise StoreError("there is no store", str(self.path), None, "make one with `zhengce run`")
        connection = self._opened(read_only, patience or (READ_PATIENCE if read_only else WRITE_PATIENCE))
        try:
            if read_only and self.is_dataset:
                dataset.open_views(connection, self.path)
            yield connection
        finally:
            connection.close()

    def _opened(self, read_only: bool, patience: float) -> duckdb.DuckDBPyConnection:
        until = time.monotonic() + patience
        while True:
            try:
                return duckdb.connect(str(self.file), read_only=read_only, config={} if read_only else _WRITER)
            except duckdb.Error as error:
                message = str(error)
                busy = any(sign in message for sign in _BUSY)
                if not busy or time.monotonic() > until:
                    cure = "another program keeps it open: close it" if busy else "is it a store, and is there space on the disk?"
                    raise StoreError(message.splitlines()[0], str(self.path), None, cure) from error
                time.sleep(0.05)

    # -- writing: only a run that holds the lock does

    @contextmanager
    def transaction(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A connection whose statements all take effect, or none; a failure on the way is a `StoreError`."""
        with self.connect() as connection:
            try:
                connection.execute("BEGIN")
                yield connection
                connection.execute("COMMIT")
            except duckdb.Error as error:
                raise StoreError(str(error).splitlines()[0], str(self.path), None,
                                 "nothing of this group was stored, all before it is; make space and run again") from error

    def create(self) -> None:
        """Make the store, or bring one of an older version up to date."""
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreError(error.strerror or str(error), str(self.path.parent)) from error
        with self.transaction() as connection:
            schema.prepare(connection, str(self.path))
            if self.is_dataset:
                connection.execute(dataset.DDL)

    def commit(self, group: Group, run_id: int, fingerprint: str, counts: dict[str, int]) -> None:
        """Write a group: rows in place of what was there of its documents, sources, contents, rejects, the run's state."""
        with self.transaction() as connection:
            _drop(connection, _superseded(connection, group.sources), self.is_dataset)
            doc_ids = _stored(connection, group.doc_ids)
            for table in TABLES:
                if table != "rejects":
                    if doc_ids:
                        connection.execute(f'DELETE FROM "{table}" WHERE doc_id IN (SELECT unnest(?))', [doc_ids])
                    for batch in group.batches:
                        if table in batch.tables and len(batch.tables[table]):
                            rows = batch.tables[table]  # noqa: F841 (DuckDB reads the name)
                            connection.execute(f'INSERT INTO "{table}" BY NAME SELECT * FROM rows')
            _replace(connection, "sources", "place", [(*source, run_id) for source in group.sources])
            contents = [(sha256, doc_id, fingerprint, run_id) for batch in group.batches for sha256, doc_id in batch.contents]
            _replace(connection, "contents", "sha256", contents)
            rejects = [tuple(row.values()) for batch in group.batches for row in batch.rejects]
            names = [source for _, source, _ in group.sources]
            _replace(connection, "rejects", "source", rejects, names)
            corrections.apply(connection, group.doc_ids)
            if self.is_dataset:
                _replace(connection, dataset.PARTS, "doc_id",
                         [(doc_id, batch.part, run_id) for batch in group.batches if batch.part for doc_id in batch.written])
            connection.execute("UPDATE runs SET documents = ?, rejects = ?, unchanged = ?, characters = ? WHERE run_id = ?",
                               [counts["documents"], counts["rejects"], counts["unchanged"], counts["characters"], run_id])

    def begin_run(self, version: str, fingerprint: str, config: str, engine: str) -> int:
        """Note that a run has begun; runs that never ended, because their process was killed, are noted as such."""
        with self.transaction() as connection:
            connection.execute("UPDATE runs SET outcome = 'killed' WHERE outcome = 'running'")
            row = connection.execute("SELECT coalesce(max(run_id), 0) + 1 FROM runs").fetchone()
            run_id = row[0] if row else 1
            connection.execute("INSERT INTO runs BY NAME SELECT ? AS run_id, now()::TIMESTAMP AS started, ? AS pipeline_version, "
                               "? AS fingerprint, ? AS config, ? AS engine, 'running' AS outcome",
                               [run_id, version, fingerprint, config, engine])
            return run_id

    def end_run(self, run_id: int, outcome: str) -> None:
        """Note how a run ended: `finished`, `interrupted` or what went wrong."""
        with self.transaction() as connection:
            connection.execute("UPDATE runs SET finished = now()::TIMESTAMP, outcome = ? WHERE run_id = ?", [outcome, run_id])

    def known(self, fingerprint: str) -> tuple[set[str], set[str]]:
        """SHA-256 of the contents that this pipeline has processed, and of those among them that it rejected."""
        rows = self.rows("SELECT sha256, bool_and(doc_id IS NULL) FROM contents WHERE fingerprint = ? GROUP BY sha256",
                         [fingerprint])
        return {sha256 for sha256, _ in rows}, {sha256 for sha256, rejected in rows if rejected}

    def forget(self, places: list[str], documents: bool = True) -> int:
        """Remove sources, with the documents that came from nowhere else, or keep these; how many documents went."""
        with self.transaction() as connection:
            orphans = _orphans(connection, places) if documents else []
            names = [name for (name,) in connection.execute("SELECT source FROM sources WHERE place IN (SELECT unnest(?))",
                                                            [places]).fetchall()]
            connection.execute("DELETE FROM rejects WHERE source IN (SELECT unnest(?))", [names])
            connection.execute("DELETE FROM sources WHERE place IN (SELECT unnest(?))", [places])
            # A document that stays is named by a source that is there.
            connection.execute("UPDATE documents SET source = s.source FROM (SELECT c.doc_id, min(s.source) AS source "
                               "FROM contents c JOIN sources s USING (sha256) GROUP BY c.doc_id) s "
                               "WHERE s.doc_id = documents.doc_id AND documents.source IN (SELECT unnest(?))", [names])
            return _drop(connection, orphans, self.is_dataset)

    def settle(self, fingerprint: str) -> None:
        """Bring the files of a dataset in line with its index; nothing for a store that is one file."""
        if self.is_dataset:
            with self.connect() as connection:
                dataset.write_manifest(connection, self.path, fingerprint)
                dataset.remove_strays(connection, self.path)


def _superseded(connection: duckdb.DuckDBPyConnection, sources: list[tuple[str, str, str]]) -> list[str]:
    """Contents that lose their last place because other content is there now: a file was edited."""
    if not sources:
        return []
    edited = connection.execute(
        "SELECT s.place FROM sources s JOIN (SELECT unnest(?) AS place, unnest(?) AS sha256) n USING (place) "
        "WHERE s.sha256 <> n.sha256", [[place for place, _, _ in sources], [sha256 for _, _, sha256 in sources]]).fetchall()
    now = {sha256 for _, _, sha256 in sources}
    return [sha256 for sha256 in _orphans(connection, [place for (place,) in edited]) if sha256 not in now]


def _orphans(connection: duckdb.DuckDBPyConnection, places: list[str]) -> list[str]:
    """Contents that are nowhere else than at these places."""
    if not places:
        return []
    return [sha256 for (sha256,) in connection.execute(
        "SELECT sha256 FROM sources GROUP BY sha256 HAVING bool_and(place IN (SELECT unnest(?)))", [places]).fetchall()]


def _drop(connection: duckdb.DuckDBPyConnection, contents: list[str], is_dataset: bool) -> int:
    """Remove contents and the documents that came from no other content; how many documents went."""
    if not contents:
        return 0
    doc_ids = [doc_id for (doc_id,) in connection.execute(
        "SELECT doc_id FROM contents WHERE doc_id IS NOT NULL GROUP BY doc_id HAVING bool_and(sha256 IN (SELECT unnest(?)))",
        [contents]).fetchall()]
    connection.execute("DELETE FROM contents WHERE sha256 IN (SELECT unnest(?))", [contents])
    for table in [*TABLES, dataset.PARTS] if is_dataset else TABLES:
        if table != "rejects" and doc_ids:
            connection.execute(f'DELETE FROM "{table}" WHERE doc_id IN (SELECT unnest(?))', [doc_ids])
    return len(doc_ids)


def _stored(connection: duckdb.DuckDBPyConnection, doc_ids: set[str]) -> list[str]:
    """Those of the documents that have rows: only these need deleting, and most runs only add."""
    if not doc_ids:
        return []
    return [doc_id for (doc_id,) in connection.execute(
        "SELECT doc_id FROM documents WHERE doc_id IN (SELECT unnest(?))", [sorted(doc_ids)]).fetchall()]


def _replace(connection: duckdb.DuckDBPyConnection, table: str, key: str, rows: list[tuple], also: Iterable[str] = ()) -> None:
    """Insert rows in place of those with the same `key`, which is their first column, and of those with the keys `also`."""
    old = {row[0] for row in rows}.union(also)
    if old:
        connection.execute(f"DELETE FROM {table} WHERE {key} IN (SELECT unnest(?))", [sorted(old)])
    if rows:
        values = ", ".join("unnest(?)" for _ in rows[0])
        connection.execute(f"INSERT INTO {table} SELECT {values}", [list(column) for column in zip(*rows, strict=True)])
