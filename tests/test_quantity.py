"""The grammar of quantities: one value, many surfaces; bounds; what is no quantity; numbers read back; spans are true."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import zhengce
from marked import check
from number_forms import written_numbers
from zhengce.lexicon import read_table
from zhengce.stages.figures.notations import Wording, plain_form
from zhengce.stages.figures.numerals import read_number

SURFACES = {
    "1200000000000": ("1.2万亿", "一点二万亿", "1,200,000,000,000", "12000亿", "一万二千亿"),
    "35000": ("3.5万", "三万五", "三万五千", "35,000", "3万5000", "叁万伍仟", "三萬五"),
    "256000": ("25万6千", "二十五万六千", "贰拾伍万陆仟", "25.6万"),
    "1500000000000": ("一万五千亿", "1.5万亿", "一万五千億"),
    "33": ("卅三", "三十三", "叁拾叁", "33"),
    "23": ("廿三", "二十三"),
    "2025": ("二〇二五", "二零二五", "2025"),
    "12": ("壹拾贰", "十二", "一十二"),
    "-3.8": ("负三点八", "-3.8"),
    "0.5": ("零点五", "0.5", "二分之一", "一半", "半数"),
}
EXPRESSIONS = {
    "一米七五": ("length", "1.75", "m"), "时速60公里": ("rate", "60", "km/h"), "每吨500元": ("rate", "500", "CNY/tonne"),
    "3比1": ("ratio", "3", None), "1½": ("ratio", "1.5", None), "㈢": ("count", "3", None), "1.2×10^4": ("count", "12000", None),
    "五块六": ("money", "5.6", "CNY"), "壹拾壹元壹角壹分": ("money", "11.11", "CNY"), "US$100": ("money", "100", "USD"),
    "摄氏37度": ("other", "37", "℃"), "3斤半": ("mass", "3.5", "jin"), "两万两": ("mass", "20000", "两"),
    "百分之负三点八": ("percent", "-3.8", "%"), "八五折": ("percent", "85", "%"), "对折": ("percent", "50", "%"),
    "12k": ("count", "12000", None), "2e5": ("count", "200000", None), "一又三分之一吨": ("mass", "1.333333333333333333333333333", "tonne"),
    "120m²": ("area", "120", "m2"), "二百五十千瓦时": ("energy", "250", "kWh"), "六个加仑": ("volume", "6", "gallon"),
    "半年": ("duration", "0.5", "year"), "两天又一个月": ("duration", "32", "day"), "5年": ("duration", "5", "year"),
}
BOUNDS = {
    "超4000亿元": ("over", 4e11, None), "近300家": ("under", None, 300), "不低于90%": ("at_least", 90, None),
    "3—5年": ("range", 3, 5), "数十": ("range", 20, 99), "上千": ("over", 1000, None), "约510万亩": ("about", None, None),
    "过半": ("over", 0.5, None), "大于10小于20": ("range", 10, 20), "十五年以上，三十年以下": ("range", 15, 30),
    "八百到九百亿元": ("range", 8e10, 9e10), "13天—8周": ("range", 13, 56), "≥8": ("at_least", 8, None),
    "最多六批": ("at_most", None, 6), "几近三成": ("under", None, 30), "十多年": ("over", 10, None), "50人（含）以上": ("at_least", 50, None),
}
CASES = [line for line in (Path(__file__).parent / "quantity_cases.txt").read_text(encoding="utf-8").splitlines()
         if line and not line.startswith("#")]


@pytest.mark.parametrize(("value", "surfaces"), SURFACES.items())
def test_one_value_many_surfaces(value: str, surfaces: tuple[str, ...]) -> None:
    for surface in surfaces:
        found = zhengce.quantity(surface)
        assert found is not None and found.value == Decimal(value), surface


@pytest.mark.parametrize(("text", "wanted"), EXPRESSIONS.items())
def test_expressions(text: str, wanted: tuple[str, str, str | None]) -> None:
    found = zhengce.quantity(text)
    assert found is not None
    assert (found.kind, str(found.value), found.unit) == wanted


@pytest.mark.parametrize(("text", "wanted"), BOUNDS.items())
def test_bounds(text: str, wanted: tuple[str, float | None, float | None]) -> None:
    found = zhengce.quantity(text)
    assert found is not None
    assert (found.bound, found.low, found.high) == wanted


@pytest.mark.parametrize("text", ["统一", "第七", "三农", "亩", "", "元", "百分点", "二〇二五年三月"])
def test_no_quantity(text: str) -> None:
    assert zhengce.quantity(text) is None


@pytest.mark.parametrize("case", CASES)
def test_marked_cases(case: str) -> None:
    check(case, "figure")


@given(written_numbers())
@settings(max_examples=400, deadline=None)
def test_written_numbers_read_back(written: tuple[Decimal, str]) -> None:
    value, text = written
    found = zhengce.quantity(text)
    assert found is not None and found.value == value


@given(st.integers(1, 10**16))
@settings(max_examples=60)
def test_grouped_numbers_read_back(number: int) -> None:
    assert read_number(f"{number:,}").value == number
    assert read_number(str(number)).value == number


NEAR = st.text(alphabet="0123456789０３.,，、。-—~至到零〇一二三十百千万亿两几数多余半第分之点成倍番％%∶:/年月日个家元块角吨亩约近超不以上下内左右每（）\n $¥k^eⅢ",
               max_size=40)


@given(NEAR | st.text(max_size=60))
@settings(max_examples=60, deadline=None)
def test_every_span_is_true(text: str) -> None:
    zhengce.quantity(text)
    tables = zhengce.extract(text)
    for row in [*tables.figures.to_dict("records"), *tables.numerals.to_dict("records")]:
        assert text[row["start"]:row["end"]] == row["text"]


def test_every_wording_matches_its_example() -> None:
    for entry in read_table(Wording, "wordings.csv", key=("pattern",)):
        assert plain_form(entry.example) != entry.example, entry


def test_a_row_explains_itself() -> None:
    tables = zhengce.extract("投资[超过]三万五千元，增长1.2个百分点。".replace("[", "").replace("]", ""))
    first, second = (tables.explain(figure_id) for figure_id in tables.figures["figure_id"])
    assert "modifier 超过 + number 三万五千 + unit 元" in first and "bound.before 超过" in first
    assert "rejected: unit 个" in second
    with pytest.raises(KeyError):
        tables.explain("0:f1")


def test_what_was_refused_says_why() -> None:
    tables = zhengce.extract("这是一个难题。")
    assert "refused.indefinite_one" in tables.explain(tables.numerals["numeral_id"][0])


@pytest.mark.parametrize("piece", ["1", "一", "十万", "亿", "1-", "1.", "百分之", "1-约束性"])
def test_endless_numerals_are_no_number_and_cost_little(piece: str) -> None:
    text = piece * 3000
    assert zhengce.quantity(text) is None
    assert all(row["end"] - row["start"] < 200 for row in zhengce.extract(text).figures.to_dict("records"))
