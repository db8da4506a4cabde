"""Counts that share a noun: of two numbers side by side, of a list whose last member is named, of a part of what was counted before."""

from __future__ import annotations

import re
from itertools import pairwise

from zhengce.stages.figures.context import Context
from zhengce.stages.figures.following import ATTRIBUTIVE
from zhengce.stages.figures.phrases import LEVELS, pieces_between
from zhengce.stages.mentions import FigureMention
from zhengce.stages.view import View

_AMONG = re.compile("(?:(?:中|中间|其中)?(?:已|现|就|还|则)?有|(?<=..)中)(?:约|近|超过)?$")
_GENERAL = "个"
"""The measure word that may stand for any other."""
_LISTED = frozenset("、和及与")


def share_nouns(view: View, contexts: list[Context]) -> None:
    """Set `counted` of the figures that have it from a neighbour, where they have none of their own."""
    for context, following in reversed(list(pairwise(contexts))):
        figure, behind = context.figure, following.figure
        if behind.counted and behind.counted_span and _leads_to(view, figure, behind):
            figure.counted, figure.counted_span = behind.counted, behind.counted_span
    for context in contexts:
        before = context.previous.figure if context.previous else None
        if before is not None and before.counted and _is_part(view, context, before):
            context.figure.counted, context.figure.counted_span = before.counted, None


def _leads_to(view: View, figure: FigureMention, behind: FigureMention) -> bool:
    """Whether the noun behind the next number is this one's too: 12类45件[民生实事], 2个百亿级、9个十亿级的[项目]."""
    if figure.end == behind.start:
        return figure.kind == "count" and (figure.counted_span is None or figure.counted_span[0] < figure.start)
    return figure.counted is not None and figure.counted_span is not None and figure.unit == behind.unit and figure.counted.endswith(ATTRIBUTIVE) \
        and figure.counted_span[1] == behind.start - 1 and view.text[behind.start - 1] in _LISTED


def _is_part(view: View, context: Context, before: FigureMention) -> bool:
    """Whether a count is a part of the one before, since nothing but verbs stands beside it: 建成大桥6座、[在建]9座; 31省中有[28个]开工率上升."""
    figure = context.figure
    if figure.kind != "count" or before.kind != "count":
        return False
    if figure.counted_span is None:
        lead = context.lead.strip("，、其中 ")
        return figure.counted is None and len(lead) > 1 and figure.unit in (before.unit, _GENERAL) and _only_verbs(view, figure.start - len(lead), figure.start)
    low, high = figure.counted_span
    if low >= figure.end:
        among = _AMONG.search(context.lead)
        same = figure.unit == before.unit and _only_verbs(view, low, low + 1)
        return among is not None and (same or (figure.counted or "").endswith(LEVELS) and "中" in among[0])
    return figure.unit in (before.unit, _GENERAL) and _only_verbs(view, low, high)


def _only_verbs(view: View, start: int, end: int) -> bool:
    """Whether verbs are all that stands between two offsets."""
    starts = view.tokens
    pieces = pieces_between(view, start, max(end, starts.starts[starts.at(end - 1)] + len(starts.words[starts.at(end - 1)])))
    return bool(pieces) and all(tag[:1] in "vdi" for _, tag, _ in pieces)
