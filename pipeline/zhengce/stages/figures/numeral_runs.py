"""The characters of numbers, and the stretch of a text that may be one: `1,100`, `25万6千`, `三十多万亿`, `二〇二五`, `卅三`, `十几`.

What a stretch is worth is read in `numerals`; nothing here knows units or words around a number.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from zhengce.lexicon import read_table


@dataclass(frozen=True, slots=True)
class NumeralEntry:
    """One character of numbers: what it is and what it is worth."""

    form: str
    kind: Literal["digit", "pair", "financial", "zero", "scale", "tens", "several", "more", "point"]
    value: Decimal
    example: str


CHARACTERS = {entry.form: entry for entry in read_table(NumeralEntry, "numerals.csv")}


def characters(*kinds: str) -> str:
    """The characters of some kinds, for a regex class."""
    return "".join(form for form, entry in CHARACTERS.items() if entry.kind in kinds)


DIGIT, SCALE = characters("digit", "pair", "financial", "zero", "tens"), characters("scale")
GREAT = "".join(form for form in SCALE if CHARACTERS[form].value >= 10000)
HUNDREDS = "".join(form for form in SCALE if CHARACTERS[form].value >= 100)
SEVERAL, MORE, POINT = characters("several"), characters("more"), characters("point")
ARABIC = r"(?:\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?)"
# 百 of 百分之 and 个百分点, 千 of 千瓦, 千克, 千米 and 兆 of 兆瓦, 兆字节, 500兆光纤 belong to what follows.
_SCALE = rf"(?:[{SCALE.translate(str.maketrans('', '', '百千兆'))}]|百(?!分[之比点]|帕)|千(?![瓦克卡伏帕赫焦比字])(?!(?<=\d千)米)|兆(?![瓦赫焦比字帕光宽网入带以及到的]))"
_PLAIN, _TWO, _FINANCIAL, _ZERO = characters("digit", "tens"), characters("pair"), characters("financial"), characters("zero")
# Behind another numeral 两 is a digit only where a scale follows (三千两百), or a measure word behind 一 (一两年): 两万两 is a weight.
_INNER_TWO = rf"[{_TWO}](?=[{SCALE}])|(?<=[一{_ZERO}])[{_TWO}](?=[个個年天日月周次种名位项件家条里斤倍成小分])"
# 壹佰, 伍元; not 队伍三支, 陆家嘴.
_FIRST_FINANCIAL = rf"[{_FINANCIAL}](?=[{SCALE}{POINT}{_FINANCIAL}{_ZERO}元圆圓角分块]|\Z)"
_NEXT_FINANCIAL = rf"(?<=[{SCALE}{POINT}{_FINANCIAL}{_ZERO}])[{_FINANCIAL}]"
# 550万一600万: a 一 in front of digits is a dash that was misread.
_PLAIN_DIGIT = rf"[{_PLAIN.replace('一', '')}{_ZERO}]|一(?!\d)"
# 一、六〇〇个: a point-and-comma between groups of three digits, as texts of the 1950s print thousands.
PLAIN_DIGITS = characters("digit", "zero")
_GROUPED = rf"[{PLAIN_DIGITS}]{{1,3}}(?:、[{PLAIN_DIGITS}]{{3}})+(?![{PLAIN_DIGITS}])"
_NEXT = (rf"(?:{ARABIC}|{_PLAIN_DIGIT}|{_INNER_TWO}|{_NEXT_FINANCIAL}|{_SCALE}|[{SEVERAL}](?={_SCALE})|[{MORE}](?={_SCALE})"
         rf"|[{POINT}](?=[{DIGIT}\d])|(?<=[{PLAIN_DIGITS}])\.(?=[{PLAIN_DIGITS}]))")
RUN = (rf"(?:{ARABIC}|{_GROUPED}|{_PLAIN_DIGIT}|[{_TWO}]|{_FIRST_FINANCIAL}|{_SCALE}[{SEVERAL}]?|[{SEVERAL}](?={_SCALE})){_NEXT}*"
       rf"(?:(?<=[十拾])[{SEVERAL}])?")
"""Regex source of a stretch that may be a number."""
