"""Codes of places that no division table names whole: 骆驼湾村 after 河北阜平县骆驼湾村, 广东（珠三角）, 辽宁沈阳.

A name that ends an earlier place's is that place; one that begins with divisions lies in the last of them, unless it is a water or a
mountain that only begins like one (赤水河).
"""

from __future__ import annotations

import re
from collections import Counter

from zhengce.stages.entities.candidates import Candidate
from zhengce.stages.entities.places import divisions

_LONGEST = 12
_OWN = frozenset(("自治区",))
"""The province that a document of its own means without naming it."""
_NATURE = frozenset("山河江湖海洋湾岭峡源")
"""What makes a division's name that of a water or mountain."""
_WATER = frozenset("湖河")
_BELOW = re.compile("(?:镇|乡|村|街道|社区|寨|苏木|嘎查)$")


def place_codes(standing: list[Candidate], text: str, home: str | None) -> None:
    """Fill code and canonical name of places that have no code."""
    near = Counter(one.code[:2] for one in standing if one.type == "place" and one.code)
    if home:
        near[home[:2]] += 1000
    named: list[tuple[str, Candidate]] = []
    before: Candidate | None = None
    for one in standing:
        if one.type != "place":
            continue
        form = text[one.start:one.end]
        if one.code is None:
            like = _named_before(form, named)
            if home and form in _OWN:
                one.code = home[:2] + "0000"
                one.canonical = divisions().path(one.code)
            elif like:
                one.canonical, one.code = like.canonical, like.code
            elif not (_BELOW.search(form) and _beside(one, form, before, text)):
                _within(one, form, near)
        before = one
        if one.code:
            named.append((form, one))


def _named_before(form: str, named: list[tuple[str, Candidate]]) -> Candidate | None:
    """The last place with a code whose name ends in `form`; the same name counts for villages, which no table has."""
    if len(form) < 3:
        return None
    village = _BELOW.search(form)
    return next((earlier for name, earlier in reversed(named) if name.endswith(form) and (village or name != form)), None)


def _beside(one: Candidate, form: str, before: Candidate | None, text: str) -> bool:
    """在安顺市西秀区，浪塘村…: a village behind the county that the clause is set in lies there."""
    if before is None or not before.code or before.code.endswith("00") or text[before.end:one.start] != "，":
        return False
    if text[before.start - 1:before.start] != "在":
        return False
    one.code, one.canonical = before.code, divisions().path(before.code) + form
    return True


def _chosen(codes: list[str], near: Counter[str]) -> str | None:
    """Which of the divisions of one name is meant: the only one, the one of the province spoken of most, else the only one of the highest level
    (in 江西南昌 the city, not the county in it)."""
    ranked = sorted(codes, key=lambda code: -near[code[:2]])
    if ranked and (len(ranked) == 1 or near[ranked[0][:2]] > near[ranked[1][:2]]):
        return ranked[0]
    for level in ("province", "city"):
        same = [code for code in ranked if divisions().by_code[code].level == level]
        if len(same) == 1:
            return same[0]
    return None


def _within(one: Candidate, form: str, near: Counter[str]) -> None:
    """The division that the name begins with: 辽宁沈阳, 安徽（合芜蚌）."""
    table = divisions()
    code, at, steps = None, 0, 0
    while at < len(form):
        step = None
        for end in range(min(len(form), at + _LONGEST), at + 1, -1):
            inside = [found for found in table.forms.get(form[at:end], ()) if code is None or code in table.ancestors(found)]
            if chosen := _chosen(inside, near):
                step = chosen, end
                break
        if step is None:
            break
        code, at = step
        steps += 1
    # A county's short name is the county only where its province is spoken of: 金川 may be a river, 龙门石窟 lies elsewhere.
    short = steps == 1 and form[:at] in table.short and code is not None and table.by_code[code].level == "county"
    if code is None or short and (not near[code[:2]] or form[-1] in _WATER):    # 太湖 is the lake, also in a text on 安徽
        return
    rest = form[at:]
    if rest[:1] in _NATURE:
        return                                                                  # 赤水|河 is no part of 赤水市
    one.code = code
    if not rest or _BELOW.search(rest):
        one.canonical = table.path(code) + rest
