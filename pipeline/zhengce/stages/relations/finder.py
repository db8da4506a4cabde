"""Relations between spans: pairings, parts, covering, issuing, funding, meetings, duties, change of pattern.

Only sentences with a cue (`relation_cues.csv`) are looked at; each kind is a module of its own.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from zhengce.config import Config
from zhengce.stages.actions.duties import Duties
from zhengce.stages.mentions import ActionMention, EntityMention, FigureMention, RelationMention, TimeMention
from zhengce.stages.relations.cues import Cues
from zhengce.stages.relations.deeds import Clause, Deeds
from zhengce.stages.relations.moves import Moves
from zhengce.stages.relations.parties import Parties, party
from zhengce.stages.view import View

_CLAUSE = re.compile("[，；。！？：\n]")
_SILENT = frozenset({"caption", "source_line", "signature"})


class RelationFinder:
    """Finds stated relations."""

    def __init__(self, config: Config):
        self.cues = Cues()
        self.moves, self.parties, self.deeds, self.duties = Moves(self.cues), Parties(self.cues), Deeds(self.cues), Duties()

    def find(self, view: View, times: list[TimeMention], entities: list[EntityMention], figures: list[FigureMention],
             actions: list[ActionMention]) -> list[RelationMention]:
        """Relation mentions in text order of their heads."""
        found = list(self._responsible(view, entities))
        silent = [(section.start, section.end) for section in view.sections if section.kind in _SILENT]
        layers = [_Layer(mentions) for mentions in (entities, figures, actions)]
        named_meetings = [entity for entity in entities if entity.type == "meeting" and self.deeds.is_named(view.text, entity)]
        meetings, held = _Layer(named_meetings), _Layer([one for one in named_meetings if self._held(view.text, one)])
        for start, end in view.sentences:
            if not self.cues.trigger.search(view.text, start, end) or any(low <= start < high for low, high in silent):
                continue
            named, inside, deeds = (layer.within(start, end) for layer in layers)
            found += self.parties.pairings(view.text, inside)
            found += self.parties.parts(view.text, inside)
            found += self.parties.covers(view.text, start, end, named, inside)
            found += self.moves.find(view.text, start, end, named)
            found += self._reports(view.text, start, named, inside)
            for low, high in _clauses(view.text, start, end):
                clause = Clause(low, high, *([one for one in layer if low <= one.start < high] for layer in (named, inside, deeds)))
                found += self.deeds.find(view.text, clause, named, held.before(high) or meetings.before(high))
        unique = {(r.type, r.head_start, r.tail_start, r.role): r for r in found}
        return sorted(unique.values(), key=lambda relation: (relation.head_start, relation.tail_start, relation.type))

    def _held(self, text: str, meeting: EntityMention) -> bool:
        """Whether the text tells of this meeting being held: 会议 alone means it from there on."""
        end = _CLAUSE.search(text, meeting.end)
        return bool(self.cues["host"].search(text, meeting.end, end.start() if end else len(text))
                    or self.cues["host"].search(text, max(0, meeting.start - 3), meeting.start))

    def _reports(self, text: str, start: int, entities: Sequence[EntityMention], figures: Sequence[FigureMention]) -> Iterator[RelationMention]:
        """《公报》显示，…: the document and each quantity of the sentence."""
        for document in entities:
            if document.type == "document" and self.cues["report"].match(text, document.end):
                for figure in figures:
                    if figure.start > document.end:
                        yield RelationMention("reports", document.start, document.end, *party(text, figure), head_entity=document,
                                              tail_figure=figure, rule="reports.shows")

    def _responsible(self, view: View, entities: list[EntityMention]) -> Iterator[RelationMention]:
        """Each organ of a duty with its role, and the marker and heading of the item."""
        for duty in self.duties.find(view, entities):
            section = duty.section
            while section is not None and section.heading_end is None:
                section = section.parent
            if section is None or section.heading_end is None or section.heading_start is None:
                continue
            start = section.marker_start if section.marker_start is not None else section.heading_start
            for part in duty.parts:
                yield RelationMention("responsible", part.start, part.end, start, section.heading_end, role=part.role, head_entity=part.entity,
                                      rule="responsible.item")


class _Layer:
    """Mentions in text order, found by offset."""

    def __init__(self, mentions: Sequence):
        self.mentions = mentions
        self.starts = [mention.start for mention in mentions]

    def within(self, start: int, end: int) -> Sequence:
        """Those that begin in text[start:end]."""
        return self.mentions[bisect_left(self.starts, start):bisect_left(self.starts, end)]

    def before(self, offset: int):
        """The last one that begins before `offset`, or None."""
        index = bisect_left(self.starts, offset)
        return self.mentions[index - 1] if index else None


def _clauses(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for match in _CLAUSE.finditer(text, start, end):
        if start < match.start():
            yield start, match.start()
        start = match.end()
    if start < end:
        yield start, end
