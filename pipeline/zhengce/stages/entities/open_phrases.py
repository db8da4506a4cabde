"""Phrases proposed to the model alone: every run of words that a class word of the open classes ends, short and long.

The rules ask for certainty and so miss what nobody listed (参保企业, 工伤保险制度, 数字消费). Here a phrase begins where a clause, a number or a
function word ends, and once more behind the verb that governs it: 建立|工伤保险制度. Which of them is an entity the model decides.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from zhengce.lexicon import read_table
from zhengce.lexicon.wordlists import Words
from zhengce.rows import EntityType
from zhengce.stages.entities.candidates import Candidate
from zhengce.stages.entities.organs import OrganWord
from zhengce.text.segment import Tokens
from zhengce.text.vocabulary import Column

_MOST = 9
"""Tokens before the class word that a phrase may have."""
_PARTS = frozenset(("n", "nz", "nr", "ns", "nt", "ng", "nrt", "vn", "v", "vd", "ad", "a", "an", "ag", "b", "j", "l", "i", "s", "vg", "eng", "t"))
_VERBS = frozenset(("v", "vd", "ad"))


@dataclass(frozen=True, slots=True)
class OpenHead:
    """A class word of an open class."""

    form: str
    type: EntityType
    example: str


class OpenPhrases:
    """Proposes phrases by their class words, for the model only (`rank` below zero)."""

    def __init__(self) -> None:
        self._types: dict[str, list[str]] = defaultdict(list)
        for head in read_table(OpenHead, "open_heads.csv", ("form", "type")):
            self._types[head.form].append(head.type)
        words = read_table(OrganWord, "phrase_words.csv", ("form", "role"))
        self._governors = {word.form for word in words if word.role == "governor"}
        self._forms = Words(form for form in self._types if len(form) > 1)
        self._heads = Column(self._head)

    def _head(self, word: str, tag: str) -> str | None:
        """The class word that a word is or ends in."""
        return self._forms.before(word, len(word)) or None

    def find(self, text: str, tokens: Tokens) -> Iterator[Candidate]:
        """Candidates for phrases of two words or more, or of one that has more than the class word in it."""
        starts = tokens.starts
        heads = tokens.of(self._heads)
        for last in heads.nonzero()[0].tolist():
            head = heads[last]
            end = starts[last] + len(tokens.words[last])
            for first in self._begins(tokens, last):
                if end - starts[first] > len(head):
                    for kind in self._types[head]:
                        yield Candidate(starts[first], end, kind, None, None, head, f"open.{kind}", 0.3, -1)

    def _begins(self, tokens: Tokens, last: int) -> set[int]:
        """Where phrases that end at `last` begin: at the whole run, and behind its first verb."""
        tags = tokens.tags
        first = last
        while first and last - first < _MOST and tags[first - 1] in _PARTS:
            first -= 1
        behind = first
        while behind < last and tags[behind] in _VERBS:
            behind += 1
        nearest = last
        while nearest > behind and tags[nearest - 1] not in _VERBS:
            nearest -= 1
        governed = last
        while governed > first and tokens.words[governed - 1] not in self._governors:
            governed -= 1
        return {first, behind, nearest, governed}
