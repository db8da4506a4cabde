"""Who did or holds what a figure says: candidates from the clause and the sentence, ranked by a linear model; nobody is one of them.

The candidates are those of `subject_candidates`; the recipe of the model is `models/subject.py`.
"""

from __future__ import annotations

from functools import cache

from zhengce.linear import Linear, confidence, read_weights
from zhengce.stages.figures.context import Context
from zhengce.stages.figures.states import state_pattern
from zhengce.stages.figures.subject_candidates import Candidate, joins, propose
from zhengce.stages.view import View

_STATE = state_pattern()


def set_subjects(view: View, contexts: list[Context]) -> None:
    """Set `subject` of the figures. A figure that continues a list or inherits its indicator has the subject of the one before."""
    model = _ranking()
    for context, candidates in propose(view, contexts):
        figure = context.figure
        if not candidates:
            figure.subject = context.previous.figure.subject if context.previous else None
            continue
        if paired := _paired(view, context, candidates):
            figure.subject = paired
            figure.trace.append("subject.paired")
            continue
        figure.subject, sure = choose(model, candidates)
        figure.trace.append(f"subject.ranked {sure}")


def _paired(view: View, context: Context, candidates: list[Candidate]) -> str | None:
    """The subject of a stative predicate: what is counted at its begin, or for the figure behind it that phrase: [127家单位]定点帮扶160个县."""
    if context.figure.kind != "count" or _STATE.search(view.text, context.start, context.end) is None:
        return None
    by_source: dict[str, str | None] = {}
    for candidate in candidates:
        by_source.setdefault(candidate.source, candidate.text)
    own, counted = by_source.get("own:phrase"), by_source.get("counted:opens:predicate")
    return counted or own if joins(view, context) and not _partner(context) else own or counted


def _partner(context: Context) -> bool:
    """Whether 与 sets a number against the whole list before it: 6000家企业、300家组织与[160个]县结对."""
    before = context.previous
    return context.lead.endswith("与") and before is not None and before.continues


class Ranking:
    """The weights of a ranking model by source and trait, so that no feature has to be spelled out."""

    def __init__(self, model: Linear):
        self.temperature = model.temperature
        self.tables: dict[str, dict[str, float]] = {}
        for feature, (weight,) in model.weights.items():
            source, _, trait = feature.partition("|")
            self.tables.setdefault(source, {})[trait] = weight

    def score(self, candidate: Candidate) -> float:
        """The sum of a candidate's weights."""
        table = self.tables.get(candidate.source)
        return table.get("", 0.0) + sum([table.get(trait, 0.0) for trait in candidate.traits]) if table else 0.0


@cache
def _ranking() -> Ranking:
    return Ranking(read_weights("subject"))


def choose(model: Ranking, candidates: list[Candidate]) -> tuple[str | None, float]:
    """The candidate with the highest score, and how sure the model is."""
    scores = [model.score(candidate) for candidate in candidates]
    best = max(range(len(scores)), key=scores.__getitem__)
    return candidates[best].text, confidence(scores, best, model.temperature)


