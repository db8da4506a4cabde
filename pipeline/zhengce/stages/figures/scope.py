"""The scope of a figure: the time it holds for and the region, inherited from clause, sentence, paragraph and section."""

from __future__ import annotations

import re
from bisect import bisect_right

from zhengce.lexicon.wordlists import words as word_list
from zhengce.stages.figures.context import Context
from zhengce.stages.mentions import TimeMention
from zhengce.stages.times.tables import words
from zhengce.stages.view import View

_COMPARED = re.compile(r"(?:比|较|与|同|超过|高于|低于|自)$")
_SINCE_START = re.compile(r"^(?:相比|同期|的?(?:基数|基础|水平)|为基数|.{0,2}价格?|不变价|可比价|(?:良好)?开局|规划)")
_THIS = frozenset("今本")
_SETTING = frozenset(("year", "multi_year"))
_EQUALS = ("为", "是", "相当于", "达到", "等于")
_PRESENT = word_list("present_words.csv")
_OF_THE_YEAR = frozenset(form for form, word in words().items() if word.unit == "year" and word.basis == "narrative" and word.offset == 0)
"""Words for the year that the text is speaking of: 全年, 本年, 当年."""


class TimeScopes:
    """Finds the time mention that scopes a figure."""

    def __init__(self, view: View, times: list[TimeMention]):
        self.view = view
        text = view.text
        self.every = {time.end: time for time in times}
        self.times = [time for time in times if not self._compared(text, time) and not self._repeated(text, time)]
        self.starts = [time.start for time in self.times]
        self._by_line: dict[int, TimeMention | None] = {}

    @staticmethod
    def _compared(text: str, time: TimeMention) -> bool:
        """比上年, 比2015年 name what is compared with, not the scope."""
        return bool(_COMPARED.search(text[max(0, time.start - 3):time.start])) or bool(_SINCE_START.match(text[time.end:time.end + 4]))

    def _repeated(self, text: str, time: TimeMention) -> bool:
        """今天（9月20日）: the day in brackets says again what stands in front of them."""
        return text[time.start - 1:time.start] == "（" and text[time.end:time.end + 1] == "）" and time.start - 1 in self.every

    def at(self, context: Context) -> TimeMention | None:
        """The scope of a figure: in its clause, else in its sentence, else in the sentence it goes on from, else in its paragraph.

        A figure that stands right behind a time has that (比一九五二年的[五万人]). A period goes before what recurs in it (十七年间平均每年增长).
        """
        text, start = self.view.text, context.figure.start
        behind = self.every.get(start - (text[start - 1] == "的"))
        if behind is not None and self._base(context, behind):
            start = behind.start
        elif behind is not None and (text[start - 1] == "的" or text[behind.start - 1] in "从由"):
            return behind
        own = self._last(context.start, start) or self._first(context.figure.end, context.end)
        if own:
            return self._last(context.start, start, recurring=False) or own if own.recurring else own
        line = text.rfind("\n", 0, context.sentence.start) + 1
        if sentence := self._last(context.sentence.start, context.start, recurring=False):
            return sentence
        if context.figure.kind == "duration" or self._now(context):
            return None                  # a length of its own is not told for the year around it
        if context.sentence.goes_on and context.before_sentence is not None:
            return self._told_before(context.before_sentence)
        lead = self._lead(max(line, self._item(context)), context.sentence.start)
        return self._told(lead, line) if lead else self._inherited(line)

    @staticmethod
    def _base(context: Context, time: TimeMention) -> bool:
        """Whether a time is what a multiple is counted from: 将为一九五二年的[四倍]."""
        return context.figure.kind == "multiple" and context.lead[:time.start - context.lead_start].endswith(_EQUALS)

    def _now(self, context: Context) -> bool:
        """Whether a clause of the sentence up to the figure opens with 目前: no other sentence tells its time."""
        text, low = self.view.text, context.sentence.start
        breaks = [low, *(offset + 1 for offset, _ in context.sentence.marks if offset < context.figure.start)]
        return any(_PRESENT.at(text, at) for at in breaks)

    def _told_before(self, last: Context) -> TimeMention | None:
        """The time that a sentence goes on with: that of the last figure before it with one that does not recur."""
        told = [context.figure.time for context in last.sentence.contexts if context.figure.time is not None]
        lasting = [time for time in told if not time.recurring]
        return lasting[-1] if lasting else told[-1] if told else None

    def _told(self, time: TimeMention, line: int) -> TimeMention:
        """The year itself, where the section tells it, for one that an earlier sentence only points to: 全年, 当年."""
        pointed = self.view.text[time.start:time.end] in _OF_THE_YEAR
        return self._inherited(line) or time if pointed else time

    def _item(self, context: Context) -> int:
        """Where the item that a sentence stands in begins: 二是… does not go on from 一是…."""
        section = self.view.section_at(context.figure.start)
        return section.start if section is not None and section.start <= context.sentence.start else 0

    def _inherited(self, line: int) -> TimeMention | None:
        """The scope that an earlier paragraph of the section or a heading around it sets."""
        section = self.view.section_at(line)
        if line not in self._by_line:
            self._by_line[line] = self._of_section(section, line)
        return self._by_line[line]

    def _of_section(self, section, before: int) -> TimeMention | None:
        """The nearest of: a paragraph of the section that opens with a year or period, a heading that names one.

        A heading's year goes before a paragraph's words that only point to a year (今年) or name a longer period by the way (“十四五”规划).
        """
        pointing: TimeMention | None = None
        while section is not None:
            own = self._setter(section.start, before) if section.kind == "body" and pointing is None else None
            if own and not self._points(own):
                return own
            pointing = pointing or own
            if section.marker or section.heading:
                end = self.view.text.find("\n", section.start)
                end = end if end > 0 else section.end
                if end - section.start <= 60 and (found := self._named(section.start, end)):
                    if pointing is None or found.granularity == "year" and found.begin is not None:
                        return found
            section = section.parent
        return pointing

    def _points(self, time: TimeMention) -> bool:
        """Whether a paragraph's opening time is no setting of its own: 今年, “十四五” without a comma behind."""
        text = self.view.text
        printed = text[time.start:time.end]
        if time.granularity == "multi_year":
            return text[time.end:time.end + 1] not in ("，", "是") and printed[-1] not in "年间期来"
        return printed[0] in _THIS or printed.startswith("过去")

    def _named(self, low: int, high: int) -> TimeMention | None:
        """The time in a heading; a year before a longer period (“十四五”时期和2025年工作回顾)."""
        index = bisect_right(self.starts, low - 1)
        found = []
        while index < len(self.times) and self.times[index].end <= high:
            if self.times[index].granularity in _SETTING:
                found.append(self.times[index])
            index += 1
        return min(found, key=lambda time: time.granularity != "year", default=None)

    def _setter(self, low: int, high: int) -> TimeMention | None:
        """The last paragraph opening between two offsets that sets a year or period: 2025年是…, 这五年，…"""
        index = bisect_right(self.starts, high - 1) - 1
        while index >= 0 and self.times[index].start >= low:
            time = self.times[index]
            line = self.view.text.rfind("\n", 0, time.start) + 1
            if time.granularity in _SETTING and time.recurring is None and time.start - line <= 10 \
                    and self.view.text[time.end - 2:time.end] != "以来":
                return time
            index -= 1
        return None

    def _last(self, low: int, high: int, recurring: bool = True) -> TimeMention | None:
        index = bisect_right(self.starts, high) - 1
        while index >= 0 and (self.times[index].end > high or not recurring and self.times[index].recurring):
            index -= 1
        return self.times[index] if index >= 0 and self.times[index].start >= low else None

    def _first(self, low: int, high: int) -> TimeMention | None:
        index = bisect_right(self.starts, low - 1)
        if index < len(self.times) and self.times[index].start >= low and self.times[index].end <= high:
            return self.times[index]
        return None

    def _lead(self, low: int, high: int) -> TimeMention | None:
        """The scope that a paragraph opens with: the last scoping time that begins a sentence; a day tells of its own sentence only."""
        index = bisect_right(self.starts, high - 1) - 1
        while index >= 0 and self.times[index].start >= low:
            time = self.times[index]
            sentence = self.view.sentence_at(time.start)
            if sentence is not None and time.start - self.view.sentences[sentence][0] <= 6 and time.recurring is None \
                    and self.view.text[time.end - 1] not in "日天":
                return time
            index -= 1
        return None
