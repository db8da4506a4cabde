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

_NEAR = 300
"""Characters back, at most, to the person of whom a sentence without subject goes on to tell."""


class Meetings:
    """Finds who hosts and who attends."""

    def __init__(self, cues: Cues, doers: Doers):
        self.cues, self.doers = cues, doers
        self.names = MeetingNames(cues)
        self.attendees = Attendees(cues, doers)
        self._opens = re.compile(cues.source("opens"))
        self._visits = re.compile(rf"(?<!共)(?:{cues.source('visits')})$")
        self._about = re.compile(rf"(?:{cues.source('about')})$")
        self._not = re.compile("[不未]")
        self._presides = re.compile(rf"(?:{cues.source('presides')})$")
        self._subject = re.compile(f"{cues.source('others')}|{cues.source('side')}")
        self._of = re.compile("(?:并[^，。；：、]{1,8})?的")
        self._organ = re.compile(rf"(?:{cues.source('organ')})$")
        self._held = cues.forms("held")

    def find(self, scope: Scope, topics: Topics) -> Iterator[RelationMention]:
        """Hosting and attending in a sentence. `topics` are the meetings that the document told of before."""
        topics.told(scope, self.names)
        for kind, role in (("hosts", "host"), ("attends", "attend")):
            for cue in self.cues[role].finditer(scope.text, scope.start, scope.end):
                if self.cues["host"].match(scope.text, cue.end()) or self._not.search(scope.text, max(scope.start, cue.start() - 5), cue.start()):
                    continue  # 主持召开: the second verb is read
                for head, tail, rule in self._stated(scope, cue.span(), kind, topics):
                    yield scope.made(kind, head, tail, rule)
                    topics.add(tail)
        for head, tail in self.attendees.speaking(scope, self.names, topics):
            yield scope.made("attends", head, tail, "attends.speech")

    def _stated(self, scope: Scope, cue: Span, kind: str, topics: Topics) -> Iterator[tuple[Span, Span, str]]:
        if self._about.search(scope.text[scope.start:cue[0]]):
            return  # 关于召开会议的决定
        tails = self.names.behind(scope, cue[1])
        if not tails:
            yield from self._unnamed(scope, cue, kind, topics)
            return
        rule = f"{kind}.clause"
        of = self._of.match(scope.text, tails[-1][1]) if kind == "attends" else None
        if of:
            # 会见来华出席大会(并访华)的总统: who attends stands behind
            heads = self.attendees.behind(scope, of.end())
            rule = "attends.behind"
        elif kind == "attends":
            heads = [] if self._visits.search(scope.text[scope.start:cue[0]]) else self.attendees.before(scope, cue[0])
        else:
            heads = self._hosts(scope, cue) or self._told_before(scope, cue[0], topics)
        yield from ((head, tail, rule) for head in heads for tail in tails if head[1] < tail[0] or tail[1] <= head[0])

    def _hosts(self, scope: Scope, cue: Span) -> list[Span]:
        """The hosts before a verb. 在县城召开的会议 has none; behind 由, or 在 with 的 behind the verb, stands the whole of its subject."""
        low, _ = scope.clause(cue[0])
        if scope.text.startswith("的", cue[1]) or self.names.themed(scope, cue[1]):
            low = self._after_verb(scope, low, cue[0])
            opened = max(scope.text.rfind("由", low, cue[0]), scope.text.rfind("在", low, cue[0]))
            heads = self.doers.run(scope, opened + 1 if opened >= low else low, cue[0], ("organ", "person"))
            if opened < low:
                heads = [head for head in heads if self.doers.near(scope, head[1], cue[0])]     # 各级政府要贯彻去年召开的会议
            return heads or [span for span in self.doers.phrase(scope, max(low, opened + 1), cue[0]) if self._party(scope, span, opened >= low)]
        heads = next((heads for kinds in _HOSTS if (heads := self.doers.before(scope, cue[0], kinds))), [])
        joint = self.doers.joint(scope, low, cue[0])
        heads = [self.doers.widened(scope, low, cue[0], head) for head in heads] or self.doers.unnamed(scope, cue[0])
        return heads or ([(joint.end(), cue[0])] if joint and 2 <= cue[0] - joint.end() <= 8 else [])

    def _told_before(self, scope: Scope, verb: int, topics: Topics) -> list[Span]:
        """Who is told of before a sentence without subject: 5月在县城，主持召开座谈会. Only a person presides."""
        person = topics.person(scope.start) if self._presides.search(scope.text, scope.start, verb) else None
        return [person] if person and scope.start - person[1] < _NEAR and not self._subject.search(scope.text, scope.start, verb) else []

    def _party(self, scope: Scope, span: Span, placed: bool) -> bool:
        """Whether a noun phrase is somebody: 中方, or one that ends with the class word of an organ; behind 在, only that is no place."""
        if self._organ.search(scope.text, *span):
            return True
        return not placed and (self.cues["side"].fullmatch(scope.text, *span) is not None or any(span[0] == one.start or one.end == span[1] for one in scope.entities if span[0] <= one.start < span[1]))

    def _after_verb(self, scope: Scope, low: int, verb: int) -> int:
        """Behind the last verb of meeting before one that stands in an attribute: 出席|中方主办的会议."""
        found = [one for one in self.names.verbs.finditer(scope.text, low, verb) if one.end() < verb]
        return found[-1].end() if found else low

    def _unnamed(self, scope: Scope, cue: Span, kind: str, topics: Topics) -> Iterator[tuple[Span, Span, str]]:
        """The verb names no meeting: 会议由县长主持, 论坛由县政府主办, 出席会议并讲话."""
        low, high = scope.clause(cue[0])
        text, rule = scope.text, f"{kind}.named_before"
        attributive = text.startswith("的", cue[1])
        passive = -1 if attributive else text.rfind("由", low, cue[0])
        bare = self.names.bare(scope, cue[1] + attributive)
        name = text[slice(*bare)] if bare else ""
        tail = None
        if passive >= 0:
            subject = self.names.bare(scope, low)
            tail = self.names.last(scope, passive)
            if tail is None and subject is None:
                return
            name = text[slice(*subject)] if subject else ""
            heads = self.doers.run(scope, passive + 1, cue[0], PEOPLE)
        elif bare and self._opens.match(text, cue[0]):
            if not self.names.vague(name):
                yield from ((head, bare, f"{kind}.bare") for head in self._hosts(scope, cue))
            return  # 双方举行会晤: a new meeting without a name
        elif attributive:
            return
        elif bare or text.startswith("下", cue[1]) or kind == "attends" and (cue[1] == high or text[cue[1]] in "并、") or self._leads(text, cue, high):
            tail = self.names.last(scope, low)
            if text.startswith("下", cue[1]):     # 在县长主持下
                heads = self.doers.run(scope, max(low, text.rfind("在", low, cue[0]) + 1), cue[0], ("organ", "person"))
            else:
                heads = self.attendees.before(scope, cue[0]) if kind == "attends" else self._hosts(scope, cue)
            if bare and kind == "attends" and text.startswith("的", bare[1]):
                heads = self.attendees.listed_behind(scope, bare[1] + 1)
        else:
            return
        if tail is None or name and not self.names.fits(text, tail, name):
            tail = topics.last(text, name, self.names, cue[0]) or (bare if bare and not self.names.vague(name) else None)
        if tail is not None:
            yield from ((head, tail, rule) for head in heads if head[1] < tail[0] or tail[1] <= head[0])

    def _leads(self, text: str, cue: Span, high: int) -> bool:
        """Whether the verb leads a meeting told before (李干杰主持并讲话), or another end of a list of hosts (浙江大学承办)."""
        return (cue[1] == high or text[cue[1]] in "并、") and text[slice(*cue)] not in self._held
