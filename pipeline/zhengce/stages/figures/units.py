"""Units and measure words: what stands behind a number, its canonical name, kind and worth."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from zhengce.config import UnitEntry
from zhengce.lexicon import read_table
from zhengce.rows import FigureKind
from zhengce.stages.figures.numerals import SCALE


@dataclass(frozen=True, slots=True)
class Unit:
    """One printed form of a unit."""

    form: str
    unit: str
    kind: FigureKind
    base_unit: str | None = None
    factor: Decimal | None = None
    role: Literal["unit", "measure", "noun"] = "unit"
    not_before: str = ""
    example: str = ""


@dataclass(frozen=True, slots=True)
class UnitSpan:
    """A unit found in a text: where it ends, and the unit; a compound (元/亩) is a unit of its own."""

    end: int
    unit: Unit


# 9省（区）, 2813.8万辆（艘、架、列）次: the bracket names more of the same.
_BRACKET = re.compile(r"（([^（）]{1,16})）")
_PER = re.compile(rf"[/／](?:[{SCALE}]|（)?")


class Units:
    """The unit table with the user's additions, ready for lookup at an offset."""

    def __init__(self, additions: Iterable[UnitEntry] = ()):
        entries = read_table(Unit, "units.csv")
        own = [Unit(a.form, a.unit, a.kind, a.base_unit, None if a.factor is None else Decimal(str(a.factor))) for a in additions]
        self.added = {entry.form: addition.id for entry, addition in zip(own, additions, strict=True)}
        self.forms = {entry.form: entry for entry in [*entries, *own]}
        by_first: dict[str, list[Unit]] = {}
        for entry in self.forms.values():
            by_first.setdefault(entry.form[0], []).append(entry)
        self._by_first = {first: sorted(found, key=lambda entry: -len(entry.form)) for first, found in by_first.items()}

    def at(self, text: str, start: int) -> Unit | None:
        """The longest simple unit whose form begins at `start`."""
        for entry in self._by_first.get(text[start:start + 1], ()):
            end = start + len(entry.form)
            if text.startswith(entry.form, start):
                following = text[end:end + 1]
                if following and following in entry.not_before:
                    continue
                if entry.form[-1].isascii() and entry.form[-1].isalpha() and following.isascii() and following.isalpha():
                    continue
                return entry
        return None

    def find(self, text: str, start: int) -> UnitSpan | None:
        """The unit at `start`, with bracketed variants and compounds.

        >>> Units().find("9省（区）30个边境县", 1).end
        5
        >>> Units().find("每亩150元/亩。", 5).unit.unit
        'CNY/mu'
        """
        first = self.at(text, start)
        if first is None:
            return None
        end = start + len(first.form)
        if per := _PER.match(text, end):
            second = self.at(text, per.end())
            if second:
                tail = per.end() + len(second.form)
                name = f"{first.unit}/{second.unit}"
                if text[tail:tail + 1] == "·" and (third := self.at(text, tail + 1)):
                    tail, name = tail + 1 + len(third.form), f"{name}·{third.unit}"
                if "（" in per[0] and text[tail:tail + 1] == "）":
                    tail += 1
                return UnitSpan(tail, Unit(text[start:tail], name, "rate"))
        if (bracket := _BRACKET.match(text, end)) and first.role != "unit":
            if all(part in self.forms or self._names_class(part) for part in re.split("[、，/]", bracket[1])):
                if text[bracket.end():bracket.end() + 1] == "次":
                    return UnitSpan(bracket.end() + 1, Unit(text[start:bracket.end() + 1], f"{first.unit}次", "count", role="measure"))
                if first.role == "noun":
                    return UnitSpan(bracket.end(), first)
        return UnitSpan(end, first)

    def _names_class(self, part: str) -> bool:
        """Whether a bracketed part is a class noun itself: 自治区, 直辖市."""
        last = self.forms.get(part[-1:])
        return last is not None and last.role == "noun"
