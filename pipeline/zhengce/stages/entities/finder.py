"""Entities: who, where, which document, which programme.

`EntityFinder.find` lets every finder propose candidates (gazetteer, places, organs, documents, meetings, quoted names, class
words, persons), resolves overlaps (`candidates.resolve`: the longest span wins) and links the names that stand (`linking`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, get_args

from zhengce.config import Config
from zhengce.rows import EntityType
from zhengce.stages.entities.candidates import Candidate, resolve
from zhengce.stages.entities.class_phrases import PhraseFinder
from zhengce.stages.entities.decision import Question, ask, decide, join
from zhengce.stages.entities.foreign_organs import ForeignOrgans
from zhengce.stages.entities.foreign_places import ForeignPlaces
from zhengce.stages.entities.gazetteer import Gazetteer
from zhengce.stages.entities.linking import link, read_home
from zhengce.stages.entities.meetings import MeetingFinder
from zhengce.stages.entities.missions import MissionFinder
from zhengce.stages.entities.name_heads import fill_heads
from zhengce.stages.entities.open_phrases import OpenPhrases
from zhengce.stages.entities.organs import OrganFinder
from zhengce.stages.entities.persons import PersonFinder
from zhengce.stages.entities.places import Place, PlaceFinder
from zhengce.stages.entities.quoted import QuotedFinder
from zhengce.stages.entities.selection import select
from zhengce.stages.entities.tagger import read_tagger
from zhengce.stages.entities.titles import TitleFinder
from zhengce.stages.mentions import EntityMention, TimeMention
from zhengce.stages.view import View

_TYPES = frozenset(get_args(EntityType))


@dataclass(slots=True)
class Begun:
    """The names of a text on their way: those that stand (the model not yet asked: by the rules alone), what the model is asked."""

    view: View
    times: list[TimeMention]
    home: str | None
    places: list[tuple[Candidate, Place]] = field(default_factory=list)
    selected: list[Candidate] = field(default_factory=list)
    """What may stand."""
    standing: list[Candidate] = field(default_factory=list)
    question: Question | None = None


class EntityFinder:
    """Finds entities and links them to canonical names."""

    def __init__(self, config: Config):
        self.gazetteer = Gazetteer(config)
        self.places, self.abroad = PlaceFinder(), ForeignPlaces()
        self.organs, self.foreign = OrganFinder(), ForeignOrgans()
        self.titles, self.meetings, self.quoted = TitleFinder(), MeetingFinder(), QuotedFinder()
        self.phrases, self.persons = PhraseFinder(), PersonFinder()
        self.open, self.missions = OpenPhrases(), MissionFinder()
        self.tagger = read_tagger() if config.models else None
        self._finders: tuple[Callable[[Begun], Iterable[Candidate]], ...] = (
            lambda one: self.gazetteer.find(one.view.text, {*one.view.tokens.starts, len(one.view.text)}),
            lambda one: list(self.abroad.find(one.view.text, one.selected, {*one.view.tokens.starts, len(one.view.text)})),
            lambda one: list(self.foreign.find(one.view.text, one.selected, {*one.view.tokens.starts, len(one.view.text)})),
            lambda one: self.organs.find(one.view.text, one.view.tokens, one.places, one.home),
            lambda one: self.missions.find(one.view.text), lambda one: self.titles.find(one.view.text),
            lambda one: self.meetings.find(one.view.text), lambda one: self.quoted.find(one.view.text),
            lambda one: self.phrases.find(one.view.text, one.view.tokens), lambda one: self.persons.find(one.view.text, one.view.tokens))

    def find(self, view: View, times: list[TimeMention]) -> list[EntityMention]:
        """Entity mentions in text order, disjoint; the longest span wins."""
        begun = self.begin([(view, times)])
        self.decide(begun)
        return self.finish(begun[0])

    def begin(self, texts: Sequence[tuple[View, list[TimeMention]]], each: Callable[[Sequence[Any]], Iterable[Any]] = iter) -> list[Begun]:
        """What the rules propose in some texts, before the model has decided; `find` in steps is `begin`, `decide`, and `finish` for each text.

        The texts are gone over by `each`, a finder at a time, so that its code and tables stay in the processor's cache.
        """
        begun = [Begun(view, times, read_home(view, self.places)) for view, times in each(texts)]
        self._propose(begun, each)
        if self.tagger:
            for one in each(begun):
                text, tokens = one.view.text, one.view.tokens
                one.question = ask(text, tokens, [*one.selected, *self.open.find(text, tokens)], one.standing, self.tagger.known)
        return begun

    def decide(self, begun: Sequence[Begun]) -> None:
        """Have the model decide what stands in some texts; without one the rules have."""
        if self.tagger:
            decided = decide([one.question for one in begun if one.question], self.tagger)
            for one, standing in zip(begun, decided, strict=True):
                one.standing = standing

    def finish(self, begun: Begun) -> list[EntityMention]:
        """Link the names that stand."""
        link(begun.standing, begun.view, begun.home)
        fill_heads(begun.standing, begun.view.text)
        return [one.mention() for one in begun.standing]

    def adopt(self, view: View, times: list[TimeMention], spans: list[tuple[int, int, str]]) -> list[EntityMention]:
        """Entities that another model found (start, end, type), beside those of the closed rules, linked."""
        home = read_home(view, self.places)
        selected, standing = self.propose(view, times, home, for_model=False)
        chosen = join(view.text, selected, standing, [span for span in spans if span[2] in _TYPES])
        link(chosen, view, home)
        fill_heads(chosen, view.text)
        return [one.mention() for one in chosen]

    def propose(self, view: View, times: list[TimeMention], home: str | None,
                for_model: bool = True) -> tuple[list[Candidate], list[Candidate]]:
        """All candidates that may stand (`for_model`: and those that only our own model is told of), and those that do by the rules alone."""
        one = Begun(view, times, home)
        self._propose([one])
        return [*one.selected, *self.open.find(view.text, view.tokens)] if for_model else one.selected, one.standing

    def _propose(self, begun: Sequence[Begun], each: Callable[[Sequence[Any]], Iterable[Any]] = iter) -> None:
        """Fill in what may stand, and what does by the rules alone."""
        for one in each(begun):
            one.places = self.places.find(one.view.text, one.view.tokens, one.home)
            one.selected = [place for place, _ in one.places]
        for find in self._finders:
            for one in each(begun):
                one.selected.extend(find(one))
        for one in each(begun):
            one.selected = select(one.selected, one.view, one.times)
            one.standing = resolve(one.selected)
