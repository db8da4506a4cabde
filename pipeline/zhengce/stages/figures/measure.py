"""What a figure measures: a level, a sum, a change, a share or a rank, and the sign of its value.

The governing word is looked for right in front of the number (增长, 达到, 占); a figure that continues a list takes that of the
first (分别增长6.5%和7%).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from zhengce.lexicon import read_table
from zhengce.stages.figures.context import Context
from zhengce.stages.figures.measured import settle
from zhengce.stages.figures.phrases import acting_verb
from zhengce.stages.mentions import TimeMention


@dataclass(frozen=True, slots=True)
class ChangeVerb:
    """A word that governs a number and says what the number measures."""

    form: str
    role: Literal["up", "down", "reach", "share", "sum", "new", "gap"]
    example: str = ""


VERBS = {entry.form: entry for entry in read_table(ChangeVerb, "change_verbs.csv")}
_FORMS = "|".join(sorted(map(re.escape, VERBS), key=len, reverse=True))
_GOVERNOR = re.compile(rf"(?P<verb>{_FORMS})(?:率|幅度?)?(?:了|约|近|将|到|至|为|均|是|达到?|在|超|超过|左右|，)*$")
_ARRIVES = re.compile(r"(?:到|至|为|达到?|在)+(?:了|约|近)?$")
_SHARE = re.compile(r"占[^，。；、]{0,24}$|(?:比重|比例|占比|份额)[^，。；、增提上下降减]{0,8}$")
_CHANGES_TO = re.compile(rf"(?:{_FORMS})*(?:到|至|为)?")
_GROWTH_NOUN = re.compile(r"(?:增长速度|增长率|递增率|增速|增幅|涨幅|降幅)[^，。；]{0,8}$")
_NAMED_NEW = re.compile(r"新增就业")
_SHARE_LEVEL = re.compile(r"(?:比重|比例|占比|份额)[^，。；、]{0,6}$")
_PART = re.compile(r"^的[^，。；、]{1,14}")
_RATE = re.compile(r"(?:率|度|系数|指数|强度|水平|覆盖面)(?:为|达到?|超过|在|由|从|[^，。；、]{0,4}至|[^，。；、]{0,4}到)*$")
_NEW = re.compile(r"(?:^|[，、])[^，、]{0,4}(?:新增|净增)[^，。；、]{0,16}$")
_FLOW = re.compile(r"(?:共|总共|一共|合计|总计)(?:为|达到?|有)?(?:了|约|近)?$|(?:投资|经费|支出|拨款|贷款|损失)总?额?(?:共|为|达到?)*$")
_PER = frozenset(("percent", "multiple", "ratio"))
_SCALAR = _PER | {"duration", "rank", "rate", "index", "percentage_point"}


@dataclass(frozen=True, slots=True)
class Governor:
    """The word that governs a number, and where it begins in the bare lead; None where a number stands bare."""

    verb: ChangeVerb | None
    at: int


def governor(context: Context) -> Governor:
    """The governing word in front of the number."""
    match = _GOVERNOR.search(context.bare)
    if match is None:
        return Governor(None, len(context.bare))
    return Governor(VERBS[match["verb"]], match.start())


def measure(context: Context, scope: str | None) -> None:
    """Set `measure_of` of the figure, and its sign where it says a decline. `scope` is its time scope as printed."""
    figure = context.figure
    if figure.measure_of is not None:
        return
    if context.chained:
        first = context.series[0].figure
        figure.measure_of = first.measure_of
        if first.measure_of == "growth" and first.value is not None and first.value < 0:
            _negate(figure)
        figure.trace.append("measure.chained")
        return
    found, lead = governor(context), context.bare
    previous = context.previous.figure if context.same_clause and context.previous else None
    if previous is not None and previous.kind == figure.kind and _CHANGES_TO.fullmatch(lead):
        figure.measure_of = previous.measure_of           # 从26.7%提高到52.1%
        figure.trace.append("measure.same")
        return
    if context.continues and found.verb is None and previous is not None and previous.measure_of in ("increase", "cumulative"):
        figure.measure_of = previous.measure_of           # 新增4个…、4个…
        figure.trace.append("measure.continued")
        return
    role = found.verb.role if found.verb else None
    arrives = bool(found.verb and role in ("up", "down") and _ARRIVES.search(lead[found.at + len(found.verb.form):]))
    if figure.kind in _PER and _GROWTH_NOUN.search(lead):
        figure.measure_of = "growth"
    elif figure.kind in _PER and _SHARE_LEVEL.search(lead):
        figure.measure_of = "share"
    elif role in ("up", "down") and not arrives:
        relative = figure.kind in _PER
        if figure.kind == "percentage_point" or not relative:
            figure.measure_of = "increase" if role == "up" else "decrease"
        else:
            figure.measure_of = "growth"
            if role == "down":
                _negate(figure)
    elif figure.rule == "quantity.turn":
        figure.measure_of = "growth"
    elif figure.kind == "percentage_point":
        figure.measure_of = "increase"
    elif figure.kind in _PER and (role == "share" or _SHARE.search(lead)) and not _RATE.search(lead):
        figure.measure_of = "share"
    elif figure.kind in _PER and _PART.match(context.tail) and found.verb is None:
        figure.measure_of = "share"
    elif figure.kind == "percent" and (lead.endswith("的") or not lead and context.start == figure.start and not context.tail):
        figure.measure_of = "share"
    elif role == "new" or (role is None and _NEW.search(lead) and not _NAMED_NEW.search(lead) and figure.kind not in _PER):
        figure.measure_of = "increase"
    elif role == "sum" or "累计" in lead or figure.kind not in _SCALAR and _summed(context, role, scope):
        figure.measure_of = "cumulative"
    else:
        figure.measure_of = "level"
    figure.trace.append(f"measure.{role or 'none'}" + (f" {found.verb.form}" if found.verb else ""))


def _summed(context: Context, role: str | None, scope: str | None) -> bool:
    """Whether what was done is summed over a period of years that the sentence itself names: 过渡期以来安排112亿元, 十年间建设5900万套."""
    time = context.figure.time
    if role in ("reach", "share") or time is None or not context.sentence.start <= time.start < context.sentence.end:
        return False
    if not acting_verb(context.bare) and not (context.continues and context.previous and context.previous.figure.measure_of == "cumulative"):
        return bool(_FLOW.search(context.bare)) and scope is not None and _years(time) > 1
    return bool(scope and scope.endswith("以来")) or _years(time) > 1


def _years(time: TimeMention) -> int:
    if time.begin and time.finish:
        return time.finish.year - time.begin.year + 1
    return 2 if time.granularity == "multi_year" else 1


def _negate(figure) -> None:
    """下降3%以上 is value -3, high -3: bounds follow the signed value."""
    if figure.value is not None and figure.value > 0:
        figure.value = -figure.value
        if figure.base_value is not None:
            figure.base_value = -figure.base_value
        if figure.bound in ("over", "at_least"):
            figure.low, figure.high = None, figure.value
        elif figure.bound in ("under", "at_most"):
            figure.low, figure.high = figure.value, None
        else:
            settle(figure)
    elif figure.value is None and figure.low is not None and figure.high is not None:
        figure.low, figure.high = -figure.high, -figure.low
