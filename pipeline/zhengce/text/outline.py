"""The outline: sections with markers, headings, captions, source lines and signatures.

Reading order: `find_sections` walks the lines once. A marked line opens a section at the level of its style (a stack holds the
open styles, outermost first); lines of a kind of their own (caption, source line, signature …) are leaves; an unmarked paragraph
is a section only where no marked one is open. At last run-ins (一是 … 二是 …) become children of the section they stand in.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from zhengce.lexicon import read_table
from zhengce.text.head import HeadBlock, is_part_name, read_head
from zhengce.text.headlines import split_head
from zhengce.text.items import line_items, may_run_in, run_ins
from zhengce.text.lines import Head, Line, is_date, is_organ, read_lines, signed
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


@dataclass(slots=True)
class _Open:
    """A section that is not closed yet, with the style and rank that opened it."""

    section: SectionMention
    style: str
    rank: int
    free: bool


_LONGEST_HEADING = 60
_LEAD = re.compile("[^。；：！？]{2,60}(?=[。；：！？])")
_CLAUSE = re.compile("[^，。；：！？]{2,30}")
_SLOGAN = re.compile("(?:" + "|".join(sorted((word.form for word in read_table(Head, "slogan_openers.csv")), key=len, reverse=True))
                     + ")[^。；：！？\\d]{2,34}。(?=.)")
_CONTENTS = re.compile(r"目\s*录")
# An entry of a table of contents: 第一章 总则……3, 实 施... 18.
_PAGED = re.compile(r".{1,60}?(?:[.．·]{2,}|…+|\t)[\s.．…·]*[（(]?\d{1,3}[）)]?")


def find_sections(text: str, headings: dict[int, int] | None = None) -> list[SectionMention]:
    """Sections of normalized text in text order, parents before children.

    `headings`: start of a line that the document's format marks as a heading → its level. A section runs from its marker (or
    first character) to the end of the last line before the next section of its own or a higher level.

    >>> [(s.marker, s.heading, s.level) for s in find_sections("一、目标。\\n略。\\n二、措施。一是定人。二是定责。")]
    [('一、', '目标', 1), ('二、', '措施', 1), ('一是', '定人', 2), ('二是', '定责', 2)]
    """
    lines = _with_items(text, split_head(read_lines(text)))
    outline = _Outline(text, lines, headings or {})
    outline.walk()
    return outline.finish()


class _Outline:
    """One walk over the lines of a text."""

    def __init__(self, text: str, lines: list[Line], headings: dict[int, int]):
        self.text, self.lines, self.headings = text, lines, headings
        self.sections: list[SectionMention] = []
        self.stack: list[_Open] = []
        self.base = 0
        """Depth below which nothing is closed by a marker: 1 inside an attachment."""
        self.series: list[tuple[list[Marker], int, SectionMention | None]] = []
        self.restarts = _restarts(lines)
        self.alone = _last_alone(lines)

    def walk(self) -> None:
        """Every line once, in order."""
        index = self._head(read_head(self.lines), 0)
        while index < len(self.lines):
            index = self._step(index)
        self._close(0, len(self.lines))

    def _step(self, index: int) -> int:
        """Take line `index` (and those that belong to it); return the index of the next."""
        line = self.lines[index]
        behind = self._contents(index) or (self._signature(index) if line.marker is None else None)
        if behind:
            return behind
        if line.marker is None:
            if line.kind == "attachment":
                return self._attachment(index)
            if line.kind == "note" and line.rule == "note.notes":
                return self._notes(index)
            if line.kind:
                if line.kind == "source_line" and self._is_tail(index):
                    self._close(0, index)
                self._leaf(line.start, line.end, line.kind)
                return index + 1
            if self._is_heading(index):
                level = self.headings.get(line.start)
                self._open(index, _format_heading(level) if level else _LEAD_LINE if line.text.endswith("——") else _HEADING, None)
            elif not self.stack:
                section = self._leaf(line.start, line.end, "body")
                self._slogan(section, line)
                self._run_ins(line, section)
                return index + 1
            self._run_ins(line, self.stack[-1].section if self.stack else None)
            return index + 1
        section = self._open(index, line.marker, line.marker)
        self._run_ins(line, section)
        return index + 1

    # ---------------------------------------------------------------- sections

    def _add(self, start: int, end: int, kind: str) -> SectionMention:
        parent = self.stack[-1].section if self.stack else None
        section = SectionMention(start, end, parent.level + 1 if parent else 1, kind, parent=parent)
        self.sections.append(section)
        return section

    def _leaf(self, start: int, end: int, kind: str) -> SectionMention:
        return self._add(start, end, kind)

    def _open(self, index: int, style: _Marking | Marker, marker: Marker | None) -> SectionMention:
        line = self.lines[index]
        self._close(self._depth(style), index)
        section = self._add(line.start, line.end, "body")
        if marker:
            section.marker, section.marker_start, section.marker_end = self.text[marker.start:marker.end], marker.start, marker.end
        _head_section(section, self.text, line, marker)
        if line.start not in self.alone:
            self.stack.append(_Open(section, style.style, style.rank, style.free))
        return section

    def _depth(self, style: _Marking | Marker) -> int:
        """How many open sections stay open when a section of this style begins."""
        formal = style.style.startswith(_FORMAL)
        for depth in range(len(self.stack) - 1, self.base - 1, -1):
            entry = self.stack[depth]
            if entry.style == style.style and not (formal and depth and self.stack[depth - 1].rank > style.rank):
                return depth
        if formal:
            return next((depth for depth in range(self.base, len(self.stack)) if self.stack[depth].style.startswith(_FORMAL)
                         and self.stack[depth].rank > style.rank), len(self.stack))
        if style.free:
            return len(self.stack)
        for depth in range(self.base, len(self.stack)):
            entry = self.stack[depth]
            if not entry.free and entry.rank >= style.rank:
                return depth
            # A heading without number ends where 一、 begins, unless 一、 begins again under each heading.
            if entry.style.startswith("heading") and style.rank <= 5 and style.style not in self.restarts:
                return depth
        return len(self.stack)

    def _close(self, depth: int, index: int) -> None:
        """Close all but the outermost `depth` sections before line `index`."""
        end = self.lines[index - 1].end if index else 0
        while len(self.stack) > depth:
            self.stack.pop().section.end = end
        self.base = min(self.base, len(self.stack))

    # ---------------------------------------------------------------- parts with lines of their own

    def _head(self, block: HeadBlock, at: int) -> int:
        """Title, subtitle, number, adoption note and signers, each a section of kind `title`."""
        spans = ([block.title] if block.title else []) + ([block.subtitle] if block.subtitle else [])
        taken = {index for low, high in spans for index in range(low, high)}
        spans += [(index, index + 1) for index in range(at, block.body) if index not in taken]
        for low, high in sorted(spans):
            kind = self.lines[low].kind or "title"
            section = self._leaf(self.lines[low].start, self.lines[high - 1].end, kind)
            if (low, high) == block.title:
                section.heading = self.text[section.start:section.end].replace("\n", "")
                section.heading_start, section.heading_end = section.start, section.end
        return block.body

    def _signature(self, index: int) -> int | None:
        """Index behind the signature block that begins here: organs, then the date; None where there is none."""
        at = index
        while at < len(self.lines) and self.lines[at].marker is None and is_organ(self.lines[at].text) and at < index + 12:
            at += 1
        dated = at < len(self.lines) and is_date(self.lines[at].text)
        if at == index:
            if not (dated and index and self._ends_document(index + 1)) and not signed(self.lines[index].text):
                return None
            at = index + 1
        elif dated:
            at += 1
        elif not self._ends_document(at) or not self.lines[index - 1].is_sentence:
            return None
        self._close(0, index)
        self._leaf(self.lines[index].start, self.lines[at - 1].end, "signature")
        return self._after_signature(at)

    def _ends_document(self, index: int) -> bool:
        """Whether nothing, a note, an attachment or the title of one follows."""
        if index >= len(self.lines):
            return True
        line = self.lines[index]
        return line.kind in ("note", "attachment", "source_line") or (not line.marker and not line.is_sentence and len(line.text) <= 60)

    def _after_signature(self, index: int) -> int:
        """Notes such as （此件公开发布）, then the title of what the notice issues."""
        while index < len(self.lines) and self.lines[index].kind == "note" and self.lines[index].rule != "note.notes":
            self._leaf(self.lines[index].start, self.lines[index].end, "note")
            index += 1
        return self._head(read_head(self.lines, index), index)

    def _attachment(self, index: int) -> int:
        """附件 alone opens a section with an outline of its own; 附件：1.… 2.… before the signature is a list."""
        line = self.lines[index]
        if line.rule == "attachment.head":
            self._close(0, index)
            section = self._add(line.start, line.end, "attachment")
            section.marker, section.marker_start, section.marker_end = line.text, line.start, line.end
            self.stack.append(_Open(section, "attachment", 0, False))
            self.base = 1
            block = read_head(self.lines, index + 1)
            if block.title:
                low, high = block.title
                section.heading_start, section.heading_end = self.lines[low].start, self.lines[high - 1].end
                section.heading = self.text[section.heading_start:section.heading_end].replace("\n", "")
            return self._head(block, index + 1)
        end = index + 1
        while end < len(self.lines) and _listed(self.lines[end]):
            end += 1
        self._close(0, index)
        self._leaf(line.start, self.lines[end - 1].end, "attachment")
        return end

    def _notes(self, index: int) -> int:
        """注：1.… 2.… 3.…: the notes of a table are a leaf, those at the end of the text run to its end."""
        end = index + 1
        while end < len(self.lines) and (_listed(self.lines[end]) or self.lines[end].text.startswith("[")):
            end += 1
        if end == len(self.lines):
            self._close(0, index)
        self._leaf(self.lines[index].start, self.lines[end - 1].end, "note")
        return end

    def _contents(self, index: int) -> int | None:
        """Index behind a table of contents that begins here: entries with page numbers, or 目录 and an entry that stands again below."""
        named = _CONTENTS.fullmatch(self.lines[index].text) is not None
        end: int | None = index + named
        while end < len(self.lines) and _PAGED.fullmatch(self.lines[end].text):
            end += 1
        if end - index - named < 3:
            if not named or index + 2 >= len(self.lines):
                return None
            first = _entry(self.lines[index + 1].text)
            end = next((at for at in range(index + 2, len(self.lines)) if _entry(self.lines[at].text) == first), None)
        if end is None:
            return None
        self._leaf(self.lines[index].start, self.lines[end - 1].end, "title")
        return end

    def _is_tail(self, index: int) -> bool:
        return all(line.kind in ("source_line", "note", "caption") for line in self.lines[index + 1:index + 6])

    def _is_heading(self, index: int) -> bool:
        """Whether an unmarked line is a heading: marked so by the format, or short, no sentence, between sentences and a paragraph."""
        line = self.lines[index]
        if line.start in self.headings or is_part_name(line.text):
            return True
        if line.is_sentence or not 3 <= len(line.text) <= 40 or index + 1 >= len(self.lines) or "\t" in line.text:
            return False
        following, before = self.lines[index + 1], self.lines[index - 1] if index else None
        if following.marker is None and not (len(following.text) >= 40 and following.is_sentence):
            return False
        if following.marker and following.marker.number != 1:
            return False
        return before is None or before.is_sentence or before.marker is not None or before.kind is not None

    # ---------------------------------------------------------------- headings and run-ins

    def _slogan(self, section: SectionMention, line: Line) -> None:
        """The lead sentence of an unmarked paragraph is its heading only where it is a slogan without subject."""
        found = _SLOGAN.match(self.text, line.start, line.end)
        if found:
            section.heading_start, section.heading_end = found.start(), found.end() - 1
            section.heading = self.text[found.start():found.end() - 1]

    def _run_ins(self, line: Line, parent: SectionMention | None) -> None:
        start = line.marker.end if line.marker else line.start
        if len(line.text) > 12 and may_run_in(self.text, start, line.end):
            self.series += [(series, line.end, parent) for series in run_ins(self.text, start, line.end)]

    def finish(self) -> list[SectionMention]:
        """All sections in text order, run-ins among them."""
        for series, end, parent in self.series:
            stops = [marker.start for marker in series[1:]] + [end]
            for marker, stop in zip(series, stops, strict=True):
                length = len(self.text[marker.start:stop].rstrip())
                section = SectionMention(marker.start, marker.start + length, parent.level + 1 if parent else 1, "body",
                                         self.text[marker.start:marker.end], None, parent, marker.start, marker.end)
                found = _lead(self.text, marker.end, section.end)
                if found:
                    section.heading_start, section.heading_end = found
                    section.heading = self.text[found[0]:found[1]]
                self.sections.append(section)
        return sorted(self.sections, key=lambda section: (section.start, section.level))


@dataclass(frozen=True, slots=True)
class _Marking:
    """What opens a section that has no marker."""

    style: str
    rank: int
    free: bool


_HEADING = _Marking("heading", 12, True)
_LEAD_LINE = _Marking("lead", 13, True)
"""民生改善步履不停—— stands below a heading without a dash."""


_FORMAL = "heading.format"


def _format_heading(level: int) -> _Marking:
    return _Marking(f"{_FORMAL}{level}", 12 + level, True)


def _head_section(section: SectionMention, text: str, line: Line, marker: Marker | None) -> None:
    """Set the heading of a section that `line` opens."""
    start = marker.end if marker else line.start
    while start < line.end and text[start] in " \t\u3000，、：.":
        start += 1
    if start >= line.end:
        return
    if not line.is_sentence and line.end - start <= _LONGEST_HEADING:
        found: tuple[int, int] | None = (start, line.end)
    elif marker and marker.style == "article":
        found = None
    else:
        found = _lead(text, start, line.end)
    if found:
        section.heading_start, section.heading_end = found
        section.heading = text[found[0]:found[1]]


def _lead(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Span of the lead clause of an item: to its full stop where that is near, else to the first comma."""
    while start < end and text[start] in " \t\u3000，、：":
        start += 1
    found = _LEAD.match(text, start, end)
    if found and len(found[0]) <= 40:
        return found.span()
    found = _CLAUSE.match(text, start, end)
    return found.span() if found else None


def _with_items(text: str, lines: list[Line]) -> list[Line]:
    """`lines`, those that open with an item's word (一是 …, next line 二是 …) with its marker."""
    if not may_run_in(text, 0, len(text)):
        return lines
    found = line_items(text, [(line.start, line.end) for line in lines if line.marker is None and line.kind is None])
    return [replace(line, marker=found[line.start]) if line.start in found else line for line in lines]


def _entry(line: str) -> str:
    """A line of a table of contents without dots and page number."""
    return re.sub(r"[\s.．…·]*\d*$", "", line).replace(" ", "").replace("\u3000", "")


def _listed(line: Line) -> bool:
    return line.marker is not None and line.marker.style in ("digit", "digit_bracket", "sign")


def _last_alone(lines: list[Line]) -> set[int]:
    """Starts of the last items of series in which every item is one paragraph: what follows belongs to the section around them."""
    found: set[int] = set()
    for index, line in enumerate(lines):
        marker, before = line.marker, lines[index - 1].marker if index else None
        if marker is None or not marker.free or before is None or before.style != marker.style or (marker.number or 0) < 2:
            continue
        following = next((other.marker for other in lines[index + 1:] if other.marker and (not other.marker.free or other.marker.style == marker.style)), None)
        first = index - (marker.number or 0) + 1
        series = lines[max(0, first):index]
        if following and following.style == marker.style and following.number != 1 or len(series) + 1 != marker.number:
            continue
        if all(other.marker and other.marker.style == marker.style for other in series):
            found.add(line.start)
    return found


def _restarts(lines: list[Line]) -> set[str]:
    """Styles whose number 1 stands more than once."""
    seen: set[str] = set()
    again: set[str] = set()
    for line in lines:
        if line.marker and line.marker.number == 1:
            (again if line.marker.style in seen else seen).add(line.marker.style)
    return again
