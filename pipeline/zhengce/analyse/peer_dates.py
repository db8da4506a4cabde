"""The time side of the peers' cases: dates through `zhengce.period`, durations through `zhengce.quantity`, in the scorer's form.

Expressions that make up the whole text are read by `zhengce.period` from the case's `ref`; times inside sentences come from
`zhengce.extract`, with an article published on that day.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from typing import Any

import zhengce
from zhengce.article import Article

_ISO = {"year": "P{}Y", "quarter": "P{}Q", "month": "P{}M", "week": "P{}W", "day": "P{}D", "hour": "PT{}H", "minute": "PT{}M", "second": "PT{}S",
        "工作日": "P{}D"}
_STATED = re.compile("年(?!代)|世纪|[0-9]{4}|本|上|下|去|今|明")
_RECURRING = {"yearly": "P1Y", "half_yearly": "P6M", "quarterly": "P3M", "monthly": "P1M", "weekly": "P1W", "daily": "P1D"}


def predict_dates(case: dict[str, Any]) -> list[dict[str, Any]]:
    """Predicted dates of one case."""
    text, at = case["text"], case["ref"] or None
    found = zhengce.period(text, at=at)
    if found is not None:
        return [_date(text, 0, len(text), found)]
    if case["task"] == "parse":
        return []
    rows = zhengce.extract(_article(text, at)).times
    return [_date(row.text, row.start, row.end, row) for row in rows.itertuples()]


def predict_durations(case: dict[str, Any]) -> list[dict[str, Any]]:
    """The duration that the whole text writes, or those among the figures of a sentence."""
    text = case["text"]
    found = zhengce.quantity(text)
    if found is not None:
        return _duration(text, 0, len(text), found)
    if case["task"] == "parse":
        return []
    rows = zhengce.extract(text).figures
    return [made for row in rows.itertuples() for made in _duration(row.text, row.start, row.end, row)]


def _duration(span: str, start: int, end: int, found: Any) -> list[dict[str, Any]]:
    """A prediction from a quantity or a row of `figures`, where it is a duration."""
    based = found.base_value is not None and found.base_value == found.base_value
    if found.kind != "duration" or found.unit not in _ISO and not based:
        return []
    exact = found.bound in ("exact", "about")
    value, low, high = (None if number is None or number != number or found.unit not in _ISO else _iso(number, found.unit)
                        for number in (found.value, found.low, found.high))
    if exact and based and found.unit not in ("year", "quarter", "month"):
        value = f"P{found.base_value}D"                        # also an amount in two units: one year and 21 days
    return [{"span": span, "start": int(start), "end": int(end), "kind": "duration", "value": value if exact else None,
             "low": None if exact else low, "high": None if exact else high, "unit": None}]


def _iso(number: Any, unit: str) -> str | None:
    """A length of time in ISO 8601; a quarter is three months."""
    if number is None:
        return None
    return f"P{3 * number}M" if unit == "quarter" else _ISO[unit].format(number)


def _article(text: str, at: str | None) -> Article:
    article = Article.from_text(text)
    return replace(article, metadata=replace(article.metadata, published=dt.date.fromisoformat(at[:10]))) if at else article


def _date(span: str, start: int, end: int, found: Any) -> dict[str, Any]:
    """A prediction from a period or a row of `times`."""
    begin, finish = (str(day)[:10] if day is not None and day == day else None for day in (found.begin, found.finish))
    recurring = _RECURRING.get(found.recurring) if isinstance(found.recurring, str) else None
    one = begin is not None and begin == finish
    return {"span": span, "start": int(start), "end": int(end), "kind": "date", "value": recurring or (begin if one else _timex(span, begin, finish)),
            "low": None if one else begin, "high": None if one else finish, "unit": None}


def _timex(span: str, begin: str | None, finish: str | None) -> str | None:
    """The TIMEX of a stretch whose year or century is not stated, which is how Recognizers' cases write it: XXXX for the year."""
    if begin is None or finish is None or _STATED.search(span):
        return None
    first, last = dt.date.fromisoformat(begin), dt.date.fromisoformat(finish)
    if "年代" in span:
        return f"(XX{first:%y}-01-01,XX{(last.year + 1) % 100:02d}-01-01,P10Y)"
    if "周" in span and "月" in span:
        return f"XXXX-{first:%m}-W{(first.day + 6) // 7:02d}"
    return f"(XXXX-{first:%m-%d},XXXX-{last:%m-%d},P{(last - first).days}D)" if span.count("月") == 2 and "日" in span else None
