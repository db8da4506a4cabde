"""The context of a figure: the clause it stands in, what leads to it, what follows, and the figures it continues.

All later rules (measure, counted, indicator, scope) read these few strings instead of the document.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field

from zhengce.stages.mentions import FigureMention, TimeMention
from zhengce.stages.view import View

_BREAK = frozenset("，；。：！？\n\r")
_LINK = re.compile(r"(?:、|和|与|及|以及|或|或者|到|至|，|（含）)?(?:约|近|超)?$")
_LIST_LINK = re.compile(r"(?:、|和|与|及|以及|或)$")


@dataclass(slots=True, eq=False)
class Context:
    """What surrounds one figure. `lead` runs from the clause start (or the figure before) to the figure, `tail` from the figure to
    the next one or the clause end; `start`/`end` are the clause's offsets."""

    figure: FigureMention
    start: int
    end: int
    lead_start: int
    lead: str
    tail: str
    sentence_start: int
    sentence_end: int
    previous: Context | None = None
    """The figure before in the same sentence."""
    chained: bool = False
    """Whether this figure continues the list of the one before: 6.5%和7%."""
    series: list[Context] = field(default_factory=list)
    """The figures of the list, this one included, in order."""
    before: str = ""
    """The clause before this one, where the sentence has one."""
    bare: str = ""
    """The lead without its times: 提高到2022年 reads 提高到."""

    @property
    def continues(self) -> bool:
        """Whether this figure is a further member of the list that the one before began: 新增4个A、[4个]B; 建成A743条、B[2170个]."""
        return self.same_clause and (self.lead[:1] in ("、", "和", "及", "与") or self.lead[-1:] in ("、", "和", "及", "与") or
                                     self.lead[:2] == "以及" or self.lead[-2:] == "以及")

    @property
    def same_clause(self) -> bool:
        """Whether the figure before stands in the same clause."""
        return self.previous is not None and self.previous.start == self.start


def find_contexts(view: View, figures: list[FigureMention], times: list[TimeMention]) -> list[Context]:
    """One context per figure, in order."""
    text = view.text
    contexts: list[Context] = []
    starts = [time.start for time in times]
    for index, figure in enumerate(figures):
        sentence = view.sentence_at(figure.start)
        low, high = view.sentences[sentence] if sentence is not None else (figure.start, figure.end)
        start, end = _clause(text, figure, low, high)
        previous = contexts[-1] if contexts and contexts[-1].sentence_start == low else None
        lead_start = max(start, previous.figure.end) if previous else start
        following = figures[index + 1].start if index + 1 < len(figures) else end
        context = Context(figure, start, end, lead_start, text[lead_start:figure.start], text[figure.end:min(end, max(following, figure.end))],
                          low, high, previous)
        context.bare = _without(text, times, starts, lead_start, figure.start)
        if start > low:
            context.before = text[max(low, start - 60):start]
        if previous is not None and previous.figure.end >= lead_start and _LIST_LINK.fullmatch(context.lead) \
                and previous.start == start and _alike(previous.figure, figure):
            context.chained = True
            context.series = previous.series
        context.series.append(context)
        contexts.append(context)
    return contexts


def _without(text: str, times: list[TimeMention], starts: list[int], low: int, high: int) -> str:
    """`text[low:high]` without the times in it."""
    pieces, at = [], low
    for time in times[bisect_left(starts, low):]:
        if time.end > high:
            break
        pieces.append(text[at:time.start])
        at = max(at, time.end)
    return "".join([*pieces, text[at:high]])


def _alike(one: FigureMention, other: FigureMention) -> bool:
    return one.kind == other.kind and one.unit == other.unit


def _clause(text: str, figure: FigureMention, low: int, high: int) -> tuple[int, int]:
    """Bounds of the clause around a figure, inside its sentence; a bracket around the figure bounds it too."""
    start, depth = figure.start, 0
    while start > low:
        char = text[start - 1]
        if char == "）":
            depth += 1
        elif char == "（":
            if not depth:
                break
            depth -= 1
        elif char in _BREAK and not depth:
            break
        start -= 1
    end, depth = figure.end, 0
    while end < high:
        char = text[end]
        if char == "（":
            depth += 1
        elif char == "）":
            if not depth:
                break
            depth -= 1
        elif char in _BREAK and not depth:
            break
        end += 1
    return start, end
