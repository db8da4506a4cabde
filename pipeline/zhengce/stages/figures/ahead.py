"""Whether a clause speaks of what is to come: 将开行100列, 计划新建5所, 力争达到90%."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from zhengce.lexicon import read_table
from zhengce.lexicon.wordlists import words
from zhengce.stages.figures.context import Context
from zhengce.stages.figures.phrases import DEEDS
from zhengce.stages.figures.status_cues import Tenses
from zhengce.stages.view import View


@dataclass(frozen=True, slots=True)
class AheadWord:
    """A word that puts the predicate behind it into the future."""

    form: str
    reach: Literal["clause", "sentence"]
    follow: Literal["predicate", "any"]
    example: str = ""


_WORDS = {word.form: word for word in read_table(AheadWord, "ahead_words.csv")}
_FORM = re.compile("|".join(sorted(_WORDS, key=len, reverse=True)))
_PREDICATE = ("v", "p", "d", "t")
"""How the tags of a predicate's first word begin; prepositions, adverbs and times stand before its verb (将于年底前再建成)."""
_VERB = ("v", "d")
_MANNER = words("manner_words.csv")
"""Adverbs that the tagger takes for nouns: 将[全力]推进."""
_NEUTRAL = frozenset(("done", "sum", "exist", "urge"))
"""Senses that leave 目前 its reach: 目前共有100家, 已建成30家."""
_OVER = frozenset(("done", "now"))
"""Senses that end the reach of an ahead word."""


class Ahead:
    """The ahead words of a text, looked up once a sentence."""

    def __init__(self, view: View, tenses: Tenses):
        self.view, self.tenses = view, tenses
        self._found: tuple[int, list[tuple[int, bool]]] = -1, []

    def governs(self, context: Context) -> bool:
        """Whether an ahead word in the figure's clause, or one that reaches over from a clause before, puts the figure into the future."""
        figure = context.figure
        for at, far in reversed(self._of(context)):
            if at < figure.start:
                return (far or at >= context.start) and not _OVER.intersection(self.tenses.within(context, at, figure.start))
        return False

    def so_far(self, context: Context) -> bool:
        """Whether the last word of time or mood in front of the figure says 目前, 现有: what a plan starts from."""
        senses = self.tenses.within(context, context.sentence.start, context.figure.start)
        return next((sense for sense in reversed(senses) if sense not in _NEUTRAL), None) == "now"

    def _of(self, context: Context) -> list[tuple[int, bool]]:
        """Where ahead words stand in the sentence, and whether they reach beyond their clause."""
        sentence = context.sentence
        if self._found[0] != sentence.start:
            matches = _FORM.finditer(self.view.text, sentence.start, sentence.contexts[-1].figure.start)
            self._found = sentence.start, [(match.start(), far) for match in matches if (far := self._read(match)) is not None]
        return self._found[1]

    def _read(self, match: re.Match[str]) -> bool | None:
        """Whether the word reaches beyond its clause; `None` where it is no ahead word (虚拟, 将标准提高到, 五年计划的)."""
        tokens, word = self.view.tokens, _WORDS[match[0]]
        index = tokens.at(match.start())
        follower = index + 1
        if tokens.starts[index] != match.start() or follower >= len(tokens.words) or tokens.end(index) > match.end():
            return None
        while tokens.starts[follower] < match.end():
            follower += 1
        after = tokens.words[follower]
        # 新建 is a county too: the tagger does not always take it for a verb
        tag = "v" if after in DEEDS else "d" if after in _MANNER else tokens.tags[follower]
        if word.follow == "predicate" and not tag.startswith(_PREDICATE):
            return None
        return word.reach == "sentence" and (word.follow == "any" or tag.startswith(_VERB))
