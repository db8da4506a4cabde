"""Who issues, funds, hosts or attends what: the doers before a cue, the document, money or meeting behind it.

Where the clause names no doer, the actor of the action at the cue is taken (浙江…，出台1个实施意见); where it names no meeting (出席会议), the
last one named.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from zhengce.stages.mentions import ActionMention, EntityMention, FigureMention, RelationMention
from zhengce.stages.relations.cues import Cues
from zhengce.stages.relations.parties import party

Doer = tuple[int, int, EntityMention]
_COUNTED = re.compile(r"\d+(?:多|余)?[个家名位支]$")
_COORDINATED = re.compile("[、和及]|以及")
_DOERS = {"issue": ("organ", "place"), "fund": ("organ", "place"), "host": ("organ", "person", "place"),
          "attend": ("organ", "person", "place", "group")}


@dataclass(slots=True)
class Clause:
    """A clause with what was found in it."""

    start: int
    end: int
    entities: list[EntityMention]
    figures: list[FigureMention]
    actions: list[ActionMention]


class Deeds:
    """Finds deeds of organs and persons."""

    def __init__(self, cues: Cues):
        self.cues = cues

    def find(self, text: str, clause: Clause, entities: Sequence[EntityMention], meeting: EntityMention | None) -> Iterator[RelationMention]:
        """The deeds of a clause. `entities` are those of its sentence, `meeting` is the last one named before."""
        yield from self._issues(text, clause, entities)
        yield from self._funds(text, clause, entities)
        for role, kind in (("host", "hosts"), ("attend", "attends")):
            for cue in self.cues[role].finditer(text, clause.start, clause.end):
                for tail in self._meetings(text, clause, cue.end(), meeting):
                    for head in self._doers(text, clause, cue.start(), role, entities):
                        yield RelationMention(kind, *head[:2], tail.start, tail.end, head_entity=head[2], tail_entity=tail, rule=f"{kind}.clause")

    def _issues(self, text: str, clause: Clause, entities: Sequence[EntityMention]) -> Iterator[RelationMention]:
        for cue in self.cues["issue"].finditer(text, clause.start, clause.end):
            counted = [figure for figure in clause.figures if cue.end() <= figure.start <= cue.end() + 2
                       and self.cues["paper"].fullmatch(text[party(text, figure)[1] - 2:party(text, figure)[1]])]
            titled = [] if counted else [entity for entity in clause.entities if entity.type == "document"
                                         and cue.end() <= entity.start <= cue.end() + 12]
            if not (counted or titled):
                continue
            for head in self._doers(text, clause, cue.start(), "issue", entities):
                for tail in titled:
                    yield RelationMention("issues", *head[:2], tail.start, tail.end, head_entity=head[2], tail_entity=tail, rule="issues.clause")
                for figure in counted:
                    # 出台1个实施意见: documents without a title.
                    yield RelationMention("issues", *head[:2], *party(text, figure), head_entity=head[2], tail_figure=figure, rule="issues.counted")

    def _funds(self, text: str, clause: Clause, entities: Sequence[EntityMention]) -> Iterator[RelationMention]:
        for figure in clause.figures:
            if figure.kind != "money" or figure.measure_of in ("growth", "increase", "decrease"):
                continue
            cue = self.cues["fund"].search(text, clause.start, figure.start)
            if cue:
                for head in self._doers(text, clause, cue.start(), "fund", entities):
                    yield RelationMention("funds", *head[:2], figure.start, figure.end, head_entity=head[2], tail_figure=figure, rule="funds.clause")

    def _meetings(self, text: str, clause: Clause, at: int, last: EntityMention | None) -> list[EntityMention]:
        """The meetings behind a cue, else the last one named where the clause says 会议 or nothing (出席并讲话)."""
        named = [entity for entity in clause.entities if entity.type == "meeting" and entity.start >= at and self.is_named(text, entity)]
        if named or last is None:
            return named
        return [last] if at == clause.end or self.cues["meeting"].match(text, at) or text[at] in "并了。，" else []

    def is_named(self, text: str, meeting: EntityMention) -> bool:
        """Whether a meeting has a name of its own: 会议 alone and 负责同志出席会议 have none."""
        return meeting.end - meeting.start > 3 and not self.cues["attend"].search(text, meeting.start, meeting.end)

    def _doers(self, text: str, clause: Clause, end: int, role: str, entities: Sequence[EntityMention]) -> list[Doer]:
        """Who acts: co-issuers behind 会同 or 联合, else the coordinated doers before the cue, else the actor of the action here."""
        before = [entity for entity in clause.entities if entity.end <= end and entity.type in _DOERS[role]
                  and not (entity.type == "place" and text[entity.start - 1:entity.start] in ("在", "于"))]
        joint = self.cues["joint"].search(text, clause.start, end)
        if joint and role == "issue":
            return [_doer(text, entity) for entity in before if entity.start >= joint.end()] or [_doer(text, entity) for entity in before]
        if role in ("attend", "host"):
            return self._coming(text, before, end) or self._actors(text, clause, end, role, entities)
        before = [entity for entity in before if entity.type != "place"] or before
        if before:
            return [_doer(text, entity) for entity in before[:1] + [
                later for first, later in pairwise(before) if _COORDINATED.fullmatch(text[first.end:later.start])]]
        return self._actors(text, clause, end, role, entities)

    def _coming(self, text: str, before: list[EntityMention], end: int) -> list[Doer]:
        """Who stands right before the cue, with those joined to them: 马某、姜某出席, 有关部门、兵团负责同志参加; titles (全国政协主席王某) are none."""
        kept: list[EntityMention] = []
        for entity in reversed(before):
            gap = text[entity.end:kept[-1].start if kept else end]
            if not kept and len(gap) <= 8 or kept and entity.type == kept[-1].type and _COORDINATED.fullmatch(gap) or \
                    kept and "person" not in (entity.type, kept[-1].type) and _COORDINATED.fullmatch(gap):
                kept.append(entity)
            else:
                break
        return [_doer(text, entity) for entity in reversed(kept)]

    def _actors(self, text: str, clause: Clause, end: int, role: str, entities: Sequence[EntityMention]) -> list[Doer]:
        """The entities inside the actor of the action at the cue."""
        for action in clause.actions:
            if action.actor_span and action.start <= end < action.end:
                low, high = action.actor_span
                return [_doer(text, entity) for entity in entities if low <= entity.start and entity.end <= high and entity.type in _DOERS[role]]
        return []


def _doer(text: str, entity: EntityMention) -> Doer:
    """The span of a doer: with the number before it where it is counted (19个|援疆省市)."""
    counted = _COUNTED.search(text, max(0, entity.start - 8), entity.start)
    return (counted.start() if counted else entity.start), entity.end, entity
