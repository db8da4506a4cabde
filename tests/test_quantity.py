"""The grammar of quantities: one value, many surfaces; bounds; what is no quantity."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import zhengce
from zhengce.stages.figures.numerals import read_number

SURFACES = {
    "1200000000000": ("1.2万亿", "一点二万亿", "1,200,000,000,000", "12000亿"),
    "35000": ("3.5万", "三万五", "三万五千", "35,000", "3万5000"),
    "256000": ("25万6千", "二十五万六千", "贰拾伍万陆仟"),
}
BOUNDS = {"超4000亿元": ("over", 4e11, None), "近300家": ("under", None, 300), "不低于90%": ("at_least", 90, None),
          "3—5年": ("range", 3, 5), "数十": ("range", 20, 99), "上千": ("over", 1000, None), "约510万亩": ("about", None, None)}


@pytest.mark.parametrize(("value", "surfaces"), SURFACES.items())
def test_one_value_many_surfaces(value: str, surfaces: tuple[str, ...]) -> None:
    for surface in surfaces:
        number = read_number(surface)
        assert number is not None and number.value == Decimal(value), surface


@pytest.mark.parametrize(("text", "wanted"), BOUNDS.items())
def test_bounds(text: str, wanted: tuple[str, float | None, float | None]) -> None:
    found = zhengce.quantity(text)
    assert found is not None
    assert (found.bound, found.low, found.high) == wanted


@given(st.integers(1, 10**16))
@settings(max_examples=60)
def test_grouped_numbers_read_back(number: int) -> None:
    assert read_number(f"{number:,}").value == number
    assert read_number(str(number)).value == number


@given(st.text(max_size=60))
@settings(max_examples=40, deadline=None)
def test_every_span_is_true(text: str) -> None:
    tables = zhengce.extract(text)
    for row in tables.figures.to_dict("records"):
        assert text[row["start"]:row["end"]] == row["text"]
