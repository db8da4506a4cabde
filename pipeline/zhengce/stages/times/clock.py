"""What a text's relative times are counted from: the document's date and the times that the text has named so far."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from zhengce.stages.times import calendar
from zhengce.stages.times.calendar import Interval


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
    told_periods: dict[int, Interval] = field(default_factory=dict)
    """The periods that the text has named, by their number of years: the last of each."""
    alone: bool = False
    """Nothing but the time itself is read (`zhengce.period`): what documents leave vague (八十年代初) is told as far as it can be."""
    reviewing: bool = False
    """The document has no date but is known to look back on the year before (a work report)."""
    fleeting: bool = False
    """The document is a story without a date: a year that it names holds for its paragraph, one to come (到2026年底) for nothing behind it."""

    def reviewed_year(self) -> int | None:
        """The last whole year before the document: the one that 过去一年 is in a report of spring; None where that is unknown."""
        if self.date is not None:
            return self.date.year - (1 if self.date.month <= 6 else 0)
        return self.year - 1 if self.reviewing and self.year is not None else None

    def narrative_year(self) -> int | None:
        """The year the text is speaking of, else the document's."""
        return self.told_year if self.told_year is not None else self.year

    def day_of_month(self, number: int) -> Interval:
        """The day with that number of the month the text is speaking of, else the last one up to the document's date."""
        unknown = Interval(None, None, "day")
        if self.told_month is not None:
            return calendar.day(self.told_year or 0, self.told_month, number) or unknown
        if self.date is None:
            return unknown
        month = self.date.month if number <= self.date.day else self.date.month - 1
        first = calendar.month(self.date.year, month).begin or self.date
        return calendar.day(first.year, first.month, number) or unknown

    def told_about(self, of: Interval) -> Clock:
        """A clock for what stands right behind `of`: the second end of a range."""
        clock = Clock(self.date, self.year, self.told_year, self.told_month, self.told_day)
        clock.tell(of)
        return clock

    def tell(self, of: Interval) -> None:
        """Follow the narrative to a time just read."""
        if of.recurring:
            return
        self.told = of
        if of.granularity == "multi_year" and of.begin and of.finish:
            self.told_periods[_length(of.begin, of.finish)] = of
        told = of.begin or of.finish
        if told is None or of.granularity in ("multi_year", "open") and of.begin is None:
            return
        if of.granularity != "multi_year":
            self.told_year = told.year
        self.told_month = told.month if of.granularity in ("day", "month") else None
        self.told_day = told if of.granularity == "day" else None


def _length(begin: dt.date, finish: dt.date) -> int:
    """Years from the beginning of one to the end of another; 1981 to March 1986 are five."""
    return finish.year - begin.year + ((finish.month, finish.day) == (12, 31))
