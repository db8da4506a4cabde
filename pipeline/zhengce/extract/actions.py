"""Policy actions: who does what, by which instrument."""

from __future__ import annotations

from zhengce.config import Config
from zhengce.extract.mentions import ActionMention, EntityMention, FigureMention, TimeMention
from zhengce.extract.view import View


class ActionFinder:
    """Finds actions in clauses."""

    def __init__(self, config: Config):
        pass

    def find(self, view: View, times: list[TimeMention], entities: list[EntityMention],
             figures: list[FigureMention]) -> list[ActionMention]:
        """Action mentions in text order."""
        return []
