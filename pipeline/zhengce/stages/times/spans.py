"""Numbers of years placed in time: 过去五年, 五年来, 今后三年, 五年前, 这一年."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from zhengce.stages.times import calendar, tables
from zhengce.stages.times.calendar import Interval, read_number
from zhengce.stages.times.clock import Clock
from zhengce.stages.times.grammar import VAGUE
from zhengce.stages.times.plans import end_of_plan
from zhengce.stages.times.tables import lead_role

_VAGUE = frozenset(VAGUE.split("|"))


def read_span(match: re.Match[str], clock: Clock) -> Interval | None:
    """The years that 过去五年, 五年来, 今后三年 mean, counted from the document's date; ends are None where that is unknown, and for days.

    这五年 and 五年内 are the five years that the text has named.
    """
    if match["short"]:
        return Interval(None, None, "day")
    count = read_number(match["number"]) if match["number"] not in _VAGUE else None
    role = lead_role(match["lead"])
    if match["more"] or match["more_behind"] or match["half"] or match["more_months"]:
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
        return end_of_plan(role, count, clock)
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


def _one_year(role: str | None, clock: Clock) -> Interval:
    """这一年 is the year the text speaks of; 过去一年, 一年来 in a report of spring are the year before."""
    year = clock.told_year
    if role != "this":
        year = clock.reviewed_year() or (year if clock.year is None else None)
    return Interval(None, None, "year") if year is None else calendar.years(year, year)
