"""The date that a document's relative times are counted from."""

from __future__ import annotations

import datetime as dt
import re

from zhengce.stages.times import calendar, grammar
from zhengce.stages.times.clock import Clock
from zhengce.stages.view import View

_HEAD, _TAIL = 1200, 300
_DATE = re.compile(rf"(?P<year>{grammar.YEAR})年(?P<month>{grammar.MONTH})月(?P<day>{grammar.DAY})日")
_YEAR = re.compile(rf"(?P<year>{grammar.YEAR})年")
_NUMBERED = re.compile(r"〔(?P<year>[12][0-9]{3})〕[0-9]+号")
_REPORTING = ("communique",)


def read_clock(view: View) -> Clock:
    """The clock of a document, by its metadata, else by the date line of its head (`——2026年2月3日在…会议上`, `（2018年1月2日）`), else
    by the signature date; the year of a title alone gives the year (a communique's 去年 is the year before the one it reports).
    """
    metadata = view.article.metadata
    text = view.text
    title_year = _title_year(text)
    date = metadata.published or _dated_line(text[:_HEAD]) or _signed(text)
    if title_year and _reports_a_year(view, date, title_year):
        return Clock(dt.date(title_year, 12, 31), title_year)
    if date:
        return Clock(date, date.year)
    number = _NUMBERED.search(text[:_HEAD])
    return Clock(None, metadata.issue_year or title_year or (int(number["year"]) if number else None))


def _title_year(text: str) -> int | None:
    first = next((line for line in text[:_HEAD].split("\n") if line.strip()), "")
    match = _YEAR.search(first) if len(first) < 80 else None
    return calendar.read_number(match["year"]) if match else None


def _reports_a_year(view: View, date: dt.date | None, title_year: int) -> bool:
    """A communique speaks from the year it reports: 2012年…统计公报 of March 2013 calls 2011 去年."""
    return date is not None and date.year == title_year + 1 or view.article.metadata.genre in _REPORTING and date is None


def _dated_line(head: str) -> dt.date | None:
    """The date of a short line at the head that is a date line: bracketed, or behind a dash."""
    for line in head.split("\n")[:24]:
        line = line.strip()
        match = _DATE.search(line)
        if match and len(line) < 90 and (line[:match.start()].rstrip(" ").endswith(("（", "(", "—", "-", "–")) or match.start() == 0
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


def _as_date(match: re.Match[str]) -> dt.date | None:
    parts = [calendar.read_number(match[name]) for name in ("year", "month", "day")]
    found = calendar.day(*(part or 1 for part in parts))
    return found.begin if found else None
