"""What each number means: marked-up examples of the constructions that the stage of figures has to read."""

import pytest

import zhengce
from zhengce.lexicon.wordlists import Words
from zhengce.stages.figures.distribute import split


def figures(text):
    """Printed number → row, of the figures of a text."""
    return {row["text"]: row for row in zhengce.extract(text).figures.to_dict("records")}


def printed(value):
    """A cell as it is printed; None where it is missing."""
    return value if isinstance(value, str) else None


@pytest.mark.parametrize(("text", "wanted"), [
    ("全市建成农贸市场43条、文化广场217个。", {"43条": "农贸市场", "217个": "文化广场"}),
    ("打造60个山村民宿旅游提升示范点。", {"60个": "山村民宿旅游提升示范点"}),
    ("支持32个山区县实施水利项目。", {"32个": "山区县"}),
    ("12家乡镇企业入选省级名单。", {"12家": "乡镇企业"}),
    ("今年将采取三项举措。", {"三项": "举措"}),
    ("贫困人口减少80万人。", {"80万人": "贫困人口"}),
    ("东北三省粮食丰收。", {"三省": "省"}),
    ("新建和改造农村公路38万公里、山区电网线路26万公里。", {"38万公里": "农村公路", "26万公里": "山区电网线路"}),
    ("12万名林场职工深入林区开展巡护。", {"12万名": "林场职工"}),
    ("43家医院建立协作关系。", {"43家": "医院"}),
    ("在20个左右符合条件的城市开展试点。", {"20个左右": "城市"}),
    ("新办小微企业300户，发送旅客80万人次。", {"300户": "小微企业", "80万人次": "旅客"}),
    ("扶持30个新兴产业项目。", {"30个": "新兴产业项目"}),
    ("细化5方面12项具体举措。", {"5方面": "具体举措", "12项": "具体举措"}),
    ("塌方造成3人死亡、8人受伤。", {"3人": "人", "8人": "人"}),
    ("覆盖25个省区市和老挝、泰国。", {"25个": "省区市"}),
    ("两家公司争夺海外高端市场。", {"两家": "公司"}),
    ("各地采购和销售山区农产品5亿元。", {"5亿元": "山区农产品"}),
    ("水利重点项目完成投资90亿元。", {"90亿元": "水利重点项目"}),
    ("公路通车里程达到6万公里，粮食产量达到300亿斤。", {"6万公里": None, "300亿斤": None}),
])
def test_counted(text, wanted):
    rows = figures(text)
    assert {number: printed(rows[number]["counted"]) for number in wanted} == wanted


@pytest.mark.parametrize(("text", "wanted"), [
    ("粮食产量1.4万亿斤，比上年增长1.6%。", {"1.4万亿斤": "粮食产量", "1.6%": "粮食产量"}),
    ("限上汽车、家电零售额分别增长6.5%和7%。", {"6.5%": "限上汽车零售额", "7%": "限上家电零售额"}),
    ("出口总额（不包括转口）比上年增长12%。", {"12%": "出口总额"}),
    ("城镇居民人均可支配收入3万元，扣除物价因素增长4%。", {"4%": "城镇居民人均可支配收入"}),
    ("钢增加了四百万吨。", {"四百万吨": "钢产量"}),
    ("农业总产值占工农业总产值的比重为30%。", {"30%": "农业总产值占工农业总产值的比重"}),
    # who acts and for whom is no part of a series' name
    ("省财政累计安排水利资金12亿元。", {"12亿元": "安排水利资金"}),
    ("预计为企业减轻负担超过3亿元。", {"超过3亿元": "减轻负担"}),
    ("以旧换新带动家电零售额增长6%。", {"6%": "家电零售额"}),
    ("石油行业实现增加值90亿元。", {"90亿元": "石油行业增加值"}),
    ("农业机械的产量增长8%。", {"8%": "农业机械产量"}),
    # a count: verb and noun, or noun and what is said of it
    ("支持32个山区县实施水利项目。", {"32个": "支持山区县实施水利项目"}),
    ("组织专家赴东部8个县实地调研。", {"8个": "赴东部县实地调研"}),
    ("12家乡镇企业入选省级名单。", {"12家": "乡镇企业入选省级名单"}),
    ("45件民生实事圆满完成。", {"45件": "民生实事"}),
    ("塌方造成3人死亡、8人受伤。", {"3人": "塌方死亡", "8人": "塌方受伤"}),
    ("以上五条意见，上述三类企业。", {"五条": "意见", "三类": "企业"}),
    # pairings
    ("40家市直单位定点帮扶160个山区县。", {"40家": "市直单位定点帮扶山区县", "160个": "定点帮扶山区县"}),
    ("5个市与7个县建立起长期结对协作关系。", {"5个": "长期结对协作", "7个": "长期结对协作"}),
    ("60家企业、9家协会与20个县结对帮扶。", {"60家": "企业结对帮扶县", "9家": "协会结对帮扶县", "20个": "结对帮扶县"}),
    # durations
    ("自受理之日起20个工作日内作出决定。", {"20个工作日内": "作出决定期限"}),
    ("与其签订1年以上劳动合同。", {"1年以上": "劳动合同期限"}),
    ("制定为期两年的整顿计划。", {"两年": "整顿计划期限"}),
    ("经过二十多年的建设有了基础。", {"二十多年": "建设历时"}),
    ("用三年左右时间，改造全部危房。", {"三年左右": "改造全部危房用时"}),
    ("审批时限由30天压缩至10天。", {"30天": "审批时限", "10天": "审批时限"}),
    # parts, ratios, arrivals
    ("公路通车里程6万公里，其中高速公路3000公里。", {"3000公里": "高速公路通车里程"}),
    ("经常账户顺差50亿元，与地区生产总值之比为2%。", {"2%": "经常账户顺差与地区生产总值之比"}),
    ("贡献率升至83.2%，其中三季度贡献率为94.8%。", {"94.8%": "贡献率"}),
    ("货运列车由开通初期的日均2列增加到目前的日均12列。", {"2列": "货运列车", "12列": "货运列车"}),
    ("主要产品产量大幅度增长，钢增长1.2倍，粮食增产4%。", {"1.2倍": "钢产量", "4%": "粮食产量"}),
    ("城乡居民收入比缩小到2.3。", {"2.3": "城乡居民收入比"}),
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


@pytest.mark.parametrize(("text", "wanted"), [
    # members of a list act each for themselves; 与 behind such a list sets the partner against all of it
    ("东部6个市与西部9个市建立结对关系。", {"6个": "市", "9个": "市"}),
    ("4000多家民营企业、近200家社会组织与90个县结对帮扶。",
     {"4000多家": "民营企业", "近200家": "社会组织", "90个": "4000多家民营企业、近200家社会组织"}),
    ("2000支驻村工作队、8000名驻村干部深入牧区开展帮扶。", {"2000支": "驻村工作队", "8000名": "驻村干部"}),
    # told one by one, each member has its own holder
    ("城乡居民人均可支配收入分别达5.1万元、2.3万元。", {"5.1万元": "城镇居民", "2.3万元": "农村居民"}),
])
def test_the_subject_of_a_list(text, wanted):
    rows = figures(text)
    assert {number: printed(rows[number]["subject"]) for number in wanted} == wanted


@pytest.mark.parametrize(("text", "wanted"), [
    ("机床产量居全国第三，增长5%。", {"第三": "全国", "5%": None}),
    ("机床产量增速高于全国2个百分点。", {"2个百分点": None}),
    ("新增5个全国重点实验室、6个省级中心，培育企业70家。", {"5个": None, "6个": None, "70家": None}),
    # what an earlier clause opens with holds on; what it only speaks of does not
    ("广西狠抓项目建设，新开工水库12座。", {"12座": "广西"}),
    ("支持南宁办好展会，新开工水库12座。", {"12座": None}),
    ("加快南宁等4个枢纽城市建设。", {"4个": None}),
    ("河北、山西的新能源装机均增长20%。", {"20%": "河北、山西"}),
    ("全省机床产量占全国12%。", {"12%": "全省"}),
    ("两百家企业落户沿海，带动群众就业。", {"两百家": "沿海"}),
    ("东部6个市与西部9个市建立结对关系。", {"6个": "东部", "9个": "西部"}),
])
def test_region(text, wanted):
    rows = figures(text)
    assert {number: printed(rows[number]["region"]) for number in wanted} == wanted


@pytest.mark.parametrize(("text", "wanted"), [
    ("油菜产量在十二年间平均每年增长6%。", {"6%": "十二年间"}),
    ("2024年工作回顾\n全年新建水渠30公里。新增耕地8万亩。", {"30公里": "全年"}),
    ("过去三年，全省新修公路9千公里，连续40个月零事故。", {"9千公里": "过去三年", "40个月": "过去三年"}),
])
def test_time_scope(text, wanted):
    rows = figures(text)
    assert {number: printed(rows[number]["time_text"]) for number in wanted} == wanted


def test_a_change_starts_from_what_is_also_inside_a_target():
    assert figures("力争到2030年，森林覆盖率由40%提高到45%。")["40%"]["status"] == "achieved"


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
