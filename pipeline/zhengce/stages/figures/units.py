"""Units and measure words: what stands behind a number, its canonical name, kind and worth."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from zhengce.config import UnitEntry
from zhengce.lexicon import read_table, trie
from zhengce.rows import FigureKind
from zhengce.stages.figures.numeral_runs import DIGIT, SCALE


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
_BOUNDED = frozenset(("以上", "以下", "以内"))
"""What may follow a unit whose next character would make another word of it: 500所以上, not 所以."""
_COUNTED = re.compile(rf"[\d{DIGIT}{SCALE}]")
_REACH = 28
"""More characters than any unit with its brackets has."""
_PER = re.compile(rf"[/／](?:[{SCALE}]|（)?")


class Units:
    """The unit table with the user's additions, ready for lookup at an offset."""

    def __init__(self, additions: Iterable[UnitEntry] = ()):
        entries = read_table(Unit, "units.csv")
        own = [Unit(a.form, a.unit, a.kind, a.base_unit, None if a.factor is None else Decimal(str(a.factor))) for a in additions]
        self.added = {entry.form: addition.id for entry, addition in zip(own, additions, strict=True)}
        self.forms = {entry.form: entry for entry in [*entries, *own]}
        self._longest = re.compile(trie([*self.forms]))
        self._read = lru_cache(maxsize=1 << 13)(self._read_at)
        self.starts = frozenset(form[0] for form in self.forms)
        """First characters of all forms: where another character stands, no unit begins."""

    def at(self, text: str, start: int) -> Unit | None:
        """The longest simple unit whose form begins at `start`."""
        if text[start:start + 1] not in self.starts:
            return None
        match = self._longest.match(text, start)
        end = match.end() if match else start
        while end > start:
            entry = self.forms.get(text[start:end])
            if entry is not None and (not _goes_on(entry, text[end:end + 1]) or text[end:end + 2] in _BOUNDED):
                return entry
            end -= 1
        return None

    def find(self, text: str, start: int) -> UnitSpan | None:
        """The unit at `start`, with bracketed variants and compounds.

        >>> Units().find("9省（区）30个边境县", 1).end
        5
        >>> Units().find("每亩150元/亩。", 5).unit.unit
        'CNY/mu'
        """
        if text[start:start + 1] not in self.starts:
            return None
        found = self._read(text[start:start + _REACH])
        return None if found is None else UnitSpan(start + found.end, found.unit)

    def _read_at(self, text: str) -> UnitSpan | None:
        """The unit that `text` begins with."""
        first = self.at(text, 0)
        if first is None:
            return None
        end = len(first.form)
        if first.form == "个" and (second := self.at(text, end)) and second.base_unit and second.kind != "duration" \
                and len(second.form) > 1:
            return UnitSpan(end + len(second.form), second)                # 六个加仑
        if per := _PER.match(text, end):
            return self._compound(text, first, per) or UnitSpan(end, first)
        if first.role != "unit" and (bracket := _BRACKET.match(text, end)):
            return self._bracketed(text, first, bracket) or UnitSpan(end, first)
        return UnitSpan(end, first)

    def _compound(self, text: str, first: Unit, per: re.Match[str]) -> UnitSpan | None:
        """元/亩, 千克/（平方米·年）: `first` by a second unit."""
        second = self.at(text, per.end())
        if second is None:
            return None
        end = per.end() + len(second.form)
        name = f"{first.unit}/{second.unit}"
        if text[end:end + 1] == "·" and (third := self.at(text, end + 1)):
            end, name = end + 1 + len(third.form), f"{name}·{third.unit}"
        if "（" in per[0] and text[end:end + 1] == "）":
            end += 1
        return UnitSpan(end, Unit(text[:end], name, "rate"))

    def _bracketed(self, text: str, first: Unit, bracket: re.Match[str]) -> UnitSpan | None:
        """9省（区）, 2813.8万辆（艘、架、列）次: a measure word with others in brackets."""
        if not all(part in self.forms or self._names_class(part) for part in re.split("[、，/]", bracket[1])):
            return None
        end = bracket.end()
        if text[end:end + 1] == "次":
            return UnitSpan(end + 1, Unit(text[:end + 1], f"{first.unit}次", "count", role="measure"))
        alike = first.role == "noun" or all(part in self.forms for part in re.split("[、，/]", bracket[1]))
        return UnitSpan(end, first) if alike else None

    def _names_class(self, part: str) -> bool:
        """Whether a bracketed part is a class noun itself: 自治区, 直辖市."""
        if _COUNTED.search(part):
            return False                                       # 2400户（累计约3600户）
        last = self.forms.get(part[-1:])
        return last is not None and last.role == "noun"


def _goes_on(entry: Unit, following: str) -> bool:
    """Whether the character behind a form makes it a piece of another word: 家 of 家庭, m of mm."""
    if following and following in entry.not_before:
        return True
    return entry.form[-1].isascii() and entry.form[-1].isalpha() and following.isascii() and following.isalpha()
