"""Bounds: the words around a number that say how its value is meant (超, 左右, 以上)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from zhengce.lexicon import read_table
from zhengce.rows import Bound
from zhengce.stages.figures.context import Context


@dataclass(frozen=True, slots=True)
class BoundWord:
    """A word that bounds the number next to it."""

    form: str
    place: Literal["before", "after"]
    bound: Bound
    reached: Bound | None = None
    in_span: Literal["yes", "no"] = "yes"
    only_before: Literal["", "scale", "half", "amount"] = ""
    unless_after: str = ""
    example: str = ""

    @property
    def ends_another(self) -> tuple[str, ...]:
        """Characters before the word that make it the end of another one."""
        return tuple(self.unless_after)


_ENTRIES = read_table(BoundWord, "bounds.csv", key=("form", "place"))
BEFORE = {entry.form: entry for entry in _ENTRIES if entry.place == "before"}
AFTER = {entry.form: entry for entry in _ENTRIES if entry.place == "after"}


def _alternatives(forms: dict[str, BoundWord]) -> str:
    return "|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True))


_LONGEST = max(map(len, BEFORE))
_BEFORE = re.compile(rf"(?:{_alternatives(BEFORE)})$")
_AFTER = re.compile(_alternatives(AFTER))
_LAST = frozenset(form[-1] for form in BEFORE)
_FIRST = frozenset(form[0] for form in AFTER)
_SIGNS = frozenset("=<>≤≥＜＞")


def bound_before(text: str, start: int) -> BoundWord | None:
    """The bound word that ends where a number starts (at `start`).

    >>> bound_before("中央财政投入超4000亿元", 7).bound
    'over'
    """
    last = text[start - 1:start]
    if last == " " and text[start - 2:start - 1] in _SIGNS:
        start, last = start - 1, text[start - 2]               # ≤ 100; the space is the caller's
    if last not in _LAST:
        return None
    match = _BEFORE.search(text, max(0, start - _LONGEST), start)
    if match is None:
        return None
    entry = BEFORE[match[0]]
    return None if text[match.start() - 1:match.start()] in entry.ends_another else entry


def bound_after(text: str, end: int) -> BoundWord | None:
    """The bound word that begins where number and unit end (at `end`)."""
    if text[end:end + 1] not in _FIRST:
        return None
    match = _AFTER.match(text, end)
    return AFTER[match[0]] if match else None


_FIRM = _alternatives({form: entry for form, entry in BEFORE.items() if entry.bound in ("at_most", "at_least") and len(form) > 1})
_APART = re.compile(rf"(?P<form>{_FIRM})(?:为)?(?:每[^，。；\d]{{1,3}}|人均|平均)$")
# 每季度至少检测一次, 不得低于上一年度收益的百分之二: the bound word governs the number over a few words.
_GOVERNED = re.compile(r"(?:(?P<least>至少|最少|起码)|(?P<most>最多|至多))(?:[^，。；：\d、]{1,6})$"
                       r"|(?P<form>不[得能应](?:低于|少于|高于|超过))[^，。；：\d]{2,24}的$")
_ROUGHLY = re.compile(r"(?:^|[^，。；：大条合公预制特节])(?P<form>大?约)[^，。；、\d约]{2,14}$")
_LIMIT = re.compile(r"^的?(?:限额|额度|标准|幅度|范围)(?:以|之)?内")


def bound_from_clause(context: Context) -> None:
    """Bounds that words apart from the number give: 不能超过每月1000元, 在80000元限额内, 大约损失一千亿元. The span stays."""
    figure = context.figure
    if figure.bound != "exact" or figure.value is None:
        return
    bound = None
    if match := _APART.search(context.lead):
        bound = BEFORE[match["form"]].bound
    elif match := _GOVERNED.search(context.lead):
        bound = "at_least" if match["least"] else "at_most" if match["most"] else BEFORE[match["form"]].bound
    elif _LIMIT.match(context.tail):
        bound = "at_most"
    elif _ROUGHLY.search(context.lead):
        bound = "about"
    if bound:
        figure.bound = bound
        figure.low, figure.high = ends(figure.value, bound)
        figure.trace.append(f"bound.apart {bound}")


def ends(value: Decimal, bound: str) -> tuple[Decimal | None, Decimal | None]:
    """`low` and `high` of a value under a bound.

    >>> ends(Decimal(90), "at_least")
    (Decimal('90'), None)
    """
    if bound == "exact":
        return value, value
    if bound in ("over", "at_least"):
        return value, None
    if bound in ("under", "at_most"):
        return None, value
    return None, None
