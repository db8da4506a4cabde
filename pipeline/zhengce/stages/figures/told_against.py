"""What a figure told against something is called: 税收…完成预算的92% is 税收完成预算比重, 是全国平均水平的2倍 is what was named before, 在零售总额中…占54% says
of what it is a share, 进出口…其中出口 is of the same trade."""

from __future__ import annotations

import re
from dataclasses import dataclass

from zhengce.lexicon import read_table
from zhengce.lexicon.wordlists import words
from zhengce.stages.figures.context import Context
from zhengce.stages.figures.following import noun_after
from zhengce.stages.figures.phrases import strip_comparison, trim
from zhengce.stages.view import View


@dataclass(frozen=True, slots=True)
class PairedLevel:
    """A level, and the one that is told before it."""

    form: str
    partner: str
    example: str = ""


_BASE = re.compile("(?P<part>.*?)(?P<how>完成|相当于|等于|达到|为|是)(?P<whole>[^，。；、]{0,20})的(?:约|近)?$")
_PLAN = re.compile(f"(?:{'|'.join(sorted(words('plan_nouns.csv'), key=len, reverse=True))})[数额]?$")
_HELD = re.compile("(?P<part>[^占，。；]{2,30}?)占(?:了|到)?$")
_EXCEEDING = re.compile("(?:高于|低于|快于|慢于|超过|多于|少于)[^，。；、]{0,10}的?")
_FRAME = re.compile("在(?P<whole>[^，。；]{2,24})中，")
_PAIRED = {(entry.form, entry.partner) for entry in read_table(PairedLevel, "paired_levels.csv", ("form", "partner"))}
_SUM = re.compile("(?:总[额值量]|规模)$")
_RELATIVE = frozenset(("percent", "multiple", "ratio"))


def name_against(view: View, context: Context, lead: str) -> str:
    """The name of a share of a plan, of a multiple, of a share in what the sentence opens with; empty for any other figure."""
    figure, previous = context.figure, context.previous
    if previous is not None and _EXCEEDING.fullmatch(lead):
        return previous.figure.indicator or ""
    if figure.kind not in _RELATIVE:
        return ""
    if figure.measure_of == "share" and lead[:1] == "占" and context.tail[:1] == "的" and (span := noun_after(view, figure.end + 1, figure.end + len(context.tail))):
        return f"{view.text[span[0]:span[1]]}占{trim(strip_comparison(lead[1:]))}比重"
    if base := _BASE.fullmatch(lead) or _BASE.fullmatch(context.bare.lstrip("，、")):
        part = trim(strip_comparison(base["part"].strip("，、"))) or (previous.figure.indicator or "" if previous is not None else "")
        if part and _PLAN.search(base["whole"]):
            return f"{part}完成{base['whole']}比重"
        return part if figure.kind == "multiple" else ""
    held = _HELD.fullmatch(lead) if figure.measure_of == "share" else None
    frame = _FRAME.search(view.text, context.sentence.start, figure.start) if held else None
    return f"{trim(strip_comparison(held['part']))}占{_named(view, context, *frame.span('whole'))}比重" if held and frame else ""


def _named(view: View, context: Context, start: int, end: int) -> str:
    """A stretch without the time in front and without the figure that ends it: 1957年[全国煤产量]1.1亿吨."""
    for time in context.sentence.times:
        if time.start <= start < time.end <= end:
            start = time.end
    end = min((one.figure.start for one in context.sentence.contexts if start < one.figure.start < end), default=end)
    return trim(view.text[start:end])


def of_the_pair(context: Context, core: str) -> str:
    """A level with what the one it is paired with was said of: 预算收入…、支出 is 预算支出, 货物贸易进出口…，其中出口 is 货物贸易出口."""
    before = context.previous or context.before_sentence
    for _ in range(4):
        if before is None:
            break
        name = _SUM.sub("", before.figure.indicator or "")
        partner = max((partner for form, partner in _PAIRED if form == core and name.endswith(partner)), key=len, default="")
        if partner:
            return f"{name.removesuffix(partner)}{core}"
        before = before.previous or before.before_sentence
    return core
