"""What stands in the cells of a table, however the table was found: numbers, names of rows and columns, units as a head prints them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from zhengce.lexicon import read_table
from zhengce.rows import MeasureOf
from zhengce.stages.figures.measured import set_unit, settle
from zhengce.stages.figures.numeral_runs import SCALE
from zhengce.stages.figures.numerals import read_number
from zhengce.stages.figures.units import Unit, Units
from zhengce.stages.mentions import FigureMention

_NUMBER = re.compile(r"[-−－]?\d[\d,]*(?:\.\d+)?%?")
UNIT_LINE = re.compile(r"^[（(]?(?:计量)?单位[：:]\s*(?P<unit>[^）)]{1,12})[）)]?$")
BRACKET = re.compile(r"（(?P<unit>[^（）]{1,12})）")
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
_STUBS = frozenset(entry.form for entry in read_table(ColumnName, "table_stubs.csv"))


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


def bare_name(words: str) -> str:
    """The name in a label or head, without blanks, brackets and 其中：.

    >>> bare_name("其中：改造面积（万亩）")
    '改造面积'
    """
    return _BLANK.sub("", _BLANK.sub("", words))


def is_generic(name: str) -> bool:
    """Whether the name of a column adds nothing to an indicator: 指标值."""
    return _SPACES.sub("", name) in _STUBS


def is_stub(text: str) -> bool:
    """Whether a cell heads the column of labels: 指标, 指标名称, 项目."""
    return _SPACES.sub("", text) in _STUBS


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
    bracket = BRACKET.search(name)
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
