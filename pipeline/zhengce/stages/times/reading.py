"""What time expressions mean: from a match of the grammar to days, given what is known of the document and the text before."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace

from zhengce.stages.times import calendar, grammar
from zhengce.stages.times.calendar import Interval, read_number


@dataclass(slots=True)
class Clock:
    """What relative times are resolved against.

    `date`: the document's date, None where unknown; `year`: the year that 今年 means. `told_year`, `told_month` and `told_day`
    follow the narrative: the last year, month and day that the text has named.
    """

    date: dt.date | None = None
    year: int | None = None
    told_year: int | None = None
    told_month: int | None = None
    told_day: dt.date | None = None
    told: Interval | None = None
    told_period: Interval | None = None

    def narrative_year(self) -> int | None:
        """The year the text is speaking of, else the document's."""
        return self.told_year if self.told_year is not None else self.year

    def tell(self, of: Interval) -> None:
        """Follow the narrative to a time just read."""
        if not of.recurring:
            self.told = of
        if of.granularity == "multi_year" and of.begin and of.finish:
            self.told_period = of
        told = of.begin or of.finish
        if told is None or of.recurring or of.granularity in ("multi_year", "open") and of.begin is None:
            return
        if of.granularity != "multi_year":
            self.told_year = told.year
        self.told_month = told.month if of.granularity in ("day", "month") else None
        self.told_day = told if of.granularity == "day" else None


UNKNOWN = Interval(None, None, "year")


def read_head(match: re.Match[str], clock: Clock) -> Interval | None:
    """The time that the head of an expression names; None where the calendar has none such."""
    if match["iso"]:
        return calendar.day(int(match["iso_year"]), int(match["iso_month"]), int(match["iso_day"]))
    if match["named"]:
        period = grammar.periods()[match["named"]]
        return Interval(dt.date.fromisoformat(period.begin), dt.date.fromisoformat(period.finish), "multi_year", None, period.anchor)
    if match["plan"] or match["plan_number"]:
        number = read_number(match["plan"] or match["plan_number"])
        plan = number and calendar.five_year_plan(number)
        if not plan:
            return None
        if match["plan"]:
            plan = replace(plan, anchor=f"“{match['plan']}五”时期")
        return slice_of(plan, grammar.parts()[match["plan_part"]]) if match["plan_part"] else plan
    if match["this_century"] or match["century"]:
        return _century(match, clock)
    if match["half_century"]:
        return Interval(None, None, "multi_year")
    if match["bare_decade"]:
        return _sliced_decade(1900, match["bare_decade"], match["decade_part"])
    if match["year"]:
        number = read_number(match["year"])
        return calendar.years(number, number) if number else None
    if match["short_year"]:
        number = read_number(match["short_year"])
        return calendar.years(1900 + number, 1900 + number) if number else None
    return _word(grammar.words()[match["word"]], clock)


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
            made = slice_of(made, grammar.parts()[match["month_part"]])
    elif match["quarter"]:
        made = calendar.quarter(known or 2000, read_number(match["quarter"]) or 1)
        if match["quarter_part"]:
            made = slice_of(made, grammar.parts()[match["quarter_part"]])
    elif match["quarters"]:
        made = calendar.months(known or 2000, 1, 3 * (read_number(match["quarters"]) or 1), "quarter")
    elif match["months"]:
        last = read_number(match["months"]) or 1
        if last > 12:
            return None
        made = calendar.months(known or 2000, 1, last)
    else:
        made = slice_of(year if year and year.begin else calendar.years(2000, 2000), grammar.parts()[match["part"]])
    if known is None:
        made = replace(made, begin=None, finish=None, recurring=recurring)
    return made


def slice_of(whole: Interval, part: grammar.TimePart) -> Interval:
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
    """The years that 过去五年, 五年来, 今后三年 mean, counted from the document's date; ends are None where that is unknown."""
    count = read_number(match["number"]) if match["number"] not in ("几十", "数十", "半") else None
    unit = "years" if match["years"] else "months"
    granularity = ("multi_year" if count != 1 else "year") if unit == "years" else "month"
    lead = match["lead"]
    role = next((frame.role for (form, _), frame in grammar.frames().items() if form == lead and frame.role in
                 ("past", "coming", "this", "first", "last")), None) if lead else None
    if match["more"] or match["more_behind"] or match["half"]:
        return Interval(None, clock.date if match["behind"] else None, "multi_year" if unit == "years" else "month")
    told = clock.told_period
    if role == "this" and told and count == told.finish.year - told.begin.year + 1:
        return told
    if count == 1 and unit == "years" and role in ("past", "this", None):
        return _one_year(role, clock)
    if clock.date is None or unit == "months" or not count or count > 150 or match["low"] or role in ("first", "last"):
        return Interval(None, None, granularity)
    year = clock.date.year
    if role == "coming":
        first = year if clock.date.month <= 6 else year + 1
        return calendar.years(first, first + count - 1)
    if match["behind"] and grammar.frames().get((match["behind"], "span_during")):
        return Interval(None, None, granularity)
    return Interval(dt.date(year - count, 1, 1), clock.date, granularity)


def _one_year(role: str | None, clock: Clock) -> Interval:
    """这一年 is the year the text speaks of; 过去一年, 一年来 in a report of spring are the year before."""
    year = clock.told_year
    if role != "this" and clock.date:
        year = clock.date.year - (1 if clock.date.month <= 6 else 0)
    return Interval(None, None, "year") if year is None else calendar.years(year, year)


def read_event(match: re.Match[str]) -> Interval | None:
    """From the event's first day on, or the day of its anniversary."""
    begin = None
    anchor = match["anchor"]
    if match["years"]:
        return _anniversary(match)
    if match["event"]:
        event = grammar.events()[match["event"]]
        begin, anchor = event.date, event.anchor
    elif match["congress"]:
        held = grammar.held().get((read_number(match["congress"]) or 0, read_number(match["plenum"]) or 0 if match["plenum"] else 0))
        begin = held.begin if held else None
    return Interval(dt.date.fromisoformat(begin) if begin else None, None, "open", None, anchor)


def _anniversary(match: re.Match[str]) -> Interval | None:
    """The day on which an event is so many years past: 党成立一百周年; None for a meeting, of which nobody counts the years."""
    count = read_number(match["years"])
    if not match["event"] or not count:
        return None
    event = grammar.events()[match["event"]]
    date = calendar.same_day(dt.date.fromisoformat(event.date), int(event.date[:4]) + count)
    return Interval(date, date, "day", None, event.anchor)


def joined(first: Interval, last: Interval) -> Interval:
    """From the beginning of one to the end of the other; the granularity is the finer one, years make `multi_year`."""
    granularity = last.granularity
    if granularity == "year" and first.granularity == "year":
        granularity = "multi_year"
    return Interval(first.begin, last.finish, granularity, last.recurring, last.anchor or first.anchor)


def _century(match: re.Match[str], clock: Clock) -> Interval | None:
    if match["this_century"]:
        year = clock.year or 2000
        number = (year - 1) // 100 + (1 if match["this_century"] == "本" else 0)
    else:
        number = read_number(match["century"]) or 0
    if not 1 <= number <= 30:
        return None
    if match["decade"]:
        return _sliced_decade(100 * (number - 1), match["decade"], match["century_part"])
    whole = calendar.years(100 * (number - 1) + 1, 100 * number)
    return slice_of(whole, grammar.parts()[match["century_part"]]) if match["century_part"] else whole


def _sliced_decade(century: int, decade: str, part: str | None) -> Interval | None:
    first = century + (read_number(decade) or 0)
    whole = calendar.years(first, first + 9)
    return slice_of(whole, grammar.parts()[part]) if part else whole


def _word(word: grammar.TimeWord, clock: Clock) -> Interval:
    if word.recurring:
        return Interval(None, None, word.unit, word.recurring)
    unknown = Interval(None, None, word.unit)
    if word.unit == "year":
        year = clock.narrative_year() if word.basis == "narrative" else clock.year
        return unknown if year is None else calendar.years(year + word.offset, year + word.offset)
    if word.unit == "day":
        date = clock.told_day if word.basis == "narrative" else clock.date
        if date is None:
            return unknown
        moved = date + dt.timedelta(days=word.offset)
        return Interval(moved, moved, "day")
    if word.basis == "narrative":
        year, number = clock.narrative_year(), clock.told_month
    else:
        year, number = (clock.date.year, clock.date.month) if clock.date else (None, None)
    if year is None or number is None:
        return unknown
    if word.unit == "month":
        return calendar.month(year, number + word.offset)
    return calendar.quarter(year, (number - 1) // 3 + 1 + word.offset)
