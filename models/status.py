"""Recipe of `weights/status.json`: whether a figure is achieved, a target, a requirement or standing."""

from __future__ import annotations

from figure_gold import Example, examples
from fitting import train_classes

from zhengce.stages.figures.status import Statuses

NAME = "status"
STRENGTH = 0.1


def _rows(example: Example):
    """Examples but for those that a construction settles as achieved: of 由[40%]提高到… in a plan the model would learn that plans tell what is reached."""
    statuses = Statuses(example.view, example.analysis.times)
    for context, settled in zip(example.contexts, statuses.settled.statuses(example.contexts), strict=True):
        gold = example.gold.get((context.figure.start, context.figure.end), {})
        if gold.get("status") and settled != "achieved":
            yield example.name, statuses.features(context), gold["status"]


def train() -> dict[str, float]:
    """Fit, judge by cross-validation over documents, and write the weights."""
    return train_classes(NAME, [row for example in examples() for row in _rows(example)], STRENGTH)
