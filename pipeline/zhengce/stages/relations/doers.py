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
ORGANS = ("organ", "place")
PEOPLE = ("organ", "person", "place", "group")


class Doers:
    """Finds who does it."""

    def __init__(self, cues: Cues):
        self.cues = cues
        self._aside = re.compile(rf"(?:{cues.source('before')})$")
        self._sent = re.compile(rf"[^，。；、]{{0,4}}(?:{cues.source('proxy')})")
        self._held = re.compile(rf"[^，。；、]{{0,16}}(?:{cues.source('host')})的")
        self._others = re.compile(cues.source("others"))
        self._leaders = re.compile(rf"(?:{cues.source('leader')})$")
        self._chiefs = re.compile(rf"(?:{cues.source('chief')})$")
        self._adverbs = re.compile(rf"(?:{cues.source('adverb')}|{cues.source('attend')}|也|都|均|还|曾|并|将)+$")

    def before(self, scope: Scope, verb: int, kinds: Sequence[str]) -> list[Span]:
        """Spans of the doers of the verb at `verb`."""
        low, _ = scope.clause(verb)
        joint = self.cues["joint"].search(scope.text, low, verb)
        if joint:
            partners = self.run(scope, joint.end(), verb, kinds)
            if not partners:
                # 县政府会同市水利局 read as one organ: its second half
                partners = [(joint.end(), one.end) for one in scope.entities if one.start < joint.start() and joint.end() < one.end <= verb]
            if partners:
                return [*(span for span in self.run(scope, low, joint.start(), kinds) if span[1] == joint.start()), *partners]
        run = self.run(scope, low, verb, kinds)
        if run or self._others.search(scope.text, low, verb):
            return run  # 他要求双方举行会晤: not whoever opens the sentence
        return self._openers(scope, verb, kinds) or self._actors(scope, verb, kinds)

    def run(self, scope: Scope, low: int, high: int, kinds: Sequence[str]) -> list[Span]:
        """The first doer of text[low:high], a person before an organ, and those coordinated with it."""
        inside = [one for one in scope.entities if low <= one.start and one.end <= high and one.type in kinds and self._free(scope, low, one)]
        first = next((one for one in inside if one.type == "person"), inside[0] if inside else None)
        return [] if first is None else self._coordinated(scope, first, inside)

    def within(self, scope: Scope, low: int, high: int, kinds: Sequence[str]) -> list[Span]:
        """All of these kinds between two offsets that nothing there makes a part of another."""
        return [(one.start, one.end) for one in scope.entities if low <= one.start and one.end <= high and one.type in kinds and not scope.text.startswith("的", one.end)]

    def _coordinated(self, scope: Scope, first: EntityMention, inside: Sequence[EntityMention]) -> list[Span]:
        run = [first]
        for one in inside:
            if one.start < run[-1].end:
                continue
            between = scope.text[run[-1].end:one.start]
            titled = one.type == first.type == "person" and len(between) < 16 and _JOINED.search(between)
            if _JOINED.fullmatch(between) or titled:
                run.append(one)
        return [(one.start, one.end) for one in run]

    def _free(self, scope: Scope, low: int, one: EntityMention) -> bool:
        """No preposition before it (在北京召开), no 的 behind it, no verb of meeting inside; nobody who sends another (县长特别代表)."""
        if self._others.fullmatch(scope.text, one.start, one.end) or self._sent.match(scope.text, one.end):
            return False
        held = self._held.match(scope.text, one.end)       # 在县政府今天举行的论坛上: 在 belongs to the meeting
        return not self.cues["host"].search(scope.text, one.start, one.end) and (held or not self._aside.search(scope.text, max(low, one.start - 2), one.start)) and not scope.text.startswith("的", one.end)

    def _openers(self, scope: Scope, verb: int, kinds: Sequence[str]) -> list[Span]:
        """The doers that open an earlier clause of the sentence."""
        for low, high in scope.clauses_before(verb):
            begin = scope.after_times(low, high)
            opener = next((one for one in scope.entities if one.end <= high and one.type in kinds
                           and (one.start == begin or one.start > begin and _CORE.fullmatch(scope.text, begin, one.start))), None)
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
        spans = []
        for start, end in items(text, low, high):
            named = [one for one in scope.entities if start <= one.start and one.end <= end and one.type in PEOPLE]
            counted = next((party(text, one) for one in scope.figures if start == one.start), None)
            people = self._leaders.search(text[start:end])
            if self._chiefs.search(text[start:end]) and not counted:
                spans.append((start, end))
            elif named and (named[0].start == start or named[0].type == "person"):
                spans += [(one.start, one.end) for one in named if one.type == "person"] or [(named[0].start, named[0].end)]
            elif counted:
                spans.append(counted)
            elif people and people.start():
                spans.append((start, start + people.start()))
            elif spans:
                spans.append((start, end))
        return spans
