"""How time expressions are written: regular expressions composed from the time tables.

Everything here is about form; `reading` gives the forms their days, `finder` finds them in a document. `trigger_pattern` comes
last because it is made of all others' beginnings: it is the only pattern that sees every character of a text.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

from zhengce.stages.times.festivals import festivals
from zhengce.stages.times.tables import LEADS, events, frames, parts, periods, words

HAN_DIGITS = "〇○零一二三四五六七八九"
HAN_BLOCK = "\u4e00-\u9fff"
NUMERALS = f"0-9{HAN_DIGITS}十百千两"
JOIN = r"(?:[—–\-~～－]{1,2}|至|到)"
"""What stands between the ends of a range: 2021—2025年, 8月11日至18日."""
_AND = r"(?:[—–\-~～－]{1,2}|[至到、和与])"
"""What stands between two numbers that share their unit: 1980、1981年, 一、二月份, 三、四季度."""
YEAR = rf"(?:[12][0-9]{{3}}|[一二][{HAN_DIGITS}]{{3}})"
MONTH = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
DAY = r"(?:3[01]|[12][0-9]|0?[1-9]|三十一?|二十[一二三四五六七八九]?|十[一二三四五六七八九]?|[一二三四五六七八九])"
COUNT = rf"(?:[0-9]{{1,3}}|[{HAN_DIGITS}十百两]+)"
VAGUE = "几十|数十|几百|数百|几千|数千|上千|半"
PLAN = "十?[一二三四五六七八九十]"


def alternatives(forms: Iterable[tuple[str, str]]) -> str:
    """A regex of forms, longest first, each refused before the characters beside it."""
    ordered = sorted(forms, key=lambda pair: -len(pair[0]))
    return "|".join(re.escape(form) + (f"(?![{re.escape(after)}])" if after else "") for form, after in ordered)


def _frames(*roles: str) -> str:
    return alternatives((frame.form, frame.not_before) for frame in frames().values() if frame.role in roles)


def _parts(*slices: str) -> str:
    return alternatives((part.form, part.not_before) for part in parts().values() if part.slice in slices)


def _words() -> str:
    """The time words, longest first, each refused beside the characters that make it part of another word.

    What may not stand before a word is asked behind it, so that an alternative begins with a character the engine can reject.
    """
    made = []
    for word in sorted(words().values(), key=lambda word: -len(word.form)):
        before = f"(?<![{word.not_after}]{word.form})" if word.not_after else ""
        after = f"(?![{word.not_before}])" if word.not_before else ""
        made.append(word.form + before + after)
    return "|".join(made)


def _festive() -> str:
    """The days around one or more festivals: 春节期间, “五一”假期, 国庆中秋长假."""
    named = alternatives((form, "") for form in festivals())
    return rf"(?:[“\"]?(?:{named})[”\"]?[、和]?){{1,3}}(?:{_frames('festive')})"


def _plan_tail(name: str) -> str:
    """What makes a time of a five-year plan: its time, a part of it, one of its years."""
    return rf"""(?:的?(?:时期|期间)|的?(?P<{name}_part>{_parts("first", "last", "middle")})|的?第(?P<{name}_year>[一二三四五])年
        |的?(?P<{name}_side>{_frames("first", "last")})(?P<{name}_years>[一二两三四])年|的?最后(?P<{name}_last>[一两二三])年)"""


@lru_cache(maxsize=1)
def head_pattern() -> re.Pattern[str]:
    """What a time expression can start with: a year, a time word, a plan, a century, a named period, a numeric date."""
    named = alternatives((form, "") for form, period in periods().items() if not period.tail)
    tailed = alternatives((form, "") for form, period in periods().items() if period.tail)
    return re.compile(rf"""
        (?:公元)?(?P<year>{YEAR})年(?:度|份)?(?![0-9]{{1,3}}号|第{COUNT}次)
      | (?P<iso>(?P<iso_year>[12][0-9]{{3}})(?P<sep>[-./])(?P<iso_month>1[0-2]|0?[1-9])(?P=sep)(?P<iso_day>3[01]|[12][0-9]|0?[1-9])(?![0-9]))
      | (?P<word>{_words()})
      | [“"‘](?P<plan>{PLAN})五[”"’](?![{HAN_BLOCK}]{{0,10}}(?:规划|纲要))(?!计划(?!的?(?:时期|期间|第[一二三四五]年))|建议)(?:计划)?(?:{_plan_tail("plan")})?
      | (?P<bare_plan>{PLAN})五(?:计划|规划)?(?:时期|期间|(?P<bare_part>[初中末]期?|[前后]期|(?=以来)))
      | 第(?P<plan_number>{COUNT})个五年(?:(?:计划)?{_plan_tail("number")}内?|(?!计划|规划)[内间]?)
      | (?P<this_plan>(?<!个)五年(?:计划|规划))(?:的?(?:时期|期间)内?|的?(?P<this_side>{_frames("first", "last")})(?P<this_years>[一二两三四])年)
      | (?:(?P<this_century>[本上下])个?|(?P<century>[1-9][0-9]|二?十[一二三四五六七八九]?))世纪
        (?:(?P<decade>[1-9]0|[一二三四五六七八九]十)年代)?(?P<century_part>{_parts("half", "first", "last", "middle")})?
      | (?P<half_century>半个多?世纪)
      | (?P<festive>{_festive()})
      | (?P<bare_decade>[1-9]0|[二三四五六七八九]十)年代(?P<decade_part>{_parts("first", "last", "middle")})?
      | (?P<short_year>[四五六七八九][{HAN_DIGITS}])年
      | (?P<named>{named})
      | (?P<tailed>{tailed})(?:时期|期间|年代|(?P<tailed_part>初期|前期|中期|后期|末期))
    """, re.VERBOSE)


@lru_cache(maxsize=1)
def sub_pattern() -> re.Pattern[str]:
    """What can follow a year, and stand for itself where the text speaks of one: months, days, quarters, halves, seasons, ends."""
    return re.compile(rf"""
        (?P<month>{MONTH})月(?:份(?!额))?(?:(?P<day>{DAY})[日号]|(?P<month_part>{_parts("third", "first", "last")}))?
      | 第?(?P<quarter>[一二三四1-4首])季(?:度|(?=[初末]))(?P<quarter_part>{_parts("first", "last")})?
      | 前(?P<quarters>[一二两三123])个?季度
      | 第(?P<week>{COUNT})周
      | 前(?P<weeks>{COUNT})周
      | [前头](?P<months>{COUNT})个月
      | (?P<part>{_parts("half", "season", "first", "last", "middle", "all")})
    """, re.VERBOSE)


@lru_cache(maxsize=1)
def span_pattern() -> re.Pattern[str]:
    """A number of years, months, days or hours that is placed in time by a frame: 过去五年, 五年来, 十年间, 近三个月, 未来三天."""
    return re.compile(rf"""
        (?P<lead>{_frames(*LEADS)})?(?:(?P<low>{COUNT})(?:{JOIN}|、))?(?P<number>[0-9]{{4}}(?=多)|{COUNT}|{VAGUE})(?P<more>[多余几])?
        (?:(?P<years>年)|个(?P<more_months>[多半])?(?P<span_months>月)|(?P<short>天|日|周|个?星期|个?小时))(?P<half>半)?(?P<more_behind>多)?(?:时间)?(?P<behind>{_frames("span_since", "span_during", "span_before")})?
    """, re.VERBOSE)


@lru_cache(maxsize=1)
def event_pattern() -> re.Pattern[str]:
    """An event and the frame that makes a time of it: 改革开放以来, 党的十八大以来, 十一届三中全会以后, 新中国成立70年来."""
    return re.compile(rf"""
        (?P<anchor>(?P<event>{alternatives((form, "") for form in events())})
          | (?:中国共产党|中共|我们党的?|党的)?第?(?P<congress>{COUNT})
            (?:次全国代表大会|大|届(?:中央委员会第)?(?P<plenum>{COUNT})(?:中全会|次全体会议))
          | 第?(?P<npc>{COUNT})届(?:全国)?(?:人大|人民代表大会)(?:第?(?P<session>{COUNT})次会议)?
          | 第?{COUNT}届全国政协第?{COUNT}次会议
        )(?:(?P<years>{COUNT})周年|以?前的(?P<prior>{COUNT})年|(?:以?后|以来)?的?(?P<elapsed>{COUNT})[多余]?年多?来(?![自源华临访回到往])
          |(?:胜利)?(?:召开|举行|(?P<closed>闭幕))?(?P<frame>{_frames("since", "after")})
          |(?P<before>{_frames("before")}))
    """, re.VERBOSE)


@lru_cache(maxsize=1)
def frame_pattern() -> re.Pattern[str]:
    """What closes the span of a time and turns it into another: 以来, 以后, 前, 期间, 至今."""
    return re.compile("|".join(f"(?P<{role}>{_frames(role)})" for role in ("since", "around", "after", "before", "until_now", "during")))


@lru_cache(maxsize=1)
def scope_pattern() -> re.Pattern[str]:
    """A bare number of years that scopes what follows: 十年增长近八成; 五年，…"""
    return re.compile(rf"(?P<number>(?![百千]){COUNT})年(?!{_frames('not')})(?:(?={_frames('scope')})|(?P<clause>(?=[，中]|[{HAN_BLOCK}]{{2}}[{HAN_BLOCK}])))")


@lru_cache(maxsize=1)
def every_pattern() -> re.Pattern[str]:
    """Every so many years: 每5年, 每三至四年."""
    return re.compile(rf"每隔?(?P<number>{COUNT})(?:{JOIN}{COUNT})?年")


# 李强5日在…指出, 会议19日—21日举行: a day of the month the text speaks of; 15日内, 公示7日, 不少于15日 are lengths.
BARE_DATE = re.compile(r"(?<![0-9.第月每为满约期续示留达过共逾近前停休放假足限])(?<![少低]于)(?P<day>[12][0-9]|3[01]|[1-9])日(?![内起游均龄间为用以之后前左无数的])")
# 2017年摆脱贫困以来, 1984年签署联合声明以来: the act stands between its time and 以来. Not 1998年是改革开放以来…
ACT_SINCE = re.compile(rf"(?:(?![是为的比来自从创和与年])[{HAN_BLOCK}]){{2,12}}?以来")
PLAN_NAME = re.compile(rf"第(?P<number>{COUNT})个五年[计规]划|[“\"‘](?P<name>{PLAN})五[”\"’]")
BARE_DAY = re.compile(rf"(?P<day>{DAY})[日号]")
BARE_YEARS = re.compile(rf"(?P<low>{YEAR})(?:{JOIN}|(?P<two>[、和与]))(?P<high>{YEAR}|[0-9]{{2}}|[{HAN_DIGITS}]{{2}})[两二]?年"
                        rf"|(?<=[（从])(?P<first>[12][0-9]{{3}})[—–\-~～]{{1,2}}(?P<last>[12][0-9]{{3}})(?![0-9年])")
BARE_MONTHS = re.compile(rf"(?P<low>{MONTH})(?:(?P<own>月(?:份)?)?(?:{JOIN}|(?P<two>[、和与]))(?P<high>{MONTH})|(?P<next>[二三四五六七八九])(?=两))(?:两个?)?月(?:份(?!额))?(?!{DAY}[日号])")
BARE_QUARTERS = re.compile(rf"第?(?P<low>[一二三四1-4])(?:季度?)?{_AND}第?(?P<high>[一二三四1-4])季度")


@lru_cache(maxsize=1)
def trigger_pattern() -> re.Pattern[str]:
    """Where a time can start, what stands behind the name of an event (`name_before` finds its start), and names to be passed over
    (《…》, 规划（2018—2035年）).

    One character out of a table, then one alternative for each way to go on: so the regex engine skips nine characters in ten by the
    table, and most others by their second character. A match covers a passed-over name or a run of digits, else one character:
    what is no time here (年中 in 二〇二九年中华人民共和国) may begin one at the next.
    """
    firsts: dict[tuple[str, str], set[str]] = defaultdict(set)
    for form, after in _starts():
        firsts[form[1:], after].add(form[0])
    ends = re.escape("".join(sorted({name[-1] for name in names()})))
    ways = [rf"(?<=[{NUMERALS}])(?<![{NUMERALS}万亿].)[{NUMERALS}]*(?={_UNITS})", r"(?<=《)[^《》\n]{1,80}》",
            rf"(?<=[划要案]（){YEAR}年?{JOIN}{YEAR}年?）"]
    for (rest, after), chars in sorted(firsts.items()):
        behind = f"(?<=[{re.escape(''.join(sorted(chars)))}]{re.escape(rest)})"
        ways.append(f"(?={re.escape(rest)}{behind}{after})" if rest else behind + after)
    for first, rest in (("以之", "[来前后]"), ("时初末前中后", "期"), ("期", "间"), ("年", "代"), ("前后", "")):
        ways.append(f"(?<=[{ends}][{first}])(?={rest})")
    days = re.escape("".join(sorted({form[-1] for form in festivals()})) + "”\"")
    for form in sorted({form for form, role in frames() if role == "festive"}):
        ways.append(f"(?<=[{days}]{form[0]})(?={form[1:]})")
    opening = "".join(sorted({char for chars in firsts.values() for char in chars}))
    tails = "".join(sorted({form[0] for form, role in frames() if role == "festive"}))
    return re.compile(f"[{NUMERALS}《（以之时初末前中后期年{tails}{re.escape(opening)}](?:{'|'.join(ways)})")


_UNITS = rf"年|月|季|(?:个|半个)?多?世纪|个半?多?[月季]|[多余几][年个]|[日号]|周年|大[以召闭胜{NUMERALS}]|届|次全国|[—–\-~～－至到、和与./][{NUMERALS}]|(?<=五)(?:计划|规划|时期|期间|[初中末前后]期|[初末]|以来)"
PARTY = ("党的", "我们党", "我们党的", "中共", "中国共产党")
"""What can stand before the number of a congress: 党的十八大以来."""


def _starts() -> Iterable[tuple[str, str]]:
    """The forms that a time can start with, each with what must follow it."""
    yield from ((form, "") for form in words())
    yield from ((form, "(?=[多余]?年)") for form in VAGUE.split("|"))
    yield from ((part.form, "") for part in parts().values() if part.alone)
    yield from ((form, "") for form, period in periods().items() if not period.tail)
    yield from ((form, f"(?=[{NUMERALS}几数半])") for form, role in frames() if role in LEADS)
    yield from ((form, f"(?=[{NUMERALS}])") for form in ("公元", "每", "每隔"))
    yield "第", f"(?=[{NUMERALS}]+(?:季|个五年|年|次全国|届|、))"
    yield from ((quote, rf"(?={PLAN}五[”\"’])") for quote in "“\"‘")
    yield from ((form, "(?=个?世纪)") for form in "本上下")
    yield from (("半", "(?=个多?世纪)"), ("五年", "(?=计划|规划)"), ("首季", ""))


@lru_cache(maxsize=1)
def names() -> frozenset[str]:
    """The names that are a time only with what follows them: events, and periods that need a tail."""
    return frozenset(events()) | frozenset(form for form, period in periods().items() if period.tail)


@lru_cache(maxsize=1)
def festival_pattern() -> re.Pattern[str]:
    """A festival by itself behind its year: 今年国庆节; not 去年十一月, 今年五一劳动奖章, 国庆阅兵."""
    named = alternatives((form, "") for form in festivals())
    return re.compile(rf"(?:{named})(?=[^{HAN_BLOCK}]|[前后至到起当以那]|\Z)")


@lru_cache(maxsize=1)
def _festive_before() -> re.Pattern[str]:
    return re.compile(rf"(?:[“\"]?(?:{alternatives((form, '') for form in festivals())})[”\"]?[、和]?){{1,3}}$")


def festive_start(text: str, end: int) -> int | None:
    """Where the festivals begin that end at `end`: 国庆中秋|假期."""
    found = _festive_before().search(text, max(0, end - 14), end)
    return None if found is None else found.start()


@lru_cache(maxsize=1)
def _name_ends() -> tuple[frozenset[str], tuple[int, ...]]:
    return frozenset(name[-2:] for name in names()), tuple(sorted({len(name) for name in names()}, reverse=True))


def name_before(text: str, end: int) -> int | None:
    """Where the longest name begins that ends at `end`; None where none does.

    >>> name_before("实行改革开放以来", 6)
    0
    """
    ends, lengths = _name_ends()
    if text[end - 2:end] not in ends:
        return None
    known = names()
    return next((end - length for length in lengths if length <= end and text[end - length:end] in known), None)
