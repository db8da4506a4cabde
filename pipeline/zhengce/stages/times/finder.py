"""Times: dates, periods, recurring times, each resolved against the document's date.

Start reading at `TimeFinder.find`: it walks the text from trigger to trigger; at each, `_read` tries the forms of `time_grammar`
and asks `time_reading` for their days.
"""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left
from dataclasses import replace

from zhengce.config import Config
from zhengce.stages.mentions import TimeMention
from zhengce.stages.times import calendar, grammar
from zhengce.stages.times.calendar import Interval, read_number
from zhengce.stages.times.document_date import read_clock
from zhengce.stages.times.reading import Clock, joined, read_event, read_head, read_span, read_sub
from zhengce.stages.view import View

Found = tuple[int, Interval]
"""Where a time ends, and what it means."""


class TimeFinder:
    """Finds and resolves time expressions."""

    def __init__(self, config: Config):
        self.head, self.sub = grammar.head_pattern(), grammar.sub_pattern()
        self.span, self.event, self.frame = grammar.span_pattern(), grammar.event_pattern(), grammar.frame_pattern()
        self.scope, self.every = grammar.scope_pattern(), grammar.every_pattern()
        self.trigger = re.compile(_trigger())

    def find(self, view: View) -> list[TimeMention]:
        """Time mentions in text order, disjoint."""
        return self.find_in(view.text, read_clock(view), set(view.tokens.starts) | {len(view.text)})

    def find_in(self, text: str, clock: Clock, boundaries: set[int] | None = None) -> list[TimeMention]:
        """Time mentions of a text read by a clock; words such as 全年 must lie on `boundaries`, so that 健全年度 has none."""
        found: list[TimeMention] = []
        titles = _titles(text)
        behind = told_end = 0
        for trigger in self.trigger.finditer(text):
            start = trigger.start()
            if start < behind or _inside(titles, start):
                continue
            read = self._read(text, start, clock, boundaries)
            if read is None:
                continue
            end, meaning = read
            if self._indefinite(text, start, end, told_end):
                continue
            behind = end
            if not meaning.recurring:
                told_end = end
            if text[start - 1:start] not in _COMPARING and not text.startswith(_OTHER_YEARS, start):
                clock.tell(meaning)
            found.append(TimeMention(start, end, meaning.granularity, meaning.begin, meaning.finish, meaning.recurring, meaning.anchor))
        return found

    @staticmethod
    def _indefinite(text: str, start: int, end: int, told_end: int) -> bool:
        """A word that points nowhere: 当年 and 次年 without a time before them in the sentence, 今天 at the head of a clause (nowadays)."""
        word = grammar.words().get(text[start:end])
        if word is None or word.recurring:
            return False
        if word.unit == "day" and word.basis == "document":
            return start == 0 or text[start - 1] in _CLAUSE_MARKS or text[end:end + 1] == "的"
        return word.form in _POINTING and (not told_end or any(mark in text[told_end:start] for mark in "。；\n"))

    def _read(self, text: str, start: int, clock: Clock, boundaries: set[int] | None) -> Found | None:
        """The time at `start`, its range and frame included."""
        if start and text[start - 1] in _NUMERALS and text[start] in _NUMERALS:
            return None
        event = self.event.match(text, start)
        # 粉碎“四人帮”以后 names no stretch of time that facts are reported for; 十一届三中全会以后 does.
        if event and (event["years"] and text.startswith(_AT, event.end()) or event["frame"] and (
                not event["event"] or event["frame"] in _SINCE)):
            meaning = read_event(event)
            return None if meaning is None else (event.end(), meaning)
        every = self.every.match(text, start)
        if every:
            return every.end(), Interval(None, None, "multi_year")
        if start and text[start] in _NUMERALS and text[start - 1] in "第.·":
            if text[start - 1] != "第":
                return None
        read = self._range(text, start, clock, boundaries) or self._span(text, start, clock)
        if read is None:
            return None
        end, meaning = read
        frame = self.frame.match(text, end)
        if frame is None and text.startswith(tuple(grammar.periods()), start) and text[end - 1] == "期":
            return None
        if frame and not (meaning.recurring and frame.lastgroup in ("during", "until_now")):
            if frame.lastgroup == "before" and meaning.begin and clock.year and meaning.finish.year < clock.year and text[start] not in "12" \
                    and clock.told_year != clock.year and not self.head.match(text, start):
                meaning = replace(meaning, begin=calendar.same_day(meaning.begin, clock.year), finish=calendar.same_day(meaning.finish, clock.year))
            meaning = _framed(meaning, frame.lastgroup, frame[0])
            end = frame.end()
        return end, meaning

    def _point(self, text: str, start: int, clock: Clock, boundaries: set[int] | None) -> Found | None:
        """One point or period, without range and frame."""
        head = self.head.match(text, start)
        if head and head["short_year"] and _approximate(head["short_year"]):
            head = None
        if head is None:
            return self._free(text, start, clock, boundaries)
        meaning = read_head(head, clock)
        if meaning is None:
            return None
        end = head.end()
        if head["year"] or head["short_year"] or head["word"]:
            at = end + (text[end:end + 1] == "的")
            run = _BARE_MONTHS.match(text, at)
            if run and meaning.granularity == "year":
                return run.end(), replace(_months(run, meaning.begin.year if meaning.begin else None), recurring=meaning.recurring)
            sub = self.sub.match(text, at)
            if sub and not (at > end and sub["part"] and len(sub["part"]) == 1):
                part = read_sub(sub, meaning)
                if part is not None and not (meaning.granularity == "day" or sub["part"] and sub["part"] in ("年内",)):
                    end, meaning = sub.end(), replace(part, recurring=meaning.recurring)
            if head["word"] and text.startswith("同期", end):
                end += 2
                meaning = _same_period(meaning, clock)
        return end, meaning

    def _free(self, text: str, start: int, clock: Clock, boundaries: set[int] | None) -> Found | None:
        """A part of a year that the text is already speaking of: 6月, 三季度, 年底."""
        run = _BARE_MONTHS.match(text, start)
        if run:
            return run.end(), _months(run, clock.narrative_year())
        sub = self.sub.match(text, start)
        if sub is None:
            return None
        if sub["part"]:
            part = grammar.parts()[sub["part"]]
            if not part.alone or boundaries is not None and not (start in boundaries and sub.end() in boundaries):
                return None
            if start and text[start - 1] in _NUMERALS + "多余几":
                return None
        year = clock.narrative_year()
        meaning = read_sub(sub, calendar.years(year, year) if year else None)
        return None if meaning is None else (sub.end(), meaning)

    def _range(self, text: str, start: int, clock: Clock, boundaries: set[int] | None) -> Found | None:
        """A point, or two of them joined: 2021—2025年, 8月11日至18日, 2018年2—4月."""
        years = _BARE_YEARS.match(text, start)
        if years:
            return _years(years)
        first = self._point(text, start, clock, boundaries)
        if first is None:
            return None
        end, meaning = first
        join = _JOIN.match(text, end)
        if join is None or meaning.recurring:
            return first
        day = _BARE_DAY.match(text, join.end())
        if day and meaning.granularity == "day" and meaning.begin:
            last = calendar.day(meaning.begin.year, meaning.begin.month, read_number(day["day"]) or 1)
            return (day.end(), joined(meaning, last)) if last else first
        inner = Clock(clock.date, clock.year, clock.told_year, clock.told_month, clock.told_day)
        inner.tell(meaning)
        second = self._point(text, join.end(), inner, boundaries)
        if second is None or second[1].recurring:
            return first
        if meaning.granularity == "day" and second[1].granularity not in ("day",):
            return first
        return second[0], joined(meaning, second[1])

    def _span(self, text: str, start: int, clock: Clock) -> Found | None:
        """A number of years placed in time: 过去五年, 五年来, 十年间."""
        match = self.span.match(text, start)
        if match is None or not (match["lead"] or match["behind"]):
            return self._scope(text, start, clock)
        if match["span_months"] and not match["lead"]:
            return None
        meaning = read_span(match, clock)
        return None if meaning is None else (match.end(), meaning)


    def _scope(self, text: str, start: int, clock: Clock) -> Found | None:
        """A bare number of years that scopes its clause: 十年增长近八成; not the length of something (用五年时间)."""
        match = self.scope.match(text, start)
        if match is None:
            return None
        told, count = clock.told_period, read_number(match["number"])
        if told and count == told.finish.year - told.begin.year + 1:
            return match.end(), told
        behind_mark = start == 0 or text[start - 1] in "，。；：！？\n"
        if not count or count < 2 or match["clause"] is not None and not behind_mark or text[start - 1] == "的":
            return None
        return match.end(), Interval(None, None, "multi_year")


_CLAUSE_MARKS = "的，。；：！？、—“”\n "
_POINTING = tuple(word.form for word in grammar.words().values() if word.basis == "narrative" and word.pointing)
_AT = tuple(form for form, role in grammar.frames() if role == "at")
_SINCE = tuple(form for form, role in grammar.frames() if role == "since")
_NUMERALS = "0123456789" + grammar.HAN_DIGITS + "十百千万亿两"
_COMPARING = tuple(frame.form for frame in grammar.frames().values() if frame.role == "compare")
_OTHER_YEARS = tuple(word.form for word in grammar.words().values() if word.basis == "narrative" and word.offset)
_JOIN = re.compile(grammar.JOIN)
_BARE_DAY = re.compile(rf"(?P<day>{grammar.DAY})[日号]")
_BARE_YEARS = re.compile(rf"(?P<low>{grammar.YEAR}){grammar.JOIN}(?P<high>{grammar.YEAR}|[0-9]{{2}}|[{grammar.HAN_DIGITS}]{{2}})年"
                         rf"|(?<=[（(])(?P<first>[12][0-9]{{3}})[—–\-~～]{{1,2}}(?P<last>[12][0-9]{{3}})(?=[）)])")
_BARE_MONTHS = re.compile(rf"(?P<low>{grammar.MONTH})(?:月(?:份)?)?{grammar.JOIN}(?P<high>{grammar.MONTH})月(?:份(?!额))?(?!{grammar.DAY}[日号])")
_TITLE = re.compile("《[^《》\n]{1,80}》")


def _titles(text: str) -> list[tuple[int, int]]:
    """Spans of document titles: a year inside a name is part of the name."""
    return [match.span() for match in _TITLE.finditer(text)]


def _inside(spans: list[tuple[int, int]], offset: int) -> bool:
    index = bisect_left(spans, (offset, -1)) - 1
    return any(start <= offset < end for start, end in spans[max(0, index):index + 2])


def _trigger() -> str:
    """Any character that a time expression can start with."""
    forms = [*grammar.words(), *grammar.periods(), *grammar.events()]
    forms += [part.form for part in grammar.parts().values() if part.alone]
    forms += [frame.form for frame in grammar.frames().values() if frame.role in ("past", "coming", "this", "first", "last")]
    firsts = {form[0] for form in forms} | set(_NUMERALS) - set("万亿") | set("“第本上公党中我")
    return f"[{re.escape(''.join(sorted(firsts)))}]"


def _years(match: re.Match[str]) -> Found | None:
    """2021—2025年, 一九五三—五七年: a range of years of which the first lacks 年."""
    low, high = read_number(match["low"] or match["first"]), read_number(match["high"] or match["last"])
    if low is None or high is None:
        return None
    if high < 100:
        high += low // 100 * 100
    return (match.end(), calendar.years(low, high)) if low < high < low + 200 else None


def _months(match: re.Match[str], year: int | None) -> Interval:
    """1—8月 of a year."""
    low, high = read_number(match["low"]) or 1, read_number(match["high"]) or 12
    if year is None or low > high:
        return Interval(None, None, "month")
    return calendar.months(year, low, high)


def _framed(meaning: Interval, role: str | None, form: str) -> Interval:
    """The time that a frame makes of another."""
    if role in ("since", "until_now"):
        return meaning.since()
    if role == "after":
        named = meaning.anchor is not None and meaning.finish is not None
        begin = meaning.finish + dt.timedelta(days=1) if named else meaning.begin
        return replace(meaning.since(), begin=begin)
    if role == "before":
        return meaning.until()
    if role == "during" and meaning.begin and meaning.finish and meaning.finish.year - meaning.begin.year == 99:
        return meaning.until()          # 本世纪内: by its end
    return meaning


def _same_period(year: Interval, clock: Clock) -> Interval:
    """上年同期, 去年同期: the months of that year which the text is speaking of; the whole year where it names none."""
    told = clock.told
    if told is None or told.granularity in ("multi_year", "open"):
        return year
    if year.begin is None or told.begin is None or told.finish is None:
        return replace(year, granularity=told.granularity)
    last = told.finish.replace(year=year.begin.year, day=1)
    finish = calendar.month(last.year, last.month).finish if told.granularity != "day" else calendar.same_day(told.finish, last.year)
    return Interval(calendar.same_day(told.begin, year.begin.year), finish, told.granularity)


def _approximate(digits: str) -> bool:
    """三五年, 七八年: three to five years, seven or eight; not 1935 and 1978."""
    low, high = (read_number(digit) or 0 for digit in digits)
    return high == low + 1 or digits == "三五"
