"""Section markers at the start of a line: 第一章, 一、, （一）, 1., ①."""

from __future__ import annotations

import re
from dataclasses import dataclass

from zhengce.lexicon import read_table

NUMERALS = "〇零一二三四五六七八九十百"
_SIGNS = "\u2460-\u2473\u2474-\u249b\u3220-\u3229\u3280-\u3289\u2776-\u277f"


@dataclass(frozen=True, slots=True)
class MarkerStyle:
    """A way to mark sections; `rank` 1 is outermost by custom, `free` styles take the level at which they appear."""

    pattern: str
    style: str
    rank: int
    free: int
    example: str


@dataclass(frozen=True, slots=True)
class Marker:
    """A marker found in a text: its offsets, style, rank and number (None where it has none)."""

    start: int
    end: int
    style: str
    rank: int
    free: bool
    number: int | None


_STYLES = read_table(MarkerStyle, "outline_markers.csv", ("pattern",))


def expand(pattern: str) -> str:
    """A table pattern as a regular expression: N, D and S stand for numerals, digits and number signs."""
    places = {"N": f"[{NUMERALS}]{{1,5}}", "D": r"\d{1,3}", "S": f"[{_SIGNS}]"}
    return "".join(places.get(char) or re.escape(char) for char in pattern)


# 1.5万亩, 一、二、三产业 and 一、五〇〇人 begin no section; 第一，is only a marker where a clause follows.
_NOT_AFTER = {"ordinal": "(?=[，、：])", "digit": r"(?![\d.%])", "comma": rf"(?![{NUMERALS}]、|[{NUMERALS}]{{3}})", "bracket": r"(?!（)"}
_LINE_MARKER = re.compile("|".join(
    f"(?P<m{number}>{expand(style.pattern)}){_NOT_AFTER.get(style.style, '')}" for number, style in enumerate(_STYLES)))
_DECIMAL = re.compile(r"\d{1,2}(?:\.\d{1,2}){1,3}(?=[ \t]*[^\W\d_a-zA-Z])")
_VALUES = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0}


def marker_at(text: str, start: int, end: int, decimal: bool = False) -> Marker | None:
    """The marker that opens `text[start:end]`, or None; `decimal` allows 1.1 and 1.1.1.

    >>> marker_at("（一）指导思想", 0, 7).style
    'bracket'
    >>> marker_at("1.5万亩", 0, 5) is marker_at("一、二、三产业融合", 0, 9) is None
    True
    """
    found = _LINE_MARKER.match(text, start, end)
    if found:
        style = _STYLES[int((found.lastgroup or "m0")[1:])]
        return Marker(start, found.end(), style.style, style.rank, bool(style.free), number_of(found[0]))
    found = _DECIMAL.match(text, start, end) if decimal else None
    if found:
        depth = found[0].count(".")
        return Marker(start, found.end(), f"decimal{depth}", 7 + depth, False, int(found[0].rsplit(".", 1)[1]))
    return None


def starts_item(line: str) -> bool:
    """Whether a line begins with the marker of a section."""
    return _LINE_MARKER.match(line) is not None


def has_decimal_outline(text: str) -> bool:
    """Whether the lines of `text` are numbered 1.1, 1.2, 2.1 … (as emergency plans and standards are)."""
    if "1.1" not in text:
        return False
    numbers = {found[1] for found in re.finditer(r"^[ \t]*(\d\.\d)(?=[ \t]*[^\W\d_a-zA-Z])", text, re.MULTILINE)}
    return {"1.1", "1.2"} <= numbers or {"1.1", "2.1"} <= numbers


def number_of(marker: str) -> int | None:
    """The number that a marker bears.

    >>> number_of("第二十一条"), number_of("（十）"), number_of("12."), number_of("③"), number_of("首先")
    (21, 10, 12, 3, None)
    """
    digits = re.search(r"\d+", marker)
    if digits and digits[0].isascii():
        return int(digits[0])
    sign = re.search(f"[{_SIGNS}]", marker)
    if sign:
        return _sign_value(sign[0])
    numerals = re.search(f"[{NUMERALS}]+", marker)
    return _chinese(numerals[0]) if numerals else None


def _sign_value(sign: str) -> int:
    for first in ("\u2460", "\u2474", "\u2488", "\u3220", "\u3280", "\u2776"):
        if 0 <= ord(sign) - ord(first) < 20:
            return ord(sign) - ord(first) + 1
    return 0


def _chinese(numerals: str) -> int:
    if not re.search("[十百]", numerals):
        return int("".join(str(_VALUES[char]) for char in numerals))
    total = digit = 0
    for char in numerals:
        if char == "百":
            total, digit = total + (digit or 1) * 100, 0
        elif char == "十":
            total, digit = total + (digit or 1) * 10, 0
        else:
            digit = _VALUES[char]
    return total + digit
