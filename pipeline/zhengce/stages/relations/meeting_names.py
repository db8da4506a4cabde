"""Names of meetings: as an entity, or as a noun phrase that ends in a class word; and which one 会议 alone means."""

from __future__ import annotations

import re

from zhengce.stages.relations.cues import Cues
from zhengce.stages.relations.scope import Scope, Span

_OPENING = re.compile("[了过好的]?")
_COUNT = re.compile(r"[^，。；、“《]{0,6}?[0-9一二两三四五六七八九十多]+[次场个届年](?:的)?(?!全)")
_LONGEST = 60


class MeetingNames:
    """Reads the names of meetings in a sentence."""

    def __init__(self, cues: Cues):
        heads, parts, ends = cues.source("meeting"), cues.source("meeting_part"), cues.source("behind_meeting")
        self.verbs = re.compile(f"{cues.source('host')}|{cues.source('attend')}|{cues.source('no_meeting')}")
        self._spirit = re.compile(cues.source("spirit"))
        follows = rf"(?=$|[\W\d_]|{ends}|{cues.source('business')}|{cues.source('host')})"
        self._item = re.compile(rf"(?P<item>[^，。；、：！？《》\n]{{0,40}}?(?:{heads})(?:”?(?:{parts}))*){follows}")
        self._part = re.compile(rf"”?(?:{parts})+{follows}")
        self._next = re.compile("、|和|及|以及|暨")
        self._bare = re.compile(rf"(?:{cues.source('this')})?(?P<name>(?:{cues.source('bare')})(?:{parts})*|(?:{parts})+)(?:结束后)?(?=$|[\W\d_]|{ends})")
        self._lead = re.compile(rf"(?:在|由)[^，。；：！？\n]{{1,40}}?(?:{cues.source('host')})的")
        self._held = re.compile(rf"(?:[^，。；：\n]{{0,6}}在[^，。；：\n]{{1,20}}?|[^，。；：\n]{{0,8}})(?:{cues.source('held')})")
        self._no_name = re.compile(rf"[并在]|{cues.source('no_name')}")
        self._vague = cues.forms("bare")

    def behind(self, scope: Scope, offset: int) -> list[Span]:
        """The list of meetings that begins at `offset`, without those that have no name."""
        spans: list[Span] = []
        text = scope.text
        at = _OPENING.match(text, offset).end()  # type: ignore[union-attr]
        lead = self._lead.match(text, at, scope.end)  # 出席在县城举行的论坛
        at = lead.end() if lead else at
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
        named = next((one for one in scope.entities if one.type == "meeting" and low <= one.start <= low + 8 and not self.verbs.search(text, low, one.start)), None)
        if named:
            part = self._part.match(text, named.end, scope.end)
            return _closed(text, named.start, part.end() if part else named.end)
        found = self._item.match(text, at, scope.end)
        if found is None:
            return None
        end = found.end("item")
        low = min(low, end)
        counted = _COUNT.match(text, low, end)
        low = counted.end() if counted else low
        if low >= end or self._bare_name(text, low, end) or self.verbs.search(text, low, end) or self._no_name.match(text, low, end):
            return end, end
        return _closed(text, low, end)

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

    def fits(self, text: str, span: Span, name: str) -> bool:
        """Whether a word for meetings may mean this one: 座谈会 a 座谈会, 会议 any."""
        return name in self._vague or name in text[slice(*span)]

    def held(self, scope: Scope, low: int, high: int) -> Span | None:
        """The meeting of which a clause tells that it is held: 全县水利会议5日在县城召开."""
        at = scope.after_times(low, high)
        found = self._one(scope, at)
        return found if found and found[0] < found[1] and self._held.match(scope.text, found[1], scope.end) else None

    def is_spirit(self, text: str, offset: int) -> bool:
        """Whether the text speaks of the spirit of a meeting long past: 三中全会|精神."""
        return self._spirit.match(text, offset) is not None


class Topics:
    """The meetings that a document tells of, in its order: what 会议 alone means."""

    def __init__(self) -> None:
        self.spans: list[Span] = []

    def add(self, span: Span) -> None:
        """One that somebody hosts or attends."""
        if span not in self.spans:
            self.spans.append(span)

    def told(self, scope: Scope, names: MeetingNames) -> None:
        """Those of a sentence that are held, or whose name it prints without speaking of their spirit."""
        for low, high in [*scope.clauses_before(scope.end)[::-1], (scope.clause(scope.end)[0], scope.end)]:
            held = names.held(scope, low, high)
            if held:
                self.add(held)

    def last(self, text: str, name: str, names: MeetingNames, before: int) -> Span | None:
        """The last one that `name` may mean, named before an offset."""
        return next((span for span in reversed(self.spans) if span[0] < before and names.fits(text, span, name)), None)


def _closed(text: str, start: int, end: int) -> Span:
    """The span with the quotation mark behind it that closes one inside: “水利创新论坛|”."""
    return start, end + (text.startswith("”", end) and text.count("“", start, end) > text.count("”", start, end))
