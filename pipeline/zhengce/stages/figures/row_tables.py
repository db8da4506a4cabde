"""Figures of tables whose rows are lines and whose cells are parted by tabs, as the readers of Word, HTML, PDF and OFD write them.

The rows above the first one with numbers are the head; names of columns broken over several head rows are joined. Where rows are places or
organs (县（区）: 青溪县) the column names the indicator and the row is its region or subject; else the row names it, the column adds to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from zhengce.lexicon import read_table
from zhengce.stages.figures.table_cells import COLUMNS, UNIT_LINE, Cell, bare_name, is_generic, is_unit, read_cell
from zhengce.stages.figures.table_signs import BEFORE, BEHIND, VALUE
from zhengce.stages.figures.units import Units
from zhengce.stages.mentions import EntityMention, FigureMention, TimeMention

_BRACKET = re.compile(r"（([^（）]{1,12})）")
_MARKER = re.compile(r"(?:\d{1,3}[.、]|（\d{1,2}）|其中[：:])\s*")
_ABOVE = 3
"""Lines above a table that may hold its caption and unit."""


@dataclass(frozen=True, slots=True)
class HeadWord:
    """The name of a column that holds no values, or of a row that sums up."""

    form: str
    role: Literal["number", "unit", "place", "actor", "total"]
    example: str


_SHARES = tuple(entry.form for entry in COLUMNS if entry.measure_of == "share")
_GROWING = tuple(entry.form for entry in COLUMNS if entry.measure_of == "growth")
_ROLES = {word.form: word.role for word in read_table(HeadWord, "table_heads.csv")}


Row = list[Cell | None]


@dataclass(slots=True)
class _Table:
    """Names of the columns (with the cells they are printed in), the rows below, and what stands above."""

    names: list[str]
    heads: list[list[Cell]]
    rows: list[Row]
    first: int
    """The first column of values."""
    label: int
    """The column that says what a row is about."""
    units: int | None
    """The column that prints each row's unit."""
    unit: str | None
    caption: tuple[int, int] | None


def find_row_table_figures(text: str, units: Units, times: list[TimeMention], entities: list[EntityMention]) -> list[FigureMention]:
    """Figures of the tables of `text` whose cells tabs part, in order."""
    if "\t" not in text:
        return []
    found: list[FigureMention] = []
    for start, rows in _blocks(text):
        table = _read(rows, text, start, units)
        if table is not None:
            found += _figures(table, units, times, entities)
    return found


def _blocks(text: str) -> Iterator[tuple[int, list[Row]]]:
    """Start and rows of each run of lines with tabs."""
    rows: list[Row] = []
    begun = at = 0
    for line in [*text.split("\n"), ""]:
        if "\t" in line:
            begun = begun if rows else at
            rows.append(_row(line, at))
        elif rows:
            yield begun, rows
            rows = []
        at += len(line) + 1


def _row(line: str, at: int) -> Row:
    cells: Row = []
    for part in line.split("\t"):
        body = part.strip()
        start = at + len(part) - len(part.lstrip())
        cells.append(Cell(start, start + len(body), body) if body else None)
        at += len(part) + 1
    return cells


def _read(rows: list[Row], text: str, start: int, units: Units) -> _Table | None:
    """The table that rows make, or None: a head, a column of labels, and values in two rows at least or under a head."""
    width = max(map(len, rows))
    rows = [row + [None] * (width - len(row)) for row in rows]
    first_row = next((index for index, row in enumerate(rows) if any(_value(cell) for cell in row[1:])), None)
    if first_row is None or first_row == 0 or first_row > 4:
        return None
    head, body = rows[:first_row], rows[first_row:]
    names, heads = _names(head, width)
    roles = [_ROLES.get(bare_name(name)) for name in names]
    first = next((column for column in range(1, width) if roles[column] not in ("number", "unit")
                  and sum(_value(row[column]) is not None for row in body) * 2 >= len(body)), None)
    if first is None:
        return None
    labels = [column for column in range(first) if roles[column] not in ("number", "unit") and any(
        row[column] and not _value(row[column]) for row in body)]
    unit_columns = [column for column, role in enumerate(roles) if role == "unit"
                    and any(cell is not None and is_unit(cell.text, units) for cell in (row[column] for row in body))]
    if not labels:
        return None
    caption, unit = _above(text, start)
    return _Table(names, heads, body, first, labels[-1], unit_columns[0] if unit_columns else None, unit, caption)


def _names(head: list[Row], width: int) -> tuple[list[str], list[list[Cell]]]:
    """The name of each column, read down the head rows; a merged cell names all columns up to the next one of its row."""
    names = [""] * width
    heads: list[list[Cell]] = [[] for _ in range(width)]
    for depth, row in enumerate(head):
        current: Cell | None = None
        for column, cell in enumerate(row):
            above_ends = depth > 0 and head[depth - 1][column] is not None
            current = cell or (None if above_ends or column == 0 else current)
            spread = cell is None and (depth == len(head) - 1 or head[depth + 1][column] is None)
            if current is not None and not spread:
                names[column] += current.text
                heads[column].append(current)
    return names, heads


def _above(text: str, start: int) -> tuple[tuple[int, int] | None, str | None]:
    """Span of the caption and the unit that the lines above a table print."""
    end, unit = start - 1, None
    for _ in range(_ABOVE):
        begin = text.rfind("\n", 0, max(0, end)) + 1
        line = text[begin:max(end, 0)].strip()
        found = UNIT_LINE.match(line)
        if not found:
            return ((begin, end) if 4 <= len(line) <= 60 and line[-1] not in "。；：" else None), unit
        unit, end = unit or found["unit"], begin - 1
    return None, unit


def _value(cell: Cell | None) -> re.Match[str] | None:
    return VALUE.match(cell.text) if cell is not None and VALUE.fullmatch(cell.text) else None


def _figures(table: _Table, units: Units, times: list[TimeMention], entities: list[EntityMention]) -> Iterator[FigureMention]:
    scope = _time_in([Cell(*table.caption, "")], times) if table.caption else None
    role = _ROLES.get(bare_name(table.names[table.label]))
    places = {(entity.start, entity.end): entity for entity in entities if entity.type in ("place", "organ", "area")}
    carried: str | None = None
    for row in table.rows:
        label = row[table.label] or next((cell for cell in row[:table.first] if cell and not _value(cell)), None)
        if label is None:
            continue
        base, carried = "", _row_unit(table, row, label, units) or carried
        named = places.get((label.start, label.end))
        for column in range(table.first, len(row)):
            cell, name = row[column], table.names[column]
            if _ROLES.get(bare_name(name)) in ("number", "unit"):
                continue
            figure = _figure(cell, label, name, table, carried, units)
            if figure is None:
                continue
            figure.time = _time_in(table.heads[column], times) or scope
            title = _untimed(name, table.heads[column], figure.time)
            base = title if figure.measure_of == "level" else base
            _describe(figure, label, title if figure.measure_of == "level" else base, role, named)
            yield figure


def _row_unit(table: _Table, row: Row, label: Cell, units: Units) -> str | None:
    """The unit that a row prints in its own column or behind its label; it holds for the rows below that print none."""
    beside = row[table.units] if table.units is not None else None
    if beside is not None:
        return beside.text
    bracket = _BRACKET.search(label.text)
    return bracket[1] if bracket and (bracket[1] == "%" or is_unit(bracket[1], units)) else None


def _figure(cell: Cell | None, label: Cell, name: str, table: _Table, row_unit: str | None, units: Units) -> FigureMention | None:
    """The figure of one cell, with the bound that its signs say."""
    found = _value(cell)
    if cell is None or found is None:
        return None
    number = Cell(cell.start + found.start("number"), cell.start + found.end("number"), found["number"].lstrip("+"))
    figure = read_cell(number, name, table.unit, row_unit, units)
    if figure is None:
        return None
    figure.rule = "table.row"
    figure.trace = ["table.row", f"table.column {name}", f"table.label {label.text}"]
    before, behind = BEFORE.get(found["before"] or ""), BEHIND.get(found["behind"] or "")
    sign = before or (behind if behind and behind.bound else None)
    if sign is not None:
        figure.start = cell.start if before else figure.start
        figure.end = cell.start + found.end("behind") if behind and behind.bound else figure.end
        _bound(figure, sign.bound or "exact")
    if behind and behind.measure_of and figure.measure_of == "level":
        figure.measure_of = "cumulative"
    return figure


def _bound(figure: FigureMention, bound: str) -> None:
    figure.bound = bound
    figure.low = figure.value if bound in ("over", "at_least") else None
    figure.high = figure.value if bound in ("under", "at_most") else None


def _describe(figure: FigureMention, label: Cell, title: str, role: str | None, named: EntityMention | None) -> None:
    """Indicator, and region or subject where rows are places or organs."""
    noun = bare_name(_MARKER.sub("", label.text))
    if figure.unit == "%" and figure.measure_of == "level" and noun.endswith(_GROWING):
        figure.measure_of = "growth"
    elif figure.unit == "%" and figure.measure_of == "level" and noun.endswith(_SHARES):
        figure.measure_of = "share"
    about = role in ("place", "actor") or named is not None
    if about and title and not is_generic(title):
        figure.indicator = title
        if _ROLES.get(noun) != "total":
            if role == "place" or named is not None and named.type != "organ":
                figure.region = noun
            else:
                figure.subject = noun
        return
    plain = not title or is_generic(title) or figure.measure_of != "level"
    figure.indicator = noun if plain else f"{noun}{title}"


def _time_in(cells: list[Cell], times: list[TimeMention]) -> TimeMention | None:
    """The time that the head of a column (or a caption) names: 2025年, not the 年初 of 比年初增加额."""
    return next((time for cell in cells for time in times if time.begin and cell.start <= time.start and time.end <= cell.end
                 and (time.start == cell.start or not cell.text)), None)


def _untimed(name: str, heads: list[Cell], time: TimeMention | None) -> str:
    """The name of a column without the time that stands in it."""
    if time is not None and any(cell.start <= time.start and time.end <= cell.end for cell in heads):
        cell = next(cell for cell in heads if cell.start <= time.start and time.end <= cell.end)
        name = name.replace(cell.text[time.start - cell.start:time.end - cell.start], "")
    return bare_name(name)
