"""Clauses that only set a change against something: 比上届同期[增长5%], 按可比价格计算比上年…, 与上月相比…; what changed is named before."""

from __future__ import annotations

import re

from zhengce.stages.figures.context import Context
from zhengce.stages.figures.measure import governor
from zhengce.stages.figures.phrases import LEVELS, OPENERS

_CHANGES = frozenset(("up", "down", "gap", "share"))
_COUNTED_BY = re.compile("^(?:按照?|以|扣除|考虑|剔除)[^，。；、]{1,12}?(?:计算|口径|因素|统计|为基数)，?")
_AGAINST = re.compile("^(?:比(?![重例值价率较如方])|较(?![大小高低多少快好为强])|[与同和跟](?=[^，。；、]{0,14}(?:相比|比较)))(?P<other>[^，。；、]{0,18})$")
_BEGIN = frozenset("比较与同和跟按以扣考剔")
_LEFT_OVER = re.compile("^[^，。；]{1,8}、")


def only_compares(context: Context) -> bool:
    """Whether nothing but what a change is set against stands in front of its verb."""
    found = governor(context)
    if found.verb is None or found.verb.role not in _CHANGES:
        return False
    head = context.bare[:found.at]
    if context.same_clause and (left := _LEFT_OVER.match(head)):
        head = head[left.end():]                              # 按4%[安排、]比上年提高…
    head = head.strip("，、 ")
    while head and head[0] not in _BEGIN and (stop := OPENERS.at(head, 0)):
        head = head[stop:]                                    # 而且将比上年
    if not head:
        return False
    rest = _COUNTED_BY.sub("", head)
    if not rest or not rest.strip("，"):
        return True
    match = _AGAINST.match(rest)
    other = match["other"].partition("相比")[0] if match else ""
    return match is not None and (not other.endswith(LEVELS) or "的" in other)
