"""Lines back to paragraphs: a line break that the width of the page did not force ends a paragraph."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import pairwise

from zhengce.ingest.layout.columns import Placed
from zhengce.ingest.layout.glyphs import Piece, Print
from zhengce.ingest.layout.grids import Grid, open_grid
from zhengce.text.markers import starts_item
from zhengce.text.normalize import normalize

_OPENING, _CLOSING = "“‘（《〈〔［【「『(", "，。、；：！？”’）》〉〕］】」』…,.;:!?)%％"
# What a line is never broken inside: a Latin word or number, with the marks that may not begin or end a line; programs that do not
# know Chinese break at no quotation mark either (地“非).
_CORE = rf"(?:[A-Za-z0-9.,%/\-]+|.)[{re.escape(_CLOSING)}]*"
_UNIT = re.compile(rf"[{re.escape(_OPENING)}]*{_CORE}(?:[“‘]+{_CORE}|(?<=[”’]){_CORE})*")
_WIDE_LATIN = frozenset("%@MWmw")
_ENDS = "。！？；：…"
_FEW = 8


@dataclass(slots=True)
class TextLine(Print):
    """A printed line in reading order."""

    page: int
    column: str


def lines_of(placed: Iterable[Placed], page: int) -> list[TextLine | Grid]:
    """Pieces on one height joined to lines, rows of pieces that stand in columns made tables."""
    made: list[TextLine | Grid] = []
    rows: list[list[Piece]] = []
    column = ""

    def flush() -> None:
        for group in _stretches(rows):
            grid = open_grid(group) if len(group) > 1 else None
            made.extend([grid] if grid else [_line(row, page, column) for row in group])
        rows.clear()

    for entry in placed:
        if isinstance(entry.item, Grid):
            flush()
            made.append(entry.item)
            continue
        piece = entry.item
        if rows and entry.column == column and abs(piece.middle - rows[-1][0].middle) <= 0.5 * piece.size and piece.x0 >= rows[-1][-1].x1:
            rows[-1].append(piece)
            continue
        if entry.column != column:
            flush()
            column = entry.column
        rows.append([piece])
    flush()
    return made


def _stretches(rows: list[list[Piece]]) -> list[list[list[Piece]]]:
    """Runs of rows with several pieces (tables, where there are three and more), every other row by itself."""
    made: list[list[list[Piece]]] = []
    for row in rows:
        if len(row) > 1 and made and len(made[-1][-1]) > 1 and row[0].y0 - made[-1][-1][0].y1 < 2.5 * row[0].size:
            made[-1].append(row)
        else:
            made.append([row])
    return [part for stretch in made for part in ([stretch] if len(stretch) > 2 else [[row] for row in stretch])]


def _line(row: list[Piece], page: int, column: str) -> TextLine:
    words = "\u3000".join(piece.text for piece in row)
    return TextLine(words, row[0].x0, min(p.y0 for p in row), row[-1].x1, max(p.y1 for p in row), max(p.size for p in row), page, column)


def paragraphs(items: list[TextLine | Grid], width: float = 0) -> list[str | Grid]:
    """The paragraphs that consecutive lines make, with the tables between them; `width` is that of the page.

    >>> rows = [("各县要抓好春灌，疏浚干支渠，检修泵站，做到应灌尽灌、灌饱", 20, 300), ("灌透。", 0, 30), ("各乡镇要落实责任。", 20, 110)]
    >>> paragraphs([TextLine(words, x0, 20 * at, x1, 20 * at + 10, 10, 0, "") for at, (words, x0, x1) in enumerate(rows)])
    ['各县要抓好春灌，疏浚干支渠，检修泵站，做到应灌尽灌、灌饱灌透。', '各乡镇要落实责任。']
    """
    lines = [item for item in items if isinstance(item, TextLine)]
    margins = {column: _margins([line for line in lines if line.column == column], 0 if column else width)
               for column in {line.column for line in lines}}
    pitch = _pitch(lines, margins)
    indented = _indented(lines, margins)
    made: list[list[TextLine] | Grid] = []
    for item in items:
        group = made[-1] if made else None
        if isinstance(item, TextLine) and isinstance(group, list) and _goes_on(group, item, margins, pitch, indented):
            group.append(item)
        else:
            made.append([item] if isinstance(item, TextLine) else item)
    return [_joined(group) if isinstance(group, list) else group for group in made]


def _margins(lines: list[TextLine], width: float) -> tuple[float, float]:
    """Left and right edge of a column: the outermost places at which lines begin and end repeatedly.

    A few short lines do not show the right edge: the page's margins are then taken to be alike.
    """
    step = max(1.0, lines[0].size / 4)
    left = _edge([line.x0 for line in lines], step, min)
    ends = Counter(round(line.x1 / step) for line in lines)
    usual, count = ends.most_common(1)[0]
    # Text set to a measure ends there mostly; marks may hang over it.
    right = usual * step if count >= 0.4 * len(lines) else _edge([line.x1 for line in lines], step, max)
    if len(lines) < _FEW and width:
        right = max(right, width - left - 2 * lines[0].size)
    return left, right


def _edge(values: list[float], step: float, outermost: Callable[[list[float]], float]) -> float:
    """The outermost place at which lines begin or end repeatedly: three times, and one line in twenty."""
    counts = Counter(round(value / step) for value in values)
    fewest = min(max(3, len(values) / 20), len(values))
    return outermost([value for value in values if counts[round(value / step)] >= fewest] or values)


def _indented(lines: list[TextLine], margins: dict[str, tuple[float, float]]) -> bool:
    """Whether paragraphs begin with two blanks: at least one line in twenty does."""
    begins = sum(1.5 < (line.x0 - margins[line.column][0]) / line.size < 2.6 for line in lines)
    return begins >= max(2, len(lines) / 20)


def _pitch(lines: list[TextLine], margins: dict[str, tuple[float, float]]) -> float:
    """The usual distance from line to line inside paragraphs, in ems; 0 where it cannot be told."""
    pitches = Counter(round((after.y1 - before.y1) / after.size, 1) for before, after in pairwise(lines)
                      if before.page == after.page and before.column == after.column and after.y0 > before.y0
                      and margins[before.column][1] - before.x1 < before.size)
    return min((pitch for pitch, count in pitches.items() if count >= 0.5 * max(pitches.values())), default=0.0)


def _goes_on(group: list[TextLine], after: TextLine, margins: dict[str, tuple[float, float]], pitch: float, indented: bool) -> bool:
    """Whether `after` continues the paragraph that `group` begins."""
    before = group[-1]
    if abs(before.size - after.size) > 0.12 * max(before.size, after.size):
        return False
    if before.page == after.page and len(before.column) != len(after.column):
        return False
    left, right = margins[after.column]
    if margins[before.column][1] - before.x1 > _first_unit(after) + 0.3 * after.size:
        return False
    same = before.page == after.page and before.column == after.column
    if same and pitch and (after.y1 - before.y1) / after.size > 1.25 * pitch + 0.1:
        return False
    marked = starts_item(normalize(after.text).text)
    ended = before.text[-1] in _ENDS or before.text[-2:-1] in ("。", "！", "？") or marked and before.text[-1] == "）"
    if ended and marked and not (indented and after.x0 - left < 0.5 * after.size):
        return False
    if after.x0 - left <= 1.2 * after.size or _is_centred(after, left, right):
        return True
    # Indented: the first line of a paragraph, unless the lines of an item hang behind its number or a whole block is set in.
    hangs = after.x0 - before.x0 > 0.5 * after.size and starts_item(normalize(before.text).text)
    block = len(group) > 1 and all(abs(line.x0 - after.x0) < 0.5 * after.size for line in group[-2:])
    return not ended and (hangs or block)


def _is_centred(line: TextLine, left: float, right: float) -> bool:
    """Whether a line stands in the middle: further in than the two ems by which paragraphs begin, alike on both sides."""
    before, behind = line.x0 - left, right - line.x1
    return min(before, behind) > 2.3 * line.size and abs(before - behind) < line.size


def _first_unit(line: TextLine) -> float:
    """Width of what would have to fit at the end of the line before."""
    found = _UNIT.match(line.text)
    words = found[0] if found else line.text[:1]
    return sum((0.95 if char in _WIDE_LATIN else 0.58) if char.isascii() else 1.0 for char in words) * line.size


def _joined(lines: list[TextLine]) -> str:
    words = lines[0].text
    for line in lines[1:]:
        latin = words[-1].isascii() and words[-1].isalpha() and line.text[0].isascii() and line.text[0].isalpha()
        words += (" " if latin else "") + line.text
    return words
