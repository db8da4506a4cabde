"""Lists that share a predicate: 分别增长3.2%、4.5%和6% gives each number its own noun, in order."""

from __future__ import annotations

import re

from zhengce.lexicon.wordlists import words
from zhengce.stages.figures.context import Context

_EACH = re.compile(r"分别|依次|各")
_SEPARATOR = re.compile(r"、|以及|和|与|及")
_NUMBERED = re.compile(r"^第?[一二三四五六七八九十]$")
_ORDINAL_HEAD = re.compile(r"^第[一二三四五六七八九十](?=(?:、[一二三四五六七八九十])+)")
_SUCH = re.compile(r"等(?:[^，。；]{0,8}?(?:产品|行业|领域|品种|商品|地区))?")
_BOTH = re.compile(r"^(?P<head>[^城]{0,6})城(?:乡|镇[和、与及]农村)(?P<rest>.+)$")
_HELD = re.compile("(?:分别|各|均)?(?P<whole>占[^、]{1,16}(?:比重|比例))$")
_SCOPES = words("scope_words.csv")
_STEPS = words("paired_nouns.csv")
_TAIL = re.compile(rf"(?:总|净|毛|人均|平均|合计)*(?:{'|'.join(sorted(words('series_tails.csv'), key=len, reverse=True))}|数)$")
_PER = re.compile("每[十百千万]?(?:人|户|亩|名|个)(?:口)?")


def share_out(context: Context) -> None:
    """Split the head of a list of figures into as many nouns as it has figures; nothing where it has not so many."""
    head, count = context.figure.indicator or "", len(context.series)
    if not _EACH.search(context.lead) and head.count("、") != count - 1:
        return                                                # 自来水、卫生户厕普及率达到98%、85% needs no 分别
    share = _HELD.search(head)
    items = [f"{item}{share['whole']}" for item in split(head[:share.start()], count)] if share else split(head, count)
    if items:
        context.shared = items
        context.figure.indicator = items[0]
        _share_counted(context, count)
        context.figure.trace.append("indicator.distributed")


def _share_counted(context: Context, count: int) -> None:
    """Give each figure of a list its own of as many things that are counted: 中心、基地分别达到69家、107家."""
    things = _SEPARATOR.split(context.figure.counted or "")
    if len(things) == count:
        for member, thing in zip(context.series, things, strict=True):
            member.figure.counted, member.figure.counted_span = thing, None


def split(head: str, count: int) -> list[str]:
    """The nouns of a coordinated head, each completed by what it shares with the others; empty where they are not `count`.

    >>> split("小麦种植、收获机械化率", 2)
    ['小麦种植机械化率', '小麦收获机械化率']
    >>> split("第一、二、三产业增加值占比", 3)
    ['第一产业增加值占比', '第二产业增加值占比', '第三产业增加值占比']
    >>> split("城乡居民人均可支配收入", 2)
    ['城镇居民人均可支配收入', '农村居民人均可支配收入']
    """
    items = _SEPARATOR.split(head)
    if count == 2 and len(items) <= 2 and (match := _BOTH.match(head)):
        return [f"{match['head']}{side}{match['rest']}" for side in ("城镇", "农村")]
    if len(items) != count:
        items = head.split("、")                              # 芯片、计算机及系统产量
    if len(items) != count:
        return []
    if _ORDINAL_HEAD.match(head):
        tail = items[-1][1:]
        return [f"第{item.lstrip('第')[:1]}{tail}" for item in items]
    own, tail = _shared_tail(items)
    prefix = _shared_prefix(items)
    completed = [item if _TAIL.search(item, 1) else f"{item}{tail}" for item in items[:-1]] + [own + tail]
    return [item if item.startswith(prefix) else f"{prefix}{item}" for item in completed]


def _shared_tail(items: list[str]) -> tuple[str, str]:
    """The last item's own noun and the tail that the items before it lack."""
    last = items[-1]
    if all(_TAIL.search(item, 1) for item in items[:-1]):
        return last, ""
    if such := _SUCH.search(last):
        return last[:such.start()], last[such.end():]
    before = items[-2]
    for size in range(min(4, len(before)), 0, -1):      # 高中教育和高等教育毛入学率: both end in 教育
        at = last.find(before[-size:])
        if at >= 0 and at + size < len(last) - (1 if size > 1 else 2):
            return last[:at + size], last[at + size:]
    match = _TAIL.search(last, 2)
    return (last[:match.start()], last[match.start():]) if match else (last, "")


def _shared_prefix(items: list[str]) -> str:
    """What only the first item says of all: 限上 of 限上汽车、家电零售额; 小麦 of 小麦种植、收获机械化率."""
    first, rest = items[0], items[1:]
    scope = first[:_SCOPES.at(first, 0)] or (per[0] if (per := _PER.match(first)) else "")
    if scope:
        return "" if any(item.startswith(scope) for item in rest) else scope
    if len(rest) == 1 and len(first) >= 4 and len(first) - 2 > 1 and rest[0][:2] in _STEPS and first[-2:] in _STEPS:
        return first[:-2]
    return ""
