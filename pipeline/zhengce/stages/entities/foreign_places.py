"""Places abroad that stand in one another: 美国|肯塔基州|特里格县 is one name, 以色列|特拉维夫 too.

The gazetteer knows countries and the well-known places in them; what else lies there is known by its class word and by the characters that
write foreign sounds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from ahocorasick_rs import AhoCorasick

from zhengce.lexicon import read_table
from zhengce.stages.entities.candidates import Candidate
from zhengce.stages.entities.gazetteer import toponyms
from zhengce.stages.entities.organs import OrganWord, either

_RANK = 5


class ForeignPlaces:
    """Joins known places abroad with what lies in them."""

    def __init__(self) -> None:
        words = read_table(OrganWord, "person_words.csv", ("form", "role"))
        classes = read_table(OrganWord, "abroad_words.csv", ("form", "role"))
        sound = "".join(word.form for word in words if word.role == "sound")
        kinds = {role: either([word.form for word in classes if word.role == role]) for role in ("division", "not_division")}
        self._abroad = AhoCorasick(sorted(_abroad()))
        self._unknown = re.compile(rf"[{sound}·]{{2,8}}?{kinds['division']}(?!{kinds['not_division']})")

    def find(self, text: str, known: Iterable[Candidate], boundaries: set[int]) -> Iterator[Candidate]:
        """Candidates for places of several parts, none that begins as a longer name of the `known` does."""
        reach: dict[int, int] = {}
        for one in known:
            reach[one.start] = max(one.end, reach.get(one.start, 0))
        parts: dict[int, list[int]] = {}
        for _, start, end in self._abroad.find_matches_as_indexes(text, overlapping=True):
            parts.setdefault(start, []).append(end)
        behind = -1
        for start in sorted(parts):
            if start < behind or start not in boundaries:
                continue
            first = max(parts[start])
            end = self._chain(text, first, parts, reach, boundaries)
            if end is not None and reach.get(start, 0) <= first:
                yield Candidate(start, end, "place", _abroad()[text[start:first]] + text[first:end], None, _class_word(text[start:end]), "toponyms", 0.9, _RANK)
                behind = end

    def _chain(self, text: str, start: int, parts: dict[int, list[int]], reach: dict[int, int], boundaries: set[int]) -> int | None:
        """Where the last of the places ends that follow one another from `start`, each known or told by its sounds and class word."""
        last = None
        while True:
            ends = [end for end in parts.get(start, ()) if end in boundaries and text[start:end] not in _countries()]
            unknown = self._unknown.match(text, start)
            if unknown and unknown.end() in boundaries:
                ends.append(unknown.end())
            if not ends or max(ends) < reach.get(start, 0):
                return last
            start = last = max(ends)


@lru_cache(maxsize=1)
def _abroad() -> dict[str, str]:
    """Places abroad, with their full names."""
    return {place.form: place.canonical for place in toponyms() if place.kind in ("country", "foreign")}


@lru_cache(maxsize=1)
def _countries() -> frozenset[str]:
    return frozenset(place.form for place in toponyms() if place.kind == "country")


def _class_word(form: str) -> str | None:
    return form[-1] if form[-1] in "州省市县镇村岛" else None
