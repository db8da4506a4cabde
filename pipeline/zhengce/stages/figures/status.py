"""Status of a figure: achieved, target, requirement or standing.

Read from the strongest evidence down: the words of the clause, the time scope against the document's date, the headings of the
sections around, the genre.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import Literal

from zhengce.lexicon import read_table
from zhengce.rows import FigureStatus
from zhengce.stages.figures.context import Context
from zhengce.stages.mentions import FigureMention, TimeMention
from zhengce.stages.view import View


@dataclass(frozen=True, slots=True)
class StatusCue:
    """A word that tells the status of figures near it."""

    form: str
    where: Literal["heading", "clause", "tail", "sentence"]
    status: FigureStatus
    example: str = ""


_CUES = read_table(StatusCue, "status_cues.csv", key=("form", "where"))


def _pattern(where: str, status: str) -> re.Pattern[str]:
    return re.compile("|".join(re.escape(cue.form) for cue in _CUES if cue.where == where and cue.status == status) or "(?!)")


_HEADING_ACHIEVED, _HEADING_TARGET = _pattern("heading", "achieved"), _pattern("heading", "target")
_AIMS, _GOALS = _pattern("clause", "target"), _pattern("sentence", "target")
_REQUIRES, _REQUIRED_BEHIND = _pattern("clause", "requirement"), _pattern("tail", "requirement")
_FIRM = re.compile("|".join(re.escape(cue.form) for cue in _CUES if cue.where == "clause" and cue.status == "target" and len(cue.form) > 1
                            and cue.form not in ("计划", "规划")))
_RULES = frozenset(("law", "regulation", "notice"))
_PLANS = frozenset(("plan", "opinion"))
_NARRATIVES = frozenset(("news", "communique", "article", "interpretation"))
_PLAN_TITLE = re.compile(r"计划纲要|规划纲要|五年规划|五年计划|年规划|发展规划")
# A plan without its title (a scraped copy) shows in its chapters and the period it speaks of.
_CHAPTERS = re.compile(r"(?m)^\s*第[一二]篇|^\s*第[一二三]章")
_BULLETIN = re.compile(r"通报")
_ELAPSED = re.compile(r"(?:经过|历时|历经|连续|长达|用了?|只用)(?:[^，。；]{0,2})$")
_SCORED = frozenset(("分",))


class Statuses:
    """Decides the status of the figures of one document."""

    def __init__(self, view: View, times: list[TimeMention]):
        self.view = view
        metadata = view.article.metadata
        head = (metadata.title or "") + self.view.text[:400]
        self.genre = metadata.genre or ("plan" if _PLAN_TITLE.search(head) else None)
        self.horizon = None
        if self.genre == "plan" or self.genre is None and _CHAPTERS.search(self.view.text):
            plans = Counter(time.begin.year for time in times if time.granularity == "multi_year" and time.begin and time.finish
                            and 2 <= time.finish.year - time.begin.year <= 9)
            year, count = plans.most_common(1)[0] if plans else (None, 0)
            if count >= 3:
                self.genre, self.horizon = "plan", year
        self.bulletin = bool(_BULLETIN.search(head))
        self.year = metadata.published.year if metadata.published else metadata.issue_year
        self._modes: dict[int, str | None] = {}

    def decide(self, context: Context) -> tuple[FigureStatus, str]:
        """The status, and the evidence for it."""
        figure, text = context.figure, self.view.text
        clause = text[context.start:figure.start]
        sentence = text[context.sentence_start:figure.start]
        mode = self.mode(figure.start)
        ruling = self.genre in _RULES and not self.bulletin
        narrative = self.genre in _NARRATIVES or self.bulletin
        if figure.kind == "duration" and _ELAPSED.search(clause) and mode != "target":
            return "achieved", "status.elapsed"
        if ruling and (_REQUIRES.search(clause) or _REQUIRED_BEHIND.search(context.tail)):
            return "requirement", "status.clause"
        time = figure.time
        if self.genre == "plan" and self.horizon and time is not None and time.begin and time.begin.year >= self.horizon:
            return "target", "status.horizon"
        if self.genre == "plan" and self.horizon and time is not None and time.finish and time.finish.year < self.horizon:
            return "achieved", "status.before"
        if time is not None and self.year and time.recurring is None:
            if time.begin and time.begin.year > self.year or time.finish and time.finish.year > self.year + 1:
                return "target", "status.future"
            if time.finish and time.finish.year < self.year:
                return "achieved", "status.past"
        if _GOALS.search(sentence) and mode != "achieved":
            return "target", "status.sentence"
        if mode == "target":
            return "target", "status.heading"
        if mode == "achieved":
            return "achieved", "status.heading"
        if not narrative and _AIMS.search(sentence) or _FIRM.search(clause):
            return "target", "status.clause"
        if self.genre in _PLANS:
            return "target", "status.genre"
        if ruling and figure.bound in ("at_least", "at_most"):
            return "requirement", "status.genre"
        if ruling:
            return "requirement", "status.genre"
        if self._standing(context):
            return "standing", "status.standing"
        return "achieved", "status.default"

    def of_cell(self, figure: FigureMention) -> FigureStatus:
        """The status of a figure in a table, which has no clause: by time scope, headings and genre."""
        if figure.time is not None and figure.time.begin and self.year and figure.time.begin.year > self.year:
            return "target"
        if self.mode(figure.start) == "target" or self.genre in _PLANS:
            return "target"
        return "achieved"

    def _standing(self, context: Context) -> bool:
        """Whether a bare count of who acts is reported: 310家中央单位承担定点帮扶任务, without time, change or completion."""
        figure = context.figure
        if figure.kind != "count" or figure.time is not None or figure.measure_of != "level":
            return False
        return self.genre == "article" and figure.counted_span is not None and figure.counted_span[0] >= figure.end

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
