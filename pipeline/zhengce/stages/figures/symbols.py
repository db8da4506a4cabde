"""Signs and codes of currencies printed before the number: ¥13.5, US$100, HKD13.5."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from zhengce.lexicon import read_table, trie
from zhengce.stages.figures.units import Unit


@dataclass(frozen=True, slots=True)
class Symbol:
    """A currency sign printed before its number."""

    form: str
    unit: str
    example: str = ""

    @property
    def as_unit(self) -> Unit:
        """The sign as a unit of money."""
        return Unit(self.form, self.unit, "money", self.unit, Decimal(1))


SYMBOLS = {entry.form: entry for entry in read_table(Symbol, "currency_signs.csv")}
SYMBOL = trie([*SYMBOLS])
"""Regex source of any sign."""
LETTERS = trie([form for form in SYMBOLS if form.isascii() and form.isalpha()])
"""Regex source of the signs that are letters alone: USD100 is money, no code."""
_LAST = frozenset(form[-1] for form in SYMBOLS)
_LONGEST = max(map(len, SYMBOLS))
_BEFORE = re.compile(rf"(?<![A-Za-z])(?:{SYMBOL})$")


def symbol_before(text: str, start: int) -> Symbol | None:
    """The sign that ends at `start`.

    >>> symbol_before("US$100", 3).unit
    'USD'
    """
    if text[start - 1:start] not in _LAST:
        return None
    match = _BEFORE.search(text, max(0, start - _LONGEST), start)
    return SYMBOLS[match[0]] if match else None
