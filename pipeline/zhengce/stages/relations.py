"""Relations between spans: pairings, parts, issuing, funding, meetings, change of pattern.

Only sentences with a cue (`relation_cues.csv`) are looked at. A pairing is set to set: both ends are counted parties, and a pattern
(`一对一`) counts nobody, so that it never makes one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from zhengce.config import Config
from zhengce.lexicon import read_table
from zhengce.stages.mentions import ActionMention, EntityMention, FigureMention, RelationMention, TimeMention
from zhengce.stages.view import View

_CLAUSE = re.compile("[，；。！？\n]")
_COORDINATED = re.compile("[、和及]")


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that states a relation."""

    form: str
    role: Literal["pair", "link", "part", "issue", "fund", "host", "attend", "joint", "from", "to", "change"]
    example: str = ""


class RelationFinder:
    """Finds stated relations."""

    def __init__(self, config: Config):
        cues = read_table(Cue, "relation_cues.csv", ("form", "role"))
        self.cue = {role: re.compile("|".join(sorted((c.form for c in cues if c.role == role), key=len, reverse=True)))
                    for role in {c.role for c in cues}}
        self.trigger = re.compile("|".join(c.form for c in cues if c.role in ("pair", "part", "issue", "fund", "host", "attend", "change")))
        words = {role: self.cue[role].pattern for role in ("from", "to", "change")}
        self.moves = re.compile(rf"(?:{words['from']})(?P<head>[^，。；]{{2,30}}?)(?:{words['to']})(?P<tail>[^，。；]{{2,30}}?)(?:{words['change']})")

    def find(self, view: View, times: list[TimeMention], entities: list[EntityMention], figures: list[FigureMention],
             actions: list[ActionMention]) -> list[RelationMention]:
        """Relation mentions in text order of their heads."""
        found: list[RelationMention] = []
        for start, end in view.sentences:
            if not self.trigger.search(view.text, start, end):
                continue
            inside = [figure for figure in figures if start <= figure.start < end]
            named = [entity for entity in entities if start <= entity.start < end]
            found += self._pairings(view.text, inside)
            found += self._parts(view.text, inside)
            found += self._moves(view.text, start, end, named)
            for low, high in _clauses(view.text, start, end):
                here = [entity for entity in named if low <= entity.start < high]
                money = [figure for figure in inside if low <= figure.start < high and figure.kind == "money"]
                found += self._deeds(view.text, low, high, here, money)
        found.sort(key=lambda relation: (relation.head_start, relation.tail_start))
        return found

    def _pairings(self, text: str, figures: list[FigureMention]) -> Iterator[RelationMention]:
        """325个经济强县结对帮扶447个县; 6000多家民营企业、近300家社会组织与160个县结对帮扶."""
        parties = [figure for figure in figures if figure.kind == "count" and _party(text, figure)[1] > figure.end]
        for index, (head, tail) in enumerate(pairwise(parties)):
            between = text[_party(text, head)[1]:tail.start]
            if _CLAUSE.search(between):
                continue
            linked = self.cue["link"].search(between) and len(between) < 12
            behind = text[_party(text, tail)[1]:_clause_end(text, tail.end)]
            if not (self.cue["pair"].search(between) or linked and self.cue["pair"].search(behind)):
                continue
            heads = [head]
            while index and _COORDINATED.fullmatch(text[_party(text, parties[index - 1])[1]:heads[0].start]):
                index -= 1
                heads.insert(0, parties[index])
            for one in heads:
                yield _between(text, "pairs_with", one, tail, "pairs_with.counted")

    def _parts(self, text: str, figures: list[FigureMention]) -> Iterator[RelationMention]:
        """310家中央单位承担任务,其中127家中央单位…: the nearest figure before of the same unit is the whole."""
        for index, part in enumerate(figures):
            before = text[max(0, part.start - 12):part.start]
            cue = self.cue["part"].search(before)
            if cue is None or _CLAUSE.search(before[cue.end():]) or part.measure_of in ("growth", "increase", "decrease"):
                continue
            whole = next((one for one in reversed(figures[:index]) if one.unit == part.unit and one.measure_of == part.measure_of), None)
            if whole is not None:
                part.part_of = whole
                yield _between(text, "part_of", part, whole, "part_of.among")

    def _moves(self, text: str, start: int, end: int, entities: list[EntityMention]) -> Iterator[RelationMention]:
        """由“一对多”、“多对一”向“一对一”转变: each from with each to, where both lists are as long in order, else all with the last."""
        for match in self.moves.finditer(text, start, end):
            heads, tails = _items(text, *match.span("head")), _items(text, *match.span("tail"))
            pairs = zip(heads, tails, strict=True) if len(heads) == len(tails) else ((head, tails[-1]) for head in heads)
            for (head_start, head_end), (tail_start, tail_end) in pairs:
                yield RelationMention("moves", head_start, head_end, tail_start, tail_end, rule="moves.from_to",
                                      head_entity=_entity_at(entities, head_start, head_end), tail_entity=_entity_at(entities, tail_start, tail_end))

    def _deeds(self, text: str, start: int, end: int, entities: list[EntityMention], money: list[FigureMention]) -> Iterator[RelationMention]:
        """An organ before the cue and what it issues, funds, hosts or attends behind it."""
        for role, kind, wanted in (("issue", "issues", "document"), ("host", "hosts", "meeting"), ("attend", "attends", "meeting")):
            for tail in entities:
                if tail.type != wanted:
                    continue
                cue = next((match for match in self.cue[role].finditer(text, max(start, tail.start - 12), tail.start)), None)
                if cue:
                    for head in self._doers(text, start, cue.start(), entities):
                        yield RelationMention(kind, head.start, head.end, tail.start, tail.end, head_entity=head, tail_entity=tail,
                                              rule=f"{kind}.clause")
        for figure in money:
            cue = next((match for match in self.cue["fund"].finditer(text, start, figure.start)), None)
            if cue:
                for head in self._doers(text, start, cue.start(), entities):
                    yield RelationMention("funds", head.start, head.end, figure.start, figure.end, head_entity=head, tail_figure=figure,
                                          rule="funds.clause")

    def _doers(self, text: str, start: int, end: int, entities: list[EntityMention]) -> list[EntityMention]:
        """The acting organs of a clause before its verb: co-issuers behind 会同 or 联合, else the coordinated organs before it."""
        before = [entity for entity in entities if entity.end <= end and entity.type in ("organ", "place")]
        joint = self.cue["joint"].search(text, start, end)
        if joint:
            return [entity for entity in before if entity.start >= joint.end()] or before
        organs = [entity for entity in before if entity.type == "organ"]
        return organs[:1] + [later for first, later in pairwise(organs) if _COORDINATED.fullmatch(text[first.end:later.start])]


def _party(text: str, figure: FigureMention) -> tuple[int, int]:
    """Span of a quantity with the counted noun next to it: 325个经济强县. A bracket (省（自治区、直辖市）) closes the noun."""
    if figure.counted_span and figure.start <= figure.counted_span[0] <= figure.end < figure.counted_span[1]:
        end = figure.counted_span[1]
        bracket = text.find("）", figure.end, end)
        return figure.start, bracket + 1 if bracket > 0 else end
    return figure.start, figure.end


def _between(text: str, kind: str, head: FigureMention, tail: FigureMention, rule: str) -> RelationMention:
    head_start, head_end = _party(text, head)
    tail_start, tail_end = _party(text, tail)
    return RelationMention(kind, head_start, head_end, tail_start, tail_end, head_figure=head, tail_figure=tail, rule=rule)


def _clauses(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for match in _CLAUSE.finditer(text, start, end):
        yield start, match.start()
        start = match.end()
    if start < end:
        yield start, end


def _clause_end(text: str, start: int) -> int:
    match = _CLAUSE.search(text, start)
    return match.start() if match else len(text)


def _items(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Spans of the items of a list joined by 、."""
    spans = []
    for item in text[start:end].split("、"):
        spans.append((start, start + len(item)))
        start += len(item) + 1
    return [span for span in spans if span[0] < span[1]]


def _entity_at(entities: list[EntityMention], start: int, end: int) -> EntityMention | None:
    return next((entity for entity in entities if (entity.start, entity.end) == (start, end)), None)
