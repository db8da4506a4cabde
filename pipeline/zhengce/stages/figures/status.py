"""Status of a figure: achieved, target, requirement or standing.

Words in the clause, the time scope against the document's date, the headings around and the genre are evidence; a linear model weighs
it (recipe: `models/status.py`). `Statuses.features` says what it sees.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import Literal

from zhengce.lexicon import read_table
from zhengce.lexicon.wordlists import Words, words
from zhengce.linear import confidence, read_weights
from zhengce.rows import FigureStatus
from zhengce.stages.figures.context import Context
from zhengce.stages.figures.states import state_pattern
from zhengce.stages.mentions import FigureMention, TimeMention
from zhengce.stages.view import View


@dataclass(frozen=True, slots=True)
class StatusCue:
    """A word that tells the status of figures near it."""

    form: str
    where: Literal["heading", "clause", "tail", "sentence"]
    status: FigureStatus
    example: str = ""


@dataclass(frozen=True, slots=True)
class Tense:
    """A word that places what a clause says in time or mood, for the model to weigh."""

    form: str
    sense: str
    example: str = ""


_CUES = read_table(StatusCue, "status_cues.csv", key=("form", "where"))
_TENSES = {entry.form: entry.sense for entry in read_table(Tense, "tense_words.csv")}


def _pattern(where: str, status: str) -> re.Pattern[str]:
    return re.compile("|".join(re.escape(cue.form) for cue in _CUES if cue.where == where and cue.status == status) or "(?!)")


_HEADING_ACHIEVED, _HEADING_TARGET = _pattern("heading", "achieved"), _pattern("heading", "target")
_GOALS, _REQUIRED_BEHIND = _pattern("sentence", "target"), _pattern("tail", "requirement")
_TENSE = Words(_TENSES)
_ABSTRACT = tuple(words("abstract_nouns.csv"))
_TO = re.compile(r"(?:到|至|为)(?:约|近)?$")
_THAN = re.compile(r"比[^，。；]{2,16}的$")
_RULES = frozenset(("law", "regulation", "notice"))
_PLANS = frozenset(("plan", "opinion"))
_PLAN_TITLE = re.compile(r"计划纲要|规划纲要|五年规划|五年计划|年规划|发展规划")
# A plan without its title (a scraped copy) shows in its chapters and the period it speaks of.
_CHAPTERS = re.compile(r"(?m)^\s*第[一二]篇|^\s*第[一二三]章")
_REACH, _LEAN = 3, 0.5
_STATE = state_pattern()
_CHANGED = re.compile("[^，。；]{0,14}?(?:到|至|为|成)")
_PLANNED = re.compile(r"(?:比|超过|低于|高于|少于)(?:原定|原来的?|年初|年度|国家)?(?:预算|计划)数?(?:的|规定的?)?$")
_SURE = 0.85
"""Confidence of the stative rule, as measured on the developing gold."""
_DATED = frozenset(("year", "quarter", "month", "day"))
_AHEAD = re.compile(r"(?:^|[，。；：、\n（]|力争|争取|确保|计划|目标)[到至](?:了|约)?$|(?:面向|展望|直到|截止到)$")
"""What makes a year one that a text looks ahead to; not 提高到2022年的三成."""
_BULLETIN = re.compile(r"通报")


def _latest_year(text: str, times: list[TimeMention]) -> int | None:
    """The latest year that an undated text names twice, but for years that it looks ahead to (到2030年, …); else the latest of all."""
    years = Counter(time.begin.year for time in times if time.granularity in _DATED and time.begin and not _AHEAD.search(text, max(0, time.start - 6), time.start))
    return max((year for year, count in years.items() if count > 1), default=max(years, default=None))


class Statuses:
    """Decides the status of the figures of one document."""

    def __init__(self, view: View, times: list[TimeMention]):
        self.view = view
        metadata = view.article.metadata
        head = (metadata.title or "") + self.view.text[:400]
        self.genre = metadata.genre or ("plan" if _PLAN_TITLE.search(head) else None)
        self.horizon = None
        if self.genre == "plan" or self.genre is None and _CHAPTERS.search(self.view.text):
            self.horizon = self._planned_from(times)
            self.genre = "plan" if self.horizon else self.genre
        if _BULLETIN.search(head):
            self.genre = "communique"
        self.year = metadata.published.year if metadata.published else metadata.issue_year or _latest_year(view.text, times)
        self.model = read_weights("status")
        self._modes: dict[int, str | None] = {}
        self._sentence: tuple[int, list[str]] = -1, []
        self._tenses: tuple[int, list[tuple[int, str]]] = -1, []
        self._opening: tuple[int, set[str]] = -1, set()

    def _planned_from(self, times: list[TimeMention]) -> int | None:
        """The first year of the period that a plan is for: the one it speaks of most, three times at least."""
        plans = Counter(time.begin.year for time in times if time.granularity == "multi_year" and time.begin and time.finish
                        and 2 <= time.finish.year - time.begin.year <= 10)
        year, count = plans.most_common(1)[0] if plans else (None, 0)
        return year if count >= 3 else None

    def decide(self, contexts: list[Context]) -> list[tuple[FigureStatus, float]]:
        """The status of each figure and how sure the model is. Neighbours in a paragraph lean on each other: lists of targets are long."""
        model, text = self.model, self.view.text
        standing = [self._stands(context) for context in contexts]
        for index in range(len(contexts) - 1, 0, -1):            # 15万支队伍、50万名干部深入一线: the list stands as its last member does
            if standing[index] and contexts[index].continues and contexts[index].previous is contexts[index - 1]:
                standing[index - 1] = standing[index - 1] or contexts[index - 1].figure.kind == "count"
        scores = [model.scores(self.features(context)) for context in contexts]
        lines = [text.rfind("\n", 0, context.figure.start) for context in contexts]
        found = []
        for index, own in enumerate(scores):
            near = [scores[other] for other in range(max(0, index - _REACH), min(len(scores), index + _REACH + 1))
                    if other != index and lines[other] == lines[index]]
            leaning = [value + _LEAN * sum(column) / len(near) for value, column in zip(own, zip(*near, strict=True), strict=True)] if near else own
            best = max(range(len(leaning)), key=leaning.__getitem__)
            if ruled := "standing" if standing[index] else self._known(contexts[index]):
                found.append((ruled, _SURE))
                continue
            found.append((model.labels[best], confidence(leaning, best, model.temperature)))
        return found

    def features(self, context: Context) -> list[str]:
        """What the model sees of a figure."""
        figure, text = context.figure, self.view.text
        mode, (side, near) = self.mode(figure.start), self._when(figure.time, context)
        genre, lead = self.genre or "none", context.lead
        style = "rules" if genre in _RULES else "plans" if genre in _PLANS else genre
        found = [f"style:{style}", f"mode:{mode}", f"when:{side}.{near}", f"when:{side}", f"when:{side}|mode:{mode}", f"style:{style}|mode:{mode}",
                 f"style:{style}|when:{side}", "kind:" + figure.kind, f"measure:{figure.measure_of}", f"bound:{figure.bound}|style:{style}",
                 f"style:{style}|measure:{figure.measure_of}", f"part:{self._part(figure.start)}|style:{style}|mode:{mode}",
                 f"rule:{self._rule(context, style, mode, side)}"]
        if figure.counted:
            place = "behind" if figure.counted_span and figure.counted_span[0] >= figure.end else "before"
            acts = f"{place}|acts:{bool(context.verb)}"
            found += (f"counted:{acts}", "noun:" + figure.counted[-2:])
            if figure.kind == "count" and figure.value is not None and figure.value <= 12:
                found.append(f"few:{acts}")
            if figure.counted.endswith(_ABSTRACT):
                found.append(f"abstract:{acts}")
        if figure.kind == "duration" and lead[-1:] == "的" and context.tail[:1] in ("", "，", "。", "、"):
            found.append("duration:named")
        if self._from(context):
            found.append("base:from")
        elif context.same_clause and context.previous.figure.kind == figure.kind and _TO.search(lead):
            found.append("base:to")
        if _THAN.search(lead):
            found.append("base:than")
        if context.verb:
            found.append("verb:" + context.verb)
        marks = self._marks(context)
        for sense in dict.fromkeys(sense for at, sense in marks if context.start <= at < figure.start):
            found += ("clause:" + sense, f"clause:{sense}|mode:{mode}", f"clause:{sense}|when:{side}", f"clause:{sense}|style:{style}")
        found += self._of_sentence(context)
        if _REQUIRED_BEHIND.search(context.tail):
            found.append(f"behind:requirement|style:{style}")
        return found

    def _from(self, context: Context) -> bool:
        """Whether a change starts from the figure: 由[40%]提高到…, 从2015年的[40%]提高到…."""
        figure, lead = context.figure, context.lead
        time = figure.time
        return lead.endswith(("从", "由")) or time is not None and self.view.text[time.start - 1] in "从由" and figure.start - time.end <= 1 \
            and time.end <= figure.start

    def _stands(self, context: Context) -> bool:
        """Whether a count is of those that a stative predicate speaks of: 310家单位[承担]任务, 325个县[结对]447个县."""
        figure, sentence = context.figure, context.sentence
        if figure.kind != "count" or figure.measure_of != "level" or not figure.counted_span or figure.counted_span[0] < figure.end:
            return False
        if figure.time is not None and sentence.start <= figure.time.start < sentence.end:
            return False
        return (not context.verb or _STATE.search(context.verb) is not None) and _STATE.search(self.view.text, context.start, context.end) is not None

    def _known(self, context: Context) -> FigureStatus | None:
        """What the construction itself says: 将由[40%]提高到… starts from what is, 比计划[3亿元]多 names what was planned."""
        lead, text, figure = context.lead, self.view.text, context.figure
        if self._from(context) and figure.kind != "duration" and _CHANGED.match(text, figure.end, context.end):
            return "achieved"
        return "target" if _PLANNED.search(lead) else None

    def _rule(self, context: Context, style: str, mode: str | None, side: str) -> str:
        """What the strongest single piece of evidence says."""
        if side in ("future", "past"):
            return side
        if mode:
            return mode
        if style in ("rules", "plans"):
            return style
        return "told"

    def _marks(self, context: Context) -> list[tuple[int, str]]:
        """The tenses of a sentence with their offsets, looked up once for all its figures."""
        sentence = context.sentence
        if self._tenses[0] != sentence.start:
            last = sentence.contexts[-1].figure.start
            self._tenses = sentence.start, [(at, _TENSES[word]) for at, word in _TENSE.within(self.view.text, sentence.start, last)]
        return self._tenses[1]

    def _of_sentence(self, context: Context) -> list[str]:
        """The tenses and goals of the sentence in front of the clause, and of how its paragraph begins."""
        start = context.sentence.start
        if self._sentence[0] != context.start:
            text = self.view.text
            found = ["sentence:" + sense for sense in dict.fromkeys(sense for at, sense in self._marks(context) if at < context.start)]
            if _GOALS.search(text, start, context.figure.start):
                found.append("sentence:goal")
            line = text.rfind("\n", 0, start) + 1
            if line != self._opening[0]:
                self._opening = line, {"line:" + _TENSES[word] for _, word in _TENSE.within(text, line, min(line + 40, len(text)))}
            if line != start:
                found += self._opening[1]
            self._sentence = context.start, found
        return self._sentence[1]

    def _when(self, time: TimeMention | None, context: Context) -> tuple[str, str]:
        """The time scope against the document's date, and where it was found."""
        if time is None:
            return "none", ""
        near = "own" if context.sentence.start <= time.start < context.sentence.end else "kept"
        if time.recurring:
            return "recurring", near
        if self.horizon and time.begin and time.finish:
            side = "future" if time.begin.year >= self.horizon else "past" if time.finish.year < self.horizon else "across"
        elif self.year is None or time.begin is None and time.finish is None:
            side = "undated"
        elif (time.begin or time.finish).year > self.year:
            side = "future"
        elif time.finish and time.finish.year > self.year:
            side = "across"
        elif time.finish and time.finish.year < self.year:
            side = "past"
        else:
            side = "open" if time.finish is None else "now"
        return side, near

    def _part(self, offset: int) -> int:
        """The third of the document in which an offset lies: reports look back before they look ahead."""
        return min(2, 3 * offset // max(1, len(self.view.text)))

    def of_cell(self, figure: FigureMention) -> FigureStatus:
        """The status of a figure in a table, which has no clause: by time scope, headings and genre."""
        if figure.time is not None and figure.time.begin and self.year and figure.time.begin.year > self.year:
            return "target"
        if self.mode(figure.start) == "target" or self.genre in _PLANS:
            return "target"
        return "achieved"

    def mode(self, offset: int) -> str | None:
        """What the headings around an offset announce: achieved, target, or nothing."""
        section = self.view.section_at(offset)
        while section is not None:
            key = id(section)
            if key not in self._modes:
                heading = self._heading(section)
                self._modes[key] = ("achieved" if _HEADING_ACHIEVED.search(heading) else
                                    "target" if _HEADING_TARGET.search(heading) else None)
            if self._modes[key]:
                return self._modes[key]
            section = section.parent
        return None

    def _heading(self, section) -> str:
        if section.marker is None or section.heading is None or len(section.heading) > 40:
            return ""
        return section.heading
