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
                        yield RelationMention(kind, head.start, head.end, tail.start, tail.end, head_entity=head, tail_entity=tail, rule=f"{kind}.clause")

    def _issues(self, text: str, clause: Clause, entities: Sequence[EntityMention]) -> Iterator[RelationMention]:
        for cue in self.cues["issue"].finditer(text, clause.start, clause.end):
            heads = None
            for tail in clause.entities:
                if tail.type == "document" and cue.end() <= tail.start <= cue.end() + 12:
                    heads = heads if heads is not None else self._doers(text, clause, cue.start(), "issue", entities)
                    for head in heads:
                        yield RelationMention("issues", head.start, head.end, tail.start, tail.end, head_entity=head, tail_entity=tail, rule="issues.clause")
            for figure in clause.figures:
                # 出台1个实施意见: a document without a title, counted.
                low, high = party(text, figure)
                if cue.end() <= figure.start <= cue.end() + 2 and high > figure.end and self.cues["paper"].fullmatch(text[high - 2:high]):
                    for head in self._doers(text, clause, cue.start(), "issue", entities):
                        yield RelationMention("issues", head.start, head.end, low, high, head_entity=head, tail_figure=figure, rule="issues.counted")

    def _funds(self, text: str, clause: Clause, entities: Sequence[EntityMention]) -> Iterator[RelationMention]:
        for figure in clause.figures:
            if figure.kind != "money" or figure.measure_of in ("growth", "increase", "decrease"):
                continue
            cue = self.cues["fund"].search(text, clause.start, figure.start)
            if cue:
                for head in self._doers(text, clause, cue.start(), "fund", entities):
                    yield RelationMention("funds", head.start, head.end, figure.start, figure.end, head_entity=head, tail_figure=figure, rule="funds.clause")

    def _meetings(self, text: str, clause: Clause, at: int, last: EntityMention | None) -> list[EntityMention]:
        """The meetings behind a cue, else the last one named where the clause says 会议 or nothing (出席并讲话)."""
        named = [entity for entity in clause.entities if entity.type == "meeting" and entity.start >= at]
        if named or last is None:
            return named
        return [last] if at == clause.end or self.cues["meeting"].match(text, at) or text[at] in "并了。，" else []

    def _doers(self, text: str, clause: Clause, end: int, role: str, entities: Sequence[EntityMention]) -> list[EntityMention]:
        """Who acts: co-issuers behind 会同 or 联合, else the coordinated doers before the cue, else the actor of the action here."""
        before = [entity for entity in clause.entities if entity.end <= end and entity.type in _DOERS[role]]
        joint = self.cues["joint"].search(text, clause.start, end)
        if joint and role == "issue":
            return [entity for entity in before if entity.start >= joint.end()] or before
        if role != "attend":
            before = [entity for entity in before if entity.type != "place"] or before
        if before:
            return before[:1] + [later for first, later in pairwise(before) if _COORDINATED.fullmatch(text[first.end:later.start])]
        for action in clause.actions:
            if action.actor_span and action.start <= end < action.end:
                low, high = action.actor_span
                return [entity for entity in entities if low <= entity.start and entity.end <= high and entity.type in _DOERS[role]]
        return []
