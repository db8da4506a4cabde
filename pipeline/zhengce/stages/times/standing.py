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
from zhengce.stages.times.tables import parts
from zhengce.stages.times.units_away import AWAY, GRANULARITY, RUN, UNIT, UNITS, read_away, read_run, shift

Read = Callable[[str], Interval | None]
"""Reads a shorter expression, seen from the same day."""
_LUNAR_MONTHS = {"正": 1, "腊": 12, "冬": 11}


def read_standing(text: str, clock: Clock, read: Read) -> Interval | None:
    """The time that the whole of `text` writes, by the rules of this module; `read` reads its parts."""
    for pattern, reading in RULES:
        match = pattern.fullmatch(text)
        found = match and reading(match, clock, read)
        if found:
            return found
    return None


def read_ahead(text: str, clock: Clock, read: Read) -> Interval | None:
    """What a text means by itself though the grammar of documents would read it otherwise: 前两个月, 30日, 年底."""
    for pattern, reading in FIRST_RULES:
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
        return calendar.day(of.begin.year, of.begin.month, day) if of and of.begin else None
    return calendar.day(clock.date.year, clock.date.month, day) if clock.date else None


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


def _this(match: re.Match[str], clock: Clock, read: Read) -> Interval | None:
    """这一周, 上个月, 下年9月, 上上个月五号: the unit itself or one beside it, with what follows."""
    if clock.date is None:
        return Interval(None, None, GRANULARITY[UNITS[match["unit"]]])
    word = match["which"]
    offset = -word.count("上") if "上" in word else word.count("下")
    whole = shift(UNITS[match["unit"]], clock.date, offset)
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
    if UNITS[part["unit"]] == "week":
        return calendar.weeks(whole, count if part["ordinal"] else 1, count)
    if part["ordinal"] or whole.begin is None or whole.finish is None:
        return None
    days = dt.timedelta(days=count - 1)
    return Interval(whole.finish - days, whole.finish, "day") if part["end"] else Interval(whole.begin, whole.begin + days, "day")


def _edge(match: re.Match[str], clock: Clock, read: Read) -> Interval | None:
    """年底, 2018年10月底, 去年四季度初: the stretch that the word covers. Documents take its last or first day, which is what their
    deadlines and statistics mean; by itself 年底 is November and December, as JioNLP has it.
    """
    form = match["edge"]
    unit = form[0] if len(form) == 2 else ""
    whole = read(match["time"] + ("" if match["time"].endswith(unit) else unit)) if match["time"] else read({"年": "今年", "月": "本月"}.get(unit, "")) 
    if not whole or not whole.begin or not whole.finish:
        return None
    last = parts()[form].slice == "last"
    year, month = (whole.finish if last else whole.begin).year, (whole.finish if last else whole.begin).month
    if whole.granularity == "year":
        return calendar.months(year, 11, 12) if last else calendar.months(year, 1, 2)
    if whole.granularity == "quarter":
        return calendar.month(year, month)
    if whole.granularity != "month":
        return None
    return replace(whole, begin=whole.begin.replace(day=25)) if last else replace(whole, finish=whole.begin.replace(day=5))


def _festival(match: re.Match[str], clock: Clock, read: Read) -> Interval | None:
    """去年中秋节前后, 国庆节: the day in that year; the next one to come where none is named."""
    if match["time"]:
        year = read(match["time"])
        return festival_day(match["festival"], year.begin.year) if year and year.begin else None
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
_PART = re.compile(rf"的?(?:(?P<ordinal>第)|(?P<end>最后|后)|前|头)(?P<number>{COUNT})个?{UNIT}")
_LUNAR_DAY = r"(?P<day>初[一二三四五六七八九十]|[二廿卅]?十?[一二三四五六七八九十]{1,2}|[0-9]{1,2})[日号]?"
_SEP = "[-./·]"
_EDGES = "|".join(sorted((form for form, part in parts().items() if part.slice in ("first", "last")), key=len, reverse=True))
Rule = tuple[re.Pattern[str], Callable[[re.Match[str], Clock, Read], "Interval | None"]]
FIRST_RULES: list[Rule] = [
    (re.compile(r"(?P<month>)(?P<day>)(?P<alone>[0-9]{1,2})[日号]"), _bare_day),
    (RUN, lambda match, clock, read: read_run(match, clock.date) if match["back"] in ("前", "上") and match["unit"] == "月" else None),
    (re.compile(rf"(?P<time>.*?)(?P<edge>{_EDGES})"), _edge),
]
RULES: list[Rule] = [
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
    (RUN, lambda match, clock, read: read_run(match, clock.date)),
    (re.compile(rf"(?P<which>[这本]|上+|下+)[一个]?个?{UNIT}(?P<rest>.*)"), _this),
    (AWAY, lambda match, clock, read: read_away(match, clock.date)),
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
