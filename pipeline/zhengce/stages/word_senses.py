"""What words say by themselves: the topics they name and the instruments they suggest (`word_senses.csv`), as rows of numbers.

The rows of a text are summed once from its beginning, so that any stretch of tokens is the difference of two sums.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import numpy as np

from zhengce.lexicon import read_table
from zhengce.lexicon.wordlists import Words
from zhengce.text.segment import Tokens
from zhengce.text.vocabulary import Column

TOPICS = ("industry", "employment", "consumption", "livelihood", "infrastructure", "education", "health", "finance", "ecology", "governance",
          "culture", "technology", "opening_up", "security", "party_building", "other")
INSTRUMENTS = ("talent", "funding", "technology", "infrastructure", "public_service", "information", "industry_support", "goal_planning", "finance",
               "tax", "regulation", "organisation", "assessment", "publicity", "strategy", "procurement", "consumption", "market", "demonstration",
               "cooperation")
WIDTH = len(TOPICS) + len(INSTRUMENTS)
"""Columns of a row: one for each topic, then one for each instrument."""
_LONGEST = 4
"""So many tokens make one word at most."""


@dataclass(frozen=True, slots=True)
class WordSense:
    """A word with the topics that it names, |-joined, and the instrument that it suggests; either may be empty."""

    form: str
    topic: str
    instrument: str


class WordSenses:
    """The senses of words.

    >>> from zhengce.text.segment import Segmenter
    >>> sums = WordSenses().sums(Segmenter().segment("发放粮食补贴"))
    >>> [(TOPICS + INSTRUMENTS)[column] for column in (sums[3] - sums[1]).nonzero()[0]]
    ['industry', 'finance', 'funding', 'industry_support']
    """

    def __init__(self) -> None:
        senses = read_table(WordSense, "word_senses.csv")
        self._columns = {sense.form: _columns(sense) for sense in senses}
        self._forms = Words(self._columns)
        self._openings = frozenset(form[:size] for form in self._columns for size in range(1, len(form)))
        self._rows: list[np.ndarray] = []
        self._same: dict[bytes, int] = {}
        self._place = Column(lambda word, tag: self.place(word), np.intp)
        self._opens = Column(lambda word, tag: word in self._openings, bool)
        self._nothing = self.place("")
        self._matrix = np.zeros((0, WIDTH), np.float32)

    def sums(self, tokens: Tokens) -> np.ndarray:
        """The rows of the tokens' words summed from the first one on: row n is the sum of the first n words."""
        words = tokens.words
        places = tokens.of(self._place)
        for first, size in self._joined(tokens):
            places[first] = self.place("".join(words[first:first + size]))
            places[first + 1:first + size] = self._nothing
        if len(self._matrix) < len(self._rows):
            self._matrix = np.stack(self._rows)
        sums = np.zeros((len(words) + 1, WIDTH), np.float32)
        if len(words):
            np.cumsum(self._matrix.take(places, axis=0), axis=0, out=sums[1:])
        return sums

    def _joined(self, tokens: Tokens) -> Iterator[tuple[int, int]]:
        """Where several tokens make one known word (自贸|试验区), and how many they are."""
        openings, words, free = self._openings, tokens.words, 0
        for first in tokens.where(self._opens):
            if first >= free:
                text = words[first]
                for size, following in enumerate(words[first + 1:first + _LONGEST], 2):
                    text += following
                    if text in self._columns:
                        free = first + size
                    if text not in openings:
                        break
                if free > first:
                    yield first, free - first

    def columns(self, text: str) -> list[int]:
        """The columns of the longest known words in a text, from left to right."""
        return [column for _, form in self._forms.within(text, 0, len(text)) for column in self._columns[form]]

    def place(self, word: str) -> int:
        """The place of the word's row; words with the same senses share one."""
        columns = self.columns(word)
        if not columns and self._rows:
            return self._nothing                                     # most words
        row = np.bincount(columns, minlength=WIDTH).astype(np.float32)
        key = row.tobytes()
        if key not in self._same:
            self._same[key] = len(self._rows)
            self._rows.append(row)
        return self._same[key]


@cache
def word_senses() -> WordSenses:
    """The shipped senses, read once."""
    return WordSenses()


def _columns(sense: WordSense) -> tuple[int, ...]:
    topics = [TOPICS.index(topic) for topic in sense.topic.split("|") if topic]
    return (*topics, *([len(TOPICS) + INSTRUMENTS.index(sense.instrument)] if sense.instrument else []))
