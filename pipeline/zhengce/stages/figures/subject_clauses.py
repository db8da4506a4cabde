"""Who a clause begins with: an organ or a person, 我国, a place that acts, a noun phrase in front of a verb."""

from __future__ import annotations

import re
from dataclasses import dataclass

from zhengce.lexicon.wordlists import Words, words
from zhengce.stages.figures.context import Sentence
from zhengce.stages.figures.openings import REGIONS, begins
from zhengce.stages.figures.phrases import ACTS, LEVELS, PREDICATES
from zhengce.stages.mentions import EntityMention
from zhengce.stages.view import View

ACTORS = frozenset(("organ", "place", "group", "person", "programme"))
_NATIONS = words("nations.csv")
_LINK = re.compile(r"[、和与及]|以及")
_TITLE = re.compile(r"总书记|同志|主席|总理|主任|书记|代表")
_ACTING = Words(ACTS | PREDICATES)
_ACTING_AREAS = tuple(words("body_nouns.csv"))
_VERBAL = frozenset("vdp")


@dataclass(slots=True)
class Clause:
    """One clause of a sentence: where its words begin behind openers, the actor it begins with and the source of that."""

    start: int
    end: int
    begin: int
    subject: str | None = None
    source: str = ""
    verbal: bool = False
    region: str | None = None


def clauses(view: View, sentence: Sentence) -> list[Clause]:
    """The clauses of a sentence outside brackets."""
    bounds, depth = [sentence.start], 0
    for offset, char in sentence.marks:
        if char == "（":
            depth += 1
        elif char == "）":
            depth = max(0, depth - 1)
        elif not depth:
            bounds.append(offset + 1)
    bounds.append(sentence.end + 1)
    last = sentence.contexts[-1].figure.start
    return [_clause(view, sentence, low, high - 1) for low, high in zip(bounds, bounds[1:], strict=False) if low <= last and low < high]


def _clause(view: View, sentence: Sentence, start: int, end: int) -> Clause:
    begin = begins(view, sentence, start, end)
    clause = Clause(start, end, begin)
    text = view.text
    entity = next((one for one in sentence.entities if begin <= one.start < begin + 1), None)
    if (stop := _NATIONS.at(text, begin, end)) and not (entity is not None and stop < entity.end <= end):
        clause.subject, clause.source = text[begin:stop], "nation"
    elif entity is not None and entity.end <= end and (entity.type != "area" or _heads_actor(text, entity)):
        _of_entity(view, sentence, clause, entity)
    elif stop := REGIONS.at(text, begin, end):
        clause.subject, clause.source = text[begin:stop], "region" if _acts(view, stop, end) else "territory"
    clause.verbal = clause.subject is None and begin < end and _acts(view, begin, end)
    if clause.subject is None and not clause.verbal:
        clause.subject, clause.source = _noun_subject(view, clause), "noun"
    return clause


def _of_entity(view: View, sentence: Sentence, clause: Clause, entity: EntityMention) -> None:
    """Subject and place of a clause that begins with an entity, with those coordinated to it."""
    text, last = view.text, entity
    for other in sentence.entities:
        if other.start > last.end and other.end <= clause.end and (other.type in ACTORS or other.type == "area") and _LINK.fullmatch(text[last.end:other.start]):
            last = other
    end = last.end
    if entity.type == "person" and (title := _TITLE.match(text, end)):
        end = title.end()
    if entity.type == "place":
        clause.region = view.printed(entity.start, end)
    if (entity.type in ACTORS or entity.type == "area") and end < clause.end and (_acts(view, end, clause.end) or entity.type in ("place", "group") and text[end] in "的在每年去今"):
        clause.subject, clause.source = view.printed(entity.start, end), entity.type


def _heads_actor(text: str, entity: EntityMention) -> bool:
    """Whether an area is one of bodies that act (协作省份), not a part of the country."""
    return text[entity.start:entity.end].endswith(_ACTING_AREAS)


def _acts(view: View, at: int, end: int) -> bool:
    """Whether a verb, an adverb or a preposition stands at `at`."""
    if at >= end:
        return False
    if _ACTING.at(view.text, at):
        return True
    tokens = view.tokens
    return tokens.tags[tokens.at(at)][:1] in _VERBAL


def _noun_subject(view: View, clause: Clause) -> str | None:
    """A noun phrase in front of a verb that does something: [融信服平台]授信…; None for the name of a level or where no such verb comes."""
    tokens = view.tokens
    index = tokens.at(clause.begin)
    at = clause.begin
    while index < len(tokens.starts) and at < min(clause.end, clause.begin + 22):
        word, tag = tokens.words[index], tokens.tags[index]
        if word in ACTS:
            noun = view.text[clause.begin:at]
            named = len(noun) > 1 and not noun.endswith(LEVELS) and not noun[0].isdecimal()
            return noun if named and tag[:1] == "v" else None
        if tag[:1] not in "njlbsz" and tag not in ("vn", "x", "k") or tag == "x" and word not in "“”、（）":
            return None
        index += 1
        at = tokens.starts[index] if index < len(tokens.starts) else clause.end
    return None


