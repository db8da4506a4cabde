"""Times: dates, periods, recurring times, each resolved against the document's date."""

from __future__ import annotations

from zhengce.config import Config
from zhengce.extract.mentions import TimeMention
from zhengce.extract.view import View


class TimeFinder:
    """Finds and resolves time expressions."""

    def __init__(self, config: Config):
        pass

    def find(self, view: View) -> list[TimeMention]:
        """Time mentions in text order, disjoint."""
        return []
