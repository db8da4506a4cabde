"""Relations between quantities: pairings of counted parties, parts of a whole, what a programme covers.

A pairing is set to set: both ends are counted parties, and a pattern (`一对一`) counts nobody, so that it never makes one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from zhengce.stages.mentions import EntityMention, FigureMention, RelationMention
from zhengce.stages.relations.cues import Cues

_CLAUSE = re.compile("[，；。！？\n]")
_COORDINATED = re.compile("[、和及]")
_CHANGES = ("growth", "increase", "decrease")
_RATES = ("percent", "percentage_point", "rate", "ratio", "index")
_PROGRAMMES = ("programme", "document", "industry", "slogan")
_SYSTEM = re.compile(r"[^，。；、\n]{0,24}的(?P<head>[^，。；、\n的]{2,24})(?=[，。；、\n])")


class Parties:
    """Finds relations between quantities."""

    def __init__(self, cues: Cues):
        self.cues = cues

    def pairings(self, text: str, figures: Sequence[FigureMention]) -> Iterator[RelationMention]:
        """325个经济强县结对帮扶447个县; 6000多家民营企业、近300家社会组织与160个县结对帮扶."""
        parties = [figure for figure in figures if figure.kind == "count" and party(text, figure)[1] > figure.end]
        for index, (head, tail) in enumerate(pairwise(parties)):
            between = text[party(text, head)[1]:tail.start]
            if _CLAUSE.search(between):
                continue
            linked = self.cues["link"].search(between) and len(between) < 12
            behind = text[party(text, tail)[1]:_clause_end(text, tail.end)]
            if not (self.cues["pair"].search(between) or linked and self.cues["pair"].search(behind)):
                continue
            heads = [head]
            while index and _COORDINATED.fullmatch(text[party(text, parties[index - 1])[1]:heads[0].start]):
                index -= 1
                heads.insert(0, parties[index])
            for one in heads:
                yield _between(text, "pairs_with", one, tail, "pairs_with.counted")

    def parts(self, text: str, figures: Sequence[FigureMention]) -> Iterator[RelationMention]:
        """310家中央单位承担任务,其中127家中央单位…: the nearest figure before of the same unit is the whole."""
        for index, part in enumerate(figures):
            before = text[max(0, part.start - 12):part.start]
            cue = self.cues["part"].search(before)
            if cue is None or _CLAUSE.search(before[cue.end():]) or part.measure_of in _CHANGES or part.kind in _RATES:
                continue
            whole = next((one for one in reversed(figures[:index]) if one.unit == part.unit and one.measure_of == part.measure_of), None)
            if whole is not None:
                part.part_of = whole
                yield _between(text, "part_of", part, whole, "part_of.among")

    def covers(self, text: str, start: int, end: int, entities: Sequence[EntityMention],
               figures: Sequence[FigureMention]) -> Iterator[RelationMention]:
        """A programme and the quantity it reaches: 工程覆盖12个乡镇, 工程使3万农户受益, 12家单位承担帮扶任务, 覆盖3万人的监测系统."""
        for figure in figures:
            if figure.kind != "count" or figure.measure_of in _CHANGES:
                continue
            head, tail = self._cover(text, start, end, figure, entities)
            if head is not None:
                entity = head if isinstance(head, EntityMention) else None
                low, high = (entity.start, entity.end) if entity else head
                yield RelationMention("covers", low, high, *tail, head_entity=entity, tail_figure=figure, rule="covers.clause")

    def _cover(self, text: str, start: int, end: int, figure: FigureMention, entities: Sequence[EntityMention]):
        programmes = [entity for entity in entities if entity.type in _PROGRAMMES]
        low = max(start, *(text.rfind(mark, start, figure.start) + 1 for mark in "，；。"))
        tail = _reached(text, figure, entities)
        cue = next(self.cues["cover"].finditer(text, low, figure.start), None)
        high = _clause_end(text, figure.end)
        if cue and figure.start - cue.end() <= 8:
            system = _SYSTEM.match(text, tail[1], min(high + 1, len(text)))
            if system:
                return system.span("head"), tail
            before = [entity for entity in programmes if start <= entity.end <= cue.start()]
            return (before[-1] if before else None), tail
        if self.cues["benefit"].search(text, tail[1], high):
            before = [entity for entity in programmes if low <= entity.start and entity.end <= figure.start]
            return (before[-1] if before else None), tail
        undertaken = self.cues["undertake"].match(text, tail[1])
        if undertaken and tail[1] > figure.end:
            return next((entity for entity in programmes if 0 <= entity.start - undertaken.end() <= 1), None), tail
        return None, tail


def party(text: str, figure: FigureMention) -> tuple[int, int]:
    """Span of a quantity with the counted noun next to it: 325个经济强县. A bracket (省（自治区、直辖市）) closes the noun."""
    if figure.counted_span and figure.start <= figure.counted_span[0] <= figure.end < figure.counted_span[1]:
        end = figure.counted_span[1]
        bracket = text.find("）", figure.end, end)
        return figure.start, bracket + 1 if bracket > 0 else end
    return figure.start, figure.end


def _reached(text: str, figure: FigureMention, entities: Sequence[EntityMention]) -> tuple[int, int]:
    """Span of those reached: the counted party, or the number with the group right behind or before it (3400万|农村人口, 脱贫户|2万户)."""
    start, end = party(text, figure)
    for entity in entities:
        if entity.start == end == figure.end:
            return start, entity.end
        if entity.end == start and entity.type == "group":
            return entity.start, end
    return start, end


def _between(text: str, kind: str, head: FigureMention, tail: FigureMention, rule: str) -> RelationMention:
    return RelationMention(kind, *party(text, head), *party(text, tail), head_figure=head, tail_figure=tail, rule=rule)


def _clause_end(text: str, start: int) -> int:
    match = _CLAUSE.search(text, start)
    return match.start() if match else len(text)
