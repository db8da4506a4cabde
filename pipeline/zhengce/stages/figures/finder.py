"""Figures: quantities with their meaning."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from zhengce.config import Config
from zhengce.lexicon.wordlists import words
from zhengce.stages.figures.admission import BARE_NOUNS
from zhengce.stages.figures.bounds import bound_from_clause
from zhengce.stages.figures.context import Context, find_contexts
from zhengce.stages.figures.counted import set_counted
from zhengce.stages.figures.flat_tables import find_table_figures
from zhengce.stages.figures.following import ends_noun
from zhengce.stages.figures.glued_tables import find_glued_figures
from zhengce.stages.figures.indicator import set_indicator
from zhengce.stages.figures.measure import measure
from zhengce.stages.figures.pairings import name_pairings
from zhengce.stages.figures.phrases import PIVOTS
from zhengce.stages.figures.quantity import QuantityGrammar
from zhengce.stages.figures.ranks import find_ranks
from zhengce.stages.figures.region import set_regions
from zhengce.stages.figures.row_tables import find_row_table_figures
from zhengce.stages.figures.scope import TimeScopes
from zhengce.stages.figures.shared_nouns import share_nouns
from zhengce.stages.figures.status import Statuses
from zhengce.stages.figures.subject import set_subjects
from zhengce.stages.figures.taxonomy import Taxonomy, mechanism
from zhengce.stages.figures.topics import Topics
from zhengce.stages.figures.units import Units
from zhengce.stages.figures.whole_words import keep_words
from zhengce.stages.mentions import EntityMention, FigureMention, TimeMention
from zhengce.stages.ordinary import mask
from zhengce.stages.view import View

_NAMING = frozenset(("document", "programme", "meeting", "slogan", "person", "periodical", "organ", "place"))
"""Entity types whose numerals are part of a name, never a quantity."""
_COUNTED = frozenset(("organ", "area", "group"))
"""Entity types that are counted as a whole."""
_PEOPLE = tuple(words("people_nouns.csv"))
_FIRMS = tuple(words("firm_nouns.csv"))
_SILENT = frozenset(("caption", "source_line", "signature"))
"""Section kinds out of which no figure is taken."""


@dataclass(slots=True)
class _Text:
    """A text whose figures are on their way: those of its tables, and the others with what surrounds them."""

    view: View
    times: list[TimeMention]
    entities: list[EntityMention]
    cells: list[FigureMention]
    statuses: Statuses
    contexts: list[Context] = field(default_factory=list)

    def figures(self) -> list[FigureMention]:
        """All figures in text order."""
        figures = [context.figure for context in self.contexts]
        return sorted([*figures, *self.cells], key=lambda figure: figure.start) if self.cells else figures


class FigureFinder:
    """Finds quantities and what they count."""

    def __init__(self, config: Config):
        self.units = Units(config.units)
        self.grammar = QuantityGrammar(self.units)
        self.mechanisms = Taxonomy("mechanism", config.taxa)
        self.topics = Topics(config.taxa)

    def find(self, view: View, times: list[TimeMention], entities: list[EntityMention]) -> list[FigureMention]:
        """Figure mentions in text order, disjoint."""
        return self.find_all([(view, times, entities)])[0]

    def find_all(self, texts: Sequence[tuple[View, list[TimeMention], list[EntityMention]]],
                 each: Callable[[Sequence[Any]], Iterable[Any]] = iter) -> list[list[FigureMention]]:
        """The figures of each of some texts, which are gone over by `each`: a step at a time, so that its code and tables stay in the
        processor's cache."""
        made = [self._begin(*text) for text in each(texts)]
        for text in each(made):
            text.contexts = self.contexts(text.view, text.times, text.entities, text.cells)
        for text in each(made):
            set_subjects(text.view, text.contexts, text.statuses.setting)
            set_regions(text.view, text.contexts, text.statuses.setting)
        for text in each(made):
            self._say_status(text)
        self.topics.assign([(text.view, text.contexts, text.cells) for text in made])
        return [text.figures() for text in made]

    def _begin(self, view: View, times: list[TimeMention], entities: list[EntityMention]) -> _Text:
        cells = [*find_table_figures(view.text, self.units, times), *find_row_table_figures(view.text, self.units, times, entities),
                 *find_glued_figures(view.text, self.units, times)]
        return _Text(view, times, entities, cells, Statuses(view, times))

    def _say_status(self, text: _Text) -> None:
        """Status and mechanism of the figures, and what a status makes of a bound."""
        for context, (status, sure) in zip(text.contexts, text.statuses.decide(text.contexts), strict=True):
            figure = context.figure
            figure.status = status
            figure.trace.append(f"status.weighed {sure}")
            if figure.after_bound is not None and figure.after_bound.reached and figure.status in ("achieved", "standing"):
                _reached(figure)
            figure.mechanism = mechanism(self.mechanisms, text.view, context)
        for cell in text.cells:
            cell.status = text.statuses.of_cell(cell)

    def contexts(self, view: View, times: list[TimeMention], entities: list[EntityMention],
                 cells: Sequence[FigureMention] = ()) -> list[Context]:
        """The figures outside tables with what surrounds them: measured, scoped in time, counted noun and indicator set."""
        contexts = find_contexts(view, self._quantities(view, times, entities, cells), times, entities)
        scopes = TimeScopes(view, times)
        for context in contexts:
            figure = context.figure
            figure.time = scopes.at(context)
            bound_from_clause(context)
            measure(context, view.text)
        describe(view, contexts, entities)
        for context in contexts:
            _count_people(context.figure, self.units)
            _count_firms(context.figure)
        return contexts

    def _quantities(self, view: View, times: list[TimeMention], entities: list[EntityMention],
                    cells: Sequence[FigureMention]) -> list[FigureMention]:
        """Quantities and ranks of the text that is neither a time nor a name, a marker or a table cell."""
        text, ranks = self.masked(view, times, entities, cells)
        return sorted([*self.grammar.find(text, view.text), *ranks], key=lambda figure: figure.start)

    def masked(self, view: View, times: list[TimeMention], entities: list[EntityMention],
               cells: Sequence[FigureMention] = ()) -> tuple[str, list[FigureMention]]:
        """The text with NUL for all that can be no quantity, and the ranks in it."""
        closed = [(time.start, time.end) for time in times]
        closed += [(entity.start, entity.end) for entity in entities
                   if entity.type in _NAMING and not _is_bare_noun(view.text[entity.start:entity.end])]
        closed += [(section.marker_start, section.marker_end) for section in view.sections
                   if section.marker_start is not None and section.marker_end is not None]
        closed += [(section.start, section.end) for section in view.sections if section.kind in _SILENT]
        closed += [(cell.start, cell.end) for cell in cells]
        ranks = find_ranks(mask(view.text, closed))
        closed += [(span.start, span.end) for span in (*ranks, *view.ordinary)]
        return mask(view.text, closed), ranks


def _is_bare_noun(name: str) -> bool:
    """Whether a name is no more than a noun that a small number counts, with or without the number: 部门, 两部门."""
    return name in BARE_NOUNS or name[1:] in BARE_NOUNS


def _count_people(figure: FigureMention, units: Units) -> None:
    """A bare count of a noun that means people counts persons: 近一亿脱贫人口, 旅居人数超550万."""
    if figure.unit is None and figure.kind == "count":
        noun = figure.counted or figure.indicator or ""
        if noun.endswith(_PEOPLE) or (figure.indicator or "").endswith(_PEOPLE):
            figure.unit = units.forms["人"].unit


def _count_firms(figure: FigureMention) -> None:
    """户 counts households, but firms too: 688.3万户经营主体 are no households."""
    if figure.unit == "household":
        noun = figure.counted or figure.indicator or ""
        if noun.endswith(_FIRMS):
            figure.unit = "户"


def _reached(figure: FigureMention) -> None:
    """增长20%以上 reported as reached is over 20, not at least."""
    if figure.after_bound is not None and figure.bound == figure.after_bound.bound and figure.unit != "岁":          # 65岁以上老人 are an age group
        figure.bound = figure.after_bound.reached


def describe(view: View, contexts: list[Context], entities: list[EntityMention]) -> None:
    """Set `counted` and `indicator` of the figures."""
    for context in contexts:
        set_counted(view, context)
    share_nouns(view, contexts)
    _fit_entities(view, contexts, entities)
    for context in contexts:
        set_indicator(view, context)
        keep_words(view, context)
    name_pairings(view, contexts)


def _fit_entities(view: View, contexts: list[Context], entities: list[EntityMention]) -> None:
    """Where an entity stands right behind a counted number and a predicate follows it, it is what is counted: 127家[中央单位]定点帮扶…"""
    starting = {entity.start: entity for entity in entities if entity.type in _COUNTED}
    for context in contexts:
        figure = context.figure
        entity = starting.get(figure.end)
        if entity is None or not figure.counted_span or figure.counted_span[0] != figure.end:
            continue
        low, high = figure.counted_span
        governed = context.verb and not context.verb.endswith(PIVOTS)
        if entity.end > high or entity.end < high and not governed and ends_noun(view, entity.end):
            figure.counted_span = figure.end, entity.end
            figure.counted = view.printed(entity.start, entity.end)
