"""Who does it: the organs and persons before a verb.

The clause of the verb is read first, then the clauses before it in the sentence (习近平主席出访多国，出席峰会), then the actor of the action.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from zhengce.stages.mentions import EntityMention
from zhengce.stages.relations.cues import Cues
from zhengce.stages.relations.scope import Scope, Span, items, party

_JOINED = re.compile("、|和|及|与|以及")
# 以习近平同志为核心的党中央
_CORE = re.compile("以[^，。；]{2,10}的")
_NEAR = 6
"""Characters beside times that may stand between a doer and the verb of an attribute."""
ORGANS = ("organ", "place")
PEOPLE = ("organ", "person", "place", "group")


class Doers:
    """Finds who does it."""

    def __init__(self, cues: Cues):
        self.cues = cues
        self._aside = re.compile(rf"(?:{cues.source('before')}|{cues.source('asked')})$")
        self._aside_word = re.compile(cues.source("before"))
        self._organ = re.compile(cues.source("organ"))
        self._ends_organ = re.compile(rf"(?:{cues.source('organ')})$")
        self._tail = re.compile(rf"(?:{cues.source('adverb')}|{cues.source('also')}|在[^，。；：]*)+$")
        self._sent = re.compile(rf"[^，。；、]{{0,4}}(?:{cues.source('proxy')})")
        self._held = re.compile(rf"[^，。；、]{{0,16}}(?:{cues.source('host')})的")
        self._not_joint = re.compile(cues.source("not_joint"))
        self._said = re.compile(rf"(?:{cues.source('saying')})$")
        self._others = re.compile(cues.source("others"))
        self._leaders = re.compile(rf"(?:(?:分管[^，。；、]{{1,10}}的)?(?:{cues.source('leader')})|等|的)+$")
        self._and = re.compile("以?及")
        self._joined = re.compile("以及|和")
        self._chiefs = re.compile(rf"(?:{cues.source('chief')})$")
        self._adverbs = re.compile(rf"(?:{cues.source('adverb')}|{cues.source('attend')}|{cues.source('also')})+$")

    def before(self, scope: Scope, verb: int, kinds: Sequence[str]) -> list[Span]:
        """Spans of the doers of the verb at `verb`."""
        low, _ = scope.clause(verb)
        joint = self.joint(scope, low, verb)
        if joint:
            partners = self.run(scope, joint.end(), verb, kinds)
            if not partners:
                # 县政府会同市水利局 read as one organ: its second half
                both = [(one.start, one.end) for one in scope.entities if one.start < joint.start() and joint.end() < one.end <= verb]
                partners = [half for start, end in both for half in ((start, joint.start()), (joint.end(), end))]
            if partners:
                return [*(span for span in self.run(scope, low, joint.start(), kinds) if span[1] == joint.start()), *partners]
        run = self.run(scope, low, verb, kinds)
        if run or self._others.search(scope.text, low, verb):
            return run  # 他要求双方举行会晤: not whoever opens the sentence
        return self.openers(scope, verb, kinds) or self._actors(scope, verb, kinds)

    def run(self, scope: Scope, low: int, high: int, kinds: Sequence[str]) -> list[Span]:
        """The first doer of text[low:high], a person before an organ, and those coordinated with it."""
        inside = [one for one in scope.entities if low <= one.start and one.end <= high and one.type in kinds and self._free(scope, low, one)]
        first = next((one for one in inside if one.type == "person"), inside[0] if inside else None)
        return [] if first is None else self._coordinated(scope, first, inside)

    def joint(self, scope: Scope, low: int, verb: int) -> re.Match[str] | None:
        """会同, 联合 before a partner; not in 企业联合会."""
        return next((one for one in self.cues["joint"].finditer(scope.text, low, verb) if not self._not_joint.match(scope.text, one.end())), None)

    def phrase(self, scope: Scope, low: int, verb: int) -> list[Span]:
        """The noun phrase before a verb, without the times before it and the adverbs and places behind it: 我代表团|近日在县城举行."""
        text = scope.text
        low = scope.after_times(low, verb)
        high = min([one.start for one in scope.times if low < one.start < verb] + [verb])
        found = self._tail.search(text, low, high)
        high = found.start() if found else high
        return [(low, high)] if 2 <= high - low <= 24 and not self._others.match(text, low, high) and not self._aside_word.match(text, low) else []

    def _ends(self, scope: Scope, start: int, end: int) -> bool:
        """Whether a noun phrase ends as a name does: with an entity, or with the class word of an organ."""
        return any(one.end == end and one.start > start for one in scope.entities) or self._ends_organ.search(scope.text, start, end) is not None

    def near(self, scope: Scope, offset: int, verb: int) -> bool:
        """Whether little but times stands between a doer and a verb: 中国共产党|于去年9月|召开."""
        told = sum(one.end - one.start for one in scope.times if offset <= one.start and one.end <= verb)
        return verb - offset - told <= _NEAR

    def widened(self, scope: Scope, low: int, verb: int, head: Span) -> Span:
        """A head that only opens the noun phrase before the verb, as that phrase: 中国|驻老挝使馆."""
        kind = next((one.type for one in scope.entities if one.start == head[0] and one.end == head[1]), "")
        if kind not in ("place", "area", "organ") or self.cues["joint"].search(scope.text, head[1], verb):
            return head
        phrase = self.phrase(scope, low, verb)
        if kind == "organ" and not (phrase and self._organ.fullmatch(scope.text, head[1], phrase[0][1])):
            return head     # 国务院|调查组
        whole = phrase and phrase[0][0] == head[0] and phrase[0][1] > head[1] and self._ends(scope, *phrase[0]) and not any(one.start >= head[1] and one.end <= phrase[0][1] and one.type == "person" for one in scope.entities)
        return phrase[0] if whole and not self._aside_word.search(scope.text, head[1], phrase[0][1]) and not _JOINED.match(scope.text, head[1]) else head

    def _coordinated(self, scope: Scope, first: EntityMention, inside: Sequence[EntityMention]) -> list[Span]:
        run = [first]
        for one in inside:
            if one.start < run[-1].end:
                continue
            between = scope.text[run[-1].end:one.start]
            persons = one.type == first.type == "person"
            titled = persons and len(between) < 16 and _JOINED.search(between)
            if _JOINED.fullmatch(between) or titled or persons and not between:
                run.append(one)
        return [(one.start, one.end) for one in run]

    def _free(self, scope: Scope, low: int, one: EntityMention) -> bool:
        """No preposition before it (在北京召开), no 的 behind it, no verb of meeting inside; nobody who sends another (县长特别代表)."""
        if self._others.fullmatch(scope.text, one.start, one.end) or self._sent.match(scope.text, one.end):
            return False
        counted = next((figure.start for figure in scope.figures if figure.end == one.start), one.start)   # 为12家企业
        held = self._held.match(scope.text, one.end)       # 在县政府今天举行的论坛上: 在 belongs to the meeting
        return not self.cues["host"].search(scope.text, one.start, one.end) and (held or not self._aside.search(scope.text, max(low, counted - 2), counted)) and not scope.text.startswith("的", one.end)

    def openers(self, scope: Scope, verb: int, kinds: Sequence[str]) -> list[Span]:
        """The doers that open an earlier clause of the sentence."""
        for low, high in scope.clauses_before(verb):
            if self._said.search(scope.text[low:high]):
                break  # 王建国表示，祝贺中方成功举办论坛
            begin = scope.after_times(low, high)
            opener = next((one for one in scope.entities if one.end <= high and one.type in kinds
                           and (one.start == begin or one.start > begin and _CORE.fullmatch(scope.text, begin, one.start))), None)
            if opener is not None and opener.type == "organ" and "person" in kinds:
                opener = next((one for one in scope.entities if one.type == "person" and opener.end <= one.start < min(high, opener.end + 40)), opener)
            if opener is not None and self._free(scope, low, opener):
                return self._coordinated(scope, opener, [one for one in scope.entities if low <= one.start < high and one.type in kinds])
        return []

    def _actors(self, scope: Scope, verb: int, kinds: Sequence[str]) -> list[Span]:
        for action in scope.actions:
            if action.actor_span and action.start <= verb < action.end:
                low, high = action.actor_span
                return [(one.start, one.end) for one in scope.entities if low <= one.start and one.end <= high and one.type in kinds
                        and self._free(scope, low, one)]
        return []

    def unnamed(self, scope: Scope, verb: int) -> list[Span]:
        """The actor that stands in the verb's own clause, though it is no entity (协作省份每年召开)."""
        low, _ = scope.clause(verb)
        return [action.actor_span for action in scope.actions
                if action.actor_span and action.start <= verb < action.end and low <= action.actor_span[0] < action.actor_span[1] <= verb
                and not self._others.fullmatch(scope.text, *action.actor_span)][:1]

    def listed(self, scope: Scope, verb: int, start: int | None = None) -> list[Span]:
        """The items of a list of those who attend: 19个省市、自治区、兵团负责同志参加会议. An item without a name is taken whole.

        It begins at `start`, or with the clause of the verb.
        """
        text = scope.text
        low = scope.clause(verb)[0] if start is None else start
        low = scope.after_times(low, verb)
        high = verb - len(found[0]) if (found := self._adverbs.search(text[low:verb])) else verb
        spans: list[Span] = []
        for start, end in items(text, low, high):
            start, end = self._stripped(text, start, end)
            if end - start < 2:
                continue
            named = [one for one in scope.entities if start <= one.start and one.end <= end and one.type in PEOPLE]
            persons = [(one.start, one.end) for one in named if one.type == "person"]
            counted = next((party(text, one) for one in scope.figures if start <= one.start < end and (start == one.start or party(text, one)[1] == end)), None)
            if counted and counted[0] > start and text[counted[0] - 1] == "等":
                spans.append((start, end))
            elif persons or counted:
                spans += persons or [counted]  # type: ignore[list-item]
            elif named and named[0].start == start and self._and.match(text, named[0].end):
                spans.append((start, named[0].end))
            elif place := next((one for one in named if one.type == "place" and one.end == end and text[one.start - 1] == "和" and one.start - start > 4), None):
                spans += [(start, place.start - 1), (place.start, end)]     # 中央有关部门和北京市
            elif spans or self._chiefs.search(text[start:end]) or named and named[0].start == start or self._leads(text, start, high):
                spans.append((start, end))
        return spans

    def bare_end(self, text: str, start: int, end: int) -> int:
        """Where an item of a list ends that has adverbs or 等 behind it."""
        found = self._adverbs.search(text[start:end])
        return start + found.start() if found else end

    def _stripped(self, text: str, start: int, end: int) -> Span:
        """An item of a list without 以及 before it, and without 等 and the people of an organ behind: 兵团|负责同志."""
        joined = self._joined.match(text, start, end)
        start = joined.end() if joined else start
        found = self._leaders.search(text[start:end])
        return (start, start + found.start()) if found and found.start() else (start, end)

    def _leads(self, text: str, start: int, high: int) -> bool:
        """Whether the list that begins at `start` ends with people of an organ: 地州市师和有关部门|负责同志."""
        return self._leaders.search(text[start:high]) is not None
