"""Items that words open: 一是 … 二是 …, 首先 … 其次 … 最后 …, inside a paragraph or each at the start of one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from zhengce.lexicon import read_table
from zhengce.text.lines import Line
from zhengce.text.markers import NUMERALS, Marker, expand, number_of


@dataclass(frozen=True, slots=True)
class RunIn:
    """A word that opens an item inside a paragraph; `place` is its place in the series, `mark` what must follow, `after` what may stand before."""

    pattern: str
    series: str
    place: str
    mark: tuple[str, ...]
    after: str
    example: str


_RUN_INS = read_table(RunIn, "outline_runins.csv", ("pattern",))
_BOUND = r"。；：！？，、）\n\t "
_AFTER = {"digit": r"(?!\d)", "digit_comma": r"(?!\d)", "comma": rf"(?![{NUMERALS}]、|[{NUMERALS}]{{3}})"}


def _words(bounded: bool) -> str:
    """All words as one alternation; `bounded` asks for what must stand before them."""
    parts = []
    for number, word in enumerate(_RUN_INS):
        before = rf"(?<![^{word.after or _BOUND}])" if bounded else ""
        # 首先算产量账。 opens a paragraph without a mark behind 首先; inside one it would be an adverb.
        marked = word.mark and (bounded or word.series != "first")
        follows = f"(?=(?:{'|'.join(word.mark)}))" if marked else _AFTER.get(word.series, "")
        parts.append(f"(?P<r{number}>{before}{expand(word.pattern)}{follows})")
    return "|".join(parts)


_RUN_IN = re.compile(_words(True))
_FIRST = re.compile(_words(False))
_SECOND = re.compile("|".join(
    expand(word.pattern).replace(expand("N"), "二").replace(expand("D"), "2").replace(expand("S"), "[②⑵⒉㈡㊁❷]") + _AFTER.get(word.series, "")
    for word in _RUN_INS if word.place in ("n", "2")))
"""The second item of any series: a paragraph without one holds none."""


def run_ins(text: str, start: int, end: int) -> Iterator[list[Marker]]:
    """The series of run-in markers in the paragraph `text[start:end]`, each of at least two items in order.

    >>> [[m.number for m in series] for series in run_ins("分工协作。一是定责任。二是定时限；三是定标准。", 0, 22)]
    [[1, 2, 3]]
    >>> list(run_ins("这是一是一、二是二的事。", 0, 12))
    []
    """
    series: dict[str, list[Marker]] = {}
    for found in _RUN_IN.finditer(text, start, end):
        word = _RUN_INS[int((found.lastgroup or "r0")[1:])]
        known = series.setdefault(word.series, [])
        place = _place(word, found[0], len(known))
        marker = Marker(found.start(), found.end(), word.series, 20, True, place)
        if place == len(known) + 1:
            known.append(marker)
        elif place == 1:
            # A new 一是 after a finished series begins another; a lone one before it was none.
            if len(known) > 1:
                yield known
            series[word.series] = [marker]
    yield from (known for known in series.values() if len(known) > 1)


def _place(word: RunIn, found: str, known: int) -> int | None:
    if word.place == "n":
        return number_of(found)
    return known + 1 if word.place == "last" and known else int(word.place) if word.place.isdigit() else None


def may_run_in(text: str, start: int, end: int) -> bool:
    """Whether the paragraph can hold a series at all: cheap test before `run_ins`."""
    return _SECOND.search(text, start, end) is not None


def line_items(text: str, starts: Sequence[tuple[int, int]]) -> dict[int, Marker]:
    """Items whose words stand at the start of paragraphs, by offset; `starts` are the (start, end) of the lines without a marker.

    A series counts where its first two items each open a line. A line that holds the whole series in itself opens none.

    >>> text = "一是定人。\\n二是定责。\\n一是查、二是改。"
    >>> [text[at:marker.end] for at, marker in line_items(text, [(0, 5), (6, 11), (12, 20)]).items()]
    ['一是', '二是']
    """
    series: dict[str, list[Marker]] = {}
    made: dict[int, Marker] = {}

    def settle(name: str) -> None:
        found = series.pop(name, [])
        if len(found) > 1:
            made.update((marker.start, marker) for marker in found)

    for start, end in starts:
        found = _FIRST.match(text, start, end)
        if not found:
            continue
        word = _RUN_INS[int((found.lastgroup or "r0")[1:])]
        known = series.get(word.series, [])
        place = _place(word, found[0], len(known))
        marker = Marker(start, found.end(), f"item.{word.series}", 20, True, place)
        if place == 1 or not known:
            settle(word.series)
            if place == 1 and not (may_run_in(text, found.end(), end) and _goes_on(text, start, end, word.series)):
                series[word.series] = [marker]
        elif place == len(known) + 1:
            known.append(marker)
    for name in list(series):
        settle(name)
    return dict(sorted(made.items()))


def _goes_on(text: str, start: int, end: int, name: str) -> bool:
    """Whether a line that opens with the first item of a series holds its second too."""
    return any(markers[0].start == start and markers[0].style == name for markers in run_ins(text, start, end))


def with_items(text: str, lines: list[Line]) -> list[Line]:
    """`lines`, those that open with an item's word (一是 …, next line 二是 …) with its marker."""
    if not may_run_in(text, 0, len(text)):
        return lines
    found = line_items(text, [(line.start, line.end) for line in lines if line.marker is None and line.kind is None])
    return [replace(line, marker=found[line.start]) if line.start in found else line for line in lines]


def last_alone(lines: list[Line]) -> set[int]:
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
