"""The name of a series out of the words in front of its number, without verbs of change, fillers and comparisons."""

from __future__ import annotations

import re

from zhengce.stages.figures.context import Context
from zhengce.stages.figures.measure import governor
from zhengce.stages.figures.phrases import FILLERS, OPENERS, strip_comparison, trim

_DONE = re.compile(r"^(?:实现|完成|达到)(?!投资)|(?<=产业)实现")
_ASIDE = re.compile("(?:扣除|考虑|剔除|按照?|根?据)[^，。；]{1,20}(?:因素|计算|口径|统计|核算|介绍|测算)")
"""A clause that only says how was counted: 扣除物价因素."""


def core_of(context: Context, lead: str, bare: str) -> str:
    """The lead without the governing verb, fillers and comparisons at its end, and without bare 实现 and 完成 before levels."""
    if (at := context.bare.find("之比")) > 0:
        return ratio_of(context, context.bare[:at + 2].strip("，、"))
    found = governor(context)
    if bare and found.verb and found.verb.role in ("up", "down", "reach"):
        cut = len(bare) - found.at
        lead = lead[:-cut] if 0 < cut <= len(lead) else "" if cut > len(lead) else lead
    lead = trim(strip_comparison(lead))
    if context.figure.kind != "count":
        lead = _DONE.sub("", lead)
    return "" if lead in FILLERS or lead in OPENERS or _ASIDE.fullmatch(lead) else lead


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
            if text[:size] in OPENERS or text[0] in "，、":
                text, changed = text[size if text[:size] in OPENERS else 1:], True
                break
    return text
