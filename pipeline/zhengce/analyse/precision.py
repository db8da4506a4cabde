"""How two statements of one quantity agree, with their bounds respected: the same, more precise, crossed, contradictory.

`超4000亿元` and `4212亿元` agree, the second is more precise; `近300家` and `320家` do not, but the line was crossed in the
direction in which the first pointed. Each answer has a reason in words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

Verdict = Literal["same", "refined", "coarser", "compatible", "crossed", "contradicts", "unknown"]

_REACH = Decimal("1.5")
"""`超4000亿` is said of 4212, hardly of 9000: a hedged bound reaches to one and a half times its number (our convention)."""

_PRINTED = re.compile(r"\d[\d,]*(?:\.(\d+))?", re.ASCII)

_HEDGES = ("over", "under", "about")


@dataclass(frozen=True, slots=True)
class Agreement:
    """A verdict on (earlier, later) and why."""

    verdict: Verdict
    reason: str

    @property
    def agrees(self) -> bool:
        """Whether both statements can be true at once."""
        return self.verdict not in ("contradicts", "crossed")


def compare(earlier: Mapping[str, Any], later: Mapping[str, Any]) -> Agreement:
    """How the figure `later` stands to the figure `earlier`: two rows of `figures`, taken to measure one thing at one time.

    >>> over = {"value": 4e11, "low": 4e11, "high": None, "bound": "over", "unit": "CNY"}
    >>> exact = {"value": 4.212e11, "low": 4.212e11, "high": 4.212e11, "bound": "exact", "unit": "CNY"}
    >>> compare(over, exact).verdict, compare(exact, over).verdict
    ('refined', 'coarser')
    """
    if earlier.get("unit") != later.get("unit"):
        return _compare_base(earlier, later)
    before, after = interval(earlier), interval(later)
    if before is None or after is None:
        return Agreement("unknown", "one of them states no number")
    if _signature(earlier) == _signature(later):
        return Agreement("same", "number and bound are equal")
    if not _meet(before, after):
        if _rounds_to(later, earlier):
            return Agreement("refined", "the earlier number is the later one rounded")
        if _rounds_to(earlier, later):
            return Agreement("coarser", "the later number is the earlier one rounded")
        if _crossed(earlier, later):
            return Agreement("crossed", "the later number lies beyond the line that the earlier one had come near to")
        return Agreement("contradicts", f"{_said(before)} and {_said(after)} have no number in common")
    if _inside(after, before) and _within_reach(earlier, later):
        return Agreement("refined", f"{_said(after)} lies within {_said(before)}")
    if _inside(before, after) and _within_reach(later, earlier):
        return Agreement("coarser", f"{_said(before)} lies within {_said(after)}")
    return Agreement("compatible", f"{_said(before)} and {_said(after)} have numbers in common")


def interval(row: Mapping[str, Any]) -> tuple[Decimal | None, Decimal | None] | None:
    """The closed interval in which the text places the number; None on a side is open; None where no number is stated.

    A number that is `about` reaches half a unit of its last significant digit to both sides, at least a twentieth of itself.

    >>> interval({"value": 500.0, "low": None, "high": None, "bound": "about"})
    (Decimal('450.0'), Decimal('550.0'))
    """
    low, high, value = (_decimal(row.get(name)) for name in ("low", "high", "value"))
    if row.get("bound") == "about" and value is not None:
        half = max(_last_digit(value) / 2, abs(value) / 20)
        return value - half, value + half
    if low is None and high is None:
        return None if value is None else (value, value)
    return low, high


def _compare_base(earlier: Mapping[str, Any], later: Mapping[str, Any]) -> Agreement:
    """Different units: comparable where both have one base unit (万亩 and 公顷)."""
    if not earlier.get("base_unit") or earlier.get("base_unit") != later.get("base_unit"):
        return Agreement("unknown", f"units differ: {earlier.get('unit')} and {later.get('unit')}")
    return compare(_in_base(earlier), _in_base(later))


def _in_base(row: Mapping[str, Any]) -> dict[str, Any]:
    value, base = _decimal(row.get("value")), _decimal(row.get("base_value"))
    made = {"bound": row.get("bound"), "unit": row.get("base_unit"), "value": base}
    for end in ("low", "high"):
        number = _decimal(row.get(end))
        made[end] = number * base / value if number is not None and value and base is not None else None
    return made


def _signature(row: Mapping[str, Any]) -> tuple:
    return tuple(_decimal(row.get(name)) for name in ("value", "low", "high")), row.get("bound")


def _meet(a: tuple, b: tuple) -> bool:
    return not (_less(a[1], b[0]) or _less(b[1], a[0]))


def _less(high: Decimal | None, low: Decimal | None) -> bool:
    return high is not None and low is not None and high < low


def _inside(inner: tuple, outer: tuple) -> bool:
    return (outer[0] is None or (inner[0] is not None and inner[0] >= outer[0])) and (
        outer[1] is None or (inner[1] is not None and inner[1] <= outer[1])
    )


def _within_reach(hedged: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether `hedged` would still be said of a number such as `other`."""
    if hedged.get("bound") not in _HEDGES:
        return True
    number, value = _decimal(hedged.get("value")), _decimal(other.get("value"))
    if not number or value is None:
        return True
    ratio = value / number
    return 1 / _REACH <= ratio <= _REACH


def _crossed(earlier: Mapping[str, Any], later: Mapping[str, Any]) -> bool:
    """近300 → 320: the earlier bound said on which side the number was going to arrive."""
    if earlier.get("bound") != "under" or not _within_reach(earlier, later):
        return False
    high, low = _decimal(earlier.get("high")), interval(later)
    return high is not None and low is not None and low[0] is not None and low[0] > high


def _rounds_to(precise: Mapping[str, Any], round_number: Mapping[str, Any]) -> bool:
    """Whether both are plain numbers and the one is the other with fewer digits: 4.2万 and 42180."""
    if precise.get("bound") != "exact" or round_number.get("bound") != "exact":
        return False
    exact, coarse = _decimal(precise.get("value")), _decimal(round_number.get("value"))
    if not exact or not coarse or _digits(coarse) < 2:
        return False
    step = _printed_step(round_number, coarse)
    return _printed_step(precise, exact) < step and abs(exact - coarse) * 2 <= step


def _printed_step(row: Mapping[str, Any], value: Decimal) -> Decimal:
    """The weight of the last digit that the text prints: 0.1万 in 4.2万, 1 in 19860; without a text, the last that is not 0."""
    printed = _PRINTED.search(row.get("text") or "")
    if printed is None:
        return _last_digit(value)
    mantissa = Decimal(printed[0].replace(",", ""))
    return abs(value / mantissa).scaleb(-len(printed[1] or "")) if mantissa else _last_digit(value)


def _digits(value: Decimal) -> int:
    return len(value.normalize().as_tuple().digits)


def _last_digit(value: Decimal) -> Decimal:
    """The weight of the last significant digit: 4200 → 100, 0.5 → 0.1."""
    exponent = value.normalize().as_tuple().exponent
    return Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)


def _decimal(value: Any) -> Decimal | None:
    if value is None or value == "" or value != value:
        return None
    return Decimal(repr(value)) if isinstance(value, float) else Decimal(str(value))


def _said(ends: tuple[Decimal | None, Decimal | None]) -> str:
    low, high = (None if end is None else f"{end.normalize():f}" for end in ends)
    if low == high:
        return str(low)
    if high is None:
        return f"{low} or more"
    return f"{high} or less" if low is None else f"{low} to {high}"
