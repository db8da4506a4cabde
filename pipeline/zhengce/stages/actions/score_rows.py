"""Rows of summed weights: what all features of a word add to every label, found once per word and role."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable

import numpy as np

from zhengce.stages.actions.row_sums import row_sums

_MOST = 60_000
"""Rows kept at most: memory stays bounded over any number of documents."""


class ScoreRows:
    """The rows of a linear model's weights, and their sums by word.

    A role is a dictionary from words to places in `sums`; what it does not know yet is noted and summed when `sums` is next asked for.
    """

    def __init__(self, names: list[str], weights: np.ndarray):
        self._places = {name: place for place, name in enumerate(names)}
        self._weights = np.vstack([weights, np.zeros((1, weights.shape[1]), weights.dtype)])
        self._roles: list[Role] = []
        self._waiting: list[list[int]] = []
        self._sums = np.zeros((1024, weights.shape[1]), np.float32)
        self._count = 1                                     # the first place holds the sum of nothing

    def role(self, features: Callable[..., Iterable[str]]) -> Role:
        """A dictionary from words to their places; `features(word)` names what a word brings in this role (a pair of words: both)."""
        role = Role(features, self)
        self._roles.append(role)
        return role

    def places(self, names: Iterable[str]) -> list[int]:
        """The rows of those features that the model knows; that of zeros where it knows none."""
        return self._known(names) or [len(self._places)]

    def _known(self, names: Iterable[str]) -> list[int]:
        return [place for place in map(self._places.get, names) if place is not None]

    def knows(self, name: str) -> bool:
        """Whether the model gives this feature weights."""
        return name in self._places

    def new(self, names: Iterable[str]) -> int:
        """The place in `sums` for the sum of these features; the first one where the model knows none of them."""
        places = self._known(names)
        if not places:
            return 0
        self._waiting.append(places)
        return self._count + len(self._waiting) - 1

    @property
    def sums(self) -> np.ndarray:
        """The sums, a row a place."""
        if self._waiting:
            added = len(self._waiting)
            while self._count + added > len(self._sums):
                self._sums = np.concatenate([self._sums, np.zeros_like(self._sums)])
            self._sums[self._count:self._count + added] = self.total(self._waiting)
            self._count += added
            self._waiting.clear()
        return self._sums

    def total(self, groups: list[list[int]]) -> np.ndarray:
        """The sum of each group of rows of the weights."""
        sizes = np.array([len(group) for group in groups])
        return row_sums(self._weights, np.array([place for group in groups for place in group]), sizes.cumsum() - sizes, sizes)

    def make_room(self) -> None:
        """Forget everything once there is too much of it; to be called where no place is in use."""
        if self._count > _MOST:
            self._count = 1
            for role in self._roles:
                role.clear()


class Role(dict[Hashable, int]):
    """Places in `sums` of words in one role, found when first asked for."""

    __slots__ = ("_features", "_rows")

    def __init__(self, features: Callable[..., Iterable[str]], rows: ScoreRows):
        super().__init__()
        self._features, self._rows = features, rows

    def __missing__(self, word: Hashable) -> int:
        names = self._features(*word) if isinstance(word, tuple) else self._features(word)
        place = self[word] = self._rows.new(names)
        return place
