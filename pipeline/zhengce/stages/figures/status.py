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
from zhengce.stages.figures.setting import PLANS, RULES, Setting
from zhengce.stages.figures.states import state_pattern
from zhengce.stages.figures.status_cues import REQUIRED_BEHIND, Tenses
from zhengce.stages.mentions import FigureMention, TimeMention
from zhengce.stages.view import View

_ABSTRACT = tuple(words("abstract_nouns.csv"))
_TO = re.compile(r"(?:到|至|为)(?:约|近)?$")
_THAN = re.compile(r"比[^，。；]{2,16}的$")
_REACH, _LEAN, _FEW = 3, 0.5, 12
_STATE = state_pattern()
_CHANGED = re.compile("[^，。；]{0,14}?(?:到|至|为|成)")
_PLANNED = re.compile(r"(?:比|超过|低于|高于|少于)(?:原定|原来的?|年初|年度|国家)?(?:预算|计划)数?(?:的|规定的?)?$")
_SURE = 0.85
"""Confidence of the stative rule, as measured on the developing gold."""


class Where(NamedTuple):
    """Genre, headings, time scope and place of a figure in its document, with what they are said of."""

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
    style, mode, side, near, kind, measure, bound, part, outlook = where
    yield from (f"style:{style}", f"mode:{mode}", f"when:{side}.{near}", f"when:{side}", f"when:{side}|mode:{mode}", f"style:{style}|mode:{mode}",
                f"style:{style}|when:{side}", "kind:" + kind, f"measure:{measure}", f"bound:{bound}|style:{style}",
                f"style:{style}|measure:{measure}", f"part:{part}|style:{style}|mode:{mode}", f"rule:{_strongest(style, mode, side)}")
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
        self.model = read_weights("status")

    def decide(self, contexts: list[Context]) -> list[tuple[FigureStatus, float]]:
        """The status of each figure and how sure the model is. Neighbours in a paragraph lean on each other: lists of targets are long."""
        model, text = self.model, self.view.text
        standing = self._standing(contexts)
        scores = [self._scores(context) for context in contexts]
        lines = [text.rfind("\n", 0, context.figure.start) for context in contexts]
        found: list[tuple[FigureStatus, float]] = []
        for index, own in enumerate(scores):
            ruled: FigureStatus | None = "standing" if standing[index] else self._known(contexts[index])
            if ruled:
                found.append((ruled, _SURE))
                continue
            near = [scores[other] for other in range(max(0, index - _REACH), min(len(scores), index + _REACH + 1))
                    if other != index and lines[other] == lines[index]]
            leaning = [value + _LEAN * sum(column) / len(near) for value, column in zip(own, zip(*near, strict=True), strict=True)] if near else own
            best = max(range(len(leaning)), key=leaning.__getitem__)
            found.append((cast(FigureStatus, model.labels[best]), confidence(leaning, best, model.temperature)))
        return found

    def of_cell(self, figure: FigureMention) -> FigureStatus:
        """The status of a figure in a table, which has no clause: by time scope, headings and genre."""
        year = self.setting.year
        ahead = figure.time is not None and figure.time.begin and year and figure.time.begin.year > year
        return "target" if ahead or self.setting.mode(figure.start) == "target" or self.setting.genre in PLANS else "achieved"

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
        return Where(style, setting.mode(figure.start), side, near, figure.kind, figure.measure_of, figure.bound, setting.part(figure.start), outlook)

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
        yield from (f"counted:{acts}", "noun:" + figure.counted[-2:])
        if few:
            yield f"few:{acts}"
        if figure.counted.endswith(_ABSTRACT):
            yield f"abstract:{acts}"

    def _of_construction(self, context: Context) -> Iterator[str]:
        """What the number stands in: a length that names, the start or the end of a change, a comparison."""
        figure, lead = context.figure, context.lead
        if figure.kind == "duration" and lead[-1:] == "的" and context.tail[:1] in ("", "，", "。", "、"):
            yield "duration:named"
        if self._from(context):
            yield "base:from"
        elif context.same_clause and context.previous is not None and context.previous.figure.kind == figure.kind and _TO.search(lead):
            yield "base:to"
        if _THAN.search(lead):
            yield "base:than"

    def _of_words(self, context: Context, where: Where) -> Iterator[str]:
        """Verb and tenses of the clause, the tenses in front of it, what is required behind the number."""
        style, mode, side = where[:3]
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
        near = "" if time is None else "own" if context.sentence.start <= time.start < context.sentence.end else "kept"
        return self.setting.side(time), near

    def _from(self, context: Context) -> bool:
        """Whether a change starts from the figure: 由[40%]提高到…, 从2015年的[40%]提高到…."""
        figure, lead = context.figure, context.lead
        time = figure.time
        return lead.endswith(("从", "由")) or time is not None and self.view.text[time.start - 1] in "从由" and 0 <= figure.start - time.end <= 1

    def _standing(self, contexts: list[Context]) -> list[bool]:
        """For each figure, whether it says how things are set up; a list does as its last member does (15万支队伍、50万名干部深入一线)."""
        standing = [self._stands(context) for context in contexts]
        for index in range(len(contexts) - 1, 0, -1):
            if standing[index] and contexts[index].continues and contexts[index].previous is contexts[index - 1]:
                standing[index - 1] = standing[index - 1] or contexts[index - 1].figure.kind == "count"
        return standing

    def _stands(self, context: Context) -> bool:
        """Whether a count is of those that a stative predicate speaks of: 310家单位[承担]任务, 325个县[结对]447个县."""
        figure, sentence = context.figure, context.sentence
        if figure.kind != "count" or figure.measure_of != "level" or not figure.counted_span or figure.counted_span[0] < figure.end:
            return False
        if figure.time is not None and sentence.start <= figure.time.start < sentence.end:
            return False
        return (not context.verb or _STATE.search(context.verb) is not None) and _STATE.search(self.view.text, context.start, context.end) is not None

    def _known(self, context: Context) -> FigureStatus | None:
        """What the construction itself says: 将由[40%]提高到… starts from what is, 比计划[3亿元]多 names what was planned, 1990年达到[千亿元]
        in a report of 1986 is to come."""
        figure, text, time = context.figure, self.view.text, context.figure.time
        if figure.kind != "duration":
            if self._from(context) and _CHANGED.match(text, figure.end, context.end):
                return "achieved"
            if time is not None and context.start <= time.start < figure.start and self.setting.genre not in RULES \
                    and self.setting.side(time) == "future":
                return "target"
        return "target" if _PLANNED.search(context.lead) else None


def _strongest(style: str, mode: str | None, side: str) -> str:
    """What the strongest single piece of evidence says."""
    if side in ("future", "past"):
        return side
    return mode or (style if style in ("rules", "plans") else "told")
