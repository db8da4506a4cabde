"""Who did or holds what a figure says, by rules in the order of their certainty; nobody where none speaks.

What is counted goes first where it acts (`subject_counted`), then who stands first in the clause (`subject_clauses`) or holds the level
that it names (`subject_holders`), whom 由 names, and at last whoever an earlier clause was about. When readers put a subject is written
down in `docs/codebook.md`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from zhengce.stages.figures.context import Context, Sentence
from zhengce.stages.figures.phrases import PIVOTS
from zhengce.stages.figures.setting import PLANS, Setting
from zhengce.stages.figures.subject_clauses import Clause, clauses, standing
from zhengce.stages.figures.subject_counted import (
    counted_phrase,
    counted_subject,
    joins,
    measured_subject,
    shared_subject,
    sized_subject,
)
from zhengce.stages.figures.subject_holders import holder_in
from zhengce.stages.view import View

_AGENT = re.compile(r"由(?P<agent>[^，。；由按在对]{1,12}?)(?=按|分别|负责|承担|扣除|组织|支付|缴纳|对|在)")
_LASTING = frozenset(("organ", "place", "nation", "group", "people", "person", "phrase", "trade"))
"""Kinds of subjects that later clauses without one go on to speak of."""
_CHANGES = frozenset(("growth", "increase", "decrease"))
_UNNAMED = PLANS | {"work_report"}
"""Genres in which a clause without a subject speaks of the government, not of who was named before."""


class Named(NamedTuple):
    """A subject, the rule that found it, what kind of word it is, and whether it does something or only holds it."""

    text: str | None
    rule: str
    kind: str = ""
    acts: bool = False


_NOBODY = Named(None, "nobody")


def set_subjects(view: View, contexts: list[Context], setting: Setting) -> None:
    """Set `subject` of the figures."""
    lasting = setting.genre not in _UNNAMED
    at, last = 0, _NOBODY
    while at < len(contexts):
        sentence = contexts[at].sentence
        carried = last if sentence.goes_on and last.kind == "nation" and lasting else _NOBODY
        for context, named in _of_sentence(view, sentence, lasting):
            last = carried if named is _NOBODY else named
            context.figure.subject = last.text
            context.figure.trace.append(f"subject.{last.rule}")
        at += len(sentence.contexts)


def _of_sentence(view: View, sentence: Sentence, lasting: bool) -> Iterator[tuple[Context, Named]]:
    about = before = _NOBODY
    waiting = iter(sentence.contexts)
    context = next(waiting, None)
    for clause in clauses(view, sentence):
        first = standing(view, sentence, clause, context.figure.start if context is not None else clause.end)
        own = Named(first.text, f"own.{first.kind}", first.kind, first.follows != "noun") if first else _NOBODY
        while context is not None and context.figure.start < clause.end:
            before = _follows(context, before) or _of_clause(view, context, clause, own, about if lasting else _NOBODY)
            yield context, before
            if before.rule == "counted" and (phrase := counted_phrase(view, context, clause)):
                own = Named(phrase, "own.phrase", "phrase", True)
            context = next(waiting, None)
        if own is not _NOBODY or not clause.verbal:
            about = own


def _follows(context: Context, before: Named) -> Named | None:
    """The subject of a figure that continues a list or inherits its indicator: that of the one before, unless its own indicator names one."""
    figure, first, previous = context.figure, context.series[0], context.previous
    indicator = figure.indicator
    changed = previous is not None and indicator is not None and figure.measure_of in _CHANGES and indicator == previous.figure.indicator
    inherits = changed or "indicator.inherited" in figure.trace
    if previous is None or not inherits and (not context.chained or first is context):
        return None
    held = holder_in(indicator or "") if context.chained and indicator != first.figure.indicator else None
    return Named(held, "holder", "holder") if held else before


def _of_clause(view: View, context: Context, clause: Clause, own: Named, about: Named) -> Named:
    """The subject of a figure in its clause: `own` stands first in it, `about` is whom an earlier clause was about."""
    if own.kind == "phrase" and _partner(view, context):
        return own
    doer = own if own.acts else about if clause.verbal else _NOBODY
    pivot = context.lead.endswith(PIVOTS)
    if (counted := counted_subject(view, context, clause)) and not (pivot and doer.text):
        return Named(counted, "pivot" if pivot else "counted")
    if sized := shared_subject(view, context, clause) or (None if own.acts and context.figure.kind == "money" else sized_subject(view, context)):
        return Named(sized, "sized")
    if context.shared and (held := holder_in(context.figure.indicator or "")):
        return Named(held, "holder", "holder")
    if measured := measured_subject(view, context, clause):
        return Named(measured, "measured")
    if own.text:
        return own
    if agent := _AGENT.search(context.lead):
        return Named(agent["agent"], "agent")
    goes_on = clause.verbal and about.kind in _LASTING and about.acts
    return about._replace(rule="kept") if goes_on else _NOBODY


def _partner(view: View, context: Context) -> bool:
    """Whether a number is what those counted before it are set to: 127家单位定点帮扶[160个]县, 6000家企业、300家组织与[160个]县结对."""
    before = context.previous
    listed = context.lead.endswith("与") and before is not None and before.continues
    return listed or not joins(view, context)
