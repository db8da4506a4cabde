"""Parts of a period: 2月底, 上半年, 三季度, 前两周, 十五年中期."""

from __future__ import annotations

import re
from dataclasses import replace

from zhengce.stages.times import calendar, tables
from zhengce.stages.times.calendar import Interval, read_number
from zhengce.stages.times.clock import Clock


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


def same_period(year: Interval, clock: Clock) -> Interval:
    """上年同期, 去年同期: the months of that year which the text is speaking of; the whole year where it names none."""
    told = clock.told
    if told is None or told.granularity in ("multi_year", "open"):
        return year
    if year.begin is None or told.begin is None or told.finish is None:
        return replace(year, granularity=told.granularity)
    last = told.finish.replace(year=year.begin.year, day=1)
    finish = calendar.month(last.year, last.month).finish if told.granularity != "day" else calendar.same_day(told.finish, last.year)
    return Interval(calendar.same_day(told.begin, year.begin.year), finish, told.granularity)
