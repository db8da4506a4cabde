"""Rows in words: numbers as a reader writes them, and the label of a code in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any, Literal

from zhengce.lexicon import read_table

Language = Literal["zh", "en"]

_SIGNS = {"over": "> {}", "under": "< {}", "at_least": "≥ {}", "at_most": "≤ {}", "about": "≈ {}"}


@dataclass(frozen=True, slots=True)
class Label:
    """What a table, column or code is called: `form` is the code, `of` says which table or column it belongs to."""

    of: str
    form: str
    zh: str
    en: str
    meaning_zh: str = ""


@lru_cache(maxsize=1)
def labels() -> dict[tuple[str, str], Label]:
    """(table, column or '', code) → label: `("table", "figures")`, `("figures", "bound")`, `("bound", "over")`."""
    return {(label.of, label.form): label for label in read_table(Label, "labels.csv", ("of", "form"))}


def label(of: str, code: str, language: Language = "zh") -> str:
    """The reader's word for a code; the code itself where there is none.

    >>> label("bound", "over"), label("table", "figures", "en")
    ('高于', 'Figures')
    """
    found = labels().get((of, code)) or labels().get(("*", code))
    return getattr(found, language) if found else code


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
