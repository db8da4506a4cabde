"""The figure side of the peers' cases, in the scorer's form.

Expressions that make up the whole text are read by `zhengce.quantity`; figures inside sentences come from `zhengce.extract`. Three
conventions of the suites are not SCHEMA.md's, and are met here, not in the grammar:

* where a suite speaks of numbers, a bare number is one (`二百五`, `第3万回`, `1991年`): the ledger of numerals has it, with another role;
* a suite of numbers without ranges reads `四百多` as 400, `一百二十几亿` as 12,000,000,000, and the number of `半数以上` without its bound;
* collective measure words are multiplied out (`一双` is 2).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import zhengce
from zhengce.lexicon import read_table
from zhengce.stages.figures.numeral_runs import DIGIT, MORE, POINT, SCALE, SEVERAL

_PLAIN = frozenset(("count", "ratio", "index", "other"))
_NUMBERED = frozenset(("ordinal", "time", "marker", "code", "unread", "issue", "document_number", "entity"))
"""Roles in the ledger whose numerals a suite of plain numbers counts; idioms (word, pattern, vague) are none."""
_HAN = DIGIT + SCALE + POINT.replace("·", "")
_STRETCH = re.compile(rf"[-负]?[\d{_HAN}](?:[\d{_HAN}]|[.,](?=\d))*")
_EQUAL = re.compile(rf"(?<![于或])等于(?P<number>{_STRETCH.pattern})")
_ORDINAL = re.compile(rf"第(?P<number>{_STRETCH.pattern})")
_APART = re.compile("[-—–~～至到]")
_TAILED = re.compile(rf"[{DIGIT}{SCALE}][{SEVERAL}]")
"""十几, 肆拾几亿: for a suite of ranges only the number before 几 is known."""
_VAGUE = str.maketrans("", "", MORE + SEVERAL)


@dataclass(frozen=True, slots=True)
class PeerUnit:
    """A unit under the name the scorer knows."""

    form: str
    unit: str
    times: int


_UNITS = {entry.form: entry for entry in read_table(PeerUnit, "peer_units.csv")}


@dataclass(slots=True)
class Reading:
    """What was read at one place, from an expression or a row of `figures`."""

    text: str
    start: int
    end: int
    kind: str
    value: float | None
    low: float | None
    high: float | None
    bound: str
    unit: str | None


def predict_figures(case: dict[str, Any]) -> list[dict[str, Any]]:
    """Predicted figures of one case."""
    text, scope = case["text"], set(case["scope"])
    if (whole := _whole(text, 0, len(text))) is not None:
        return [_prediction(reading, scope) for reading in _ends(whole, scope)]
    if "ordinal" in scope:
        return list(_ordinals(text))
    if case["task"] == "parse":
        return []
    return [_prediction(reading, scope) for found in _inside(text, scope) for reading in _ends(found, scope)]


def _whole(text: str, start: int, end: int) -> Reading | None:
    """The reading of `text[start:end]` as one expression."""
    found = zhengce.quantity(text[start:end])
    if found is None:
        return None
    number = lambda value: None if value is None else float(value)  # noqa: E731
    return Reading(text[start:end], start, end, found.kind, number(found.value), number(found.low), number(found.high), found.bound,
                   found.unit)


def _ends(found: Reading, scope: set[str]) -> list[Reading]:
    """A suite of numbers without ranges sees two in 30—50年."""
    if "number" not in scope or "range" in scope or found.bound != "range" or not _APART.search(found.text):
        return [found]
    pieces = list(_STRETCH.finditer(found.text))
    ends = [_whole(found.text, *piece.span()) for piece in pieces]
    return [replace(end, start=found.start + end.start, end=found.start + end.end) for end in ends if end] or [found]


def _inside(text: str, scope: set[str]) -> Iterator[Reading]:
    """The figures of a sentence; where numbers are asked for, its other numerals too."""
    tables = zhengce.extract(text)
    for row in tables.figures.to_dict("records"):
        value, low, high = (None if row[name] is None or row[name] != row[name] else row[name] for name in ("value", "low", "high"))
        unit = row["unit"] if isinstance(row["unit"], str) else None
        yield Reading(row["text"], row["start"], row["end"], row["kind"], value, low, high, row["bound"], unit)
    if "range" in scope:
        for match in _EQUAL.finditer(text):
            if found := _whole(text, *match.span("number")):
                yield replace(found, text=match[0], start=match.start(), bound="range")
    if "number" in scope:
        yield from _numbers(text, tables.numerals.to_dict("records"))


def _numbers(text: str, ledger: list[dict[str, Any]]) -> Iterator[Reading]:
    """Bare numbers: stretches of numerals that the ledger has as no figure and no idiom; 1991年1月 has two."""
    for stretch in _STRETCH.finditer(text):
        at = stretch.start() + (stretch[0][0] in "-负")
        role = next((row["role"] for row in ledger if row["start"] <= at < row["end"]), None)
        if role in _NUMBERED and (found := _whole(text, *stretch.span())) is not None:
            yield found


def _ordinals(text: str) -> Iterator[dict[str, Any]]:
    """第七 is 7th: no quantity to us, but its number reads alone."""
    for match in _ORDINAL.finditer(text):
        if (found := _whole(text, *match.span("number"))) is not None:
            yield {"span": match[0], "start": match.start(), "end": match.end(), "kind": "ordinal", "value": found.value, "low": None,
                   "high": None, "unit": None}


def _kind(found: Reading, scope: set[str]) -> str:
    if found.kind in ("percent", "percentage_point") or found.unit == "‰":
        return "percent"
    if found.kind == "money":
        return "money"
    if found.kind in _PLAIN and (found.kind != "other" or found.unit is None):
        return "number" if found.value is not None or "range" not in scope else "range"
    return "quantity"


def _prediction(found: Reading, scope: set[str]) -> dict[str, Any]:
    kind = _kind(found, scope)
    value, low, high = found.value, found.low, found.high
    if scope == {"range"} and found.bound == "range" and _TAILED.search(found.text):
        value, low, high = None, _without_bound(found), None
    elif kind == "number" and "range" not in scope:
        value, low, high = _without_bound(found), None, None
    elif found.bound in ("exact", "about"):
        low = high = None
    else:
        value = None
    unit = _UNITS.get(found.unit) if found.unit else None
    if unit is not None and unit.times > 1:
        value, low, high = (number and number * unit.times for number in (value, low, high))
    return {"span": found.text, "start": found.start, "end": found.end, "kind": kind, "value": value, "low": low, "high": high,
            "unit": unit.unit if unit else found.unit}


def _without_bound(found: Reading) -> float | None:
    """The number as such: 四百多 is 400, 一百二十几亿 is 120 times 亿."""
    if found.value is not None:
        return found.value
    plain = zhengce.quantity(found.text.translate(_VAGUE))
    return float(plain.value) if plain is not None and plain.value is not None else None
