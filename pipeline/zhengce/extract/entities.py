"""Entities: organs, places, documents, programmes, persons, meetings, groups, areas."""

from __future__ import annotations

from zhengce.config import Config
from zhengce.extract.mentions import EntityMention, TimeMention
from zhengce.extract.view import View


class EntityFinder:
    """Finds entities and links them to canonical names and codes."""

    def __init__(self, config: Config):
        pass

    def find(self, view: View, times: list[TimeMention]) -> list[EntityMention]:
        """Entity mentions in text order, disjoint."""
        return []
