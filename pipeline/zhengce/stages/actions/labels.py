"""Labels of actions: instrument and topic from a linear model over words, mechanism from the words that name one.

What the model sees of a word is looked up once per process; an action's score is a sum of rows of one matrix, all actions of a text are
summed at once. The model is made by `zhengce train actions` (`models/actions.py`).
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np

from zhengce.config import Config
from zhengce.lexicon import read_table
from zhengce.rows import InstrumentClass
from zhengce.shipped import weights_path
from zhengce.stages.figures.taxonomy import Taxonomy
from zhengce.stages.mentions import ActionMention
from zhengce.stages.view import View
from zhengce.text.outline import SectionMention

_CLASSES: dict[InstrumentClass, str] = {
    "supply": "talent funding technology infrastructure public_service information industry_support",
    "environment": "goal_planning finance tax regulation organisation assessment publicity strategy",
    "demand": "procurement consumption market demonstration cooperation",
}
_ABOUT = 3
"""Mechanisms that a text must name before its actions are said to be governed by one."""
CLASS_OF: dict[str, InstrumentClass] = {instrument: name for name, instruments in _CLASSES.items() for instrument in instruments.split()}
"""Instrument → class, after Rothwell & Zegveld; see `docs/codebook.md`."""


@dataclass(frozen=True, slots=True)
class InstrumentCue:
    """A word that suggests an instrument."""

    form: str
    instrument: str


class LabelFeatures:
    """What a model sees of an action: its words, their characters and cues, the headings around, the genre."""

    def __init__(self) -> None:
        self.cues = {cue.form: cue.instrument for cue in read_table(InstrumentCue, "instrument_cues.csv")}

    def word(self, word: str) -> list[str]:
        """Features of a word wherever it stands in the action."""
        found = ["b=" + word[index:index + 2] for index in range(len(word) - 1)]
        if len(word) > 1:
            found.append("w=" + word)
        return found + ["c=" + cue for cue in self._cues(word)]

    def verb(self, verb: str) -> list[str]:
        """Features of the action's verb."""
        return ["v=" + verb, *("vb=" + verb[index:index + 2] for index in range(len(verb) - 1))]

    def last(self, verb: str, word: str) -> list[str]:
        """Features of the word that closes the object: 建设|管网."""
        return ["l=" + word, "lb=" + word[-2:], f"vl={verb}{word[-2:]}", *("cl=" + cue for cue in self._cues(word)[-1:])]

    def before(self, words: Sequence[str]) -> list[str]:
        """Features of the action before, in the same section: neighbours are about the same thing."""
        return [feature for word in words[-3:] for feature in self.near(word)] + [feature for word in words for feature in self.about(word)]

    def near(self, word: str) -> list[str]:
        """Features of one of the last words of the action before."""
        return ["p=" + word] if len(word) > 1 else []

    def about(self, word: str) -> list[str]:
        """Features of any word of the action before."""
        return ["pc=" + cue for cue in self._cues(word)]

    def around(self, view: View, section: SectionMention | None) -> list[str]:
        """Features that all actions of a section share: its headings, what its words are most about, the genre."""
        metadata = view.article.metadata
        title = (metadata.title or "")[:40]
        found = [f"g={metadata.genre}", *("t=" + title[index:index + 2] for index in range(len(title) - 1))]
        if section is not None:
            starts, words = view.tokens.starts, view.tokens.words
            inside = words[bisect_left(starts, section.start):bisect_left(starts, section.end)]
            found += [f"s{rank}={cue}" for rank, (cue, _) in enumerate(Counter(filter(None, map(self.cues.get, inside))).most_common(2))]
            found += ["sw=" + word for word, _ in Counter(word for word in inside if len(word) > 1).most_common(8)]
        for level in range(2):
            if section is None:
                break
            heading = view.text[section.heading_start:section.heading_end] if section.heading_start is not None else ""
            found += [f"h{level}={heading[index:index + 2]}" for index in range(min(len(heading), 40) - 1)]
            found += [f"hc{level}={cue}" for cue in self._cues(heading)]
            section = section.parent
        return found

    def _cues(self, word: str) -> list[str]:
        """The instruments that the word and its parts suggest, in their order."""
        cues, found, start = self.cues, [], 0
        while start < len(word):
            size = next((size for size in range(min(6, len(word) - start), 0, -1) if word[start:start + size] in cues), 0)
            if size:
                found.append(cues[word[start:start + size]])
            start += size or 1
        return found

    def suggested(self, words: Sequence[str]) -> str:
        """The instrument by rules alone: that of the last cue."""
        found = [cue for word in words for cue in self._cues(word)]
        return found[-1] if found else "strategy"


def action_words(view: View, start: int, end: int) -> list[str]:
    """The tokens of text[start:end]."""
    starts = view.tokens.starts
    return view.tokens.words[bisect_left(starts, start):bisect_left(starts, end)]


class Labels:
    """Assigns labels to the actions of a view."""

    def __init__(self, config: Config):
        self.features = LabelFeatures()
        self.mechanisms = Taxonomy("mechanism", config.taxa)
        model = _model()
        self._rows: dict[str, int] = {name: row for row, name in enumerate(model["features"].tolist())}
        self._weights = model["weights"].astype(np.float32)
        self._bias = model["bias"].astype(np.float32)
        self._temperature = float(model["temperature"])
        self._instruments: list[str] = model["instruments"].tolist()
        self._topics: list[str] = model["topics"].tolist()
        remembered = lru_cache(maxsize=50_000)              # bounded memory over any number of documents
        self._word = remembered(lambda word: self._known(self.features.word(word)))
        self._verb = remembered(lambda verb: self._known(self.features.verb(verb)))
        self._near = remembered(lambda word: self._known(self.features.near(word)))
        self._about = remembered(lambda word: self._known(self.features.about(word)))
        self._last = remembered(lambda verb, word: self._known(self.features.last(verb, word)))

    def assign(self, view: View, actions: Sequence[ActionMention], sections: Sequence[SectionMention | None]) -> None:
        """Fill instrument, class and topic of each action; `sections` are the innermost sections they stand in."""
        if not actions:
            return
        shared: dict[int, np.ndarray] = {}
        rows: list[int] = []
        starts = []
        previous: list[str] = []
        for index, action in enumerate(actions):
            starts.append(len(rows))
            words = action_words(view, action.start, action.end)
            rows += self._of(action, words, previous if index and sections[index - 1] is sections[index] else [])
            previous = words
        scores = np.add.reduceat(self._weights[rows], starts, axis=0) + self._bias
        for index, section in enumerate(sections):
            around = shared.get(id(section))
            if around is None:
                known = self._known(self.features.around(view, section))
                around = shared[id(section)] = self._weights[list(dict.fromkeys(known))].sum(axis=0)
            scores[index] += around
        self._decide(actions, scores)
        self._govern(view, actions, sections)

    def _govern(self, view: View, actions: Sequence[ActionMention], sections: Sequence[SectionMention | None]) -> None:
        """Name the mechanisms that govern each action, in a text that is about them: those of its words, its sentence, its section."""
        named = self.mechanisms.labels(view.text)
        if len(named) < _ABOUT:
            return
        known: dict[tuple[int, int], list[str]] = {}
        for action, section in zip(actions, sections, strict=True):
            sentence = view.sentence_at(action.start)
            spans = [(action.start, action.end)] + ([view.sentences[sentence]] if sentence is not None else [])
            while section is not None:
                spans.append((section.start, section.end))
                section = section.parent
            for span in spans:
                found = known.get(span)
                if found is None:
                    found = known[span] = self.mechanisms.labels(view.text[span[0]:span[1]])
                if found:
                    action.mechanism = "|".join(found)
                    break

    def _decide(self, actions: Sequence[ActionMention], scores: np.ndarray) -> None:
        cut = len(self._instruments)
        instruments, topics = scores[:, :cut], scores[:, cut:]
        softened = np.exp((instruments - instruments.max(axis=1, keepdims=True)) / self._temperature)
        sure = softened.max(axis=1) / softened.sum(axis=1)
        for action, instrument, topic, confidence in zip(actions, instruments.argmax(axis=1), topics.argmax(axis=1), sure, strict=True):
            action.instrument = self._instruments[instrument]
            action.instrument_class = CLASS_OF[action.instrument]
            action.topic = self._topics[topic]
            action.label_confidence = round(float(confidence), 2)

    def _of(self, action: ActionMention, words: list[str], previous: list[str]) -> list[int]:
        rows = [*self._verb(action.verb)]
        for word in words:
            rows += self._word(word)
        if words:
            rows += self._last(action.verb, words[-1])
        for word in previous:
            rows += self._about(word)
        for word in previous[-3:]:
            rows += self._near(word)
        return list(dict.fromkeys(rows)) or [self._nothing]

    @property
    def _nothing(self) -> int:
        """A row of zeros, for an action of which nothing is known."""
        return len(self._weights) - 1

    def _known(self, names: list[str]) -> tuple[int, ...]:
        return tuple(row for row in map(self._rows.get, names) if row is not None)


@cache
def _model() -> dict[str, np.ndarray]:
    """The shipped model. Raises `ConfigError` where its weights are missing."""
    with np.load(weights_path("actions.npz"), allow_pickle=False) as file:
        return {name: file[name] for name in file.files}
