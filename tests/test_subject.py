"""Who is the subject of a figure: the cases of docs/codebook.md, and where a region and a time hold that other sentences name."""

import pytest

import zhengce


def rows(text):
    return {row["text"]: row for row in zhengce.extract(text).figures.to_dict("records")}


def said(text, column):
    return {number: None if not isinstance(row[column], str) else row[column] for number, row in rows(text).items()}


@pytest.mark.parametrize(("text", "wanted"), [
    # who does it
    ("县财政安排3亿元支持抗旱。", {"3亿元": "县财政"}),
    ("全市完成投资90亿元，增长5%。", {"90亿元": "全市", "5%": "全市"}),
    ("邮电业实现营业收入34亿元。", {"34亿元": "邮电业"}),
    ("今天铁路部门计划加开旅客列车90列。", {"90列": "铁路部门"}),
    ("我国已投运管道1.8万公里。", {"1.8万公里": "我国"}),
    ("当地紧急调集500多台收割机。", {"500多台": "当地"}),
    # nobody: a clause without a doer, the level of a series
    ("新建学校12所，惠及3万人。", {"12所": None, "3万人": None}),
    ("全省工业增加值增长6%，居民消费价格上涨2%。", {"6%": None, "2%": None}),
    ("城镇新增就业40万人。", {"40万人": None}),
    ("五年", {"五年": None}),
    # who holds it
    ("脱贫县农村居民人均可支配收入达到2万元，增长6%。", {"2万元": "脱贫县农村居民", "6%": "脱贫县农村居民"}),
    ("全国金融机构贷款余额达900亿元。", {"900亿元": "金融机构"}),
    # what is counted, where it acts
    ("目前，已有22个省份实现证照电子化。", {"22个": "省份"}),
    ("全国60个贫困县全部摘帽。", {"60个": "贫困县"}),
    ("引导800名青年到山区任教。", {"800名": "青年"}),
    ("为300万名婴幼儿发放补贴。", {"300万名": None}),
    ("九成的农户用上了自来水。", {"九成": "农户"}),
    # an age or a size belongs to its thing
    ("为3岁以下婴幼儿接种。", {"3岁以下": "婴幼儿"}),
    ("装机80万千瓦的主体工程力争2029年投产。", {"80万千瓦": "主体工程"}),
    ("新建20万千瓦的水电站和30万千瓦的火电站。", {"20万千瓦": "水电站", "30万千瓦": "火电站"}),
    ("培育年产值超3亿元的龙头企业4至6家。", {"超3亿元": "龙头企业", "4至6家": None}),
    ("对困难户每户每月免收5立方米的水费。", {"5立方米": None}),
])
def test_subject(text, wanted):
    assert said(text, "subject") == wanted


def test_a_later_clause_without_a_subject_goes_on_with_the_doer_but_not_in_a_report():
    story = "十年来，青州市累计退出污染企业300家，疏解市场100个。"
    assert said(story, "subject") == {"300家": "青州市", "100个": "青州市"}
    report = "政府工作报告\n青州市高新区落户，新建学校12所。"
    assert said(report, "subject") == {"12所": None}


@pytest.mark.parametrize(("text", "wanted"), [
    ("全国地表水优良断面占九成；劣质断面占一成。", {"九成": "全国", "一成": "全国"}),
    ("全国公安机关立案数下降5%。", {"5%": "全国"}),
    ("水量是全国人均水平的2倍。", {"2倍": None}),
])
def test_region(text, wanted):
    assert said(text, "region") == wanted


@pytest.mark.parametrize(("text", "wanted"), [
    ("2023年，全县新建学校3所。目前，全县有学校40所。", {"3所": "2023年", "40所": None}),
    ("今天（5月6日），铁路发送旅客20万人次。", {"20万人次": "今天"}),
    ("到1957年产量将为1952年的3倍。", {"3倍": "1957年"}),
])
def test_time_scope(text, wanted):
    assert said(text, "time_text") == wanted


def test_in_a_story_without_a_date_a_year_to_come_dates_nothing_behind_it():
    times = zhengce.extract("工程到2030年底完工。12月9日，首座桥梁合龙。").times
    assert {row.text: str(row.begin)[:4] for row in times.itertuples()}["12月9日"] == "NaT"
