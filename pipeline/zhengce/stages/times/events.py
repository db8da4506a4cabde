"""Events as times: 改革开放以来, 党的十八大以来, 新中国成立70年来, 党成立一百周年."""

from __future__ import annotations

import datetime as dt
import re

from zhengce.stages.times import calendar, tables
from zhengce.stages.times.calendar import Interval, read_number
from zhengce.stages.times.clock import Clock


def read_event(match: re.Match[str], clock: Clock) -> Interval | None:
    """From the event's first day on, up to the document's date (新中国成立70年来), or the day of its anniversary."""
    if match["years"]:
        return _anniversary(match)
    begin = _begun(match)
    if match["elapsed"]:
        return Interval(begin, clock.date, "multi_year", None, match["anchor"])
    if match["prior"]:
        return Interval(None, None, "multi_year", None, match["anchor"])
    if match["before"]:
        return Interval(None, begin - dt.timedelta(days=1) if begin else None, "open", None, match["anchor"])
    return Interval(begin, None, "open", None, match["anchor"])


def _begun(match: re.Match[str]) -> dt.date | None:
    """The first day of an event, a party congress or plenum, a people's congress or one of its sessions; None where no table has it."""
    if match["event"]:
        return dt.date.fromisoformat(tables.events()[match["event"]].date)
    held: tables.Held | tables.Session | None = None
    if match["congress"]:
        held = tables.held().get((read_number(match["congress"]) or 0, read_number(match["plenum"]) or 0 if match["plenum"] else 0))
    elif match["npc"]:
        held = tables.sessions().get((read_number(match["npc"]) or 0, read_number(match["session"]) or 0 if match["session"] else 1))
    if held is None:
        return None
    return dt.date.fromisoformat(held.finish if match["closed"] else held.begin)


def _anniversary(match: re.Match[str]) -> Interval | None:
    """The day on which an event is so many years past: 党成立一百周年; None for a meeting, of which nobody counts the years."""
    count = read_number(match["years"])
    if not match["event"] or not count:
        return None
    event = tables.events()[match["event"]]
    date = calendar.same_day(dt.date.fromisoformat(event.date), int(event.date[:4]) + count)
    return Interval(date, date, "day", None, match["event"])
