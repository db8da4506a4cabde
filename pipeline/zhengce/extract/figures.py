"""Figures: quantities with their meaning."""

from __future__ import annotations

from zhengce.config import Config
from zhengce.extract.mentions import EntityMention, FigureMention, TimeMention
from zhengce.extract.view import View


class FigureFinder:
    """Finds quantities and what they count."""

    def __init__(self, config: Config):
        pass

    def find(self, view: View, times: list[TimeMention], entities: list[EntityMention]) -> list[FigureMention]:
        """Figure mentions in text order, disjoint."""
        return []
