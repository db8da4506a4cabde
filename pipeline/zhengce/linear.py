"""Linear models over string features: read from JSON, scored by look-ups, nothing to execute.

A model is made by a recipe of `models/` (`zhengce train`) and lies in `models/weights`, in the wheel in `zhengce/weights`.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Sequence
from functools import cache

from zhengce.shipped import weights_path


class Linear:
    """Scores of labels as sums of the weights of features.

    >>> Linear(["no", "yes"], {"modal:must": [-1.0, 1.0]}, [0.5, 0.0]).best(["modal:must"])
    ('yes', 0.82)
    """

    def __init__(self, labels: list[str], weights: dict[str, list[float]], bias: list[float], temperature: float = 1.0):
        self.labels, self.bias = tuple(labels), tuple(bias)
        self.weights = {feature: tuple(row) for feature, row in weights.items()}
        self.temperature = temperature

    def scores(self, features: Iterable[str], begun: Sequence[float] = ()) -> list[float]:
        """One sum for each label, in the order of `labels`, on top of what other features have `begun`; unknown features count nothing."""
        weights = self.weights
        rows = [weights[feature] for feature in features if feature in weights]
        return list(map(sum, zip(begun or self.bias, *rows, strict=True)))

    def best(self, features: Iterable[str]) -> tuple[str, float]:
        """The label with the highest score, and its calibrated probability."""
        sums = self.scores(features)
        index = max(range(len(sums)), key=sums.__getitem__)
        return self.labels[index], confidence(sums, index, self.temperature)


def confidence(scores: list[float], chosen: int, temperature: float = 1.0) -> float:
    """The probability of the chosen score among all, softened by a temperature fitted on held-out documents."""
    top = scores[chosen]
    return round(1.0 / sum(math.exp((score - top) / temperature) for score in scores), 2)


@cache
def read_weights(name: str) -> Linear:
    """The shipped model `name`. Raises `ConfigError` where its weights are missing."""
    made = json.loads(weights_path(f"{name}.json").read_text(encoding="utf-8"))
    return Linear(made["labels"], made["weights"], made["bias"], made["temperature"])
