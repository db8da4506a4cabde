"""What the series of a duration is called: 经过20年的建设 is 建设历时, 用3天走完 is 走完用时, 留存五年 is 留存期限, 年满60岁 an age."""

from __future__ import annotations

import re

from zhengce.stages.figures.context import Context
from zhengce.stages.figures.phrases import trim
from zhengce.stages.figures.series_names import strip_openers
from zhengce.stages.view import View

_TOOK = re.compile(r"(?P<cue>经过|历时|历经|经历|连续|用了?|只用|花了?)(?:了|约|近)?$")
_TIME_NOUN = re.compile(r"^(?:的?时间|左右|以?来|内|间|里|多|的|，|、)+")
_AGED = re.compile(r"(?:年满|不满|未满|已满)$")


def name_of_duration(view: View, context: Context, core: str) -> str:
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
