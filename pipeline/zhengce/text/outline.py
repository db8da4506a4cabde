"""The outline: sections with markers, headings, captions, source lines and signatures.

Reading order: `find_sections` walks the lines once. A marked line opens a section at the level of its style (a stack holds the
open styles, outermost first); lines of a kind of their own (caption, source line, signature …) are leaves; an unmarked paragraph
is a section only where no marked one is open. At last run-ins (一是 … 二是 …) become children of the section they stand in.
"""

from __future__ import annotations

from zhengce.text.contents import contents_end
from zhengce.text.head import HeadBlock, is_part_name, read_head
from zhengce.text.headlines import split_head
from zhengce.text.items import last_alone, may_run_in, run_ins, with_items
from zhengce.text.levels import HEADING, LEAD_LINE, Levels, Marking, format_heading
from zhengce.text.lines import Line, is_date, is_organ, read_lines, signed, title_genre
from zhengce.text.markers import Marker
from zhengce.text.sections import SectionMention, heading_of, lead, slogan


def find_sections(text: str, headings: dict[int, int] | None = None) -> list[SectionMention]:
    """Sections of normalized text in text order, parents before children.

    `headings`: start of a line that the document's format marks as a heading → its level. A section runs from its marker (or
    first character) to the end of the last line before the next section of its own or a higher level.

    >>> [(s.marker, s.heading, s.level) for s in find_sections("一、目标。\\n略。\\n二、措施。一是定人。二是定责。")]
    [('一、', '目标', 1), ('二、', '措施', 1), ('一是', '定人', 2), ('二是', '定责', 2)]
    """
    lines = with_items(text, split_head(read_lines(text)))
    outline = _Outline(text, lines, headings or {})
    outline.walk()
    return outline.finish()


class _Outline:
    """One walk over the lines of a text."""

    def __init__(self, text: str, lines: list[Line], headings: dict[int, int]):
        self.text, self.lines, self.headings = text, lines, headings
        self.sections: list[SectionMention] = []
        self.levels = Levels(lines)
        self.series: list[tuple[list[Marker], int, SectionMention | None]] = []
        self.alone = last_alone(lines)

    def walk(self) -> None:
        """Every line once, in order."""
        index = self._head(read_head(self.lines), 0)
        while index < len(self.lines):
            index = self._step(index)
        self._close(0, len(self.lines))

    def _step(self, index: int) -> int:
        """Take line `index` (and those that belong to it); return the index of the next."""
        line = self.lines[index]
        behind = contents_end(self.lines, index)
        if behind:
            self._leaf(line.start, self.lines[behind - 1].end, "title")
            return behind
        if line.marker is None:
            behind = self._signature(index)
            if behind:
                return behind
            if line.kind == "attachment":
                return self._attachment(index)
            if line.kind == "note" and line.rule == "note.notes":
                return self._notes(index)
            if line.kind:
                if line.kind == "source_line" and self._is_tail(index):
                    self._close(0, index)
                self._leaf(line.start, line.end, line.kind)
                return index + 1
            if self._begins_document(index):
                self._close(0, index)
                return self._head(read_head(self.lines, index), index)
            if self._is_heading(index):
                level = self.headings.get(line.start)
                self._open(index, format_heading(level) if level else LEAD_LINE if line.text.endswith("——") else HEADING, None)
            elif not self.levels.stack:
                section = self._leaf(line.start, line.end, "body")
                section.set_heading(self.text, slogan(self.text, line))
                self._run_ins(line, section)
                return index + 1
            self._run_ins(line, self.levels.stack[-1].section if self.levels.stack else None)
            return index + 1
        section = self._open(index, line.marker, line.marker)
        if self._names_below(index):
            below = self.lines[index + 1]
            section.set_heading(self.text, (below.start, below.end))
            return index + 2
        self._run_ins(line, section)
        return index + 1

    def _names_below(self, index: int) -> bool:
        """Whether 第二章 stands alone and the next line is its name."""
        marker, below = self.lines[index].marker, self.lines[index + 1] if index + 1 < len(self.lines) else None
        return (marker is not None and marker.style in ("part", "chapter", "section") and marker.end >= self.lines[index].end and below is not None
                and below.marker is None and below.kind is None and len(below.text) <= 60 and not below.is_sentence)

    # ---------------------------------------------------------------- sections

    def _add(self, start: int, end: int, kind: str) -> SectionMention:
        parent = self.levels.stack[-1].section if self.levels.stack else None
        section = SectionMention(start, end, parent.level + 1 if parent else 1, kind, parent=parent)
        self.sections.append(section)
        return section

    def _leaf(self, start: int, end: int, kind: str) -> SectionMention:
        return self._add(start, end, kind)

    def _open(self, index: int, style: Marking | Marker, marker: Marker | None) -> SectionMention:
        line = self.lines[index]
        self._close(self.levels.depth(style, index), index)
        section = self._add(line.start, line.end, "body")
        if marker:
            section.marker, section.marker_start, section.marker_end = self.text[marker.start:marker.end], marker.start, marker.end
        section.set_heading(self.text, heading_of(self.text, line, marker))
        self.levels.open(section, style, line.start not in self.alone)
        return section

    def _close(self, depth: int, index: int) -> None:
        """Close all but the outermost `depth` sections before line `index`."""
        self.levels.close(depth, self.lines[index - 1].end if index else 0)

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
                section.set_heading(self.text, (section.start, section.end))
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
            self.levels.open(section, Marking("attachment", 0, False))
            self.levels.base = 1
            block = read_head(self.lines, index + 1)
            if block.title:
                low, high = block.title
                section.set_heading(self.text, (self.lines[low].start, self.lines[high - 1].end))
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

    def _is_tail(self, index: int) -> bool:
        return all(line.kind in ("source_line", "note", "caption") for line in self.lines[index + 1:index + 6])

    def _begins_document(self, index: int) -> bool:
        """Whether the title of another document stands here: it ends in a document type, and the outermost series begins anew below."""
        line = self.lines[index]
        if self.levels.base or not self.levels.stack or line.is_sentence or not 6 <= len(line.text) <= 60 or not title_genre(line.text):
            return False
        below = next((other.marker for other in self.lines[index + 1:index + 6] if other.marker), None)
        return below is not None and below.number == 1 and below.style == self.levels.stack[0].style

    def _is_heading(self, index: int) -> bool:
        """Whether an unmarked line is a heading: marked so by the format, or short, no sentence, between sentences and a paragraph."""
        line = self.lines[index]
        if line.start in self.headings or is_part_name(line.text):
            return True
        if line.is_sentence or not 3 <= len(line.text) <= 40 or index + 1 >= len(self.lines) or "\t" in line.text or line.text[0] == "（" and line.text[-1] == "）":
            return False
        following, before = self.lines[index + 1], self.lines[index - 1] if index else None
        if following.marker is None and not (len(following.text) >= 40 and following.is_sentence):
            return False
        if following.marker and following.marker.number != 1:
            return False
        return before is None or before.is_sentence or before.marker is not None or before.kind is not None

    # ---------------------------------------------------------------- headings and run-ins

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
                section.set_heading(self.text, lead(self.text, marker.end, section.end))
                self.sections.append(section)
        return sorted(self.sections, key=lambda section: (section.start, section.level))


def _listed(line: Line) -> bool:
    return line.marker is not None and line.marker.style in ("digit", "digit_bracket", "sign")


