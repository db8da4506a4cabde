"""The tables: one frozen dataclass per table, declared once.

Arrow schema, store DDL, empty frames and the data dictionary all derive from these classes. `start` and `end` are half-open
character offsets into `documents.text`; `text` is always `documents.text[start:end]`. Missing is `None`.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, fields
from typing import Annotated, Literal, get_args, get_origin, get_type_hints

Genre = Literal["law", "regulation", "notice", "opinion", "plan", "work_report", "communique", "speech", "article", "news",
                "interpretation", "other"]
SectionKind = Literal["title", "body", "caption", "source_line", "signature", "attachment", "note"]
FigureKind = Literal["count", "money", "area", "length", "mass", "volume", "energy", "power", "duration", "percent",
                     "percentage_point", "multiple", "ratio", "rate", "index", "other"]
Bound = Literal["exact", "about", "over", "under", "at_least", "at_most", "range"]
FigureStatus = Literal["achieved", "target", "requirement", "standing"]
MeasureOf = Literal["level", "cumulative", "increase", "decrease", "growth", "share", "rank"]
Role = Literal["figure", "time", "entity", "marker", "document_number", "issue", "ordinal", "pattern", "vague", "word", "code",
               "unread"]
Granularity = Literal["day", "month", "quarter", "half_year", "year", "multi_year", "open"]
Recurring = Literal["daily", "weekly", "monthly", "quarterly", "half_yearly", "yearly"]
EntityType = Literal["organ", "place", "area", "person", "document", "programme", "meeting", "group", "industry", "periodical",
                     "slogan"]
ActionStatus = Literal["done", "ongoing", "required", "planned"]
Polarity = Literal["do", "avoid"]
InstrumentClass = Literal["supply", "environment", "demand"]
Instrument = Literal["talent", "funding", "technology", "infrastructure", "public_service", "information", "industry_support",
                     "goal_planning", "finance", "tax", "regulation", "organisation", "assessment", "publicity", "strategy",
                     "procurement", "consumption", "market", "demonstration", "cooperation"]
RelationType = Literal["pairs_with", "issues", "funds", "covers", "hosts", "attends", "reports", "part_of", "responsible",
                       "moves"]
Method = Literal["rule", "model"]

Text = Annotated[str, "documents.text[start:end], as printed"]
Start = Annotated[int, "offset of the first character in documents.text"]
End = Annotated[int, "offset behind the last character in documents.text"]
DocId = Annotated[str, "first 16 hex digits of the SHA-256 of the raw bytes"]
SentenceId = Annotated[str | None, "the sentence the row lies in"]
SectionId = Annotated[str | None, "the innermost section the row lies in"]
How = Annotated[Method, "rule or model"]
Rule = Annotated[str, "id of the rule or model that produced the row"]
Confidence = Annotated[float, "0 to 1; 1.0 only for a closed-form rule"]
Mechanism = Annotated[str | None, "assistance mechanisms, |-joined in the lexicon's order"]
Topic = Annotated[str | None, "policy topics, |-joined"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One input document."""

    doc_id: DocId
    source: Annotated[str | None, "path or address the document was read from"] = None
    format: Annotated[str | None, "format by content: txt, html, docx, pdf, ofd, …"] = None
    encoding: Annotated[str | None, "encoding of the bytes, where there is one"] = None
    sha256: Annotated[str | None, "SHA-256 of the raw bytes"] = None
    text: Annotated[str, "decoded or extracted plain text, before any normalization"]
    n_chars: Annotated[int, "length of text"]
    title: Annotated[str | None, "title"] = None
    subtitle: Annotated[str | None, "subtitle"] = None
    issuer: Annotated[str | None, "issuing organs 发文机关, 、-joined in text order"] = None
    doc_number: Annotated[str | None, "document number 文号 as printed"] = None
    authors: Annotated[str | None, "authors, 、-joined"] = None
    periodical: Annotated[str | None, "periodical, without its marks"] = None
    issue_year: Annotated[int | None, "year of the periodical's issue"] = None
    issue_number: Annotated[int | None, "number of the periodical's issue"] = None
    published: Annotated[dt.date | None, "date of publication, else of writing"] = None
    genre: Annotated[Genre | None, "genre"] = None
    pipeline_version: Annotated[str | None, "version of the pipeline that made the rows"] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of the outline; runs to the next section of its own or a higher level."""

    section_id: Annotated[str, "id"]
    doc_id: DocId
    parent_id: Annotated[str | None, "the section around it"] = None
    order: Annotated[int, "running number in text order, from 1"]
    level: Annotated[int, "1 is outermost"]
    marker: Annotated[str | None, "enumeration as printed: 一、 (一) 一是 第一章"] = None
    heading: Annotated[str | None, "title or lead clause of the section"] = None
    kind: Annotated[SectionKind, "what kind of part"]
    start: Start
    end: End


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence."""

    sentence_id: Annotated[str, "id"]
    doc_id: DocId
    section_id: SectionId = None
    order: Annotated[int, "running number in text order, from 1"]
    start: Start
    end: End
    text: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One quantity: a number that measures or counts something."""

    figure_id: Annotated[str, "id"]
    doc_id: DocId
    sentence_id: SentenceId = None
    section_id: SectionId = None
    start: Start
    end: End
    text: Text
    kind: Annotated[FigureKind, "dimension of the quantity"]
    value: Annotated[float | None, "value after scale; null for ranges and vague numbers"] = None
    value_text: Annotated[str | None, "exact decimal of value"] = None
    low: Annotated[float | None, "lower end"] = None
    high: Annotated[float | None, "upper end"] = None
    bound: Annotated[Bound, "what the text says about the ends"]
    unit: Annotated[str | None, "canonical unit or measure word"] = None
    unit_text: Annotated[str | None, "unit as printed, scale included"] = None
    base_value: Annotated[float | None, "value in the dimension's base unit"] = None
    base_unit: Annotated[str | None, "base unit of the dimension"] = None
    counted: Annotated[str | None, "what is counted or funded"] = None
    indicator: Annotated[str | None, "shortest phrase that names the series"] = None
    subject: Annotated[str | None, "who did or holds it"] = None
    region: Annotated[str | None, "where, as printed"] = None
    time_id: Annotated[str | None, "row of times that scopes it"] = None
    time_text: Annotated[str | None, "time scope as printed"] = None
    status: Annotated[FigureStatus | None, "achieved, target, requirement or standing"] = None
    measure_of: Annotated[MeasureOf | None, "level, change, share or rank"] = None
    part_of: Annotated[str | None, "figure_id of the whole it is part of"] = None
    mechanism: Mechanism = None
    topic: Topic = None
    method: How
    rule: Rule
    confidence: Confidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Numeral:
    """The ledger: every digit and Chinese numeral character of the text lies in exactly one row."""

    numeral_id: Annotated[str, "id"]
    doc_id: DocId
    sentence_id: SentenceId = None
    start: Start
    end: End
    text: Text
    role: Annotated[Role, "what the numeral is"]
    ref_id: Annotated[str | None, "row of figures, times, entities or sections it belongs to"] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Time:
    """One date, period or recurring time."""

    time_id: Annotated[str, "id"]
    doc_id: DocId
    sentence_id: SentenceId = None
    start: Start
    end: End
    text: Text
    begin: Annotated[dt.date | None, "first day"] = None
    finish: Annotated[dt.date | None, "last day, inclusive"] = None
    granularity: Annotated[Granularity, "how fine the expression is"]
    recurring: Annotated[Recurring | None, "how often it recurs"] = None
    anchor: Annotated[str | None, "named period or event it hangs on"] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """One named or generic actor, place, document, programme …"""

    entity_id: Annotated[str, "id"]
    doc_id: DocId
    sentence_id: SentenceId = None
    start: Start
    end: End
    text: Text
    type: Annotated[EntityType, "entity type"]
    canonical: Annotated[str | None, "full official name"] = None
    code: Annotated[str | None, "six-digit division code of a place, 文号 of a document"] = None
    head: Annotated[str | None, "class word that ends the name"] = None
    issuer: Annotated[str | None, "organs that issued a document, 、-joined"] = None
    method: How
    rule: Rule
    confidence: Confidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """One thing that somebody does, will do or must do."""

    action_id: Annotated[str, "id"]
    doc_id: DocId
    sentence_id: SentenceId = None
    section_id: SectionId = None
    start: Start
    end: End
    text: Text
    actor: Annotated[str | None, "who, as printed or inherited"] = None
    actor_implied: Annotated[bool | None, "true where the actor is inherited"] = None
    verb: Annotated[str, "verb with the meaning"]
    object: Annotated[str | None, "object"] = None
    manner: Annotated[str | None, "how"] = None
    purpose: Annotated[str | None, "text of the purpose clause"] = None
    target_group: Annotated[str | None, "whom it is for"] = None
    region: Annotated[str | None, "where"] = None
    time_id: Annotated[str | None, "row of times that scopes it"] = None
    status: Annotated[ActionStatus | None, "done, ongoing, required or planned"] = None
    polarity: Annotated[Polarity, "do or avoid"]
    is_heading: Annotated[bool, "a heading clause"]
    instrument: Annotated[Instrument | None, "policy instrument"] = None
    instrument_class: Annotated[InstrumentClass | None, "supply, environment or demand"] = None
    label_confidence: Annotated[float | None, "probability of the instrument, calibrated on held-out documents"] = None
    mechanism: Mechanism = None
    topic: Topic = None
    strength: Annotated[int | None, "commitment strength, ordinal"] = None
    strength_cues: Annotated[str | None, "cues behind strength, |-joined"] = None
    figure_ids: Annotated[str | None, "figures inside it, |-joined"] = None
    method: How
    rule: Rule
    confidence: Confidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """A stated relation between two spans."""

    relation_id: Annotated[str, "id"]
    doc_id: DocId
    sentence_id: SentenceId = None
    type: Annotated[RelationType, "relation type"]
    role: Annotated[str | None, "role as printed: 牵头, 负责, 配合"] = None
    head_start: Annotated[int, "offset of the head's first character"]
    head_end: Annotated[int, "offset behind the head"]
    head_text: Annotated[str, "documents.text[head_start:head_end]"]
    tail_start: Annotated[int, "offset of the tail's first character"]
    tail_end: Annotated[int, "offset behind the tail"]
    tail_text: Annotated[str, "documents.text[tail_start:tail_end]"]
    head_figure_id: Annotated[str | None, "figure at the head"] = None
    tail_figure_id: Annotated[str | None, "figure at the tail"] = None
    head_entity_id: Annotated[str | None, "entity at the head"] = None
    tail_entity_id: Annotated[str | None, "entity at the tail"] = None
    method: How
    rule: Rule
    confidence: Confidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Reject:
    """An input that could not be processed, and why."""

    source: Annotated[str, "path of the input"]
    sha256: Annotated[str | None, "SHA-256 of the raw bytes, where they could be read"] = None
    stage: Annotated[str, "where it failed: read, decode, parse, extract"]
    error: Annotated[str, "error type"]
    message: Annotated[str, "what is wrong, where, and the cure"]


TABLES: dict[str, type] = {
    "documents": Document, "sections": Section, "sentences": Sentence, "figures": Figure, "numerals": Numeral, "times": Time,
    "entities": Entity, "actions": Action, "relations": Relation, "rejects": Reject,
}
"""Table name → row class, in the order in which rows depend on each other."""

ID_LETTERS = {"figures": "f", "times": "t", "entities": "e", "actions": "a", "relations": "r", "sections": "s", "sentences": "n",
              "numerals": "m"}
"""Table name → letter of its ids: `doc_id` + `:` + letter + running number."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column as the schema sees it: plain type, closed list of values (or None), whether null is allowed, meaning."""

    name: str
    type: type
    values: tuple[str, ...] | None
    nullable: bool
    meaning: str


def columns(table: str) -> tuple[Column, ...]:
    """Columns of a table, in order.

    >>> columns("figures")[7].name, columns("figures")[7].values[:3]
    ('kind', ('count', 'money', 'area'))
    """
    return _COLUMNS[table]


def _column(name: str, hint: object) -> Column:
    bare, meaning = get_args(hint)
    options = [option for option in get_args(bare) if option is not type(None)] if get_origin(bare) is not Literal else [bare]
    inner = options[0] if options else bare
    values = get_args(inner) if get_origin(inner) is Literal else None
    nullable = type(None) in get_args(bare)
    return Column(name, str if values else inner, values, nullable, meaning)


def _columns(row: type) -> tuple[Column, ...]:
    hints = get_type_hints(row, include_extras=True)
    return tuple(_column(field.name, hints[field.name]) for field in fields(row))


_COLUMNS = {table: _columns(row) for table, row in TABLES.items()}
