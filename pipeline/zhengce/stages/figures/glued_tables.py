"""Figures of tables that lost their cells: a plan's indicators run together in one line, as text extraction leaves them.

`森林覆盖率（%）21.6623.04〔1.38〕约束性` is a row of three values. Rows are known by the word that ends them (约束性, 预期性); the cells
before it are told apart by dashes, brackets and bound words, and two numbers that touch are parted where they come closest in size.
"""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal
from itertools import pairwise

from zhengce.lexicon import read_table
from zhengce.lexicon.wordlists import words
from zhengce.stages.figures.bounds import AFTER, BEFORE
from zhengce.stages.figures.measured import set_unit, settle
from zhengce.stages.figures.table_cells import ColumnName, printed_unit
from zhengce.stages.figures.units import Units
from zhengce.stages.mentions import FigureMention, TimeMention

_ENDS = "|".join(words("table_row_ends.csv"))
_END = re.compile(_ENDS)
_NUMBER = r"\d+(?:\.\d+)?"
_GLUED = r"\d[\d.]*+"                                   # possessive: a long number is tried once
_CELL = re.compile(rf"(?P<before>[><≥≤])?(?P<number>{_GLUED})(?P<after>左右|以上|以下|以内)?|[〔\[](?P<bracketed>{_NUMBER})[〕\]]|(?P<none>[-—\s])")
# Where rows share the ending word, only the last has it: dashes and a bracket are a row too.
_ROW = re.compile(rf"(?<![\d.><≥≤\-—])(?:(?P<empty>[-—]{{2,}}+[〔\[]{_NUMBER}[〕\]])|(?P<cells>(?:[><≥≤]?{_GLUED}(?:左右|以上|以下|以内)?|[〔\[]{_NUMBER}[〕\]]|[-—])++\s?)(?:{_ENDS}))")
_UNIT = re.compile(r"（(?P<unit>[^（）]{1,12})）")
_NUMBERING = re.compile(r"（?\d{1,2}[.．、）]?")
_FALLING = tuple(entry.form for entry in read_table(ColumnName, "table_falling.csv"))
_LEAST_ROWS = 3


def find_glued_figures(text: str, units: Units, times: list[TimeMention]) -> list[FigureMention]:
    """Figures of glued tables of `text`, in order, described by their rows."""
    # A row with tabs has its cells still: `row_tables` reads it.
    rows = [row for row in _ROW.finditer(text) if "\t" not in row[0]] if _END.search(text) else []
    if len(rows) < _LEAST_ROWS:
        return []
    widths = Counter(len(list(_CELL.finditer(row["empty"] or row["cells"]))) for row in rows)
    width = max(widths, key=lambda width: (widths[width], width))
    found: list[FigureMention] = []
    head, end = _Head(), text.rfind("\n", 0, rows[0].start()) + 1
    columns = _columns(times, end, rows[0].start())
    for row in rows:
        noun = head.read(text[end:row.start()])
        end = row.end()
        for column, figure in _cells(text, row, width):
            figure.time = columns[column] if column is not None and column < len(columns) else None
            _describe(figure, noun, head, units)
            found.append(figure)
    return found


def _columns(times: list[TimeMention], start: int, end: int) -> list[TimeMention]:
    """The years that head the columns, side by side between two offsets: 2015年2020年."""
    heads = [time for time in times if start <= time.start and time.end <= end and time.granularity == "year"]
    return next(([one, other] for one, other in pairwise(heads) if one.end == other.start), [])


class _Head:
    """The unit in force, and whether values fall: a row without unit takes them from the one before (总量减少（%）, 化学需氧量, 氨氮)."""

    unit: str | None = None
    falling: bool = False

    def read(self, label: str) -> str:
        """Take in the label of a row; the noun it names."""
        brackets = list(_UNIT.finditer(label))
        if not brackets:
            return _noun(label)
        last = brackets[-1]
        self.unit, self.falling = last["unit"], label[:last.start()].endswith(_FALLING)
        return _noun(label[last.end():]) or _UNIT.sub("", _noun(label[:last.start()]))


def _noun(label: str) -> str:
    """What a label names, behind the numbers of its section, row and footnotes, without the verb of its change."""
    noun = _NUMBERING.split(label)[-1].strip()
    return next((noun.removesuffix(verb) for verb in _FALLING if noun.endswith(verb)), noun)


def _cells(text: str, row: re.Match[str], width: int) -> list[tuple[int | None, FigureMention]]:
    """The values of a row, at their places, with the column of each; none for what is in brackets, the sum of the period."""
    cells = list(_CELL.finditer(text, *row.span("empty" if row["empty"] else "cells")))
    if len(cells) > width and cells[0]["number"]:
        cells = cells[1:]                                  # 挥发性有机物5--〔10〕: the mark of a footnote
    found: list[tuple[int | None, FigureMention]] = []
    column = 0
    for cell in cells:
        name = "bracketed" if cell["bracketed"] else "number"
        if cell["none"]:
            column += 1
            continue
        start, end = cell.span(name)
        pieces = [(start, end)]
        if len(cells) < width and name == "number" and not cell["before"] and not found:
            pieces = _parted(text, start, end)
        elif not re.fullmatch(_NUMBER, text[start:end]):
            return []
        for at, stop in pieces:
            found.append((column if name == "number" else None, _figure(text, cell, at, stop, stop == end)))
            column += 1
    return found


def _parted(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Two numbers that touch, parted where they are closest in size: 21.6623.04 is 21.66 and 23.04."""
    best: tuple[Decimal, int] | None = None
    for at in range(start + 1, end):
        one, other = text[start:at], text[at:end]
        if re.fullmatch(_NUMBER, one) and re.fullmatch(_NUMBER, other) and not (other[0] == "0" and other[1:2] != "."):
            low, high = sorted((Decimal(one), Decimal(other)))
            distance = high / low if low else Decimal("Infinity")
            if best is None or distance < best[0]:
                best = distance, at
    return [(start, end)] if best is None or best[0] > 2 else [(start, best[1]), (best[1], end)]


def _figure(text: str, cell: re.Match[str], start: int, end: int, last: bool) -> FigureMention:
    bound, number = "exact", (start, end)
    if cell["before"]:
        bound, start = BEFORE[cell["before"]].bound, start - 1
    if cell["after"] and last:
        bound, end = AFTER[cell["after"]].bound, end + len(cell["after"])
    return FigureMention(start, end, "other", Decimal(text[slice(*number)]), None, None, bound, number_start=number[0],
                         number_end=number[1], measure_of="level", rule="table.glued", confidence=0.8, trace=["table.glued"])


def _describe(figure: FigureMention, noun: str, head: _Head, units: Units) -> None:
    """Unit, sign and indicator: …下降（%） is a growth below zero; an index has no unit."""
    figure.indicator = noun or None
    if head.falling:
        figure.value, figure.measure_of = -figure.value, "growth"
    if head.unit is None or noun.endswith("指数"):
        figure.kind = "index"
    else:
        scale, unit = printed_unit(head.unit, units)
        figure.value *= scale
        set_unit(figure, unit, head.unit)
    settle(figure)
