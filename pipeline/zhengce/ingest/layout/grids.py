"""Tables on fixed-layout pages: ruled ones by their drawn lines, open ones by pieces that stand in columns."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from zhengce.ingest.layout.glyphs import Glyph, Page, Piece, Rule, read_pieces

_NEAR = 3.0
"""Distance in points within which drawn lines meet."""
_MOST_LINES = 4_000
"""More rules than this are a drawing, not tables."""


@dataclass(slots=True)
class Grid:
    """A table with its place on the page; cells covered by a merged one are None."""

    rows: list[list[str | None]]
    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def middle(self) -> float:
        """Height of its middle."""
        return (self.y0 + self.y1) / 2


def take_ruled(page: Page, scale: float = 1.0) -> list[Grid]:
    """The ruled tables of a page; the glyphs inside them are taken out of `page`. `scale`: points per unit of the page."""
    near = _NEAR / scale
    levels = [rule for rule in page.rules if abs(rule.y1 - rule.y0) <= near and rule.x1 - rule.x0 > 2 * near]
    uprights = [rule for rule in page.rules if abs(rule.x1 - rule.x0) <= near and rule.y1 - rule.y0 > near]
    if not levels or not uprights or len(levels) + len(uprights) > _MOST_LINES:
        return []
    grids = []
    for group in _groups(levels, uprights, near):
        grid = _ruled(page, *group, near)
        if grid:
            grids.append(grid)
    return grids


def _groups(levels: list[Rule], uprights: list[Rule], near: float) -> list[tuple[list[Rule], list[Rule]]]:
    """Rules that meet, directly or over others: each group draws one table."""
    owner = list(range(len(levels) + len(uprights)))

    def find(index: int) -> int:
        while owner[index] != index:
            owner[index] = owner[owner[index]]
            index = owner[index]
        return index

    for at, level in enumerate(levels):
        for beside, upright in enumerate(uprights, len(levels)):
            if (level.x0 - near <= upright.x0 <= level.x1 + near) and (upright.y0 - near <= level.y0 <= upright.y1 + near):
                owner[find(at)] = find(beside)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for index, rule in enumerate(levels + uprights):
        groups.setdefault(find(index), ([], []))[index >= len(levels)].append(rule)
    return list(groups.values())


def _ruled(page: Page, levels: list[Rule], uprights: list[Rule], near: float) -> Grid | None:
    xs = _places([rule.x0 for rule in uprights], near)
    ys = _places([rule.y0 for rule in levels], near)
    if len(xs) < 3 or len(ys) < 2 or len(xs) * len(ys) > 200_000:
        return None
    cells: dict[tuple[int, int], list[Glyph]] = {}
    rest: list[Glyph] = []
    for glyph in page.glyphs:
        column, row = _slot(xs, (glyph.x0 + glyph.x1) / 2), _slot(ys, glyph.middle)
        if column is None or row is None:
            rest.append(glyph)
        else:
            cells.setdefault((row, column), []).append(glyph)
    if not cells:
        return None
    page.glyphs = rest
    rows = _merged(cells, xs, ys, levels, uprights, near)
    return Grid(rows, xs[0], ys[0], xs[-1], ys[-1])


def _places(values: list[float], near: float) -> list[float]:
    """Distinct positions among `values`, those nearer than `near` counted once."""
    places: list[float] = []
    for value in sorted(values):
        if not places or value - places[-1] > near:
            places.append(value)
    return places


def _slot(places: list[float], value: float) -> int | None:
    if not places[0] <= value <= places[-1]:
        return None
    return next((index for index, (low, high) in enumerate(pairwise(places)) if low <= value <= high), None)


def _merged(cells: dict[tuple[int, int], list[Glyph]], xs: list[float], ys: list[float], levels: list[Rule], uprights: list[Rule],
            near: float) -> list[list[str | None]]:
    """Text by row and column; where no line parts two slots they are one cell, whose text stands in its first slot."""
    high, wide = len(ys) - 1, len(xs) - 1
    home: dict[tuple[int, int], tuple[int, int]] = {}
    for row in range(high):
        middle = (ys[row] + ys[row + 1]) / 2
        for column in range(wide):
            centre = (xs[column] + xs[column + 1]) / 2
            left = column and not any(abs(u.x0 - xs[column]) <= near and u.y0 - near <= middle <= u.y1 + near for u in uprights)
            above = row and not any(abs(v.y0 - ys[row]) <= near and v.x0 - near <= centre <= v.x1 + near for v in levels)
            home[row, column] = home[row, column - 1] if left else home[row - 1, column] if above else (row, column)
    texts: dict[tuple[int, int], list[Glyph]] = {}
    for slot, glyphs in cells.items():
        texts.setdefault(home[slot], []).extend(glyphs)
    return [[cell_text(texts.get((row, column), [])) if home[row, column] == (row, column) else None for column in range(wide)]
            for row in range(high)]


def cell_text(glyphs: list[Glyph]) -> str:
    """The text of a cell: its lines joined, by a space between Latin words only."""
    words = ""
    for piece in read_pieces(glyphs):
        seam = " " if words[-1:].isascii() and words[-1:].isalpha() and piece.text[0].isascii() and piece.text[0].isalpha() else ""
        words += seam + piece.text if words else piece.text
    return words


def open_grid(rows: list[list[Piece]]) -> Grid | None:
    """The table that these rows of pieces make without rules, or None: pieces stand in columns that gaps part in every row."""
    if len(rows) < 2:
        return None
    spans: list[list[float]] = []
    for piece in sorted((piece for row in rows for piece in row), key=lambda piece: piece.x0):
        if spans and piece.x0 < spans[-1][1]:
            spans[-1][1] = max(spans[-1][1], piece.x1)
        else:
            spans.append([piece.x0, piece.x1])
    table: list[list[str | None]] = []
    for row in rows:
        cells: list[str | None] = [""] * len(spans)
        for piece in row:
            column = next(index for index, (low, high) in enumerate(spans) if low <= piece.x0 <= high)
            cells[column] = f"{cells[column]} {piece.text}" if cells[column] else piece.text
        table.append(cells)
    if len(spans) < 2 or any(sum(map(bool, cells)) < 2 for cells in table):
        return None
    pieces = [piece for row in rows for piece in row]
    return Grid(table, min(p.x0 for p in pieces), min(p.y0 for p in pieces), max(p.x1 for p in pieces), max(p.y1 for p in pieces))
