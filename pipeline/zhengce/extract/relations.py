"""Relations between spans: pairings, issuing, funding, responsibility, change of pattern."""

from __future__ import annotations

from zhengce.config import Config
from zhengce.extract.mentions import ActionMention, EntityMention, FigureMention, RelationMention, TimeMention
from zhengce.extract.view import View


class RelationFinder:
    """Finds stated relations."""

    def __init__(self, config: Config):
        pass

    def find(self, view: View, times: list[TimeMention], entities: list[EntityMention], figures: list[FigureMention],
             actions: list[ActionMention]) -> list[RelationMention]:
        """Relation mentions in text order of their heads."""
        return []
