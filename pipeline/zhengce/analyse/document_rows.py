"""The rows of one document as plain Python: what show, report, check, series, diff and annotate all read.

Rows come from `Tables` at hand, from a store, from articles that are extracted on the way, or from a gold folder; missing is
`None` whatever the source wrote for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

from zhengce.errors import StoreError
from zhengce.rows import ID_LETTERS, TABLES, columns
from zhengce.store.database import Store
from zhengce.store.tables import Tables

Row = dict[str, Any]

OF_DOCUMENT = tuple(ID_LETTERS)
"""The tables whose rows lie in a document."""


@dataclass(frozen=True, slots=True)
class DocumentRows:
    """One document and its rows by table, in text order."""

    document: Row
    tables: dict[str, list[Row]]
    _by_id: dict[str, Row] = field(default_factory=dict, compare=False, repr=False)

    def __getitem__(self, table: str) -> list[Row]:
        """The rows of a table; none where the source has none of it."""
        return self.tables.get(table, [])

    @property
    def text(self) -> str:
        """The source text that all offsets refer to."""
        return self.document["text"]

    @property
    def name(self) -> str:
        """What a reader calls the document: its title, else the name of its file, else its id."""
        source = self.document.get("source")
        return self.document.get("title") or (Path(source).name if source else None) or self.document["doc_id"]

    def row(self, row_id: str | None) -> Row | None:
        """The row with this id, of whatever table."""
        if not self._by_id:
            self._by_id.update((row[f"{one(table)}_id"], row) for table, rows in self.tables.items() for row in rows)
        return self._by_id.get(row_id) if row_id else None


def one(table: str) -> str:
    """What one row of a table is called.

    >>> one("figures"), one("entities")
    ('figure', 'entity')
    """
    return f"{table[:-3]}y" if table.endswith("ies") else table[:-1]


def documents_of(
    what: Tables | Store | DocumentRows | str | Path | Iterable, doc_id: str | None = None
) -> Iterator[DocumentRows]:
    """The documents of tables, of a store, of article files (extracted now), or of an iterable of these, in a stable order.

    `doc_id` picks one document (its beginning suffices where that is unique among the documents).
    """
    if isinstance(what, DocumentRows):
        if not doc_id or what.document["doc_id"].startswith(doc_id):
            yield what
    elif isinstance(what, Tables):
        yield from _of_frames({table: _records(frame) for table, frame in what if table != "rejects"}, doc_id)
    elif isinstance(what, Store):
        yield from _of_store(what, doc_id)
    elif isinstance(what, str | Path):
        if is_store(what):
            yield from _of_store(Store(what), doc_id)
        else:
            yield from _of_files(Path(what), doc_id)
    else:
        for item in cast(Iterable, what):
            yield from documents_of(item, doc_id)


def is_store(path: str | Path) -> bool:
    """Whether a path is a store: a DuckDB file, or a folder of Parquet partitions with their manifest."""
    path = Path(path)
    if path.is_dir():
        return (path / "manifest.json").exists()
    if not path.is_file():
        return False
    with open(path, "rb") as handle:
        return handle.read(12)[8:] == b"DUCK"


def rows_of_columns(tables: dict[str, dict[str, list[Any]]]) -> DocumentRows:
    """The rows of one document out of the columns that `tabulate` makes."""
    made = {
        table: [dict(zip(values, cells, strict=True)) for cells in zip(*values.values(), strict=True)]
        for table, values in tables.items()
    }
    document = made.pop("documents")[0]
    return DocumentRows(document, made)


def _of_files(path: Path, doc_id: str | None) -> Iterator[DocumentRows]:
    from zhengce.face import extractor
    from zhengce.ingest import read_bytes
    from zhengce.stages.tabulate import tabulate
    from zhengce.store.inputs import Unreadable, find_files, read_inputs

    stages = extractor()
    files = find_files([path])
    if not files:
        raise StoreError("there is no such file, folder or store", str(path), None, "check the path")
    for file in files:
        for found in read_inputs(file.path):
            if isinstance(found, Unreadable):
                raise found.error
            for article in read_bytes(found.raw, found.source):
                if not doc_id or article.doc_id.startswith(doc_id):
                    yield rows_of_columns(tabulate(stages.analyse(article)))


def _of_store(store: Store, doc_id: str | None) -> Iterator[DocumentRows]:
    where = " WHERE starts_with(doc_id, ?)" if doc_id else ""
    values = [doc_id] if doc_id else []
    frames = {table: _records(store.sql(f'SELECT * FROM "{table}"{where}', values)) for table in ("documents", *OF_DOCUMENT)}
    yield from _of_frames(frames, doc_id)


def _of_frames(frames: dict[str, list[Row]], doc_id: str | None) -> Iterator[DocumentRows]:
    grouped: dict[str, dict[str, list[Row]]] = {}
    for table in OF_DOCUMENT:
        for row in frames.get(table, ()):
            grouped.setdefault(row["doc_id"], {}).setdefault(table, []).append(row)
    for document in sorted(frames["documents"], key=lambda row: (row.get("source") or "", row["doc_id"])):
        if not doc_id or document["doc_id"].startswith(doc_id):
            tables = grouped.get(document["doc_id"], {})
            for table, rows in tables.items():
                rows.sort(key=lambda row: (_place(row), _number(row[f"{one(table)}_id"])))
            yield DocumentRows(document, tables)


def _place(row: Row) -> int:
    return row["start"] if "start" in row else row["head_start"]


def _number(row_id: str) -> int:
    tail = row_id.rsplit(":", 1)[-1][1:]
    return int(tail) if tail.isdigit() else 0


def _records(frame: Any) -> list[Row]:
    """The rows of a data frame with plain Python values: int, float, bool, str, date or None."""
    known = {column.name: column for rows in TABLES for column in columns(rows)}
    made = {}
    for name in frame.columns:
        values = frame[name].astype(object).tolist()
        kind = known[name].type if name in known else None
        made[name] = [_plain(value, kind) for value in values]
    return [dict(zip(made, cells, strict=True)) for cells in zip(*made.values(), strict=True)]


def _plain(value: Any, kind: type | None) -> Any:
    if value is None or str(value) in ("<NA>", "NaT", "nan"):
        return None
    if kind is int:
        return int(value)
    if hasattr(value, "to_pydatetime"):
        return value.to_pydatetime().date()
    return value.item() if hasattr(value, "item") else value
