"""Labels of actions: instrument and topic from a linear model over words, mechanism from the words that name one.

All features that a word brings in one role are summed once and kept; an action's score is then a sum of a few rows, and all actions of some
texts are summed at once. The model also sees the mean of the words' vectors, so a word that no labelled action held counts like those used
alike. It is made by `zhengce train actions` (`models/actions.py`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from zhengce.config import Config
from zhengce.rows import InstrumentClass
from zhengce.shipped import weights_path
from zhengce.stages.actions.label_features import LabelFeatures, token_spans, words_beside
from zhengce.stages.actions.mechanisms import Mechanisms
from zhengce.stages.actions.row_sums import row_sums
from zhengce.stages.actions.score_rows import ScoreRows
from zhengce.stages.actions.word_vectors import means, read_vectors
from zhengce.stages.mentions import ActionMention
from zhengce.stages.sense_fields import sense_fields
from zhengce.stages.view import View
from zhengce.stages.word_senses import word_senses
from zhengce.text.outline import SectionMention

_CLASSES: dict[InstrumentClass, str] = {
    "supply": "talent funding technology infrastructure public_service information industry_support",
    "environment": "goal_planning finance tax regulation organisation assessment publicity strategy",
    "demand": "procurement consumption market demonstration cooperation",
}
CLASS_OF: dict[str, InstrumentClass] = {instrument: name for name, instruments in _CLASSES.items() for instrument in instruments.split()}
"""Instrument → class, after Rothwell & Zegveld; see `docs/codebook.md`."""


_NO_SECTION = object()


@dataclass(frozen=True, slots=True)
class Unlabelled:
    """The actions of a view; `sections` are the innermost sections they stand in."""

    view: View
    actions: Sequence[ActionMention]
    sections: Sequence[SectionMention | None]


class Labels:
    """Assigns labels to actions."""

    def __init__(self, config: Config):
        self.features = LabelFeatures()
        self.mechanisms = Mechanisms(config)
        model = _model()
        self._rows = ScoreRows(model["features"].tolist(), model["weights"].astype(np.float32))
        self._word, self._verb, self._last = (self._rows.role(of) for of in (self.features.word, self.features.verb, self.features.last))
        self._near, self._about, self._ending = (self._rows.role(of) for of in (self.features.near, self.features.about, self.features.ending))
        self._nearest, self._left, self._right = (self._rows.role(of) for of in (self.features.nearest, self.features.left, self.features.right))
        self._vectors = read_vectors()
        size = self._vectors.matrix.shape[1]
        self._own, self._around = (self._vectors.matrix @ model["meaning"][at:at + size].astype(np.float32) for at in (0, size))
        self._senses, self._said = word_senses(), model["senses"].astype(np.float32)
        self._bias = model["bias"].astype(np.float32)
        self._temperature = float(model["temperature"])
        self._instruments: list[str] = model["instruments"].tolist()
        self._topics: list[str] = model["topics"].tolist()

    def assign(self, texts: Sequence[Unlabelled]) -> None:
        """Fill instrument, class and topic of each action of some texts."""
        if not texts:
            return
        self._rows.make_room()
        scores = self._of_words(texts) + self._of_meanings(texts) + self._bias
        scores += self._of_sections(texts)
        scores += self._of_senses(texts)
        self._decide([action for text in texts for action in text.actions], scores)

    def _of_words(self, texts: Sequence[Unlabelled]) -> np.ndarray:
        """Scores by the words of each action, its verb and its last word, by those beside it, and by those of the action before in its section."""
        word, near, about = self._word.__getitem__, self._near.__getitem__, self._about.__getitem__
        nearest, left, right = self._nearest.__getitem__, self._left.__getitem__, self._right.__getitem__
        verbs, last, ending = self._verb, self._last, self._ending
        rows: list[int] = []
        starts = []
        for text in texts:
            before: tuple[list[str], object] = [], _NO_SECTION
            for action, section in zip(text.actions, text.sections, strict=True):
                first, end = token_spans(text.view, action.start, action.end)[0]
                inside = text.view.tokens.words[first:end]
                earlier, later = words_beside(text.view, first, end)
                starts.append(len(rows))
                rows.append(verbs[action.verb])
                rows += map(word, inside)
                rows += map(nearest, earlier[:1])
                rows += map(left, earlier)
                rows += map(right, later)
                # Few pairs of verb and word have weights of their own, and the pairs are too many to be remembered.
                paired = self._rows.knows(self.features.pair(action.verb, inside[-1]))
                rows.append(last[action.verb, inside[-1]] if paired else ending[inside[-1]])
                if before[1] is section:
                    rows += map(about, before[0][:-3])
                    rows += map(near, before[0][-3:])
                before = inside, section
        begins = np.array(starts)
        return row_sums(self._rows.sums, np.array(rows), begins, np.diff(begins, append=len(rows)))

    def _of_sections(self, texts: Sequence[Unlabelled]) -> np.ndarray:
        """Scores by what stands around each action: headings, section, title, genre."""
        numbers: dict[tuple[int, int], int] = {}
        groups: list[list[int]] = []
        chosen = []
        for at, text in enumerate(texts):
            for section in text.sections:
                key = at, id(section)
                if key not in numbers:
                    numbers[key] = len(groups)
                    groups.append(self._rows.places(dict.fromkeys(self.features.around(text.view, section))))
                chosen.append(numbers[key])
        return self._rows.total(groups).take(chosen, axis=0)

    def _of_meanings(self, texts: Sequence[Unlabelled]) -> np.ndarray:
        """Scores by the mean vector of each action's words, and by that of its surroundings."""
        own, around, places, first = [], [], [], 0
        for text in texts:
            spans = [token_spans(text.view, action.start, action.end) for action in text.actions]
            own += [(low + first, high + first) for (low, high), _ in spans]
            around += [(low + first, high + first) for _, (low, high) in spans]
            places.append(self._vectors.places(text.view.tokens))
            first += len(places[-1])
        joined = np.concatenate(places)
        return means(self._own, joined, own) + means(self._around, joined, around)

    def _of_senses(self, texts: Sequence[Unlabelled]) -> np.ndarray:
        """Scores by the senses of the words in each action and around it."""
        placed = [(text.view, [(action.start, action.end) for action in text.actions], text.sections) for text in texts]
        return sense_fields(self._senses, placed) @ self._said

    def _decide(self, actions: Sequence[ActionMention], scores: np.ndarray) -> None:
        cut = len(self._instruments)
        likely = probabilities(scores[:, :cut], self._temperature)
        chosen, topics = best_of_best_class(likely, self._instruments), scores[:, cut:].argmax(axis=1)
        for action, instrument, topic, row in zip(actions, chosen, topics, likely, strict=True):
            action.instrument = self._instruments[instrument]
            action.instrument_class = CLASS_OF[action.instrument]
            action.topic = self._topics[topic]
            action.label_confidence = round(float(row[instrument]), 2)


def probabilities(scores: np.ndarray, temperature: float) -> np.ndarray:
    """The softmax of each row of scores."""
    softened = np.exp((scores - scores.max(axis=1, keepdims=True)) / temperature)
    return softened / softened.sum(axis=1, keepdims=True)


def best_of_best_class(likely: np.ndarray, instruments: Sequence[str]) -> np.ndarray:
    """For each row of probabilities the likeliest instrument of the likeliest class: several instruments may share out what speaks for theirs.

    >>> best_of_best_class(np.array([[0.4, 0.3, 0.3]]), ["talent", "tax", "finance"]).tolist()
    [1]
    """
    classes = np.array([CLASS_OF[instrument] for instrument in instruments])
    belongs = classes[:, None] == np.array(list(_CLASSES))
    best = (likely @ belongs).argmax(axis=1)
    return np.where(belongs.T[best], likely, -1.0).argmax(axis=1)


@cache
def _model() -> dict[str, np.ndarray]:
    """The shipped model. Raises `ConfigError` where its weights are missing."""
    with np.load(weights_path("actions.npz"), allow_pickle=False) as file:
        return {name: file[name] for name in file.files}
