"""Figures of tables that lost their lines: one cell per line (a label, then its values), as web pages leave them.

A run of short lines in which a label is followed again and again by the same number of bare numbers is a table. The lines before
its first label name the columns; a unit stands in brackets behind a label or a column's name, or in a line of its own (单位：亿元).
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field

from zhengce.stages.figures.table_cells import BRACKET, UNIT_LINE, Cell, bare_name, is_generic, is_stub, is_unit, read_cell
from zhengce.stages.figures.units import Units
from zhengce.stages.mentions import FigureMention, TimeMention

_LONGEST_CELL = 26




@dataclass(slots=True)
class _Grid:
    """A table as found: rows of (label, values), the names of its columns, caption and unit."""

    rows: list[tuple[Cell, list[Cell]]] = field(default_factory=list)
    row_units: list[str] = field(default_factory=list)
    """The unit of each row, where the table has a column of units."""
    names: list[str] = field(default_factory=list)
    unit: str | None = None
    caption: Cell | None = None


def find_table_figures(text: str, units: Units, times: list[TimeMention]) -> list[FigureMention]:
    """Figures of the flattened tables of `text`, in order, described by their labels and columns."""
    if text.count("\n") < 8:
        return []
    found: list[FigureMention] = []
    starts = [time.start for time in times]
    for run in _runs(_lines(text)):
        grid = _grid(run, units)
        if grid is not None:
            scope = _scope(grid, times, starts)
            found += _figures(grid, units, scope)
    return found


def _lines(text: str) -> list[Cell]:
    lines, at = [], 0
    for line in text.split("\n"):
        body = line.strip(" \t\r\u3000")
        if body:
            start = at + line.index(body)
            lines.append(Cell(start, start + len(body), body))
        at += len(line) + 1
    return lines


def _runs(lines: list[Cell]) -> list[list[Cell]]:
    """Stretches of cell-like lines that hold at least four numbers."""
    runs, run = [], []
    for line in [*lines, None]:
        if line is not None and len(line.text) <= _LONGEST_CELL and line.text[-1] not in "。；！？，":
            run.append(line)
            continue
        if sum(cell.number for cell in run) >= 4:
            runs.append(run)
        run = []
    return runs


def _grid(run: list[Cell], units: Units) -> _Grid | None:
    """The table that a run of cells is, or None."""
    found = _rows(run)
    if not found:
        return None
    width, repeated = Counter(len(values) for _, values in found).most_common(1)[0]
    if repeated < 2 or width > 8:
        return None
    found = [(at, values) for at, values in found if len(values) == width]
    measured = sum(is_unit(run[at].text, units) for at, _ in found) * 3 >= 2 * len(found) and found[0][0] > 0
    grid = _Grid([(run[at - measured], values) for at, values in found])
    grid.row_units = [run[at].text for at, _ in found] if measured else []
    return grid if _head(grid, run[:found[0][0] - measured], width) else None


def _rows(run: list[Cell]) -> list[tuple[int, list[Cell]]]:
    """Index of each label with the values that follow it."""
    first = next(index for index, line in enumerate(run) if line.number)
    found, index = [], first - 1
    while 0 <= index < len(run):
        label, values = index, []
        index += 1
        while index < len(run) and run[index].cell:
            values.append(run[index])
            index += 1
        if any(value.number for value in values) and not run[label].cell:
            found.append((label, values))
    return found


def _head(grid: _Grid, head: list[Cell], width: int) -> bool:
    """Fill in caption, unit and the names of the columns; False where there are too few names."""
    for line in head:
        if match := UNIT_LINE.match(line.text):
            grid.unit = match["unit"]
    head = [line for line in head if not UNIT_LINE.match(line.text)]
    opening = next((at for at, line in enumerate(head) if is_stub(line.text)), None)
    below = [] if opening is None else [line for line in head[opening + 1:] if not (grid.row_units and is_stub(line.text))]
    if len(below) >= width:
        names = below[:width]
        grid.caption = head[opening - 1] if opening else None
    else:
        names = head[-width:]
        grid.caption = head[-width - 1] if len(head) > width else None
    grid.names = [line.text for line in names]
    return len(names) == width


def _scope(grid: _Grid, times: list[TimeMention], starts: list[int]) -> TimeMention | None:
    if grid.caption is None:
        return None
    index = bisect_left(starts, grid.caption.start)
    return times[index] if index < len(times) and times[index].end <= grid.caption.end else None


def _figures(grid: _Grid, units: Units, scope: TimeMention | None) -> list[FigureMention]:
    found = []
    row_unit: str | None = None
    for at, (label, values) in enumerate(grid.rows):
        bracket = BRACKET.search(label.text)
        if grid.row_units:
            row_unit = grid.row_units[at]
        elif bracket:
            row_unit = bracket["unit"]
        elif label.text[0] not in "#＃ " and grid.unit is None and not any(BRACKET.search(name) for name in grid.names):
            row_unit = row_unit if row_unit else None
        noun = bare_name(label.text)
        for name, cell in zip(grid.names, values, strict=True):
            figure = cell.number and read_cell(cell, name, grid.unit, row_unit, units)
            if figure:
                title = bare_name(name)
                named = not is_generic(title) and figure.measure_of == "level"
                figure.indicator = f"{noun}{title}" if named else noun
                figure.time = scope
                found.append(figure)
    return found
