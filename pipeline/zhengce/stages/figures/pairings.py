"""Counts inside a pairing that its verb closes: 8个省与10个省建立结对关系, 6家企业、3家协会与5个县结对帮扶.

The members before 与 are named with the verb and the partner, the partner with the verb; a relation that is built (建立…关系) names the
series of all.
"""

from __future__ import annotations

import re

from zhengce.lexicon.wordlists import words
from zhengce.stages.figures.context import Context
from zhengce.stages.figures.counted_names import behind, counted_end, predicate_of
from zhengce.stages.view import View

_WITH = re.compile("^(?P<place>[^，。；、]{0,8}?)(?:与|同|和)")
_BUILT = re.compile("^(?:建立|确立|形成|结成|构建)(?:了|起|起了)?(?P<relation>[^，。；、]{2,20}?)(?:关系|机制)$")
_PAIRS = re.compile("|".join(sorted(words("pairing_verbs.csv"), key=len, reverse=True)))


def name_pairings(view: View, contexts: list[Context]) -> None:
    """Set the indicators of the counts of each pairing."""
    for index, context in enumerate(contexts):
        if context.previous is None or not context.same_clause or not behind(context.figure) or context.figure.counted is None:
            continue
        figure = context.figure
        closing = view.text[counted_end(figure):counted_end(figure) + 24]
        if not _PAIRS.search(closing):
            continue
        members = _members(view, contexts, index)
        predicate = predicate_of(closing) if members else ""
        if predicate and _PAIRS.search(predicate):
            _name(members, context, predicate)


def _members(view: View, contexts: list[Context], index: int) -> list[Context]:
    """The counts before 与, in order; empty where no 与 leads to the count at `index`."""
    members: list[Context] = []
    partner = contexts[index]
    while (before := partner.previous) is not None and before.start == partner.start and behind(before.figure):
        between = view.text[counted_end(before.figure):partner.figure.start]
        if not (_WITH.match(between) if not members else between == "、"):
            break
        members.append(before)
        partner = before
    return members[::-1]


def _name(members: list[Context], partner: Context, predicate: str) -> None:
    built = _BUILT.match(predicate)
    for context in members:
        figure = context.figure
        figure.indicator = built["relation"] if built else f"{figure.counted}{predicate}{partner.figure.counted}"
    partner.figure.indicator = built["relation"] if built else f"{predicate}{partner.figure.counted}"
    for context in (*members, partner):
        context.figure.trace.append("indicator.paired")
