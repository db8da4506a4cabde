"""Figures of tables that lost their lines: one cell per line (a label, then its values), as web pages leave them.

A run of short lines in which a label is followed again and again by the same number of bare numbers is a table. The lines before
its first label name the columns; a unit stands in brackets behind a label or a column's name, or in a line of its own (单位：亿元).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field
from decimal import Decimal

from zhengce.lexicon import read_table
from zhengce.rows import MeasureOf
from zhengce.stages.figures.measured import set_unit, settle
from zhengce.stages.figures.numerals import SCALE, read_number
from zhengce.stages.figures.units import Unit, Units
from zhengce.stages.mentions import FigureMention, TimeMention

_LONGEST_CELL = 26
_NUMBER = re.compile(r"[-−－]?\d[\d,]*(?:\.\d+)?%?")
UNIT_LINE = re.compile(r"^[（(]?(?:计量)?单位[：:]\s*(?P<unit>[^）)]{1,12})[）)]?$")
_BRACKET = re.compile(r"（(?P<unit>[^（）]{1,12})）")
_BLANK = re.compile(r"[\s\u3000#＃]+|（[^（）]*）|^其中[：:]")
_SPACES = re.compile(r"[\s\u3000]")


@dataclass(frozen=True, slots=True)
class ColumnName:
    """A word in the name of a column that says what its numbers measure."""

    form: str
    measure_of: MeasureOf
    example: str = ""


_FILLERS = frozenset(entry.form for entry in read_table(ColumnName, "table_fillers.csv"))
COLUMNS = read_table(ColumnName, "table_columns.csv")


@dataclass(slots=True)
class Cell:
    """The text of a cell, without the white space around it, and its place."""

    start: int
    end: int
    text: str

    @property
    def number(self) -> bool:
        return _NUMBER.fullmatch(self.text) is not None

    @property
    def cell(self) -> bool:
        """Whether a value stands here, or what a table prints in its place: 持平, —."""
        return self.number or self.text in _FILLERS


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


def is_unit(text: str, units: Units) -> bool:
    """Whether a cell prints a unit: 万吨, 亿立方米."""
    return _split(_SPACES.sub("", text), units)[1] is not None


def _split(printed: str, units: Units) -> tuple[str, Unit | None]:
    """Scale and unit as a head prints them; the scale is as short as can be (亿 + 千瓦时, not 亿千 + 瓦时)."""
    for cut in range(len(printed)):
        span = units.find(printed, cut)
        if span is not None and span.end == len(printed):
            return printed[:cut], span.unit
        if printed[cut] not in SCALE:
            break
    return "", None


def _head(grid: _Grid, head: list[Cell], width: int) -> bool:
    """Fill in caption, unit and the names of the columns; False where there are too few names."""
    for line in head:
        if match := UNIT_LINE.match(line.text):
            grid.unit = match["unit"]
    head = [line for line in head if not UNIT_LINE.match(line.text)]
    opening = next((at for at, line in enumerate(head) if _is_stub(line.text)), None)
    below = [] if opening is None else [line for line in head[opening + 1:] if not (grid.row_units and _is_stub(line.text))]
    if len(below) >= width:
        names = below[:width]
        grid.caption = head[opening - 1] if opening else None
    else:
        names = head[-width:]
        grid.caption = head[-width - 1] if len(head) > width else None
    grid.names = [line.text for line in names]
    return len(names) == width


def _is_stub(text: str) -> bool:
    """Whether a cell heads the column of labels: 指标, 指标名称, 项目."""
    return _SPACES.sub("", text) in _STUBS


_STUBS = frozenset(entry.form for entry in read_table(ColumnName, "table_stubs.csv"))


def _scope(grid: _Grid, times: list[TimeMention], starts: list[int]) -> TimeMention | None:
    if grid.caption is None:
        return None
    index = bisect_left(starts, grid.caption.start)
    return times[index] if index < len(times) and times[index].end <= grid.caption.end else None


def _figures(grid: _Grid, units: Units, scope: TimeMention | None) -> list[FigureMention]:
    found = []
    row_unit: str | None = None
    for at, (label, values) in enumerate(grid.rows):
        bracket = _BRACKET.search(label.text)
        if grid.row_units:
            row_unit = grid.row_units[at]
        elif bracket:
            row_unit = bracket["unit"]
        elif label.text[0] not in "#＃ " and grid.unit is None and not any(_BRACKET.search(name) for name in grid.names):
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


def bare_name(words: str) -> str:
    """The name in a label or head, without blanks, brackets and 其中：.

    >>> bare_name("其中：改造面积（万亩）")
    '改造面积'
    """
    return _BLANK.sub("", _BLANK.sub("", words))


def is_generic(name: str) -> bool:
    """Whether the name of a column adds nothing to an indicator: 指标值."""
    return _SPACES.sub("", name) in _STUBS


def read_cell(cell: Cell, name: str, unit_line: str | None, row_unit: str | None, units: Units) -> FigureMention | None:
    """The figure of one cell: the column says what it measures, column, row or unit line give the unit."""
    plain = cell.text.rstrip("%").lstrip("-−－")
    number = read_number(plain)
    if number is None or number.value is None:
        return None
    column = next((entry for entry in COLUMNS if entry.form in name), None)
    value = -number.value if cell.text[0] in "-−－" else number.value
    figure = FigureMention(cell.start, cell.end, "other", value, value, value, "exact", number_start=cell.start,
                           number_end=cell.end, measure_of=column.measure_of if column else "level", rule="table.cell",
                           confidence=0.9, trace=["table.cell", f"table.column {name}"])
    bracket = _BRACKET.search(name)
    if column and column.measure_of in ("growth", "share") or cell.text.endswith("%"):
        set_unit(figure, units.forms["%"], "%")
    elif printed := (bracket["unit"] if bracket and "%" not in bracket["unit"] else row_unit or unit_line):
        _scale(figure, printed, units)
    elif "指数" in name:
        figure.kind = "index"
    settle(figure)
    return figure


def _scale(figure: FigureMention, printed: str, units: Units) -> None:
    """Apply a unit as a head or unit line prints it, scale included: 万吨, 亿元."""
    times, unit = printed_unit(printed, units)
    assert figure.value is not None
    figure.value = figure.low = figure.high = figure.value * times
    set_unit(figure, unit, _SPACES.sub("", printed))


def printed_unit(printed: str, units: Units) -> tuple[Decimal, Unit]:
    """Scale and unit of a head or unit line: 万吨 is 10,000 and 吨; an unknown unit stays as printed."""
    printed = _SPACES.sub("", printed)
    written, unit = _split(printed, units)
    scale = read_number(written) if written and unit is not None else None
    return (scale.value if scale and scale.value else Decimal(1)), unit or Unit(printed, printed, "other")
