"""Assembles the text of an extracted document: paragraphs are lines, headings and table cells keep their offsets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from zhengce.article import Table

_UNIT_LINE = re.compile(r"[（(]?\s*(?:计量)?单\s*位[:：].{1,40}")
_BREAKS = re.compile(r"[\r\n\t\x0b\x0c\u2028\u2029\x85]+")


@dataclass(slots=True)
class TextWriter:
    """Collects lines; `text`, `headings` and `tables` are what an `Article` needs."""

    _parts: list[str] = field(default_factory=list)
    length: int = 0
    headings: list[tuple[int, int, int]] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    _lines: list[tuple[int, int]] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All lines so far, each ended by a line break."""
        return "".join(self._parts)

    def line(self, words: str, level: int | None = None) -> tuple[int, int] | None:
        """Add one line; `level` makes it a heading. Its span, or None where nothing is left of it."""
        words = _BREAKS.sub(" ", words).rstrip()
        if not words.strip():
            return None
        span = (self.length, self.length + len(words))
        self._put(words + "\n")
        self._lines.append(span)
        if level is not None:
            start = span[0] + len(words) - len(words.lstrip())
            self.headings.append((start, span[1], level))
        return span

    def table(self, rows: Iterable[Sequence[str | None]], header_rows: int | None = None) -> None:
        """Add a table: a line per row, cells parted by tabs; None is a cell covered by a merged one."""
        grid = [[None if cell is None else _BREAKS.sub(" ", cell).strip() for cell in row] for row in rows]
        grid = [row for row in grid if any(row)]
        if not grid:
            return
        caption, unit = self._above()
        cells = []
        for row in grid:
            spans: list[tuple[int, int] | None] = []
            for index, cell in enumerate(row):
                if index:
                    self._put("\t")
                spans.append((self.length, self.length + len(cell)) if cell else None)
                self._put(cell or "")
            self._put("\n")
            cells.append(tuple(spans))
        self.tables.append(Table(tuple(cells), _header_rows(grid) if header_rows is None else header_rows, caption, unit))
        self._lines.append((cells[-1][0] or (self.length - 1, self.length))[:2])

    def _put(self, words: str) -> None:
        self._parts.append(words)
        self.length += len(words)

    def _above(self) -> tuple[tuple[int, int] | None, tuple[int, int] | None]:
        """Caption and unit line: the short lines just above a table."""
        caption = unit = None
        tail = "".join(self._parts[-4:])
        for start, end in reversed(self._lines[-2:]):
            words = tail[start - self.length:][:end - start] if self.length - start <= len(tail) else ""
            if _UNIT_LINE.fullmatch(words.strip()):
                unit = (start, end)
            elif words.strip() and len(words) <= 60 and words.strip()[-1] not in "。；，：":
                caption = caption or (start, end)
            else:
                break
        return caption, unit


def _header_rows(grid: list[list[str | None]]) -> int:
    """Rows that name columns: those before the first row with a number in a cell behind its first."""
    for index, row in enumerate(grid[:4]):
        if any(cell and re.fullmatch(r"[<>≥≤+\-−]?\s*[\d.,]+%?", cell) for cell in row[1:]):
            return index
    return 1 if len(grid) > 1 else 0
