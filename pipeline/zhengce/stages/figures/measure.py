"""What a figure measures: a level, a sum, a change, a share or a rank, and the sign of its value.

The governing word is looked for right in front of the number (增长, 达到, 占); a figure that continues a list takes that of the
first (分别增长6.5%和7%).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from zhengce.lexicon import read_table
from zhengce.lexicon.wordlists import Words
from zhengce.linear import read_weights
from zhengce.stages.figures.context import Context
from zhengce.stages.figures.measured import settle
from zhengce.stages.figures.phrases import ACTS, WHOLE, acting_verb
from zhengce.stages.mentions import TimeMention


@dataclass(frozen=True, slots=True)
class ChangeVerb:
    """A word that governs a number and says what the number measures."""

    form: str
    role: Literal["up", "down", "reach", "share", "sum", "new", "gap"]
    example: str = ""


VERBS = {entry.form: entry for entry in read_table(ChangeVerb, "change_verbs.csv")}
_FORMS = "|".join(sorted(map(re.escape, VERBS), key=len, reverse=True))
_CHANGES = Words(VERBS)
_REACHES = Words(form for form, entry in VERBS.items() if entry.role == "reach" and form[-1] in "到至为")
_BETWEEN = Words(("了", "约", "近", "将", "到", "至", "为", "均", "是", "在", "达", "达到", "超", "超过", "左右", "，"))
_NOMINAL = ("率", "幅", "幅度")
_ARRIVES = re.compile(r"(?:到|至|为|达到?|在)+(?:了|约|近)?$")
_SHARE = re.compile(r"占[^，。；、]{0,24}$|(?:比重|比例|占比|份额)[^，。；、增提上下降减]{0,8}$")
_CHANGES_TO = re.compile(rf"(?:{_FORMS})*(?:到|至|为)?")
_PACE = r"(?:增长|递增|上涨|上升)(?:的?速度|率|幅度|预期|目标|指标)|增速|增幅|涨幅|降幅|升幅"
_GROWTH_NOUN = re.compile(rf"(?:{_PACE})[^，。；]{{0,8}}$")
_PACE_BEHIND = re.compile(rf"的?(?:年均)?(?:{_PACE}|速度)")
_NAMED_NEW = re.compile(r"新增[^，、]{0,8}就业")
_SHARE_LEVEL = re.compile(r"(?:比重|比例|占比|份额)[^，。；、]{0,6}$")
_PART = re.compile(r"^的[^，。；、]{1,14}")
_RATE = re.compile(r"(?:率|度|系数|指数|强度|水平|覆盖面)(?:为|达到?|超过|都?在|已?由|从|拟?按|[^，。；、]{0,4}至|[^，。；、]{0,4}到)*$")
_NEW = re.compile(r"(?:新增|净增)[^，。；、]{0,16}$")
_OF_THE_NEW = re.compile(r"平均|人均|率|年限|占|比重")
"""What is told of the new, not how much of it there is: 新增劳动力平均受教育年限."""
_BEHIND_CHANGE = re.compile(r"(?:到|至|为|成)(?:了|约|近)?$")
_SUMMING = Words(("累计", "总共", "一共", "合计", "总计", "共", "年均", "平均", "每年", "人均", "新增", "净增", "全年", "总额", "总量", "总数", "第一批", "首批", "预计", "计划"))
_PER = frozenset(("percent", "multiple", "ratio"))
_MARKS = frozenset(("", "，", "。", "、", "；", "：", "）", "（"))
_UNCHANGED = frozenset(("duration", "index", "rate", "other", "ratio"))
_SCALAR = _PER | {"duration", "rank", "rate", "index", "percentage_point"}


@dataclass(frozen=True, slots=True)
class ChangingVerb:
    """A verb whose object changes by the number behind it."""

    form: str
    role: Literal["up", "down"]
    example: str = ""


_CHANGING = {entry.form: entry.role for entry in read_table(ChangingVerb, "changing_verbs.csv")}
_CHANGED = Words(_CHANGING)


@dataclass(frozen=True, slots=True)
class Governor:
    """The word that governs a number, and where it begins in the bare lead; None where a number stands bare."""

    verb: ChangeVerb | None
    at: int


def governor(context: Context) -> Governor:
    """The governing word in front of the number."""
    if context.governed is None:
        context.governed = _governor(context.bare)
    return context.governed


@lru_cache(maxsize=1 << 14)
def _governor(bare: str) -> Governor:
    """The change verb behind which only fillers stand, the longest reading of it."""
    found: ChangeVerb | None = None
    at = end = len(bare)
    while True:
        for suffix in ("", *_NOMINAL):
            if bare.endswith(suffix, 0, end) and (word := _CHANGES.before(bare, end - len(suffix))) and len(WHOLE.before(bare, end - len(suffix))) <= len(word):
                found, at = VERBS[word], end - len(suffix) - len(word)
                break
        filler = _BETWEEN.before(bare, end)
        if not filler:
            return Governor(found, at)
        end -= len(filler)


def reaches(context: Context) -> bool:
    """Whether the figure is where the one before arrives: 由[2列]增加到目前的日均[12列]."""
    return context.same_clause and _REACHES.at(context.bare, 0) > 0


def measure(context: Context, text: str) -> None:
    """Set `measure_of` of the figure, and its sign where it says a decline. `text` is the document's."""
    figure = context.figure
    if figure.measure_of is not None or _follows(context):
        return
    found = governor(context)
    ruled = _ruled(context, found)
    if ruled == "level" and _since(context, found, text):
        figure.measure_of = "cumulative"
    elif ruled == "level" and figure.kind in _PER and _RATE.search(context.bare):
        figure.measure_of = "level"
    elif ruled in _OPEN:
        figure.measure_of, sure = read_weights("measure_of").best(features(context, found, ruled, text))
        figure.trace.append(f"measure.weighed {sure}")
    else:
        figure.measure_of = ruled
    role = found.verb.role if found.verb else "none"
    if figure.measure_of == "growth" and "down" in (role, _changed(context, found)):
        _negate(figure)
    figure.trace.append(f"measure.{role}" + (f" {found.verb.form}" if found.verb else ""))


def _since(context: Context, found: Governor, text: str) -> bool:
    """Whether what was done is summed since an event that the sentence names: 过渡期以来安排112亿元."""
    figure, time = context.figure, context.figure.time
    if figure.kind in _SCALAR or time is None or text[time.end - 2:time.end] != "以来" or time.start < context.sentence.start:
        return False
    if found.verb is not None and found.verb.role in ("reach", "share"):
        return False
    lead = context.bare
    return bool(acting_verb(lead)) or next(ACTS.within(lead, 0, len(lead)), None) is not None


def is_open(context: Context) -> str | None:
    """What the rules say of a figure that was left to the model; None for any other."""
    if not any(step.startswith("measure.weighed") for step in context.figure.trace):
        return None
    return _ruled(context, governor(context))


def _follows(context: Context) -> bool:
    """Whether the figure goes on with what the one before measures; if so, that is set."""
    figure, lead = context.figure, context.bare
    if context.chained:
        first = context.series[0].figure
        figure.measure_of = first.measure_of
        if first.measure_of == "growth" and first.value is not None and first.value < 0:
            _negate(figure)
        figure.trace.append("measure.chained")
        return True
    previous = context.previous.figure if context.same_clause and context.previous else None
    if previous is None:
        return False
    if previous.kind == figure.kind and _CHANGES_TO.fullmatch(lead) and previous.measure_of != "growth":
        figure.measure_of = previous.measure_of           # 从26.7%提高到52.1%
        figure.trace.append("measure.same")
        return True
    if context.continues and figure.kind not in _PER and governor(context).verb is None and previous.measure_of in ("increase", "cumulative"):
        figure.measure_of = previous.measure_of           # 新增4个…、4个…
        figure.trace.append("measure.continued")
        return True
    return False


_OPEN = frozenset(("level", "cumulative", "increase", "share"))
"""What the rules leave to be weighed; growth, decline and rank are told by their words alone."""


def _ruled(context: Context, found: Governor) -> str:
    """What the words right in front of the number say."""
    figure, lead = context.figure, context.bare
    verb = found.verb
    role = verb.role if verb else None
    relative = figure.kind in _PER
    shares = relative and ("比" in lead or "占" in lead or "份" in lead)
    if relative and ("增" in lead or "幅" in lead) and _GROWTH_NOUN.search(lead):
        return "growth"
    if shares and _SHARE_LEVEL.search(lead):
        return "share"
    if verb and role in ("up", "down") and not _ARRIVES.search(lead, found.at + len(verb.form)):
        if figure.kind == "percentage_point" or not relative:
            return "increase" if role == "up" else "decrease"
        return "growth"
    if figure.rule == "quantity.turn" or relative and _PACE_BEHIND.match(context.tail):
        return "growth"
    if figure.kind == "percentage_point":
        return "increase"
    if relative and (role == "share" or shares and _SHARE.search(lead)) and not _RATE.search(lead):
        return "share"
    if relative and verb is None and context.tail[:1] == "的" and _PART.match(context.tail):
        return "share"
    if figure.rule in ("quantity.fraction", "quantity.half") and figure.kind == "ratio" and verb is None and (lead.endswith("的") or context.tail[:1] not in _MARKS):
        return "share"
    if figure.kind == "percent" and verb is None and not lead.strip("，、") and context.tail[:1] not in _MARKS and not figure.after_bound:
        return "share"                                    # 近八成河流水位…
    if figure.kind == "percent" and (lead.endswith("的") or not lead and context.start == figure.start and not context.tail):
        return "share"
    if role == "new" or role in (None, "reach", "sum") and not relative and "增" in lead and (new := _NEW.search(lead)) \
            and not _NAMED_NEW.search(lead) and not _OF_THE_NEW.search(new[0]):
        return "increase"
    if changed := _changed(context, found):
        return "growth" if relative else "increase" if changed == "up" else "decrease"
    return "cumulative" if role == "sum" or "累计" in lead else "level"


def _changed(context: Context, found: Governor) -> str | None:
    """Whether what stands in front of a bare number is the object of a verb that makes it more (up) or less (down): 减轻农民[负担]1335亿元."""
    lead, figure = context.bare, context.figure
    if found.verb is not None or figure.kind in _UNCHANGED or figure.counted_span and figure.counted_span[0] >= figure.end \
            or context.tail[:1] not in _MARKS or _BEHIND_CHANGE.search(lead):
        return None
    at, word = next(reversed(list(_CHANGED.within(lead, 0, len(lead)))), (0, ""))
    named = lead[at + len(word):]
    if not word or not 2 <= len(named) <= 16 or any(mark in named for mark in "，、；：的") or next(ACTS.within(named, 0, len(named)), None):
        return None
    return _CHANGING[word]


def features(context: Context, found: Governor, ruled: str, text: str) -> list[str]:
    """What the model sees of a figure whose measure the rules leave open."""
    figure, lead, time = context.figure, context.bare, context.figure.time
    verb = acting_verb(lead)
    act = "" if verb else next((word for _, word in ACTS.within(lead, 0, len(lead))), "")
    does = "verb" if verb else "act" if act else "noun"
    span = "none"
    if time is not None:
        near = "own" if context.start <= time.start < context.end else "here" if context.sentence.start <= time.start < context.sentence.end else "kept"
        length = "since" if text[time.end - 2:time.end] == "以来" else "recurring" if time.recurring else "years" if _years(time) > 1 else "year"
        span = f"{length}.{near}"
    kind = figure.kind if figure.kind in _SCALAR or figure.kind in ("count", "money") else "amount"
    found_ = [f"rule:{ruled}|{kind}", f"rule:{ruled}", f"does:{does}|{kind}", f"span:{span}", f"span:{span}|{does}", f"span:{span}|{does}|{kind}",
              f"span:{span}|rule:{ruled}", f"role:{found.verb.role if found.verb else 'none'}|{kind}"]
    if found.verb:
        found_.append("governor:" + found.verb.form)
    if verb or act:
        found_.append(f"verb:{verb or act}")
        found_.append(f"verb:{verb or act}|{span.split('.')[0]}")
    for _, word in _SUMMING.within(text, context.start, figure.start):
        found_ += (f"word:{word}", f"word:{word}|{span.split('.')[0]}")
    end = lead.rstrip("约近达到为共了")[-2:]
    return [*found_, f"end:{end}", f"end:{end[-1:]}", f"tail:{context.tail[:1] if context.tail[:1] in '的，。、；' else 'noun'}|{kind}"]


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
