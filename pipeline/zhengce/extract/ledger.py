"""The ledger of numerals: every digit and Chinese numeral in exactly one row."""

from __future__ import annotations

from zhengce.extract.mentions import EntityMention, FigureMention, NumeralMention, TimeMention
from zhengce.extract.view import View


def build_ledger(view: View, times: list[TimeMention], entities: list[EntityMention],
                 figures: list[FigureMention]) -> list[NumeralMention]:
    """One mention per run of numeral characters and reading."""
    return []
