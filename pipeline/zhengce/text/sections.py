"""What a section is, and the heading that belongs to it: the whole line, the lead clause, or a slogan."""

from __future__ import annotations

import re
from dataclasses import dataclass

from zhengce.lexicon import read_table
from zhengce.text.lines import Head, Line
from zhengce.text.markers import Marker


@dataclass(slots=True, eq=False)
class SectionMention:
    """A part of the outline."""

    start: int
    end: int
    level: int
    kind: str = "body"
    marker: str | None = None
    heading: str | None = None
    parent: SectionMention | None = None
    marker_start: int | None = None
    """Where the marker begins and ends, for the ledger; None without a marker."""
    marker_end: int | None = None
    heading_start: int | None = None
    heading_end: int | None = None

    def set_heading(self, text: str, span: tuple[int, int] | None) -> None:
        """Make `text[span]` the heading; None leaves it without one."""
        if span is not None:
            self.heading_start, self.heading_end = span
            self.heading = text[span[0]:span[1]].replace("\n", "")


_LONGEST_HEADING = 60
_LEAD = re.compile("[^。；：！？]{2,60}(?=[。；：！？])")
_CLAUSE = re.compile("[^，。；：！？]{2,30}")
_SLOGAN = re.compile("(?:" + "|".join(sorted((word.form for word in read_table(Head, "slogan_openers.csv")), key=len, reverse=True))
                     + ")[^。；：！？\\d]{2,34}(?=。.)")


def heading_of(text: str, line: Line, marker: Marker | None) -> tuple[int, int] | None:
    """Span of the heading of a section that `line` opens: the line behind the marker, or its lead clause; articles of laws have none."""
    start = marker.end if marker else line.start
    while start < line.end and text[start] in " \t\u3000，、：.":
        start += 1
    if start >= line.end:
        return None
    if not line.is_sentence and line.end - start <= _LONGEST_HEADING:
        return start, line.end
    return None if marker and marker.style == "article" else lead(text, start, line.end)


def lead(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Span of the lead clause of an item: to its full stop where that is near, else to the first comma."""
    while start < end and text[start] in " \t\u3000，、：":
        start += 1
    found = _LEAD.match(text, start, end)
    if found and len(found[0]) <= 40:
        return found.span()
    found = _CLAUSE.match(text, start, end)
    return found.span() if found else None


def slogan(text: str, line: Line) -> tuple[int, int] | None:
    """Span of the lead sentence of an unmarked paragraph where it is a slogan without subject, or None."""
    found = _SLOGAN.match(text, line.start, line.end)
    return found.span() if found else None
