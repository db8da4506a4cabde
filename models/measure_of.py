"""Recipe of `weights/measure_of.json`: level, sum over a period, increase or share, where the words in front of the number leave it open."""

from __future__ import annotations

from figure_gold import Example, examples
from fitting import train_classes

from zhengce.stages.figures.measure import features, governor, is_open

NAME = "measure_of"
STRENGTH = 2


def _rows(example: Example):
    for context in example.contexts:
        gold = example.gold.get((context.figure.start, context.figure.end), {})
        ruled = is_open(context)
        if gold.get("measure_of") and ruled:
            yield example.name, features(context, governor(context), ruled, example.view.text), gold["measure_of"]


def train() -> dict[str, float]:
    """Fit, judge by cross-validation over documents, and write the weights."""
    return train_classes(NAME, [row for example in examples() for row in _rows(example)], STRENGTH)
