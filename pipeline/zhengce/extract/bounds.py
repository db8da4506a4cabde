"""Bounds: the words around a number that say how its value is meant (超, 左右, 以上)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from zhengce.lexicon import read_table
from zhengce.rows import Bound


@dataclass(frozen=True, slots=True)
class BoundWord:
    """A word that bounds the number next to it."""

    form: str
    place: Literal["before", "after"]
    bound: Bound
    reached: Bound | None = None
    in_span: Literal["yes", "no"] = "yes"
    scale_only: str = ""
    example: str = ""


_ENTRIES = read_table(BoundWord, "bounds.csv", key=("form", "place"))
BEFORE = {entry.form: entry for entry in _ENTRIES if entry.place == "before"}
AFTER = {entry.form: entry for entry in _ENTRIES if entry.place == "after"}


def _alternatives(forms: dict[str, BoundWord]) -> str:
    return "|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True))


_LONGEST = max(map(len, BEFORE))
_BEFORE = re.compile(rf"(?:{_alternatives(BEFORE)})$")
_AFTER = re.compile(_alternatives(AFTER))
_LAST = frozenset(form[-1] for form in BEFORE)
_FIRST = frozenset(form[0] for form in AFTER)


def bound_before(text: str, start: int) -> BoundWord | None:
    """The bound word that ends where a number starts (at `start`).

    >>> bound_before("中央财政投入超4000亿元", 7).bound
    'over'
    """
    if text[start - 1:start] not in _LAST:
        return None
    match = _BEFORE.search(text[max(0, start - _LONGEST):start])
    return BEFORE[match[0]] if match else None


def bound_after(text: str, end: int) -> BoundWord | None:
    """The bound word that begins where number and unit end (at `end`)."""
    if text[end:end + 1] not in _FIRST:
        return None
    match = _AFTER.match(text, end)
    return AFTER[match[0]] if match else None


def ends(value: Decimal, bound: str) -> tuple[Decimal | None, Decimal | None]:
    """`low` and `high` of a value under a bound.

    >>> ends(Decimal(90), "at_least")
    (Decimal('90'), None)
    """
    if bound == "exact":
        return value, value
    if bound in ("over", "at_least"):
        return value, None
    if bound in ("under", "at_most"):
        return None, value
    return None, None
