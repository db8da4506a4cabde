"""What the head of a time expression means: a year, a time word, a plan, a century, a named period, a numeric date."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from zhengce.stages.times import calendar, tables
from zhengce.stages.times.calendar import Interval, read_number
from zhengce.stages.times.clock import Clock
from zhengce.stages.times.plans import read_plan, read_this_plan
from zhengce.stages.times.slices import slice_of


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


def _half_century(match: re.Match[str], clock: Clock) -> Interval:
    return Interval(None, None, "multi_year")


def _festive(match: re.Match[str], clock: Clock) -> Interval:
    return Interval(None, None, "day")          # how many days people have off, no text says


def _bare_decade(match: re.Match[str], clock: Clock) -> Interval | None:
    return _vague(_sliced_decade(1900, match["bare_decade"], match["decade_part"]), match["decade_part"], clock)


def joined(first: Interval, last: Interval) -> Interval:
    """From the beginning of one to the end of the other; the granularity is the finer one, years make `multi_year`."""
    granularity = last.granularity
    if granularity == "year" and first.granularity == "year":
        granularity = "multi_year"
    if first.begin is None or last.finish is None:          # 二〇二〇年到本世纪中叶
        return Interval(None, None, granularity, last.recurring, last.anchor or first.anchor)
    return Interval(first.begin, last.finish, granularity, last.recurring, last.anchor or first.anchor)


def in_frame(meaning: Interval, role: str | None) -> Interval:
    """The time that a frame makes of another."""
    if role in ("since", "until_now"):
        return meaning.since()
    if role == "after":
        begin = meaning.finish + dt.timedelta(days=1) if meaning.anchor and meaning.finish else meaning.begin
        return replace(meaning.since(), begin=begin)
    if role == "before":
        return meaning.until()
    if role == "during" and meaning.begin and meaning.finish and meaning.finish.year - meaning.begin.year == 99:
        return meaning.until()          # 本世纪内: by its end
    return meaning


def _century(match: re.Match[str], clock: Clock) -> Interval | None:
    if match["this_century"]:
        year = clock.year or 2001
        number = (year - 1) // 100 + {"上": 0, "本": 1, "下": 2}[match["this_century"]]
    else:
        number = read_number(match["century"]) or 0
    if not 1 <= number <= 30:
        return None
    if match["decade"]:
        return _vague(_sliced_decade(100 * (number - 1), match["decade"], match["century_part"]), match["century_part"], clock)
    whole = calendar.years(100 * (number - 1) + 1, 100 * number)
    if not match["century_part"]:
        return whole
    made = slice_of(whole, tables.parts()[match["century_part"]])
    return made if tables.parts()[match["century_part"]].slice == "last" else _vague(made, match["century_part"], clock)


def _vague(made: Interval | None, part: str | None, clock: Clock) -> Interval | None:
    """八十年代初, 本世纪中叶: nobody says which years, so a document's row has none."""
    return made if clock.alone or not part else Interval(None, None, "multi_year")


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
_HEADS = {"year": _year, "word": _word, "iso": _iso, "plan": read_plan, "bare_plan": read_plan, "plan_number": read_plan, "this_plan": read_this_plan,
          "this_century": _century, "century": _century, "half_century": _half_century, "festive": _festive, "bare_decade": _bare_decade,
          "short_year": _short_year, "named": _named, "tailed": _named}
