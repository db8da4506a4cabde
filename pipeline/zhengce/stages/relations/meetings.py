"""Who hosts or attends which meeting.

A meeting is named behind its verb (召开企业座谈会), before 由 (论坛由县政府主办), as the subject of a verb of meeting (座谈会5日在县城召开), or, as
会议 alone, earlier in the document. Where no entity stands the name is read by its class word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhengce.stages.mentions import RelationMention
from zhengce.stages.relations.attendees import Attendees
from zhengce.stages.relations.cues import Cues
from zhengce.stages.relations.doers import PEOPLE, Doers
from zhengce.stages.relations.meeting_names import MeetingNames, Topics
from zhengce.stages.relations.scope import Scope, Span

_HOSTS = (("organ", "person"), ("place",), ("area", "group"))
"""Kinds of hosts, tried in this order: 在 a place is no host, and a class of regions (协作省份) is one only where nobody else is."""


class Meetings:
    """Finds who hosts and who attends."""

    def __init__(self, cues: Cues, doers: Doers):
        self.cues, self.doers = cues, doers
        self.names = MeetingNames(cues)
        self.attendees = Attendees(cues, doers)
        self._opens = re.compile(cues.source("opens"))
        self._visits = re.compile(rf"(?:{cues.source('visits')})$")
        self._in_charge = re.compile(rf"在(?P<host>[^，。；]{{2,20}}?)(?:{cues.source('host')})下")
        self._organised = re.compile(rf"[由在](?P<host>[^。；：\n]{{2,60}}?)(?:{cues.source('host')})的")

    def find(self, scope: Scope, topics: Topics) -> Iterator[RelationMention]:
        """Hosting and attending in a sentence. `topics` are the meetings that the document told of before."""
        topics.told(scope, self.names)
        for kind, role in (("hosts", "host"), ("attends", "attend")):
            for cue in self.cues[role].finditer(scope.text, scope.start, scope.end):
                if self.cues["host"].match(scope.text, cue.end()) or "不" in scope.text[max(scope.start, cue.start() - 5):cue.start()]:
                    continue  # 主持召开: the second verb is read
                for head, tail, rule in self._stated(scope, cue.span(), kind, topics):
                    yield scope.made(kind, head, tail, rule)
                    topics.add(tail)
        for head, tail in self.attendees.speaking(scope, self.names, topics):
            yield scope.made("attends", head, tail, "attends.speech")

    def _stated(self, scope: Scope, cue: Span, kind: str, topics: Topics) -> Iterator[tuple[Span, Span, str]]:
        tails = self.names.behind(scope, cue[1])
        if not tails:
            yield from self._unnamed(scope, cue, kind, topics)
            return
        rule = f"{kind}.clause"
        if kind == "attends" and scope.text.startswith("的", tails[-1][1]):
            # 会见来华出席大会的总统: who attends stands behind
            heads = self.attendees.behind(scope, tails[-1][1] + 1)
            rule = "attends.behind"
        elif kind == "attends":
            heads = [] if self._visits.search(scope.text[scope.start:cue[0]]) else self.attendees.before(scope, cue[0])
        else:
            heads = self._hosts(scope, cue[0], scope.text.startswith("的", cue[1]))
        yield from ((head, tail, rule) for head in heads for tail in tails)

    def _hosts(self, scope: Scope, verb: int, attributive: bool) -> list[Span]:
        """The hosts before a verb. 在县城召开的会议 has none: behind 在 or 由 stands the whole of its subject."""
        low, _ = scope.clause(verb)
        if attributive:
            opened = next((one for one in self._organised.finditer(scope.text, scope.start, verb + 3) if one.end("host") <= verb), None)
            if opened:
                return self.doers.within(scope, opened.start("host"), verb, ("organ", "person"))
        heads = next((heads for kinds in _HOSTS if (heads := self.doers.before(scope, verb, kinds))), [])
        joint = self.cues["joint"].search(scope.text, low, verb)
        heads = heads or self.doers.unnamed(scope, verb)
        return heads or ([(joint.end(), verb)] if joint and 2 <= verb - joint.end() <= 8 else [])

    def _unnamed(self, scope: Scope, cue: Span, kind: str, topics: Topics) -> Iterator[tuple[Span, Span, str]]:
        """The verb names no meeting: 会议由县长主持, 论坛由县政府主办, 出席会议并讲话."""
        low, high = scope.clause(cue[0])
        text, rule = scope.text, f"{kind}.named_before"
        passive = text.rfind("由", low, cue[0])
        bare = self.names.bare(scope, cue[1])
        tail = None
        if passive >= 0:
            tail = self.names.last(scope, passive)
            if tail is None and self.names.bare(scope, low) is None:
                return
            heads = [(one.start, one.end) for one in scope.entities if passive < one.start and one.end <= cue[0] and one.type in PEOPLE]
        elif bare and self._opens.match(text, cue[0]):
            return  # 双方举行会晤: a new meeting without a name
        elif bare or cue[1] == high or text[cue[1]] in "并、" or text.startswith("下", cue[1]):
            tail = self.names.last(scope, low)
            if kind == "hosts" and text.startswith("下", cue[1]):
                heads = self.doers.within(scope, low, cue[0], ("person", "organ"))
            elif kind == "hosts":
                heads = self._hosts(scope, cue[0], False)
            else:
                heads = self.attendees.before(scope, cue[0])
            if bare and kind == "attends" and text.startswith("的", bare[1]):
                heads = self.attendees.listed_behind(scope, bare[1] + 1)
        else:
            return
        name = text[slice(*bare)] if bare else ""
        if tail is None or name and not self.names.fits(text, tail, name):
            tail = topics.last(text, name, self.names, cue[0])
        if tail is not None:
            yield from ((head, tail, rule) for head in heads)
