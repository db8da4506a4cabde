"""One code path from an article to mentions: `zhengce.extract` and the batch run `Extractor.analyse_all`, `nlp(text)` the same stages one by one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from threadpoolctl import ThreadpoolController

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

Thing = TypeVar("Thing")
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
        self._threads = ThreadpoolController()

    def analyse(self, article: Article) -> Analysis:
        """All mentions in an article."""
        return self.analyse_all([article])[0]

    def analyse_all(self, articles: Sequence[Article], turn: Callable[[int], None] = lambda number: None) -> list[Analysis]:
        """All mentions in each of some articles; `turn` is told the number of the article that is turned to.

        The models are asked once for all of them: for a short article, most of a model's time is the price of its calls. Each stage goes over all
        articles before the next begins, so that its code and tables stay in the processor's cache.
        """
        with self._threads.limit(limits=1, user_api="blas"):                # the products are small, and threads would wait for each other
            return self._analysed(articles, turn)

    def _analysed(self, articles: Sequence[Article], turn: Callable[[int], None]) -> list[Analysis]:
        def each(things: Iterable[Thing]) -> Iterator[Thing]:
            for number, thing in enumerate(things):
                turn(number)
                yield thing

        made = [Analysis(view(article, self.segmenter)) for article in each(articles)]
        for found in each(made):
            found.times = self.times.find(found.view)
        begun = self.entities.begin([(found.view, found.times) for found in made], each)
        self.entities.decide(begun)
        for found, entities in each(zip(made, begun, strict=True)):
            found.entities = self.entities.finish(entities)
        figures = self.figures.find_all([(found.view, found.times, found.entities) for found in made], each)
        for found, own in zip(made, figures, strict=True):
            found.figures = own
        walks = [self.actions.walk(found.view, found.times, found.entities, found.figures) for found in each(made)]
        self.actions.label(walks)
        for found, walk in each(zip(made, walks, strict=True)):
            found.actions = self.actions.finish(walk)
        for found in each(made):
            found.relations = self.relations.find(found.view, found.times, found.entities, found.figures, found.actions)
            found.numerals = build_ledger(found.view, found.times, found.entities, found.figures)
        return made

    def find(self, stage: str, found: Analysis) -> list:
        """The mentions of one stage, given those of the stages before it."""
        before = [getattr(found, name) for name in STAGES[:STAGES.index(stage)]]
        return getattr(self, stage).find(found.view, *before)
