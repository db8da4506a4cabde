"""The grammar of quantities: modifiers + number + scale + unit or measure word, as spans with value, bounds and unit.

Read in this order: `amounts` reads a number with its unit wherever one can begin; `_figure` adds sign and bound words; `joining`
makes ranges and compounds and lets lists share a unit (`3—5年`, `3小时20分钟`, `1409万、1305万人次`); `admission` decides whether it
measures anything. Text that is something else (times, names, idioms) is masked before: see `ordinary.py`.
"""

from __future__ import annotations

import re
from decimal import Decimal

from zhengce.stages.figures.admission import BARE_NOUNS, refusal
from zhengce.stages.figures.amounts import ANCHOR, Amount, read_amount
from zhengce.stages.figures.bounds import BoundWord, bound_after, bound_before
from zhengce.stages.figures.joining import LINKS, join
from zhengce.stages.figures.measured import set_unit, settle
from zhengce.stages.figures.numeral_runs import DIGIT, GREAT, HUNDREDS, MORE, SCALE
from zhengce.stages.figures.numerals import LONGEST, Number
from zhengce.stages.figures.symbols import symbol_before
from zhengce.stages.figures.units import Unit, Units
from zhengce.stages.mentions import FigureMention

_MINUS = frozenset("-−－负負")
_SIGN = re.compile(rf"(?:(?<![\d{SCALE}{DIGIT}%A-Za-z元年月日亩吨米人个家倍成）)\-—])[-−－]|(?<![减担胜背肩欠抱自])[负負])$")
_BELOW_ZERO = "零下"
_TURN = re.compile(r"[翻翻]了?$")
_POSITIONAL = re.compile(rf"[{DIGIT}]○|[一二三四五六七八九]{{2}}·[{DIGIT}]")
_PASSED = frozenset("通经超不越路走度跨")
"""Characters that make 过 the end of another verb: 经过, 走过."""
_AMOUNTS = frozenset("额值量比率数")
"""Last characters of nouns that 过 exceeds: 产值过500亿元, 占比过20%."""
_LAND = frozenset("部容外地陆")
"""What follows 内 where it is no bound: 3年内部, 内容, 内外, 内地, 内陆."""


class QuantityGrammar:
    """Finds quantities in normalized text."""

    def __init__(self, units: Units):
        self.units = units
        self._opening = frozenset(units.starts) | frozenset(MORE) | LINKS
        """What can stand behind a number that is worth reading on, bound words apart."""

    def find(self, text: str, source: str | None = None) -> list[FigureMention]:
        """Quantities of `text` in order; offsets are into `text`. Masked characters (NUL) are never part of one.

        `source` is the text before masking, for the cues around a number.
        """
        joined = join(text, self.candidates(text), self.units)
        source = source or text
        return [figure for figure in joined if refusal(text, figure, source) is None]

    def whole(self, text: str) -> FigureMention | None:
        """The quantity that the whole of `text` writes, or None; here a bare number is one too."""
        found = join(text, self.candidates(text, every=True), self.units, alone=True)
        return next((figure for figure in found if figure.start == 0 and figure.end == len(text)), None)

    def candidates(self, text: str, every: bool = False) -> list[FigureMention]:
        """Candidates in order. Without `every`, numbers that nothing can make a quantity are passed over."""
        positional = bool(_POSITIONAL.search(text))
        found: list[FigureMention] = []
        anchor = ANCHOR.search
        match = anchor(text)
        while match:
            start = match.start()
            amount = read_amount(text, start, self.units, positional)
            end = start + 1
            if amount is not None and amount.end - start > LONGEST:
                end = amount.end
            elif amount is not None:
                figure = _figure(text, amount, None if every else self._opening)
                end = amount.end
                if figure is not None:
                    found.append(figure)
                    end = max(end, figure.end)
            match = anchor(text, end)
        return found


def _figure(text: str, amount: Amount, opening: frozenset[str] | None) -> FigureMention | None:
    """A figure from its amount: sign and bound words are looked for around it. None for a bare number that nothing bounds and that
    no character of `opening` follows."""
    if amount.unit is not None and amount.unit.form == "番":
        return _turned(text, amount)
    start, end, number = amount.start, amount.end, amount.number
    if text[start - 1:start] in _MINUS and _SIGN.search(text, max(0, start - 2), start):
        start -= 1
        number = Number(-number.low, -number.high, number.over)
    elif text.endswith(_BELOW_ZERO, 0, start) and amount.unit is not None:
        start -= len(_BELOW_ZERO)
        number = Number(-number.low, -number.high, number.over)
    unit = amount.unit
    if unit is None and (symbol := symbol_before(text, start)):
        start, unit = start - len(symbol.form), symbol.as_unit
    before = _before(text, start, amount.start, unit)
    after = bound_after(text, end)
    if after and after.form == "内" and (unit is None or unit.kind != "duration" or text[end + 1:end + 2] in _LAND):
        after = None
    if opening is not None and unit is None and before is None and after is None and _hopeless(text, amount, opening):
        return None
    return _bounded(text, amount, number, unit, start, before, after)


def _before(text: str, start: int, number_start: int, unit: Unit | None) -> BoundWord | None:
    """The bound word in front; 上 and 成 bound only a bare scale (上千, 成百; not 以上百), 过 only 半 and 万 (过半, 过亿元), 最高 only amounts."""
    before = bound_before(text, start)
    if before is None or not before.only_before:
        return before
    if before.only_before == "half":
        bare = unit is None or not unit.form or text[number_start] in GREAT
        tenths = unit is not None and unit.form == "成"
        fits = (text[number_start] in f"半{GREAT}" and bare or tenths) and text[start - 2:start - 1] not in _PASSED \
            or text[start - 2:start - 1] in _AMOUNTS
    elif before.only_before == "amount":
        fits = unit is not None and unit.kind in ("money", "percent")
    else:
        fits = text[number_start] in HUNDREDS and text[start - 2:start - 1] != "以"
    return before if fits else None


def _hopeless(text: str, amount: Amount, opening: frozenset[str]) -> bool:
    """Whether a bare number can be no quantity: no scale that closes it (1400万儿童), no fraction, nothing that could go on."""
    if amount.rule != "quantity.bare" or amount.number.over or BARE_NOUNS.at(text, amount.end) or "." in text[amount.start:amount.number_end]:
        return False
    return text[amount.number_end - 1] not in GREAT and text[amount.end:amount.end + 1] not in opening \
        and text[amount.start - 1:amount.start] not in LINKS


def _bounded(text: str, amount: Amount, number: Number, unit: Unit | None, start: int, before: BoundWord | None,
             after: BoundWord | None) -> FigureMention:
    bound, trace, end = "exact", [amount.rule], amount.end
    if before:
        bound = before.bound
        trace.append(f"bound.before {before.form}")
        if before.in_span == "yes":
            start -= len(before.form) + (text[start - 1] == " ")
    if after:
        trace.append(f"bound.after {after.form}")
        if bound in ("exact", "about") or before and before.in_span == "no":
            bound = after.bound
        if after.in_span == "yes":
            end += len(after.form)
    if number.over and bound in ("exact", "about"):
        bound = "over"
    figure = FigureMention(start, end, "count", None, None, None, bound, number_start=amount.start, number_end=amount.number_end,
                           rule=amount.rule, trace=trace)
    figure.after_bound = after
    bare = before is not None and before.only_before in ("scale", "half") and number.low >= 1 and not (unit is not None and unit.form == "成")
    _value(figure, number, vague=bare or amount.rule == "quantity.myriads")
    if unit is not None:
        printed = text[amount.unit_start:amount.end].removesuffix("多")
        set_unit(figure, unit, scale_of(text, amount.start, amount.number_end) + printed)
    settle(figure)
    return figure


def _value(figure: FigureMention, number: Number, vague: bool) -> None:
    """Value or interval: `vague` (上千, 数以亿计) says only where it begins."""
    if number.low is None:
        return                                                # 11.4∶39.7∶48.9
    if number.value is None:
        figure.low, figure.high, figure.bound = min(number.low, number.high), max(number.low, number.high), "range"
    elif vague:
        figure.low, figure.bound = number.low, "over"
    else:
        figure.value = number.low


def scale_of(text: str, start: int, end: int) -> str:
    """The scale that closes a number, as printed: 万 of 15万, 万亿 of 三十多万亿."""
    at = end
    while at > start and text[at - 1] in MORE:
        at -= 1
    closing, last = SCALE if text[start].isdecimal() else GREAT, at
    while at > start and text[at - 1] in closing:
        at -= 1
    return text[at:last] if at > start else ""                # 万余家: the scale is the number itself


def _turned(text: str, amount: Amount) -> FigureMention | None:
    """翻一番 is twice, 翻两番 four times as much."""
    turn = _TURN.search(text, max(0, amount.start - 2), amount.start)
    number = amount.number
    if not turn or number.value is None or number.low > 20:
        return None
    more = text[amount.end:amount.end + 1] == "多"
    times = Decimal(2) ** number.low if number.low == number.low.to_integral() else Decimal(2 ** float(number.low))
    amount.end += more                                        # 翻了一番多
    figure = _bounded(text, amount, Number(times, times, more or number.over), amount.unit, turn.start(), _before(text, turn.start(), amount.start, None),
                      bound_after(text, amount.end))
    figure.number_start, figure.rule, figure.trace[0] = amount.start, "quantity.turn", "quantity.turn"
    return figure
