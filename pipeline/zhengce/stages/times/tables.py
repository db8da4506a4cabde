"""What time expressions are made of: the entries of the lexicon's time tables, by form."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from zhengce.lexicon import read_table


@dataclass(frozen=True, slots=True)
class TimeWord:
    """去年, 每月: the unit it moves by, from what, how far, how often."""

    form: str
    unit: Literal["day", "week", "month", "quarter", "half_year", "year", "two_years", "spring", "summer", "autumn", "winter"]
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
    tail: int | None
    example: str


@dataclass(frozen=True, slots=True)
class Event:
    """改革开放: what times hang on."""

    form: str
    date: str
    example: str


@dataclass(frozen=True, slots=True)
class Held:
    """When a party congress (plenum 0) or one of its plenums was held."""

    congress: int
    plenum: int
    begin: str
    finish: str


@dataclass(frozen=True, slots=True)
class Session:
    """When a session of the National People's Congress was held."""

    congress: int
    session: int
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


@lru_cache(maxsize=1)
def sessions() -> dict[tuple[int, int], Session]:
    """The sessions of the National People's Congress by number."""
    return {(one.congress, one.session): one for one in read_table(Session, "sessions_held.csv", ("congress", "session"))}


LEADS = ("past", "coming", "this", "first", "last", "previous")
"""The roles of frames that stand before a number of years."""


@lru_cache
def lead_role(lead: str | None) -> str | None:
    """What a lead (过去, 今后, 这) says of the years behind it."""
    return next((role for form, role in frames() if form == lead and role in LEADS), None)
