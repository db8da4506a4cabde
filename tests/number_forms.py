"""Hypothesis strategies for written numbers: a value from 0.0001 to 10^16 and a form that writes it."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import strategies as st

LOWER, FINANCIAL = ("〇一二三四五六七八九", "十百千"), ("零壹贰叁肆伍陆柒捌玖", "拾佰仟")
TRADITIONAL = str.maketrans("万亿贰陆叁", "萬億貳陸參")
WIDE = str.maketrans("0123456789.,", "０１２３４５６７８９．，")
MYRIADS = ("", "万", "亿", "万亿")


def chinese(number: int, digits: str = LOWER[0], scales: str = LOWER[1]) -> str:
    """`number` in Chinese numerals, zeros spoken as 零.

    >>> chinese(10305), chinese(20_0000_0015)
    ('一万零三百零五', '二十亿零一十五')
    """
    if number == 0:
        return "零"
    groups, rest = [], number
    while rest:
        groups.append(rest % 10000)
        rest //= 10000
    written, gap = "", False
    for place in range(len(groups) - 1, -1, -1):
        group = groups[place]
        if not group:
            gap = bool(written)
            continue
        if written and (gap or group < 1000):
            written += "零"
        written += _group(group, digits, scales) + MYRIADS[place]
        gap = False
    return written


def _group(number: int, digits: str, scales: str) -> str:
    written, gap = "", False
    for place in (3, 2, 1, 0):
        digit = number // 10 ** place % 10
        if not digit:
            gap = bool(written)
            continue
        if gap:
            written += "零"
        written += digits[digit] + (scales[place - 1] if place else "")
        gap = False
    return written


def _scaled(number: int, scale: str, worth: int) -> str:
    return f"{format((Decimal(number) / worth).normalize(), 'f')}{scale}"


@st.composite
def written_numbers(draw: st.DrawFn) -> tuple[Decimal, str]:
    """A value and one of the forms that write it exactly."""
    whole = draw(st.integers(1, 10 ** 16 - 1))
    part = draw(st.integers(0, 9999))
    decimal = Decimal(whole) + Decimal(part) / 10000 if whole < 10 ** 11 else Decimal(whole)
    small = Decimal(draw(st.integers(1, 9999))) / 10000
    point = "".join(LOWER[0][int(digit)] for digit in f"{part:04d}")
    forms = [
        (decimal, format(decimal, "f")),
        (small, format(small, "f")),
        (Decimal(whole), f"{whole:,}"),
        (decimal, format(decimal, "f").translate(WIDE)),
        (Decimal(whole), f"{whole:,}".translate(WIDE)),
        (Decimal(whole), chinese(whole)),
        (Decimal(whole), chinese(whole, *FINANCIAL)),
        (Decimal(whole), chinese(whole).translate(TRADITIONAL)),
        (Decimal(whole), chinese(whole, *FINANCIAL).translate(TRADITIONAL)),
        (Decimal(whole), _scaled(whole, "万", 10 ** 4)),
        (Decimal(whole), _scaled(whole, "亿", 10 ** 8)),
        (Decimal(whole), _scaled(whole, "万亿", 10 ** 12)),
        (Decimal(whole) + Decimal(part) / 10000, f"{chinese(whole)}点{point}"),
    ]
    if whole > 99:                                     # 三四 is three to four, not 34
        forms.append((Decimal(whole), "".join(LOWER[0][int(digit)] for digit in str(whole))))
    return draw(st.sampled_from(forms))
