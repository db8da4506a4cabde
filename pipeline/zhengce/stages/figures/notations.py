"""Other ways to write an expression, brought into the form the grammar reads: `五块六` is 5.6元, `12k` 12000, `摄氏37度` 37摄氏度.

Each notation is a pattern and what it becomes, in order; they apply where an expression stands alone (`zhengce.quantity`), never inside a
document, whose offsets would shift.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from zhengce.lexicon import read_table
from zhengce.stages.figures.numeral_runs import DIGIT, SCALE
from zhengce.stages.figures.numerals import read_number


@dataclass(frozen=True, slots=True)
class Wording:
    """A pattern of everyday wording and its plain form."""

    pattern: str
    plain: str
    example: str = ""


_WORDINGS = [(re.compile(entry.pattern), entry.plain) for entry in read_table(Wording, "wordings.csv", key=("pattern",))]
_LETTERS = {"k": Decimal(1000), "K": Decimal(1000), "M": Decimal(10) ** 6, "G": Decimal(10) ** 9, "T": Decimal(10) ** 12}
_LETTERED = re.compile(r"(?P<number>\d+(?:\.\d+)?)(?P<letter>[KkMGT])(?![A-Za-z])")
_POINT_FIRST = re.compile(r"(?<![\d.])\.(?=\d)")
_MIXED = re.compile(r"(?<!\d)(?P<whole>\d+)(?:\s+|又)(?P<above>\d+)/(?P<below>\d+)")
_EXPONENT = re.compile(r"(?P<base>-?\d+(?:\.\d+)?)(?:(?P<e>[eE])|\^)(?P<power>[+-]?\d+)$")
_ROMAN = re.compile("[\u2160-\u217f\u2460-\u2473\u3220-\u3229]")
"""Roman numerals and numbers in circles or brackets: Ⅳ, ①, ㈢."""
_FRACTION_SIGN = re.compile(r"(?P<whole>\d+)?(?P<sign>[\u00bc-\u00be\u2150-\u215e])")
_N = rf"[{DIGIT}{SCALE}\d.,点點]"
# Not before another numeral or a scale: in 三元五百 the 五 is no tenth.
_ENDS = rf"(?![{SCALE}{DIGIT}\d多余])"
_MONEY = re.compile(rf"(?P<yuan>{_N}+)[块塊元圆圓]零?(?:(?P<jiao>[{DIGIT}\d])(?:[角毛毫]|{_ENDS}(?!分)))?"
                    rf"(?:(?P<fen>[{DIGIT}\d])分|(?<=[角毛毫])(?P<last>[{DIGIT}\d]){_ENDS})?[钱錢正整]?")
_COINS = re.compile(rf"(?<![{DIGIT}{SCALE}\d.元圆块])(?P<jiao>{_N}+)[角毛](?P<fen>[{DIGIT}\d])分?(?:[钱錢])?")
_SPACE = re.compile(r"\s+")


def plain_form(text: str) -> str:
    """`text` in the notation of the grammar.

    >>> plain_form("五块六到五块七毛八"), plain_form("12k"), plain_form("1 4/3"), plain_form("2e5")
    ('5.6元到5.78元', '12000', '1又3分之4', '200000')
    """
    text = _MIXED.sub(r"\g<whole>又\g<below>分之\g<above>", text)
    text = _POINT_FIRST.sub("0.", _SPACE.sub("", text))
    for pattern, plain in _WORDINGS:
        text = pattern.sub(plain, text)
    text = _ROMAN.sub(lambda match: str(int(unicodedata.numeric(match[0]))), text)
    text = _FRACTION_SIGN.sub(_spelled, text)
    for pattern, written in _COMPUTED:
        text = pattern.sub(written, text)
    return text


def _spelled(match: re.Match[str]) -> str:
    """1½ as 1又2分之1."""
    above, below = unicodedata.normalize("NFKC", match["sign"]).split("\u2044")
    return f"{match['whole']}又{below}分之{above}" if match["whole"] else f"{below}分之{above}"


def _lettered(match: re.Match[str]) -> str:
    return _digits(Decimal(match["number"]) * _LETTERS[match["letter"]])


def _powered(match: re.Match[str]) -> str:
    """-127.32e13, 2^-1; what is too large to write stays as it is."""
    base, power = Decimal(match["base"]), int(match["power"])
    if abs(power) > 60:
        return match[0]
    try:
        return _digits(base * Decimal(10) ** power if match["e"] else base ** power)
    except InvalidOperation:
        return match[0]


def _money(match: re.Match[str]) -> str:
    """五块六, 壹拾壹元壹角壹分: yuan with its tenths and hundredths."""
    hundredths = match["fen"] or match["last"]
    if not match["jiao"] and not hundredths:
        return f"{match['yuan']}元"
    return _sum(match, (match["yuan"], Decimal(1)), (match["jiao"], Decimal("0.1")), (hundredths, Decimal("0.01")))


def _coins(match: re.Match[str]) -> str:
    return _sum(match, (match["jiao"], Decimal("0.1")), (match["fen"], Decimal("0.01")))


def _sum(match: re.Match[str], *parts: tuple[str | None, Decimal]) -> str:
    total = Decimal(0)
    for written, worth in parts:
        number = read_number(written.replace("點", "点")) if written else None
        if written and (number is None or number.value is None):
            return match[0]
        total += number.value * worth if number and number.value is not None else 0
    return f"{_digits(total)}元"


def _digits(value: Decimal) -> str:
    return format(value.normalize(), "f")


_COMPUTED: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    (_EXPONENT, _powered),
    (_LETTERED, _lettered),
    (_MONEY, _money),
    (_COINS, _coins),
)
