"""Rows of summed weights: what all features of a word add to every label, found once per word and role."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np

_MOST = 60_000
"""Rows kept at most: memory stays bounded over any number of documents."""


class ScoreRows:
    """The rows of a linear model's weights, and their sums by word.

    `sums[row(features, "培训")]` is what the features that `features("培训")` names add to the score of each label.
    """

    def __init__(self, names: list[str], weights: np.ndarray):
        self._places = {name: place for place, name in enumerate(names)}
        self._weights = weights
        self._known: dict[tuple[object, ...], int] = {}
        self.sums = np.zeros((1024, weights.shape[1]), np.float32)

    def total(self, names: Iterable[str]) -> np.ndarray:
        """The sum of the rows of those features that the model knows."""
        places = [place for place in map(self._places.get, names) if place is not None]
        return self._weights[places].sum(axis=0)

    def row(self, features: Callable[..., list[str]], *words: str) -> int:
        """The row of `sums` that holds the features of words in the role `features`."""
        key = (features, *words)
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = len(self._known)
            if found == len(self.sums):
                self.sums = np.concatenate([self.sums, np.zeros_like(self.sums)])
            self.sums[found] = self.total(features(*words))
        return found

    def make_room(self) -> None:
        """Forget everything once there is too much of it; to be called where no row is in use."""
        if len(self._known) > _MOST:
            self._known.clear()
