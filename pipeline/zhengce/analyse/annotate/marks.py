"""What every annotation tool has in common: labelled spans of a text, and labelled links between them.

A row of a table with spans is a mark; its label is the table's name for one row, for entities with their type
(`figure`, `time`, `entity_organ`). A relation is a link between the marks at its ends; an end that is no row of its own gets a
mark labelled `end`. The other cells of a row travel in `cells`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from zhengce.analyse.document_rows import DocumentRows, one
from zhengce.analyse.gold_cells import Cells, cells_of, gold_columns
from zhengce.rows import columns

TABLES = ("figures", "times", "entities", "actions", "relations")
"""What people annotate, in the order of the gold folders."""

END = "end"
_ONE = {one(table): table for table in TABLES}
_LINKS = next(column.values for column in columns("relations") if column.name == "type") or ()
_PLACES = ("start", "end", "text")
_ENDS = ("head_start", "head_end", "head_text", "tail_start", "tail_end", "tail_text")


@dataclass(slots=True)
class Mark:
    """A labelled span; `key` is unique in its document."""

    key: str
    label: str
    start: int
    end: int
    cells: Cells = field(default_factory=dict)

    @property
    def at(self) -> str:
        """Label and place: what a mark is known by where a tool gives it another key."""
        return f"{self.label} {self.start}-{self.end}"


@dataclass(slots=True)
class Link:
    """A labelled link from the mark `head` to the mark `tail` (their keys)."""

    label: str
    head: str
    tail: str
    cells: Cells = field(default_factory=dict)


@dataclass(slots=True)
class Annotated:
    """One document as annotation tools see it. `source` and `sha256` name the annotated file, `text` is its source text."""

    name: str
    source: str
    sha256: str
    text: str
    tables: tuple[str, ...]
    marks: list[Mark]
    links: list[Link]

    def cells(self) -> dict[str, list[Cells]]:
        """The marks and links as the cells of gold tables."""
        made: dict[str, list[Cells]] = {table: [] for table in self.tables}
        for mark in sorted(self.marks, key=lambda mark: (mark.start, mark.end)):
            table, stated = table_of(mark.label)
            if table:
                place = {"start": str(mark.start), "end": str(mark.end), "text": self.text[mark.start:mark.end]}
                made.setdefault(table, []).append(_known(table, {**mark.cells, **stated, **place}))
        marks = {mark.key: mark for mark in self.marks}
        for link in self.links:
            ends: Cells = {}
            for side, mark in (("head", marks[link.head]), ("tail", marks[link.tail])):
                ends |= {f"{side}_start": str(mark.start), f"{side}_end": str(mark.end), f"{side}_text": self.text[mark.start:mark.end]}
            made.setdefault("relations", []).append(_known("relations", {**link.cells, "type": link.label, **ends}))
        return made


def annotated(document: DocumentRows, tables: Iterable[str] = TABLES) -> Annotated:
    """A document's rows as marks and links."""
    tables = tuple(tables)
    marks = [_mark(table, number, cells) for table in tables if table != "relations"
             for number, cells in enumerate(cells_of(document, table), 1)]
    links = list(_linked(cells_of(document, "relations"), marks)) if "relations" in tables else []
    row = document.document
    source = row.get("source") or f"{row['doc_id']}.txt"
    return Annotated(Path(source).stem, source, row["sha256"] or "", document.text, tables, marks, links)


def table_of(label: str) -> tuple[str | None, Cells]:
    """The table that a label stands for and the cells that it states; None for the end of a relation and unknown labels.

    >>> table_of("entity_organ"), table_of("end")
    (('entities', {'type': 'organ'}), (None, {}))
    """
    if label.startswith("entity_"):
        return "entities", {"type": label.removeprefix("entity_")}
    return _ONE.get(label), {}


def span_labels(tables: Iterable[str] = TABLES) -> list[str]:
    """All labels of spans, for a tool's configuration."""
    kinds = next(column.values for column in columns("entities") if column.name == "type") or ()
    made = [label for table in tables if table != "relations"
            for label in ([f"entity_{kind}" for kind in kinds] if table == "entities" else [one(table)])]
    return [*made, END]


def link_labels() -> tuple[str, ...]:
    """All labels of links."""
    return _LINKS


def _mark(table: str, number: int, cells: Cells) -> Mark:
    label = f"entity_{cells['type']}" if table == "entities" else one(table)
    rest = {name: value for name, value in cells.items() if value and name not in _PLACES and (table, name) != ("entities", "type")}
    return Mark(f"{table[0]}{number}", label, int(cells["start"]), int(cells["end"]), rest)


def _linked(relations: list[Cells], marks: list[Mark]) -> Iterator[Link]:
    """Links for relations; ends that are no figure or entity are added to `marks`."""
    at = {(mark.start, mark.end): mark.key for mark in reversed(marks) if table_of(mark.label)[0] in ("figures", "entities")}
    for cells in relations:
        keys = []
        for side in ("head", "tail"):
            place = int(cells[f"{side}_start"]), int(cells[f"{side}_end"])
            if place not in at:
                at[place] = f"x{len(marks) + 1}"
                marks.append(Mark(at[place], END, *place))
            keys.append(at[place])
        rest = {name: value for name, value in cells.items() if value and name not in _ENDS and name != "type"}
        yield Link(cells["type"], keys[0], keys[1], rest)


def _known(table: str, cells: Cells) -> Cells:
    return {name: cells.get(name, "") for name in gold_columns(table)}
