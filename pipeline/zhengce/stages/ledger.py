"""The ledger of numerals: every digit and Chinese numeral in exactly one row."""

from __future__ import annotations

import re
from bisect import bisect_right

from zhengce.stages.mentions import EntityMention, FigureMention, NumeralMention, TimeMention
from zhengce.stages.ordinary import find_ordinary
from zhengce.stages.view import View

NUMERAL = re.compile("[0-9〇零一二三四五六七八九十百千万亿两○壹贰叁肆伍陆柒捌玖拾佰仟廿卅]")
"""The characters the ledger accounts for."""
_RUN = re.compile(f"{NUMERAL.pattern}(?:[0-9.,]*{NUMERAL.pattern})*")
_PATTERN_TYPES = {"slogan": "entity"}


def build_ledger(view: View, times: list[TimeMention], entities: list[EntityMention],
                 figures: list[FigureMention]) -> list[NumeralMention]:
    """One mention per numeral and reading, in text order: each numeral character of the text lies in exactly one.

    Figures come first, then times, section markers, named entities, the words, ordinals and codes that `ordinary` knows; what is
    left is `unread`.
    """
    text = view.text
    booked = _Book()
    for figure in figures:
        booked.enter(figure.start, figure.end, "figure", figure)
    for time in times:
        booked.enter(time.start, time.end, "time", time)
    for section in view.sections:
        if section.marker_start is not None and section.marker_end is not None:
            booked.enter(section.marker_start, section.marker_end, "marker", section)
    ordinary = find_ordinary(text)
    for span in ordinary:
        if span.role in ("document_number", "issue"):
            booked.enter(span.start, span.end, span.role, None)
    for entity in sorted(entities, key=lambda entity: entity.start - entity.end):
        for match in _RUN.finditer(text, entity.start, entity.end):
            booked.enter(match.start(), match.end(), "entity", entity)
    for span in ordinary:
        booked.enter(span.start, span.end, span.role, None)
    for match in NUMERAL.finditer(text):
        if not booked.holds(match.start()):
            run = _RUN.match(text, match.start())
            assert run is not None
            booked.enter(run.start(), run.end(), "unread", None)
    rows = [row for row in booked.rows() if NUMERAL.search(text, row.start, row.end)]
    return rows


class _Book:
    """Disjoint entries; a later one takes only what is still free."""

    def __init__(self) -> None:
        self._starts: list[int] = []
        self._entries: list[NumeralMention] = []

    def holds(self, offset: int) -> bool:
        index = bisect_right(self._starts, offset) - 1
        return index >= 0 and offset < self._entries[index].end

    def enter(self, start: int, end: int, role: str, ref: object | None) -> None:
        """Book the free parts of `start` to `end`."""
        index = bisect_right(self._starts, start) - 1
        at = max(start, self._entries[index].end) if index >= 0 else start
        index += 1
        while at < end:
            free = min(end, self._starts[index]) if index < len(self._starts) else end
            if at < free:
                self._starts.insert(index, at)
                self._entries.insert(index, NumeralMention(at, free, role, ref))
                index += 1
            if index >= len(self._entries):
                break
            at = max(at, free, self._entries[index].end)
            index += 1

    def rows(self) -> list[NumeralMention]:
        return self._entries
