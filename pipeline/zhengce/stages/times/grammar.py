"""How time expressions are written: regular expressions composed from the time tables.

Everything here is about form; `time_reading` gives the forms their days, `times` finds them in a document.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from zhengce.lexicon import read_table

HAN_DIGITS = "〇○零一二三四五六七八九"
HAN_BLOCK = "\u4e00-\u9fff"
NUMERALS = f"0-9{HAN_DIGITS}十百千两"
JOIN = r"(?:[—–\-~～－]{1,2}|至|到)"
"""What stands between the ends of a range: 2021—2025年, 8月11日至18日."""


@dataclass(frozen=True, slots=True)
class TimeWord:
    """去年, 每月: the unit it moves by, from what, how far, how often."""

    form: str
    unit: Literal["day", "month", "quarter", "half_year", "year"]
    basis: Literal["document", "narrative"]
    offset: int
    recurring: str | None
    pointing: int | None
    not_after: str
    not_before: str
    example: str


@dataclass(frozen=True, slots=True)
class TimePart:
    """上半年, 下旬, 底: a slice of a longer time."""

    form: str
    slice: Literal["half", "third", "season", "first", "last", "middle", "all"]
    number: int
    alone: int | None
    not_before: str
    example: str


@dataclass(frozen=True, slots=True)
class TimeFrame:
    """以来, 前, 过去: what turns a time into another."""

    form: str
    role: str
    not_before: str
    example: str


@dataclass(frozen=True, slots=True)
class NamedPeriod:
    """过渡期: a period with a name."""

    form: str
    begin: str
    finish: str
    anchor: str
    example: str


@dataclass(frozen=True, slots=True)
class Event:
    """改革开放: what times hang on."""

    form: str
    date: str
    anchor: str
    example: str


@dataclass(frozen=True, slots=True)
class Held:
    """When a party congress (plenum 0) or one of its plenums was held."""

    congress: int
    plenum: int
    begin: str
    finish: str


@lru_cache(maxsize=1)
def words() -> dict[str, TimeWord]:
    """The time words by form."""
    return {word.form: word for word in read_table(TimeWord, "time_words.csv")}


@lru_cache(maxsize=1)
def parts() -> dict[str, TimePart]:
    """The parts of years, months and plan periods by form."""
    return {part.form: part for part in read_table(TimePart, "time_parts.csv")}


@lru_cache(maxsize=1)
def frames() -> dict[tuple[str, str], TimeFrame]:
    """The frames by form and role."""
    return {(frame.form, frame.role): frame for frame in read_table(TimeFrame, "time_frames.csv", ("form", "role"))}


@lru_cache(maxsize=1)
def periods() -> dict[str, NamedPeriod]:
    """The named periods by form."""
    return {period.form: period for period in read_table(NamedPeriod, "time_periods.csv")}


@lru_cache(maxsize=1)
def events() -> dict[str, Event]:
    """The events by form."""
    return {event.form: event for event in read_table(Event, "time_events.csv")}


@lru_cache(maxsize=1)
def held() -> dict[tuple[int, int], Held]:
    """The party's congresses and plenums by number."""
    return {(one.congress, one.plenum): one for one in read_table(Held, "meetings_held.csv", ("congress", "plenum"))}


def alternatives(forms: Iterable[tuple[str, str]]) -> str:
    """A regex of forms, longest first, each refused before the characters beside it."""
    ordered = sorted(forms, key=lambda pair: -len(pair[0]))
    return "|".join(re.escape(form) + (f"(?![{re.escape(after)}])" if after else "") for form, after in ordered)


def _frames(*roles: str) -> str:
    return alternatives((frame.form, frame.not_before) for frame in frames().values() if frame.role in roles)


def _parts(*slices: str) -> str:
    return alternatives((part.form, part.not_before) for part in parts().values() if part.slice in slices)


def _words() -> str:
    """The time words, longest first, each refused beside the characters that make it part of another word."""
    made = []
    for word in sorted(words().values(), key=lambda word: -len(word.form)):
        before = f"(?<![{word.not_after}])" if word.not_after else ""
        after = f"(?![{word.not_before}])" if word.not_before else ""
        made.append(before + word.form + after)
    return "|".join(made)


YEAR = rf"(?:[12][0-9]{{3}}|[一二][{HAN_DIGITS}]{{3}})"
MONTH = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
DAY = r"(?:3[01]|[12][0-9]|0?[1-9]|三十一?|二十[一二三四五六七八九]?|十[一二三四五六七八九]?|[一二三四五六七八九])"
COUNT = rf"(?:[0-9]{{1,3}}|[{HAN_DIGITS}十百两]+)"


@lru_cache(maxsize=1)
def head_pattern() -> re.Pattern[str]:
    """What a time expression can start with: a year, a time word, a plan, a century, a named period, a numeric date."""
    return re.compile(rf"""
        (?P<iso>(?P<iso_year>[12][0-9]{{3}})(?P<sep>[-./])(?P<iso_month>1[0-2]|0?[1-9])(?P=sep)(?P<iso_day>3[01]|[12][0-9]|0?[1-9])(?![0-9]))
      | (?P<named>{alternatives((form, "") for form in periods())})
      | [“"](?P<plan>十?[一二三四五六七八九十])五[”"](?!规划|计划|纲要|建议)
        (?:时期|期间|(?P<plan_part>{_parts("first", "last", "middle")}))?
      | 第(?P<plan_number>{COUNT})个五年计划的?(?:时期|期间)内?
      | (?:(?P<this_century>[本上])个?|(?P<century>[1-9][0-9]|二?十[一二三四五六七八九]?))世纪
        (?:(?P<decade>[1-9]0|[一二三四五六七八九]十)年代)?(?P<century_part>{_parts("half", "first", "last", "middle")})?
      | (?P<half_century>半个多?世纪)
      | (?P<bare_decade>[1-9]0|[二三四五六七八九]十)年代(?P<decade_part>{_parts("first", "last", "middle")})?
      | (?:公元)?(?P<year>{YEAR})年(?:度|份)?(?![0-9]{{1,3}}号|第{COUNT}次)
      | (?P<short_year>[四五六七八九][{HAN_DIGITS}])年
      | (?P<word>{_words()})
    """, re.VERBOSE)


@lru_cache(maxsize=1)
def sub_pattern() -> re.Pattern[str]:
    """What can follow a year, and stand for itself where the text speaks of one: months, days, quarters, halves, seasons, ends."""
    return re.compile(rf"""
        (?P<month>{MONTH})月(?:份(?!额))?(?:(?P<day>{DAY})[日号]|(?P<month_part>{_parts("third", "first", "last")}))?
      | 第?(?P<quarter>[一二三四1-4])季(?:度|(?=[初末]))(?P<quarter_part>{_parts("first", "last")})?
      | 前(?P<quarters>[一二两三123])个?季度
      | [前头](?P<months>{COUNT})个月
      | (?P<part>{_parts("half", "season", "first", "last", "middle", "all")})
    """, re.VERBOSE)


@lru_cache(maxsize=1)
def span_pattern() -> re.Pattern[str]:
    """A number of years or months that is placed in time by a frame: 过去五年, 五年来, 十年间, 近三个月."""
    lead = _frames("past", "coming", "this", "first", "last")
    return re.compile(rf"""
        (?P<lead>{lead})?(?:(?P<low>{COUNT})(?:{JOIN}|、))?(?P<number>{COUNT}|几十|数十|半)(?P<more>[多余几])?
        (?:(?P<years>年)|个(?P<span_months>月))(?P<half>半)?(?P<more_behind>多)?(?:时间)?(?P<behind>{_frames("span_since", "span_during")})?
    """, re.VERBOSE)


@lru_cache(maxsize=1)
def event_pattern() -> re.Pattern[str]:
    """An event and the frame that makes a time of it: 改革开放以来, 党的十八大以来, 十一届三中全会以后."""
    return re.compile(rf"""
        (?P<anchor>(?P<event>{alternatives((form, "") for form in events())})
          | (?:中国共产党|中共|我们党的?|党的)?第?(?P<congress>{COUNT})
            (?:次全国代表大会|大|届(?:中央委员会第)?(?P<plenum>{COUNT})(?:中全会|次全体会议))
          | 第?{COUNT}届(?:全国人大|全国人民代表大会|人大|人民代表大会|全国政协){COUNT}次会议
        )(?:(?P<years>{COUNT})周年|(?:胜利)?(?:召开|闭幕)?(?P<frame>{_frames("since", "after")}))
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
    """Every so many years: 每5年, 每三年."""
    return re.compile(rf"每隔?(?P<number>{COUNT})年")
