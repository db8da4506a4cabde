"""A store as a folder of Parquet partitions: what a cluster writes, and the same commands read.

    out/figures/part=5f0c…/rows.parquet      rows of one task; the name follows from the contents and the pipeline
    out/manifest.json                        the files that count, for other programs
    out/index.duckdb                         sources, contents, rejects, runs; which part holds a document's rows

Workers write parts beside and rename them, so that a part is whole or absent, and a task that is done twice (its worker was
killed) writes the same name. Only what the index names is read: a part that nobody committed, or a document that a later part
holds again, does not count.
"""

from __future__ import annotations

import hashlib
import json
import os
import uuid
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from zhengce.rows import TABLES

if TYPE_CHECKING:
    import pyarrow as pa

INDEX, MANIFEST, PARTS = "index.duckdb", "manifest.json", "parts"
DDL = f"CREATE TABLE IF NOT EXISTS {PARTS} (doc_id VARCHAR NOT NULL, part VARCHAR NOT NULL, run_id BIGINT)"
"""The table of the index that says where a document's rows are."""

_ROWS = "rows.parquet"
# A document that was moved is named by a source that is there.
_NAMED = ("SELECT d.* REPLACE (CASE WHEN n.names IS NULL OR list_contains(n.names, d.source) THEN d.source ELSE n.names[1] END AS source) "
          "FROM ({rows}) d LEFT JOIN (SELECT doc_id, list_sort(list(source)) AS names FROM main.contents JOIN main.sources USING (sha256) "
          "GROUP BY doc_id) n USING (doc_id)")


def part_name(contents: Iterable[str], fingerprint: str) -> str:
    """Name of the part that holds what one pipeline makes of these contents.

    >>> part_name(["a", "b"], "1") == part_name(["a", "b"], "1") != part_name(["a", "b"], "2")
    True
    """
    return hashlib.sha256("\n".join([fingerprint, *contents]).encode()).hexdigest()[:16]


def write_part(folder: Path, part: str, tables: dict[str, pa.Table]) -> None:
    """Write the rows of a part, each table whole or not at all; a part that is there already is replaced."""
    import pyarrow.parquet as pq

    for table, rows in tables.items():
        if not len(rows):
            continue
        place = folder / table / f"part={part}"
        place.mkdir(parents=True, exist_ok=True)
        beside = place / f".{uuid.uuid4().hex}.tmp"
        try:
            with open(beside, "wb") as file:
                pq.write_table(rows, file, compression="zstd")
                file.flush()
                os.fsync(file.fileno())
            os.replace(beside, place / _ROWS)
        finally:
            beside.unlink(missing_ok=True)


def open_views(connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """Let the tables of the schema in a connection to the index be those of its parts: temporary views go before its own tables."""
    parts = [part for (part,) in connection.execute(f"SELECT DISTINCT part FROM main.{PARTS} ORDER BY part").fetchall()]
    for table in TABLES:
        files = [path for path in _files(folder, table, parts) if path.exists()] if table != "rejects" else []
        if not files:
            continue
        # No order is promised by a join; ids run on in text order, so a document's rows keep theirs by their number in the file.
        listed = ", ".join("'" + str(path).replace("'", "''") + "'" for path in files)
        rows = (f"SELECT * EXCLUDE (part, file_row_number) FROM (SELECT r.* FROM read_parquet([{listed}], hive_partitioning = true, "
                f"hive_types_autocast = false, union_by_name = true, file_row_number = true) r SEMI JOIN main.{PARTS} p "
                "ON r.doc_id = p.doc_id AND r.part = p.part ORDER BY r.part, r.file_row_number)")
        connection.execute(f'CREATE TEMP VIEW "{table}" AS {_NAMED.format(rows=rows) if table == "documents" else rows}')


def _files(folder: Path, table: str, parts: Iterable[str]) -> list[Path]:
    return [folder / table / f"part={part}" / _ROWS for part in parts]


def write_manifest(connection: duckdb.DuckDBPyConnection, folder: Path, fingerprint: str) -> None:
    """Write the list of files that count, beside and renamed."""
    parts = [part for (part,) in connection.execute(f"SELECT DISTINCT part FROM {PARTS} ORDER BY part").fetchall()]
    tables = {table: [str(path.relative_to(folder)) for path in _files(folder, table, parts) if path.exists()] for table in TABLES}
    documents = connection.execute(f"SELECT count(*) FROM {PARTS}").fetchone()
    beside = folder / f".{uuid.uuid4().hex}.tmp"
    beside.write_text(json.dumps({"format": 1, "fingerprint": fingerprint, "documents": documents[0] if documents else 0,
                                  "tables": {table: files for table, files in tables.items() if files}}, indent=1), encoding="utf-8")
    os.replace(beside, folder / MANIFEST)


def remove_strays(connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """Remove the files of parts that no document is in any more, or that a killed run left."""
    parts = {f"part={part}" for (part,) in connection.execute(f"SELECT DISTINCT part FROM {PARTS}").fetchall()}
    for place in folder.glob("*/part=*"):
        if place.name not in parts:
            for file in place.iterdir():
                file.unlink(missing_ok=True)
            place.rmdir()
