"""Times: marked-up sentences, one expression many surfaces, what is no time, and the date a document is counted from."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import zhengce
from marked import check, parse
from zhengce.article import Article
from zhengce.face import extractor
from zhengce.stages.times.document_date import read_clock
from zhengce.stages.times.festivals import festival_day, lunar_day
from zhengce.stages.view import view

DATED = "政府工作报告\n——2026年1月20日在某省人民代表大会上\n"
SENTENCES = """
[2025年]{time begin=2025-01-01 finish=2025-12-31 granularity=year}新建农村公路三千公里,比[上年]{time begin=2024-01-01}增加。
[“十五五”时期]{time begin=2026-01-01 finish=2030-12-31 anchor=“十五五”时期},单位能耗再降一成。
[“九五”后三年]{time begin=1998-01-01 finish=2000-12-31}完成改制。
[“七五”计划期间]{time begin=1986-01-01 finish=1990-12-31}建成港口。
[第一个五年计划的最后一年]{time begin=1957-01-01 finish=1957-12-31 anchor=第一个五年计划}超额完成。
[党的十八大以来]{time begin=2012-11-08 finish=null granularity=open anchor=党的十八大},山乡面貌一新。
[中国共产党十一届三中全会以来]{time begin=1978-12-18},农村先行改革。
[五届人大一次会议以来]{time begin=1978-02-26 anchor=五届人大一次会议},法制逐步健全。
[新中国成立70年来]{time begin=1949-10-01 granularity=multi_year},教育普及。
[解放前]{time begin=null finish=1949-09-30 anchor=解放}这里没有公路。
[抗日战争时期]{time begin=1937-07-07 finish=1945-09-02 anchor=抗日战争},根据地减租减息。
合作社自[2017年摆脱贫困以来]{time begin=2017-01-01 granularity=open}连年分红。
[1997年秋]{time begin=1997-09-01 finish=1997-11-30}动工,[同年]{time begin=1997-01-01}通车。
[2003年一、二月份]{time begin=2003-01-01 finish=2003-02-28}用电量上升。
[2003年第三、四季度]{time begin=2003-07-01 finish=2003-12-31}回升。
[2021—2025年]{time begin=2021-01-01 finish=2025-12-31}分步实施。
[8月11日至18日]{time granularity=day}举办培训。
[2019年6月底前]{time begin=null finish=2019-06-30}报送方案。
[上世纪80年代]{time begin=1980-01-01 finish=1989-12-31}修的水渠仍在使用。
会议[19日—21日]{time granularity=day begin=null}在省城召开。
[每年]{time recurring=yearly}安排一次,[每5年]{time granularity=multi_year}普查一次。
平均亩产由[五年前]{time granularity=year}的四百斤提高到六百斤。
[几十年来]{time begin=null granularity=multi_year}无人问津的荒坡变成了果园。
[过去24小时]{time begin=null granularity=day}新增用户两千,[未来三天]{time}仍有大雨。
从[1961年到1975年]{time begin=1961-01-01 finish=1975-12-31}的[十五年]{time}中,灌区扩大一倍;[三年]{time}里,村村通了水。
泥沙量比[上个十年]{time granularity=multi_year}减少,[每三至四年]{time}清淤一次。
[春节期间]{time begin=null granularity=day}客流平稳,[“五一”假期]{time}增开列车,[国庆中秋假期]{time}更多。
[今年春节期间]{time}景区爆满,[2024年国庆节]{time begin=2024-10-01 finish=2024-10-01},学校升旗。
[今天]{time begin=null granularity=day}([1月27日]{time})开工,[今天]{time}计划浇筑两段。
# no times: names, lengths, ages, whoever stands nearby
按照《乡村振兴战略规划(2018—2022年)》和“十五五”规划执行。
公示期为15日,不少于90日的除外,三年任务两年完成,连续16个季度增长,提前两年达标。
连续作业近3天,大半年中有雨,三年中专,历时两周,国庆阅兵,庆祝春节。今天,我们站在新起点上。
青年内部、健全年度考核、当年轻人返乡、以上年龄段、近年来、定期、开局之年。
"""


@pytest.mark.parametrize("marked", [line for line in SENTENCES.strip().splitlines() if not line.startswith("#")])
def test_times_as_marked(marked):
    check(marked, "time")


@pytest.mark.parametrize("marked", [
    "[五年来]{time begin=2021-01-20 finish=2026-01-20},粮食连年丰收。",
    "[今后五年]{time begin=2026-01-01 finish=2030-12-31}再建十座水库,[这五年]{time begin=2026-01-01}是关键。",
    "[过去一年]{time begin=2025-01-01 finish=2025-12-31},我们稳住了就业。",
    "[去冬]{time begin=2025-12-01}雪大,[今春]{time begin=2026-03-01 finish=2026-05-31}墒情好。",
])
def test_times_resolved_against_the_document(marked):
    head = "[2026年1月20日]{time begin=2026-01-20}"
    check(DATED.replace("2026年1月20日", head) + marked, "time")


AT = "2021-06-14"
SURFACES = {
    ("2024-03-07", "2024-03-07"): ["2024年3月7日", "2024-03-07", "2024/3/7", "2024.3.7", "20240307", "二〇二四年三月七日", "２０２４年３月７日", "24年3月7日", "3/7/24"],
    ("2021-05-01", "2021-05-31"): ["上月", "上个月", "今年5月", "2021年五月份", "五月"],
    ("2021-06-07", "2021-06-13"): ["上周", "上一周"],
    ("2021-03-08", "2021-03-14"): ["今年三月第二周", "2021年3月的第二周"],
    ("2021-04-01", "2021-06-30"): ["本季度", "二季度", "2021年第二季度", "Q2"],
    ("2028-01-01", "2028-12-31"): ["七年后", "2028年", "28年"],
    ("2021-07-01", "2021-09-30"): ["下三个月", "未来三个月"],
    ("2020-10-01", "2020-10-01"): ["去年国庆节", "去年中秋节前后"],
    ("2021-06-14", "2021-06-14"): ["今天", "端午节"],
    ("2020-11-01", "2020-12-31"): ["去年年底", "2020年末"],
    ("2016-09-01", None): ["2016年9月1日起", "自2016年9月1日起", "2016年9月1日或之后"],
    (None, "2013-12-31"): ["2013年及以前", "2013年或之前", "截至2013年"],
    ("2014-11-01", "2020-03-31"): ["2014年11月到去年3月", "从2014年11月至2020年3月"],
    ("1957-01-01", "1957-12-31"): ["五七年", "1957年", "一九五七年"],
}


@pytest.mark.parametrize(("days", "text"), [(days, text) for days, texts in SURFACES.items() for text in texts])
def test_one_period_many_surfaces(days, text):
    found = zhengce.period(text, at=AT)
    assert found is not None
    assert (found.begin and found.begin.isoformat(), found.finish and found.finish.isoformat()) == days


@pytest.mark.parametrize("text", ["", "三农", "第一书记", "十全十美", "扎实推进", "1100万元", "13月", "2月30日"])
def test_no_period(text):
    assert zhengce.period(text, at=AT) is None


def test_lunar_and_movable_days():
    assert festival_day("春节", 2024).begin == dt.date(2024, 2, 10)
    assert festival_day("除夕", 2023).begin == dt.date(2024, 2, 9)
    assert festival_day("清明节", 2024).begin == dt.date(2024, 4, 4)
    assert lunar_day(2020, 5, 5).begin == dt.date(2020, 6, 25), "behind the leap fourth month"
    assert lunar_day(2024, 1, 30) is None, "the month has 29 days"


@pytest.mark.parametrize(("text", "date", "year"), [
    (DATED + "各位代表:", "2026-01-20", 2026),
    ("关于修路的通知\n各市:\n抓紧办理。\n某厅\n2019年3月2日", "2019-03-02", 2019),
    ("《晚间新闻》(20230105)\n一、农业。", "2023-01-05", 2023),
    ("3月5日,总理在第十一届全国人民代表大会第五次会议上作政府工作报告。\n各位代表:\n现在,我代表国务院报告政府工作。", "2012-03-05", 2012),
    ("2022年政府工作报告(全文)\n各位代表:", None, 2022),
    ("某县于2014年建成水库。\n从此旱涝保收。", None, None),
])
def test_the_documents_date(text, date, year):
    clock = read_clock(view(Article.from_text(text), extractor().segmenter))
    assert (clock.date and clock.date.isoformat(), clock.year) == (date, year)


@settings(deadline=None, max_examples=60)
@given(st.text(alphabet="年月日季度周前后上下本第一二三十百两多几半个来以内间末底初春节去今明每至到—、，。“”《》（）0123456789五计划时期党的届大全会", max_size=40))
def test_any_string_is_read_without_error_into_ordered_spans(text):
    rows = zhengce.extract(text).times
    spans = list(zip(rows["start"], rows["end"], strict=True))
    assert all(start < end for start, end in spans)
    assert all(before[1] <= after[0] for before, after in zip(spans, spans[1:], strict=False))
    zhengce.period(text, at=AT)


def test_a_mark_that_is_wrong_is_reported():
    with pytest.raises(AssertionError, match="marked"):
        check("[2024年]{time begin=2023-01-01}丰收。")
    assert parse("[2024年]{time}丰收")[0] == "2024年丰收"
