"""So many days, weeks, months, quarters or years away from a day: 上两周, 下三个月, 七年后, 半年之前."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from zhengce.stages.times import calendar
from zhengce.stages.times.calendar import Interval, read_number
from zhengce.stages.times.grammar import COUNT

UNITS = {"天": "day", "日": "day", "周": "week", "星期": "week", "礼拜": "week", "月": "month", "季度": "quarter", "年": "year"}
UNIT = "(?P<unit>天|日|周|星期|礼拜|月|季度|年)"
GRANULARITY = {"day": "day", "week": "day", "month": "month", "quarter": "quarter", "year": "multi_year"}
RUN = re.compile(rf"(?:(?P<back>上|前|过去|近|最近)|(?P<ahead>下|后|未来|今后|接下来))的?(?P<number>{COUNT})个?{UNIT}[内里]?")
AWAY = re.compile(rf"(?:(?P<past>过)(?=.*[^前后]$))?(?P<number>[十百二三四五六七八九]*几十?|数十|{COUNT}|半)个?多?{UNIT}(?P<half>半)?(?:(?P<open>[之以])?(?P<side>[前后])|(?<=天))")


def shift(unit: str, date: dt.date, count: int) -> Interval:
    """The day, week, month, quarter or year so many units from a day.

    >>> shift("month", dt.date(2013, 2, 12), 3).begin
    datetime.date(2013, 5, 1)
    """
    if unit == "day":
        moved = date + dt.timedelta(days=count)
        return Interval(moved, moved, "day")
    if unit == "week":
        return calendar.week(date, count)
    if unit == "month":
        return calendar.month(date.year, date.month + count)
    if unit == "quarter":
        return calendar.quarter(date.year, (date.month - 1) // 3 + 1 + count)
    return calendar.years(date.year + count, date.year + count)


def read_run(match: re.Match[str], date: dt.date | None) -> Interval | None:
    """上两周, 下三个月, 前两天, 未来两个月: so many units up to this one, or from the next; 前一周 is the seven days before."""
    count, unit = read_number(match["number"]), UNITS[match["unit"]]
    if not count or date is None:
        return Interval(None, None, GRANULARITY[unit])
    if match["back"]:
        if match["back"] == "前" and unit == "month" and count < date.month:
            return calendar.months(date.year, 1, count)          # 前五个月 in June are those of the year
        if match["back"] != "上" and unit == "week":
            return Interval(date - dt.timedelta(weeks=count), date - dt.timedelta(days=1), "day")
        return replace(shift(unit, date, -count), finish=shift(unit, date, -1).finish)
    if match["ahead"] not in ("下", "后") and unit == "month" and date.day == 1:
        return replace(shift(unit, date, 0), finish=shift(unit, date, count - 1).finish)
    return replace(shift(unit, date, 1), finish=shift(unit, date, count).finish)


def read_away(match: re.Match[str], date: dt.date | None) -> Interval | None:
    """七年后, 三天前, 半年之后, 3年半以前: the unit that far away; 之后, 以后 from it on, 之前, 以前 up to it. 几十年后 is the widest
    stretch that the words allow.
    """
    unit, range_ = UNITS[match["unit"]], _counts(match)
    if range_ is None or date is None or not (match["side"] or match["past"]):
        return None
    if match["number"] == "半" or match["half"]:
        if unit != "year":
            return None
        unit, range_ = "month", (12 * range_[0] + 6, 12 * range_[1] + 6)
    elif unit == "week":
        unit, range_ = "day", (7 * range_[0], 7 * range_[1])
    ahead = match["side"] != "前"
    ends = sorted(count if ahead else -count for count in range_)
    found = replace(shift(unit, date, ends[0]), finish=shift(unit, date, ends[1]).finish)
    if range_[0] != range_[1]:
        return replace(found, granularity="multi_year" if unit == "year" else found.granularity)
    if match["open"] or match["past"]:
        return found.since() if ahead else found.until()
    return found


def _counts(match: re.Match[str]) -> tuple[int, int] | None:
    """The least and the greatest number that is written: 七 (7, 7), 几十 (20, 100), 二十几 (20, 30), 半 (0, 0)."""
    number = match["number"]
    if number == "半":
        return 0, 0
    if number in ("几十", "数十"):
        return 20, 100
    if number.endswith("几"):
        tens = read_number(number[:-1]) or 0
        return (tens, tens + 10) if tens else (3, 9)
    exact = read_number(number)
    return None if exact is None else (exact, exact)
