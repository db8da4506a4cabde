"""Status of figures: constructions that settle it, and what a document is."""

from __future__ import annotations

import pytest

from zhengce import extract


def statuses(text: str) -> dict[str, str]:
    return {row.text: row.status for row in extract(text).figures.itertuples()}


@pytest.mark.parametrize(("text", "wanted"), [
    # words that look ahead, in the clause and reaching over
    ("节后铁路部门将开行800多趟临时列车。", {"800多趟": "target"}),
    ("全市计划新建托育园30所。", {"30所": "target"}),
    ("中央财政拟安排救灾资金5亿元，比上年增加1亿元。", {"5亿元": "target", "1亿元": "target"}),
    ("今年将改造老旧管网90公里，新建泵站14座。", {"90公里": "target", "14座": "target"}),
    ("公司争取再招聘400名技工。", {"400名": "target"}),
    ("今年油菜面积必须稳定在60万亩以上。", {"60万亩以上": "target"}),
    ("讲话\n一要抓单产。建设示范点800个，良种覆盖率达到95%。\n二要抓收储。落实储备20万吨。", {"800个": "target", "95%": "target", "20万吨": "target"}),
    ("青山县关于做好春灌工作的通知\n3月底，全县水库蓄水2亿立方米，比上年同期少0.3亿立方米。", {"2亿立方米": "achieved", "0.3亿立方米": "achieved"}),
    # the same characters without that sense
    ("我市虚拟仪器产量增长了12%。", {"12%": "achieved"}),
    ("五年计划的各项指标都已完成，产量达到了90万吨。", {"90万吨": "achieved"}),
    ("去年全省争取中央资金80亿元。", {"80亿元": "achieved"}),
    # a word of what is done ends the reach
    ("该馆将于下月开放，目前已征集展品700件。", {"700件": "achieved"}),
    # comparisons and changes start from what is
    ("产量将达到50万吨，比去年的40万吨增长25%。", {"50万吨": "target", "40万吨": "achieved", "25%": "target"}),
    ("学制将由3年改为4年。", {"3年": "achieved"}),
    # how a thing is
    ("这座大桥全长6公里。", {"6公里": "standing"}),
    ("去年监测发现违法占地900亩。", {"900亩": "achieved"}),
    ("要让14亿人民过上好日子。", {"14亿": "standing"}),
    ("为70岁以上老年人免费体检。", {"70岁以上": "standing"}),
    ("健全县乡村三级服务网络。", {"三级": "standing"}),
    ("要抓好上述两项任务。", {"两项": "standing"}),
    ("该泵站设计灌溉面积30万亩。", {"30万亩": "standing"}),
    ("首条百万吨级生产线今天投产。", {"百万吨级": "standing"}),
    ("水库建成后，年供水量3亿立方米。", {"3亿立方米": "target"}),
    ("今年将全力推进植树，完成造林40万亩。", {"40万亩": "target"}),
    ("减税9亿元，超过原定的8亿元。", {"8亿元": "target", "9亿元": "achieved"}),
])
def test_constructions(text, wanted):
    found = statuses(text)
    assert {number: found[number] for number in wanted} == wanted


def test_a_plan_shows_by_its_title_behind_the_end_of_another_text():
    text = ("大会号召全县人民团结奋斗。\n青山县国民经济和社会发展第八个五年计划\n一、“八五”计划的任务\n“八五”期间要稳步发展。\n"
            "二、“八五”时期的工业\n1995年，水泥产量达到90万吨，比1990年增加20万吨。")
    assert statuses(text)["90万吨"] == "target"


def test_an_undated_report_is_of_the_year_that_its_headings_name():
    text = ("政府工作报告\n各位代表：\n一、2031年工作回顾\n一年来，地区生产总值增长了6%。\n二、2032年总体要求\n"
            "2032年，地区生产总值增长5%左右。\n三、2032年工作任务\n做好各项工作。")
    found = statuses(text)
    assert (found["6%"], found["5%左右"]) == ("achieved", "target")


OPINION = "青山市人民政府关于加快发展现代物流业的实施意见\n{}\n"


@pytest.mark.parametrize(("text", "wanted"), [
    ("到2035年，全市物流业增加值达到400亿元。", {"400亿元": "target"}),
    ("对首次上榜的企业，给予80万元一次性奖励。", {"80万元": "requirement"}),
    ("按新增投资的2%给予补助，最高不超过90万元。", {"2%": "requirement", "不超过90万元": "requirement"}),
    ("单户贷款800万元以下的，担保费率不高于1%。", {"800万元以下": "requirement", "不高于1%": "requirement"}),
    ("不动产登记在6日内办结。", {"6日内": "requirement"}),
    ("目前，全市已有物流企业700家，从业人员4万人。", {"700家": "achieved", "4万人": "achieved"}),
])
def test_opinions_aim_and_lay_down(text, wanted):
    found = statuses(OPINION.format(text))
    assert {number: found[number] for number in wanted} == wanted


def test_news_that_names_a_plan_is_none():
    text = "“十四五”规划纲要确定的一批项目加快建设。“十四五”期间，“十四五”项目有序推进。\n前8个月，全市完成铁路投资40亿元，增长7%。"
    assert statuses(text) == {"40亿元": "achieved", "7%": "achieved"}


def test_the_first_year_of_a_plans_glued_table_is_what_was():
    text = ("青山市“十五五”生态规划\n“十五五”时期，“十五五”期间，“十五五”末的指标如下。\n"
            "指标2025年2030年〔累计〕属性森林覆盖率（%）40.1＞45-约束性绿地率（%）36.2＞38-预期性水质优良率（%）88＞90-约束性\n")
    found = statuses(text)
    assert [found[number] for number in ("40.1", "＞45", "36.2", "＞38")] == ["achieved", "target", "achieved", "target"]
