"""Constructions that settle a figure's status by themselves, before a model weighs anything: 由[40%]提高到…, 将开行[100列], 310家[承担]任务."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from zhengce.lexicon import read_table
from zhengce.lexicon.wordlists import words
from zhengce.rows import FigureStatus
from zhengce.stages.figures.ahead import Ahead
from zhengce.stages.figures.context import Context
from zhengce.stages.figures.setting import PLANS, RULES, Setting
from zhengce.stages.figures.states import state_pattern
from zhengce.stages.figures.status_cues import Tenses
from zhengce.stages.view import View


@dataclass(frozen=True, slots=True)
class SettledWord:
    """A word beside a figure that makes it a fact of how things are set up, or what a rule lays down."""

    form: str
    sense: Literal["dimension", "pointing", "nation", "given", "granting", "granted", "aimed", "full", "numbered"]
    example: str = ""


_WORDS = read_table(SettledWord, "settled_words.csv", key=("form", "sense"))


def _forms(sense: str) -> tuple[str, ...]:
    return tuple(sorted((word.form for word in _WORDS if word.sense == sense), key=len, reverse=True))


def _any_of(sense: str) -> str:
    return "|".join(_forms(sense))


SURE = 0.85
"""Confidence of these rules, as measured on the developing gold."""
THAN = re.compile(r"比[^，。；]{2,16}的$")
FEW = 12
_ABSTRACT = tuple(words("abstract_nouns.csv"))
_NUMBERED = _forms("numbered")
_STATE = state_pattern()
_CHANGED = re.compile("[^，。；]{0,14}?(?:到|至|为|成)")
_MEASURED = re.compile("[，（]?(?:同比|比[^，。；]{2}同期)")
"""What follows a level that was measured: 蓄水3亿立方米，比上年同期少…; rules lay down no such thing."""
_AGAINST = re.compile("(?:同比|比[^，。；]{2}同期)[^，。；]{0,6}$")
_MUST = re.compile("(?:必须|务必)[^，。；]{0,10}$")
_PLANNED = re.compile(r"(?:比|超过|低于|高于|少于)(?:(?:原定|原来的?|年初|年度|国家)?(?:预算|计划)数?(?:的|规定的?)?|原定的?)$")
_DIMENSION = re.compile(rf"(?:{_any_of('dimension')})(?:约|近|为|达|有|仅)?$")
_DESIGNED = re.compile("设计[^，。；]{0,8}$")
_BUILT, _EXTENDED = ("length", "mass", "area", "volume", "power", "energy"), ("length", "mass", "area", "rate")
_CHANGING = tuple("从由到至为")
_POINTING = re.compile(rf"(?:{_any_of('pointing')})$")
_ALREADY = re.compile(rf"(?:{_any_of('given')})[^，、；]{{0,6}}$")
_NATION = re.compile(rf"的?(?:{_any_of('nation')})")
_GRANTING, _GRANTED = re.compile(_any_of("granting")), re.compile(f"的?(?:{_any_of('granted')})")
_GIVEN = ("money", "percent", "multiple", "ratio")
_PRESCRIBING = frozenset((*RULES, "opinion"))
"""Genres that lay down thresholds, terms and amounts."""
_LIMITED = ("at_least", "at_most", "over", "under")
_TERMS = ("hour", "day", "month")
_AIMED = _forms("aimed")
_BACK = frozenset(("done", "past", "sum"))
_MANY = 300_000_000
"""Fewer people are not a nation's."""
_AGED = re.compile("的?[一-鿿]")
_FULL = _forms("full")


class Settled:
    """The statuses that constructions of one document settle."""

    def __init__(self, view: View, setting: Setting, tenses: Tenses):
        self.view, self.setting, self.ahead = view, setting, Ahead(view, tenses)

    def statuses(self, contexts: list[Context]) -> list[FigureStatus | None]:
        """The status of each figure, `None` where no construction tells it."""
        return ["standing" if standing else self._status(context) for context, standing in zip(contexts, self._standing(contexts), strict=True)]

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

    def _status(self, context: Context) -> FigureStatus | None:
        """What the construction says: 将由[40%]提高到… starts from what is, 比去年的[3亿元]多 too, 比计划[3亿元]多 names what was planned,
        1990年达到[千亿元] in a report of 1986 and 将达到[千亿元] are to come."""
        if starts_change(context) and _CHANGED.match(self.view.text, context.figure.end, context.end) or THAN.search(context.lead) \
                or self.setting.genre in RULES and (_AGAINST.search(context.lead) or _MEASURED.match(self.view.text, context.figure.end)):
            return "achieved"
        if self._describes(context):
            return "standing"
        if self.setting.genre in PLANS and self.ahead.so_far(context):
            return "achieved"
        if self._lays_down(context):
            return "requirement"
        return "target" if _PLANNED.search(context.lead) or self._comes(context) else None

    def _describes(self, context: Context) -> bool:
        """Whether the figure belongs to what a thing is: 全长[3公里], [14亿]人民, 这[两个]方面, 县乡[两级], [65岁以上]老年人."""
        figure = context.figure
        if figure.measure_of != "level":
            return False
        if figure.kind == "count":
            return self._is_given(context)
        return self._tells_age(context) if figure.unit == "岁" else self._tells_size(context)

    def _tells_age(self, context: Context) -> bool:
        """Whether an age tells who is meant; in rules and plans it is a threshold."""
        return self.setting.genre not in (*RULES, *PLANS) and _AGED.match(self.view.text, context.figure.end) is not None \
            and not context.lead.endswith(_FULL)

    def _tells_size(self, context: Context) -> bool:
        """Whether a measure is of a thing as it is built or lies: 设计年供水量[3亿立方米], [百万吨级]生产线, 全长[3公里]."""
        figure, lead = context.figure, context.lead
        if figure.kind in _BUILT and (_DESIGNED.search(lead) or self.view.text[figure.end - 1] == "级" and lead[-1:] not in _CHANGING):
            return True
        threshold = figure.bound in _LIMITED and self.setting.genre in _PRESCRIBING
        found = figure.counted_span is not None and figure.counted_span[1] <= figure.start       # 发现违法占地3亩
        return figure.kind in _EXTENDED and not threshold and not found and _DIMENSION.search(lead) is not None

    def _is_given(self, context: Context) -> bool:
        """Whether a count is of what there is already: [14亿]人民, 聚焦[20个]重点县, 这[两个]方面, 县乡[两级]."""
        figure, lead = context.figure, context.lead
        if (figure.low or 0) >= _MANY:
            return _NATION.match(self.view.text, figure.end) is not None
        if _ALREADY.search(lead):
            return True
        named = figure.unit == "级" or _POINTING.search(lead) is not None and (figure.counted or "").endswith(_ABSTRACT)
        return figure.value is not None and figure.value <= FEW and named

    def _lays_down(self, context: Context) -> bool:
        """Whether a rule or opinion sets a threshold, a term or an amount: [10亿元以上]的项目, 在[5日内]办结, 给予[3万元]奖励."""
        figure, text, time = context.figure, self.view.text, context.figure.time
        if self.setting.genre not in _PRESCRIBING or time is not None and time.granularity != "day" and self.setting.side(time) in ("past", "future") \
                or _BACK.intersection(self.ahead.tenses.within(context, context.start, figure.start)):
            return False
        limited = figure.bound in _LIMITED
        if limited and (text.startswith("不", figure.start) or context.tail.startswith("的") and not context.tail.startswith(_AIMED)):
            return True
        if figure.kind == "duration":
            return text[figure.end - 1] == "内" and figure.unit in _TERMS
        return figure.kind in _GIVEN and (_GRANTED.match(text, figure.end) or _GRANTING.search(text, context.start, figure.start)) is not None

    def _comes(self, context: Context) -> bool:
        """Whether the figure is of a time to come; rules speak of the future in other moods."""
        figure, time = context.figure, context.figure.time
        if self.setting.genre in RULES or figure.kind == "count" and self._named(context):
            return False
        future = time is not None and self.setting.genre != "opinion" and context.start <= time.start < figure.start \
            and self.setting.side(time) == "future"
        must = figure.kind not in ("count", "duration") and _MUST.search(context.lead) is not None
        return must or figure.kind != "duration" and future or self.ahead.governs(context)

    @staticmethod
    def _named(context: Context) -> bool:
        """Whether a small count is of what is named and numbered (将继续坚持[八项]原则) and so no more to come than its name."""
        figure = context.figure
        return figure.value is not None and figure.value <= FEW and (figure.unit in _NUMBERED or (figure.counted or "").endswith(_ABSTRACT))


def starts_change(context: Context) -> bool:
    """Whether a change starts from the figure: 由[40%]提高到…, 从2015年的[40%]提高到…."""
    figure, lead, time = context.figure, context.lead, context.figure.time
    if lead.endswith(("从", "由")):
        return True
    return time is not None and 0 <= figure.start - time.end <= 4 and lead[:time.start - context.lead_start].endswith(("从", "由"))
