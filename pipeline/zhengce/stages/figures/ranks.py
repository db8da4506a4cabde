"""Ranks and orders of magnitude that stand without a measured unit: 居全国第2位, 前10位, 两位数增长."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from zhengce.lexicon import read_table
from zhengce.stages.figures.numeral_runs import DIGIT, SCALE
from zhengce.stages.figures.numerals import read_number
from zhengce.stages.mentions import FigureMention


@dataclass(frozen=True, slots=True)
class RankCue:
    """A word in front of an ordinal that makes it a rank."""

    form: str
    example: str = ""


_CUES = "|".join(re.escape(entry.form) for entry in read_table(RankCue, "rank_cues.csv"))
_NUMBER = rf"(?P<number>[{DIGIT}{SCALE}]{{1,3}}|\d{{1,3}})"
_ORDINAL = re.compile(rf"(?:{_CUES})(?P<span>第{_NUMBER}(?P<unit>[位名])?)(?=[，。、；：！？）\s]|的|$)")
_FIRST = re.compile(rf"(?P<span>[前后]{_NUMBER}(?P<unit>[位名强]))(?!次|义)")
_DIGITS = re.compile(rf"(?P<span>(?P<number>[{DIGIT}])位数)(?=以?上?的?(?:增长|增速|增幅|下降))|(?<=增长)(?P<span2>(?P<number2>[{DIGIT}])位数)")


def find_ranks(text: str) -> list[FigureMention]:
    """Ranks in text order.

    >>> [(rank.value, rank.bound) for rank in find_ranks("产量居全国第2位，三个城市进入前10位")]
    [(Decimal('2'), 'exact'), (Decimal('10'), 'at_most')]
    """
    found = []
    for pattern, bound in ((_ORDINAL, "exact"), (_FIRST, "at_most")):
        for match in pattern.finditer(text):
            number = read_number(match["number"])
            if number is None or number.value is None:
                continue
            start, end = match.span("span")
            low = number.value if bound == "exact" else None
            found.append(FigureMention(start, end, "other", number.value, low, number.value, bound, match["unit"], match["unit"],
                                       number_start=match.start("number"), number_end=match.end("number"), measure_of="rank",
                                       rule="rank", trace=["rank"]))
    for match in _DIGITS.finditer(text):
        number = read_number(match["number"] or match["number2"])
        if number and number.value is not None and number.value >= 2:
            start, end = match.span("span" if match["span"] else "span2")
            low = Decimal(10) ** int(number.value - 1)
            found.append(FigureMention(start, end, "percent", None, low, low * 10 - 1, "range", "%", None, number_start=start,
                                       number_end=end, measure_of="growth", rule="quantity.digits", trace=["quantity.digits"]))
    return sorted(found, key=lambda figure: figure.start)
