"""Noun phrases that a class word ends: 农机装备产业, 相关责任人员, 特色农产品优势区, 扩大中等收入群体行动计划.

Each class word says what may stand before it; the phrase runs left to the first word that cannot.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from zhengce.lexicon import read_table
from zhengce.lexicon.wordlists import Words
from zhengce.stages.entities.candidates import Candidate
from zhengce.stages.entities.organs import OrganWord
from zhengce.text.segment import Tokens
from zhengce.text.vocabulary import Column


@dataclass(frozen=True, slots=True)
class ClassWord:
    """A class word: the type it makes and the modifiers it takes."""

    form: str
    type: Literal["area", "group", "industry", "programme", "meeting"]
    modifiers: Literal["noun", "verbal"]
    example: str


class PhraseFinder:
    """Proposes entities by their class words."""

    def __init__(self) -> None:
        self.heads = {word.form: word for word in read_table(ClassWord, "class_words.csv")}
        entries = read_table(OrganWord, "phrase_words.csv", ("form", "role"))
        roles: dict[str, set[str]] = {}
        for entry in entries:
            roles.setdefault(entry.role, set()).add(entry.form)
        self.roles = roles
        self._governors = tuple(word for word in self.roles["governor"] if len(word) > 1)
        self.after = tuple(roles["after"])
        self.after_programme = tuple(roles["after_programme"])
        self._forms = Words(form for form in self.heads if len(form) > 1)
        self._openings = {form[:size] for form in self.heads for size in range(2, len(form))}
        self._ends = Column(self._end)

    def find(self, text: str, tokens: Tokens) -> list[Candidate]:
        """Candidates for phrases."""
        found = []
        words, starts = tokens.words, tokens.starts
        ends = tokens.of(self._ends)
        for index in ends.nonzero()[0].tolist():
            head = self._head(words, index, *ends[index])
            if head is None:
                continue
            form, last = head
            end = starts[last] + len(words[last])
            following = words[last + 1] if last + 1 < len(words) else ""
            entry = self.heads[form]
            if entry.type in ("programme", "meeting"):
                if following.startswith(self.after_programme):
                    continue
            elif entry.type in ("industry", "area") and following in self.roles["after"]:
                continue
            first = self._extend(tokens, index, entry)
            start = starts[first]
            modifier = text[start:end - len(form)]
            if not modifier or not self._names(modifier, entry, words[first:index + 1]):
                continue
            if end - start > 32:
                continue
            found.append(Candidate(start, end, entry.type, _bare(text[start:end]), None, form, f"phrase.{entry.type}", 0.75, 3))
        return found

    def _head(self, words: list[str], index: int, own: str | None, opens: bool) -> tuple[str, int] | None:
        """The class word that the token at `index` is or ends in, longest first, and its last token."""
        if opens and index + 1 < len(words) and words[index] + words[index + 1] in self.heads:
            return words[index] + words[index + 1], index + 1
        return (own, index) if own else None

    def _end(self, word: str, tag: str) -> tuple[str | None, bool] | None:
        """The class word that a word is or ends in, and whether it is the beginning of one; None where neither."""
        if len(word) < 2:
            return None
        own = self._forms.before(word, len(word)) or None
        return (own, word in self._openings) if own or word in self._openings else None

    def _extend(self, tokens: Tokens, index: int, entry: ClassWord) -> int:
        """Index of the phrase's first token."""
        words, tags = tokens.words, tokens.tags
        allowed = _NOUNY if entry.modifiers == "noun" else _VERBAL
        limit = 5 if entry.modifiers == "noun" else 10
        first = index
        quoted = 0
        while first > 0 and index - first < limit:
            word, tag = words[first - 1], tags[first - 1]
            if word in "”’":
                quoted += 1
            elif word in "“‘":
                if not quoted:
                    break
                quoted -= 1
            elif quoted:
                pass
            elif word in self.roles["governor"] and not (entry.modifiers == "noun" and tag in ("vn", "n") and index - first > 0):
                break
            elif word in self.roles["stop"] or tag not in allowed or word.isdigit():
                break
            first -= 1
        # A phrase does not begin with a particle of number or place word alone.
        while first < index and (tags[first] in _NOT_FIRST or words[first] in self.roles["stop"]):
            first += 1
        if 1 < first < index and tags[first][:1] == "v" and tags[first - 1] == "c" and tags[first - 2][:1] == "v":
            first += 1                                # 采购和销售|山区: a verb joined to another is no modifier
        return first

    def _names(self, modifier: str, entry: ClassWord, words: list[str]) -> bool:
        """Whether the modifier makes a name: 重大项目 and 工作计划 are none."""
        if modifier in self.roles["bare_stop"]:
            return False
        if entry.type == "meeting" and modifier.endswith(self._governors):
            return False                                                # 县长出席|会议
        if entry.form == "经济" and (modifier in self.roles["bare_stop_area"] or len(modifier) < 2):
            return False
        if entry.type == "meeting" and modifier in self.roles["bare_stop_meeting"]:
            return False
        if entry.type == "programme":
            rest = modifier
            for word in sorted(self.roles["bare_stop"], key=len, reverse=True):
                rest = rest.replace(word, "")
            return len(rest) >= 2
        return len(modifier) >= 1


_NOUNY = {"n", "nz", "nr", "ns", "nt", "ng", "vn", "b", "a", "an", "j", "l", "eng", "s", "nrt", "ag"}
_VERBAL = _NOUNY | {"v", "vd", "ad", "m", "x", "i", "vg", "t"}
_NOT_FIRST = {"m", "q", "x", "f", "u", "d", "t"}


def _bare(name: str) -> str:
    return name.translate({ord(mark): None for mark in "“”‘’"})
