"""Who hosts or attends which meeting.

A meeting is named behind its verb (召开企业座谈会), before 由 (论坛由县政府主办), or, as 会议 alone, earlier in the document.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhengce.stages.mentions import EntityMention, RelationMention
from zhengce.stages.relations.cues import Cues
from zhengce.stages.relations.doers import PEOPLE, Doers
from zhengce.stages.relations.scope import Scope, Span

_HOSTS = (("organ", "person"), ("place",), ("area", "group"))
"""Kinds of hosts, tried in this order: 在 a place is no host, and a class of regions (协作省份) is one only where nobody else is."""
_OPENING = re.compile("[了过好的]?")
_COUNT = re.compile(r"[^，。；、“《]{0,6}?[0-9一二两三四五六七八九十多]+[次场个届年](?:的)?(?!全)")


class Meetings:
    """Finds who hosts and who attends."""

    def __init__(self, cues: Cues, doers: Doers):
        self.cues, self.doers = cues, doers
        self.verbs = re.compile(f"{cues.source('host')}|{cues.source('attend')}|{cues.source('no_meeting')}")
        self.spirit = re.compile(cues.source("spirit"))
        heads = cues.source("meeting")
        self._item = re.compile(rf"(?P<item>[^，。；、：！？《》\n]{{0,40}}?(?:{heads})(?:”?(?:开幕式|闭幕式))?)(?=$|[、，。；：！？”\n]|[和及与等并暨上期的]|以及|{cues.source('business')})")
        self._next = re.compile("、|和|及|以及|暨")
        self._bare = re.compile(rf"(?:{cues.source('this')})?(?:{heads})(?=$|[，。；、和并\n])")
        self._opens = re.compile(cues.source("opens"))

    def find(self, scope: Scope, last: EntityMention | None) -> Iterator[RelationMention]:
        """Hosting and attending in a sentence. `last` is the meeting named last before its end."""
        for kind, role in (("hosts", "host"), ("attends", "attend")):
            for cue in self.cues[role].finditer(scope.text, scope.start, scope.end):
                if self.cues["host"].match(scope.text, cue.end()) or scope.text[cue.start() - 2] == "来":
                    continue  # 主持召开: the second verb is read; who 来华出席 stands behind
                if "不" in scope.text[max(scope.start, cue.start() - 5):cue.start()]:
                    continue
                tails = self._behind(scope, cue.end())
                if not tails:
                    yield from self._unnamed(scope, cue.span(), kind, last)
                    continue
                if kind == "attends" and scope.text.startswith("的", tails[-1][1]):
                    continue  # 会见了出席大会的代表
                for head in self._heads(scope, cue.start(), kind):
                    yield from (scope.made(kind, head, tail, f"{kind}.clause") for tail in tails)

    def _heads(self, scope: Scope, verb: int, kind: str) -> list[Span]:
        if kind == "hosts":
            heads = next((heads for kinds in _HOSTS if (heads := self.doers.before(scope, verb, kinds))), [])
            joint = self.cues["joint"].search(scope.text, scope.clause(verb)[0], verb)
            heads = heads or self.doers.unnamed(scope, verb)
            return heads or ([(joint.end(), verb)] if joint and 2 <= verb - joint.end() <= 8 else [])
        return self.doers.before(scope, verb, ("person",)) or self.doers.listed(scope, verb)

    def _behind(self, scope: Scope, offset: int) -> list[Span]:
        """The list of meetings that begins at `offset`."""
        spans: list[Span] = []
        at = _OPENING.match(scope.text, offset).end()  # type: ignore[union-attr]
        while found := self._item.match(scope.text, at, scope.end):
            low = scope.after_times(at, found.end("item"))
            counted = _COUNT.match(scope.text, low, found.end("item"))
            low = counted.end() if counted and not self._named(scope, low) else low
            if not self._bare.fullmatch(scope.text, low, found.end("item")) and not self.verbs.search(scope.text, low, found.end("item")) \
                    and low < found.end("item"):
                spans.append(_closed(scope.text, low, found.end("item")))
            step = self._next.match(scope.text, found.end())
            if step is None:
                break
            at = step.end()
        return spans

    def told(self, text: str, meeting: EntityMention) -> bool:
        """Whether 会议 may mean this meeting further on: one of whose spirit the text speaks is long past."""
        return not self.verbs.search(text, meeting.start, meeting.end) and not self.spirit.match(text, meeting.end)

    def _named(self, scope: Scope, low: int) -> bool:
        return any(one.start == low and one.type == "meeting" for one in scope.entities)

    def _unnamed(self, scope: Scope, cue: Span, kind: str, last: EntityMention | None) -> Iterator[RelationMention]:
        """The verb names no meeting: 会议由县长主持, 论坛由县政府主办, 出席会议并讲话."""
        low, high = scope.clause(cue[0])
        passive = scope.text.rfind("由", low, cue[0])
        if passive >= 0:
            tail = self._before(scope, passive)
            if tail is None and not self._bare.match(scope.text, low):
                return
            heads = [(one.start, one.end) for one in scope.entities if passive < one.start and one.end <= cue[0] and one.type in PEOPLE]
        elif self._bare.match(scope.text, cue[1]) and self._opens.match(scope.text, cue[0]):
            return  # 双方举行会晤: a new meeting without a name
        elif self._bare.match(scope.text, cue[1]) or cue[1] == high or scope.text[cue[1]] == "并":
            tail = None if cue[1] == high and not self._before(scope, low) and kind == "hosts" else self._before(scope, low)
            heads = self._heads(scope, cue[0], kind)
            if tail is None and not self._bare.match(scope.text, cue[1]):
                return
        else:
            return
        if tail is None and last is not None:
            tail = (last.start, last.end)
        if tail is not None:
            yield from (scope.made(kind, head, tail, f"{kind}.named_before") for head in heads)

    def _before(self, scope: Scope, offset: int) -> Span | None:
        """The last meeting of the sentence that ends before `offset`."""
        named = [(one.start, one.end) for one in scope.entities if one.type == "meeting" and one.end <= offset]
        if named:
            return named[-1]
        low, _ = scope.clause(max(scope.start, offset - 1))
        held = self.cues["host"].search(scope.text, low, offset)
        spans = self._behind(scope, held.end() if held else scope.after_times(low, offset))
        return spans[-1] if spans and spans[-1][1] <= offset else None


def _closed(text: str, start: int, end: int) -> Span:
    """The span with the quotation mark behind it that closes one inside: “水利创新论坛|”."""
    return start, end + (text.startswith("”", end) and text.count("“", start, end) > text.count("”", start, end))
