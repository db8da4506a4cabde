"""The phrase that names the series a figure belongs to: a noun phrase, with its verb where it counts what was done."""

from __future__ import annotations

import re

from zhengce.lexicon.wordlists import words
from zhengce.stages.figures.comparing import only_compares
from zhengce.stages.figures.context import Context
from zhengce.stages.figures.counted_names import act_of, behind, name_of_counted, predicate_of
from zhengce.stages.figures.distribute import share_out
from zhengce.stages.figures.elapsed import name_of_duration
from zhengce.stages.figures.following import noun_after
from zhengce.stages.figures.made_names import name_of_made, name_of_size, name_of_times
from zhengce.stages.figures.measure import governor, reaches
from zhengce.stages.figures.noun_phrases import noun_phrase
from zhengce.stages.figures.openings import REGIONS, begins, opened
from zhengce.stages.figures.phrases import (
    DEEDS,
    FILLERS,
    LEVELS,
    MARKER,
    SPENDING,
    acting_verb,
    pieces_between,
    strip_comparison,
    trim,
)
from zhengce.stages.figures.series_names import core_of, strip_openers
from zhengce.stages.figures.standing import name_of_rank
from zhengce.stages.figures.told_against import name_against, of_the_pair
from zhengce.stages.view import View

_SHARES = frozenset(("percent", "ratio"))
_SHARE_NOUNS = ("比重", "比例", "份额", "占比")
_GENERIC = words("generic_nouns.csv")
_PART = re.compile(r"^的(?P<noun>[^，。；、的]{1,16})")
_BRACKETS = re.compile("（[^（）]*）?|^[^（）]*）")
_SHARE_NOUN = re.compile("(?:所占)?(?P<noun>的?(?:比重|比例|占比))[^，。；、]{0,6}$")
_RELATIVE = frozenset(("growth", "share", "rank"))
_CHANGES = frozenset(("increase", "decrease", "growth"))
_SERIES_TAIL = re.compile(rf"(?:年|通车|营业|运营|总|净|人均)*(?:{'|'.join(sorted(words('series_tails.csv'), key=len, reverse=True))})$")
_PRODUCING = words("output_words.csv")
_OUTPUT, _GROWN = frozenset(("mass", "volume", "energy", "percent", "multiple", "count")), ("增产", "减产", "增产了", "减产了")
_HELD = re.compile("所占的?(?=比[重例])")
_MEASURES = (*LEVELS, "收益", "损失", "利润", "效益", "增速", "增幅", "税率", "利率")
_AIM = re.compile(f"(?:{'|'.join(sorted(words('aim_verbs.csv'), key=len, reverse=True))})[^，。；：、]{{2,18}}")
"""What money is for: 安排3亿元[支持旧区改造]."""
_BLANK_NOUNS = words("blank_nouns.csv")
_SPEEDS = ("速度", "增速", "增幅")
_SAID_OF_LEVEL = re.compile(f"(?P<level>.{{2,24}}(?:{'|'.join(LEVELS)}))(?:增速|增幅|增长速度)?(?:不仅|不但|虽然|并)?[^，；：]{{2,}}")
"""销售收入增速加快: the level that a clause says something of."""
_INSIDE = re.compile("在[^，。；、]{1,8}[内中间]$")
_BARE = frozenset(("高", "低", "多", "少", "快", "慢", "大", "小", "内", "前", "后", "外", "上", "下", "为", "其"))
"""Single words left of a lead that name nothing: 高的达到5.5%."""
_LASTING = re.compile("(?:已|已经|也|还)?连续[^，。；]*$")
_LEVEL_TAIL = re.compile(rf"总?(?:{'|'.join(sorted(words('series_tails.csv') | words('total_nouns.csv'), key=len, reverse=True))})$")


def set_indicator(view: View, context: Context) -> None:
    """Set the indicator of a figure; figures that continue a list or a clause inherit it."""
    figure = context.figure
    previous = context.previous.figure if context.previous else None
    if context.chained:
        _of_list(context)
        return
    lead = opened(view, context)
    if "（" in lead:
        lead = _BRACKETS.sub("", lead)
    if figure.counted == "人" and (named := _of_people(context, lead)):
        figure.indicator = named
        return
    if figure.counted and (figure.counted_span is None or figure.counted_span[1] < context.lead_start) and context.bare.endswith("的") and (said := trim(lead)) \
            and not reaches(context) and figure.counted not in said and context.previous is not None:
        figure.indicator = f"{said}{figure.counted}"          # 其中本年开始建设的20个
        return
    if figure.counted and figure.counted_span is None and figure.kind == "count" and not reaches(context) and (did := _did(view, context)):
        figure.indicator = f"{did}{figure.counted}"
        return
    if figure.unit == "次" and not figure.counted and (done := name_of_times(view, context)):
        figure.indicator = done
        return
    if named := name_of_size(view, context):
        figure.indicator = named
        return
    if figure.counted and behind(figure):
        figure.indicator = name_of_counted(view, context, lead)
        return
    if figure.counted_span and figure.counted_span[1] <= figure.start and (named := name_of_made(view, context)):
        figure.indicator = named
        return
    if named := name_against(view, context, lead):
        figure.indicator = named
        return
    core = core_of(context, lead, context.bare) if not reaches(context) and not only_compares(context) else ""
    share = figure.measure_of == "share"
    if (not core or core in _BARE) and previous is not None and previous.indicator and not _measured_before(context) and (figure.kind != "duration" or reaches(context)):
        _inherit(context, lead)
        return
    if not core and previous is None and context.before_sentence is not None and not context.before and figure.kind != "duration" and only_compares(context):
        figure.indicator = context.before_sentence.figure.indicator
        return                                                # …；较上年末上升3%
    if share and (of_both := _of_counts(view, context)):
        figure.indicator = of_both
        return
    if share and core.startswith("占") and core not in _GENERIC and previous is not None and previous.indicator:
        figure.indicator = _of_whole(previous.indicator, core)
        return
    if context.tail[:1] == "的" and (named := _named_behind(view, context, share and "占" not in lead)):
        figure.indicator = named
        return
    if not core and context.before and figure.kind != "duration":
        core = _of_clauses_before(context)
    if figure.kind == "duration":
        core = _lasting(context, name_of_duration(view, context, core))
    elif figure.measure_of == "rank":
        core = name_of_rank(context, core)
    core = of_the_pair(context, core)
    if core and context.lead.startswith("其中") and figure.kind not in _SHARES and previous is not None:
        core = _of_part(core, previous.indicator or "")
    if 1 < len(core) < 7 and core.endswith(LEVELS) and previous is not None and (previous.indicator or "").endswith(core):
        core = previous.indicator or core
    if core in _GENERIC and previous is None and (topic := _topic(view, context)):
        core = f"{topic}{core}"
    elif core in _GENERIC and previous is not None and (previous.counted or previous.indicator):
        core = f"{previous.counted or _LEVEL_TAIL.sub('', previous.indicator or '')}{core}"
    if not core:
        core = _from_tail(view, context)
    elif figure.kind == "money" and (spent := SPENDING.before(core, len(core))) and (aim := _AIM.match(context.tail)):
        core = f"{spent}{aim[0]}"
    if context.continues and figure.measure_of not in _RELATIVE and figure.kind not in _SHARES and previous is not None and previous.indicator \
            and not act_of(core) and (previous.indicator.endswith(LEVELS) or not core.endswith(LEVELS)):
        core = f"{act_of(previous.indicator)}{core}"
    if share and "占" not in core and not core.endswith(_SHARE_NOUNS) and (noun := _SHARE_NOUN.search(lead)):
        core = f"{core.removesuffix('所')}{noun['noun']}"
    elif 0 < len(core) < 5 and not core.endswith(LEVELS) and _produced(view, context):
        core = f"{core}产量"
    if share and "占" in core and not core.endswith(_SHARE_NOUNS):
        core = f"{core.removesuffix('的')}比重" if not core.endswith("占") else f"{core}比"
    figure.indicator = _HELD.sub("的", core) or None
    if len(context.series) > 1:
        share_out(context)


def _named_behind(view: View, context: Context, share: bool) -> str:
    """What a number with 的 qualifies: 90%[的家庭] is 家庭占比, 取得3亿元[的收入] is 收入; empty where that is no name of the series."""
    at = context.figure.end
    span = noun_after(view, at + 1, at + len(context.tail))
    noun = view.text[span[0]:span[1]] if span else ""
    if not noun and (part := _PART.match(context.tail)):
        noun = part["noun"]
    if share and not noun.endswith(_SPEEDS):
        return f"{trim(noun)}{predicate_of(context.tail[1 + len(noun):])}占比" if noun else ""
    if context.figure.kind in ("count", "duration"):
        return ""
    if noun.endswith(_MEASURES):
        return noun
    lead = strip_comparison(context.lead)
    level = _SERIES_TAIL.search(lead, 1)
    before = view.tokens.at(context.lead_start + level.start() - 1) if level is not None else 0
    named = view.tokens.tags[before][:1] in "nbj" or view.tokens.tags[before][:1] == "v" and len(view.tokens.words[before]) > 1
    return f"{noun}{level[0]}" if level is not None and span and not named and noun not in _BLANK_NOUNS else ""


def _of_counts(view: View, context: Context) -> str:
    """有204个县，占全国1027个植棉县的20%: the share of what was counted before in what is counted in between."""
    between = context.previous
    if between is None or not context.same_clause or not context.bare.endswith("的") or not view.text.startswith("占", between.start):
        return ""
    part = between.previous.figure.counted if between.previous else None
    return f"{part}占{between.figure.counted}比重" if part and between.figure.counted else ""


def _measured_before(context: Context) -> bool:
    """Whether a measure is to be looked for in the clauses before, since the figure before only counts things: 在三类地区分别达到400斤."""
    previous = context.previous
    return previous is not None and previous.figure.kind == "count" and context.figure.kind == "mass" and not context.same_clause \
        and any(clause.rstrip("，；").endswith(LEVELS) for clause in re.split("[，；：]", context.before))


def _of_clauses_before(context: Context) -> str:
    """The name in the clauses before: the last that names a level (亩产量在十年内，按不同情况，分别达到…), else the last."""
    clauses = re.split("[，；：]", _BRACKETS.sub("", context.before).rstrip("，；：、（"))
    named = next((clause for clause in reversed(clauses) if _INSIDE.sub("", clause).endswith(LEVELS)), None)
    if named is None:
        said = _SAID_OF_LEVEL.match(clauses[-1])
        named = said["level"] if said else clauses[-1]
    return core_of(context, strip_openers(MARKER.sub("", _INSIDE.sub("", named))), "")


def _did(view: View, context: Context) -> str:
    """The verbs that are all there is in front of a number whose noun was named before: 建成大桥6座、[在建]9座."""
    pieces = pieces_between(view, context.lead_start, context.figure.start)
    words_ = [word for word, _, _ in pieces if word not in FILLERS and word not in "，、"]
    verbal = all(tag[:1] == "v" for word, tag, _ in pieces if word in words_)
    return "".join(words_) if words_ and verbal and governor(context).verb is None else ""


def _topic(view: View, context: Context) -> str:
    """The noun phrase that the clause before begins with: 轻工业，总产值…; 外商直接投资保持势头，金额…."""
    start = context.start - 1 - len(re.split("[，；：]", context.before.rstrip("，；："))[-1])
    if view.text[context.start - 1:context.start] != "，" or start < context.sentence.start:
        return ""
    begin = begins(view, context.sentence, start, context.start - 1)
    begin = REGIONS.at(view.text, begin) or begin
    stop, _ = noun_phrase(view, begin, context.start - 1)
    return _LEVEL_TAIL.sub("", trim(view.text[begin:stop])) if 1 < stop - begin <= 12 else ""


def _of_people(context: Context, lead: str) -> str:
    """What happened to how many: 事故[造成]43人死亡 is 事故死亡, 惠及3万人 is 惠及人数."""
    core, previous = core_of(context, lead, context.bare), context.previous
    predicate = predicate_of(context.tail, True)
    if predicate or not core:
        core = core.removesuffix(acting_verb(core, DEEDS))
    if context.continues and previous is not None and previous.figure.counted == "人":
        core = (previous.figure.indicator or "").removesuffix(predicate_of(previous.tail))
    return f"{core}{predicate}" if predicate else f"{core}人数" if acting_verb(core, DEEDS) else core


def _produced(view: View, context: Context) -> bool:
    """Whether a bare commodity stands for its output: 钢增加了四百万吨, 粮食增产5%, or after the word itself (产量继续增加，原煤增长4%)."""
    figure = context.figure
    if figure.kind == "mass" and figure.measure_of in _CHANGES or context.bare.endswith(_GROWN):
        return True
    start = context.before_sentence.sentence.start if context.before_sentence is not None else context.sentence.start
    return figure.kind in _OUTPUT and any(view.text.find(word, start, figure.start) >= 0 for word in _PRODUCING)


def _of_list(context: Context) -> None:
    """A member of a list has its own share of the list's head (分别), else the head."""
    figure, first = context.figure, context.series[0]
    place = context.series.index(context)
    if first.shared and len(first.shared) == len(context.series):
        figure.indicator = first.shared[place]
        figure.trace.append("indicator.distributed")
        return
    figure.indicator = first.figure.indicator


def _inherit(context: Context, lead: str) -> None:
    """粮食产量1.4万亿斤，增长1.6%: the change has the indicator of the level; a second list takes that of the first, in order."""
    figure, before = context.figure, context.previous
    if len(context.series) > 1 and len(before.series) == len(context.series):
        context.shared = [one.figure.indicator or "" for one in before.series]
        figure.indicator = context.shared[0]
    else:
        indicator = _changing(context)
        figure.indicator = _of_whole(indicator, lead) if figure.measure_of == "share" else indicator
    figure.trace.append("indicator.inherited")


def _changing(context: Context) -> str | None:
    """What a figure without a name of its own tells of: what was told before; a growth is not of a share but of what has it (收入…，完成预算的98%，
    增长4%), a level not of the years it lasted."""
    before = context.previous
    name = before.figure.indicator or ""
    earlier = before.previous.figure.indicator or "" if before.previous is not None else ""
    if context.figure.measure_of == "growth" and before.figure.measure_of == "share" and before.figure.kind == "percent" and earlier and name.startswith(earlier):
        return earlier
    if context.figure.measure_of == "rank":
        return name_of_rank(context, name.replace("连续", "")) or None
    if before.figure.kind == "duration" and context.figure.kind != "duration":
        return strip_comparison(_LASTING.sub("", name)) or earlier or None
    return name or None


def _lasting(context: Context, core: str) -> str:
    """连续保持增长 with what grew, where that is a level told before: 出口2万亿元，[连续8个季度]保持增长."""
    before = context.previous
    if before is None or not core.startswith("连续") or before.figure.counted or before.figure.kind == "duration":
        return core
    return f"{before.figure.indicator or ''}{core}"


def _of_part(core: str, whole: str) -> str:
    """公路通车里程160万公里，其中高速公路2.5万公里: a part that is only named has the measure of the whole, 高速公路通车里程."""
    tail = _SERIES_TAIL.search(whole, 1)
    return f"{core}{tail[0]}" if tail and not core.endswith(LEVELS) and not _SERIES_TAIL.search(core) else core


def _of_whole(indicator: str, lead: str) -> str:
    """X占Y比重, for a share whose part is named before."""
    whole = re.sub(r"的?(?:比重|比例|份额)?[为达到]*$", "", lead[lead.rfind("占") + 1:]) if "占" in lead else ""
    if whole == "比":
        return f"{_LEVEL_TAIL.sub('', indicator)}占比"         # 公交车6万辆，占比达到71%
    if whole and indicator.endswith("比重"):
        indicator = indicator.partition("占")[0]               # a second share of the same thing
    return f"{indicator}占{strip_comparison(whole)}比重" if whole else indicator


def _from_tail(view: View, context: Context) -> str:
    """Where nothing leads to the number, what follows and the heading name it: 按照每月1000元[的标准]."""
    tail = re.split(r"[，。；：、]", context.tail)[0]
    if len(tail) > 10:
        tail = tail[:view.tokens.starts[view.tokens.at(context.figure.end + 10)] - context.figure.end]
    tail = trim(tail)
    section = view.section_at(context.figure.start)
    while section is not None:
        if section.marker and section.heading and 2 <= len(section.heading) <= 12:
            return f"{section.heading}{tail}"
        section = section.parent
    return tail
