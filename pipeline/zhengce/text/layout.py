"""Layout that is no paragraph: lines broken at a fixed width, and paragraphs run together where a line break was lost."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from zhengce.text.alignment import Edit
from zhengce.text.markers import starts_item

_FEWEST_BREAKS = 5
_LEAST_WIDTH = 12
# 第一章 发展环境　　“十一五”时期是…: the indent of the next paragraph stands in the middle of a line. Columns (　　张三　　李四) are short.
_LOST_BREAK = re.compile(r"[ \u3000\u00a0](?<=[^\s][^\s].)[ \u3000\u00a0]+(?=[^\s\u3000]{16}|第[一二三四五六七八九十]{1,3}[章节])")
_ENDS = "。！？；：…”）"
_INDENT = " \t\u3000\u00a0"


def find_layout_edits(text: str) -> Iterator[Edit]:
    """Edits that join lines broken at a fixed width and part paragraphs that run on in one line, in text order.

    >>> [(edit.start, edit.replacement) for edit in find_layout_edits("第一章 发展环境　　这五年是我省发展进程中极不平凡的五年。")]
    [(8, '\\n')]
    """
    edits = [Edit(found.start(), found.end(), "\n") for found in _LOST_BREAK.finditer(text)]
    edits += _joins(text)
    yield from sorted(edits, key=lambda edit: edit.start)


def _joins(text: str) -> Iterator[Edit]:
    """Edits that delete the breaks inside paragraphs of a text set at a fixed width."""
    lines = text.split("\n")
    widths = [_width(line) for line in lines]
    full = _column(lines, widths)
    if full is None:
        return
    indented = sum(line[:1] in _INDENT for line in lines if line.strip()) >= 2
    at = 0
    for index, line in enumerate(lines[:-1]):
        end = at + len(line)
        following = lines[index + 1]
        if widths[index] >= full - 2 and following.strip() and not starts_item(following.strip()):
            inside = line.rstrip()[-1] not in _ENDS[:4] or (indented and following[0] not in _INDENT)
            if inside and not (indented and following[0] in _INDENT and line.rstrip()[-1] in _ENDS):
                start = at + len(line.rstrip())
                yield Edit(start, end + 1 + len(following) - len(following.lstrip()), "")
        at = end + 1


def _column(lines: list[str], widths: list[float]) -> float | None:
    """Width at which the lines are broken, or None where they end as paragraphs do."""
    inner = [width for index, (line, width) in enumerate(zip(lines[:-1], widths, strict=False))
             if width >= _LEAST_WIDTH and line.rstrip()[-1] not in _ENDS and lines[index + 1].strip()]
    if len(inner) < _FEWEST_BREAKS:
        return None
    rounded = Counter(round(width) for width in inner)
    mode = max(rounded, key=lambda width: sum(rounded[width + near] for near in (-1, 0, 1)))
    share = sum(rounded[mode + near] for near in (-1, 0, 1)) / len(inner)
    beyond = sum(width > mode + 2.5 for width in widths) / max(1, sum(width > 0 for width in widths))
    return mode if share >= 0.6 and beyond <= 0.05 else None


def _width(line: str) -> float:
    """Width of a line in ems: a Latin letter or digit is half as wide as an ideograph."""
    bare = line.rstrip()
    narrow = len(bare.encode("latin-1", "ignore"))
    return len(bare) - narrow / 2
