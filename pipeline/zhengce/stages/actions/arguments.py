"""From a head to the span of its action: where it begins and ends, its verb and its object."""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import dataclass

from zhengce.stages.actions.clauses import Clause
from zhengce.stages.actions.lexer import Item
from zhengce.stages.actions.series import Head

_COMPLEMENT = re.compile("(?:成为|[在到至成为])$")
_NAMES = frozenset({"noun", "act", "pivot"})
"""Frames of a verb of speech that may be the object itself: 提出要求."""
_LIGHT_TAIL = {"le", "particle"}


@dataclass(slots=True)
class Span:
    """An action's span with its verb and object, as offsets into the normalized text."""

    start: int
    end: int
    verb: str
    object: tuple[int, int] | None


def span_of(text: str, clause: Clause, head: Head, verbs: Container[str]) -> Span | None:
    """The span of a head: from its verb, or the preposition that puts the object first, to the end of its object. `verbs`: all verbs of policy."""
    items = clause.items
    stop = _close(items, head.last, head.stop, head.stop < len(items))
    if stop - 1 > head.last and stop == len(items) and "speech" in items[-1].frames and not items[-1].frames & _NAMES \
            and (not items[-2].verb or "speech" in items[-2].frames):
        stop -= 1                                             # 发布声明称, 作出批示强调
    verb, after = _verb(items, head, stop, verbs)
    end = clause.stop(max(stop, head.last) - 1)
    if head.front is not None:
        low, high = clause.starts[head.front[0]], clause.stop(head.front[1] - 1)
        found = (low, high) if high > low else None
    else:
        while after < stop and items[after].role in _LIGHT_TAIL:
            after += 1
        found = _object(clause, after, stop)
    start = clause.starts[head.lead]
    return Span(start, end, verb, found) if end > start else None


def _verb(items: list[Item], head: Head, stop: int, verbs: Container[str]) -> tuple[str, int]:
    if head.last == head.first + 1 and (head.last == stop or "light" not in items[head.first].frames and items[head.first].word != "开展"):
        return _bare(items[head.first]), head.last            # one word, as most are
    words = [_bare(item) for item in items[head.first:head.last] if item.verb]
    joined = "".join(item.word for item in items[head.first:head.last])
    last = head.last
    light = "light" in items[head.first].frames
    if last < stop and (light or items[head.first].word == "开展" and head.how in ("preposed", "motion")):
        # 对…进行优化调整, 给予适当支持: the noun behind the light verb is the verb with the meaning.
        rest = [item for item in items[last:stop] if item.role not in _LIGHT_TAIL]
        while rest and rest[-1].role != "verb" and len(rest) > 1:
            rest.pop()
        tail: list[str] = []
        for item in reversed(rest):
            if not item.verb or "granted" in item.frames and (head.front is None or len(rest) > 1) or len(tail) == 2 \
                    or tail and "seldom" in item.frames and "act" not in item.frames:          # 进行就业援助
                break
            tail.insert(0, item.word)
        if tail and (light or len(rest) <= 2):
            return "".join(tail), stop
        if light and items[stop - 1].size == 4 and items[stop - 1].word[2:] in verbs:
            return items[stop - 1].word[2:], stop             # 进行技术改造, one word to the segmenter
    apart = "、" in joined or any(item.before and item.role != "connective" for item in items[head.first:head.last])          # 谋划、扎实推进
    return (joined if len(words) > 1 and not apart else "、".join(words)) or joined, last


def _bare(item: Item) -> str:
    """The verb without its complement: 放在, 转化为."""
    return _COMPLEMENT.sub("", item.word) if "complement" in item.frames else item.word


def _object(clause: Clause, start: int, stop: int) -> tuple[int, int] | None:
    """The object, without a quantity that trails it: 安排彩票公益金112亿元."""
    items, end = clause.items, stop
    while end > start and items[end - 1].role in ("figure", "mark"):
        end -= 1
    if end > start:
        return clause.starts[start], clause.stop(end - 1)
    return None


def _close(items: list[Item], start: int, stop: int, inner: bool) -> int:
    """`stop` moved before what does not belong to the object: a bracket, and before a further verb (`inner`) its adverbs."""
    end = stop
    if end - 1 > start and items[end - 1].role == "place_word" and items[end - 1].word[-1] == "后":
        end -= 1                                              # 加以修改后，提请审议
    while end > start and (items[end - 1].role in ("pause", "connective", "bracket", "mark") or inner and items[end - 1].before):
        end -= 1
    return max(end, start)
