"""The sentence in which a relation is looked for, with what was found in it, and how its ends are cut."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from zhengce.stages.mentions import ActionMention, EntityMention, FigureMention, RelationMention, TimeMention
from zhengce.stages.relations.cues import Cues

Span = tuple[int, int]
BREAK = re.compile("[，；。！？：\n]")
_QUOTED = re.compile("[“‘《（][^“”‘’《》（）\n]*[”’》）]")


class Layer:
    """Mentions in text order, found by offset."""

    def __init__(self, mentions: Sequence[Any]):
        self.mentions = mentions
        self.starts = [mention.start for mention in mentions]

    def within(self, start: int, end: int) -> Sequence[Any]:
        """Those that begin in text[start:end]."""
        return self.mentions[bisect_left(self.starts, start):bisect_left(self.starts, end)]


@dataclass(slots=True)
class Scope:
    """A sentence of the normalized text."""

    text: str
    start: int
    end: int
    times: Sequence[TimeMention]
    entities: Sequence[EntityMention]
    figures: Sequence[FigureMention]
    actions: Sequence[ActionMention]
    all_figures: Layer
    sentences: Sequence[Span]
    index: int
    """The number of the sentence among `sentences`."""

    def clause(self, offset: int) -> Span:
        """The clause that covers `offset`: text between commas, colons and line ends."""
        low = self.start
        for mark in BREAK.finditer(self.text, self.start, offset):
            low = mark.end()
        found = BREAK.search(self.text, offset, self.end)
        return low, found.start() if found else self.end

    def clauses_before(self, offset: int) -> list[Span]:
        """The clauses of the sentence that end before the one at `offset`, the last first."""
        spans: list[Span] = []
        low = self.start
        for mark in BREAK.finditer(self.text, self.start, offset):
            spans.append((low, mark.start()))
            low = mark.end()
        return spans[::-1]

    def made(self, kind: str, head: Span, tail: Span, rule: str) -> RelationMention:
        """A relation, with the figures and entities that its ends are made of."""
        return RelationMention(kind, *head, *tail, rule=rule, head_figure=self.figure_in(head), tail_figure=self.figure_in(tail),
                               head_entity=_inside(self.entities, head), tail_entity=_inside(self.entities, tail))

    def figure_in(self, span: Span) -> FigureMention | None:
        """The one figure inside a span."""
        return _inside(self.all_figures.within(*span), span)

    def numeric(self, span: Span) -> bool:
        """Whether a figure or time touches the span."""
        return any(one.start < span[1] and span[0] < one.end for layer in (self.figures, self.times) for one in layer)

    def after_times(self, start: int, end: int) -> int:
        """`start`, moved behind the times that stand there."""
        for time in self.times:
            if time.start == start and time.end < end:
                start = time.end
                while start < end and self.text[start] in "，的，":
                    start += 1
        return start


def _inside(mentions: Sequence[Any], span: Span) -> Any:
    found = [one for one in mentions if span[0] <= one.start and one.end <= span[1]]
    return found[0] if len(found) == 1 else None


def party(text: str, figure: FigureMention) -> Span:
    """Span of a quantity with the counted noun next to it, behind or before: 325个经济强县, 脱贫户2.28万户. A bracket closes the noun."""
    counted = figure.counted_span
    if counted is None or figure.kind == "money":
        return figure.start, figure.end
    if figure.start <= counted[0] <= figure.end + 1 and figure.end < counted[1]:
        end = counted[1]
        bracket = text.find("）", figure.end, end)
        listed = text.find("、", figure.end, end)
        if bracket < 0 <= listed:
            end = listed
        return figure.start, bracket + 1 if bracket > 0 else end
    if counted[1] != figure.start or figure.kind != "count":
        return figure.start, figure.end
    verbs = [one.end() for one in _leading().finditer(text, max(counted[0] - 1, 0), counted[1]) if one.end() < figure.start]
    return max([counted[0], *verbs]), figure.end


@cache
def _leading() -> re.Pattern[str]:
    """What is no part of a counted noun before its number: 其中|公办机构25所, 共有|用户60万户."""
    cues = Cues()
    return re.compile(rf"(?:{cues.source('holds')})|{cues.source('part')}")


def items(text: str, start: int, end: int) -> list[Span]:
    """Spans of the items of a list joined by 、 outside quotation marks and brackets."""
    closed = [match.span() for match in _QUOTED.finditer(text, start, end)]
    spans, low = [], start
    for index in range(start, end):
        if text[index] == "、" and not any(a < index < b for a, b in closed):
            spans.append((low, index))
            low = index + 1
    return [span for span in [*spans, (low, end)] if span[0] < span[1]]
