"""The raw documents of `../shared/corpus/dirty`: each is read right or rejected rightly, and the table says which and why."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

import zhengce
from conftest import SHARED
from invariants import check_rows
from zhengce.article import Article
from zhengce.errors import IngestError
from zhengce.ingest import read_all

DIRTY = SHARED / "corpus" / "dirty"


@dataclass(frozen=True)
class Case:
    """What comes out of a file: `why` it is dirty and what is done about it; words that must (not) be in the text; its figures."""

    why: str
    format: str = "text"
    encoding: str = "utf-8"
    title: str | None = None
    title_ends: tuple[str, str] | None = None
    """First and last words, where the whole would be a sentence of the document."""
    metadata: dict[str, str] = field(default_factory=dict)
    starts: str = ""
    ends: str = ""
    absent: tuple[str, ...] = ()
    tables: int = 0
    figures: tuple[str, ...] = ()
    """Some of the figures, as `value unit`."""


CASES = {
    "fyp-06-1982-ocr.txt": Case(
        "OCR noise, lone CR, control characters: kept as found (it is a text file), title over two lines without its footnote sign",
        encoding="utf-8-sig", title="中华人民共和国国民经济和社会发展第六个五年计划", metadata={"genre": "plan"}),
    "fyp-08-1991-ocr.txt": Case(
        "OCR, CRLF; begins with the end of another document, so that no title stands at its head: none is invented", encoding="utf-8-sig"),
    "fyp-10-yunnan-2001-spaces.txt": Case(
        "blanks inside numbers and words, page heads: normalization closes them, spans stay in the source",
        title="云南省国民经济和社会发展第十个五年计划纲要", metadata={"published": "2001-02-16", "periodical": "云南日报", "genre": "plan"}),
    "fyp-12-2011-fullwidth.txt": Case(
        "full-width digits, headings and paragraphs in one line; the title is lost in the file: none is invented", encoding="utf-8-sig",
        metadata={"genre": "plan"}, figures=("39800000000000.0 CNY", "8300000000000.0 CNY")),
    "gwr-2020-gbk.txt": Case(
        "GBK bytes without a declaration", encoding="gb18030", title="政府工作报告（文字实录）",
        metadata={"subtitle": "2020年5月22日在第十三届全国人民代表大会第三次会议上", "authors": "李克强", "published": "2020-05-22", "genre": "work_report"}),
    "gwr-2023-page.html": Case(
        "a whole page: navigation, scripts, inline styles; column names above the title, 打印正文 below", "html", title="2023年国务院政府工作报告",
        metadata={"published": "2023-03-05", "genre": "work_report"}, ends="（来源：中国政府网）", absent=("打印正文", "首页", "function", "版权")),
    "gwr-2026-sichuan.csv": Case(
        "CSV whose text column is a copy of a page: counters, font sizes, editor and related links go", "csv", "utf-8-sig",
        title="2026年四川省人民政府工作报告", metadata={"authors": "施小琳", "published": "2026-02-03", "genre": "work_report"},
        starts="2026年四川省人民政府工作报告\n2026年2月3日在", absent=("【字体", "打印本页", "相关链接", "责任编辑", "四川日报")),
    "local-2021-anhui-pkulaw.txt": Case(
        "a database's head lines and the title twice", metadata={
            "issuer": "安徽省人民政府办公厅", "doc_number": "皖政办秘〔2021〕82号", "published": "2021-09-02", "genre": "notice"},
        title_ends=("安徽省人民政府办公厅关于印发", "行动计划（2021-2023年）的通知")),
    "news-xwlb-20230105.md": Case(
        "Markdown with inline HTML, many stories, links to the original: links go, the day is that of the title", "markdown",
        title="《新闻联播》 (20230105)", metadata={"published": "2023-01-05", "genre": "news"}, absent=("查看原文", "<strong", "](")),
    "plan-env-2007-37-flat.txt": Case(
        "title broken in the middle, number and addressee run on, date and plan title in one line", title="国务院关于印发国家环境保护“十一五”规划的通知",
        metadata={"issuer": "国务院", "doc_number": "国发〔2007〕37号", "published": "2007-11-22", "genre": "notice"}),
    "sc-2018-37-tongzhi.html": Case(
        "an HTML fragment of a database", "html", title="国务院办公厅关于对真抓实干成效明显地方进一步加大激励支持力度的通知",
        metadata={"issuer": "国务院办公厅", "doc_number": "国办发〔2018〕117号", "published": "2018-12-06", "genre": "notice"},
        ends="（此件公开发布）", absent=("style=", "&nbsp;")),
    "sc-2019-04-yijian.html": Case(
        "an HTML fragment, its signature before a long attachment with a table", "html", title="国务院办公厅关于加强三级公立医院绩效考核工作的意见", tables=1,
        metadata={"issuer": "国务院办公厅", "doc_number": "国办发〔2019〕4号", "published": "2019-01-16", "genre": "opinion"}),
    "stat-daqing-rural-2014.json": Case(
        "a JSON string that holds escaped HTML, one span per run of digits", "json", title="我市农村经济在新常态下稳步发展",
        absent=("<span", "\\u201c"), figures=("12443.0 CNY",)),
    "tjgb-2012-daqing.html": Case(
        "HTML exported by Word, empty paragraphs, six tables", "html", title="2012年大庆市国民经济和社会发展统计公报", tables=6,
        metadata={"issuer": "大庆市统计局、国家统计局大庆调查队", "published": "2013-03-20", "genre": "communique"},
        figures=("400050000000.0 CNY",)),
}
REJECTED = {"mojibake-2012-622.txt": "is mojibake: UTF-8 that was read in a Western or Cyrillic encoding"}


def _article(name: str) -> Article:
    (article,) = read_all(DIRTY / name)
    return article


def test_table_is_complete():
    """Every file of the folder is in the table."""
    assert {path.name for path in DIRTY.iterdir()} - {"MANIFEST.csv"} == set(CASES) | set(REJECTED)


@pytest.mark.parametrize("name", CASES)
def test_read_right(name):
    case, article = CASES[name], _article(name)
    assert (article.format, article.encoding) == (case.format, case.encoding)
    if case.title_ends:
        assert article.metadata.title.startswith(case.title_ends[0]) and article.metadata.title.endswith(case.title_ends[1])
    else:
        assert article.metadata.title == case.title
    assert {key: str(getattr(article.metadata, key)) for key in case.metadata} == case.metadata
    text = article.text.strip()
    assert text.startswith(case.starts) and text.endswith(case.ends)
    assert not [word for word in case.absent if word in text]
    assert len(article.tables) == case.tables
    tables = zhengce.extract(article)
    check_rows(tables)
    found = {f"{row.value} {row.unit}" for row in tables.figures.itertuples()}
    assert set(case.figures) <= found


@pytest.mark.parametrize("name", REJECTED)
def test_rejected_rightly(name):
    with pytest.raises(IngestError, match=REJECTED[name]) as caught:
        _article(name)
    assert caught.value.file and caught.value.cure
