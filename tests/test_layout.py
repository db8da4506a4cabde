"""Fixed-layout pages: paragraphs rejoined, running heads gone, columns in reading order. The PDFs are written by hand."""

from __future__ import annotations

import pytest

from pdf_writer import write_pdf
from zhengce.ingest import read_bytes

SIZE = 14.0
WORDS = [
    "全市现有小型水库一千三百八十六座、山塘两万四千口，多数建成于上世纪六七十年代，防洪标准偏低，带病运行的不在少数，一遇大雨便人心惶惶。",
    "为确保安全度汛，各县要组织技术力量，逐库逐塘开展排查，查坝体、查溢洪道、查责任人，查出的问题当天登记、限期整改、逐项销号。",
    "市财政安排专项资金1.8亿元，采取以奖代补方式，每座小型水库补助50万元，山塘每口补助3000元至8000元，余下部分由县级统筹解决。",
    "抓好汛前检查。",
    "各乡镇要把责任落到人头，做到库库有人管、塘塘有人看，夜间和降雨期间加密巡查，发现险情先转移群众、再组织抢护，确保不死人。",
] * 4


def _set(words: list[str], x: float, width: int, indent: int = 2) -> list[tuple[float, str]]:
    """Lines `(x, words)` of paragraphs set at `width` characters a line, no line beginning with a closing mark."""
    lines = []
    for text in words:
        at, room = x + indent * SIZE, width - indent
        while text:
            cut = min(len(text), room)
            while cut < len(text) and text[cut] in "，。；：、）":
                cut -= 1
            while 0 < cut < len(text) and text[cut - 1].isascii() and text[cut].isascii():
                cut -= 1
            lines.append((at, text[:cut]))
            text, at, room = text[cut:], x, width
    return lines


def _pages(lines: list[tuple[float, str]], rows: int, head: str = "", foot: str = "— {} —") -> list[list[tuple[float, float, str]]]:
    pages = []
    for number, start in enumerate(range(0, len(lines), rows), 1):
        page = [(x, 760 - 24 * row, words) for row, (x, words) in enumerate(lines[start:start + rows])]
        page += [(72, 800, head)] if head else []
        pages.append(page + ([(280, 60, foot.format(number))] if foot else []))
    return pages


def _read(pages) -> list[str]:
    (article,) = read_bytes(write_pdf(pages, SIZE), "a.pdf")
    return article.text.splitlines()


@pytest.mark.parametrize("width", [20, 28, 32])
def test_paragraphs_over_lines_and_pages(width):
    assert _read(_pages(_set(WORDS, 72, width), 20)) == WORDS


def test_paragraphs_without_indent_end_with_a_short_line():
    words = [text for text in WORDS if len(text) % 28 not in (0, 27, 26, 25)]
    assert _read(_pages(_set(words, 72, 28, indent=0), 20)) == words


@pytest.mark.parametrize("foot", ["— {} —", "第 {} 页", "{}", "- {} -", "第{}页 共9页"])
def test_running_heads_and_page_numbers_go(foot):
    assert _read(_pages(_set(WORDS, 72, 28), 20, head="云州市人民政府公报 2026年第3期", foot=foot)) == WORDS


def test_two_columns():
    """The left column of a page is read before its right one; a title over both comes first."""
    left, right = 60.0, 310.0
    lines = _set(WORDS, 0, 16)
    rows = 27
    pages = []
    for start in range(0, len(lines), 2 * rows):
        page = [(left + x, 700 - 24 * row, words) for row, (x, words) in enumerate(lines[start:start + rows])]
        page += [(right + x, 700 - 24 * row, words) for row, (x, words) in enumerate(lines[start + rows:start + 2 * rows])]
        pages.append(page)
    pages[0].insert(0, (249, 760, "山塘水库怎么管"))
    assert _read(pages) == ["山塘水库怎么管", *WORDS]


def test_columns_written_row_by_row():
    """The order of the file is not the reading order."""
    lines = _set(WORDS[:6], 0, 16)
    half = (len(lines) + 1) // 2
    page = []
    for row in range(half):
        page.append((60 + lines[row][0], 740 - 20 * row, lines[row][1]))
        if half + row < len(lines):
            page.append((310 + lines[half + row][0], 740 - 20 * row, lines[half + row][1]))
    assert _read([page]) == WORDS[:6]


def test_radicals_are_read_as_ideographs():
    """Some fonts give ⽇ (a radical) for 日."""
    assert _read([[(72, 700, "⽇夜巡查，⼈⼈有责。")]]) == ["日夜巡查，人人有责。"]
