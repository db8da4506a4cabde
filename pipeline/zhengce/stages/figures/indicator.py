"""The phrase that names the series a figure belongs to: a noun phrase, with its verb where it counts what was done."""

from __future__ import annotations

import re

from zhengce.lexicon.wordlists import words
from zhengce.stages.figures.context import Context
from zhengce.stages.figures.counted_names import act_of, behind, name_of_counted, predicate_of
from zhengce.stages.figures.distribute import share_out
from zhengce.stages.figures.measure import governor, reaches
from zhengce.stages.figures.openings import opened
from zhengce.stages.figures.phrases import DEEDS, FILLERS, LEVELS, OPENERS, acting_verb, strip_comparison, trim
from zhengce.stages.view import View

_SHARES = frozenset(("percent", "ratio"))
_SHARE_NOUNS = ("比重", "比例", "份额", "占比")
_GENERIC = words("generic_nouns.csv")
_PART = re.compile(r"^的(?P<noun>[^，。；、的]{1,16})")
_BRACKETS = re.compile("（[^（）]*）?|^[^（）]*）")
_MARKER = re.compile(r"^[\s　]*(?:[（(][^（）]{1,3}[）)]|[一二三四五六七八九十]+、|\d{1,2}[.．、])")
_SHARE_NOUN = re.compile("(?:所占)?(?P<noun>的?(?:比重|比例|占比))[^，。；、]{0,6}$")
_ASIDE = re.compile("(?:扣除|考虑|剔除|按照?|根?据)[^，。；]{1,20}(?:因素|计算|口径|统计|核算|介绍|测算)")
"""A clause that only says how was counted: 扣除物价因素."""
_CHANGES = frozenset(("increase", "decrease", "growth"))
_SERIES_TAIL = re.compile(rf"(?:通车|营业|运营|总|净|人均)*(?:{'|'.join(sorted(words('series_tails.csv'), key=len, reverse=True))})$")
_OUTPUT, _GROWN = frozenset(("mass", "volume", "energy", "percent", "multiple", "count")), ("增产", "减产", "增产了", "减产了")
_HELD = re.compile("所占的?(?=比[重例])")
_BARE = frozenset(("高", "低", "多", "少", "快", "慢", "大", "小", "内", "前", "后", "外", "上", "下", "为", "其"))
"""Single words left of a lead that name nothing: 高的达到5.5%."""
_DONE = re.compile(r"^(?:实现|完成|达到)(?!投资)|(?<=产业)实现")
_LEVEL_TAIL = re.compile(r"(?:总?产值|总?产量|数量|规模|总?收入|人数|总?面积|总?里程|数)$")
_STANDING = re.compile(r"(?P<verb>均?(?:位?居|位列|列|保持|跃居|跃升至|升至|排名?|稳居|占|为))?(?P<whole>全国|全球|世界|全省|同类[^，。]{0,6})?(?:的|各省区?市?|所有省份)?$")
_TOOK = re.compile(r"(?P<cue>经过|历时|历经|经历|连续|用了?|只用|花了?)(?:了|约|近)?$")
_TIME_NOUN = re.compile(r"^(?:的?时间|左右|以?来|内|间|里|多|的|，|、)+")
_AGED = re.compile(r"(?:年满|不满|未满|已满)$")


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
    if figure.counted and behind(figure):
        figure.indicator = name_of_counted(view, context, lead)
        return
    core = _core(context, lead, context.bare) if not reaches(context) else ""
    share = figure.measure_of == "share"
    if (not core or core in _BARE) and previous is not None and previous.indicator and figure.kind != "duration":
        _inherit(context, lead)
        return
    if share and core.startswith("占") and previous is not None and previous.indicator:
        figure.indicator = _of_whole(previous.indicator, core)
        return
    if share and (part := _PART.match(context.tail)) and "占" not in lead:
        figure.indicator = f"{trim(part['noun'])}{predicate_of(context.tail[part.end():])}占比"
        return
    if not core and context.before and figure.kind != "duration":
        before = _BRACKETS.sub("", context.before).rstrip("，；：、（")
        core = _core(context, strip_openers(_MARKER.sub("", re.split("[，；：]", before)[-1])), "")
    if figure.kind == "duration":
        core = _of_duration(view, context, core)
    elif figure.measure_of == "rank":
        core = _of_rank(context, core)
    if core and context.lead.startswith("其中") and figure.kind not in _SHARES and previous is not None:
        core = _of_part(core, previous.indicator or "")
    if core in _GENERIC and previous is not None and (previous.counted or previous.indicator):
        core = f"{previous.counted or _LEVEL_TAIL.sub('', previous.indicator)}{core}"
    if not core:
        core = _from_tail(view, context)
    if context.continues and figure.kind == "count" and previous is not None and previous.indicator and not act_of(core):
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


def _of_people(context: Context, lead: str) -> str:
    """What happened to how many: 事故[造成]43人死亡 is 事故死亡, 惠及3万人 is 惠及人数."""
    core, previous = _core(context, lead, context.bare), context.previous
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
    return figure.kind in _OUTPUT and view.text.find("产量", context.sentence.start, figure.start) >= 0


def strip_openers(text: str) -> str:
    """A clause without the words that open it."""
    changed = True
    while changed:
        changed = False
        for size in range(min(6, len(text) - 1), 0, -1):
            if text[:size] in OPENERS or text[0] in "，、":
                text, changed = text[size if text[:size] in OPENERS else 1:], True
                break
    return text


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
        indicator = before.figure.indicator
        figure.indicator = _of_whole(indicator, lead) if figure.measure_of == "share" else indicator
    figure.trace.append("indicator.inherited")


def _core(context: Context, lead: str, bare: str) -> str:
    """The lead without the governing verb, fillers and comparisons at its end, and without bare 实现 and 完成 before levels."""
    if (at := context.bare.find("之比")) > 0:
        return _ratio(context, context.bare[:at + 2].strip("，、"))
    found = governor(context)
    if bare and found.verb and found.verb.role in ("up", "down", "reach"):
        cut = len(bare) - found.at
        lead = lead[:-cut] if 0 < cut <= len(lead) else "" if cut > len(lead) else lead
    lead = trim(strip_comparison(lead))
    if context.figure.kind != "count":
        lead = _DONE.sub("", lead)
    return "" if lead in FILLERS or lead in OPENERS or _ASIDE.fullmatch(lead) else lead


def _of_part(core: str, whole: str) -> str:
    """公路通车里程160万公里，其中高速公路2.5万公里: a part that is only named has the measure of the whole, 高速公路通车里程."""
    tail = _SERIES_TAIL.search(whole, 1)
    return f"{core}{tail[0]}" if tail and not core.endswith(LEVELS) and not _SERIES_TAIL.search(core) else core


def _ratio(context: Context, name: str) -> str:
    """农产品加工产值与农业总产值之比; what the clause before names is compared where this one opens with 与."""
    previous = context.previous.figure if context.previous else None
    return f"{previous.indicator or ''}{name}" if name[0] in "与同和" and previous is not None else name


def _of_whole(indicator: str, lead: str) -> str:
    """X占Y比重, for a share whose part is named before."""
    whole = re.sub(r"的?(?:比重|比例|份额)?[为达到]*$", "", lead[lead.rfind("占") + 1:]) if "占" in lead else ""
    return f"{indicator}占{strip_comparison(whole)}比重" if whole else indicator


def _of_duration(view: View, context: Context, core: str) -> str:
    """经过20年的建设 is 建设历时, 用3天走完 is 走完用时, 留存五年 is 留存期限; 连续8年 keeps what lasted."""
    rest = re.split(r"[，。；：！？、\n]", _TIME_NOUN.sub("", context.tail))[0][:16]
    took = _TOOK.search(context.bare)
    if took and not rest and took["cue"][0] in "用只":
        rest = _next_clause(view, context)
    if took and rest:
        cue = took["cue"]
        if cue == "连续":
            return f"{core.removesuffix('连续')}连续{rest}"
        return f"{trim(rest)}{'用时' if cue[0] in '用只花' else '历时'}"
    if context.figure.unit == "岁" or _AGED.search(core):
        noun = _AGED.sub("", core)
        return noun if noun.endswith(("年龄", "寿命")) else f"{noun or trim(rest)}年龄"
    if core.endswith(("期限", "时间", "年限", "期", "时长", "寿命")):
        return core
    return f"{core}期限" if core and len(core) <= 12 and not rest else core or rest


def _next_clause(view: View, context: Context) -> str:
    """The begin of the clause behind a figure's own: 用十五年时间，[建成工业体系]."""
    clause = view.text[context.end + 1:min(context.end + 17, context.sentence_end)]
    return strip_openers(re.split(r"[，。；：！？、\n]", clause)[0])


def _of_rank(context: Context, core: str) -> str:
    """居全国第一: the series is the place of what is ranked."""
    match = _STANDING.search(core)
    noun = core[:match.start()] if match else core
    if not noun and context.previous is not None:
        noun = context.previous.figure.indicator or ""
    elif noun in _GENERIC and context.previous is not None:
        noun = f"{context.previous.figure.indicator or ''}{noun}"
    whole = match["whole"] if match and match["whole"] else ""
    return f"{trim(noun)}{whole}位次" if noun else core


def _from_tail(view: View, context: Context) -> str:
    """Where nothing leads to the number, what follows and the heading name it: 按照每月1000元[的标准]."""
    tail = trim(re.split(r"[，。；：、]", context.tail)[0])[:10]
    section = view.section_at(context.figure.start)
    while section is not None:
        if section.marker and section.heading and 2 <= len(section.heading) <= 12:
            return f"{section.heading}{tail}"
        section = section.parent
    return tail
