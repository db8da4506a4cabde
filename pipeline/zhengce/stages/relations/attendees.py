"""Who attends: before the verb with all whom the sentence lists, behind it, or as a speaker at the meeting."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhengce.stages.relations.cues import Cues
from zhengce.stages.relations.doers import Doers
from zhengce.stages.relations.meeting_names import MeetingNames, Topics
from zhengce.stages.relations.scope import Scope, Span, items, party

_FAR = 16
"""Characters from the start of a clause to its verb, at most, where the one who opens the sentence attends."""


class Attendees:
    """Finds who attends."""

    def __init__(self, cues: Cues, doers: Doers):
        self.cues, self.doers = cues, doers
        self._aside = re.compile(cues.source("before"))
        self._list_end = re.compile(rf"(?:{cues.source('leader')}|{cues.source('chief')})等?$")
        self._also = re.compile(r"[^，。；：\n]{0,14}(?:有|是)：?")

    def before(self, scope: Scope, verb: int) -> list[Span]:
        """Those before a verb: persons, else the items of a list; and the lists in the clauses before it."""
        low, _ = scope.clause(verb)
        persons = self._persons(scope, low, verb)
        heads = persons or self.doers.listed(scope, verb) or self.doers.before(scope, verb, ("person",))
        if heads and heads[0][0] < low:
            # 对各位嘉宾出席论坛表示欢迎: not whoever opens the sentence
            return [] if self._aside.match(scope.text, low) or verb - scope.after_times(low, verb) > _FAR else heads
        for start, end in scope.clauses_before(verb):
            if not self._only_list(scope, start, end):
                break
            heads = [*(self._persons(scope, start, end) or self.doers.listed(scope, end, start)), *heads]
        return heads

    def _persons(self, scope: Scope, low: int, high: int) -> list[Span]:
        """The persons of a clause; between two of a list, whoever stands there by a name alone."""
        found = self.doers.run(scope, low, high, ("person",))
        if not found or found[-1][1] >= high:
            return found
        if scope.text[found[0][1]] != "、":
            return found
        return sorted({*found, *self._names(scope, found[0][1] + 1, high)})

    def _names(self, scope: Scope, low: int, high: int) -> Iterator[Span]:
        """Items of a list that look like names that no model knew: 2 to 3 characters, and no entity but a place of no known name."""
        for start, end in items(scope.text, low, high):
            middle = scope.text.find("和", start, end)
            for span in ((start, end),) if middle < 0 else ((start, middle), (middle + 1, end)):
                stop = self.doers.bare_end(scope.text, *span)
                known = any(one.start < stop and span[0] < one.end and not (one.type == "place" and one.code is None) for one in scope.entities)
                if 2 <= stop - span[0] <= 3 and not known:
                    yield span[0], stop

    def _only_list(self, scope: Scope, low: int, high: int) -> bool:
        """Whether a clause is nothing but a list of people and organs that goes on in the next."""
        if high - low > 80 or any(low <= one.start < high for one in scope.actions) or self.cues["attend"].search(scope.text, low, high) or self.cues["host"].search(scope.text, low, high):
            return False
        if any(one.end == high for one in scope.times):
            return False
        return any(one.end == high and one.type in ("organ", "person") for one in scope.entities) or self._list_end.search(scope.text, low, high) is not None

    def behind(self, scope: Scope, offset: int) -> list[Span]:
        """Whom the noun phrase at `offset` names: 出席大会的|老挝总理宋赛, 120名代表."""
        _, high = scope.clause(offset)
        first = next((one for one in scope.figures if one.start <= offset + 2 and offset <= one.start and one.kind == "count"), None)
        if first:
            return [party(scope.text, first)]
        named = [one for one in scope.entities if offset <= one.start and one.end <= min(high, offset + 24) and (one.type == "person" or one.type == "organ" and (one.end == high or scope.text[one.end] in "，。；、"))]
        first_named = next((one for one in named if one.type == "person"), named[-1] if named else None)
        return [(first_named.start, first_named.end)] if first_named else []

    def listed_behind(self, scope: Scope, offset: int) -> list[Span]:
        """出席会议的还有王建国、李和平: the persons behind."""
        also = self._also.match(scope.text, offset, scope.end)
        if also is None:
            return []
        known = [(one.start, one.end) for one in scope.entities if also.end() <= one.start and one.type == "person"]
        return sorted({*known, *self._names(scope, also.end(), scope.end)}) if known else []

    def speaking(self, scope: Scope, names: MeetingNames, topics: Topics) -> Iterator[tuple[Span, Span]]:
        """在水利论坛上，王建国表示…; 王建国在水利论坛上致辞."""
        for at in self.cues["at"].finditer(scope.text, scope.start, scope.end):
            low, high = scope.clause(at.start())
            tails = self._meetings_at(scope, low, at.end() - 1, names, topics)
            if not tails:
                continue
            heads = self._speakers(scope, low, at.start(), at.end(), high)
            yield from ((head, tail) for head in heads for tail in tails)

    def _meetings_at(self, scope: Scope, low: int, end: int, names: MeetingNames, topics: Topics) -> list[Span]:
        """The meetings that end before 上: behind 在, or from the clause's start."""
        opened = scope.text.rfind("在", low, end)
        start = opened + 1 if opened >= 0 else scope.after_times(low, end)
        found = names.behind(scope, start)
        start = max(start, scope.text.rfind("的", start, end) + 1)
        found = found if found and found[-1][1] == end else names.behind(scope, start)      # 会晤后的新闻发布会
        if found and found[-1][1] == end:
            return found
        bare = names.bare(scope, start)
        if bare is None or bare[1] != end or names.vague(scope.text[slice(*bare)]):
            return []
        return [topics.last(scope.text, scope.text[slice(*bare)], names, start) or bare]

    def _speakers(self, scope: Scope, low: int, meeting: int, at: int, high: int) -> list[Span]:
        """The last person before 在; else those who open the clause behind 上."""
        before = [one for one in scope.entities if low <= one.start and one.end <= meeting and one.type == "person"]
        if before:
            return [(before[-1].start, before[-1].end)]
        start = at + 1 if at == high else at
        _, stop = scope.clause(start)
        return self.doers.run(scope, start, stop, ("person",)) if at == high else []
