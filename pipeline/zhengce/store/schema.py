"""The tables of a store: those of `rows.py` and its own, and the way from stores of older versions."""

from __future__ import annotations

import os

import duckdb

from zhengce.errors import StoreError
from zhengce.rows import TABLES, columns
from zhengce.store.arrow import DDL, SQL_TYPES

VERSION = 2
"""Version of the store's own tables. 1: `inputs` without places. 2: `meta`, `sources`, `contents`, `corrections`."""

OWN = {
    "meta": "key VARCHAR PRIMARY KEY, value VARCHAR NOT NULL",
    "runs": "run_id BIGINT NOT NULL, started TIMESTAMP NOT NULL, finished TIMESTAMP, pipeline_version VARCHAR NOT NULL, "
            "fingerprint VARCHAR NOT NULL, config VARCHAR NOT NULL, documents BIGINT, rejects BIGINT, outcome VARCHAR, "
            "engine VARCHAR, unchanged BIGINT, characters BIGINT",
    # Where content was seen: `source` as the user named it, `place` from the root of the disk, the identity.
    "sources": "place VARCHAR NOT NULL, source VARCHAR NOT NULL, sha256 VARCHAR NOT NULL, run_id BIGINT",
    # Which content was processed by which pipeline (the fingerprint), and the documents in it; none for a reject.
    "contents": "sha256 VARCHAR NOT NULL, doc_id VARCHAR, fingerprint VARCHAR NOT NULL, run_id BIGINT",
    # Corrections by hand, by document, table and span; without a column, the row is struck out.
    "corrections": 'doc_id VARCHAR NOT NULL, "table" VARCHAR NOT NULL, "start" BIGINT NOT NULL, "end" BIGINT NOT NULL, '
                   '"column" VARCHAR, value VARCHAR, note VARCHAR, made TIMESTAMP NOT NULL',
}
"""Tables of the store's own: name → columns."""


def prepare(connection: duckdb.DuckDBPyConnection, path: str) -> None:
    """Make what is missing, and bring a store of an older version up to this one. Raises `StoreError` for a newer store."""
    tables = {name for (name,) in connection.execute("SELECT table_name FROM duckdb_tables() WHERE NOT internal").fetchall()}
    found = _version(connection, tables)
    if found > VERSION:
        raise StoreError(f"was made by a newer version (store {found}, this is {VERSION})", path, None, "update zhengce")
    for statement in [*DDL.values(), *(f"CREATE TABLE IF NOT EXISTS {name} ({what})" for name, what in OWN.items())]:
        connection.execute(statement)
    if found < VERSION:
        if found == 1:
            _from_1(connection)
        connection.execute("INSERT OR REPLACE INTO meta VALUES ('version', ?)", [str(VERSION)])
    for table in TABLES:
        _fit(connection, table)


def _version(connection: duckdb.DuckDBPyConnection, tables: set[str]) -> int:
    """Version of the store; 0 for a file without tables."""
    if "meta" in tables:
        row = connection.execute("SELECT value FROM meta WHERE key = 'version'").fetchone()
        return int(row[0]) if row else 0
    return 1 if "inputs" in tables else 0


def _from_1(connection: duckdb.DuckDBPyConnection) -> None:
    """`inputs` becomes `sources` and `contents`; `runs` gets its new columns."""
    known = {name for name, *_ in connection.execute("DESCRIBE runs").fetchall()}
    for name, kind in (("engine", "VARCHAR"), ("unchanged", "BIGINT"), ("characters", "BIGINT")):
        if name not in known:
            connection.execute(f"ALTER TABLE runs ADD COLUMN {name} {kind}")
    seen = connection.execute("SELECT sha256, source, fingerprint FROM inputs").fetchall()
    if seen:
        connection.executemany("INSERT INTO sources VALUES (?, ?, ?, NULL)",
                               [(os.path.abspath(source), source, sha256) for sha256, source, _ in seen])
    connection.execute("INSERT INTO contents SELECT DISTINCT i.sha256, d.doc_id, i.fingerprint, NULL "
                       "FROM inputs i LEFT JOIN documents d ON d.sha256 = i.sha256")
    connection.execute("DROP TABLE inputs")


def _fit(connection: duckdb.DuckDBPyConnection, table: str) -> None:
    """Give a table the columns that the schema has gained, and free those that it has lost."""
    there = {name for name, *_ in connection.execute(f'DESCRIBE "{table}"').fetchall()}
    wanted = {column.name: column for column in columns(table)}
    for name in wanted.keys() - there:
        connection.execute(f'ALTER TABLE "{table}" ADD COLUMN "{name}" {SQL_TYPES[wanted[name].type]}')
    for name in there - wanted.keys():
        connection.execute(f'ALTER TABLE "{table}" ALTER COLUMN "{name}" DROP NOT NULL')
