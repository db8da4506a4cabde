"""The ledger of numerals: every digit and Chinese numeral in exactly one row."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from zhengce.stages.mentions import EntityMention, FigureMention, NumeralMention, TimeMention
from zhengce.stages.view import View

_NUMERAL = "[0-9〇零一二三四五六七八九十百千万亿两○壹贰叁肆伍陆柒捌玖拾佰仟廿卅]"
NUMERAL = re.compile(_NUMERAL)
"""The characters the ledger accounts for."""
_RUN = re.compile(f"{_NUMERAL}(?:[0-9.,]*{_NUMERAL})*")
_RANKED = frozenset("级等线流类期")
_SCALES = frozenset("百千万亿十")
_FINANCIAL = frozenset("壹贰叁肆伍陆柒捌玖拾佰仟")
_YEAR = re.compile(r"(?:19|20)\d\d")
_ALONE = re.compile(r"[\s\d]+")
"""A line that is one number: the running number of a table's row."""
_NAMED = frozenset(("document_number", "issue"))
"""Roles that come before the entities they stand in: the number of a document is part of its name."""


def build_ledger(view: View, times: list[TimeMention], entities: list[EntityMention],
                 figures: list[FigureMention]) -> list[NumeralMention]:
    """One mention per numeral and reading, in text order: each numeral character of the text lies in exactly one.

    Figures come first, then times, section markers, document and issue numbers, named entities, and the words, ordinals and codes
    that `ordinary` knows; what is left is `unread`.
    """
    text = view.text
    booked = _Book(text)
    for figure in figures:
        booked.enter(figure.start, figure.end, "figure", figure)
    for time in times:
        booked.enter(time.start, time.end, "time", time)
    for section in view.sections:
        if section.marker_start is not None and section.marker_end is not None:
            booked.enter(section.marker_start, section.marker_end, "marker", section)
    for span in view.ordinary:
        if span.role in _NAMED:
            booked.enter(span.start, span.end, span.role, None)
    for start, end, entity in _named(text, booked, entities):
        booked.enter(start, end, "entity", entity)
    for span in view.ordinary:
        booked.enter(span.start, span.end, span.role, None)
    for start, end in list(booked.free_runs()):
        booked.enter(start, end, _leftover(text, start, end), None)
    return booked.rows()


def _leftover(text: str, start: int, end: int) -> str:
    """The role of a numeral that nothing else knows: an indefinite 一 and a bare 百 are vague, 二等, 五级 rank, 星期六 and a bare
    2023 are times, 1683204791222 is a code, the 陆 of 陆基 a word; else `unread`."""
    written = text[start:end]
    if written == "一" or all(char in _SCALES for char in written):
        return "vague"
    if all(char in _FINANCIAL for char in written):
        return "word"
    if text[end:end + 1] in _RANKED:
        return "ordinal"
    if text[start - 2:start] == "星期" or _YEAR.fullmatch(written):
        return "time"
    if written.isdecimal() and len(written) > 6 or text[start - 2:start] == "编号":
        return "code"
    if _ALONE.fullmatch(text, text.rfind("\n", 0, start) + 1, end) and text[end:end + 1] in ("", "\n"):
        return "marker"
    return "unread"


def _named(text: str, booked: _Book, entities: list[EntityMention]) -> Iterator[tuple[int, int, EntityMention]]:
    """Free numerals inside an entity, with the longest entity around them."""
    ordered = sorted(entities, key=lambda entity: (entity.start, -entity.end))
    starts = [entity.start for entity in ordered]
    reach = max((entity.end - entity.start for entity in ordered), default=0)
    for start, end in list(booked.free_runs()):
        index = bisect_right(starts, end - 1) - 1
        around = []
        while index >= 0 and starts[index] > start - reach:
            if ordered[index].end > start:
                around.append(ordered[index])
            index -= 1
        for entity in sorted(around, key=lambda entity: entity.start - entity.end):
            for match in _RUN.finditer(text, max(start, entity.start), min(end, entity.end)):
                yield match.start(), match.end(), entity


class _Book:
    """Disjoint entries; a later one takes only what is still free, and only where a numeral is in it."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._taken = bytearray(len(text))
        self._entries: list[NumeralMention] = []

    def enter(self, start: int, end: int, role: str, ref: object | None) -> None:
        """Book the free parts of `start` to `end`."""
        at = self._taken.find(0, start, end)
        while at >= 0:
            stop = self._taken.find(1, at, end)
            stop = end if stop < 0 else stop
            if NUMERAL.search(self._text, at, stop):
                self._entries.append(NumeralMention(at, stop, role, ref))
            self._taken[at:stop] = b"\1" * (stop - at)
            at = self._taken.find(0, stop, end)

    def free_runs(self) -> Iterator[tuple[int, int]]:
        """Stretches of numerals that no entry covers yet, in order."""
        for match in _RUN.finditer(self._text):
            at = self._taken.find(0, match.start(), match.end())
            while at >= 0:
                stop = self._taken.find(1, at, match.end())
                stop = match.end() if stop < 0 else stop
                yield at, stop
                at = self._taken.find(0, stop, match.end())

    def rows(self) -> list[NumeralMention]:
        """The entries in text order."""
        return sorted(self._entries, key=lambda entry: entry.start)
