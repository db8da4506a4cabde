"""What time expressions mean: from a match of the grammar to days, given what is known of the document and the text before."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from functools import lru_cache

from zhengce.stages.times import calendar, tables
from zhengce.stages.times.calendar import Interval, read_number
from zhengce.stages.times.clock import Clock
from zhengce.stages.times.grammar import LEADS, VAGUE


def read_head(match: re.Match[str], clock: Clock) -> Interval | None:
    """The time that the head of an expression names; None where the calendar has none such."""
    kind = match.lastgroup if match.lastgroup in _HEADS else next(name for name in _HEADS if match[name])
    return _HEADS[kind](match, clock)


def _year(match: re.Match[str], clock: Clock) -> Interval | None:
    number = read_number(match["year"])
    return calendar.years(number, number) if number else None


def _short_year(match: re.Match[str], clock: Clock) -> Interval | None:
    number = read_number(match["short_year"])
    return calendar.years(1900 + number, 1900 + number) if number else None


def _iso(match: re.Match[str], clock: Clock) -> Interval | None:
    return calendar.day(int(match["iso_year"]), int(match["iso_month"]), int(match["iso_day"]))


def _named(match: re.Match[str], clock: Clock) -> Interval:
    period = tables.periods()[match["named"] or match["tailed"]]
    whole = Interval(dt.date.fromisoformat(period.begin), dt.date.fromisoformat(period.finish), "multi_year", None, period.anchor)
    if not match["tailed_part"]:
        return whole
    return replace(whole, begin=None, finish=None)          # 抗日战争初期: nobody says where it ends


def plan_years(match: re.Match[str]) -> Interval:
    """The years of a plan that is only named: “十五五”规划."""
    plan = calendar.five_year_plan(read_number(match["number"] or match["name"]) or 0)
    return plan or Interval(None, None, "multi_year")


def _plan(match: re.Match[str], clock: Clock) -> Interval | None:
    """A five-year plan, or the part of it that follows its name: “七五”后三年, 第一个五年计划的最后一年."""
    name = match["plan"] or match["bare_plan"]
    plan = calendar.five_year_plan(read_number(name or match["plan_number"]) or 0)
    if not plan:
        return None
    if name:
        plan = replace(plan, anchor=f"“{name}五”时期")
    else:
        plan = replace(plan, anchor=f"第{match['plan_number']}个五年计划")
    kind = "plan" if match["plan"] else "number"
    part = match[kind + "_part"] or match["bare_part"]
    if part:
        return slice_of(plan, tables.parts()[part]) if part in tables.parts() else plan
    first, last = plan.begin.year, plan.finish.year
    if match[kind + "_year"]:
        first = last = first + (read_number(match[kind + "_year"]) or 1) - 1
    elif match[kind + "_years"]:
        count = read_number(match[kind + "_years"]) or 1
        first, last = (last - count + 1, last) if _lead_role(match[kind + "_side"]) == "last" else (first, first + count - 1)
    elif match[kind + "_last"]:
        first = last - (read_number(match[kind + "_last"]) or 1) + 1
    return replace(calendar.years(first, last), anchor=plan.anchor)


def _this_plan(match: re.Match[str], clock: Clock) -> Interval:
    """五年计划期间, 五年计划的前三年 without a number: the five years that the text has spoken of, or their first or last ones."""
    if match["this_side"]:
        return _end_of_plan(_lead_role(match["this_side"]), read_number(match["this_years"]) or 1, clock)
    return clock.told_periods.get(5) or Interval(None, None, "multi_year")


def _end_of_plan(role: str | None, count: int, clock: Clock) -> Interval:
    """The first or last years of the five that the text has spoken of."""
    plan = clock.told_periods.get(5)
    if plan is None or plan.begin is None or plan.finish is None or count > 4:
        return Interval(None, None, "year" if count == 1 else "multi_year")
    if role == "last":
        return calendar.years(plan.finish.year - count + 1, plan.finish.year)
    return calendar.years(plan.begin.year, plan.begin.year + count - 1)


def _half_century(match: re.Match[str], clock: Clock) -> Interval:
    return Interval(None, None, "multi_year")


def _bare_decade(match: re.Match[str], clock: Clock) -> Interval | None:
    return _sliced_decade(1900, match["bare_decade"], match["decade_part"])


def read_sub(match: re.Match[str], year: Interval | None) -> Interval | None:
    """The part of a year that `match` names; without a year its ends are None. `year` may be a part of a year itself (上年同期)."""
    known = year.begin.year if year and year.begin else None
    recurring = year.recurring if year else None
    if match["month"]:
        number = read_number(match["month"])
        made = calendar.month(known or 2000, number or 1)
        if match["day"]:
            found = calendar.day(known or 2000, number or 1, read_number(match["day"]) or 1)
            if found is None:
                return None
            made = found
        elif match["month_part"]:
            made = slice_of(made, tables.parts()[match["month_part"]])
    elif match["quarter"]:
        made = calendar.quarter(known or 2000, read_number(match["quarter"]) or 1)      # 首季 is the first
        if match["quarter_part"]:
            made = slice_of(made, tables.parts()[match["quarter_part"]])
    elif match["week"] or match["weeks"]:
        last = read_number(match["week"] or match["weeks"]) or 1
        found = calendar.weeks(year, last if match["week"] else 1, last) if year else None
        if found is None:
            return None
        made = found
    elif match["quarters"]:
        made = calendar.months(known or 2000, 1, 3 * (read_number(match["quarters"]) or 1), "quarter")
    elif match["months"]:
        last = read_number(match["months"]) or 1
        if last > 12:
            return None
        made = calendar.months(known or 2000, 1, last)
    else:
        made = slice_of(year if year and year.begin else calendar.years(2000, 2000), tables.parts()[match["part"]])
    if known is None:
        made = replace(made, begin=None, finish=None, recurring=recurring)
    return made


def slice_of(whole: Interval, part: tables.TimePart) -> Interval:
    """The part of a period that a word names: its first or last day, a half, a third, a season, the middle."""
    if whole.begin is None or whole.finish is None:
        return replace(whole, granularity={"half": "half_year", "season": "quarter", "all": whole.granularity}.get(part.slice, "day"))
    years = whole.finish.year - whole.begin.year + 1
    if part.slice == "third":
        return calendar.third(whole, part.number)
    if part.slice == "half" and years == 1:
        return calendar.half(whole.begin.year, part.number)
    if part.slice == "season":
        return calendar.season(whole.begin.year, part.number)
    if part.slice == "all":
        return whole
    if years == 1 and part.slice == "first":
        return calendar.first_day(whole)
    if part.slice == "last" and (years == 1 or len(part.form) == 1 and years < 6):
        return replace(calendar.last_day(whole), granularity="month" if whole.granularity == "month" else "day")
    if part.slice == "last" and years == 100 and len(part.form) == 1:
        return calendar.years(whole.finish.year, whole.finish.year)
    if years == 1:
        return calendar.months(whole.begin.year, 5, 8) if whole.granularity == "year" else whole
    third = max(1, years // 3)
    first = whole.begin.year
    if part.slice == "half":
        middle = first + years // 2
        return calendar.years(first, middle - 1) if part.number == 1 else calendar.years(middle, first + years - 1)
    if part.slice == "first":
        return replace(calendar.years(first, first + third - 1), anchor=whole.anchor)
    if part.slice == "last":
        return replace(calendar.years(first + years - third, first + years - 1), anchor=whole.anchor)
    if years == 100:
        return calendar.years(first + 49, first + 49)
    return replace(calendar.years(first + third, first + years - third - 1), anchor=whole.anchor)


def read_span(match: re.Match[str], clock: Clock) -> Interval | None:
    """The years that 过去五年, 五年来, 今后三年 mean, counted from the document's date; ends are None where that is unknown.

    这五年 and 五年内 are the five years that the text has named.
    """
    count = read_number(match["number"]) if match["number"] not in _VAGUE else None
    role = _lead_role(match["lead"])
    if match["more"] or match["more_behind"] or match["half"]:
        return Interval(None, None, "multi_year" if match["years"] else "month")
    if not match["years"]:
        return Interval(None, None, "month")
    if match["behind"] and not match["lead"] and (match["behind"], "span_before") in tables.frames():
        return _years_ago(count, match["behind"], clock)
    during = bool(match["behind"]) and (match["behind"], "span_during") in tables.frames()
    told = clock.told_periods.get(count or 0)
    if told and (role == "this" or role is None and during and not match["low"]):
        return told if role == "this" else replace(told, anchor=None)
    if count == 1 and role in ("past", "this", None):
        return _one_year(role, clock)
    if role in ("first", "last") and count and not match["low"]:
        return _end_of_plan(role, count, clock)
    reviewed = clock.reviewed_year()
    if reviewed is None or not count or count > 150 or match["low"]:
        unknown = Interval(None, None, "year" if count == 1 else "multi_year")
        if count and not during:
            clock.told_periods[count] = unknown          # 这五年 behind 过去五年 are these, whichever they are
        return unknown
    if role == "previous":          # 上一个五年 are those before the last five; 上两年 are the last two
        return calendar.years(reviewed - 2 * count + 1, reviewed - count) if count == 5 else calendar.years(reviewed + 1 - count, reviewed)
    if role == "coming":
        return calendar.years(reviewed + 1, reviewed + count)
    if during:
        return Interval(None, None, "multi_year")
    begin = calendar.same_day(clock.date, clock.date.year - count) if clock.date else dt.date(reviewed + 1 - count, 1, 1)
    return Interval(begin, clock.date, "multi_year")


def _years_ago(count: int | None, frame: str, clock: Clock) -> Interval:
    """五年前: the year so many years before the document's; 五年以前: up to its end."""
    if clock.date is None or not count or count > 150:
        return Interval(None, None, "year")
    year = calendar.years(clock.date.year - count, clock.date.year - count)
    return year if len(frame) == 1 else year.until()


@lru_cache
def _lead_role(lead: str | None) -> str | None:
    """What a lead (过去, 今后, 这) says of the years behind it."""
    return next((role for form, role in tables.frames() if form == lead and role in LEADS), None)


_VAGUE = frozenset(VAGUE.split("|"))


def _one_year(role: str | None, clock: Clock) -> Interval:
    """这一年 is the year the text speaks of; 过去一年, 一年来 in a report of spring are the year before."""
    year = clock.told_year
    if role != "this":
        year = clock.reviewed_year() or (year if clock.year is None else None)
    return Interval(None, None, "year") if year is None else calendar.years(year, year)


def read_event(match: re.Match[str], clock: Clock) -> Interval | None:
    """From the event's first day on, up to the document's date (新中国成立70年来), or the day of its anniversary."""
    if match["years"]:
        return _anniversary(match)
    begin = _begun(match)
    if match["elapsed"]:
        return Interval(begin, clock.date, "multi_year", None, match["anchor"])
    if match["prior"]:
        return Interval(None, None, "multi_year", None, match["anchor"])
    if match["before"]:
        return Interval(None, begin - dt.timedelta(days=1) if begin else None, "open", None, match["anchor"])
    return Interval(begin, None, "open", None, match["anchor"])


def _begun(match: re.Match[str]) -> dt.date | None:
    """The first day of an event, a party congress or plenum, a people's congress or one of its sessions; None where no table has it."""
    if match["event"]:
        return dt.date.fromisoformat(tables.events()[match["event"]].date)
    held: tables.Held | tables.Session | None = None
    if match["congress"]:
        held = tables.held().get((read_number(match["congress"]) or 0, read_number(match["plenum"]) or 0 if match["plenum"] else 0))
    elif match["npc"]:
        held = tables.sessions().get((read_number(match["npc"]) or 0, read_number(match["session"]) or 0 if match["session"] else 1))
    if held is None:
        return None
    return dt.date.fromisoformat(held.finish if match["closed"] else held.begin)


def _anniversary(match: re.Match[str]) -> Interval | None:
    """The day on which an event is so many years past: 党成立一百周年; None for a meeting, of which nobody counts the years."""
    count = read_number(match["years"])
    if not match["event"] or not count:
        return None
    event = tables.events()[match["event"]]
    date = calendar.same_day(dt.date.fromisoformat(event.date), int(event.date[:4]) + count)
    return Interval(date, date, "day", None, match["event"])


def joined(first: Interval, last: Interval) -> Interval:
    """From the beginning of one to the end of the other; the granularity is the finer one, years make `multi_year`."""
    granularity = last.granularity
    if granularity == "year" and first.granularity == "year":
        granularity = "multi_year"
    return Interval(first.begin, last.finish, granularity, last.recurring, last.anchor or first.anchor)


def _century(match: re.Match[str], clock: Clock) -> Interval | None:
    if match["this_century"]:
        year = clock.year or 2001
        number = (year - 1) // 100 + {"上": 0, "本": 1, "下": 2}[match["this_century"]]
    else:
        number = read_number(match["century"]) or 0
    if not 1 <= number <= 30:
        return None
    if match["decade"]:
        return _sliced_decade(100 * (number - 1), match["decade"], match["century_part"])
    whole = calendar.years(100 * (number - 1) + 1, 100 * number)
    return slice_of(whole, tables.parts()[match["century_part"]]) if match["century_part"] else whole


def _sliced_decade(century: int, decade: str, part: str | None) -> Interval | None:
    first = century + (read_number(decade) or 0)
    whole = calendar.years(first, first + 9)
    return slice_of(whole, tables.parts()[part]) if part else whole


def _word(match: re.Match[str], clock: Clock) -> Interval:
    word = tables.words()[match["word"]]
    if word.recurring:
        return Interval(None, None, word.unit, word.recurring)
    if word.unit in _SEASONS or word.unit in ("year", "two_years"):
        year = clock.narrative_year() if word.basis == "narrative" else clock.year
        return _of_year(word.unit, None if year is None else year + word.offset)
    if word.unit in ("day", "week"):
        return _of_day(word, clock.told_day if word.basis == "narrative" else clock.date)
    if word.basis == "narrative":
        year, number = clock.narrative_year(), clock.told_month
    else:
        year, number = (clock.date.year, clock.date.month) if clock.date else (None, None)
    if year is None or number is None:
        return Interval(None, None, word.unit)
    if word.unit == "month":
        return calendar.month(year, number + word.offset)
    return calendar.quarter(year, (number - 1) // 3 + 1 + word.offset)


def _of_year(unit: str, year: int | None) -> Interval:
    """A year, the two years from one on (今明两年), or a season of a year (去冬, 今春)."""
    granularity = {"year": "year", "two_years": "multi_year"}.get(unit, "quarter")
    if year is None:
        return Interval(None, None, granularity)
    return calendar.season(year, _SEASONS[unit]) if unit in _SEASONS else calendar.years(year, year + (unit == "two_years"))


def _of_day(word: tables.TimeWord, date: dt.date | None) -> Interval:
    """A day so many days from another, or the week from Monday to Sunday so many weeks from it."""
    if date is None:
        return Interval(None, None, "day")
    if word.unit == "week":
        return calendar.week(date, word.offset)
    moved = date + dt.timedelta(days=word.offset)
    return Interval(moved, moved, "day")


_SEASONS = {"spring": 1, "summer": 2, "autumn": 3, "winter": 4}
_HEADS = {"year": _year, "word": _word, "iso": _iso, "plan": _plan, "bare_plan": _plan, "plan_number": _plan, "this_plan": _this_plan,
          "this_century": _century, "century": _century, "half_century": _half_century, "bare_decade": _bare_decade,
          "short_year": _short_year, "named": _named, "tailed": _named}
