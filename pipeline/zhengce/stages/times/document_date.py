"""The date that a document's relative times are counted from."""

from __future__ import annotations

import datetime as dt
import re

from zhengce.stages.times import calendar, grammar, tables
from zhengce.stages.times.clock import Clock
from zhengce.stages.view import View

_HEAD, _TAIL = 1200, 300
_DATE = re.compile(rf"(?P<year>{grammar.YEAR})年(?P<month>{grammar.MONTH})月(?P<day>{grammar.DAY})日")
_COMPACT = re.compile(r"[（《](?P<year>20[0-9]{2}|19[0-9]{2})[-./年]?(?P<month>[01][0-9])[-./月]?(?P<day>[0-3][0-9])日?[）》]")
_YEAR = re.compile(rf"(?P<year>{grammar.YEAR})年")
_NUMBERED = re.compile(r"〔(?P<year>[12][0-9]{3})〕[0-9]+号")
# 3月5日，国务院总理在第十一届全国人民代表大会第五次会议上作政府工作报告
_SESSION = re.compile(rf"(?:(?P<month>{grammar.MONTH})月(?P<day>{grammar.DAY})日[^。\n]{{0,24}}?)?(?<![{grammar.NUMERALS}])第?(?P<npc>{grammar.COUNT})届"
                      rf"全国(?:人民代表大会|人大)第?(?P<session>{grammar.COUNT})次会议上")
_REPORTING = ("communique",)
_STORIES = (None, "news")
_SPRING = ("work_report",)
"""Genres that look back on the year before, whatever the month."""


def read_clock(view: View) -> Clock:
    """The clock of a document: by its metadata, else by the date line of its head (`——2026年2月3日在…会议上`, `（2018年1月2日）`), else
    by the signature date, else by the session at which it was given; a title or a 文号 may still tell the year. A communique's 去年 is the year before
    the one it reports. What only the body would let one guess (`2021年工作回顾`) stays unknown, as SCHEMA.md asks.
    """
    metadata = view.article.metadata
    text = view.text
    head = text[:_HEAD]
    title_year = _title_year(head) if metadata.genre != "news" else None
    date = metadata.published or _dated_line(head) or _signed(text) or (_session_day(head) if metadata.genre in _SPRING else None)
    if title_year and _reports_a_year(view, date, title_year):
        return Clock(dt.date(title_year, 12, 31), title_year)
    if date:
        return Clock(date, date.year)
    year = metadata.issue_year or title_year or _numbered_year(head)
    if metadata.genre in _SPRING:
        return Clock(None, year, reviewing=True)
    return Clock(None, year, fleeting=year is None and metadata.genre in _STORIES)


def _title_year(head: str) -> int | None:
    """The year that the title names; a first line that ends in 。 is no title."""
    first = next((line.rstrip() for line in head.split("\n") if line.strip()), "")
    match = _YEAR.search(first) if len(first) < 80 and not first.endswith("。") else None
    return calendar.read_number(match["year"]) if match else None


def _numbered_year(head: str) -> int | None:
    number = _NUMBERED.search(head)
    return int(number["year"]) if number else None


def _reports_a_year(view: View, date: dt.date | None, title_year: int) -> bool:
    """A communique speaks from the year it reports: 2012年…统计公报 of March 2013 calls 2011 去年."""
    return date is not None and date.year == title_year + 1 or view.article.metadata.genre in _REPORTING and date is None


def _dated_line(head: str) -> dt.date | None:
    """The date of a short line at the head that is a date line: bracketed, or behind a dash."""
    for line in head.split("\n")[:24]:
        line = line.strip()
        if len(line) >= 90:
            continue
        compact = _COMPACT.search(line)
        if compact:
            return _as_date(compact)
        match = _DATE.search(line)
        if match and (line[:match.start()].rstrip(" ").endswith(("（", "(", "—", "-", "–")) or match.start() == 0
                      and (len(line) <= match.end() + 2 or line[match.end()] in "（(")):
            return _as_date(match)
    return None


def _signed(text: str) -> dt.date | None:
    """The date on the last line of its own."""
    for line in reversed(text[-_TAIL:].split("\n")):
        match = _DATE.fullmatch(line.strip("（）() 　"))
        if match:
            return _as_date(match)
    return None


def _session_day(head: str) -> dt.date | None:
    """The day of the people's congress session that the head names, the opening day where it names none."""
    match = _SESSION.search(head)
    held = tables.sessions().get((calendar.read_number(match["npc"]) or 0, calendar.read_number(match["session"]) or 0)) if match else None
    if not match or not held:
        return None
    opened = dt.date.fromisoformat(held.begin)
    named = match["month"] and calendar.day(opened.year, calendar.read_number(match["month"]) or 1, calendar.read_number(match["day"]) or 1)
    return named.begin if named else opened


def _as_date(match: re.Match[str]) -> dt.date | None:
    parts = [calendar.read_number(match[name]) for name in ("year", "month", "day")]
    found = calendar.day(*(part or 1 for part in parts))
    return found.begin if found else None
