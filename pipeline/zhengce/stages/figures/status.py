"""Status of a figure: achieved, target, requirement or standing.

Words in the clause, the time scope against the document's date, the headings around and the genre are evidence; a linear model weighs
it (recipe: `models/status.py`). `Statuses.features` says what it sees; `setting` knows the document, `status_cues` the words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple, cast

from zhengce.lexicon.wordlists import words
from zhengce.linear import confidence, read_weights
from zhengce.rows import FigureStatus
from zhengce.stages.figures.context import Context
from zhengce.stages.figures.outlook import Outlook
from zhengce.stages.figures.setting import PLANS, Setting
from zhengce.stages.figures.settled import SURE, THAN, Settled, starts_change
from zhengce.stages.figures.status_cues import REQUIRED_BEHIND, Tenses
from zhengce.stages.mentions import FigureMention, TimeMention
from zhengce.stages.view import View

_ABSTRACT = tuple(words("abstract_nouns.csv"))
_TO = re.compile(r"(?:到|至|为)(?:约|近)?$")
_REACH, _LEAN, _FEW = 3, 0.5, 12


class Where(NamedTuple):
    """Genre, headings, time scope and place of a figure in its document, with what they are said of."""

    genre: str | None
    style: str
    mode: str | None
    side: str
    near: str
    kind: str
    measure: str | None
    bound: str
    part: int
    outlook: str


def _of_document(where: Where) -> Iterator[str]:
    genre, style, mode, side, near, kind, measure, bound, part, outlook = where
    yield from (f"style:{style}", f"mode:{mode}", f"when:{side}.{near}", f"when:{side}", f"when:{side}|mode:{mode}", f"style:{style}|mode:{mode}",
                f"style:{style}|when:{side}", "kind:" + kind, f"measure:{measure}", f"bound:{bound}|style:{style}",
                f"style:{style}|measure:{measure}", f"part:{part}|style:{style}|mode:{mode}", f"rule:{_strongest(style, mode, side)}",
                f"genre:{genre}", f"genre:{genre}|bound:{bound}")
    if outlook:
        yield from (f"outlook:{outlook}", f"outlook:{outlook}|mode:{mode}", f"outlook:{outlook}|when:{side}")


@lru_cache(maxsize=1 << 12)
def _begun(where: Where) -> list[float]:
    """The scores of what a figure's document and place say."""
    return read_weights("status").scores(_of_document(where))


class Statuses:
    """Decides the status of the figures of one document."""

    def __init__(self, view: View, times: list[TimeMention]):
        self.view = view
        self.setting, self.tenses, self.outlook = Setting(view, times), Tenses(view.text), Outlook(view.text)
        self.settled = Settled(view, self.setting, self.tenses)
        self.model = read_weights("status")

    def decide(self, contexts: list[Context]) -> list[tuple[FigureStatus, float]]:
        """The status of each figure and how sure the model is. Neighbours in a paragraph lean on each other: lists of targets are long."""
        model, text = self.model, self.view.text
        known = self.settled.statuses(contexts)
        scores = [self._scores(context) for context in contexts]
        lines = [text.rfind("\n", 0, context.figure.start) for context in contexts]
        found: list[tuple[FigureStatus, float]] = []
        for index, own in enumerate(scores):
            if ruled := known[index]:
                found.append((ruled, SURE))
                continue
            near = [scores[other] for other in range(max(0, index - _REACH), min(len(scores), index + _REACH + 1))
                    if other != index and lines[other] == lines[index]]
            leaning = [value + _LEAN * sum(column) / len(near) for value, column in zip(own, zip(*near, strict=True), strict=True)] if near else own
            best = max(range(len(leaning)), key=leaning.__getitem__)
            found.append((cast(FigureStatus, model.labels[best]), confidence(leaning, best, model.temperature)))
        return found

    def of_cell(self, figure: FigureMention) -> FigureStatus:
        """The status of a figure in a table, which has no clause: by time scope, headings and genre. A plan's columns of years before it tell what was."""
        side = self.setting.side(figure.time)
        if side == "past":
            return "achieved"
        return "target" if side == "future" or self.setting.mode(figure.start) == "target" or self.setting.genre in PLANS else "achieved"

    def features(self, context: Context) -> list[str]:
        """What the model sees of a figure."""
        where = self._where(context)
        return [*_of_document(where), *self._of_figure(context, where)]

    def _scores(self, context: Context) -> list[float]:
        """The scores of a figure's features; those of document and place, which many figures share, are summed once."""
        where = self._where(context)
        return self.model.scores(self._of_figure(context, where), _begun(where))

    def _where(self, context: Context) -> Where:
        figure, setting = context.figure, self.setting
        style, (side, near) = setting.style, self._when(context)
        outlook = "" if style == "rules" else self.outlook.at(figure.start)
        return Where(setting.genre, style, setting.mode(figure.start), side, near, figure.kind, figure.measure_of, figure.bound, setting.part(figure.start), outlook)

    def _of_figure(self, context: Context, where: Where) -> list[str]:
        return [*self._of_count(context), *self._of_construction(context), *self._of_words(context, where)]

    @staticmethod
    def _of_count(context: Context) -> Iterator[str]:
        """What is counted, and whether a verb governs it."""
        figure = context.figure
        few = figure.kind == "count" and figure.value is not None and figure.value <= _FEW
        if few:
            yield f"few:{figure.unit}"
        if not figure.counted:
            return
        acts = f"{'behind' if figure.counted_span and figure.counted_span[0] >= figure.end else 'before'}|acts:{bool(context.verb)}"
        yield from (f"counted:{acts}", "noun:" + figure.counted[-2:], f"class:{figure.counted[-1]}|{acts}")
        if few:
            yield f"few:{acts}"
        if figure.counted.endswith(_ABSTRACT):
            yield f"abstract:{acts}"

    @staticmethod
    def _of_construction(context: Context) -> Iterator[str]:
        """What the number stands in: a length that names, the start or the end of a change, a comparison."""
        figure, lead = context.figure, context.lead
        if figure.kind == "duration" and lead[-1:] == "的" and context.tail[:1] in ("", "，", "。", "、"):
            yield "duration:named"
        if starts_change(context):
            yield "base:from"
        elif context.same_clause and context.previous is not None and context.previous.figure.kind == figure.kind and _TO.search(lead):
            yield "base:to"
        if THAN.search(lead):
            yield "base:than"

    def _of_words(self, context: Context, where: Where) -> Iterator[str]:
        """Verb and tenses of the clause, the tenses in front of it, what is required behind the number."""
        style, mode, side = where.style, where.mode, where.side
        if context.verb:
            yield "verb:" + context.verb
        for sense in self.tenses.within(context, context.start, context.figure.start):
            yield from ("clause:" + sense, f"clause:{sense}|mode:{mode}", f"clause:{sense}|when:{side}", f"clause:{sense}|style:{style}")
        yield from self.tenses.before_clause(context)
        if REQUIRED_BEHIND.search(context.tail):
            yield f"behind:requirement|style:{style}"

    def _when(self, context: Context) -> tuple[str, str]:
        """The time scope against the document's date, and where it was found."""
        time = context.figure.time
        previous = context.previous if self.setting.horizon else None  # in a plan, what a change leads to is not of the year it starts from
        if previous is not None and previous.figure.time is time and starts_change(previous):
            time = None
        near = "" if time is None else "own" if context.sentence.start <= time.start < context.sentence.end else "kept"
        return self.setting.side(time), near


def _strongest(style: str, mode: str | None, side: str) -> str:
    """What the strongest single piece of evidence says."""
    if side in ("future", "past"):
        return side
    return mode or (style if style in ("rules", "plans") else "told")
