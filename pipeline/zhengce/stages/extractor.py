"""One code path from an article to mentions: `zhengce.extract`, `nlp(text)` and the batch all run `Extractor.analyse`."""

from __future__ import annotations

from dataclasses import dataclass, field

from zhengce.article import Article
from zhengce.config import Config
from zhengce.stages.actions.finder import ActionFinder
from zhengce.stages.entities.finder import EntityFinder
from zhengce.stages.figures.finder import FigureFinder
from zhengce.stages.ledger import build_ledger
from zhengce.stages.mentions import (
    ActionMention,
    EntityMention,
    FigureMention,
    NumeralMention,
    RelationMention,
    TimeMention,
)
from zhengce.stages.relations.finder import RelationFinder
from zhengce.stages.times.finder import TimeFinder
from zhengce.stages.view import View, view
from zhengce.text.segment import Segmenter

STAGES = ("times", "entities", "figures", "actions", "relations")
"""The stages, in the order in which they need each other: each is given the mentions of all before it."""


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
        for stage in STAGES:
            setattr(found, stage, self.find(stage, found))
        found.numerals = build_ledger(found.view, found.times, found.entities, found.figures)
        return found

    def find(self, stage: str, found: Analysis) -> list:
        """The mentions of one stage, given those of the stages before it."""
        before = [getattr(found, name) for name in STAGES[:STAGES.index(stage)]]
        return getattr(self, stage).find(found.view, *before)
