"""Calendar arithmetic for time expressions: intervals of inclusive days, their slices, and how numbers of years are written."""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from dataclasses import dataclass, replace

_DIGITS = {**{str(digit): digit for digit in range(10)}, **dict(zip("〇一二三四五六七八九", range(10), strict=True)),
           "零": 0, "○": 0, "O": 0, "Ｏ": 0, "两": 2, "元": 1}
_TENS = {"十": 10, "百": 100, "千": 1000}


@dataclass(frozen=True, slots=True)
class Interval:
    """Days from `begin` to `finish`, both inclusive; None where the text or the document does not fix an end."""

    begin: dt.date | None
    finish: dt.date | None
    granularity: str
    recurring: str | None = None
    anchor: str | None = None

    def since(self) -> Interval:
        """From the first day on: `2012年以来`."""
        return replace(self, finish=None, granularity="open")

    def until(self) -> Interval:
        """Up to the last day, the beginning unstated: `2019年6月底前`."""
        return replace(self, begin=None)


def read_number(text: str) -> int | None:
    """A small whole number in digits or Chinese characters, place by place (`一九八六`) or with tens (`二十五`); None else.

    >>> read_number("一九八六"), read_number("二十五"), read_number("12"), read_number("几")
    (1986, 25, 12, None)
    """
    if text.isascii():
        return int(text) if text.isdigit() else None
    if not any(char in _TENS for char in text):
        digits = [_DIGITS.get(char) for char in text]
        return None if None in digits else int("".join(map(str, digits)))
    total = 0
    digit: int | None = None
    for char in text:
        if char in _TENS:
            total += (1 if digit is None else digit) * _TENS[char]
            digit = None
        elif char in _DIGITS:
            digit = (digit or 0) * (10 if digit else 1) + _DIGITS[char]
        else:
            return None
    return total + (digit or 0)


def day(year: int, month: int, number: int) -> Interval | None:
    """One day; None where the calendar has no such day."""
    try:
        date = dt.date(year, month, number)
    except ValueError:
        return None
    return Interval(date, date, "day")


def month(year: int, number: int) -> Interval:
    """One month; months before 1 and after 12 run on into other years."""
    year, number = year + (number - 1) // 12, (number - 1) % 12 + 1
    return Interval(dt.date(year, number, 1), dt.date(year, number, monthrange(year, number)[1]), "month")


def months(year: int, first: int, last: int, granularity: str = "month") -> Interval:
    """From one month to another of a year."""
    return Interval(month(year, first).begin, month(year, last).finish, granularity)


def quarter(year: int, number: int) -> Interval:
    """One quarter."""
    year, number = year + (number - 1) // 4, (number - 1) % 4 + 1
    return months(year, 3 * number - 2, 3 * number, "quarter")


def half(year: int, number: int) -> Interval:
    """One half of a year."""
    return months(year, 6 * number - 5, 6 * number, "half_year")


def season(year: int, number: int) -> Interval:
    """Spring (1: March to May) … winter (4: December to February of the next year), the meteorological seasons."""
    return Interval(month(year, 3 * number).begin, month(year, 3 * number + 2).finish, "quarter")


def week(of: dt.date, offset: int = 0) -> Interval:
    """The week, Monday to Sunday, that lies `offset` weeks from the one of a day."""
    monday = of - dt.timedelta(days=of.weekday()) + dt.timedelta(weeks=offset)
    return Interval(monday, monday + dt.timedelta(days=6), "day")


def weeks(of: Interval, first: int, last: int) -> Interval | None:
    """From the first-th to the last-th week of a period; its weeks begin with its first Monday, a year's with the week of 4 January
    (ISO 8601). None where the period has not so many.

    >>> weeks(years(2021, 2021), 2, 2).begin
    datetime.date(2021, 1, 11)
    """
    if of.begin is None or of.finish is None:
        return replace(of, granularity="day")
    monday = of.begin + dt.timedelta(days=-of.begin.weekday() % 7)
    if of.granularity == "year":
        monday = week(of.begin.replace(day=4)).begin or monday
    begin = monday + dt.timedelta(weeks=first - 1)
    return Interval(begin, monday + dt.timedelta(weeks=last, days=-1), "day") if begin <= of.finish else None


def years(first: int, last: int) -> Interval:
    """From the first day of one year to the last of another.

    >>> years(2021, 2025).granularity, years(2021, 2021).granularity
    ('multi_year', 'year')
    """
    return Interval(dt.date(first, 1, 1), dt.date(last, 12, 31), "year" if first == last else "multi_year")


def third(of: Interval, number: int) -> Interval:
    """上旬, 中旬 or 下旬 of a month: days 1–10, 11–20, 21–end."""
    assert of.begin and of.finish
    first = of.begin.replace(day=10 * number - 9)
    last = of.finish if number == 3 else of.begin.replace(day=10 * number)
    return Interval(first, last, "day")


def first_day(of: Interval) -> Interval:
    """The day on which it begins."""
    return replace(of, finish=of.begin, granularity="day")


def last_day(of: Interval) -> Interval:
    """The day on which it ends: `2020年底`."""
    return replace(of, begin=of.finish, granularity="day")


def five_year_plan(number: int) -> Interval | None:
    """The years of a five-year plan; None for a number without plan.

    The first ran 1953–1957, the second 1958–1962; 1963–1965 were years of adjustment; from the third (1966–1970) on they follow
    each other without a gap (source: 国家发展改革委, 五年规划历史).

    >>> five_year_plan(15).begin.year, five_year_plan(1).finish.year
    (2026, 1957)
    """
    if not 1 <= number <= 20:
        return None
    first = 1953 + 5 * (number - 1) if number <= 2 else 1966 + 5 * (number - 3)
    return years(first, first + 4)


def same_day(date: dt.date, year: int) -> dt.date:
    """The same day of another year; 29 February becomes the 28th."""
    return date.replace(year=year, day=min(date.day, monthrange(year, date.month)[1]))
