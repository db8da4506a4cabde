"""Festivals and the lunar calendar: 春节, 去年中秋节, 农历八月二十三."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from zhengce.lexicon import read_table
from zhengce.stages.times import calendar
from zhengce.stages.times.calendar import Interval


@dataclass(frozen=True, slots=True)
class LunarYear:
    """A lunar year: its first day, the month a leap month follows, and for each month whether it has 30 days."""

    year: int
    first: str
    leap: int | None
    long: str


@dataclass(frozen=True, slots=True)
class Festival:
    """国庆节: a festival and its day."""

    form: str
    calendar: Literal["solar", "lunar", "qingming"]
    month: int
    day: int
    example: str


@lru_cache(maxsize=1)
def lunar_years() -> dict[int, LunarYear]:
    """The lunar years by the solar year they begin in."""
    return {year.year: year for year in read_table(LunarYear, "lunar_years.csv", ("year",))}


@lru_cache(maxsize=1)
def festivals() -> dict[str, Festival]:
    """The festivals by form."""
    return {festival.form: festival for festival in read_table(Festival, "festivals.csv")}


def lunar_month(year: int, month: int) -> Interval | None:
    """A month of a lunar year, never the leap month; None outside 1900–2100.

    >>> lunar_month(2024, 1).begin
    datetime.date(2024, 2, 10)
    """
    of = lunar_years().get(year)
    if of is None or not 1 <= month <= 12:
        return None
    place = month - 1 + (of.leap is not None and month > of.leap)
    first = dt.date.fromisoformat(of.first) + dt.timedelta(days=sum(29 + int(long) for long in of.long[:place]))
    return Interval(first, first + dt.timedelta(days=28 + int(of.long[place])), "month")


def lunar_day(year: int, month: int, day: int) -> Interval | None:
    """A day of a lunar year; day 0 is the last of its month.

    >>> lunar_day(2023, 12, 0).begin
    datetime.date(2024, 2, 9)
    """
    of = lunar_month(year, month)
    if of is None or of.begin is None or of.finish is None or not 0 <= day <= 30:
        return None
    date = of.begin + dt.timedelta(days=day - 1) if day else of.finish
    return Interval(date, date, "day") if date <= of.finish else None


def festival_day(form: str, year: int) -> Interval | None:
    """The day of a festival in a year; for those at the end of the lunar year, which began in it.

    >>> festival_day("清明节", 2025).begin
    datetime.date(2025, 4, 4)
    """
    festival = festivals()[form]
    if festival.calendar == "lunar":
        return lunar_day(year, festival.month, festival.day)
    day = festival.day - (festival.calendar == "qingming" and year % 4 < 2)
    return calendar.day(year, festival.month, day)


def next_festival(form: str, at: dt.date) -> Interval | None:
    """The first day of that name on or after `at`."""
    days = [festival_day(form, at.year + offset) for offset in (-1, 0, 1)]
    return next((day for day in days if day and day.begin and day.begin >= at), None)
