"""Times that are read only where they make up the whole text: `3/3/15`, `零七年八月`, `上两周`, `2018年10月1日或之后`, `去年中秋节`.

In running text such forms are mostly something else (3/3, 前两天, 十一), so documents are never searched for them; `zhengce.period`
is asked about one expression. A rule is a pattern that must match all of the text, and a reading; the first that reads wins.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import replace

from zhengce.stages.times import calendar
from zhengce.stages.times.calendar import Interval, read_number
from zhengce.stages.times.clock import Clock
from zhengce.stages.times.festivals import festival_day, festivals, lunar_day, lunar_month, next_festival
from zhengce.stages.times.grammar import COUNT, HAN_DIGITS

Read = Callable[[str], Interval | None]
"""Reads a shorter expression, seen from the same day."""
_UNITS = {"天": "day", "日": "day", "周": "week", "星期": "week", "礼拜": "week", "月": "month", "季度": "quarter", "年": "year"}
_UNIT = "(?P<unit>天|日|周|星期|礼拜|月|季度|年)"
_GRANULARITY = {"day": "day", "week": "day", "month": "month", "quarter": "quarter", "year": "multi_year"}
_LUNAR_MONTHS = {"正": 1, "腊": 12, "冬": 11}


def read_standing(text: str, clock: Clock, read: Read) -> Interval | None:
    """The time that the whole of `text` writes, by the rules of this module; `read` reads its parts."""
    for pattern, reading in RULES:
        match = pattern.fullmatch(text)
        found = match and reading(match, clock, read)
        if found:
            return found
    return None


def _opened(match: re.Match[str], clock: Clock, read: Read) -> Interval | None:
    """自2016年9月1日起, 2018年开始, 2009年9月1日或之后: from a time on."""
    inner = read(match["time"])
    return inner and inner.since()


def _closed(match: re.Match[str], clock: Clock, read: Read) -> Interval | None:
    """截至2018年底, 2013年及以前: up to a time."""
    inner = read(match["time"])
    return inner and inner.until()


def _itself(match: re.Match[str], clock: Clock, read: Read) -> Interval | None:
    """从2015年1月至12月, …止: what stands inside."""
    return read(match["time"])


def _numeric(match: re.Match[str], clock: Clock, read: Read) -> Interval | None:
    """A date in digits: 20240307, 2008/08, 6·30, 09-01; a year of two digits stands last (3/3/15)."""
    parts = {name: int(value) for name, value in match.groupdict().items() if value}
    year = parts.get("year")
    if "short" in parts:
        year = _full_year(parts["short"], clock)
    if year is None:
        year = clock.year
    if not 1 <= parts["month"] <= 12:
        return None
    if year is None:
        return Interval(None, None, "day")
    return calendar.day(year, parts["month"], parts["day"]) if "day" in parts else calendar.month(year, parts["month"])


def _year(match: re.Match[str], clock: Clock, read: Read) -> Interval | None:
    return calendar.years(int(match["year"]), int(match["year"]))


def _between(match: re.Match[str], clock: Clock, read: Read) -> Interval | None:
    """2016-2018, 2008.03-2009, 1月3至2月10: from the beginning of one to the end of the other."""
    first, last = read(match["first"]), read(match["last"])
    if not first or not last or not first.begin or not last.finish or first.begin >= last.finish:
        return None
    return Interval(first.begin, last.finish, "multi_year" if first.granularity == "year" else first.granularity)


def _short_year(match: re.Match[str], clock: Clock, read: Read) -> Interval | None:
    """07年第三季度, 三三年: a year of two digits, in the century that brings it nearest, at most ten years ahead."""
    digits = read_number(match["short"])
    return None if digits is None else read(f"{_full_year(digits, clock)}年{match['rest']}")


def _full_year(digits: int, clock: Clock) -> int:
    horizon = (clock.year or 2030) + 10
    return horizon - (horizon - digits) % 100


def _bare_day(match: re.Match[str], clock: Clock, read: Read) -> Interval | None:
    """1月3, 十月31, 30日: a date that lacks its last or its first part."""
    day = read_number(match["day"] or match["alone"]) or 0
    if match["month"]:
        of = read(match["month"])
        return of and of.begin and calendar.day(of.begin.year, of.begin.month, day)
    return clock.date and calendar.day(clock.date.year, clock.date.month, day)


def _quarter(match: re.Match[str], clock: Clock, read: Read) -> Interval | None:
    """Q1, 2021年Q3季度."""
    year = read(match["year"]) if match["year"] else None
    number = year.begin.year if year and year.begin else clock.year
    return calendar.quarter(number, int(match["quarter"])) if number else Interval(None, None, "quarter")


def _bare_days(match: re.Match[str], clock: Clock, read: Read) -> Interval | None:
    """9月10号，11号，12号: from the first day to the last."""
    first = read(match["first"])
    if not first or not first.begin or not first.finish:
        return None
    last = calendar.day(first.begin.year, first.begin.month, read_number(match["last"]) or 0)
    return last and Interval(first.begin, last.finish, "day")


def _shift(unit: str, date: dt.date, count: int) -> Interval:
    """The day, week, month, quarter or year so many units from a day."""
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


def _run(match: re.Match[str], clock: Clock, read: Read) -> Interval | None:
    """上两周, 下三个月, 前两天, 未来两个月: so many units up to this one, or from the next; 前一周 is the seven days before."""
    count, unit, date = read_number(match["number"]), _UNITS[match["unit"]], clock.date
    if not count or date is None:
        return Interval(None, None, _GRANULARITY[unit])
    if match["back"]:
        if match["back"] != "上" and unit == "week":
            return Interval(date - dt.timedelta(weeks=count), date - dt.timedelta(days=1), "day")
        return replace(_shift(unit, date, -count), finish=_shift(unit, date, -1).finish)
    if match["ahead"] not in ("下", "后") and unit == "month" and date.day == 1:
        return replace(_shift(unit, date, 0), finish=_shift(unit, date, count - 1).finish)
    return replace(_shift(unit, date, 1), finish=_shift(unit, date, count).finish)


def _this(match: re.Match[str], clock: Clock, read: Read) -> Interval | None:
    """这一周, 上个月, 下年9月, 上上个月五号: the unit itself or one beside it, with what follows."""
    if clock.date is None:
        return Interval(None, None, _GRANULARITY[_UNITS[match["unit"]]])
    word = match["which"]
    offset = -word.count("上") if "上" in word else word.count("下")
    whole = _shift(_UNITS[match["unit"]], clock.date, offset)
    return whole if not match["rest"] else _within(whole, match["rest"], read)


def _within(whole: Interval, rest: str, read: Read) -> Interval | None:
    """The part of a period that `rest` names: 五号, 9月, 第一周, 前两天."""
    part = _PART.fullmatch(rest)
    if part and whole.begin and whole.finish:
        return _sliced(whole, part)
    if whole.granularity == "year" and whole.begin:
        return read(f"{whole.begin.year}年{rest}")
    day = _DAY.fullmatch(rest)
    return calendar.day(whole.begin.year, whole.begin.month, read_number(day["day"]) or 0) if day and whole.begin else None


def _part(match: re.Match[str], clock: Clock, read: Read) -> Interval | None:
    """2023年三月的第二周, 2021年的前2周, 上月最后五天, 20年第52周."""
    whole = read(match["time"])
    return whole and _within(whole, match["rest"], read)


def _sliced(whole: Interval, part: re.Match[str]) -> Interval | None:
    count = read_number(part["number"]) or 1
    if _UNITS[part["unit"]] == "week":
        return calendar.weeks(whole, count if part["ordinal"] else 1, count)
    if part["ordinal"] or whole.begin is None or whole.finish is None:
        return None
    days = dt.timedelta(days=count - 1)
    return Interval(whole.finish - days, whole.finish, "day") if part["end"] else Interval(whole.begin, whole.begin + days, "day")


def _away(match: re.Match[str], clock: Clock, read: Read) -> Interval | None:
    """七年后, 三天前, 半年之后, 3年半以前: the unit that far away; 之后, 以后 from it on, 之前, 以前 up to it."""
    number, unit, date = match["number"], _UNITS[match["unit"]], clock.date
    count = 0 if number == "半" else read_number(number)
    if count is None or date is None:
        return None
    if number == "半" or match["half"]:
        if unit != "year":
            return None
        unit, count = "month", 12 * count + 6
    found = _shift(unit if unit != "week" else "day", date, (count * 7 if unit == "week" else count) * (1 if match["side"] == "后" else -1))
    if not match["open"]:
        return found
    return found.since() if match["side"] == "后" else found.until()


def _festival(match: re.Match[str], clock: Clock, read: Read) -> Interval | None:
    """去年中秋节前后, 国庆节: the day in that year; the next one to come where none is named."""
    if match["time"]:
        year = read(match["time"])
        return year and year.begin and festival_day(match["festival"], year.begin.year)
    return next_festival(match["festival"], clock.date) if clock.date else Interval(None, None, "day")


def _lunar(match: re.Match[str], clock: Clock, read: Read) -> Interval | None:
    """正月, 腊月初十, 1991年农历八月二十三: a month or a day of the lunar calendar."""
    named = read(match["time"]) if match["time"] else None
    year = named.begin.year if named and named.begin else clock.year
    month = _LUNAR_MONTHS.get(match["month"]) or read_number(match["month"])
    if year is None:
        return Interval(None, None, "day" if match["day"] else "month")
    if not match["day"]:
        return lunar_month(year, month or 0)
    day = match["day"].removeprefix("初").replace("廿", "二十").replace("卅", "三十")
    return lunar_day(year, month or 0, read_number(day) or 0)


_DAY = re.compile(r"(?P<day>[0-9]{1,2}|[一二三四五六七八九十]{1,3})[日号]")
_PART = re.compile(rf"的?(?:(?P<ordinal>第)|(?P<end>最后|后)|前|头)(?P<number>{COUNT})个?{_UNIT}")
_LUNAR_DAY = r"(?P<day>初[一二三四五六七八九十]|[二廿卅]?十?[一二三四五六七八九十]{1,2}|[0-9]{1,2})[日号]?"
_SEP = "[-./·]"
RULES: list[tuple[re.Pattern[str], Callable[[re.Match[str], Clock, Read], Interval | None]]] = [
    (re.compile(r"(?P<year>[12][0-9]{3})"), _year),
    (re.compile(r"(?P<year>[12][0-9]{3})(?P<month>[01][0-9])(?P<day>[0-3][0-9])"), _numeric),
    (re.compile(rf"(?P<year>[12][0-9]{{3}}){_SEP}(?P<month>[0-9]{{1,2}}){_SEP}(?P<day>[0-9]{{1,2}})"), _numeric),
    (re.compile(rf"(?P<year>[12][0-9]{{3}}){_SEP}(?P<month>[0-9]{{1,2}})"), _numeric),
    (re.compile(rf"(?P<month>[0-9]{{1,2}}){_SEP}(?P<day>[0-9]{{1,2}}){_SEP}(?P<short>[0-9]{{2}})"), _numeric),
    (re.compile(rf"(?P<month>[0-9]{{1,2}}){_SEP}(?P<day>[0-9]{{1,2}})"), _numeric),
    (re.compile(r"(?P<first>[0-9./]{4,10})[-~—–至到](?P<last>[0-9./]{4,10})年?"), _between),
    (re.compile(r"(?:从|自)(?P<time>.+(?:至|到).+?)(?:为?止)?"), _itself),
    (re.compile(r"(?P<time>.+(?:至|到).+?)为?止"), _itself),
    (re.compile(r"(?:自从?|从)(?P<time>.+?)(?:起|开始|以来)?"), _opened),
    (re.compile(r"(?P<time>.+?)(?:(?:或|及)(?:之后|以后)|起|开始|以来)"), _opened),
    (re.compile(r"(?P<time>.+?)(?:或|及)(?:之前|以前)"), _closed),
    (re.compile(r"截[至止]到?(?P<time>.+?)(?:为止|止)?"), _closed),
    (re.compile(rf"(?P<short>[0-9]{{2}}|[{HAN_DIGITS}]{{2}})年(?P<rest>.*)"), _short_year),
    (re.compile(rf"(?:(?P<back>上|前|过去|近|最近)|(?P<ahead>下|后|未来|今后|接下来))的?(?P<number>{COUNT})个?{_UNIT}[内里]?"), _run),
    (re.compile(rf"(?P<which>[这本]|上+|下+)[一个]?个?{_UNIT}(?P<rest>.*)"), _this),
    (re.compile(rf"(?P<number>{COUNT}|半)个?{_UNIT}(?P<half>半)?(?P<open>[之以])?(?P<side>[前后])"), _away),
    (re.compile(rf"(?P<time>.*?)的?(?P<festival>{'|'.join(sorted(festivals(), key=len, reverse=True))})(?:前后|期间)?"), _festival),
    (re.compile(rf"(?P<time>.*年)?(?:农历|阴历)(?P<month>[正腊冬]|[0-9]{{1,2}}|[一二三四五六七八九十]{{1,2}})月(?:{_LUNAR_DAY})?"), _lunar),
    (re.compile(rf"(?P<time>.*年)?(?P<month>[正腊])月(?:{_LUNAR_DAY})?"), _lunar),
    (re.compile(r"(?P<time>.*年)?(?P<month>[一二三四五六七八九十]{1,2})月(?P<day>初[一二三四五六七八九十]|廿[一二三四五六七八九])"), _lunar),
    (re.compile(r"(?P<month>.*月)(?P<day>[0-9]{1,2}|[一二三四五六七八九十]{1,3})[日号]?|(?P<alone>[0-9]{1,2})[日号]"), _bare_day),
    (re.compile(r"(?P<first>.*月.{1,3}[日号])(?:[，、].{1,3}[日号])*[，、](?P<last>.{1,3})[日号]"), _bare_days),
    (re.compile(r"(?P<first>.+月.+)(?:至|到|[-—~])(?P<last>.+月.+)"), _between),
    (re.compile(r"(?P<year>.+年)?Q(?P<quarter>[1-4])(?:季度?)?"), _quarter),
    (re.compile(r"(?P<word>[前后]日)"), lambda match, clock, read: read(match["word"][0] + "天")),
    (re.compile(r"两千年(?P<rest>.*)"), lambda match, clock, read: read("2000年" + match["rest"])),
    (re.compile(rf"(?P<time>.+?)(?P<rest>的?(?:第|最后|后|前|头){COUNT}个?(?:天|日|周|星期))"), _part),
]
"""What a text may be as a whole, the stricter forms first."""
