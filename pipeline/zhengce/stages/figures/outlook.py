"""Whether a paragraph looks back or ahead: the balance of words of reports (了, 已, 同比) and of plans (要, 将, 加快) in it and its neighbours."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from operator import itemgetter
from typing import Literal

from ahocorasick_rs import AhoCorasick

from zhengce.lexicon import read_table


@dataclass(frozen=True, slots=True)
class OutlookWord:
    """A word of reports or of plans; `times` is -1 for a word that only holds one of them."""

    form: str
    side: Literal["ahead", "back"]
    times: int
    example: str = ""


_WORDS = read_table(OutlookWord, "outlook_words.csv")
_AUTOMATON = AhoCorasick([word.form for word in _WORDS])
_STEPS, _NEAR = 5, 400
_BEGIN = itemgetter(0)


class Outlook:
    """The balance around the offsets of a text, worked out once a paragraph."""

    def __init__(self, text: str):
        self.text = text
        self._line: tuple[int, str] = -1, ""
        self._found: list[tuple[int, int, OutlookWord]] | None = None

    def at(self, offset: int) -> str:
        """The share of words of plans around an offset, in steps from 0 (a report) to 5 (a plan); `none` where there are no such words."""
        line = self.text.rfind("\n", 0, offset) + 1
        if line != self._line[0]:
            self._line = line, self._weigh(line)
        return self._line[1]

    def _weigh(self, line: int) -> str:
        end = self.text.find("\n", line)
        end = len(self.text) if end < 0 else end
        low, high = max(0, line - _NEAR), end + _NEAR
        hits = self._hits()
        found = {"ahead": 0, "back": 0}
        for _, stop, word in hits[bisect_left(hits, low, key=_BEGIN):bisect_left(hits, high, key=_BEGIN)]:
            if stop <= high:
                found[word.side] += word.times
        total = found["ahead"] + found["back"]
        return str(round(_STEPS * found["ahead"] / total)) if total > 0 else "none"

    def _hits(self) -> list[tuple[int, int, OutlookWord]]:
        """The words in the text with where they begin and end: found in one pass, for the surroundings of paragraphs overlap."""
        if self._found is None:
            matches = _AUTOMATON.find_matches_as_indexes(self.text, overlapping=True)
            self._found = sorted(((start, stop, _WORDS[index]) for index, start, stop in matches), key=_BEGIN)
        return self._found
