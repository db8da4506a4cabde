"""Kinds of tokens by number, and what is known of each: asked once a kind, looked up for all tokens of a text in one call.

A token's kind is its word and its tag. What a stage knows of words is a `Column`: `tokens.of(column)` gives its value for every token,
`tokens.where(column)` the few tokens that a rule looks at. A rule so runs where its words stand, not over all tokens.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import starmap
from typing import Any

import numpy as np

MOST = 50_000
"""Kinds that a vocabulary numbers before another takes its place: memory stays bounded over any number of documents."""


class Column:
    """What is known of a kind of token: `find(word, tag)`. It holds nothing itself, the values lie in the vocabularies."""

    def __init__(self, find: Callable[[str, str], Any], kind: type = object):
        self.find = find
        self.kind = kind


WORD = Column(lambda word, tag: word)
TAG = Column(lambda word, tag: tag)
SIZE = Column(lambda word, tag: len(word), np.int64)


class Vocabulary:
    """Kinds of tokens, numbered as they are met.

    >>> known = Vocabulary()
    >>> numbers = known.numbers([("建设", "v"), ("高速", "d"), ("公路", "n")])
    >>> known.values(Column(lambda word, tag: tag == "n", bool)).take(numbers).tolist()
    [False, False, True]
    """

    def __init__(self) -> None:
        self._numbers = _Numbers()
        self._columns: dict[Column, tuple[int, np.ndarray]] = {}

    def __len__(self) -> int:
        return len(self._numbers)

    def numbers(self, kinds: Sequence[tuple[str, str]]) -> np.ndarray:
        """The numbers of kinds: pairs of word and tag."""
        return np.fromiter(map(self._numbers.__getitem__, kinds), np.int64, len(kinds))

    def values(self, column: Column) -> np.ndarray:
        """The column's values by number, for all kinds met so far; there may be more room behind them."""
        known, values = self._columns.get(column) or (0, np.zeros(1024, column.kind))
        count = len(self._numbers)
        if known == count:
            return values
        while count > len(values):
            values = np.concatenate([values, np.zeros_like(values)])
        values[known:count] = np.fromiter(starmap(column.find, self._numbers.kinds[known:]), column.kind, count - known)
        self._columns[column] = count, values
        return values


class _Numbers(dict[tuple[str, str], int]):
    """Kind → number; `kinds` are the same by number."""

    def __init__(self) -> None:
        super().__init__()
        self.kinds: list[tuple[str, str]] = []

    def __missing__(self, kind: tuple[str, str]) -> int:
        number = self[kind] = len(self)
        self.kinds.append(kind)
        return number
