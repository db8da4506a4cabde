"""What the model knows of a token by itself: word, tag, affixes, shape, and the clusters of words used alike.

The clusters come from `models/word_clusters.py`: words of the bulk news and of policy texts grouped by their neighbours, coarse to fine,
so that a word that the gold never shows is known by its like.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

OFFSETS = (-2, -1, 0, 1, 2)
"""Neighbours whose attributes count for a token."""
NEAR = {"s1": 1, "s2": 1, "p1": 1, "sh": 0}
"""Attributes that count only so far away; the others count at every offset."""
PAIRS = ("w", "t", "k0", "k1")
"""Attributes that also count as pairs of neighbours."""
_MARKS = frozenset("，。、；：！？“”‘’《》（）()\n　 ·—-…")


@dataclass(frozen=True, slots=True)
class WordClusters:
    """Word → its cluster at each grain, coarse first."""

    of: dict[str, tuple[int, ...]]


def attributes(word: str, tag: str, clusters: WordClusters) -> dict[str, str]:
    """Name → value of what is known of one token.

    >>> attributes("乡村", "n", WordClusters({"乡村": (7, 81)}))
    {'w': '乡村', 't': 'n', 's1': '村', 's2': '乡村', 'p1': '乡', 'sh': '2', 'k0': '7', 'k1': '81'}
    """
    return {name: values[0] for name, values in attribute_columns([(word, tag)], clusters).items() if values[0]}


def attribute_columns(tokens: Sequence[tuple[str, str]], clusters: WordClusters) -> dict[str, list[str]]:
    """The same of several tokens (word, tag): name → values, empty where a word is in no cluster."""
    words = ["".join(word.split()) or "¶" for word, _ in tokens]
    made = {"w": words, "t": [tag for _, tag in tokens], "s1": [word[-1:] for word in words], "s2": [word[-2:] for word in words],
            "p1": [word[:1] for word in words], "sh": list(map(_shape, words))}
    grains = [clusters.of.get(_key(word), ()) for word in words]
    for grain in range(max(map(len, grains), default=0)):
        made[f"k{grain}"] = [str(numbers[grain]) if numbers else "" for numbers in grains]
    return made


def features(types: list[dict[str, str]], place: int) -> list[str]:
    """The model's features of the token at `place` by itself and with its neighbours; for training only."""
    made = []
    for offset in OFFSETS:
        if 0 <= place + offset < len(types):
            made += [f"{name}{offset}={value}" for name, value in types[place + offset].items() if abs(offset) <= NEAR.get(name, 2)]
    for name in PAIRS:
        for kind, first in (("last", place - 1), ("next", place)):
            if first >= 0 and first + 1 < len(types) and name in types[first] and name in types[first + 1]:
                made.append(f"{name}|{kind}\t{types[first][name]}\t{types[first + 1][name]}")
    return made


def _key(word: str) -> str:
    """The form under which the clusters know a word: all numbers are one."""
    return "<N>" if word[0] in "0123456789" and word.replace(".", "").rstrip("%").isdigit() else word


def _shape(word: str) -> str:
    if word[0] in "0123456789":
        return "9"
    if word in _MARKS:
        return "mark"
    return "latin" if word.isascii() else str(min(len(word), 5))
