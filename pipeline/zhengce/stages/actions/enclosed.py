"""Actions inside a phrase: the list that 为…提供, 对…起到作用 and 在…等方面 enclose is what is done."""

from __future__ import annotations

from zhengce.lexicon.wordlists import words
from zhengce.stages.actions.lexer import Item
from zhengce.stages.actions.phrases import EFFECTS, described, verb_behind
from zhengce.stages.actions.series import Head, opens_action, series

_GIVES = words("giving_verbs.csv")
ENCLOSES = frozenset({"为", "在", "对", "对于"})
"""Prepositions that may enclose a list."""


def listed(items: list[Item], at: int) -> Head | None:
    """A verb in the list that 为…提供, 在…等方面, 围绕…任务 enclose: the list's clauses are actions, what is said of them is none."""
    size = len(items)
    item = items[at]
    verb = next((index for index in range(at + 1, size) if not items[index].before), size)
    if verb + 1 >= size or not items[verb].heads or "noun" in items[verb].frames and item.word == "在":
        return None
    if item.word != "在":
        close = next((index for index in range(verb + 1, size) if items[index].word in _GIVES), None)
        if close is not None and close > verb + 1 and "light" not in items[verb].frames and (
                items[-1].word[-2:] in EFFECTS and not described(items, verb, close) or _lists_clauses(items, verb, close)):
            return _enclosed(items, verb, close)
    elif verb == at + 1:
        close = next((index for index in range(at + 2, size) if items[index].role == "etc" or items[index].word in ("方面", "领域")), None)
        if close is not None and any(other.word == "方面" for other in items[close:close + 2]):
            return _enclosed(items, at + 1, close)
    return None


def _lists_clauses(items: list[Item], start: int, end: int) -> bool:
    """Whether items[start:end] are clauses of their own, a verb with its object each: 为深化改革、扩大开放提供保障."""
    return "noun" not in items[start].frames and any(items[index].role == "pause" and opens_action(items, verb_behind(items, index + 1, end))
                                                     for index in range(start + 1, end - 2))


def _enclosed(items: list[Item], at: int, close: int) -> Head:
    head = series(items[:close], at, None, None, None, "listed")
    head.stop = close
    return head
