"""What the series of a duration is called: 经过20年的建设 is 建设历时, 用3天走完 is 走完用时, 留存五年 is 留存期限, 年满60岁 an age."""

from __future__ import annotations

import re

from zhengce.lexicon.wordlists import Words, words
from zhengce.stages.figures.context import Context
from zhengce.stages.figures.following import noun_after
from zhengce.stages.figures.phrases import DEEDS, PREDICATES, trim
from zhengce.stages.figures.series_names import strip_openers
from zhengce.stages.view import View

_TOOK = re.compile(r"(?P<cue>经过|历时|历经|经历|连续|(?<![留使利应享适费])用了?|只用|花了?)(?:了|约|近)?$")
_TIME_NOUN = re.compile(r"^(?:的?时间|左右|以?来|之?内|间|里|多|的|，|、)+")
_WITHIN = re.compile(r"^(?:的?时间)?(?:之?内|以内)")
_AGED = re.compile(r"(?:年满|不满|未满|已满)$")
_EXTENTS = tuple(words("extent_nouns.csv"))
_CAME = re.compile("(?<=..)(?:有了?|取得|使|已|形成|发生|发展成)")
"""Where the predicate behind what lasted begins: 经过二十年的建设|有了基础."""
_IMPOSED = re.compile(".*(?:应当?|必须|受到|给予|予以|处以|不得|需要?|称|称为)(?=..)")
_TIMES = words("relative_times.csv")
_SPANNING = words("spanning_verbs.csv")
_TAKING = Words(DEEDS | PREDICATES)


def name_of_duration(view: View, context: Context, core: str) -> str:
    """经过20年的建设 is 建设历时, 用3天走完 is 走完用时, 留存五年 is 留存期限; 连续8年 keeps what lasted."""
    rest = re.split(r"[，。；：！？、\n]", _TIME_NOUN.sub("", context.tail))[0][:16]
    took = _TOOK.search(context.bare)
    if took and not rest and took["cue"][0] in "用只":
        rest = _next_clause(view, context)
    if took and rest:
        return _taken(took["cue"], core, rest)
    if context.figure.unit == "岁" or _AGED.search(core):
        noun = _AGED.sub("", core)
        return noun if noun.endswith(("年龄", "寿命")) else f"{noun or trim(rest)}年龄"
    core = "" if core in _TIMES else _IMPOSED.sub("", core)
    if core.endswith(_EXTENTS) and core[-2:] not in _SPANNING:
        return core
    if rest and (view.text[context.figure.end - 1] == "内" or _WITHIN.match(context.tail)):
        return f"{rest}期限"
    if thing := _thing_behind(view, context, core):
        return thing if thing.endswith(_EXTENTS) else f"{thing}期限"
    return f"{core}期限" if core and len(core) <= 12 else core or rest


def _taken(cue: str, core: str, rest: str) -> str:
    """What lasted or what took so long."""
    if cue == "连续":
        return f"{core.removesuffix('连续')}连续{rest}"
    if cue[0] in "用只花":
        return f"{trim(rest)}用时"
    return f"{trim(_CAME.split(rest)[0])}历时"


def _thing_behind(view: View, context: Context, core: str) -> str:
    """What lasts so long, where it is the object of a verb in front or qualified with 的: 签订1年以上[劳动合同], 为期两年的[整顿计划]."""
    at = context.figure.end
    linked = view.text[at:at + 1] == "的"
    spanning = core[-2:] in _SPANNING
    if not linked and not spanning and core and not _TAKING.before(core, len(core)):
        return ""
    span = noun_after(view, at + linked, at + len(context.tail), governed=True)
    return view.text[span[0]:span[1]] if span else ""


def _next_clause(view: View, context: Context) -> str:
    """The begin of the clause behind a figure's own: 用十五年时间，[建成工业体系]."""
    clause = view.text[context.end + 1:min(context.end + 17, context.sentence_end)]
    return strip_openers(re.split(r"[，。；：！？、\n]", clause)[0])
