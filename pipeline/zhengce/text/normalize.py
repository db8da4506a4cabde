"""Normalization: one form for full and half width, compatibility forms, invisible characters and stray spaces.

The normal form is what the grammars are written in: ASCII digits, letters and `%`; full-width clause punctuation
(`，；：？！（）`), so that a comma between digit groups (`1,100`) and a comma between clauses (`增长3%，下降5%`) are told apart;
no invisible characters; simplified characters; one kind of line end, at the end of paragraphs only; no spaces inside Chinese text or inside numbers (tabs part the cells of a table and stay). Circled and bracketed numbers (`①`, `㈠`) stay.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache

from zhengce.text.alignment import Alignment, Edit
from zhengce.text.layout import find_layout_edits
from zhengce.text.traditional import find_traditional

HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
"""Character class body of Han ideographs, 〇 included."""

SHORT = 3000
"""Characters of a text whose normal form and lines are remembered: metadata read them, and the stages again when a whole group has been read."""
_CLAUSE = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", "(": "（", ")": "）"}
_INVISIBLE = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff\x00-\x08\x0e-\x1f\x7f"
_LINE_ENDS = "\r\x0b\x0c\x85\u2028\u2029"
# Numbers printed with their own sign are markers, not digits: ①, ⑴, ⒈, ㈠, ㊀, Ⅳ.
_KEPT = re.compile("[\u2150-\u218b\u2460-\u24ff\u2776-\u2793\u3200-\u33ff\u00bc-\u00be\u00b2\u00b3\u00b9\u2070-\u209f\u2026\u2025"
                   "\u2100-\u214f℃％‰‱～…]")
_UNITS = re.compile("[\u3380-\u33df\u33ff]")                    # ㎡ ㎏ ㎞: spelled out, for the unit table
# 二○○四年, 一九九０年: a circle or a wide zero stands for 〇 behind a Chinese numeral.
_RINGS, _BEFORE_RING = "○◯０", "〇一二三四五六七八九十○◯"
# Everything that can change at all: ASCII clause marks, commas and colons between digits, line ends and invisible characters, and
# whatever is neither ASCII nor a plain ideograph or Chinese mark. One class first, then what it must stand between: `re` scans
# for a class five times as fast as for alternatives.
_CHANGING = re.compile(
    rf"[^\t\n \"#$%&'*+\-./0-9<=>@A-Z\[\\\]^_`a-z{{|}}~\u3001-\u3029\u4e00-\u9fff\u2010-\u2027；？！（）]"
    rf"(?:(?<=\r)\n|(?<=[{_INVISIBLE}])[{_INVISIBLE}]*|(?<=\d[，：])(?=\d)|(?<![{_INVISIBLE}，：]))")
_SPACES = re.compile("[ \u00a0\u3000]+")
_MARKS = "，。、；：？！（）“”《》〔〕％%"
# The characters on both sides of spaces that mean nothing, and of one that stands inside a number.
_CLOSED_UP = re.compile(rf"[{HAN}{_MARKS}][{HAN}0-9{_MARKS}]|[0-9.][{HAN}%％‰，。、；：）》〕]")
_IN_NUMBER = re.compile("[0-9][ \u00a0\u3000][0-9.](?![0-9]{3})")


def normalize(source: str) -> Alignment:
    """The normalized text of `source`, aligned with it.

    >>> normalize("增长 ３．５％,达到１，１００万元").text
    '增长3.5%，达到1,100万元'
    """
    return _normalized_short(source) if len(source) <= SHORT else _normalized(source)


def _normalized(source: str) -> Alignment:
    aligned = Alignment(source, _fold(source))
    for step in (find_traditional, find_layout_edits, _spaces):
        edits = list(step(aligned.text))
        if edits:
            aligned = aligned.then(edits)
    return aligned


_normalized_short = lru_cache(maxsize=256)(_normalized)


@cache
def _folded(char: str) -> str:
    """Normal form of one character or one run of invisible ones."""
    if char in "％﹪":
        return "%"
    if char[0] in _LINE_ENDS:
        return "\n"
    if _UNITS.match(char):
        return unicodedata.normalize("NFKC", char)
    if _KEPT.match(char):
        return char
    if re.fullmatch(f"[{_INVISIBLE}]+", char):
        return ""
    folded = unicodedata.normalize("NFKC", char)
    return _CLAUSE.get(folded, folded) if len(folded) == 1 else char


def _fold(source: str) -> Iterator[Edit]:
    """Width, compatibility forms, line ends and invisible characters, one edit per changed stretch."""
    for match in _CHANGING.finditer(source):
        piece = match[0]
        folded = _in_context(source, match.start(), piece)
        if folded != piece:
            yield Edit(match.start(), match.end(), folded)


def _in_context(source: str, at: int, char: str) -> str:
    """Normal form of the character at `at`; commas between digit groups and colons in clock times stay half-width."""
    if char in _RINGS and at and source[at - 1] in _BEFORE_RING:
        return "〇"
    folded = _folded(char)
    if folded and folded in "，：" and 0 < at < len(source) - 1 and source[at - 1].isdecimal() and source[at + 1].isdecimal():
        after = source[at + 1:at + 5]
        digits = len(after) - len(after.lstrip("0123456789０１２３４５６７８９"))
        if folded == "，" and digits == 3:
            return ","
        if folded == "：" and digits == 2:
            return ":"
    return folded


def _spaces(text: str) -> Iterator[Edit]:
    for match in _SPACES.finditer(text):
        start, end = match.span()
        if start > 0 and end < len(text) and (_CLOSED_UP.match(text[start - 1] + text[end]) or _IN_NUMBER.match(text, start - 1)):
            yield Edit(start, end, "")
