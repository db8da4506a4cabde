"""Whether a paragraph looks back or ahead: the balance of words of reports (了, 已, 同比) and of plans (要, 将, 加快) in it and its neighbours."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from zhengce.lexicon import read_table


@dataclass(frozen=True, slots=True)
class OutlookWord:
    """A word of reports or of plans; `times` is -1 for a word that only holds one of them."""

    form: str
    side: Literal["ahead", "back"]
    times: int
    example: str = ""


_WORDS = read_table(OutlookWord, "outlook_words.csv")
_STEPS, _NEAR = 5, 400


class Outlook:
    """The balance around the offsets of a text, worked out once a paragraph."""

    def __init__(self, text: str):
        self.text = text
        self._line: tuple[int, str] = -1, ""

    def at(self, offset: int) -> str:
        """The share of words of plans around an offset, in steps from 0 (a report) to 5 (a plan); `none` where there are no such words."""
        line = self.text.rfind("\n", 0, offset) + 1
        if line != self._line[0]:
            self._line = line, self._weigh(line)
        return self._line[1]

    def _weigh(self, line: int) -> str:
        end = self.text.find("\n", line)
        end = len(self.text) if end < 0 else end
        near = self.text[max(0, line - _NEAR):min(len(self.text), end + _NEAR)]
        found = {"ahead": 0, "back": 0}
        for word in _WORDS:
            found[word.side] += word.times * near.count(word.form)
        total = found["ahead"] + found["back"]
        return str(round(_STEPS * found["ahead"] / total)) if total > 0 else "none"
