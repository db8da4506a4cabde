"""Recipe of `weights/topic.json`: what a figure is about.

Trained on figures with a topic and, for their words, on actions: an action's object stands where a figure has its indicator.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from figure_gold import GOLD, examples
from fitting import train_classes

from zhengce.analyse.gold import gold_folders, read_gold
from zhengce.stages.figures.topics import FIELD_NAMES, Topics

NAME = "topic"
STRENGTH = 0.6
_LONGEST, _SEEN = 24, 3


def _figures(topics: Topics) -> Iterator[tuple[str, dict[str, float], str]]:
    for example in examples():
        figures = [context.figure for context in example.contexts]
        gold = [example.gold.get((figure.start, figure.end), {}).get("topic") for figure in figures]
        for figure, label, said in zip(figures, gold, topics.around([(example.view, example.contexts)]) if figures else (), strict=True):
            if label:
                words = dict.fromkeys(topics.features(figure.indicator or "", figure.counted or "", figure.kind), 1.0)
                yield example.name, words | {name: float(value) for name, value in zip(FIELD_NAMES, said, strict=True) if value}, _first(label)


def _actions(topics: Topics) -> Iterator[tuple[str, dict[str, float], str]]:
    for root in GOLD:
        for folder in gold_folders(root):
            for row in read_gold(folder).rows.get("actions", []):
                words = (row.get("object") or row.get("text") or "")[:_LONGEST]
                if row.get("topic") and len(words) > 1:
                    yield folder.name, dict.fromkeys(topics.features(words), 1.0), _first(row["topic"])


def _first(label: str) -> str:
    """One topic: two stand joined so seldom that none of the pairs can be learnt."""
    return label.partition("|")[0]


def train() -> dict[str, float]:
    """Fit, judge by cross-validation over documents on the figures, and write the weights."""
    topics = Topics()
    figures, actions = list(_figures(topics)), list(_actions(topics))
    seen = Counter(feature for _, features, _ in (*figures, *actions) for feature in features)
    figures, actions = ([(name, {one: value for one, value in features.items() if seen[one] >= _SEEN}, label) for name, features, label in rows]
                        for rows in (figures, actions))
    return train_classes(NAME, figures, STRENGTH, actions)
