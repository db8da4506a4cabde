"""Entities: who, where, which document, which programme.

`EntityFinder.find` lets every finder propose candidates (gazetteer, places, organs, documents, meetings, quoted names, class
words, persons), resolves overlaps (`candidates.resolve`: the longest span wins) and links the names that stand (`linking`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import get_args

from zhengce.config import Config
from zhengce.rows import EntityType
from zhengce.stages.entities.candidates import Candidate, resolve
from zhengce.stages.entities.class_phrases import PhraseFinder
from zhengce.stages.entities.decision import Question, ask, decide, join
from zhengce.stages.entities.gazetteer import Gazetteer
from zhengce.stages.entities.linking import link, read_home
from zhengce.stages.entities.meetings import MeetingFinder
from zhengce.stages.entities.missions import MissionFinder
from zhengce.stages.entities.name_heads import fill_heads
from zhengce.stages.entities.open_phrases import OpenPhrases
from zhengce.stages.entities.organs import OrganFinder
from zhengce.stages.entities.persons import PersonFinder
from zhengce.stages.entities.places import PlaceFinder
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
    home: str | None
    standing: list[Candidate]
    question: Question | None


class EntityFinder:
    """Finds entities and links them to canonical names."""

    def __init__(self, config: Config):
        self.gazetteer = Gazetteer(config)
        self.places, self.organs = PlaceFinder(), OrganFinder()
        self.titles, self.meetings, self.quoted = TitleFinder(), MeetingFinder(), QuotedFinder()
        self.phrases, self.persons = PhraseFinder(), PersonFinder()
        self.open, self.missions = OpenPhrases(), MissionFinder()
        self.tagger = read_tagger() if config.models else None

    def find(self, view: View, times: list[TimeMention]) -> list[EntityMention]:
        """Entity mentions in text order, disjoint; the longest span wins."""
        begun = self.begin(view, times)
        self.decide([begun])
        return self.finish(begun)

    def begin(self, view: View, times: list[TimeMention]) -> Begun:
        """What the rules propose, before the model has decided. `find` in steps is `begin` and `finish` for each text, `decide` for several at once."""
        home = read_home(view, self.places)
        selected, standing = self.propose(view, times, home, for_model=self.tagger is not None)
        question = ask(view.text, view.tokens, selected, standing, self.tagger.known) if self.tagger else None
        return Begun(view, home, standing, question)

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
        text, tokens = view.text, view.tokens
        boundaries = set(tokens.starts)
        boundaries.add(len(text))
        places = self.places.find(text, tokens, home)
        candidates: list[Candidate] = [place for place, _ in places]
        candidates.extend(self.gazetteer.find(text, boundaries))
        candidates.extend(self.organs.find(text, tokens, places, home))
        candidates.extend(self.missions.find(text))
        candidates.extend(self.titles.find(text))
        candidates.extend(self.meetings.find(text))
        candidates.extend(self.quoted.find(text))
        candidates.extend(self.phrases.find(text, tokens))
        candidates.extend(self.persons.find(text, tokens))
        selected = select(candidates, view, times)
        return [*selected, *self.open.find(text, tokens)] if for_model else selected, resolve(selected)
