"""The name of a series out of the words in front of its number, without verbs of change, fillers and comparisons."""

from __future__ import annotations

import re

from zhengce.lexicon import read_table, trie
from zhengce.lexicon.wordlists import words
from zhengce.stages.figures.context import Context
from zhengce.stages.figures.measure import governor
from zhengce.stages.figures.numeral_runs import DIGIT, SCALE
from zhengce.stages.figures.phrases import ACTS, DEEDS, FILLERS, LEVELS, NOMINAL, OPENERS, strip_comparison, trim
from zhengce.stages.figures.units import Unit

_DONE = re.compile(r"^(?:实现|完成|达到)(?!投资)")
_REACHED = re.compile(rf"(?<=..)实现(?=[^，。；、]{{0,4}}(?:{'|'.join(sorted(words('series_tails.csv'), key=len, reverse=True))})$)")
_LINKED = re.compile(rf"的(?=(?!比[重例])(?:{'|'.join(sorted(words('series_tails.csv'), key=len, reverse=True))})$)")
_KEPT = NOMINAL | words("nominal_acts.csv") | {"新增", "净增"}
"""Verbs that may begin a noun, or that belong to the name: 服务业增加值, 新增销售额."""
TERRITORY = words("own_territory_words.csv")
_OUTPUTS = ("产量", "产值", "增加值", "销售额", "零售额", "营业收入")
_OPENED = re.compile("^(?:(?:使得?|即|如(?![果何期今此同])|还有|就有|其中|只有|当地|不仅|但是?)(?=..)|按?[^，。；、]{0,8}价格?计算的?(?=..))+")
_FRONTED = re.compile("^[^，。；、]{0,14}[把将](?=[^，。；]{2,})")
"""平台将配送时效缩短至…: what stands in front of the object."""
_SUMMED = re.compile("(?<=..)(?:累计|总共|一共)(?=..)|^共(?=[^同建享有青产和])")
_CAUSED = re.compile(f"^.{{0,12}}?(?:{'|'.join(sorted(words('causing_verbs.csv'), key=len, reverse=True))})了?(?=.{{3,}})")
_PER_UNIT = re.compile(rf"(?<=..)每(?:[\d{DIGIT}{SCALE}]{{0,4}}(?:{trie([unit.form for unit in read_table(Unit, 'units.csv')])})[电水]?最?|[^，。；、的])$")
"""What the amount is told by: 电价为[每千瓦时]0.5元; not the deed behind it, 每亩|筹资3元."""
_LONE = frozenset("将已又还而但也则在共由就并仍均都")
"""Openers of one character that hardly ever begin a word: not 新, 各, 原."""
_NUMBERS = tuple(words("number_nouns.csv"))
_ASIDE = re.compile("(?:扣除|考虑|剔除|按照?|根?据)[^，。；]{1,20}(?:因素|计算|口径|统计|核算|介绍|测算)")
"""A clause that only says how was counted: 扣除物价因素."""


def core_of(context: Context, lead: str, bare: str) -> str:
    """The lead without the governing verb, fillers and comparisons at its end, and without bare 实现 and 完成 before levels."""
    if lead in FILLERS:
        return ""                                             # 月均
    if (at := context.bare.find("之比")) > 0:
        return ratio_of(context, context.bare[:at + 2].strip("，、"))
    found = governor(context)
    if bare and found.verb and found.verb.role in ("up", "down", "reach"):
        cut = len(bare) - found.at
        lead = lead[:-cut] if 0 < cut <= len(lead) else "" if cut > len(lead) else lead
    lead = trim(strip_comparison(lead))
    if context.figure.kind != "count":
        lead = strip_comparison(_PER_UNIT.sub("", lead))
    if found.verb and found.verb.form == "增收" and lead.endswith("均"):
        lead += "增收"
    lead = _last_deed(_SUMMED.sub("", _OPENED.sub("", _FRONTED.sub("", lead))))
    if context.figure.kind != "count":
        lead = _level_named(context, _DONE.sub("", lead))
    elif lead.endswith(_NUMBERS):
        lead = _CAUSED.sub("", lead)
        lead = lead[TERRITORY.at(lead, 0):]
    return "" if lead in FILLERS or lead in OPENERS or _ASIDE.fullmatch(lead) else lead


def _last_deed(lead: str) -> str:
    """The last of several deeds with objects of their own: 开展预算评审、[压减资金]42亿元; not 新建、改造公路."""
    if "、" not in lead:
        return lead
    head, last = lead.rsplit("、", 1)
    before = head.rsplit("、", 1)[-1]
    stop = DEEDS.at(last, 0)
    return last if 0 < stop < len(last) - 1 and len(before) > 4 and any(True for _ in DEEDS.within(before, 0, len(before))) else lead


def _level_named(context: Context, lead: str) -> str:
    """The name of a level without what brought it about (带动零售额增长), 实现 and 的 in front of its noun."""
    lead = _LINKED.sub("", _REACHED.sub("", lead))
    if lead.endswith(LEVELS) or context.figure.measure_of == "growth":
        lead = _CAUSED.sub("", lead)
    if (stop := DEEDS.at(lead, 0)) and lead.endswith(_OUTPUTS) and len(lead) - stop > 3 and lead[:stop] not in _KEPT:
        lead = lead[stop:]                                    # 调度原煤产量
    if context.figure.measure_of == "increase":
        lead = lead.removesuffix("新增").removesuffix("净增")
    return lead


def ratio_of(context: Context, name: str) -> str:
    """农产品加工产值与农业总产值之比; what the clause before names is compared where this one opens with 与."""
    previous = context.previous.figure if context.previous else None
    return f"{previous.indicator or ''}{name}" if name[0] in "与同和" and previous is not None else name


def strip_openers(text: str) -> str:
    """A clause without the words that open it."""
    changed = True
    while changed:
        changed = False
        for size in range(min(6, len(text) - 1), 0, -1):
            if text[:size] in OPENERS and (size > 1 or text[0] in _LONE) and text[:2] not in ACTS or text[0] in "，、":
                text, changed = text[1 if text[0] in "，、" else size:], True
                break
    return text
