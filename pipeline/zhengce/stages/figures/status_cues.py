"""Words that tell the status of figures near them: in headings, in clauses, behind the number; and the tenses of a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from zhengce.lexicon import read_table
from zhengce.lexicon.wordlists import Words
from zhengce.rows import FigureStatus
from zhengce.stages.figures.context import Context


@dataclass(frozen=True, slots=True)
class StatusCue:
    """A word that tells the status of figures near it."""

    form: str
    where: Literal["heading", "heading_end", "clause", "tail", "sentence"]
    status: FigureStatus
    example: str = ""


@dataclass(frozen=True, slots=True)
class Tense:
    """A word that places what a clause says in time or mood, for the model to weigh."""

    form: str
    sense: str
    example: str = ""


_CUES = read_table(StatusCue, "status_cues.csv", key=("form", "where"))
_TENSES = {entry.form: entry.sense for entry in read_table(Tense, "tense_words.csv")}
_TENSE = Words(_TENSES)
_OPENING = 40
"""Characters of a paragraph in which it says what it is about."""


def _pattern(where: str, status: str) -> re.Pattern[str]:
    return re.compile(_forms(where, status))


def _forms(where: str, status: str) -> str:
    return "|".join(re.escape(cue.form) for cue in _CUES if cue.where == where and cue.status == status) or "(?!)"


@cache
def heading_pattern(status: str) -> re.Pattern[str]:
    """Matches a heading that announces figures of a status."""
    return re.compile(rf"{_forms('heading', status)}|(?:{_forms('heading_end', status)})$")


_GOALS, REQUIRED_BEHIND = _pattern("sentence", "target"), _pattern("tail", "requirement")


class Tenses:
    """The tense words of a text around its figures, looked up once a sentence."""

    def __init__(self, text: str):
        self.text = text
        self._found: tuple[int, list[tuple[int, str]]] = -1, []
        self._sentence: tuple[int, list[str]] = -1, []
        self._opening: tuple[int, set[str]] = -1, set()

    def within(self, context: Context, start: int, end: int) -> list[str]:
        """The senses of the words between two offsets of the figure's sentence, each once, in order."""
        return list(dict.fromkeys(sense for at, sense in self._of(context) if start <= at < end))

    def before_clause(self, context: Context) -> list[str]:
        """Features of the sentence in front of the figure's clause, and of how its paragraph begins."""
        start = context.sentence.start
        if self._sentence[0] != context.start:
            found = ["sentence:" + sense for sense in self.within(context, start, context.start)]
            if _GOALS.search(self.text, start, context.figure.start):
                found.append("sentence:goal")
            self._sentence = context.start, [*found, *self._of_line(start)]
        return self._sentence[1]

    def _of_line(self, start: int) -> set[str]:
        line = self.text.rfind("\n", 0, start) + 1
        if line != self._opening[0]:
            self._opening = line, {"line:" + sense for _, sense in self._read(line, min(line + _OPENING, len(self.text)))}
        return self._opening[1] if line != start else set()

    def _of(self, context: Context) -> list[tuple[int, str]]:
        sentence = context.sentence
        if self._found[0] != sentence.start:
            self._found = sentence.start, list(self._read(sentence.start, sentence.contexts[-1].figure.start))
        return self._found[1]

    def _read(self, start: int, end: int) -> Iterator[tuple[int, str]]:
        return ((at, _TENSES[word]) for at, word in _TENSE.within(self.text, start, end))
