"""Numerals: what a written number is worth, in every form Chinese policy texts use.

`read_number` gives the value of a stretch that `numeral_runs.RUN` matches, or None where the characters make no number.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from zhengce.stages.figures.numeral_runs import ARABIC, CHARACTERS, PLAIN_DIGITS

_HAN_POINT = re.compile(rf"(?<=[{PLAIN_DIGITS}])\.(?=[{PLAIN_DIGITS}])")
_PIECES = re.compile(rf"{ARABIC}|.")
MYRIAD = Decimal(10000)
_HUNDRED_MILLION = Decimal(10) ** 8
LONGEST = 64
"""Characters of the longest number; a longer run of numerals is none."""
_UNLIMITED = Decimal(10) ** 30
"""Before any scale has been read: whatever follows is smaller."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number as read. `low` = `high` unless it is vague (`数十`) or approximate (`三五`); `over` says that there is more (`多`)."""

    low: Decimal | None
    high: Decimal | None
    over: bool = False

    @property
    def value(self) -> Decimal | None:
        """The number itself; None for an interval."""
        return self.low if self.low == self.high else None


class _Malformed(Exception):
    """The characters make no number."""


@lru_cache(maxsize=1 << 14)
def read_number(text: str, positional: bool = False) -> Number | None:
    """The number that the whole of `text` writes, or None. `positional` reads 一二 as 12, as texts of the 1950s do, not as 1–2.

    >>> [str(read_number(text).value) for text in ("1.2万亿", "25万6千", "三万五", "壹拾贰", "二〇二五", "三九九·三")]
    ['1200000000000.0', '256000', '35000', '12', '2025', '399.3']
    >>> read_number("数十"), read_number("三十多万")
    (Number(low=Decimal('20'), high=Decimal('99'), over=False), Number(low=Decimal('300000'), high=Decimal('300000'), over=True))
    """
    if len(text) > LONGEST:
        return None
    try:
        value = _with_point(_tokens(_HAN_POINT.sub("点", text.replace("、", ""))), positional or "、" in text)
    except _Malformed:
        return None
    high = value.high * value.unit - 1 if value.loose else value.high * value.unit
    return Number(value.low * value.unit, high, value.over)


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    value: Decimal
    text: str


@dataclass(frozen=True, slots=True)
class _Value:
    """A partial value: an interval in steps of `unit`; where `loose`, `high` is the first number beyond (数十: 20 up to 100)."""

    low: Decimal
    high: Decimal
    over: bool = False
    loose: bool = False
    unit: Decimal = Decimal(1)

    def times(self, scale: Decimal) -> _Value:
        return _Value(self.low * scale, self.high * scale, self.over, self.loose, self.unit)

    def plus(self, other: _Value) -> _Value:
        return _Value(self.low + other.low, self.high + other.high, self.over or other.over, self.loose or other.loose, self.unit)


def _tokens(text: str) -> list[_Token]:
    tokens = []
    for piece in _PIECES.findall(text):
        if piece[0].isdecimal():
            tokens.append(_Token("arabic", Decimal(piece.replace(",", "")), piece))
        elif piece in CHARACTERS:
            entry = CHARACTERS[piece]
            if entry.value == _HUNDRED_MILLION and tokens and tokens[-1].kind == "scale" and tokens[-1].value == MYRIAD:
                tokens[-1] = _Token("scale", MYRIAD * _HUNDRED_MILLION, tokens[-1].text + piece)       # 一万亿零一亿 is 10,001 times 亿
                continue
            tokens.append(_Token("digit" if entry.kind in ("pair", "financial") else entry.kind, entry.value, piece))
        else:
            raise _Malformed
    if not tokens:
        raise _Malformed
    return tokens


def _with_point(tokens: list[_Token], positional: bool) -> _Value:
    """二十点一万: the part before the point, the digits behind it, then scales that multiply both."""
    at = next((index for index, token in enumerate(tokens) if token.kind == "point"), None)
    if at is None:
        return _integer(tokens, positional, top=True)
    end = at + 1
    while end < len(tokens) and tokens[end].kind in ("digit", "zero", "arabic"):
        end += 1
    fraction = "".join(token.text if token.kind == "arabic" else str(token.value) for token in tokens[at + 1:end])
    if not fraction.isdecimal() or not at:
        raise _Malformed
    whole = _integer(tokens[:at], positional, top=False)
    value = _Value(whole.low + Decimal(f"0.{fraction}"), whole.high + Decimal(f"0.{fraction}"))
    for token in tokens[end:]:
        if token.kind == "more":
            value = _Value(value.low, value.high, over=True)
        elif token.kind == "scale":
            value = value.times(token.value)
        else:
            raise _Malformed
    return value


def _integer(tokens: list[_Token], positional: bool, top: bool) -> _Value:
    """Numbers by their largest scale: what stands before it multiplies, what stands behind it is added."""
    great = [token.value for token in tokens if token.kind == "scale" and token.value >= MYRIAD]
    if not great:
        return _section(tokens, positional, top)
    scale = max(great)
    at = max(index for index, token in enumerate(tokens) if token.kind == "scale" and token.value == scale)
    before, after = tokens[:at], tokens[at + 1:]
    left = _multiplier(before, positional)
    value = left.times(scale)
    if not after:
        return value
    if len(after) == 1 and after[0].kind == "digit" and top:
        if any(token.kind == "arabic" for token in before):
            raise _Malformed                                                        # 连跨8万亿、9万亿三个台阶
        return value.plus(_Value(*[after[0].value * scale / 10] * 2))        # 三万五 is 35,000
    right = _integer(after, positional, top)
    if right.high >= scale:
        raise _Malformed
    return value.plus(right)


def _multiplier(before: list[_Token], positional: bool) -> _Value:
    """What stands before 万 or 亿: nothing (万余家), 几 (几万), or a number."""
    if not before:
        return _Value(Decimal(1), Decimal(1))
    if len(before) == 1 and before[0].kind == "several":
        return _Value(Decimal(2), Decimal(10), loose=True)
    found = _integer(before, positional, top=False)
    return _Value(found.low, found.high - 1, found.over) if found.loose else found          # 数十亿: 20 to 99 times 亿


def _section(tokens: list[_Token], positional: bool, top: bool) -> _Value:
    """Numbers below 10,000, and strings of digits."""
    if len(tokens) > 1 and all(token.kind in ("digit", "zero") for token in tokens):
        pair = _approximate(tokens)
        if pair and not positional:
            return pair
        return _Value(*[Decimal("".join(str(token.value) for token in tokens))] * 2)
    if len(tokens) > 2 and tokens[-1].kind == "more" and all(token.kind in ("digit", "zero") for token in tokens[:-1]):
        found = _section(tokens[:-1], True, top)                                   # 一八〇多万
        return _Value(found.low, found.high, over=True)
    total = _Value(Decimal(0), Decimal(0))
    pending: list[_Token] = []
    last = _UNLIMITED
    zero = over = False
    for token in tokens:
        if token.kind == "zero":
            if pending:
                raise _Malformed
            zero = True
        elif token.kind == "tens":
            if pending or last <= 10:
                raise _Malformed
            total, last = total.plus(_Value(token.value, token.value)), Decimal(10)
        elif token.kind == "more":
            over = True
        elif token.kind == "scale":
            if token.value >= last:
                raise _Malformed
            total = total.plus(_multiplied(pending, token.value))
            pending, last, zero = [], token.value, False
        else:
            pending.append(token)
    if pending:
        total = total.plus(_rest(pending, last, zero, top))
    return _Value(total.low, total.high, total.over or over, total.loose)


def _multiplied(pending: list[_Token], scale: Decimal) -> _Value:
    """What stands before 十, 百 or 千, times that."""
    if not pending:
        return _Value(scale, scale)
    if len(pending) == 1 and pending[0].kind == "several":
        return _Value(2 * scale, 10 * scale, loose=True)
    if len(pending) == 1:
        return _Value(pending[0].value * scale, pending[0].value * scale)
    pair = _approximate(pending)
    if not pair:
        raise _Malformed
    return pair.times(scale)


def _rest(pending: list[_Token], last: Decimal, zero: bool, top: bool) -> _Value:
    """What stands behind the last scale: 四千230, 八千七 (8,700), 十五六, 十几."""
    if len(pending) == 1:
        token = pending[0]
        if token.kind == "several":
            if last != 10:
                raise _Malformed
            return _Value(Decimal(1), Decimal(10), loose=True)
        if token.kind == "digit" and top and not zero and Decimal(100) <= last < _UNLIMITED:
            return _Value(*[token.value * last / 10] * 2)
        if token.value >= last:
            raise _Malformed
        return _Value(token.value, token.value)
    pair = _approximate(pending)
    if not pair or last > 10:
        raise _Malformed
    return pair


def _approximate(tokens: list[_Token]) -> _Value | None:
    """三五, 七八, 两三: two neighbouring digits that give an interval."""
    if len(tokens) == 2 and all(token.kind == "digit" for token in tokens):
        low, high = tokens[0].value, tokens[1].value
        if high - low == 1 or (low, high) == (3, 5):
            return _Value(low, high)
    return None
