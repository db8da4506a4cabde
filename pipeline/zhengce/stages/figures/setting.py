"""What a document is and when it speaks: its genre, its year, the period it plans for, and what the headings around a place announce."""

from __future__ import annotations

import re
from collections import Counter

from zhengce.stages.figures.status_cues import heading_pattern
from zhengce.stages.mentions import TimeMention
from zhengce.stages.view import View

RULES = frozenset(("law", "regulation", "notice"))
PLANS = frozenset(("plan", "opinion"))
_PLAN_TITLE = re.compile(r"计划纲要|规划纲要|五年规划|五年计划|年规划|发展规划")
_PLAN_LINE = re.compile(r"(?m)^.{0,40}(?:(?:计划|规划)纲要|五年(?:规划|计划))\s*$")
_PRINTED_PLAN = re.compile(r"印发[^，。]*(?:规划|纲要|计划|意见)")
"""The title of a notice that only carries a plan or opinion."""
# A plan without its title (a scraped copy) shows in its chapters and the period it speaks of.
_CHAPTERS = re.compile(r"(?m)^\s*第[一二]篇|^\s*第[一二三]章")
_BULLETIN = re.compile(r"通报")
_DATED = frozenset(("year", "quarter", "month", "day"))
_AHEAD = re.compile(r"(?:^|[，。；：、\n（]|力争|争取|确保|计划|目标)[到至](?:了|约)?$|(?:面向|展望|直到|截止到)$")
"""What makes a year one that a text looks ahead to; not 提高到2022年的三成."""
_YEAR = re.compile(r"([12]\d{3})年")
_FRONT = 2000
"""Characters in which the title of a plan may stand on a line of its own, behind the end of another text."""
_HEADING = 40
"""More characters than a heading has."""


class Setting:
    """What one document is and when it speaks."""

    def __init__(self, view: View, times: list[TimeMention]):
        self.view = view
        metadata = view.article.metadata
        self.horizon: int | None = None
        """The first year of the period that a plan is for."""
        self.genre = self._genre(times)
        self.year = metadata.published.year if metadata.published else metadata.issue_year or self._reporting_year() or _latest_year(view.text, times)
        self._modes: dict[int, str | None] = {}

    @property
    def style(self) -> str:
        """The genre as far as it tells what figures are: rules, plans, or the genre itself."""
        genre = self.genre or "none"
        return "rules" if genre in RULES else "plans" if genre in PLANS else genre

    def _genre(self, times: list[TimeMention]) -> str | None:
        metadata, text = self.view.article.metadata, self.view.text
        title = metadata.title or text[:text.find("\n", 0, _HEADING) + 1]
        if _BULLETIN.search(title):
            return "communique"
        genre = metadata.genre or ("plan" if _PLAN_TITLE.search(title) or _PLAN_LINE.search(text, 0, _FRONT) else None)
        if genre in RULES and _PRINTED_PLAN.search(title):
            genre = "plan"
        if genre == "plan" or genre is None and _CHAPTERS.search(text):
            self.horizon = _planned_from(times)
            genre = "plan" if self.horizon else genre
        return genre

    def _reporting_year(self) -> int | None:
        """The year of an undated report by its headings: 2025年总体要求 is of 2025, 2024年工作回顾 too."""
        if self.genre != "work_report":
            return None
        headings = [section.heading for section in self.view.sections if section.heading and len(section.heading) <= _HEADING]
        return max((int(year[1]) + bool(heading_pattern("achieved").search(heading)) for heading in headings for year in _YEAR.finditer(heading)),
                   default=None)

    def side(self, time: TimeMention | None) -> str:
        """A time against the document's date: past, now, future, across it, open, recurring, undated, or none."""
        if time is None:
            return "none"
        if time.recurring:
            return "recurring"
        begin, finish = (end.year if end else None for end in (time.begin, time.finish))
        if self.horizon and begin and finish:
            return "future" if begin >= self.horizon else "past" if finish < self.horizon else "across"
        if self.year is None or begin is None and finish is None:
            return "undated"
        if (begin or finish or 0) > self.year:
            return "future"
        if finish is None:
            return "open"
        return "across" if finish > self.year else "past" if finish < self.year else "now"

    def part(self, offset: int) -> int:
        """The third of the document in which an offset lies: reports look back before they look ahead."""
        return min(2, 3 * offset // max(1, len(self.view.text)))

    def mode(self, offset: int) -> str | None:
        """What the headings around an offset announce: achieved, target, or nothing."""
        section = self.view.section_at(offset)
        while section is not None:
            key = id(section)
            if key not in self._modes:
                heading = section.heading if section.marker is not None and section.heading and len(section.heading) <= _HEADING else ""
                self._modes[key] = "target" if (section.marker or "").endswith("要") else self._announced(heading)   # 一要抓面积。
            if self._modes[key]:
                return self._modes[key]
            section = section.parent
        return None

    def _announced(self, heading: str) -> str | None:
        """What a heading announces by its words, else by a year that is not over: 2026年…实事 in a report of 2026."""
        announced = next((mode for mode in ("achieved", "target") if heading_pattern(mode).search(heading)), None)
        year = _YEAR.search(heading)
        ahead = year is not None and self.year is not None and int(year[1]) >= self.year and self.genre in ("work_report", "plan")
        return announced or ("target" if ahead else None)


def _planned_from(times: list[TimeMention]) -> int | None:
    """The first year of the period that a plan speaks of most, three times at least."""
    plans = Counter(time.begin.year for time in times if time.granularity == "multi_year" and time.begin and time.finish
                    and 2 <= time.finish.year - time.begin.year <= 10)
    year, count = plans.most_common(1)[0] if plans else (None, 0)
    return year if count >= 3 else None


def _latest_year(text: str, times: list[TimeMention]) -> int | None:
    """The latest year that an undated text names twice, but for years that it looks ahead to (到2030年, …); else the latest of all."""
    years = Counter(time.begin.year for time in times if time.granularity in _DATED and time.begin and "年" in text[time.start:time.end]
                    and not _AHEAD.search(text, max(0, time.start - 6), time.start))
    return max((year for year, count in years.items() if count > 1), default=max(years, default=None))
