"""Neighbouring figures that are one quantity or share a unit: ranges (`3—5年`), compounds (`3小时20分钟`), lists (`3.2、4.5和6%`)."""

from __future__ import annotations

import re
from decimal import Decimal

from zhengce.stages.figures.measured import set_unit, settle
from zhengce.stages.figures.numeral_runs import CHARACTERS, GREAT, HUNDREDS, MORE, SCALE
from zhengce.stages.figures.numerals import read_number
from zhengce.stages.figures.units import Unit, Units
from zhengce.stages.mentions import FigureMention

_DASH = re.compile(r"[-—–－―~～〜∼至到]|——|――|--|－－|~~")
_LISTED = frozenset("、和，或及与")
LINKS = frozenset("-—–－―~～〜∼至到、和，或及与")
"""Characters behind a bare number that may link it to one with a unit."""
_LOWER, _UPPER = ("at_least", "over"), ("at_most", "under")
_AND = re.compile("[又零]?")
_COMPOUND = frozenset(("duration", "length", "mass", "money"))


def join(text: str, found: list[FigureMention], units: Units, alone: bool = False) -> list[FigureMention]:
    """`found` with ranges and compounds made one figure and shared units filled in. `alone`: nothing stands around the text, so
    that two bare numbers with a dash are a range too."""
    joined: list[FigureMention] = []
    for figure in found:
        made = _one(text, joined[-1], figure, units, alone) if joined and figure.start - joined[-1].end <= 2 else None
        if made is None:
            joined.append(figure)
        else:
            joined[-1] = made
    _share_units(text, joined)
    return joined


def _one(text: str, left: FigureMention, right: FigureMention, units: Units, alone: bool) -> FigureMention | None:
    """The one quantity that two neighbours make, or None."""
    between = text[left.end:right.start]
    if _DASH.fullmatch(between) or between == "一" and text[right.start].isdecimal() and text[left.number_start].isdecimal():
        return _ranged(text, left, right, alone)
    if not between and (spread := _between_bounds(left, right)):
        return spread
    if between == "、" and left.unit is None and _neighbours(text, left, right):
        return _range(text, left, right)                       # 三、五年
    if _AND.fullmatch(between) and left.measured_by is not None and right.measured_by is not None:
        _tell_minutes(left, right, units)
        return _compound(text, left, right)
    return None


def _tell_minutes(left: FigureMention, right: FigureMention, units: Units) -> None:
    """分 is a minute beside an hour or a second: 1小时30分, 3分25秒."""
    minutes = left if right.unit == "second" else right
    other = right if minutes is left else left
    if minutes.unit_text == "分" and other.unit in ("hour", "second"):
        set_unit(minutes, units.forms["分钟"], minutes.unit_text)
        settle(minutes)


def _between_bounds(left: FigureMention, right: FigureMention) -> FigureMention | None:
    """五百元以上五千元以下, 100户以上不足1000户, 不大于50不小于20: one range, told by its two bounds."""
    low, high = (left, right) if left.bound in _LOWER else (right, left)
    if low.bound not in _LOWER or high.bound not in _UPPER or low.value is None or high.value is None:
        return None
    if left.measured_by is None and right.measured_by is not None:
        set_unit(left, right.measured_by, right.unit_text)
    if left.unit != right.unit or low.value >= high.value:
        return None
    made = FigureMention(left.start, right.end, right.kind, None, low.value, high.value, "range", right.unit, right.unit_text,
                         base_unit=right.base_unit, number_start=left.number_start, number_end=right.number_end,
                         rule="quantity.range", trace=["quantity.range", *left.trace, *right.trace])
    made.measured_by = right.measured_by
    return made


def _share_units(text: str, joined: list[FigureMention]) -> None:
    """Arabic numbers in a list take the unit of the member that has one: 分别增长3.2、4.5和6个百分点."""
    for index in range(len(joined) - 2, -1, -1):
        this, following = joined[index], joined[index + 1]
        if this.measured_by is None and following.measured_by is not None and this.number_end == this.end \
                and following.start - this.end == 1 and text[this.end] in _LISTED and text[this.number_start].isdecimal():
            set_unit(this, following.measured_by, following.unit_text)
            settle(this)
            this.trace.append("unit.shared")


def _neighbours(text: str, left: FigureMention, right: FigureMention) -> bool:
    """三、五 and 两、三 name an interval where single digits stand alone."""
    one, other = text[left.number_start:left.number_end], text[right.number_start:right.number_end]
    if len(one) != 1 or one not in CHARACTERS or other[:1] not in CHARACTERS or right.measured_by is None:
        return False
    pair = read_number(one + other[0])
    return left.start == left.number_start and right.start == right.number_start and pair is not None and pair.value is None


def _ranged(text: str, left: FigureMention, right: FigureMention, alone: bool) -> FigureMention | None:
    """The range of two numbers with a dash between, where they are the ends of one quantity."""
    if right.start != right.number_start and text[right.start] not in "-−－负零":
        return None
    if left.value is None or right.value is None or left.after_bound:
        return None
    one, other = left.measured_by, right.measured_by
    if other is None:
        if not (left.unit == "%" or one is None and (alone or _large(text, left) and _large(text, right))):
            return None
    elif one is not None and left.unit != right.unit:
        return _converted(text, left, right, one, other)
    return _range(text, left, right)


def _large(text: str, figure: FigureMention) -> bool:
    """A bare Chinese number of hundreds and more: 一千到一千五百."""
    piece = text[figure.number_start:figure.number_end]
    return len(piece) > 1 and piece[0] in CHARACTERS and any(char in HUNDREDS for char in piece)


def _converted(text: str, left: FigureMention, right: FigureMention, one: Unit, other: Unit) -> FigureMention | None:
    """A range over two units of one dimension, in the smaller unit: 13天—8周 is 13–56 day."""
    if one.kind != other.kind or not one.factor or not other.factor or one.base_unit is None or one.base_unit != other.base_unit:
        return None
    small, large, worth = (one, right, other) if one.factor <= other.factor else (other, left, one)
    assert large.value is not None and small.factor and worth.factor
    large.value = large.value * (worth.factor / small.factor)
    unit_of_small = left if small is one else right
    made = _range(text, left, right)
    set_unit(made, small, unit_of_small.unit_text)
    return made


def _range(text: str, left: FigureMention, right: FigureMention) -> FigureMention:
    """The figure from the left end to the right one; the left takes unit and scale from the right where it has none."""
    low, high = left.value, right.value
    assert low is not None and high is not None
    unit = right.measured_by or left.measured_by
    if left.measured_by is None and unit is not None:
        worth = unit.factor if unit.kind == "percent" and unit.factor else Decimal(1)
        low = _scaled(text, left, right, high / worth) * worth
    elif left.measured_by is None:
        low = _scaled(text, left, right, high)
    figure = FigureMention(left.start, right.end, right.kind, None, low, high, "range", right.unit or left.unit,
                           right.unit_text or left.unit_text, base_unit=right.base_unit, number_start=left.number_start,
                           number_end=right.number_end, rule="quantity.range",
                           trace=["quantity.range", *left.trace, *right.trace])
    figure.measured_by, figure.after_bound = unit, right.after_bound
    if right.measured_by is None:
        figure.kind = left.kind
    return figure


def _scaled(text: str, left: FigureMention, right: FigureMention, high: Decimal) -> Decimal:
    """The left end under the scale that closes the right one, where it has none itself: 3至5万, 八百到九百亿; not 八千至一万."""
    low = left.value
    assert low is not None
    at = right.number_end
    while at > right.number_start and text[at - 1] in MORE:
        at -= 1
    single = left.number_end - left.number_start == 1 and not text[left.number_start].isdecimal()      # 三、五百斤
    arabic = text[right.number_start].isdecimal()
    closing = SCALE if arabic or single else GREAT
    while at > right.number_start and text[at - 1] in closing:
        at -= 1
    bare = read_number(text[right.number_start:at]) if right.number_start < at < right.number_end else None
    if bare is None or bare.value is None or bare.value <= low or text[left.number_end - 1] in (GREAT if not single else SCALE):
        return low
    if text[left.number_end - 1] in SCALE and arabic:
        return low
    return low * high / bare.value


def _compound(text: str, left: FigureMention, right: FigureMention) -> FigureMention | None:
    """3小时20分钟, 一年零六个月, 3斤5两: one amount in two units, told in the larger where that is exact, else in the smaller."""
    one, other = left.measured_by, right.measured_by
    if one is None or other is None or one.kind != other.kind or one.kind not in _COMPOUND or left.value is None or right.value is None or left.after_bound \
            or right.start != right.number_start:
        return None
    large, small = left, right
    ratio = _steps(one, other)
    if ratio is not None and ratio < 1 and text[left.end] == "又":
        large, small, ratio = right, left, _steps(other, one)                      # 两天又一个月
    if large.unit == "year" and small.unit == "day" and small.value is not None and small.value > 31:
        return None                                            # 一年|200多天在野外
    if ratio is None or ratio <= 1 or small.value is None or small.value >= ratio:
        return None
    made = FigureMention(left.start, right.end, left.kind, None, None, None, right.bound if right.bound != "exact" else left.bound,
                         number_start=left.number_start, number_end=left.number_end, rule="quantity.compound",
                         trace=["quantity.compound", *left.trace, *right.trace])
    made.after_bound = right.after_bound
    _tell(made, large, small, ratio)
    return made


def _tell(made: FigureMention, large: FigureMention, small: FigureMention, ratio: Decimal) -> None:
    """Value and unit of a compound; months have no fixed number of days, so a month and days are told in days."""
    assert large.value is not None and small.value is not None
    whole = large.value + small.value / ratio
    uneven = large.unit in _MONTHS and small.unit not in _MONTHS
    exact = whole * ratio == large.value * ratio + small.value and whole == round(whole, 4) and not uneven
    based = large.base_value + small.base_value if large.base_value is not None and small.base_value is not None else None
    if exact:
        made.value, told = whole, large
    elif based is not None and uneven and small.factor:
        made.value, told = based / small.factor, small
    else:
        made.value, told = large.value * ratio + small.value, small
    assert told.measured_by is not None
    set_unit(made, told.measured_by, told.unit_text)
    settle(made)
    if based is not None:
        made.base_value = based


_MONTHS = {"year": 12, "quarter": 3, "month": 1}


def _steps(one: Unit, other: Unit) -> Decimal | None:
    """How many of the second unit make one of the first: 12 month, 60 minute."""
    if one.unit in _MONTHS and other.unit in _MONTHS:
        return Decimal(_MONTHS[one.unit]) / _MONTHS[other.unit]
    if not one.factor or not other.factor or one.base_unit is None or one.base_unit != other.base_unit:
        return None
    return round(one.factor / other.factor, 6).normalize()
