"""Numbers as a reader writes them."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

_SIGNS = {"over": "> {}", "under": "< {}", "at_least": "≥ {}", "at_most": "≤ {}", "about": "≈ {}"}


def number(value: Any) -> str:
    """A number with separators and no superfluous digits; empty for a missing one.

    >>> number(11200000000.0), number(5.2), number(None)
    ('11,200,000,000', '5.2', '')
    """
    if value is None:
        return ""
    exact = Decimal(str(value)).normalize()
    return f"{exact:,f}"


def amount(figure: Mapping[str, Any]) -> str:
    """Value and bound of a figure in one expression.

    >>> amount({"value": 4e11, "bound": "over"}), amount({"value": None, "low": 3.0, "high": 5.0, "bound": "range"})
    ('> 400,000,000,000', '3 – 5')
    """
    value, low, high = (figure.get(name) for name in ("value", "low", "high"))
    if value is None:
        if low is not None and high is not None:
            return f"{number(low)} – {number(high)}"
        return f"≥ {number(low)}" if low is not None else f"≤ {number(high)}" if high is not None else ""
    return _SIGNS.get(figure.get("bound") or "", "{}").format(number(value))
