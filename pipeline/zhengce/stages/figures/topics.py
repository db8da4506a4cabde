"""The topic of figures: a user's own words first, else a linear model over the indicator and what is said in the clause and around it.

The recipe of the model is `models/topic.py`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

import numpy as np

from zhengce.config import TaxonEntry
from zhengce.linear import read_weights
from zhengce.stages.figures.context import Context
from zhengce.stages.mentions import FigureMention
from zhengce.stages.sense_fields import FIELDS, sense_fields
from zhengce.stages.view import View
from zhengce.stages.word_senses import INSTRUMENTS, TOPICS, WIDTH, word_senses

FIELD_NAMES = [f"{field}:{kind}:{sense}" for field in FIELDS
               for kind, senses in (("topic", TOPICS), ("instrument", INSTRUMENTS)) for sense in senses]
"""What the model calls the columns of `Topics.around`."""
_WORTH = {"own": 1.0, "last": 0.5, "before": 2.0, "after": 2.0, "around": 3.0, "sentence": 2.0, "section": 3.0, "heading": 2.0, "upper": 2.0,
          "document": 2.0}
_SCALE = np.repeat(np.array([_WORTH[field] for field in FIELDS], np.float32), WIDTH)
"""What each stretch counts beside the words of the indicator."""


class Topics:
    """Finds what figures are about; `additions` are words of the user's own."""

    def __init__(self, additions: Iterable[TaxonEntry] = ()):
        own = [entry for entry in additions if entry.taxonomy == "topic"]
        self._own = {word: entry.label for entry in own for word in entry.words}
        self.senses = word_senses()
        self._model = read_weights("topic")
        nothing = (0.0,) * len(self._model.labels)
        self._weights = np.array([self._model.weights.get(name, nothing) for name in FIELD_NAMES], np.float32)
        self._worded = lru_cache(20_000)(self._by_words)

    def assign(self, texts: Iterable[tuple[View, Sequence[Context], Sequence[FigureMention]]]) -> None:
        """Set the topic of each figure of some texts: of those in sentences (`Context`), and by their indicator alone of those in tables."""
        labels = self._model.labels
        told = []
        for view, contexts, cells in texts:
            for cell in cells:
                cell.topic = labels[int(self._worded(cell.indicator or "", "", cell.kind).argmax())]
            if contexts:
                told.append((view, contexts))
        if not told:
            return
        scores = self.around(told) @ self._weights
        scores += [self._worded(context.figure.indicator or "", context.figure.counted or "", context.figure.kind)
                   for _, contexts in told for context in contexts]
        weighed = iter(scores.argmax(axis=1).tolist())
        for view, contexts in told:
            for context, best in zip(contexts, weighed, strict=False):
                context.figure.topic = self._named(view, context) or labels[best]

    def around(self, texts: Sequence[tuple[View, Sequence[Context]]]) -> np.ndarray:
        """A row for each figure: the senses of the words in its clause, its sentence, its section, the headings above, the text."""
        return sense_fields(self.senses, [
            (view, [(context.start, context.end) for context in contexts], [view.section_at(context.figure.start) for context in contexts])
            for view, contexts in texts]) * _SCALE

    def features(self, indicator: str, counted: str = "", kind: str = "count") -> list[str]:
        """What the model sees of a figure's own words: pieces of indicator and counted noun, and the topics they name."""
        named = [TOPICS[column] for column in self.senses.columns(indicator) if column < len(TOPICS)]
        found = {"b:" + piece for piece in _pieces(indicator)} | {"c:" + piece for piece in _pieces(counted)}
        found |= {"k:" + kind, "e:" + indicator[-2:], "e:" + indicator[-3:]}
        found |= {"i:" + topic for topic in named} | {"l:" + topic for topic in named[-1:]}
        found |= {"n:" + TOPICS[column] for column in self.senses.columns(counted) if column < len(TOPICS)}
        return sorted(found)

    def _by_words(self, indicator: str, counted: str, kind: str) -> np.ndarray:
        return np.array(self._model.scores(self.features(indicator, counted, kind)), np.float32)

    def _named(self, view: View, context: Context) -> str:
        """The topics of the user's own words in indicator or clause, two at most."""
        if not self._own:
            return ""
        said = (context.figure.indicator or "", view.text[context.start:context.end])
        return "|".join(list(dict.fromkeys(label for word, label in self._own.items() if any(word in text for text in said)))[:2])


def _pieces(text: str) -> set[str]:
    """The runs of two and three characters of a text."""
    return {text[at:at + size] for size in (2, 3) for at in range(len(text) - size + 1)}
