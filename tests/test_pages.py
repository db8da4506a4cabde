"""Pages as sites really build them (a government template, WeChat, a journal, tables within tables): the document and nothing else.

The pages in `tests/pages` are ours, with the menus, share bars, related links, counters and footers that surround such documents.
"""

from __future__ import annotations

from pathlib import Path

import pytest

import zhengce

PAGES = Path(__file__).parent / "pages"
EXPECTED = {
    "government.html": (
        ["云州市人民政府办公室", "关于做好2026年防汛抗旱工作的通知", "云政办发〔2026〕12号", "各县（区）人民政府，市直有关部门：",
         "据气象部门预测，今年全市汛期降雨量较常年偏多二成。为做好防汛抗旱工作，经市人民政府同意，现通知如下。",
         "一、压实责任。各县（区）于4月10日前公布1386座小型水库责任人名单。",
         "二、备足物资。全市储备编织袋120万条、救生衣3.5万件，抢险队伍不少于8600人。", "附件：1.防汛物资储备清单", "云州市人民政府办公室", "2026年3月18日",
         "（此件公开发布）"],
        {"title": "云州市人民政府办公室关于做好2026年防汛抗旱工作的通知", "issuer": "云州市人民政府办公室", "doc_number": "云政办发〔2026〕12号",
         "published": "2026-03-18", "genre": "notice"}),
    "wechat.html": (
        ["三年行动收官，云州山塘怎么变？", "2023年以来，全市整治山塘1.68万口，恢复灌溉面积42.5万亩，投入资金9.6亿元。", "整治后的柳林镇大塘。周水清 摄",
         "管护有了钱", "每口山塘每年落实管护经费不低于800元，聘请管水员4200名。", "来源：云州市水利局"],
        {"title": "三年行动收官，云州山塘怎么变？", "authors": "周水清", "published": "2026-01-16"}),
    "journal.html": (
        ["让山塘活起来", "——云州市小微水利改革调查", "来源：《山乡建设》2026年第1期　作者：顾长河　2026-01-16 08:30:00",
         "云州市有山塘2.4万口，一度淤塞过半。2023年起，当地推行“以奖代补”，三年清淤1.68万口。", "村民在大塘边清淤。（本刊记者 林秋实 摄）",
         "确权到户。给山塘发证1.9万本，明确谁所有、谁管护。", "分级奖补。清淤一口奖补3000元至8000元，市县财政按四六开分担。", "（作者系云州市水利局局长）",
         "网站编辑：吴敏"],
        {"title": "让山塘活起来", "subtitle": "云州市小微水利改革调查", "authors": "顾长河", "periodical": "山乡建设", "issue_year": "2026", "issue_number": "1",
         "published": "2026-01-16", "genre": "article"}),
    "tables.html": (
        ["青溪县水利局关于停水检修的公告", "因东干渠闸门检修，定于2026年2月12日8时至18时停水，影响柳林镇、河口乡1.2万户居民。",
         "检修期间各镇安排送水车15辆，定点供水。请广大用户提前储水。", "乡镇\t供水点（个）", "柳林镇\t12", "河口乡\t9", "青溪县水利局", "2026年2月9日"],
        {"title": "青溪县水利局关于停水检修的公告", "issuer": "青溪县水利局", "published": "2026-02-09", "genre": "notice"}),
}


@pytest.mark.parametrize("name", EXPECTED)
def test_page(name):
    lines, metadata = EXPECTED[name]
    article = zhengce.read(PAGES / name)
    assert article.text.splitlines() == lines
    assert {field: str(getattr(article.metadata, field)) for field in metadata} == metadata


@pytest.mark.parametrize("name", EXPECTED)
def test_page_in_gbk_that_says_gb2312(name, tmp_path):
    """The same page as older sites send it: GBK bytes, declared as gb2312."""
    page = (PAGES / name).read_text(encoding="utf-8").replace("utf-8", "gb2312")
    (tmp_path / name).write_bytes(page.encode("gb18030"))
    article = zhengce.read(tmp_path / name)
    assert (article.encoding, article.text.splitlines()) == ("gb18030", EXPECTED[name][0])


def test_sections_of_page():
    """Caption and source line of the journal page are sections of their own kind; no figure comes out of them."""
    tables = zhengce.extract(zhengce.read(PAGES / "journal.html"))
    kinds = dict(zip(tables.sections["start"], tables.sections["kind"], strict=True))
    assert list(kinds.values()).count("caption") == 1 and list(kinds.values()).count("source_line") >= 2
    assert "2026" not in set(tables.figures["text"])
