"""Admission: whether a number measures or counts something, or why not."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from zhengce.lexicon import read_table
from zhengce.lexicon.wordlists import words
from zhengce.rows import Bound
from zhengce.stages.figures.measured import settle
from zhengce.stages.figures.numeral_runs import DIGIT, GREAT, HUNDREDS, SCALE
from zhengce.stages.figures.units import Unit
from zhengce.stages.mentions import FigureMention


@dataclass(frozen=True, slots=True)
class OneCue:
    """A word that makes a following 一 a number."""

    form: str
    bound: Bound | None = None
    only_before: Literal["", "duration"] = ""
    example: str = ""


_ONE_CUES = {entry.form: entry for entry in read_table(OneCue, "one_cues.csv")}
_CUE = re.compile("|".join(sorted(map(re.escape, _ONE_CUES), key=len, reverse=True)))
BARE_NOUNS = words("bare_nouns.csv")
"""Nouns that a small bare number counts: 5部门."""
_SPEED = re.compile("时速(?:达到?|为)?$")
_LENGTHS = frozenset(("公里", "千米", "米", "km"))
_INDEFINITE = frozenset(("一", "半"))
_HALVED = frozenset(("hour", "minute", "month", "century"))
"""Units of which 半 is always a number: 半小时, 半个世纪; not 半年, 半个."""
_QUARTER = frozenset(("hour", "minute"))
_CIRCLE = re.compile("[^，。；、\\n]{0,8}圈")
"""半小时生活圈, 15分钟便民圈 name a zone."""
_LEVELS = re.compile("(?:[省市区县乡镇村户组旗盟州]、?){2,}$|等$")
# 系数达到0.45, 城乡居民收入比从2003年的2.43缩小到1.90: an indicator without unit.
_INDEX = re.compile("指数|系数")
_INDEXED = re.compile(r"(?:指数|系数|之比|收入比|比值|比率|比)[^，。；：！？\n]{0,20}(?:为|达到?|到|至|是|从|由|的|在)$")
_CLAUSE_START = re.compile(r"[，。；：！？\n（）\0]")
_CHAR = re.compile(rf"[\d{DIGIT}{SCALE}第.·]")
_ADVICE = re.compile("建议|共识|意见|主张|倡议|要求|希望|原则|措施|看法|体会")
_JOINED = frozenset("·./〔_#×")


def refusal(text: str, figure: FigureMention, source: str) -> str | None:
    """Why a candidate is no quantity, as the name of a rule; None where it is one.

    `text` is masked, `source` is not. Settles what only the clause can tell: 只能担任一个 is at most one, 系数0.45 an index.
    """
    if figure.rule in ("quantity.turn", "quantity.myriads", "quantity.compound"):
        return None
    start = figure.number_start
    before, after = text[start - 1:start], text[figure.end:figure.end + 1]
    unit = figure.measured_by
    if before == "第":
        return "refused.ordinal"
    if before == "每" and figure.start == start and figure.bound == "exact":
        return "refused.basis"                       # 每10万人, 每百户: what the rate is told by
    if unit is None and before == "\0" and _CHAR.match(source, start - 1):
        return "refused.piece"
    if text[start].isdecimal():
        if before.isascii() and before.isalpha() and figure.start == start or before in _JOINED and before and unit is None:
            return "refused.code"
        if unit is None and after.isascii() and after.isalnum():
            return "refused.code"
    return _bare(text, figure, source) if unit is None else _measured(text, figure, source, unit)


def _bare(text: str, figure: FigureMention, source: str) -> str | None:
    """A number without unit counts with a scale (1400万儿童), a bound (超过80) or as an index."""
    start, end = figure.number_start, figure.number_end
    if BARE_NOUNS.at(text, end) and figure.bound == "exact" and figure.value is not None and 1 < figure.value < 100:
        return None                                  # 两部门, 等5部门
    if figure.bound == "exact" and all(char in SCALE for char in text[start:end]):
        return "refused.bare_scale"                  # 连跨两个百亿台阶
    scaled = text[end - 1] in GREAT or figure.bound == "over" and text[end - 1] in SCALE
    if figure.bound == "range" and not scaled and figure.rule != "quantity.range":
        return "refused.bare_interval"
    arabic = text[start].isdecimal()
    if arabic and "." in text[start:end] and _INDEXED.search(source, max(0, start - 24), start):
        figure.kind = "index" if _INDEX.search(source, max(0, start - 24), start) else "ratio"
        return None
    if scaled and (end - start > 1 or figure.start < start) or arabic and figure.bound != "exact" \
            or figure.bound != "exact" and end - start > 1 or figure.rule == "quantity.range":
        return None
    return "refused.bare"


def _measured(text: str, figure: FigureMention, source: str, unit: Unit) -> str | None:
    """A number with a unit counts, but for bare scales (千村), an indefinite 一 and what only looks like a unit."""
    start, end = figure.number_start, figure.number_end
    number, after = text[start:end], text[figure.end:figure.end + 1]
    if unit.form == "点" and not (text[start].isdecimal() and _INDEX.search(source, max(0, start - 40), start)
                                  or _ADVICE.match(text, figure.end)):
        return "refused.point"                       # 指数达到849.8点; not 8点, 三点
    if unit.form == "点" and _ADVICE.match(text, figure.end):
        figure.kind = "count"
    if unit.form in ("方面", "部分") and (figure.value is None or figure.value <= 2) and not text[start].isdecimal():
        return "refused.side"                        # 两方面, 一部分
    if unit.form != "级" and unit.form.endswith("级"):
        figure.bound = "about"
        settle(figure)
        return None
    if unit.form == "级":
        return _graded(text, figure, number)
    if unit.form in _LENGTHS and _SPEED.search(source, max(0, figure.start - 6), figure.start):
        figure.kind, figure.unit, figure.base_unit, figure.base_value = "rate", f"{figure.unit}/h", None, None
    if unit.unit in _QUARTER and _CIRCLE.match(text, figure.end):
        return "refused.circle"
    if after == "级" and unit.kind == "mass":
        return "refused.class"                       # 52公斤级
    if unit.form == "日" and text[start - 1:start] == "\0" and figure.bound == "exact":
        return "refused.date"                        # 本月15日
    if figure.bound != "exact":
        return None
    if all(char in HUNDREDS for char in number) and not (unit.kind == "duration" and _definite_one(source, figure)):
        return "refused.bare_scale"                  # 千村, 百年, （万吨）: a bare scale counts only with a bound
    indefinite = number in _INDEFINITE and not (number == "半" and unit.unit in _HALVED)
    if indefinite and (unit.role in ("measure", "noun") or unit.kind == "duration") and not _definite_one(source, figure):
        return "refused.indefinite_one"
    if unit.form == "期" and not (text[start].isdecimal() and figure.value is not None and figure.value > 3
                                 or text[start - 1:start] in ("分", "共")):
        return "refused.phase"
    if unit.form == "届" and not (text[start].isdecimal() or figure.value is not None and figure.value < 5):
        return "refused.session"
    return None


def _graded(text: str, figure: FigureMention, number: str) -> str | None:
    """6.2级 is an index; 省市县三级 and 两级 count; 5级以上, 二级 are grades."""
    if "." in number and figure.bound == "exact":
        figure.kind, figure.unit = "index", "级"
        return None
    if number == "一" or all(char in HUNDREDS for char in number):
        return "refused.grade"
    counted = number == "两" or _LEVELS.search(text[max(0, figure.number_start - 6):figure.number_start])
    return None if counted and figure.bound == "exact" else "refused.grade"


def _definite_one(text: str, figure: FigureMention) -> bool:
    """Whether 一次, 一年, 半年 is a number, not indefinite: 每年召开一次, 只能享受一次, 为期一年."""
    low = max(0, figure.start - 30)
    for match in _CLAUSE_START.finditer(text, low, figure.start):
        low = match.end()
    reach = figure.start - 4 if figure.measured_by.kind == "duration" else low
    for match in _CUE.finditer(text, low, figure.start):
        cue = _ONE_CUES[match[0]]
        between = text[match.end():figure.start]
        if match.end() >= reach and len(between) <= 8 and "的" not in between and cue.only_before in ("", figure.kind):
            if cue.bound:
                figure.bound = cue.bound
                settle(figure)
            figure.trace.append(f"one.definite {cue.form}")
            return True
    return False
