"""Places abroad that stand in one another: 美国|肯塔基州|特里格县 is one name, 以色列|特拉维夫 too.

The gazetteer knows countries and the well-known places in them; what else lies there is known by its class word and by the characters that
write foreign sounds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

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
        self._unknown = re.compile(rf"[{sound}·]{{2,8}}?{kinds['division']}(?!{kinds['not_division']})")

    def find(self, text: str, known: Iterable[Candidate], boundaries: set[int]) -> Iterator[Candidate]:
        """Candidates for places of several parts; `known` are the candidates of the gazetteer."""
        abroad = _abroad()
        longest: dict[int, Candidate] = {}
        for one in known:
            if one.end in boundaries and (one.start not in longest or one.end > longest[one.start].end):
                longest[one.start] = one
        parts = {start: one for start, one in longest.items() if one.rule == "toponyms" and text[start:one.end] in abroad}
        for start, first in parts.items():
            end, names = first.end, [first.canonical or ""]
            while (part := self._part(text, end, parts, longest, boundaries)) is not None:
                names.append(text[end:part])
                end = part
            if len(names) > 1:
                yield Candidate(start, end, "place", "".join(names), None, _class_word(text[start:end]), "toponyms", 0.9, _RANK)

    def _part(self, text: str, start: int, parts: dict[int, Candidate], longest: dict[int, Candidate], boundaries: set[int]) -> int | None:
        """Where the place ends that begins at `start`: one that is known abroad, or one by its sounds and class word; None where none does."""
        if start in parts:
            return None if text[start:parts[start].end] in _countries() else parts[start].end
        if start in longest:
            return None
        found = self._unknown.match(text, start)
        return found.end() if found and found.end() in boundaries else None


@lru_cache(maxsize=1)
def _abroad() -> frozenset[str]:
    return frozenset(place.form for place in toponyms() if place.kind in ("country", "foreign"))


@lru_cache(maxsize=1)
def _countries() -> frozenset[str]:
    return frozenset(place.form for place in toponyms() if place.kind == "country")


def _class_word(form: str) -> str | None:
    return form[-1] if form[-1] in "州省市县镇村岛" else None
