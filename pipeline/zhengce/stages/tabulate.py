"""From mentions to columns: source offsets, ids, printed text. The only place where ids are given out.

Columns are made whole, one pass over the mentions for all that is the mention's own; a row object each would cost as much as
finding what it says.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from operator import attrgetter
from typing import Any

from zhengce import __version__
from zhengce.rows import ID_LETTERS, columns
from zhengce.stages.extractor import Analysis
from zhengce.stages.view import View
from zhengce.text.outline import SectionMention

Columns = dict[str, list[Any]]

_LAYERS = ("times", "entities", "figures", "numerals", "actions")
_ID_COLUMN = {"times": "time_id", "entities": "entity_id", "figures": "figure_id", "numerals": "numeral_id", "actions": "action_id"}
_DECIMALS = ("value", "low", "high", "base_value")


def tabulate(found: Analysis) -> dict[str, Columns]:
    """Table name → column name → values, for one article; every table of the schema but `rejects`."""
    made = _Tabulation(found)
    tables = {"documents": _document(found), "sections": made.sections(), "sentences": made.sentences()}
    for table in _LAYERS:
        made.name(table, getattr(found, table))
    tables |= {table: made.layer(table, getattr(found, table)) for table in _LAYERS}
    tables["relations"] = made.relations()
    for table, values in tables.items():
        values["doc_id"] = [found.view.article.doc_id] * len(next(iter(values.values())))
        tables[table] = {column: values[column] for column in _names(table)}
    return tables


class _Tabulation:
    """The rows of one article: the ids given out so far, and the ways from a mention to what its row says."""

    def __init__(self, found: Analysis):
        self.found, self.view = found, found.view
        self.source = found.view.article.text
        self.ids: dict[int, str] = {}
        self.sentence_ids = self._running("sentences", len(found.view.sentences))

    def _running(self, table: str, size: int) -> list[str]:
        prefix = f"{self.view.article.doc_id}:{ID_LETTERS[table]}"
        return [f"{prefix}{number}" for number in range(1, size + 1)]

    def name(self, table: str, mentions: Sequence[Any]) -> list[str]:
        """Give out the ids of a table."""
        named = self._running(table, len(mentions))
        self.ids.update(zip(map(id, mentions), named, strict=True))
        return named

    def ref(self, mention: object | None) -> str | None:
        """The id of a mention that has a row."""
        return None if mention is None else self.ids.get(id(mention))

    def located(self, spans: list[tuple[int, int]]) -> Columns:
        """Start, end and text as printed, of spans of the view's text."""
        pairs = self.view.alignment.source_spans(spans)
        source = self.source
        return {"start": [start for start, _ in pairs], "end": [end for _, end in pairs],
                "text": [source[start:end] for start, end in pairs]}

    def sentence_id(self, offset: int) -> str | None:
        index = self.view.sentence_at(offset)
        return None if index is None else self.sentence_ids[index]

    def sections(self) -> Columns:
        sections = self.view.sections
        ids = self.name("sections", sections)
        return {"section_id": ids, "order": list(range(1, len(ids) + 1)),
                **self.located([(section.start, section.end) for section in sections]),
                "parent_id": [self.ref(section.parent) for section in sections],
                "marker": [_marker(self.view, section) for section in sections],
                "heading": [_heading(self.view, section) for section in sections],
                "level": [section.level for section in sections], "kind": [section.kind for section in sections]}

    def sentences(self) -> Columns:
        spans, section_at = self.view.sentences, self.view.section_at
        return {"sentence_id": self.sentence_ids, "order": list(range(1, len(spans) + 1)), **self.located(spans),
                "section_id": [self.ref(section_at(start)) for start, _ in spans]}

    def layer(self, table: str, mentions: list[Any]) -> Columns:
        """The rows of one table of mentions."""
        spans = [(mention.start, mention.end) for mention in mentions]
        ids, section_at = self.ids, self.view.section_at
        made: Columns = {_ID_COLUMN[table]: [ids[id(mention)] for mention in mentions],
                "sentence_id": [self.sentence_id(start) for start, _ in spans], **self.located(spans), **_own(table, mentions)}
        if table in ("figures", "actions"):
            made["section_id"] = [self.ref(section_at(start)) for start, _ in spans]
            made["time_id"] = [self.ref(mention.time) for mention in mentions]
        if table == "figures":
            made["time_text"] = [self.view.printed(m.time.start, m.time.end) if m.time else None for m in mentions]
            made["part_of"] = [self.ref(mention.part_of) for mention in mentions]
            made["value_text"] = list(map(_plain, made["value"]))
            for column in _DECIMALS:
                made[column] = [None if value is None else float(value) for value in made[column]]
        elif table == "numerals":
            made["ref_id"] = [self.ref(mention.ref) for mention in mentions]
        elif table == "actions":
            made["figure_ids"] = ["|".join(ids[id(f)] for f in m.figures) or None for m in mentions]
        return made

    def relations(self) -> Columns:
        relations = self.found.relations
        made: Columns = {"relation_id": self._running("relations", len(relations)),
                         "sentence_id": [self.sentence_id(relation.head_start) for relation in relations], **_own("relations", relations)}
        for side in ("head", "tail"):
            ends = self.located([(getattr(relation, f"{side}_start"), getattr(relation, f"{side}_end")) for relation in relations])
            made |= {f"{side}_{name}": cells for name, cells in ends.items()}
            for end in ("figure", "entity"):
                made[f"{side}_{end}_id"] = [self.ref(getattr(relation, f"{side}_{end}")) for relation in relations]
        return made


@cache
def _names(table: str) -> tuple[str, ...]:
    return tuple(column.name for column in columns(table))


# Columns that are not the mention's own, but said by where it lies and what it refers to.
_PLACED = frozenset(_ID_COLUMN.values()) | {
    "relation_id", "doc_id", "sentence_id", "section_id", "start", "end", "text", "time_text", "part_of", "value_text", "ref_id", "figure_ids",
    *(f"{side}_{what}" for side in ("head", "tail") for what in ("start", "end", "text", "figure_id", "entity_id"))}


def _own(table: str, mentions: Sequence[Any]) -> Columns:
    """The columns whose name and value are the mention's own."""
    names = tuple(name for name in _names(table) if name not in _PLACED)
    if not mentions or not names:
        return {name: [] for name in names}
    if len(names) == 1:
        return {names[0]: [getattr(mention, names[0]) for mention in mentions]}
    return dict(zip(names, map(list, zip(*map(attrgetter(*names), mentions), strict=True)), strict=True))


def _plain(value: Decimal | None) -> str | None:
    return None if value is None else format(value, "f")


def _marker(view: View, section: SectionMention) -> str | None:
    if section.marker_start is None or section.marker_end is None:
        return None
    return view.printed(section.marker_start, section.marker_end)


def _heading(view: View, section: SectionMention) -> str | None:
    """The heading as printed; a title broken over lines is one line again."""
    if section.heading_start is None or section.heading_end is None:
        return None
    start, end = view.alignment.source_span(section.heading_start, section.heading_end)
    return " ".join(view.article.text[start:end].replace("\n", "").replace("\r", "").split()) or None


def _document(found: Analysis) -> Columns:
    article = found.view.article
    own = {"doc_id": article.doc_id, "source": article.source, "format": article.format, "encoding": article.encoding,
           "sha256": article.sha256, "text": article.text, "n_chars": len(article.text), "pipeline_version": __version__}
    return {column: [own[column] if column in own else getattr(article.metadata, column)] for column in _names("documents")}
