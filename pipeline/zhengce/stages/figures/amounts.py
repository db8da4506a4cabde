"""Amounts: a number in any of its shapes with the unit behind it, before signs and bound words are looked at.

`read_amount` is asked at every character that can begin a number (`ANCHOR`) and tries the shapes in turn: a plain number (`15万支`),
a fraction (`百分之五`, `一又三分之一`, `1/3`), a ratio (`2.5∶1`), a half (`半年`, `半数`), `数以万计`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from zhengce.stages.figures.numeral_runs import ARABIC, CHARACTERS, DIGIT, MORE, RUN, SCALE, SEVERAL, characters
from zhengce.stages.figures.numerals import LONGEST, Number, read_number
from zhengce.stages.figures.units import Unit, Units, UnitSpan

ANCHOR = re.compile(rf"[\d{DIGIT}{SCALE}{SEVERAL}半]")
_RUN = re.compile(RUN)
_FRACTION = re.compile(rf"(?:(?P<whole>{RUN})又)?(?P<below>[{DIGIT}{SCALE}]+|{ARABIC})分之(?P<minus>[负負-])?(?P<above>{RUN}|百)")
_LONGER = re.compile("[个個][多余半]")
_RATIOS = re.compile(rf"{ARABIC}(?:[∶:：]{ARABIC}){{2,}}")
_RATIO = re.compile(rf"(?P<above>{ARABIC})[∶:：](?P<below>{ARABIC})(?![\d∶:：])")
_SLASH = re.compile(rf"(?P<above>{ARABIC})/(?P<below>{ARABIC})(?![\d/A-Za-z])")
_MYRIADS = re.compile(rf"数以(?P<scale>[{SCALE}]+)计")
_PER_CENT = {"百": ("%", Decimal(1)), "千": ("‰", Decimal(1)), "万": ("%", Decimal("0.01"))}
_HALVED = frozenset(("duration", "mass", "length", "area", "volume", "multiple", "money"))
"""Kinds whose units a 半 behind or before them halves: 两年半, 半斤."""
_EXCEEDED = frozenset(("multiple", "duration", "mass", "length", "area", "money"))
"""Kinds whose units a 多 or 余 may follow: 18倍多, 3元多."""
_PARTS = frozenset("上下前后一大多第")
"""Characters before 半 that make it a part, not a number: 上半年, 一大半."""
_TENTH = re.compile(rf"[一二三四五六七八九](?![{DIGIT}{SCALE}\d]|以[外来]|[个名家项年月])")
"""What 成 goes on with: 三成五 is 35%."""
_ZEROS = frozenset(characters("zero"))
_UNIT_ENDS = frozenset("年月日天时元圆块斤里")
RATIO = Unit("", "", "ratio")
HALF = Number(Decimal("0.5"), Decimal("0.5"))
_HUNDREDTHS = re.compile(r"\d{1,2}(?![\d.,万亿年月日时个%—-])")
_HALFWAY = re.compile(r"(?<=[过近超])半(?=[，。；、）的以\n]|$)")
_MORE_MARKS = frozenset(MORE)


@dataclass(slots=True)
class Amount:
    """A number with its unit: offsets, value in the printed unit after scale, and the shape it was read in."""

    start: int
    end: int
    number: Number
    unit: Unit | None
    number_end: int
    unit_start: int
    rule: str


def read_amount(text: str, start: int, units: Units, positional: bool = False) -> Amount | None:
    """The amount that begins at `start`; None where the characters there are no number.

    >>> amount = read_amount("共15万支", 1, Units())
    >>> str(amount.number.value), amount.unit.unit, amount.end
    ('150000', '支', 5)
    """
    if text.startswith("百分百", start):
        return Amount(start, start + 3, Number(Decimal(100), Decimal(100)), units.forms["%"], start + 3, start + 3, "quantity.percent_word")
    run = _RUN.match(text, start)
    if run is None:
        return _unscaled(text, start, units, positional)
    if run[0][0] in _ZEROS and run[0][1:2].isalnum() and text[start - 1:start] in _UNIT_ENDS:
        return None                                            # 一年零三个月: the zero only links
    following = text[run.end():run.end() + 1]
    if following == "半" and run[0] == "一":
        return _half(text, start, units)
    if (following in ("分", "又") or following == "百" and text.startswith("百分之", run.end())) and (fraction := _FRACTION.match(text, start)) and (amount := _fraction(text, fraction, units, positional)):
        return amount
    if following in ("/", "∶", ":", "：") and (amount := _proportion(text, start)):
        return amount
    return _plain(text, start, run.end(), units, positional)


def _unscaled(text: str, start: int, units: Units, positional: bool) -> Amount | None:
    """What begins with none of a number's own characters: 百分之五, 百分百, 数以万计, 半年."""
    if text[start] == "半":
        return _half(text, start, units)
    if fraction := _FRACTION.match(text, start):
        return _fraction(text, fraction, units, positional)
    if myriads := _MYRIADS.match(text, start):
        number = read_number(myriads["scale"])
        return None if number is None else Amount(start, myriads.end(), replace(number, over=True), None, myriads.end(), myriads.end(), "quantity.myriads")
    return None


def _plain(text: str, start: int, end: int, units: Units, positional: bool) -> Amount | None:
    """A plain number with 多 or 余 and its unit: 6000多家, 18倍多, 两年半."""
    if end - start > LONGEST:
        return Amount(start, end, Number(None, None), None, end, end, "quantity.endless")
    number = read_number(text[start:end], positional)
    while number is None and end > start + 1:       # 一二三产业: read what can be read
        end -= 1
        number = read_number(text[start:end], positional)
    if number is None:
        return None
    at = end
    if text[end:end + 1] in _MORE_MARKS and _and_more(text, end, units):
        number, at = replace(number, over=True), end + 1
    found = units.find(text, at)
    if found is None or found.unit.form == "个":
        if longer := _longer(text, at, units):
            number, found = _halved(number) if text[at + 1] == "半" else replace(number, over=True), longer
    if found is None:
        return Amount(start, at, number, None, end, at, "quantity.bare")
    unit, after = found.unit, found.end
    following = text[after:after + 1]
    if following in ("多", "余") and (unit.kind in _EXCEEDED or unit.form == "成") and not units.at(text, after + 1):
        number, after = replace(number, over=True), after + 1
    elif following == "半" and (unit.kind in _HALVED or unit.form == "成") and number.value is not None:
        number, after = _halved(number), after + 1
    elif unit.form == "成" and (whole := number.value) is not None and _TENTH.match(text, after):
        whole += CHARACTERS[following].value / 10
        number, after = Number(whole, whole), after + 1
    elif unit.form == "秒" and (whole := number.value) is not None and (parts := _HUNDREDTHS.match(text, after)):
        whole += Decimal(f"0.{parts[0]}")
        number, after = Number(whole, whole), parts.end()              # 3分37秒73
    if unit.form in ("成", "折") and (whole := number.value) is not None and 10 < whole < 100:
        number = Number(whole / 10, whole / 10)                    # 五五折
    return Amount(start, after, number, unit, end, at, "quantity.unit")


def _halved(number: Number) -> Number:
    """A number and a half: 两年半, 三个半小时."""
    if (whole := number.value) is None:
        return number
    whole += Decimal("0.5")
    return Number(whole, whole)


def _longer(text: str, at: int, units: Units) -> UnitSpan | None:
    """The unit of 1个多小时 and 五个半月, whose 个 and unit stand around the more or the half."""
    if not _LONGER.match(text, at):
        return None
    rest = text[at + 2:at + 8]
    unit = units.at("个" + rest, 0)
    if unit is None or unit.form == "个":
        unit, length = units.at(rest, 0), 0
    else:
        length = -1
    return UnitSpan(at + 2 + len(unit.form) + length, unit) if unit and unit.kind == "duration" else None


def _and_more(text: str, end: int, units: Units) -> bool:
    """Whether 多, 余 or 来 at `end` says "and more": 6000多家, 万余家, 3万多农户; 来 only between a round number and a unit."""
    round_number = text[end - 1] in SCALE
    if text[end] == "来":
        return round_number and units.at(text, end + 1) is not None
    if text[end] == "多":
        return text[end - 1].isdecimal() or round_number
    return round_number or text[end - 1].isdecimal() or units.at(text, end + 1) is not None


@lru_cache(maxsize=4096)
def _shares(below: str, above: str, whole: str | None, minus: bool, positional: bool) -> Number | None:
    """The value of `above` out of `below` parts."""
    numerator, divisor = read_number(above, positional), read_number(below)
    base = read_number(whole) if whole else Number(Decimal(0), Decimal(0))
    if numerator is None or divisor is None or base is None or numerator.low is None or not divisor.low or base.low is None:
        return None
    value = base.low + (-numerator.low if minus else numerator.low) / divisor.low
    return Number(value, value)


def _fraction(text: str, match: re.Match[str], units: Units, positional: bool) -> Amount | None:
    """三分之一, 百分之五点三, 一又二分之一."""
    start, end = match.span()
    if match["below"] in _PER_CENT and not match["whole"]:
        return _per_cent(text, match, units, positional)
    number = _shares(match["below"], match["above"], match["whole"], bool(match["minus"]), positional)
    if number is None:
        return None
    unit = units.find(text, end)
    if unit and unit.unit.role == "unit":
        return Amount(start, unit.end, number, unit.unit, end, end, "quantity.fraction")
    return Amount(start, end, number, RATIO, end, end, "quantity.fraction")


def _per_cent(text: str, match: re.Match[str], units: Units, positional: bool) -> Amount | None:
    """百分之五点三, 千分之八, 百分之二十多."""
    above = read_number(match["above"], positional)
    if above is None or above.low is None or above.high is None:
        return None
    form, worth = _PER_CENT[match["below"]]
    worth = -worth if match["minus"] else worth
    start, end = match.span()
    over = above.over or text[end:end + 1] in ("多", "余") and end < len(text)
    end += over and not above.over
    return Amount(start, end, Number(above.low * worth, above.high * worth, over), units.forms[form], end, end, "quantity.per_cent")


def _proportion(text: str, start: int) -> Amount | None:
    """2.5∶1, 11.4∶39.7∶48.9 (which has no value) and 1/3; not 2024/25 within a code or a date."""
    if several := _RATIOS.match(text, start):
        return Amount(start, several.end(), Number(None, None), RATIO, several.end(), several.end(), "quantity.proportions")
    match = _RATIO.match(text, start) or _SLASH.match(text, start)
    if match is None:
        return None
    before, after = text[start - 1:start], text[match.end():match.end() + 1]
    if before.isascii() and (before.isalnum() or before == "/") or after.isascii() and after.isalnum():
        return None
    above, below = (Decimal(match[side].replace(",", "")) for side in ("above", "below"))
    if not below:
        return None
    value = above / below
    return Amount(start, match.end(), Number(value, value), RATIO, match.end(), match.end(), "quantity.proportion")


def _half(text: str, start: int, units: Units) -> Amount | None:
    """半年, 半数, 一半 (from its 一), 过半."""
    if text.startswith(("半数", "一半"), start):
        return Amount(start, start + 2, HALF, RATIO, start + 2, start + 2, "quantity.half")
    if _HALFWAY.match(text, start):
        return Amount(start, start + 1, HALF, RATIO, start + 1, start + 1, "quantity.half")
    unit = units.find(text, start + 1)
    if unit and text[start - 1:start] not in _PARTS:
        return Amount(start, unit.end, HALF, unit.unit, start + 1, start + 1, "quantity.half")
    return None
