"""One expression by itself: what `zhengce.quantity` reads, where the whole text is a quantity and nothing stands around it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from zhengce.stages.figures.numerals import DIGIT, read_number
from zhengce.stages.figures.quantity import QuantityGrammar
from zhengce.stages.figures.symbols import SYMBOL, SYMBOLS
from zhengce.stages.mentions import FigureMention
from zhengce.text.normalize import normalize


@dataclass(frozen=True, slots=True)
class Quantity:
    """A quantity as read: exact decimals after scale, in the printed unit without its scale."""

    text: str
    kind: str
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    bound: str
    unit: str | None = None
    unit_text: str | None = None


_SIGNED = re.compile(rf"(?P<sign>{SYMBOL})(?P<rest>.+)")
_SPACE = re.compile(r"\s+")
_WRAPPED = re.compile(r"^从(?P<body>.+)$|^(?P<between>.+)之间$")
_GROUPED = re.compile(r"(?<=\d)，(?=\d{3})")
_INCLUSIVE = re.compile(r"（含）")
_LETTER = {"K": Decimal(1000), "k": Decimal(1000), "M": Decimal(10) ** 6, "G": Decimal(10) ** 9, "T": Decimal(10) ** 12}
_LETTERED = re.compile(r"(?P<minus>[-负負])?(?P<number>\d*\.?\d+)(?P<letter>[KkMGT])")
_YUAN = re.compile(rf"(?P<yuan>[^元块圆圓钱角毛]+)[元块圆圓](?:零)?(?:(?P<jiao>[{DIGIT}\d])[角毛])?(?:(?P<fen>[{DIGIT}\d])分?)?钱?")
_COINS = re.compile(r"(?:(?P<jiao>[^角毛分]+)[角毛])?(?:(?P<fen>[^角毛分钱]+)分)?钱?")
_DEGREES = re.compile(r"(?P<scale>[摄攝华華]氏)(?P<number>[^度°]+)[度°]")
_SCALES_OF_HEAT = {"摄氏": "摄氏度", "攝氏": "攝氏度", "华氏": "华氏度", "華氏": "华氏度"}
_DOZENS = re.compile(r"(?P<number>[^打]+)打")
_MONEY_TAIL = re.compile(rf"[元块圆圓][{DIGIT}]$|[角毛分]钱?$")


def read_quantity(text: str, grammar: QuantityGrammar) -> Quantity | None:
    """The quantity that the whole of `text` writes, or None. Spaces and full width are read away."""
    plain = _INCLUSIVE.sub("", _GROUPED.sub(",", _SPACE.sub("", normalize(text).text)))
    if not plain:
        return None
    if plain.startswith(("-.", ".")):
        plain = plain.replace(".", "0.", 1)
    if (match := _WRAPPED.match(plain)) and (found := read_quantity(match["body"] or match["between"], grammar)):
        return Quantity(text, found.kind, found.value, found.low, found.high, found.bound, found.unit, found.unit_text)
    if (match := _LETTERED.fullmatch(plain)):
        value = Decimal(match["number"]) * _LETTER[match["letter"]] * (-1 if match["minus"] else 1)
        return Quantity(text, "count", value, value, value, "exact")
    if (match := _SIGNED.fullmatch(plain)) and (found := read_quantity(match["rest"], grammar)) and found.unit is None:
        return Quantity(text, "money", found.value, found.low, found.high, found.bound, SYMBOLS[match["sign"]].unit)
    if (match := _DEGREES.fullmatch(plain)) and (number := read_number(match["number"])) and number.value is not None:
        unit = grammar.units.forms[_SCALES_OF_HEAT[match["scale"]]].unit
        return Quantity(text, "other", number.value, number.value, number.value, "exact", unit, "度")
    if (match := _DOZENS.fullmatch(plain)) and (number := read_number(match["number"])) and number.value is not None:
        return Quantity(text, "count", *[number.value * 12] * 3, "exact")
    if _MONEY_TAIL.search(plain) and (amount := _small_money(plain)):
        return Quantity(text, "money", amount, amount, amount, "exact", "CNY", "元")
    figure = grammar.whole(plain)
    if figure is not None and figure.measured_by is not None:
        return _quantity(text, figure)
    if amount := _small_money(plain):
        return Quantity(text, "money", amount, amount, amount, "exact", "CNY", "元")
    return _quantity(text, figure) if figure is not None else None


def _quantity(text: str, figure: FigureMention) -> Quantity:
    return Quantity(text, figure.kind, figure.value, figure.low, figure.high, figure.bound, figure.unit, figure.unit_text)


def _small_money(text: str) -> Decimal | None:
    """壹拾壹元壹角壹分, 五块六, 两毛: yuan with its tenths and hundredths."""
    match = _YUAN.fullmatch(text)
    if match:
        whole = read_number(match["yuan"].replace(",", ""))
        tail = match["fen"] if match["jiao"] or text.endswith(("分", "分钱")) else None
        tenth = match["jiao"] or (match["fen"] if tail is None else None)
        parts = [whole, read_number(tenth) if tenth else None, read_number(tail) if tail else None]
    else:
        match = _COINS.fullmatch(text)
        if not match or not (match["jiao"] or match["fen"]):
            return None
        parts = [None, read_number(match["jiao"]) if match["jiao"] else None, read_number(match["fen"]) if match["fen"] else None]
    if not any(parts):
        return None
    worth = (Decimal(1), Decimal("0.1"), Decimal("0.01"))
    return sum((part.low * size for part, size in zip(parts, worth, strict=True) if part), Decimal(0))
