"""What each number means: marked-up examples of the constructions that the stage of figures has to read."""

import pytest

import zhengce
from zhengce.lexicon.wordlists import Words
from zhengce.stages.figures.distribute import split


def figures(text):
    """Printed number → row, of the figures of a text."""
    return {row["text"]: row for row in zhengce.extract(text).figures.to_dict("records")}


@pytest.mark.parametrize(("text", "wanted"), [
    ("全市建成农贸市场43条、文化广场217个。", {"43条": "农贸市场", "217个": "文化广场"}),
    ("打造60个山村民宿旅游提升示范点。", {"60个": "山村民宿旅游提升示范点"}),
    ("支持32个山区县实施水利项目。", {"32个": "山区县"}),
    ("12家乡镇企业入选省级名单。", {"12家": "乡镇企业"}),
    ("今年将采取三项举措。", {"三项": "举措"}),
    ("贫困人口减少80万人。", {"80万人": "贫困人口"}),
    ("东北三省粮食丰收。", {"三省": "省"}),
    ("新建和改造农村公路38万公里、山区电网线路26万公里。", {"38万公里": "农村公路", "26万公里": "山区电网线路"}),
])
def test_counted(text, wanted):
    rows = figures(text)
    assert {number: rows[number]["counted"] for number in wanted} == wanted


@pytest.mark.parametrize(("text", "wanted"), [
    ("粮食产量1.4万亿斤，比上年增长1.6%。", {"1.4万亿斤": "粮食产量", "1.6%": "粮食产量"}),
    ("限上汽车、家电零售额分别增长6.5%和7%。", {"6.5%": "限上汽车零售额", "7%": "限上家电零售额"}),
    ("出口总额（不包括转口）比上年增长12%。", {"12%": "出口总额"}),
    ("城镇居民人均可支配收入3万元，扣除物价因素增长4%。", {"4%": "城镇居民人均可支配收入"}),
    ("钢增加了四百万吨。", {"四百万吨": "钢产量"}),
    ("农业总产值占工农业总产值的比重为30%。", {"30%": "农业总产值占工农业总产值的比重"}),
])
def test_indicator(text, wanted):
    rows = figures(text)
    assert {number: rows[number]["indicator"] for number in wanted} == wanted


@pytest.mark.parametrize(("text", "number", "status", "measure_of"), [
    ("20家单位承担定点帮扶任务。", "20家", "standing", "level"),
    ("去年全县粮食产量增长了5.2%。", "5.2%", "achieved", "growth"),
    ("改革以来，全县累计安排资金3亿元。", "3亿元", "achieved", "cumulative"),
    ("失业率下降0.3个百分点。", "0.3个百分点", "achieved", "decrease"),
])
def test_status_and_measure(text, number, status, measure_of):
    row = figures(text)[number]
    assert (row["status"], row["measure_of"]) == (status, measure_of)


def test_the_subject_of_a_pairing_is_printed_with_its_number_for_the_figures_behind():
    rows = figures("40家市直单位定点帮扶160个山区县。")
    assert rows["40家"]["subject"] == "市直单位"
    assert rows["160个"]["subject"] == "40家市直单位"


def test_a_base_value_has_its_own_year_and_a_semicolon_keeps_the_scope():
    rows = figures("2020年财政收入达到90亿元，比2015年的60亿元增长50%；财政支出达到80亿元。")
    assert [rows[number]["time_text"] for number in ("90亿元", "60亿元", "80亿元")] == ["2020年", "2015年", "2020年"]


def test_split_gives_nothing_where_the_counts_differ():
    assert split("财政收入和财政支出", 3) == []


def test_words_are_matched_longest_first_at_and_before_an_offset():
    words = Words(["建成", "新建", "新建改造"])
    assert words.at("新建改造农田", 0) == 4 and words.at("农田", 0) == 0
    assert words.before("全年新建", 4) == "新建" and words.before("全年", 2) == ""
    assert list(words.within("新建改造和建成", 0, 7)) == [(0, "新建改造"), (5, "建成")]
