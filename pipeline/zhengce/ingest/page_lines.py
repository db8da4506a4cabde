"""Lines that belong to a web page and not to the document on it: counters, font sizes, share bars, related links."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from zhengce.errors import LexiconError
from zhengce.lexicon import read_table

_HEAD_LINES, _TAIL_LINES = 20, 40


@dataclass(frozen=True, slots=True)
class PageLine:
    """A kind of line; a `label` belongs to the page with the next line, an `end` with all that follows."""

    pattern: str
    role: Literal["line", "label", "end"]
    example: str


_LINES = read_table(PageLine, "page_lines.csv", ("pattern",))
_LINE = re.compile("|".join(line.pattern for line in _LINES if line.role == "line"))
_LABEL = re.compile("|".join(line.pattern for line in _LINES if line.role == "label"))
_END = re.compile("|".join(line.pattern for line in _LINES if line.role == "end"))

for _kind in _LINES:
    if not re.fullmatch(_kind.pattern, _kind.example):
        raise LexiconError(f"the pattern does not match its example {_kind.example!r}", "page_lines.csv", _kind.pattern)


def is_page_line(line: str) -> bool:
    """Whether a line belongs to the page around a document.

    >>> is_page_line("【打印本页】 【关闭窗口】"), is_page_line("关闭散乱污企业320家")
    (True, False)
    """
    return _LINE.fullmatch(line.strip()) is not None


def without_page_lines(text: str) -> str:
    """A text copied out of a page without the page's own lines at its head and tail.

    >>> without_page_lines("春灌方案\\n2026年02月10日 07时41分\\n【字体：\\n大\\n】\\n各县要抓好春灌。\\n打印本页\\n相关链接>>\\n解读春灌方案\\n")
    '春灌方案\\n各县要抓好春灌。\\n'
    """
    lines = text.splitlines(keepends=True)
    tail = max(0, len(lines) - _TAIL_LINES)
    end = next((index for index in range(tail, len(lines)) if index and _END.fullmatch(lines[index].strip())), len(lines))
    return "".join(line for index, line in enumerate(lines[:end]) if not ((index < _HEAD_LINES or index >= tail) and (
        is_page_line(line) or _LABEL.fullmatch(line.strip()) or index and len(line) <= 20 and _LABEL.fullmatch(lines[index - 1].strip()))))
