"""What a fixed-layout page holds: glyphs and rules (drawn lines), in points or millimetres from the top left corner.

Readers of PDF and OFD hand over `Page`s; everything behind is the same for both. Glyphs become pieces (runs without a wide gap),
pieces become rows.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

_WIDE_GAP = 1.0
"""Gap in ems that parts pieces; text set to a measure stretches by a third at most."""
_RADICALS = re.compile("[\u2e80-\u2fdf]")


@dataclass(slots=True)
class Print:
    """Printed text with its box; `size` is that of its font."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    size: float

    @property
    def middle(self) -> float:
        """Height of its middle."""
        return (self.y0 + self.y1) / 2


@dataclass(slots=True)
class Glyph(Print):
    """One printed character."""


@dataclass(slots=True)
class Rule:
    """A straight drawn line, upright or level; boxes come as four."""

    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(slots=True)
class Page:
    """Glyphs in the order of the file, and rules; `pictures` is the share of the page that images cover."""

    width: float
    height: float
    glyphs: list[Glyph] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    pictures: float = 0.0


@dataclass(slots=True)
class Piece(Print):
    """A run of text on one line without a wide gap."""


def read_pieces(glyphs: Iterable[Glyph]) -> list[Piece]:
    """The pieces of a page, top to bottom and left to right; blanks at their edges are gone.

    >>> [piece.text for piece in read_pieces([Glyph("甲", 0, 0, 10, 10, 10), Glyph("乙", 10, 0, 20, 10, 10), Glyph("丙", 60, 0, 70, 10, 10)])]
    ['甲乙', '丙']
    """
    return [piece for row in _rows(glyphs) for run in _runs(row) if (piece := _piece(run))]


def plain(char: str) -> str:
    """`char` without what fonts confuse: radicals (⽇ U+2F47) that stand for ideographs (日).

    >>> plain("⽇"), plain("①")
    ('日', '①')
    """
    return unicodedata.normalize("NFKC", char) if _RADICALS.match(char) else char


def _rows(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """Glyphs by line: those whose middles are nearer than a third of their size, each row from left to right."""
    rows: list[list[Glyph]] = []
    base = 0.0
    for glyph in sorted(glyphs, key=lambda glyph: glyph.middle):
        if rows and glyph.middle - base <= 0.38 * max(glyph.size, rows[-1][0].size):
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
            base = glyph.middle
    for row in rows:
        row.sort(key=lambda glyph: glyph.x0)
    return rows


def _runs(row: list[Glyph]) -> list[list[Glyph]]:
    runs: list[list[Glyph]] = []
    edge = 0.0
    for glyph in row:
        if not glyph.text.strip() and glyph.text != "\u3000":
            # Blanks widen a gap or fill it; they count where ink stands close on both sides.
            if runs and glyph.x0 - edge < 0.5 * glyph.size and glyph.x1 - glyph.x0 < 0.8 * glyph.size:
                runs[-1].append(glyph)
            continue
        if runs and glyph.x0 - edge <= _WIDE_GAP * glyph.size:
            if _doubled(runs[-1], glyph):
                continue
            runs[-1].append(glyph)
        else:
            runs.append([glyph])
        edge = max(edge, glyph.x1) if len(runs[-1]) > 1 else glyph.x1
    return runs


def _doubled(run: list[Glyph], glyph: Glyph) -> bool:
    """Whether a glyph is printed a second time with a small shift, as some programs make bold type."""
    return any(last.text == glyph.text and abs(last.x0 - glyph.x0) < 0.2 * glyph.size for last in run[-2:])


def _piece(run: list[Glyph]) -> Piece | None:
    while run and not run[-1].text.strip():
        run = run[:-1]
    while run and not run[0].text.strip():
        run = run[1:]
    if not run:
        return None
    sizes = sorted([glyph.size for glyph in run if glyph.text > "\u2e7f"] or [glyph.size for glyph in run])
    em = sizes[len(sizes) // 2]
    gaps = [after.x0 - before.x1 for before, after in pairwise(run)]
    usual = max(0.0, sorted(gaps)[len(gaps) // 2]) if gaps else 0.0
    words = [run[0].text]
    for gap, (before, after) in zip(gaps, pairwise(run), strict=True):
        # A gap between Latin words or ideographs is a space even where none is printed; between the two scripts it is typography.
        if gap > usual + 0.18 * em and before.text.isascii() == after.text.isascii() and " " not in (before.text, after.text):
            words.append("\u3000" if gap > usual + 0.8 * em else " ")
        words.append(after.text)
    return Piece("".join(words), run[0].x0, min(glyph.y0 for glyph in run), max(glyph.x1 for glyph in run),
                 max(glyph.y1 for glyph in run), em)
