"""From mentions to columns: source offsets, ids, printed text. The only place where ids are given out."""

from __future__ import annotations

from typing import Any

from zhengce import __version__
from zhengce.rows import ID_LETTERS, columns
from zhengce.stages.extractor import Analysis
from zhengce.stages.view import View
from zhengce.text.outline import SectionMention

Columns = dict[str, list[Any]]

_LAYERS = ("times", "entities", "figures", "numerals", "actions")


def tabulate(found: Analysis) -> dict[str, Columns]:
    """Table name → column name → values, for one article; every table of the schema but `rejects`."""
    view = found.view
    article = view.article
    source_span = view.alignment.source_span
    doc_id = article.doc_id
    ids: dict[int, str] = {}

    def name(table: str, mentions: list) -> list[str]:
        prefix = f"{doc_id}:{ID_LETTERS[table]}"
        named = [f"{prefix}{number}" for number in range(1, len(mentions) + 1)]
        ids.update(zip(map(id, mentions), named, strict=True))
        return named

    def ref(mention: object | None) -> str | None:
        return None if mention is None else ids.get(id(mention))

    def spans(mentions: list) -> Columns:
        pairs = [source_span(mention.start, mention.end) for mention in mentions]
        return {"start": [start for start, _ in pairs], "end": [end for _, end in pairs]}

    def texts(made: Columns) -> list[str]:
        return [article.text[start:end] for start, end in zip(made["start"], made["end"], strict=True)]

    tables: dict[str, Columns] = {"documents": _document(found)}
    section_ids = name("sections", view.sections)
    tables["sections"] = {
        "section_id": section_ids, "order": list(range(1, len(section_ids) + 1)), **spans(view.sections),
        "parent_id": [ref(section.parent) for section in view.sections],
        "marker": [_marker(view, section) for section in view.sections],
        "heading": [_heading(view, section) for section in view.sections],
        **{column: [getattr(section, column) for section in view.sections] for column in ("level", "kind")},
    }
    pairs = [source_span(start, end) for start, end in view.sentences]
    sentence_ids = [f"{doc_id}:n{number}" for number in range(1, len(pairs) + 1)]
    made: Columns = {"sentence_id": sentence_ids, "order": list(range(1, len(pairs) + 1)),
                     "section_id": [ref(view.section_at(start)) for start, _ in view.sentences],
                     "start": [start for start, _ in pairs], "end": [end for _, end in pairs]}
    made["text"] = texts(made)
    tables["sentences"] = made

    def sentence_id(offset: int) -> str | None:
        index = view.sentence_at(offset)
        return None if index is None else sentence_ids[index]

    for table in _LAYERS:
        name(table, getattr(found, table))
    for table in _LAYERS:
        mentions = getattr(found, table)
        made = {f"{table.rstrip('s') if table != 'entities' else 'entity'}_id": [ids[id(mention)] for mention in mentions],
                "sentence_id": [sentence_id(mention.start) for mention in mentions], **spans(mentions)}
        made["text"] = texts(made)
        if table in ("figures", "actions"):
            made["section_id"] = [ref(view.section_at(mention.start)) for mention in mentions]
            made["time_id"] = [ref(mention.time) for mention in mentions]
        if table == "figures":
            made["time_text"] = [view.printed(m.time.start, m.time.end) if m.time else None for m in mentions]
            made["part_of"] = [ref(mention.part_of) for mention in mentions]
            made["value_text"] = [None if m.value is None else format(m.value, "f") for m in mentions]
            for column in ("value", "low", "high", "base_value"):
                made[column] = [None if (v := getattr(m, column)) is None else float(v) for m in mentions]
        if table == "numerals":
            made["ref_id"] = [ref(mention.ref) for mention in mentions]
        if table == "actions":
            made["figure_ids"] = ["|".join(ids[id(f)] for f in m.figures) or None for m in mentions]
        tables[table] = made
        _fill(table, made, mentions)
    tables["relations"] = _relations(found, ref, sentence_id)
    for table, values in tables.items():
        size = len(next(iter(values.values())))
        values["doc_id"] = [doc_id] * size
        tables[table] = {column.name: values[column.name] for column in columns(table)}
    return tables


def _fill(table: str, made: Columns, mentions: list) -> None:
    """The columns whose name and value are the mention's own."""
    for column in columns(table):
        if column.name not in made and column.name != "doc_id":
            made[column.name] = [getattr(mention, column.name) for mention in mentions]


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
    return {column.name: [own[column.name] if column.name in own else getattr(article.metadata, column.name)]
            for column in columns("documents")}


def _relations(found: Analysis, ref: Any, sentence_id: Any) -> Columns:
    view, relations = found.view, found.relations
    source = view.article.text
    made: Columns = {"relation_id": [f"{view.article.doc_id}:r{number}" for number in range(1, len(relations) + 1)],
                     "sentence_id": [sentence_id(relation.head_start) for relation in relations]}
    for side in ("head", "tail"):
        pairs = [view.alignment.source_span(getattr(r, f"{side}_start"), getattr(r, f"{side}_end")) for r in relations]
        made[f"{side}_start"], made[f"{side}_end"] = [start for start, _ in pairs], [end for _, end in pairs]
        made[f"{side}_text"] = [source[start:end] for start, end in pairs]
        for end in ("figure", "entity"):
            made[f"{side}_{end}_id"] = [ref(getattr(relation, f"{side}_{end}")) for relation in relations]
    _fill("relations", made, relations)
    return made
