"""The time that stands at a place of a text: a point or period, a range of two, the frame around them.

`Forms.read` tries the forms of `grammar` one after another; what they mean is in `reading`, `slices`, `spans` and `events`.
"""

from __future__ import annotations

import re
from dataclasses import replace

from zhengce.stages.times import calendar, grammar, tables
from zhengce.stages.times.calendar import Interval, read_number
from zhengce.stages.times.clock import Clock
from zhengce.stages.times.events import read_event
from zhengce.stages.times.festivals import festival_day, festivals
from zhengce.stages.times.reading import in_frame, joined, read_head
from zhengce.stages.times.slices import read_sub, same_period
from zhengce.stages.times.spans import read_span
from zhengce.stages.times.tables import lead_role
from zhengce.text.segment import Tokens

Found = tuple[int, Interval]
"""Where a time ends, and what it means."""

_AT = tuple(form for form, role in tables.frames() if role == "at")
_SINCE = tuple(form for form, role in tables.frames() if role == "since")
NUMERALS = "0123456789" + grammar.HAN_DIGITS + "十百千万亿两"
_EVENT_FIRSTS = frozenset(form[0] for form in tables.events()) | frozenset(NUMERALS + "第中我党")
_RUNNING = ("连续", "连着", "接连")
"""What makes a length of the years behind it: 连续3年增加."""
_INSIDE = frozenset("中里")
"""What makes a time of years that are told behind their bounds: 一九七〇年到一九七五年的六年[中]."""
_FESTIVAL_FIRSTS = frozenset(form[0] for form in festivals()) | frozenset("“\"")
_MONTH = re.compile(f"{grammar.MONTH}[月日]")
_JOIN = re.compile(grammar.JOIN)


class Forms:
    """The forms of time expressions, tried at a place."""

    def __init__(self) -> None:
        self.head, self.sub = grammar.head_pattern(), grammar.sub_pattern()
        self.span, self.event, self.frame = grammar.span_pattern(), grammar.event_pattern(), grammar.frame_pattern()
        self.festival = grammar.festival_pattern()
        self.scope, self.every = grammar.scope_pattern(), grammar.every_pattern()

    def read(self, text: str, start: int, clock: Clock, tokens: Tokens | None) -> Found | None:
        """The time at `start`, its range and frame included."""
        first = text[start]
        if first in _EVENT_FIRSTS:
            event = self._event(text, start, clock)
            if event:
                return event
        if first == "每":
            every = self.every.match(text, start)
            if every:
                return every.end(), Interval(None, None, "multi_year")
        if start and first in NUMERALS and text[start - 1] in "第个几数.·":
            return None
        read = self._range(text, start, clock, tokens) or self._span(text, start, clock)
        return read and self._framed(text, start, read, clock)

    def _event(self, text: str, start: int, clock: Clock) -> Found | None:
        """An event with what makes a time of it: 改革开放以来, 新中国成立70年来, 党成立一百周年时.

        粉碎“四人帮”以后 names no stretch of time that facts are reported for; 十一届三中全会以后 does.
        """
        event = self.event.match(text, start)
        if event is None or event["years"] and not text.startswith(_AT, event.end()):
            return None
        if event["event"] and event["frame"] and event["frame"] not in _SINCE:
            return None
        meaning = read_event(event, clock)
        return None if meaning is None else (event.end(), meaning)

    def _framed(self, text: str, start: int, read: Found, clock: Clock) -> Found | None:
        """A time with the frame behind it: 2012年以来, 6月底前."""
        end, meaning = read
        frame = self.frame.match(text, end)
        if frame is None:
            act = grammar.ACT_SINCE.match(text, end) if text[end - 1] in "年月日份" and text[start] in NUMERALS else None
            if act and not self.event.search(text, end, act.end()):
                return act.end(), meaning.since()
            named = text[end - 1] == "期" and text[start:end] in tables.periods()
            return None if named else read          # 过渡期 alone is the name of an arrangement
        role = frame.lastgroup
        if meaning.recurring and role in ("during", "until_now"):
            return read
        if role == "before" and meaning.begin and meaning.finish and clock.year and meaning.finish.year < clock.year and text[start] not in "12" \
                and clock.told_year != clock.year and not self.head.match(text, start):
            # 6月底前 in a text that has just spoken of last year is a deadline of this one.
            meaning = replace(meaning, begin=calendar.same_day(meaning.begin, clock.year), finish=calendar.same_day(meaning.finish, clock.year))
        return frame.end(), in_frame(meaning, role)

    def _point(self, text: str, start: int, clock: Clock, tokens: Tokens | None) -> Found | None:
        """One point or period, without range and frame."""
        head = None if _MONTH.match(text, start) else self.head.match(text, start)
        if head and head["short_year"] and _approximate(head["short_year"]):
            head = None
        if head is None:
            return self._free(text, start, clock, tokens)
        meaning = read_head(head, clock)
        if meaning is None:
            return None
        if head["year"] or head["short_year"] or head["word"]:
            return self._of_year(text, head.end(), meaning, clock)
        return head.end(), meaning

    def _of_year(self, text: str, end: int, meaning: Interval, clock: Clock) -> Found:
        """A year with the part of it that follows: 2018年2—4月, 今年的上半年, 去年同期."""
        at = end + (text[end:end + 1] == "的")
        if meaning.granularity == "year":
            if festive := self._festive(text, at, meaning):
                return festive
            run = self._run(text, at, meaning.begin.year if meaning.begin else None)
            if run:
                return run[0], replace(run[1], recurring=meaning.recurring)
        sub = self.sub.match(text, at)
        if sub and not (at > end and sub["part"] and len(sub["part"]) == 1):
            part = read_sub(sub, meaning)
            if part is not None and not (meaning.granularity == "day" or sub["part"] == "年内"):
                end, meaning = sub.end(), replace(part, recurring=meaning.recurring)
        if text.startswith("同期", end):
            return end + 2, same_period(meaning, clock)
        season = self.head.match(text, end) if meaning.granularity == "quarter" and text[end:end + 1] in "今明" else None
        next_season = read_head(season, clock) if season and season["word"] and len(season[0]) == 2 and season[0][1] in "春冬" else None
        return (season.end(), joined(meaning, next_season)) if season and next_season else (end, meaning)          # 去冬今春

    def _festive(self, text: str, at: int, year: Interval) -> Found | None:
        """A festival of a year: 今年国庆节, 2024年春节期间."""
        days = self.head.match(text, at) if text[at:at + 1] in _FESTIVAL_FIRSTS else None
        if days and days["festive"]:
            return days.end(), Interval(None, None, "day")
        named = self.festival.match(text, at)
        if named is None:
            return None
        day = festival_day(named[0], year.begin.year) if year.begin else None
        return named.end(), day or Interval(None, None, "day")

    @staticmethod
    def _run(text: str, start: int, year: int | None) -> Found | None:
        """Months or quarters of a year that share their unit: 1—8月, 一、二月份, 三、四季度."""
        months = grammar.BARE_MONTHS.match(text, start)
        if months and not (months["two"] and months["own"] or months["two"] and (read_number(months["high"]) or 0) - (read_number(months["low"]) or 0) != 1):
            return months.end(), _months(months, year)
        quarters = grammar.BARE_QUARTERS.match(text, start)
        if quarters is None:
            return None
        if year is None:
            return quarters.end(), Interval(None, None, "quarter")
        low, high = read_number(quarters["low"]) or 1, read_number(quarters["high"]) or 4
        return quarters.end(), calendar.months(year, 3 * low - 2, 3 * high, "quarter")

    def _free(self, text: str, start: int, clock: Clock, tokens: Tokens | None) -> Found | None:
        """A part of a year that the text is already speaking of: 6月, 三季度, 年底."""
        run = self._run(text, start, clock.narrative_year())
        if run:
            return run
        sub = self.sub.match(text, start)
        if sub is None:
            day = grammar.BARE_DATE.match(text, start)
            return day and (day.end(), clock.day_of_month(int(day["day"])))
        if sub["week"] or sub["weeks"]:
            return None
        if sub["part"]:
            part = tables.parts()[sub["part"]]
            if not part.alone or tokens is not None and not _whole(tokens, start, sub.end(), len(text)):
                return None
            if start and text[start - 1] in NUMERALS + "多余几":
                return None
        year = clock.narrative_year()
        meaning = read_sub(sub, calendar.years(year, year) if year else None)
        return None if meaning is None else (sub.end(), meaning)

    def _range(self, text: str, start: int, clock: Clock, tokens: Tokens | None) -> Found | None:
        """A point, or two of them joined: 2021—2025年, 8月11日至18日, 2018年2—4月."""
        if text[start] in NUMERALS:
            years = grammar.BARE_YEARS.match(text, start)
            if years:
                return _years(years)
        first = self._point(text, start, clock, tokens)
        if first is None:
            return None
        end, meaning = first
        join = _JOIN.match(text, end)
        if join is None or meaning.recurring:
            return first
        day = grammar.BARE_DAY.match(text, join.end())
        if day and meaning.granularity == "day":
            if meaning.begin is None:
                return day.end(), meaning
            last = calendar.day(meaning.begin.year, meaning.begin.month, read_number(day["day"]) or 1)
            return (day.end(), joined(meaning, last)) if last else first
        second = self._point(text, join.end(), clock.told_about(meaning), tokens)
        if second is None or second[1].recurring or meaning.granularity == "day" and second[1].granularity != "day":
            return first
        return second[0], joined(meaning, second[1])

    def _span(self, text: str, start: int, clock: Clock) -> Found | None:
        """A number of years placed in time: 过去五年, 五年来, 十年间."""
        match = self.span.match(text, start)
        if match is None or not (match["lead"] or match["behind"]):
            return self._scope(text, start, clock)
        if match["short"] and (match["lead"] == "近" or lead_role(match["lead"]) not in ("past", "coming")):
            return None          # 近三天 is as well nearly three
        if match["span_months"] and not match["lead"] and (match["behind"] or "")[-1:] not in ("来", "前"):
            return None          # 三个月内 is a length
        if match["lead"] and text[start - 1:start] in ("提", "推", "延"):
            return None          # 提前两年, 推后一年
        meaning = read_span(match, clock)
        return None if meaning is None else (match.end(), meaning)

    def _scope(self, text: str, start: int, clock: Clock) -> Found | None:
        """A bare number of years that scopes its clause: 十年增长近八成; not the length of something (用五年时间)."""
        match = self.scope.match(text, start)
        if match is None:
            return None
        count = read_number(match["number"])
        scoping = match["clause"] is None
        told = clock.told_periods.get(count or 0) if count != 1 else None
        if told and (scoping or start == 0 or text[start - 1] in "，。；：！？\n"):
            return match.end(), replace(told, anchor=None)
        inside = text[match.end():match.end() + 1] in _INSIDE
        if not count or count < 2 or not scoping or text[start - 1] == "的" and not inside or text.endswith(_RUNNING, 0, start):
            return None
        return match.end(), Interval(None, None, "multi_year")


def _whole(tokens: Tokens, start: int, end: int, length: int) -> bool:
    """Whether a token begins at `start` and one ends at `end`."""
    at = tokens.at(start)
    if tokens.starts[at] != start:
        return False
    return end == length or tokens.starts[tokens.at(end)] == end


def _years(match: re.Match[str]) -> Found | None:
    """2021—2025年, 一九五三—五七年, 1980、1981年: two years of which the first lacks 年."""
    low, high = read_number(match["low"] or match["first"]), read_number(match["high"] or match["last"])
    if low is None or high is None:
        return None
    if high < 100:
        high += low // 100 * 100
    if match["two"] and high != low + 1:
        return None
    return (match.end(), calendar.years(low, high)) if low < high < low + 200 else None


def _months(match: re.Match[str], year: int | None) -> Interval:
    """1—8月 of a year."""
    low, high = read_number(match["low"]) or 1, read_number(match["high"] or match["next"]) or 12
    if year is None or low > high:
        return Interval(None, None, "month")
    return calendar.months(year, low, high)


def _approximate(digits: str) -> bool:
    """三五年, 七八年: three to five years, seven or eight; not 1935 and 1978."""
    low, high = (read_number(digit) or 0 for digit in digits)
    return high == low + 1 or digits == "三五"
