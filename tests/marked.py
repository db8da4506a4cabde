"""Tests as marked-up examples: the text as a person would mark it with a pen.

    中央财政累计安排彩票公益金[112亿元]{figure value=11200000000 unit=CNY counted=彩票公益金}。

All spans of the kinds a case names must be marked, stated attributes must be equal, offsets are computed. `null` states that a
value is missing. A case without marks states that nothing of the kind is found.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import zhengce
from zhengce.rows import TABLES, columns

_MARK = re.compile(r"\[([^\[\]{}]+)\]\{([a-z]+)((?: [a-z_]+=[^ {}]*)*)\}")
_TABLE = {"figure": "figures", "time": "times", "entity": "entities", "action": "actions", "section": "sections",
          "numeral": "numerals"}


@dataclass(frozen=True)
class Mark:
    """One marked span: its kind, its place in the plain text, and the attributes stated."""

    kind: str
    start: int
    end: int
    text: str
    stated: tuple[tuple[str, str], ...]


def parse(marked: str) -> tuple[str, list[Mark]]:
    """The plain text and its marks. Raises ValueError for unclosed marks, unknown kinds and unknown columns.

    >>> parse("共[8个]{figure value=8}县")
    ('共8个县', [Mark(kind='figure', start=1, end=3, text='8个', stated=(('value', '8'),))])
    """
    plain, marks, at = "", [], 0
    for match in _MARK.finditer(marked):
        plain += marked[at:match.start()]
        span, kind, rest = match.groups()
        if kind not in _TABLE:
            raise ValueError(f"unknown kind {kind!r} in {match[0]}")
        stated = tuple(tuple(part.split("=", 1)) for part in rest.split())
        known = {column.name for column in columns(_TABLE[kind])}
        for name, _ in stated:
            if name not in known:
                raise ValueError(f"unknown column {name!r} in {match[0]}")
        marks.append(Mark(kind, len(plain), len(plain) + len(span), span, stated))
        plain += span
        at = match.end()
    plain += marked[at:]
    if re.search(r"[\[\]{}]", plain):
        raise ValueError(f"unclosed mark in {marked!r}")
    return plain, marks


def check(marked: str, *kinds: str, extract=None) -> None:
    """Extract from the plain text of a case and compare with its marks; `kinds` adds kinds that are not marked at all."""
    text, marks = parse(marked)
    tables = (extract or zhengce.extract)(text)
    for kind in {mark.kind for mark in marks} | set(kinds):
        rows = {(int(row["start"]), int(row["end"])): row for row in getattr(tables, _TABLE[kind]).to_dict("records")}
        wanted = {(mark.start, mark.end): mark for mark in marks if mark.kind == kind}
        assert set(rows) == set(wanted), f"\nmarked: {_draw(text, wanted)}\nfound:  {_draw(text, rows)}"
        for span, mark in wanted.items():
            for name, value in mark.stated:
                assert _same(rows[span][name], value), f"{marked}\n{mark.text}: {name} is {rows[span][name]!r}, marked {value!r}"


def _draw(text: str, spans) -> str:
    for start, end in sorted(spans, reverse=True):
        text = f"{text[:start]}[{text[start:end]}]{text[end:]}"
    return text


def _same(found: object, stated: str) -> bool:
    missing = found is None or found != found or str(found) in ("<NA>", "nan", "NaT", "None")
    if stated == "null" or missing:
        return missing and stated == "null"
    try:
        return abs(float(str(found)) - float(stated)) <= 1e-9 * max(1.0, abs(float(stated)))
    except ValueError:
        return str(found) == stated


assert set(_TABLE.values()) <= set(TABLES)
