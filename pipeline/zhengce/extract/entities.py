"""Entities: who, where, which document, which programme.

`EntityFinder.find` lets every finder propose candidates (gazetteer, places, organs, documents, meetings, quoted names, class
words, persons), resolves overlaps (`candidates.resolve`: the longest span wins) and links the names that stand (`linking`).
"""

from __future__ import annotations

from zhengce.config import Config
from zhengce.extract.candidates import Candidate, resolve
from zhengce.extract.class_phrases import PhraseFinder
from zhengce.extract.gazetteer import Gazetteer
from zhengce.extract.linking import link, read_home
from zhengce.extract.meetings import MeetingFinder
from zhengce.extract.mentions import EntityMention, TimeMention
from zhengce.extract.organs import OrganFinder
from zhengce.extract.persons import PersonFinder
from zhengce.extract.places import PlaceFinder
from zhengce.extract.quoted import QuotedFinder
from zhengce.extract.selection import select
from zhengce.extract.titles import TitleFinder
from zhengce.extract.view import View


class EntityFinder:
    """Finds entities and links them to canonical names."""

    def __init__(self, config: Config):
        self.gazetteer = Gazetteer(config)
        self.places, self.organs = PlaceFinder(), OrganFinder()
        self.titles, self.meetings, self.quoted = TitleFinder(), MeetingFinder(), QuotedFinder()
        self.phrases, self.persons = PhraseFinder(), PersonFinder()

    def find(self, view: View, times: list[TimeMention]) -> list[EntityMention]:
        """Entity mentions in text order, disjoint; the longest span wins."""
        text, tokens = view.text, view.tokens
        boundaries = set(tokens.starts)
        boundaries.add(len(text))
        home = read_home(view, self.places)
        places = self.places.find(text, tokens, home)
        candidates: list[Candidate] = [place for place, _ in places]
        candidates.extend(self.gazetteer.find(text, boundaries))
        candidates.extend(self.organs.find(text, tokens, places, home))
        candidates.extend(self.titles.find(text))
        candidates.extend(self.meetings.find(text))
        candidates.extend(self.quoted.find(text))
        candidates.extend(self.phrases.find(text, tokens))
        candidates.extend(self.persons.find(text, tokens))
        standing = resolve(select(candidates, view, times))
        link(standing, view, home)
        return [one.mention() for one in standing]
