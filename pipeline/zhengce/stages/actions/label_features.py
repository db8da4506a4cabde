"""What the model of `labels.py` sees of an action: its words, their characters and cues, the words beside it, the headings around, the genre,
the action before.

Training (`models/actions.py`) and use read the same features, so they lie together here.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from zhengce.lexicon import read_table
from zhengce.lexicon.wordlists import Words
from zhengce.stages.remembered import Remembered
from zhengce.stages.view import View
from zhengce.text.outline import SectionMention

_SIDE = 8
"""So many tokens on either side belong to an action's surroundings."""
_BESIDE, _STOPS = 4, frozenset("。！？；!?;\n")
"""So many tokens before and after an action are features, up to the end of its sentence."""


@dataclass(frozen=True, slots=True)
class InstrumentCue:
    """A word that suggests an instrument."""

    form: str
    instrument: str


class LabelFeatures:
    """What a model sees of an action: its words, their characters and cues, the headings around, the genre."""

    def __init__(self) -> None:
        self.cues = {cue.form: cue.instrument for cue in read_table(InstrumentCue, "instrument_cues.csv")}
        self._forms = Words(self.cues)
        self._cues = Remembered(self._find_cues)

    def word(self, word: str) -> list[str]:
        """Features of a word wherever it stands in the action."""
        found = ["b=" + word[index:index + 2] for index in range(len(word) - 1)]
        if len(word) > 1:
            found.append("w=" + word)
        return found + ["c=" + cue for cue in self._cues[word]]

    def verb(self, verb: str) -> list[str]:
        """Features of the action's verb."""
        return ["v=" + verb, *("vb=" + verb[index:index + 2] for index in range(len(verb) - 1))]

    def last(self, verb: str, word: str) -> list[str]:
        """Features of the word that closes the object: 建设|管网."""
        word_alone = self.ending(word)
        return [*word_alone[:2], self.pair(verb, word), *word_alone[2:]]

    def ending(self, word: str) -> list[str]:
        """Those features of `last` that are of the word alone."""
        return ["l=" + word, "lb=" + word[-2:], *("cl=" + cue for cue in self._cues[word][-1:])]

    def pair(self, verb: str, word: str) -> str:
        """The feature of the verb together with the word that closes its object."""
        return f"vl={verb}{word[-2:]}"

    def beside(self, view: View, first: int, last: int) -> list[str]:
        """Features of the words beside the tokens first … last: 不得 and 鼓励 before an action say what kind it is."""
        before, after = words_beside(view, first, last)
        return [feature for role, words in ((self.nearest, before[:1]), (self.left, before), (self.right, after)) for word in words for feature in role(word)]

    def nearest(self, word: str) -> list[str]:
        """Features of the word just before the action, beside those of any before it."""
        return ["k1=" + word]

    def left(self, word: str) -> list[str]:
        """Features of a word before the action."""
        return ["k=" + word]

    def right(self, word: str) -> list[str]:
        """Features of a word after the action."""
        return ["n=" + word]

    def before(self, words: Sequence[str]) -> list[str]:
        """Features of the action before, in the same section: neighbours are about the same thing."""
        return [feature for word in words[:-3] for feature in self.about(word)] + [feature for word in words[-3:] for feature in self.near(word)]

    def near(self, word: str) -> list[str]:
        """Features of one of the last words of the action before."""
        return ["p=" + word, *self.about(word)] if len(word) > 1 else self.about(word)

    def about(self, word: str) -> list[str]:
        """Features of any word of the action before."""
        return ["pc=" + cue for cue in self._cues[word]]

    def around(self, view: View, section: SectionMention | None) -> list[str]:
        """Features that all actions of a section share: its headings, what its words are most about, the genre."""
        metadata = view.article.metadata
        found = [f"g={metadata.genre}", *_pairs("t", (metadata.title or "")[:40])]
        if section is not None:
            starts, words = view.tokens.starts, view.tokens.words
            found += self._about_words(words[bisect_left(starts, section.start):bisect_left(starts, section.end)])
        for level in range(2):
            if section is None:
                break
            heading = view.text[section.heading_start:section.heading_end] if section.heading_start is not None else ""
            found += _pairs(f"h{level}", heading[:40])
            found += [f"hc{level}={cue}" for cue in self._cues[heading]]
            section = section.parent
        return found

    def _about_words(self, words: Sequence[str]) -> list[str]:
        """The two instruments that most words suggest, and the eight commonest words; of equals those that come first."""
        counted = Counter(words)
        suggested: dict[str, int] = {}
        for word in filter(self.cues.__contains__, counted):
            suggested[self.cues[word]] = suggested.get(self.cues[word], 0) + counted[word]
        found = [f"s{rank}={cue}" for rank, cue in enumerate(sorted(suggested, key=suggested.__getitem__, reverse=True)[:2])]
        commonest = sorted((word for word in counted if len(word) > 1), key=counted.__getitem__, reverse=True)
        return found + ["sw=" + word for word in commonest[:8]]

    def _find_cues(self, word: str) -> list[str]:
        """The instruments that the word and its parts suggest, in their order."""
        return [self.cues[form] for _, form in self._forms.within(word, 0, len(word))]

    def suggested(self, words: Sequence[str]) -> str:
        """The instrument by rules alone: that of the last cue."""
        found = [cue for word in words for cue in self._cues[word]]
        return found[-1] if found else "strategy"


@lru_cache(maxsize=512)
def _pairs(name: str, text: str) -> tuple[str, ...]:
    """Features of the pairs of neighbouring characters; all sections of a text share its title, and many a heading above."""
    return tuple(f"{name}={text[index:index + 2]}" for index in range(len(text) - 1))


def token_spans(view: View, start: int, end: int) -> tuple[tuple[int, int], tuple[int, int]]:
    """The tokens of text[start:end], one at least, and the same with some on either side, as ranges."""
    starts = view.tokens.starts
    first = min(bisect_left(starts, start), len(starts) - 1)
    last = max(first + 1, bisect_left(starts, end))
    return (first, last), (max(0, first - _SIDE), min(len(starts), last + _SIDE))


def words_beside(view: View, first: int, last: int) -> tuple[list[str], list[str]]:
    """The words and commas before and after the tokens first … last in their sentence, the nearest first."""
    words = view.tokens.words
    return _up_to_stop(words[max(0, first - _BESIDE):first][::-1]), _up_to_stop(words[last:last + _BESIDE])


def _up_to_stop(words: Sequence[str]) -> list[str]:
    """What stands before the end of the sentence; digits and Latin letters say nothing, a comma (full width in a view) says that a clause ends."""
    found = []
    for word in words:
        if word in _STOPS:
            break
        if word >= "一":
            found.append(word)
    return found
