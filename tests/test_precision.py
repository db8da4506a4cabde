"""Agreement of two statements, over every pair of bounds."""

from __future__ import annotations

from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhengce.analyse.precision import compare, interval

BOUNDS = ("exact", "about", "over", "under", "at_least", "at_most", "range")


def said(bound: str, number: float, to: float | None = None, unit: str = "CNY") -> dict:
    low = None if bound in ("about", "under", "at_most") else number
    high = to if bound == "range" else None if bound in ("about", "over", "at_least") else number
    return {"value": None if bound == "range" else number, "low": low, "high": high, "bound": bound, "unit": unit}


@pytest.mark.parametrize(
    "earlier, later, verdict",
    [
        (said("over", 4e11), said("exact", 4.212e11), "refined"),  # 超4000亿 → 4212亿
        (said("exact", 4.212e11), said("over", 4e11), "coarser"),
        (said("over", 4e11), said("exact", 9e11), "compatible"),  # formally within, but nobody says 超4000亿 of 9000亿
        (said("over", 4e11), said("exact", 3.9e11), "contradicts"),
        (said("under", 300), said("exact", 298), "refined"),  # 近300家 → 298家
        (said("under", 300), said("exact", 320), "crossed"),  # 近300家 → 320家
        (said("under", 300), said("exact", 800), "contradicts"),
        (said("over", 7000), said("over", 7000), "same"),  # 7000多个 twice
        (said("about", 500), said("exact", 497), "refined"),
        (said("about", 500), said("exact", 620), "contradicts"),
        (said("range", 3, 5), said("exact", 4), "refined"),
        (said("range", 3, 5), said("range", 4, 6), "compatible"),
        (said("range", 3, 5), said("range", 6, 7), "contradicts"),
        (said("at_least", 90), said("exact", 95), "refined"),  # 不低于90% → 95%
        (said("at_most", 10), said("exact", 12), "contradicts"),
        (said("exact", 42000), said("exact", 42180), "refined"),  # 4.2万 → 42180
        (said("exact", 42000), said("exact", 42780), "contradicts"),
        (said("exact", 325), said("exact", 326), "contradicts"),
        (said("exact", 5.2), said("exact", 5.2, unit="%"), "unknown"),
    ],
)
def test_verdicts(earlier, later, verdict):
    assert compare(earlier, later).verdict == verdict


def test_a_digit_that_is_printed_is_not_rounded_away():
    printed = said("exact", 19860) | {"text": "19860元"}
    assert compare(printed, said("exact", 19861) | {"text": "19861元"}).verdict == "contradicts"
    rounded = said("exact", 19900) | {"text": "1.99万元"}
    assert compare(rounded, said("exact", 19861) | {"text": "19861元"}).verdict == "refined"


def test_units_of_one_dimension():
    mu = said("exact", 150, unit="mu") | {"base_value": 100000.0, "base_unit": "m2"}
    hectare = said("exact", 10, unit="hectare") | {"base_value": 100000.0, "base_unit": "m2"}
    assert compare(mu, hectare).verdict == "same"


_MIRROR = {
    "same": "same",
    "contradicts": "contradicts",
    "crossed": "contradicts",
    "refined": "coarser",
    "coarser": "refined",
    "compatible": "compatible",
    "unknown": "unknown",
}


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(list(product(BOUNDS, BOUNDS))), st.integers(1, 10**6), st.integers(1, 10**6))
def test_either_order_tells_one_story(bounds, first, second):
    a, b = (said(bound, float(number), float(number * 2)) for bound, number in zip(bounds, (first, second), strict=True))
    there, back = compare(a, b), compare(b, a)
    assert there.agrees == back.agrees
    assert _MIRROR[there.verdict] == {"crossed": "contradicts"}.get(back.verdict, back.verdict) or there.verdict in (
        "refined",
        "coarser",
    )


@given(st.sampled_from(BOUNDS), st.integers(1, 10**9))
def test_interval_holds_the_value(bound, number):
    low, high = interval(said(bound, float(number), float(number * 2)))
    assert (low is None or low <= Decimal(number)) and (high is None or high >= Decimal(number))
