"""Recipe of `weights/topic.json`: what a figure is about.

Trained on figures with a topic and, for their words, on actions: an action's object stands where a figure has its indicator.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from figure_gold import GOLD, examples
from fitting import train_classes

from zhengce.analyse.gold import gold_folders, read_gold
from zhengce.stages.figures.taxonomy import Topics

NAME = "topic"
STRENGTH = 0.6
_FEWEST = 8
"""Joint labels (industry|technology) of fewer examples are no class of their own."""
_LONGEST, _SEEN = 24, 3


def _figures(topics: Topics) -> Iterator[tuple[str, list[str], str]]:
    for example in examples():
        topics.forget()
        for context in example.contexts:
            figure = context.figure
            gold = example.gold.get((figure.start, figure.end), {})
            if gold.get("topic"):
                clause = topics.named.labels(example.view.text[context.start:context.end])
                above = topics._above(example.view, figure.start)
                yield (example.name, topics.features(figure.indicator or "", figure.counted or "", figure.kind, clause, above),
                       _ordered(topics, gold["topic"]))


def _actions(topics: Topics) -> Iterator[tuple[str, list[str], str]]:
    for root in GOLD:
        for folder in gold_folders(root):
            for row in read_gold(folder).rows.get("actions", []):
                words = (row.get("object") or row.get("text") or "")[:_LONGEST]
                if row.get("topic") and len(words) > 1:
                    yield folder.name, topics.features(words), _ordered(topics, row["topic"])


def _ordered(topics: Topics, label: str) -> str:
    return "|".join(sorted(set(label.split("|")), key=lambda one: topics.named.order.get(one, len(topics.named.order))))


def train() -> dict[str, float]:
    """Fit, judge by cross-validation over documents on the figures, and write the weights."""
    topics = Topics()
    figures, actions = list(_figures(topics)), list(_actions(topics))
    seen = Counter(feature for _, features, _ in (*figures, *actions) for feature in features)
    figures, actions = ([(name, [one for one in features if seen[one] >= _SEEN], label) for name, features, label in rows]
                        for rows in (figures, actions))
    count = Counter(label for _, _, label in (*figures, *actions))
    return train_classes(NAME, [row for row in figures if count[row[2]] >= _FEWEST], STRENGTH,
                         [row for row in actions if count[row[2]] >= _FEWEST])
