"""Names that are known: one automaton over all name tables and the user's own names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from ahocorasick_rs import AhoCorasick, MatchKind

from zhengce.config import Config
from zhengce.lexicon import read_table
from zhengce.rows import EntityType
from zhengce.stages.entities.candidates import Candidate


@dataclass(frozen=True, slots=True)
class Name:
    """A name of any type; `none` marks words in which a shorter name is none."""

    form: str
    type: EntityType | Literal["none"]
    canonical: str | None = None
    head: str | None = None
    code: str | None = None
    rule: str = "names"


@dataclass(frozen=True, slots=True)
class NameEntry:
    """One line of names.csv."""

    form: str
    type: Literal["organ", "place", "area", "person", "document", "programme", "meeting", "group", "industry", "periodical", "slogan",
                  "none"]
    canonical: str | None
    head: str | None


@dataclass(frozen=True, slots=True)
class OrganEntry:
    """One line of organs.csv."""

    form: str
    canonical: str
    head: str | None
    local: int | None
    since: int | None
    until: int | None


@dataclass(frozen=True, slots=True)
class ToponymEntry:
    """One line of toponyms.csv."""

    form: str
    canonical: str
    kind: str


@dataclass(frozen=True, slots=True)
class Settlement:
    """One line of settlements.csv: a town, village or spot, with code and full name of the division it lies in."""

    form: str
    code: str
    within: str


@lru_cache(maxsize=1)
def toponyms() -> tuple[ToponymEntry, ...]:
    """The places that are no divisions, in the table's order."""
    return tuple(read_table(ToponymEntry, "toponyms.csv"))


@lru_cache(maxsize=1)
def organ_entries() -> tuple[OrganEntry, ...]:
    """The central organs and organisations, in the table's order."""
    return tuple(read_table(OrganEntry, "organs.csv", ("form", "since")))


@lru_cache(maxsize=1)
def _organs_by_form() -> dict[str, list[OrganEntry]]:
    made: dict[str, list[OrganEntry]] = {}
    for entry in organ_entries():
        made.setdefault(entry.form, []).append(entry)
    return made


def organ_name(form: str, year: int | None = None) -> OrganEntry | None:
    """The organ that `form` meant in `year`: the entry whose years hold it, else the one without years."""
    entries = _organs_by_form().get(form, [])
    for entry in entries:
        if year and (entry.since or entry.until) and (entry.since or 0) <= year <= (entry.until or 9999):
            return entry
    return next((entry for entry in entries if not (entry.since or entry.until)), entries[0] if entries else None)


class Gazetteer:
    """All known names in one automaton."""

    def __init__(self, config: Config):
        self.names: list[Name] = [Name(entry.form, entry.type, entry.canonical, entry.head)
                                  for entry in read_table(NameEntry, "names.csv")]
        known = {name.form for name in self.names}
        for organ in organ_entries():
            if organ.form not in known:
                known.add(organ.form)
                self.names.append(Name(organ.form, "organ", organ.canonical, organ.head, None, "organs"))
        for place in toponyms():
            if place.form not in known:
                known.add(place.form)
                self.names.append(Name(place.form, "place", place.canonical, _toponym_head(place), None, "toponyms"))
        self.names.extend(Name(one.form, "place", one.within + one.form, _place_head(one.form), one.code, "toponyms")
                          for one in read_table(Settlement, "settlements.csv") if one.form not in known)
        own = [Name(form, entry.type, entry.canonical or entry.name, None, entry.code, entry.id)
               for entry in config.names for form in (entry.name, *entry.short)]
        self.own = {name.form for name in own}
        self.names = [name for name in self.names if name.form not in self.own] + own
        self._automaton = AhoCorasick([name.form for name in self.names], matchkind=MatchKind.LeftmostLongest)
        self._every = AhoCorasick([name.form for name in self.names])

    def find(self, text: str, boundaries: set[int]) -> Iterator[Candidate]:
        """Known names in `text`; one of two characters must begin or end where a word does."""
        for index, start, end in self._every.find_matches_as_indexes(text, overlapping=True):
            name = self.names[index]
            own = name.form in self.own
            if not own and (start not in boundaries or end not in boundaries) and (
                    end - start <= 3 or start not in boundaries and end not in boundaries):
                continue
            if end not in boundaries and text[end] == _CHIEF:
                continue                                                        # 国防部|长
            yield Candidate(start, end, name.type, name.canonical or name.form, name.code, name.head, name.rule, 1.0 if own else 0.95,
                            9 if own else 5)


_CHIEF = "长"
_PLACE_HEAD = re.compile("[山河江湖海国洲岛州省市区镇乡村]$")


def _toponym_head(place: ToponymEntry) -> str | None:
    if place.kind in ("country", "home"):
        return place.form[-1] if place.form.endswith("国") else None
    return _place_head(place.form)


def _place_head(form: str) -> str | None:
    found = _PLACE_HEAD.search(form)
    return found[0] if found and len(form) > 2 else None
