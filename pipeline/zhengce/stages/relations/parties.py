"""Relations between quantities: pairings of counted parties, and parts of a whole.

A pairing is set to set: both ends are counted parties, and a pattern (`一对一`) counts nobody, so that it never makes one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from zhengce.stages.mentions import FigureMention, RelationMention
from zhengce.stages.relations.cues import Cues
from zhengce.stages.relations.scope import BREAK, Scope, Span, party

_COORDINATED = re.compile("[、和及]|以及")
_STATED = (None, "level", "cumulative", "increase")
_RATES = frozenset({"percent", "percentage_point", "rate", "ratio", "index", "multiple", "duration"})
_PARTIES = frozenset({"organ", "place", "area"})
_SCALES = "十百千万亿"
_SLACK = Decimal("1.005")
"""Rounded parts may add up to a little more than their whole."""


class Pairs:
    """Finds pairings."""

    def __init__(self, cues: Cues):
        self.cues = cues
        between = f"(?:{cues.source('adverb')}|{cues.source('starts')}|{cues.source('pairing')})*"
        self._paired_with = re.compile(rf"{between}(?:{cues.source('pairing')}){between}")
        self._linked = re.compile(f"(?:{cues.source('link')})")

    def find(self, scope: Scope) -> Iterator[RelationMention]:
        """Pairings in a sentence: counted parties, then a named party with a counted one."""
        yield from self._counted(scope)
        yield from self._named(scope)

    def _named(self, scope: Scope) -> Iterator[RelationMention]:
        """民营企业结对帮扶12个村; 甲省与12个国家建立对口合作."""
        counted = [party(scope.text, figure) for figure in scope.figures]
        for figure, tail in zip(scope.figures, counted, strict=True):
            if figure.kind != "count" or tail[1] == figure.end or scope.text.startswith("的", tail[1]):
                continue
            for one in scope.entities:
                if one.type in _PARTIES and one.end < tail[0] and self._joins(scope, one.end, tail) and not any(low < one.end <= high for low, high in counted):
                    yield scope.made("pairs_with", (one.start, one.end), tail, "pairs_with.named")

    def _joins(self, scope: Scope, start: int, tail: Span) -> bool:
        """Whether only words of pairing stand between, or a word that joins with them behind."""
        text = scope.text
        if self._paired_with.fullmatch(text, start, tail[0]):
            return True
        return self._linked.fullmatch(text, start, tail[0]) is not None and self._paired_with.match(text, tail[1], scope.clause(tail[1])[1]) is not None

    def _counted(self, scope: Scope) -> Iterator[RelationMention]:
        """325个经济强县结对帮扶447个县; 6000多家民营企业、近300家社会组织与160个县结对帮扶."""
        text = scope.text
        # 3个市的12个县: the districts are paired, not the cities that they belong to.
        parties = [figure for figure in scope.figures if figure.kind == "count" and not text.startswith("的", party(text, figure)[1])]
        for index, (head, tail) in enumerate(pairwise(parties)):
            if not self._paired(scope, head, tail):
                continue
            heads, tails = [head], [tail]
            while index and _joined(text, parties[index - 1], heads[0]):
                index -= 1
                heads.insert(0, parties[index])
            for other in parties[parties.index(tail) + 1:]:
                if not _joined(text, tails[-1], other):
                    break
                tails.append(other)
            yield from (scope.made("pairs_with", party(text, one), party(text, other), "pairs_with.counted") for one in heads for other in tails)

    def _paired(self, scope: Scope, head: FigureMention, tail: FigureMention) -> bool:
        low, high = party(scope.text, head), party(scope.text, tail)
        between = scope.text[low[1]:high[0]]
        if low[1] == head.end or BREAK.search(between) or high[0] <= low[1]:
            return False
        if len(between) <= 24 and self.cues["pair"].search(between):
            return True
        link = self.cues["link"].search(between)
        return bool(link) and len(between) < 12 and bool(self.cues["pair"].search(scope.text, high[1], scope.clause(high[1])[1]))


class Parts:
    """Finds parts of a whole."""

    def __init__(self, cues: Cues):
        self.cues = cues
        self._balance = re.compile(cues.source("balance"))

    def find(self, scope: Scope) -> Iterator[RelationMention]:
        """310家中央单位承担任务,其中127家…; 从近4万个村庄中选择1万个行政村."""
        cues = list(self.cues["part"].finditer(scope.text, scope.start, scope.end))
        for cue in cues:
            later = next((other.start() for other in cues if other.start() > cue.start()), None)
            before, behind = self._before(scope, cue.start()), self._behind(scope, cue.start(), later)
            yield from self._made(scope, before, behind, "part_of.among")
        for figure in scope.figures:
            end = party(scope.text, figure)[1]
            if self.cues["among"].match(scope.text, end) and figure.kind == "count":
                again = self.cues["part"].search(scope.text, end, scope.end)
                yield from self._made(scope, [figure], _near(scope, end, again.start() if again else scope.end), "part_of.out_of")

    def _before(self, scope: Scope, offset: int) -> Sequence[FigureMention]:
        """The figures before 其中 in its sentence, else in the one before."""
        here = [figure for figure in scope.figures if figure.end <= offset]
        if here or not scope.index or scope.text[scope.start:offset].strip(" \u3000（("):
            return here
        return scope.all_figures.within(*scope.sentences[scope.index - 1])

    def _behind(self, scope: Scope, offset: int, later: int | None) -> Sequence[FigureMention]:
        """The figures behind 其中: to the end of its bracket or sentence, and over ； where 其中 opens the sentence; inner brackets count apart."""
        text, end = scope.text, scope.end
        opened = text.rfind("（", scope.start, offset)
        closed = text.find("）", offset, end)
        if opened >= 0 and closed >= 0 and text.find("）", opened, offset) < 0:
            end = closed
        elif not text[scope.start:offset].strip():
            index = scope.index
            while text[end - 1] == "；" and index + 1 < len(scope.sentences):
                index += 1
                end = scope.sentences[index][1]
        if later is not None and text[later - 1] != "（":
            end = min(end, later)
        return [figure for figure in scope.all_figures.within(offset, end) if text.count("（", offset, figure.start) == text.count("）", offset, figure.start)]

    def _made(self, scope: Scope, before: Sequence[FigureMention], behind: Sequence[FigureMention], rule: str) -> Iterator[RelationMention]:
        """Each figure behind that the nearest whole before can hold."""
        fit = [figure for figure in behind if figure.measure_of in _STATED and figure.kind not in _RATES]
        whole = next((one for one in reversed(before) if fit and self._alike(one, fit[0]) and one.measure_of in _STATED), None)
        if whole is None:
            return
        room = _size(whole)
        room = None if room is None else room * _SLACK
        for part in fit:
            size = _size(part)
            if self._balance.search(scope.text, part.start - 8, part.start):
                continue  # 货物贸易顺差4464亿元 is no part of what is traded
            if not self._alike(whole, part) or part.measure_of != fit[0].measure_of or (room is not None and size is not None and size > room):
                break
            if room is not None and size is not None and rule == "part_of.among":
                room -= size
            part.part_of = whole
            yield scope.made("part_of", party(scope.text, part), party(scope.text, whole), rule)

    def _alike(self, whole: FigureMention, part: FigureMention) -> bool:
        """Whether both are told in one unit: persons may be 人 here and 名 there."""
        people = self.cues.forms("people")
        same = whole.unit == part.unit or (whole.base_unit == part.base_unit and whole.base_unit is not None) \
            or {whole.unit, part.unit} <= people or (whole.unit_text or "?").lstrip(_SCALES) == (part.unit_text or "!").lstrip(_SCALES)
        return whole.kind == part.kind and same and whole is not part


def _joined(text: str, one: FigureMention, other: FigureMention) -> bool:
    return _COORDINATED.fullmatch(text[party(text, one)[1]:party(text, other)[0]]) is not None


def _near(scope: Scope, offset: int, stop: int) -> list[FigureMention]:
    """The counts behind `offset`, as long as each stands near the one before."""
    found: list[FigureMention] = []
    for figure in scope.figures:
        if offset <= figure.start < stop and figure.kind == "count":
            if figure.start - offset > 24:
                break
            found.append(figure)
            offset = figure.end
    return found


def _size(figure: FigureMention) -> Decimal | None:
    size = figure.base_value if figure.base_value is not None else figure.value
    return size if size is not None else figure.low if figure.low is not None else figure.high
