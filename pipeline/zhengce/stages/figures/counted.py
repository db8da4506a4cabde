"""The noun that a figure counts: behind the number (310家[中央单位]), else in front of it (建成[风景线]743条)."""

from __future__ import annotations

import re

from zhengce.lexicon.wordlists import words
from zhengce.stages.figures.context import Context
from zhengce.stages.figures.counted_names import predicate_of
from zhengce.stages.figures.following import noun_after
from zhengce.stages.figures.in_front import TURNS, ends_in_verb, phrase_in_front, thing_in_front
from zhengce.stages.figures.measure import reaches
from zhengce.stages.figures.phrases import (
    ACTS,
    DEEDS,
    FILLERS,
    FUNDED,
    LEVELS,
    PIVOTS,
    acting_verb,
    pieces_between,
    strip_comparison,
    trim,
)
from zhengce.stages.figures.series_names import TERRITORY
from zhengce.stages.mentions import FigureMention
from zhengce.stages.view import View

_PEOPLE = tuple(words("people_nouns.csv"))
_SHARES = frozenset(("percent", "ratio"))
_UNCOUNTED = frozenset(("duration", "multiple", "percentage_point", "rate", "index", "other"))
_HEADS = frozenset(("person", "household"))
_BLANK = words("blank_nouns.csv")
_STANDARDS = tuple(words("standard_nouns.csv"))
_MEASURE = re.compile(rf"(?<=..)的?(?:{'|'.join(sorted(words('series_tails.csv') | words('aspect_nouns.csv'), key=len, reverse=True))})$")
"""What is measured of the things that a number counts."""
_DIMENSIONS = frozenset(("mm", "cm", "m", "μm", "nm", "inch"))
"""Lengths that hardly ever sum up things, but say how large one is."""
_AWAY = words("away_words.csv")
_HELD = tuple(words("event_verbs.csv"))
_BREAKS = frozenset("，。；：！？、\n")
_SETTING = re.compile("(?<=..)的?(?:基础上|附近|以外|之间|期间|之后|以后|后)$")
_FIRST = words("new_words.csv")
_NEWLY = words("names_of_new.csv")


def set_counted(view: View, context: Context) -> None:
    """Set `counted` of a figure; None for changes, rates and plain levels of an indicator."""
    figure = context.figure
    if figure.measure_of in ("growth", "rank") or figure.kind in _UNCOUNTED:
        return
    printed = _bracketed(view, figure)
    if printed:
        figure.counted = printed
        figure.counted_span = figure.end - len(printed), figure.end
        return
    whole = figure.end + len(context.tail) >= context.end
    if figure.kind in _SHARES:
        _of_share(view, context, whole)
        return
    if _is_dimension(figure):
        span = noun_after(view, figure.end + (context.tail[:1] == "的"), figure.end + len(context.tail), whole, governed=bool(acting_verb(context.bare, DEEDS)))
        context.qualified = view.text[span[0]:span[1]] if span and view.text[span[0]:span[1]] not in _AWAY else ""
        if span:
            return
    if reaches(context) and _same_unit(context):
        figure.counted = context.previous.figure.counted
        return
    unit = figure.measured_by
    before = phrase_in_front(view, context)
    if unit is not None and unit.form == "级" and before:
        _take(view, figure, before[1:])
        return
    if unit is not None and unit.role == "noun" and figure.unit_text == unit.form and unit.unit not in _HEADS:
        figure.counted, figure.counted_span = unit.form, (figure.end - len(unit.form), figure.end)
        return
    after = _after(view, context, whole)
    verbal = after is not None and _verbal(view, after)
    if unit is not None and unit.unit in TURNS and after is not None and _brought_about(view, context):
        _take(view, figure, _event(view, context) or after)
        return
    if unit is not None and unit.unit == "次" and context.bare.endswith(_HELD) and (event := _held(view, figure.end)):
        _take(view, figure, event)
        return
    if unit is not None and unit.unit == "person" and (after is None or verbal) and _counts_people(view, context, before, verbal):
        figure.counted = "人"
        return
    if after and not (verbal and unit is not None and (unit.unit in TURNS or unit.unit == "person")):
        _take(view, figure, after)
        if figure.counted:
            return
    if unit is not None and unit.unit == "次" and (after is None or verbal) and context.tail and (
            view.tokens.tags[view.tokens.at(figure.end)][:1] in ("v", "p") or ACTS.at(view.text, figure.end)):
        return                                                # 省政府16次|调度推进项目
    if context.lead.rstrip("有共为是").endswith("的") and context.previous is not None and context.previous.figure.counted and _same_unit(context):
        figure.counted = context.previous.figure.counted      # 已经结案的四万件
        return
    if before is not None and (thing := thing_in_front(view, context, before)):
        _take(view, figure, thing)
        return
    if _same_unit(context) and len(strip_comparison(context.lead.strip("，、"))) <= 1:
        figure.counted = context.previous.figure.counted


def _is_dimension(figure: FigureMention) -> bool:
    """Whether a figure says how large a thing is, so that the noun behind is not counted: 1500米深水平台, 25兆瓦级风电机组."""
    form = figure.measured_by.form if figure.measured_by is not None else ""
    return figure.kind == "power" or figure.kind == "length" and figure.unit in _DIMENSIONS or len(form) > 1 and form.endswith("级")


def _brought_about(view: View, context: Context) -> bool:
    """Whether a verb in front governs a number of times, so that what happened is its object: 发起10次[攻击], not 各县16次调度…"""
    lead = context.bare.rstrip("了过起")
    if not lead or lead.endswith(tuple(FILLERS)):
        return False
    tokens = view.tokens
    index = tokens.at(context.lead_start + context.lead.rindex(lead[-1]))
    return tokens.tags[index][:1] == "v" and len(tokens.words[index]) > 1 and (tokens.tags[index] == "v" or lead != context.bare)


def _event(view: View, context: Context) -> tuple[int, int] | None:
    """The words behind a number of times that name what happened, where no more than nouns and verbs stand before the break: 6次|集群打击."""
    start = end = context.figure.end
    for word, tag, at in pieces_between(view, start, min(start + 12, start + len(context.tail) + 1)):
        if word[0] in _BREAKS:
            return (start, end) if end > start else None
        if tag[:1] not in "nvjbags":
            return None
        end = at + len(word)
    return None


def _held(view: View, start: int) -> tuple[int, int] | None:
    """The words right behind a number of times that name what was held or gone through: 上千次[反复试验]改进工艺, 3次[综合演练]."""
    end = 0
    for word, tag, at in pieces_between(view, start, start + 10):
        if tag[:1] not in "vnab" or end and tag == "v":
            break
        if tag == "vn" or tag[:1] == "n":
            end = at + len(word)
    return (start, end) if end else None


def _same_unit(context: Context) -> bool:
    """Whether the figure before counts in the same unit."""
    previous = context.previous.figure if context.previous else None
    return previous is not None and previous.kind == context.figure.kind and previous.unit == context.figure.unit


def _counts_people(view: View, context: Context, before: tuple[int, int, int] | None, verbal: bool) -> bool:
    """Whether 人 is all that is counted: 惠及3万人, 造成5人死亡、7人受伤."""
    previous = context.previous
    if context.continues and previous is not None and previous.figure.counted == "人":
        return True
    predicate = bool(predicate_of(context.tail, verbal))
    if before is None:
        return predicate
    if view.text[before[1]:before[2]].removesuffix("等").endswith(_PEOPLE):
        return False
    if predicate and not context.tail.startswith("，"):
        return True                                           # 导致该国188人死亡
    return bool(acting_verb(context.bare, DEEDS)) or ends_in_verb(view, before[2]) or context.lead.endswith("了")


def _of_share(view: View, context: Context, whole: bool) -> None:
    """90%的[家庭]."""
    figure = context.figure
    if figure.measure_of == "share" and view.text[figure.end:figure.end + 1] == "的" and "占" not in context.bare:
        _take(view, figure, noun_after(view, figure.end + 1, figure.end + len(context.tail), whole))
        if figure.counted and figure.counted.endswith((*LEVELS, *_STANDARDS)):
            figure.counted = figure.counted_span = None
    elif figure.measure_of == "share" and not context.bare.strip("，、") and (span := noun_after(view, figure.end, figure.end + len(context.tail), whole)):
        _take(view, figure, span)                             # 约一半地区处于干旱状态
    elif figure.measure_of in ("share", "level") and (span := noun_after(view, figure.end, figure.end + len(context.tail), whole)):
        if view.text[span[0]:span[1]].endswith(_PEOPLE):
            _take(view, figure, span)                         # 提升40%职工的工资


def _after(view: View, context: Context, whole: bool) -> tuple[int, int] | None:
    """The noun phrase behind the number; for money only what is funded."""
    figure, limit = context.figure, context.figure.end + len(context.tail)
    linked = view.text[figure.end:figure.end + 1] == "的"
    if figure.kind == "money":
        span = noun_after(view, figure.end + linked, limit, whole)
        return span if span and view.text[span[0]:span[1]].endswith(FUNDED) else None
    if linked:
        return noun_after(view, figure.end + 1, limit, whole) if _by_measure_word(figure) else None
    verb = acting_verb(context.bare, DEEDS)
    if not verb and (context.continues or _adjoins(context)) and context.previous is not None:
        verb = context.previous.verb
    context.verb = verb
    return noun_after(view, figure.end, limit, whole, governed=bool(verb) and not verb.endswith(PIVOTS)) or _named_behind(context)


def _adjoins(context: Context) -> bool:
    """Whether the number stands right behind another: 12类[45件]."""
    return context.previous is not None and context.previous.figure.end == context.figure.start


def _named_behind(context: Context) -> tuple[int, int] | None:
    """An entity right behind the number that begins like a predicate: 15万支[驻村工作队]."""
    at = context.figure.end
    return next(((one.start, one.end) for one in context.sentence.entities if one.start == at and one.type in ("organ", "area", "group")), None)


def _by_measure_word(figure: FigureMention) -> bool:
    """Whether the unit is a measure word, behind which 的 only links: 1万个左右的[村庄]."""
    return figure.kind == "count" and figure.measured_by is not None and figure.measured_by.role == "measure"


def _bracketed(view: View, figure: FigureMention) -> str | None:
    """省(区) of 9省(区): what the unit itself counts."""
    unit = figure.measured_by
    if unit is not None and unit.role == "noun" and figure.unit_text and "（" in figure.unit_text:
        return view.printed(figure.end - (len(figure.unit_text) - figure.unit_text.index(unit.form)), figure.end)
    return None


def _take(view: View, figure: FigureMention, span: tuple[int, int] | None) -> None:
    """Set the counted noun to a span, without conjunctions at its edges."""
    if span is None:
        return
    raw = view.text[span[0]:span[1]]
    phrase = _SETTING.sub("", trim(raw))
    if (figure.kind == "count" and figure.unit is not None and figure.unit not in TURNS or figure.kind in _SHARES) and span[0] >= figure.end and (measured := _MEASURE.search(phrase)):
        phrase = phrase[:measured.start()]                    # 17个制造业|增加值
    if phrase in _BLANK:
        return
    if view.tokens.words[view.tokens.at(span[0])] == "等":
        phrase = phrase.removeprefix("等")
    if stop := TERRITORY.at(phrase, 0):
        phrase = phrase[stop:]
    stop = _FIRST.at(phrase, 0) if len(raw) > 3 and not _NEWLY.at(phrase, 0) else 0
    if stop and view.tokens.starts[view.tokens.at(span[0] + stop)] == span[0] + stop:
        phrase = phrase[stop:]
    phrase = phrase.removesuffix("建设") if len(phrase) > 4 else phrase
    if phrase:
        start = span[0] + raw.index(phrase)
        figure.counted_span = (start, start + len(phrase))
        figure.counted = view.printed(start, start + len(phrase))


def _verbal(view: View, span: tuple[int, int]) -> bool:
    """Whether the phrase behind is a predicate, not a noun: 16次[调度推进]重大项目."""
    index = view.tokens.at(span[0])
    tag = view.tokens.tags[index]
    return tag in ("v", "vn") and view.text[span[0] - 1] == "次" or tag in ("v", "i", "l") or ACTS.at(view.text, span[0]) > 0
