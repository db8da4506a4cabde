"""Levels: which open sections a new one closes.

By custom a chapter closes chapters and what is in them, 一、 closes 一、 and （一）. Documents break the custom: 一、 stands below （三）,
and （四） goes on behind it. So the numbers are looked at too: a series that goes on takes up where it was, and a 一、 in the middle of a
running （一）（二）… stands below it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from zhengce.text.lines import Line
from zhengce.text.markers import Marker
from zhengce.text.sections import SectionMention


@dataclass(frozen=True, slots=True)
class Marking:
    """What opens a section that has no marker."""

    style: str
    rank: int
    free: bool
    number: int | None = None


_FORMAL = "heading.format"
HEADING = Marking("heading", 12, True)
LEAD_LINE = Marking("lead", 13, True)
"""民生改善步履不停—— stands below a heading without a dash."""


def format_heading(level: int) -> Marking:
    """What opens a heading that the document's format marks, at its level."""
    return Marking(f"{_FORMAL}{level}", 12 + level, True)


@dataclass(slots=True)
class Open:
    """A section that is not closed yet, with the style and rank that opened it and its number in its series."""

    section: SectionMention
    style: str
    rank: int
    free: bool
    number: int | None = None
    around: str | None = None
    """The style of the section around it."""


class Levels:
    """The open sections, outermost first, and the series that were seen."""

    def __init__(self, lines: Sequence[Line]):
        self.stack: list[Open] = []
        self.base = 0
        """Depth below which nothing is closed by a marker: 1 inside an attachment."""
        self._lines = lines
        self._restarts = _restarts(lines)
        self._last: dict[str, Open] = {}

    def open(self, section: SectionMention, style: Marking | Marker, stays: bool = True) -> None:
        """Take note of a new section; where it `stays` open, others may stand in it."""
        entry = Open(section, style.style, style.rank, style.free, style.number, self.stack[-1].style if self.stack else None)
        self._last[style.style] = entry
        if stays:
            self.stack.append(entry)

    def close(self, depth: int, end: int) -> None:
        """Close all but the outermost `depth` sections at offset `end`."""
        while len(self.stack) > depth:
            self.stack.pop().section.end = end
        self.base = min(self.base, len(self.stack))

    def depth(self, style: Marking | Marker, index: int) -> int:
        """How many open sections stay open when line `index` opens one of this style."""
        if style.style.startswith(_FORMAL):
            return next((depth for depth in range(self.base, len(self.stack)) if self.stack[depth].style.startswith(_FORMAL)
                         and self.stack[depth].rank >= style.rank), len(self.stack))
        for depth in range(len(self.stack) - 1, self.base - 1, -1):
            if self.stack[depth].style == style.style:
                return depth
        return len(self.stack) if style.free else self._by_rank(style, index)

    def _by_rank(self, style: Marking | Marker, index: int) -> int:
        """By custom, behind the innermost section that may hold this style; where none may, by the numbers."""
        holders = [depth for depth in range(self.base, len(self.stack)) if not self.stack[depth].free and self.stack[depth].rank < style.rank]
        first = holders[-1] + 1 if holders else self.base
        for depth in range(first, len(self.stack)):
            entry = self.stack[depth]
            if not entry.free and entry.rank >= style.rank:
                return len(self.stack) if self._goes_on(entry, style) or style.number == 1 and self._interrupts(entry, style, index) else depth
            # A heading without number ends where 一、 begins, unless 一、 begins again under each heading.
            if entry.style.startswith("heading") and style.rank <= 5 and style.style not in self._restarts:
                return depth
        return len(self.stack)

    def _goes_on(self, entry: Open, style: Marking | Marker) -> bool:
        """Whether 第六章 stands in 二、 because 第五章 stood in 一、."""
        last = self._last.get(style.style)
        return (last is not None and last.number is not None and style.number == last.number + 1 and last.around == entry.style
                and entry is self.stack[-1])

    def _interrupts(self, entry: Open, style: Marking | Marker, index: int) -> bool:
        """Whether 一、 stands inside （三）: the next marker of that style below is （四）, and no higher one stands between."""
        for line in self._lines[index + 1:]:
            marker = line.marker
            if line.kind == "attachment" or marker is not None and not marker.free and marker.rank < style.rank:
                return False
            if marker is not None and marker.style == entry.style:
                return entry.number is not None and marker.number == entry.number + 1
        return False


def _restarts(lines: Sequence[Line]) -> set[str]:
    """Styles whose number 1 stands more than once."""
    seen: set[str] = set()
    again: set[str] = set()
    for line in lines:
        if line.marker and line.marker.number == 1:
            (again if line.marker.style in seen else seen).add(line.marker.style)
    return again
