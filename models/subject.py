"""Recipe of `weights/subject.json`: which candidate is a figure's subject, nobody being one of them.

The candidates of a figure compete: a conditional logit makes the right one the most probable, as at reading time the one with the highest
score wins. Right is a candidate that shares at least four fifths of its characters with the gold subject.
"""

from __future__ import annotations

from collections import Counter

from figure_gold import examples
from fitting import fit_ranking, folds, save, temperature

from zhengce.linear import Linear
from zhengce.stages.figures.subject import Ranking, choose
from zhengce.stages.figures.subject_candidates import propose

NAME = "subject"
STRENGTH = 0.3
_RIGHT = 0.8
_UNREAD = "?"
"""A subject that the reader of `labels` passed over."""


def likeness(one: str | None, other: str | None) -> float:
    """Character F1 of two strings; 1.0 when both are empty."""
    one, other = one or "", other or ""
    if not one and not other:
        return 1.0
    if not one or not other:
        return 0.0
    return 2 * sum((Counter(one) & Counter(other)).values()) / (len(one) + len(other))


def train() -> dict[str, float]:
    """Fit, judge by cross-validation over documents, and write the weights."""
    groups = []
    for example in examples():
        for context, candidates in propose(example.view, example.contexts):
            gold = example.gold.get((context.figure.start, context.figure.end))
            if gold is not None and candidates and gold.get("subject", _UNREAD) != _UNREAD:
                groups.append((example.name, candidates, [likeness(one.text, gold["subject"]) for one in candidates]))
    reached, scored = [], []
    for held in folds([name for name, _, _ in groups]):
        model = _fitted([group for group in groups if group[0] not in held])
        for name, candidates, likes in groups:
            if name in held:
                text, _ = choose(Ranking(model), candidates)
                reached.append(next(like for one, like in zip(candidates, likes, strict=True) if one.text == text))
                best = max(range(len(likes)), key=likes.__getitem__)
                if likes[best] >= _RIGHT:
                    scored.append(([model.scores(one.features)[0] for one in candidates], best))
    report = {"figures": len(groups), "char_f1": round(sum(reached) / len(reached), 3),
              "best_candidate": round(sum(max(likes) for _, _, likes in groups) / len(groups), 3)}
    final = _fitted(groups)
    save(NAME, ["right"], {name: list(row) for name, row in final.weights.items()}, list(final.bias), temperature(scored), lambda: report)
    return report


def _fitted(groups) -> Linear:
    known = [[(one.features, like >= _RIGHT) for one, like in zip(candidates, likes, strict=True)]
             for _, candidates, likes in groups if max(likes) >= _RIGHT]
    return Linear(["right"], {name: [weight] for name, weight in fit_ranking(known, STRENGTH).items()}, [0.0])
