"""Names of meetings: as an entity, or as a noun phrase that ends in a class word; and which one 会议 alone means."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from operator import attrgetter

from zhengce.stages.mentions import EntityMention
from zhengce.stages.relations.cues import Cues
from zhengce.stages.relations.scope import Scope, Span

_LONGEST = 60


class MeetingNames:
    """Reads the names of meetings in a sentence."""

    def __init__(self, cues: Cues):
        common, parts, ends = cues.source("meeting"), cues.source("meeting_part"), cues.source("behind_meeting")
        heads = f"{cues.source('named_meeting')}|{common}"
        self.verbs = re.compile(f"{cues.source('host')}|{cues.source('attend')}|{cues.source('no_meeting')}")
        follows = rf"(?=$|[\W\d_]|{ends}|{cues.source('business')}|{cues.source('host')})"
        self._item = re.compile(rf"(?P<item>[^，。；、：！？《》\n]{{0,40}}?(?:{heads})(?:”?(?:[0-9]{{4}}年)?(?:{parts}))*){follows}")
        self._part = re.compile(rf"”?(?:[0-9]{{4}}年)?(?:{parts})+{follows}")
        self._apart = re.compile("[、，。；：\n]")
        self._opening = re.compile(f"(?:{cues.source('particle')})?")
        self._count = re.compile(rf"[^，。；、“《]{{0,6}}?[0-9{''.join(cues.forms('digit'))}]+(?:{cues.source('counter')})的?(?!全)")
        self._parts = re.compile(f"(?:{parts})+")
        self._press = re.compile(rf"(?:{cues.source('press')})$")
        self._next = re.compile("、|和|及|以及|暨")
        self._bare = re.compile(rf"(?:{cues.source('this')})?(?P<name>(?:{cues.source('bare')}|{common})(?:{parts})*|(?:{parts})+)(?=$|[\W\d_]|{ends}|{cues.source('business')})")
        self._lead = re.compile(rf"(?:{cues.source('held_at')})?[^，。；：！？\n]{{1,40}}?(?:{cues.source('host')})的")
        self._themed = re.compile(rf"[、，]?(?:{cues.source('theme')})[^，。；！？\n]{{1,40}}?的")
        self._held = re.compile(rf"(?:[^，。；：\n]{{0,6}}在[^，。；：\n]{{1,20}}?|[^，。；：\n]{{0,8}})(?:{cues.source('held')})")
        self.holds = cues["held"]
        self._no_name = re.compile(rf"[并在]|{cues.source('no_name')}")
        self._inside = re.compile(cues.source("not_inside"))
        self._vague = cues.forms("bare")
        self._party = re.compile(rf"(?:{cues.source('of_name')})$")

    def behind(self, scope: Scope, offset: int) -> list[Span]:
        """The list of meetings that begins at `offset`, without those that have no name."""
        spans: list[Span] = []
        text = scope.text
        at = self._opening.match(text, offset).end()  # type: ignore[union-attr]
        lead = self._lead.match(text, at, scope.end)  # 出席在县城举行的论坛
        at = lead.end() if lead else at
        if themed := self._themed.match(text, at, scope.end):
            at = themed.end()  # 由县政府主办、以“节水”为主题的论坛
        while found := self._one(scope, at):
            if found[1] > found[0]:
                spans.append(found)
            step = self._next.match(text, max(found))
            if step is None:
                break
            at = step.end()
        return spans

    def _one(self, scope: Scope, at: int) -> Span | None:
        """The meeting at `at`; one without a name is empty, at its end."""
        text = scope.text
        low = scope.after_times(at, min(at + _LONGEST, scope.end))
        if bare := self._bare.match(text, low, scope.end):
            return bare.end(), bare.end()
        found = self._item.match(text, low, scope.end)
        named = next((one for one in scope.entities if one.type == "meeting" and low <= one.start <= low + 12), None)
        if named and (self.verbs.search(text, low, named.start) or self._apart.search(text, low, named.start)):
            named = None
        if found is None and named is None:
            return None
        end = found.end("item") if found else 0
        if named and (named.end >= end or self._next.match(text, named.end)):
            part = self._part.match(text, named.end, scope.end)
            low, end = self._begun(text, low, named.start), part.end() if part else named.end
        elif found:
            low = self._begun(text, low, end)
        counted = None if named and named.start == low else self._count.match(text, low, end)
        low = counted.end() if counted else low
        if low >= end or self._bare_name(text, low, end) or self.verbs.search(text, low, end) or self._inside.search(text, low, end) or self._no_name.match(text, low, end):
            return end, end
        return _closed(text, low, end)

    def _begun(self, text: str, low: int, end: int) -> int:
        """Where a name begins that has an attribute before it: 会后的|新闻发布会, but 学习贯彻党的二十大精神研讨班."""
        for of in range(end - 1, low - 1, -1):
            if text[of] == "的" and text.count("“", low, of) == text.count("”", low, of) and not self._party.search(text, low, of + 1):
                return of + 1
        return low

    def _bare_name(self, text: str, low: int, high: int) -> bool:
        found = self._bare.match(text, low)
        return found is not None and found.end() == high

    def bare(self, scope: Scope, offset: int) -> Span | None:
        """会议, 大会, 开幕式 alone at `offset`: span of the word."""
        found = self._bare.match(scope.text, offset, scope.end)
        return found.span("name") if found else None

    def last(self, scope: Scope, offset: int) -> Span | None:
        """The last meeting of the sentence that ends before `offset`."""
        named = [(one.start, one.end) for one in scope.entities if one.type == "meeting" and one.end <= offset]
        if named:
            return named[-1]
        low, _ = scope.clause(max(scope.start, offset - 1))
        held = self.verbs.search(scope.text, low, offset)
        spans = self.behind(scope, held.end() if held else scope.after_times(low, offset))
        return spans[-1] if spans and spans[-1][1] <= offset else None

    def themed(self, scope: Scope, offset: int) -> bool:
        """Whether an attribute with the theme of a meeting stands at `offset`: 、以“节水”为主题的."""
        return self._themed.match(scope.text, offset, scope.end) is not None

    def vague(self, name: str) -> bool:
        """Whether a word for meetings says no more than that there is one: 会议, 大会."""
        return name in self._vague

    def fits(self, text: str, span: Span, name: str) -> bool:
        """Whether a word for meetings may mean this one: 座谈会 a 座谈会, 会议 any, 开幕式 that of any."""
        return name in self._vague or name in text[slice(*span)] or self._parts.fullmatch(name) is not None

    def told(self, text: str, span: Span) -> bool:
        """Whether 会议 may mean this one further on: a press conference only tells of another."""
        return self._press.search(text, *span) is None

    def held(self, scope: Scope, low: int, high: int) -> Span | None:
        """The meeting of which a clause tells that it is held: 全县水利会议5日在县城召开."""
        at = scope.after_times(low, high)
        found = self._one(scope, at)
        return found if found and found[0] < found[1] and self._held.match(scope.text, found[1], scope.end) else None


class Topics:
    """The meetings that a document tells of, in its order: what 会议 alone means."""

    def __init__(self, entities: Sequence[EntityMention]) -> None:
        self.spans: list[Span] = []
        self._entities = entities

    def person(self, before: int) -> Span | None:
        """The person named last before an offset."""
        last = bisect_left(self._entities, before, key=attrgetter("start"))
        return next(((one.start, one.end) for one in reversed(self._entities[:last]) if one.type == "person"), None)

    def add(self, span: Span) -> None:
        """One that somebody hosts or attends."""
        self.spans.append(span)

    def told(self, scope: Scope, names: MeetingNames) -> None:
        """Those of which a sentence tells that they are held."""
        low = -1
        for cue in names.holds.finditer(scope.text, scope.start, scope.end):
            clause = scope.clause(cue.start())
            if clause[0] != low and (held := names.held(scope, *clause)):
                self.add(held)
            low = clause[0]

    def last(self, text: str, name: str, names: MeetingNames, before: int) -> Span | None:
        """The last one that `name` may mean, named before an offset: one that has the word in its name before others."""
        spans = [span for span in self.spans if span[0] < before and names.told(text, span)]
        own = next((span for span in reversed(spans) if name and not names.vague(name) and name in text[slice(*span)]), None)
        return own or next((span for span in reversed(spans) if names.fits(text, span, name)), None)


def _closed(text: str, start: int, end: int) -> Span:
    """The span with the quotation mark behind it that closes one inside: “水利创新论坛|”."""
    return start, end + (text.startswith("”", end) and text.count("“", start, end) > text.count("”", start, end))
