"""`zhengce run --what-if`: what another configuration, lexicon or rule would add, remove and change, before anything is saved.

Every document of a store is extracted anew, from its file where that is unchanged and else from the text in the store, and its
rows are compared with those stored. Rows are the same where table, span and all they say are; ids number rows, so that one row
more would change all behind it: a row's own id is left out, and a reference is compared as the span it points at.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from zhengce.article import Article, Metadata
from zhengce.config import Config
from zhengce.rows import ID_LETTERS, TABLES, columns
from zhengce.store import corrections
from zhengce.store.batch import PLAIN, Options, batches_of
from zhengce.store.batches import Batch
from zhengce.store.database import Store
from zhengce.store.fingerprint import fingerprint
from zhengce.store.inputs import Input, Unreadable, read_inputs
from zhengce.store.intake import Outcome, packed

Row = dict[str, Any]
Rows = dict[str, list[Row]]

_TABLES = tuple(table for table in TABLES if table != "rejects")
# What tells nothing about the text: which version made the row, and under which name the document was found.
_UNTOLD = frozenset({"pipeline_version", "source"})
_GROUP = 200
"""Documents whose stored rows are held in memory at a time."""


@dataclass(frozen=True, slots=True)
class Change:
    """One row that would come (`+`), go (`-`) or say something else (`~`); `columns` hold what it says now and would say."""

    sign: Literal["+", "-", "~"]
    table: str
    doc_id: str
    source: str | None
    start: int
    end: int
    text: str
    columns: dict[str, tuple[Any, Any]] = field(default_factory=dict)

    def __str__(self) -> str:
        said = "; ".join(f"{name}: {_shown(before)} → {_shown(after)}" for name, (before, after) in self.columns.items())
        place = f"{self.source or self.doc_id}:{self.start}–{self.end}"
        return "\t".join(part for part in (self.sign, self.table, place, " ".join(self.text.split()), said) if part)


def what_if(store: Store, config: Config | None = None, options: Options = PLAIN,
            say: Callable[[str], None] = lambda message: None) -> Iterator[Change]:
    """The changes that a run with `config` would make to the rows of `store`, document by document. Nothing is written.

    Raises `StoreError` where there is no store.
    """
    config = config or Config()
    left = {doc_id for (doc_id,) in store.rows("SELECT doc_id FROM documents")}
    wanted = {sha256 for (sha256,) in store.rows("SELECT DISTINCT sha256 FROM contents WHERE doc_id IS NOT NULL")}
    tasks = packed(_inputs(store, wanted))
    for batch in batches_of(tasks, config, options, Outcome(), store, fingerprint(config)):
        made = _by_document(batch)
        tried = _documents_of(store, {sha256 for sha256, _ in batch.contents}) | made.keys()
        yield from _compared(store, made, tried & left)
        left -= tried
    if left:
        say(f"{len(left):,} documents whose files are gone or changed: their text in the store is read")
        yield from _from_stored_text(store, config, sorted(left))


def _inputs(store: Store, wanted: set[str]) -> Iterator[Input]:
    """The inputs of the store that are still where they were, each content once."""
    files = dict.fromkeys(place.split("!/")[0].split("#")[0] for (place,) in store.rows("SELECT place FROM sources ORDER BY place"))
    left = set(wanted)
    for file in files:
        for item in read_inputs(Path(file)):
            if not isinstance(item, Unreadable) and item.sha256 in left:
                left.discard(item.sha256)
                yield item


def _documents_of(store: Store, contents: set[str]) -> set[str]:
    return {doc_id for (doc_id,) in store.rows(
        "SELECT DISTINCT doc_id FROM contents WHERE doc_id IS NOT NULL AND sha256 IN (SELECT unnest(?))", [sorted(contents)])}


def _by_document(batch: Batch) -> dict[str, Rows]:
    made: dict[str, Rows] = {doc_id: {} for doc_id in batch.documents}
    for table, rows in batch.tables.items():
        for row in rows.to_pylist():
            made[row["doc_id"]].setdefault(table, []).append(row)
    return made


def _from_stored_text(store: Store, config: Config, doc_ids: list[str]) -> Iterator[Change]:
    from zhengce.face import extractor
    from zhengce.stages.tabulate import tabulate

    stages = extractor(config)
    for doc_id in doc_ids:
        frame = store.arrow("SELECT * FROM documents WHERE doc_id = ?", [doc_id]).to_pylist()[0]
        known = {name: frame[name] for name in Metadata.__dataclass_fields__ if name in frame}
        article = Article(text=frame["text"], doc_id=doc_id, sha256=frame["sha256"], source=frame["source"], format=frame["format"],
                          encoding=frame["encoding"], metadata=Metadata(**known))
        rows = {table: [dict(zip(values, cells, strict=True)) for cells in zip(*values.values(), strict=True)]
                for table, values in tabulate(stages.analyse(article)).items()}
        yield from _compared(store, {doc_id: rows}, {doc_id})


def _compared(store: Store, made: dict[str, Rows], doc_ids: Iterable[str]) -> Iterator[Change]:
    """The changes in some documents, in order."""
    ordered = sorted(doc_ids)
    for first in range(0, len(ordered), _GROUP):
        group = ordered[first:first + _GROUP]
        stored = _stored(store, group)
        by_hand = _corrections(store, group)
        for doc_id in group:
            new = made.get(doc_id, {})
            _correct(new, by_hand.get(doc_id, ()))
            yield from _changes(stored[doc_id], new)


def _stored(store: Store, doc_ids: list[str]) -> dict[str, Rows]:
    made: dict[str, Rows] = {doc_id: {} for doc_id in doc_ids}
    with store.connect(read_only=True) as connection:
        for table in _TABLES:
            rows = connection.sql(f'SELECT * FROM "{table}" WHERE doc_id IN (SELECT unnest(?))', params=[doc_ids]).to_arrow_table()
            for row in rows.to_pylist():
                made[row["doc_id"]].setdefault(table, []).append(row)
    return made


def _corrections(store: Store, doc_ids: list[str]) -> dict[str, list[tuple]]:
    found: dict[str, list[tuple]] = defaultdict(list)
    for doc_id, *what in store.rows('SELECT doc_id, "table", "start", "end", "column", value FROM corrections '
                                    "WHERE doc_id IN (SELECT unnest(?)) ORDER BY made", [doc_ids]):
        found[doc_id].append(tuple(what))
    return found


def _correct(rows: Rows, made: Iterable[tuple]) -> None:
    """Apply corrections by hand, as a run would."""
    for table, start, end, column, value in made:
        here = [row for row in rows.get(table, ()) if (row["start"], row["end"]) == (start, end)]
        if column is None:
            rows[table] = [row for row in rows.get(table, ()) if row not in here]
            continue
        kind = next(known.type for known in columns(table) if known.name == column)
        for row in here:
            row[column] = corrections.read_value(value, kind)
            if "rule" in row:
                row |= {"rule": corrections.RULE, "confidence": 1.0}


def _changes(before: Rows, after: Rows) -> Iterator[Change]:
    """The changes in one document, table by table in text order."""
    source = next((row["source"] for rows in (before, after) for row in rows.get("documents", ())), None)
    spans = [{row[_id(table)]: f"{row['start']}-{row['end']}" for table in ID_LETTERS if table != "relations" for row in rows.get(table, ())}
             for rows in (before, after)]
    for table in _TABLES:
        old, new = (_by_key(table, rows.get(table, ()), named) for rows, named in zip((before, after), spans, strict=True))
        for key in sorted(old.keys() | new.keys()):
            gone, come = list(old.get(key, ())), list(new.get(key, ()))
            for row in list(gone):
                if row in come:
                    gone.remove(row)
                    come.remove(row)
            for was, is_now in zip(gone, come, strict=False):
                said = {name: (was[name], is_now[name]) for name in was if was[name] != is_now[name]}
                yield _change("~", table, is_now, source, said)
            yield from (_change("-", table, row, source, {}) for row in gone[len(come):])
            yield from (_change("+", table, row, source, {}) for row in come[len(gone):])


def _by_key(table: str, rows: Iterable[Row], spans: dict[str, str]) -> dict[tuple, list[Row]]:
    """What the rows say, by the span they lie at."""
    made: dict[tuple, list[Row]] = defaultdict(list)
    for row in rows:
        said = {name: _resolved(value, spans) if name.endswith(("_id", "_ids")) or name == "part_of" else value
                for name, value in row.items() if name not in _UNTOLD and name != "order" and (table == "documents" or name != _id(table))}
        key = (row["type"], row["head_start"], row["head_end"], row["tail_start"], row["tail_end"]) if table == "relations" else (
            row.get("start", 0), row.get("end", 0))
        made[key].append(said)
    return made


def _resolved(value: str | None, spans: dict[str, str]) -> str | None:
    return value and "|".join(spans.get(part, part) for part in value.split("|"))


def _id(table: str) -> str:
    return "entity_id" if table == "entities" else f"{table.removesuffix('s')}_id"


def _change(sign: Literal["+", "-", "~"], table: str, row: Row, source: str | None, said: dict[str, tuple[Any, Any]]) -> Change:
    if table == "relations":
        return Change(sign, table, row["doc_id"], source, row["head_start"], row["head_end"],
                      f"{row['head_text']} {row['type']} {row['tail_text']}", said)
    text = row.get("text") or row.get("heading") or row.get("marker") or ""
    return Change(sign, table, row["doc_id"], source, row.get("start", 0), row.get("end", 0), text if table != "documents" else "", said)


def _shown(value: Any) -> str:
    return "–" if value is None else str(value)
