"""Reading order: full-width lines and tables part a page into bands, inside a band the left column is read before the right."""

from __future__ import annotations

from dataclasses import dataclass

from zhengce.ingest.layout.glyphs import Piece
from zhengce.ingest.layout.grids import Grid

_FEWEST = 5
"""Lines on either side that make two columns."""
_FULL = 0.6
"""Share of a column's width that a line of running text fills; the cells of a table do not."""


@dataclass(slots=True)
class Placed:
    """A piece or table in reading order, with the name of the column it stands in ("" where there is one only)."""

    item: Piece | Grid
    column: str


def in_order(items: list[Piece | Grid], width: float, column: str = "") -> list[Placed]:
    """The items of a page in reading order."""
    gutter = _gutter([item for item in items if isinstance(item, Piece)], width) if len(column) < 3 else None
    if gutter is None:
        return [Placed(item, column) for item in _down(items)]
    crossing = sorted((item for item in items if item.x0 < gutter < item.x1), key=lambda item: item.y0)
    left = [item for item in items if item.x1 <= gutter]
    right = [item for item in items if item.x0 >= gutter]
    placed: list[Placed] = []
    for item in [*crossing, None]:
        limit = item.y0 if item is not None else float("inf")
        for side, name in ((left, "0"), (right, "1")):
            band = [each for each in side if each.middle < limit]
            side[:] = [each for each in side if each.middle >= limit]
            placed += in_order(band, width, column + name) if band else []
        if item is not None:
            placed.append(Placed(item, column))
    return placed


def _down(items: list[Piece | Grid]) -> list[Piece | Grid]:
    """Items from top to bottom, those on one line from left to right."""
    made: list[Piece | Grid] = []
    line: list[Piece | Grid] = []
    for item in sorted(items, key=lambda item: item.y0 if isinstance(item, Grid) else item.middle):
        if line and not (isinstance(item, Piece) and isinstance(line[0], Piece) and item.middle - line[0].middle <= 0.5 * line[0].size):
            made += sorted(line, key=lambda item: item.x0)
            line = []
        line.append(item)
    return made + sorted(line, key=lambda item: item.x0)


def _gutter(pieces: list[Piece], width: float) -> float | None:
    """Where a page of running text is parted into columns, or None: a place that few lines cross and many end before."""
    if len(pieces) < 2 * _FEWEST:
        return None
    low, high = min(piece.x0 for piece in pieces), max(piece.x1 for piece in pieces)
    best: tuple[int, float, float] | None = None
    for step in range(4, 17):
        place = low + (high - low) * step / 20
        crossing = sum(piece.x0 < place < piece.x1 for piece in pieces)
        left = [piece for piece in pieces if piece.x1 <= place and piece.x1 - piece.x0 >= _FULL * (place - low)]
        right = [piece for piece in pieces if piece.x0 >= place and piece.x1 - piece.x0 >= _FULL * (high - place) * 0.9]
        if min(len(left), len(right)) < _FEWEST or crossing > 0.3 * len(pieces) or not _beside(left, right):
            continue
        inner = max(piece.x1 for piece in pieces if piece.x1 <= place)
        outer = min(piece.x0 for piece in pieces if piece.x0 >= place)
        if outer - inner < 0.8 * left[0].size:
            continue
        best = max(best or (-len(pieces), 0.0, 0.0), (-crossing, outer - inner, (inner + outer) / 2))
    return best[2] if best else None


def _beside(left: list[Piece], right: list[Piece]) -> bool:
    """Whether two stacks of lines stand next to one another and not one below the other."""
    top, bottom = max(min(p.y0 for p in side) for side in (left, right)), min(max(p.y1 for p in side) for side in (left, right))
    shared = sum(top <= piece.middle <= bottom for piece in left + right)
    return shared >= 0.5 * len(left + right)
