"""Times: dates, periods, recurring times, each resolved against the document's date.

Start reading at `TimeFinder.find_in`: it walks the text from trigger to trigger (`grammar.trigger_pattern`) and reads what stands at each
by `forms`.
"""

from __future__ import annotations

from zhengce.config import Config
from zhengce.stages.mentions import TimeMention
from zhengce.stages.times import grammar, tables
from zhengce.stages.times.calendar import Interval
from zhengce.stages.times.clock import Clock
from zhengce.stages.times.document_date import read_clock
from zhengce.stages.times.forms import NUMERALS, Forms
from zhengce.stages.times.plans import plan_years
from zhengce.stages.times.standing import read_ahead, read_standing
from zhengce.stages.view import View
from zhengce.text.segment import Tokens


class TimeFinder:
    """Finds and resolves time expressions."""

    def __init__(self, config: Config):
        self.forms = Forms()
        self.trigger = grammar.trigger_pattern()

    def find(self, view: View) -> list[TimeMention]:
        """Time mentions in text order, disjoint."""
        return self.find_in(view.text, read_clock(view), view.tokens)

    def read(self, text: str, clock: Clock) -> Interval | None:
        """The time that the whole of `text` writes; None where it writes none."""
        ahead = read_ahead(text, clock, lambda part: self.read(part, clock)) if clock.date else None
        if ahead:
            return ahead
        now = Clock(clock.date, clock.year, reviewing=clock.reviewing, alone=True)
        at = self.forms.read(text, 0, now, None) if text else None
        found = at[1] if at and at[0] == len(text) else None
        if found and (found.begin or found.finish or found.recurring):
            return found
        return read_standing(text, clock, lambda part: self.read(part, clock)) or found

    def find_in(self, text: str, clock: Clock, tokens: Tokens | None = None) -> list[TimeMention]:
        """Time mentions of a text read by a clock; parts such as 年内 must be made of whole `tokens`, so that 青年内部 has none.

        Titles in 《》 are passed over: a year inside a name is part of the name.
        """
        found: list[TimeMention] = []
        behind = told_end = 0
        for trigger in self.trigger.finditer(text):
            start = trigger.start()
            if start < behind or text[start] in "《（" or text.startswith("学前", start - 1):          # 学前一年教育
                continue
            if text[start - 1:start] == "（" and found and found[-1].end == start - 1 and text[found[-1].start:start - 1] in _OWN_DAYS:
                clock.told_year, clock.told_month = clock.year, None          # 今天（2月19日） is the document's own day
            if clock.fleeting and clock.told_year is not None and "\n" in text[told_end:start]:
                clock.told_year = clock.told_month = None          # a paragraph of an undated text tells its own year
            named = _named_start(text, start)
            if named is None and text[start] in _FESTIVE:
                named = grammar.festive_start(text, start)
            read = self.forms.read(text, named, clock, tokens) if named is not None and named >= behind else None
            if read and named is not None:
                start = named
            elif text[start] not in _TAILS:
                read = self.forms.read(text, start, clock, tokens)
            if read is None:
                plan = grammar.PLAN_NAME.match(text, start) if text[start] in _PLAN_FIRSTS else None
                if plan:
                    clock.told_periods.setdefault(5, plan_years(plan))          # a document here, but 五年内 behind it are its years
                continue
            end, meaning = read
            if self._indefinite(text, start, end, told_end):
                continue
            behind = end
            if not meaning.recurring:
                told_end = end
            ahead = clock.fleeting and text.endswith(_AHEAD, 0, start)
            if not ahead and not text.endswith(_COMPARING, 0, start) and not text.startswith(_OTHER_YEARS, start):
                clock.tell(meaning)
            found.append(TimeMention(start, end, meaning.granularity, meaning.begin, meaning.finish, meaning.recurring, meaning.anchor))
        return found

    @staticmethod
    def _indefinite(text: str, start: int, end: int, told_end: int) -> bool:
        """A word that points nowhere: 当年 and 次年 without a time before them in the sentence, 今天 at the head of a clause (nowadays)."""
        word = tables.words().get(text[start:end])
        if word is None or word.recurring:
            return False
        if word.unit == "day" and word.basis == "document":
            if word.offset or word.form in _EVENINGS or text[end:end + 1] == "（" or f"{text[start:end]}（" in text:          # a text that says which day 今天 is
                return False
            return start == 0 or text[start - 1] in _CLAUSE_MARKS or text[end:end + 1] == "的"
        return word.form in _POINTING and (not told_end or any(mark in text[told_end:start] for mark in "。；\n"))

_AHEAD = ("到", "至", "直到", "预计", "力争", "计划")
"""What stands in front of a year to come, which is not the one that the text speaks of."""
_EVENINGS = frozenset(("今晚", "今晨", "今早"))
_CLAUSE_MARKS = "的，。；：！？、—“”\n "
_POINTING = tuple(word.form for word in tables.words().values() if word.basis == "narrative" and word.pointing)
_COMPARING = tuple(frame.form for frame in tables.frames().values() if frame.role == "compare")
_OTHER_YEARS = tuple(word.form for word in tables.words().values() if word.basis == "narrative" and word.offset)
_PARTY = sorted(grammar.PARTY, key=len, reverse=True)
_PARTY_ENDS = frozenset(form[-1] for form in _PARTY)
_FESTIVE = frozenset(frame.form[0] for frame in tables.frames().values() if frame.role == "festive")
_TAILS = frozenset("以之时期")
_PLAN_FIRSTS = "第“\"‘"
_OWN_DAYS = frozenset(word.form for word in tables.words().values() if word.unit == "day" and word.basis == "document")


def _named_start(text: str, at: int) -> int | None:
    """Where the name of an event begins that ends before `at`: 改革开放|以来, 新中国成立|70年来, 党的|十八大以来; None else."""
    if text[at] in NUMERALS or text[at] == "第":
        party = next((at - len(form) for form in _PARTY if text.startswith(form, at - len(form))), None) if text[at - 1:at] in _PARTY_ENDS else None
        if party is not None:
            return party
    return grammar.name_before(text, at)
