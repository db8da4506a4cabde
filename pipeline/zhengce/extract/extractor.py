"""One code path from an article to mentions: `zhengce.extract`, `nlp(text)` and the batch all run `Extractor.analyse`."""

from __future__ import annotations

from dataclasses import dataclass, field

from zhengce.article import Article
from zhengce.config import Config
from zhengce.extract.actions import ActionFinder
from zhengce.extract.entities import EntityFinder
from zhengce.extract.figures import FigureFinder
from zhengce.extract.ledger import build_ledger
from zhengce.extract.mentions import (
    ActionMention,
    EntityMention,
    FigureMention,
    NumeralMention,
    RelationMention,
    TimeMention,
)
from zhengce.extract.relations import RelationFinder
from zhengce.extract.times import TimeFinder
from zhengce.extract.view import View, view
from zhengce.text.segment import Segmenter


@dataclass(slots=True)
class Analysis:
    """Everything found in one article; offsets are into `view.text`."""

    view: View
    times: list[TimeMention] = field(default_factory=list)
    entities: list[EntityMention] = field(default_factory=list)
    figures: list[FigureMention] = field(default_factory=list)
    numerals: list[NumeralMention] = field(default_factory=list)
    actions: list[ActionMention] = field(default_factory=list)
    relations: list[RelationMention] = field(default_factory=list)


class Extractor:
    """The stages with their knowledge loaded, ready for any number of articles."""

    def __init__(self, config: Config | None = None):
        self.config = config or Config()
        self.segmenter = Segmenter(self.config.words)
        self.times = TimeFinder(self.config)
        self.entities = EntityFinder(self.config)
        self.figures = FigureFinder(self.config)
        self.actions = ActionFinder(self.config)
        self.relations = RelationFinder(self.config)

    def analyse(self, article: Article) -> Analysis:
        """All mentions in an article."""
        found = Analysis(view(article, self.segmenter))
        found.times = self.times.find(found.view)
        found.entities = self.entities.find(found.view, found.times)
        found.figures = self.figures.find(found.view, found.times, found.entities)
        found.actions = self.actions.find(found.view, found.times, found.entities, found.figures)
        found.relations = self.relations.find(found.view, found.times, found.entities, found.figures, found.actions)
        found.numerals = build_ledger(found.view, found.times, found.entities, found.figures)
        return found
