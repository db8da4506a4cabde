"""Relations of sentences of our own: each case is the text and every relation in it, and nothing else."""

from __future__ import annotations

import pytest

import zhengce

CASES = {
    "pairings are set to set, with the counted noun": (
        "全省12个经济强县结对帮扶30个山区县，8家国有企业、5家高校与20个村开展结对帮扶。",
        {("pairs_with", "12个经济强县", "30个山区县"), ("pairs_with", "8家国有企业", "20个村"), ("pairs_with", "5家高校", "20个村")}),
    "a pattern pairs nobody": ("推行“一对一”帮扶，实行一村一策。", set()),
    "parts go on over semicolons and brackets": (
        "全市有养老机构65所，其中公办机构25所，民办机构40所（其中医养结合机构15所）。",
        {("part_of", "公办机构25所", "养老机构65所"), ("part_of", "民办机构40所", "养老机构65所"), ("part_of", "医养结合机构15所", "民办机构40所")}),
    "growth is no part": ("全市贸易额达28亿元，其中出口增长12%。", set()),
    "what is larger than the rest of the whole is no part": (
        "年末共有用户60万户，其中城市用户48万户；另有互联网用户43万户。", {("part_of", "城市用户48万户", "用户60万户")}),
    "who pays": ("中央财政累计安排灌区资金12亿元，省财政用于水库的支出为3亿元。", {("funds", "中央财政", "12亿元"), ("funds", "省财政", "3亿元")}),
    "revenue is no payment": ("全年中央财政收入9亿元，增长3%。", set()),
    "who issues": ("县政府会同市水利局印发《河道整治办法》。", {("issues", "县政府", "《河道整治办法》"), ("issues", "市水利局", "《河道整治办法》")}),
    "nobody issues": ("印发《河道整治办法》，出台若干措施。", set()),
    "a programme covers": ("大病保险覆盖3万人，实施免费午餐政策、惠及2万名儿童。",
                           {("covers", "大病保险", "3万人"), ("covers", "免费午餐政策", "2万名儿童")}),
    "lists zip, or share their last": ("服务由“一对多”、“多对一”向“一对一”转变。", {("moves", "“一对多”", "“一对一”"), ("moves", "“多对一”", "“一对一”")}),
    "short pairs in a row": ("推动荒山变果园、旧房变客栈。", {("moves", "荒山", "果园"), ("moves", "旧房", "客栈")}),
    "a long list is one end": ("由政府举办为主向政府统筹管理、社会多元办学的格局转变。", {("moves", "政府举办为主", "政府统筹管理、社会多元办学的格局")}),
    "series and scopes are no moves": ("收入从12亿元增加到15亿元，从城市到乡村面貌一新，面向基层转型升级。", set()),
    "由 before the first party": ("由3个经济强区结对帮扶5个山区县，实行“一对一”挂钩。", {("pairs_with", "3个经济强区", "5个山区县")}),
    "from and to": ("推动供水由分散向集中转变。", {("moves", "分散", "集中")}),
    "from and to in quotation marks": ("实现“人跑腿”向“数据跑路”的转变。", {("moves", "“人跑腿”", "“数据跑路”")}),
    "变X为Y": ("变“等上门”为“走上门”。", {("moves", "“等上门”", "“走上门”")}),
    "an organ issues": ("国务院印发《乡村道路条例》。", {("issues", "国务院", "《乡村道路条例》")}),
    "a meeting led by its chair": ("全县水利工作会议5日召开，县长王建国出席会议。", {("attends", "王建国", "全县水利工作会议")}),
    "a document reports": (
        "水利部昨天发布的《灌区公报》显示，全国现有大型灌区430处。",
        {("issues", "水利部", "《灌区公报》"), ("reports", "《灌区公报》", "大型灌区430处")}),
    "a title with its short name": ("水利部近日印发《灌区改造办法》（以下简称《办法》）。", {("issues", "水利部", "《灌区改造办法》")}),
    "a revised title": ("国务院公布修订后的《河道条例》。", {("issues", "国务院", "《河道条例》")}),
    "a named party and a counted one": ("引导社会组织结对帮扶24个山区县。", {("pairs_with", "社会组织", "24个山区县")}),
    "what covers stands behind": ("覆盖全县200多个村的供水网络让村民受益。", {("covers", "供水网络", "200多个村")}),
    "在 belongs to the meeting": ("在水利部今天举行的新闻发布会上，专家作了说明。", {("hosts", "水利部", "新闻发布会")}),
    "a quoted name keeps its marks": ("王沪宁在广州出席“河湖论坛”开幕式。", {("attends", "王沪宁", "“河湖论坛”开幕式")}),
    "who is sent attends": ("习近平主席特别代表王沪宁出席世界水论坛。", {("attends", "王沪宁", "世界水论坛")}),
    "a new meeting has no old name": ("王沪宁出席世界水论坛。王沪宁同总统举行会晤。", {("attends", "王沪宁", "世界水论坛")}),
    "we are no host": ("我们成功举办农业博览会。", set()),
    "ranges are no moves": ("管水从理论到实践都发生了变化，从技术创新到绿色转型亮点纷呈。", set()),
    "the way of a move is no end of it": ("拓宽水资源转化为水资产的路径。", {("moves", "水资源", "水资产")}),
    "who speaks at a meeting attends": (
        "王沪宁在全县水利大会上指出，要修好水渠。在灌区建设座谈会上，王沪宁作了部署。", {("attends", "王沪宁", "全县水利大会"), ("attends", "王沪宁", "灌区建设座谈会")}),
    "会议 is the one that the text tells of": (
        "全县灌区建设座谈会5日在县城举行，学习二十届四中全会精神。王沪宁主持会议，李希出席并讲话。",
        {("hosts", "王沪宁", "全县灌区建设座谈会"), ("attends", "李希", "全县灌区建设座谈会")}),
    "whom somebody receives attends": ("王沪宁会见来华出席世界水论坛的老挝总理宋赛。", {("attends", "宋赛", "世界水论坛")}),
    "where a meeting is held is no host": ("王沪宁出席在河内举行的世界水论坛。", {("attends", "王沪宁", "世界水论坛")}),
    "whose meeting it is, with its theme": (
        "由水利部主办、以“节水”为主题的全国灌区论坛在县城开幕。", {("hosts", "水利部", "全国灌区论坛")}),
    "lists go on over commas": (
        "全国灌区座谈会在县城举行。王沪宁、李希，水利部、财政部有关部门负责人出席座谈会。",
        {("attends", head, "全国灌区座谈会") for head in ("王沪宁", "李希", "水利部", "财政部有关部门")}),
    "the decision to hold a meeting is no meeting": ("国务院作出关于召开全国灌区会议的决定。", set()),
    "documents by class word": (
        "水利部等5部门近日联合印发灌区改造20条举措。财政部出台一系列政策措施。", {("issues", "水利部", "灌区改造20条举措")}),
    "according to whom it is issued by": ("据水利部发布的《灌区公报》，水渠畅通。", {("issues", "水利部", "《灌区公报》")}),
    "a press conference is no document": ("公安部今天召开新闻发布会通报情况。", {("hosts", "公安部", "新闻发布会")}),
    "who pays with a verb of paying": (
        "财政部、水利部紧急预拨2亿元救灾资金，福建已安排省级财政资金3亿元。",
        {("funds", "财政部", "2亿元"), ("funds", "水利部", "2亿元"), ("funds", "福建", "3亿元")}),
    "investment told of by an office": ("商务部公布的数据显示，我国对外直接投资24亿元。", set()),
    "what people are enrolled in": (
        "5万农户参加养老保险，2万困难渔民被纳入最低生活保障范围。",
        {("covers", "养老保险", "5万农户"), ("covers", "最低生活保障", "2万困难渔民")}),
    "changes one behind the other": ("实现了从落后走向进步、从封闭走向开放的历史性转变。", {("moves", "落后", "进步"), ("moves", "封闭", "开放")}),
    "what changes itself is no state": ("工业结构向智能化转型，全面升级为居民服务的平台。", set()),
    "who presides is told of before": ("王沪宁来到县城，察看水渠。5日在灌区，主持召开灌区建设座谈会。", {("hosts", "王沪宁", "灌区建设座谈会")}),
    "a balance is no part": ("全年进出口达28亿元，其中货物贸易顺差4亿元。", set()),
    "a meeting held without a host": ("成功举办水利博览会，召开企业座谈会。", set()),
}


def relations(text: str) -> set[tuple[str, str, str]]:
    found = zhengce.extract(text).relations
    return {(row["type"], row["head_text"], row["tail_text"]) for row in found.to_dict("records")}


@pytest.mark.parametrize("case", CASES)
def test_every_relation_and_no_other(case):
    text, wanted = CASES[case]
    assert relations(text) == wanted


def test_part_of_is_also_a_column_of_the_figure():
    figures = zhengce.extract("全市有养老机构65所，其中公办机构25所。").figures
    assert list(figures["part_of"].fillna("")) == ["", figures["figure_id"][0]]
