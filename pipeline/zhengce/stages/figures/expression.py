"""One expression by itself: what `zhengce.quantity` reads, where the whole text is a quantity and nothing stands around it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from zhengce.stages.figures.notations import plain_form
from zhengce.stages.figures.quantity import QuantityGrammar
from zhengce.stages.mentions import FigureMention
from zhengce.text.normalize import normalize
from zhengce.text.traditional import simplified

_LONGEST = 120
"""Characters of the longest expression."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A quantity as read: exact decimals after scale, in the printed unit without its scale; `base_value` in the unit of its
    dimension (m, m2, m3, kg, W, J, CNY, day), None for counts, percents and ratios."""

    text: str
    kind: str
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    bound: str
    unit: str | None = None
    unit_text: str | None = None
    base_value: Decimal | None = None
    base_unit: str | None = None


def read_quantity(text: str, grammar: QuantityGrammar) -> Quantity | None:
    """The quantity that the whole of `text` writes, or None. Width, spaces, traditional characters and everyday wordings (`五块六`,
    `12k`) are read away; a text that is one number is a count."""
    plain = normalize(text.strip()).text
    if not plain or len(plain) > _LONGEST:
        return None
    figure = grammar.whole(plain_form(simplified(plain)))
    return None if figure is None else _quantity(text, figure)


def _quantity(text: str, figure: FigureMention) -> Quantity:
    return Quantity(text, figure.kind, figure.value, figure.low, figure.high, figure.bound, figure.unit, figure.unit_text,
                    figure.base_value, figure.base_unit)
