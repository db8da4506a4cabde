"""A verb that closes its clause, without an object behind it: who does it stands before (科技人员协同攻关), or what is done (改革持续推进)."""

from __future__ import annotations

from zhengce.lexicon.wordlists import words
from zhengce.stages.actions.actors import Actors
from zhengce.stages.actions.lexer import OPEN, VERB, Item
from zhengce.stages.actions.series import Head

_DEEDS = words("deed_verbs.csv")
_SELDOM = frozenset({"act", "seldom"})
_SERIAL = frozenset({"act", "serial", "change"})
_MANNER = frozenset({"a", "ad", "d"})
_BOUND = frozenset({"must", "forbid", "can", "future", "pause", "de"})
_NO_DEED = frozenset({"result", "state", "speech", "change", "copula", "turn", "judges"})


def closing_verb(items: list[Item], actors: Actors) -> Head | None:
    """The verb that closes a clause as the head of an action without object behind it; None where there is none, or verbs stand before."""
    size = len(items)
    if size < 2 or not items[-1].verb or items[-1].frames & _NO_DEED and items[-1].word not in _DEEDS:
        return None
    verb = size - 1
    while verb and _runs_on(items[verb - 1]):
        verb -= 1                                             # 履职尽责, 参展参会
    end = verb
    while end and (items[end - 1].before or items[end - 1].tag in _MANNER or items[end - 1].frames >= _SELDOM or items[end - 1].frames >= _SERIAL):
        end -= 1                                              # 英勇奋战, 协同攻关, 加快推进
    start = 0
    while start < end and items[start].before:
        start += 1
    if start == end or any(item.role[:5] == "prep_" or item.role in _BOUND for item in items[start:verb]):
        return None
    if actors.is_actor(items, start, end) and not any(map(VERB, items[start:end])) and (end < verb or items[verb].frames is OPEN):
        return Head(verb, verb, size, "closing", None, (start, end), stop=size)
    if items[-1].word in _DEEDS and verb == size - 1 and (end < verb or "telic" in items[-1].frames) and _thing(items, start, end, actors):
        return Head(verb, verb, size, "passive", (start, end), None, stop=size)
    return None


def _runs_on(item: Item) -> bool:
    """Whether a verb is one with the next, which has no object either: 履职尽责."""
    return item.verb and item.frames is OPEN and len(item.word) > 1


def _thing(items: list[Item], start: int, end: int, actors: Actors) -> bool:
    """Whether items[start:end] name what is done: a noun phrase that no verb with an object of its own opens."""
    if actors.is_actor(items, start, end) or any(item.heads and "noun" not in item.frames for item in items[start:end]):
        return False
    return items[end - 1].role in ("noun", "programme", "slogan", "quote", "document") or "noun" in items[end - 1].frames
