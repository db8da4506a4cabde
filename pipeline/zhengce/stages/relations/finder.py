"""Relations between spans: pairings, parts, covering, issuing, funding, meetings, duties, change of pattern.

One scan finds the cues (`relation_cues.csv`); only their sentences are read, each by the families whose cues it holds. `scope` is the
sentence and how ends are cut, `doers` who does it; each family is a module of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from zhengce.config import Config
from zhengce.stages.actions.duties import Duties
from zhengce.stages.mentions import ActionMention, EntityMention, FigureMention, RelationMention, TimeMention
from zhengce.stages.relations.covers import Covers
from zhengce.stages.relations.cues import Cues
from zhengce.stages.relations.deeds import Funds, Issues, Reports
from zhengce.stages.relations.doers import Doers
from zhengce.stages.relations.meeting_names import Topics
from zhengce.stages.relations.meetings import Meetings
from zhengce.stages.relations.moves import Moves
from zhengce.stages.relations.parties import Pairs, Parts
from zhengce.stages.relations.scope import Layer, Scope
from zhengce.stages.view import View

_MEETING = frozenset({"host", "attend", "held", "at"})
_COUNTED = frozenset({"pair", "cover", "benefit", "enrol", "fund", "report"})
"""Roles of the relations of which a quantity is an end: without one their sentences need not be read."""
_SILENT = frozenset({"caption", "source_line", "signature"})


class RelationFinder:
    """Finds stated relations."""

    def __init__(self, config: Config):
        self.cues = cues = Cues()
        self.duties = Duties()
        doers = Doers(cues)
        self.meetings = Meetings(cues, doers)
        self.families = (
            (frozenset({"pair"}), Pairs(cues).find), (frozenset({"part", "among"}), Parts(cues).find),
            (frozenset({"cover", "benefit", "enrol"}), Covers(cues).find), (frozenset({"issue"}), Issues(cues, doers).find),
            (frozenset({"fund"}), Funds(cues, doers).find), (frozenset({"report"}), Reports(cues).find),
            (frozenset({"toward", "into", "swap"}), Moves(cues).find))

    def find(self, view: View, times: list[TimeMention], entities: list[EntityMention], figures: list[FigureMention],
             actions: list[ActionMention]) -> list[RelationMention]:
        """Relation mentions in text order of their heads."""
        found = list(self._responsible(view, entities))
        silent = [(section.start, section.end) for section in view.sections if section.kind in _SILENT]
        layers = [Layer(mentions) for mentions in (times, entities, figures, actions)]
        topics = Topics(entities)
        for index, roles in self._worth_reading(view):
            start, end = view.sentences[index]
            if any(low <= start < high for low, high in silent):
                continue
            if not (inside_figures := layers[2].within(start, end)) and not (roles := roles - _COUNTED):
                continue
            scope = Scope(view.text, start, end, layers[0].within(start, end), layers[1].within(start, end), inside_figures, layers[3].within(start, end),
                          layers[2], view.sentences, index)
            for wanted, find in self.families:
                if wanted & roles:
                    found += find(scope)
            if roles & _MEETING:
                found += self.meetings.find(scope, topics)
        unique = {(one.type, one.head_start, one.tail_start, one.role): one for one in found}
        return sorted(unique.values(), key=lambda one: (one.head_start, one.tail_start, one.type))

    def _worth_reading(self, view: View) -> Iterator[tuple[int, set[str]]]:
        """The numbers of the sentences that hold a cue, with the roles of their cues."""
        sentence, end = -1, -1
        roles: set[str] = set()
        for cue in self.cues.scan.finditer(view.text):
            if cue.start() >= end:
                place = view.sentence_at(cue.start())
                if place is None:
                    continue
                if roles:
                    yield sentence, roles
                sentence, end, roles = place, view.sentences[place][1], set()
            roles |= self.cues.roles[cue[0]]
        if roles:
            yield sentence, roles

    def _responsible(self, view: View, entities: Sequence[EntityMention]) -> Iterator[RelationMention]:
        """Each organ of a duty with its role, and the marker and heading of the item."""
        for duty in self.duties.find(view, entities):
            section = duty.section
            while section is not None and section.heading_end is None:
                section = section.parent
            if section is None or section.heading_end is None or section.heading_start is None:
                continue
            start = section.marker_start if section.marker_start is not None else section.heading_start
            stop = view.text.find("。", section.heading_start, section.heading_end)
            for part in duty.parts:
                yield RelationMention("responsible", part.start, part.end, start, stop if stop > 0 else section.heading_end, role=part.role, head_entity=part.entity,
                                      rule="responsible.item")
