"""Tables of contents: where one begins and where it ends."""

from __future__ import annotations

import re
from collections.abc import Sequence

from zhengce.text.lines import Line

_NAME = re.compile(r"目\s*录(?:\s*(?:序|前|导)言)?")
# An entry with its page: 第一章 总则……3, 实 施... 18.
_PAGED = re.compile(r".{1,60}?(?:[.．·]{2,}|…+|\t)[\s.．…·]*[（(]?\d{1,3}[）)]?")
_PART = re.compile("第[一二三四五六七八九十]{1,3}[编篇章节]")
_FEWEST = 3


def contents_end(lines: Sequence[Line], index: int) -> int | None:
    """Index behind the table of contents that begins with line `index`, or None where none does.

    It is known by entries with page numbers, by 目录 (on one line or two) and an entry that stands again below, or by 目录 and
    lines that hold several entries each.
    """
    named = _named(lines, index)
    at = end = index + named
    while end < len(lines) and _PAGED.fullmatch(lines[end].text):
        end += 1
    if end - at >= _FEWEST:
        return end
    if not named or at >= len(lines):
        return None
    while end < len(lines) and len(_PART.findall(lines[end].text)) >= _FEWEST:
        end += 1
    if end > at:
        return end
    first = _entry(lines[at].text)
    return next((again for again in range(at + 1, len(lines)) if _entry(lines[again].text) == first), None)


def _named(lines: Sequence[Line], index: int) -> int:
    """How many lines spell 目录: one, two where it stands in two, or none."""
    if _NAME.fullmatch(lines[index].text):
        return 1
    return 2 if lines[index].text == "目" and index + 1 < len(lines) and lines[index + 1].text == "录" else 0


def _entry(line: str) -> str:
    """A line of a table of contents without dots and page number."""
    return re.sub(r"[\s.．…·]*\d*$", "", line).replace(" ", "").replace("\u3000", "")
