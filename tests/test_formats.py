"""One document in every format, each made by another program than the one that reads it: the same article comes out.

Pandoc, LibreOffice and Chromium make the files; where one is missing its formats are skipped, loudly.
"""

from __future__ import annotations

import html
import shutil
import subprocess
import warnings
from pathlib import Path

import pytest

import zhengce
from ofd_writer import write_ofd
from zhengce.article import Article

BLOCKS = [
    "云州市人民政府关于加强山塘水库安全管理的通知",
    "云政发〔2026〕21号",
    "各县（区）人民政府，市直有关部门：",
    "全市现有小型水库1386座、山塘2.4万口，多数建成于上世纪六七十年代，防洪标准偏低。为确保安全度汛，现将有关事项通知如下。",
    "一、总体要求",
    "到2028年，完成病险水库除险加固320座，山塘整治率不低于85%，雨水情测报设施覆盖率由61.5%提高到98%以上。坚持分级负责、属地管理，谁主管谁负责，做到隐患早发现、险情早处置、群众早转移，坚决防止垮坝事故发生。",
    "二、重点任务",
    "（一）开展拉网式排查。一是查坝体，每座水库汛前至少巡查三遍。二是查溢洪道，发现堵塞当日清除。三是查责任人，名单向社会公布。",
    "（二）加快除险加固。市财政安排专项资金1.8亿元，采取以奖代补方式，每座小（2）型水库补助50万元。",
    "年度任务分解表",
    "单位：座",
    [["县（区）", "除险加固", "山塘整治"], ["青溪县", "42", "1260"], ["河口县", "35", "980"], ["合计", "77", "2240"]],
    "三、保障措施",
    "各县（区）要于2026年4月30日前报送实施方案，市水利局会同市应急管理局每季度通报一次进展。",
    "云州市人民政府",
    "2026年3月18日",
]
PLAIN = "\n".join(block if isinstance(block, str) else "\n".join("\t".join(row) for row in block) for block in BLOCKS) + "\n"
METADATA = {"title": "云州市人民政府关于加强山塘水库安全管理的通知", "issuer": "云州市人民政府", "doc_number": "云政发〔2026〕21号",
            "published": "2026-03-18", "genre": "notice"}
_STYLE = """body {font-family: "Noto Serif CJK SC", serif; font-size: 14pt; text-align: justify; line-height: 1.7}
p {text-indent: 2em; margin: 0} table {border-collapse: collapse; width: 100%} td {border: 1px solid black; padding: 2px}"""
_SECONDS = 120


def _page() -> str:
    parts = []
    for block in BLOCKS:
        if isinstance(block, str):
            parts.append(f"<p>{html.escape(block)}</p>")
        else:
            rows = "".join(f"<tr>{''.join(f'<td>{html.escape(cell)}</td>' for cell in row)}</tr>" for row in block)
            parts.append(f"<table>{rows}</table>")
    return f'<!DOCTYPE html><html lang="zh"><head><meta charset="utf-8"><style>{_STYLE}</style></head><body>{"".join(parts)}</body></html>'


def _tool(name: str) -> str:
    found = shutil.which(name)
    if not found:
        warnings.warn(f"formats not tested: {name} is not installed", stacklevel=2)
        pytest.skip(f"needs {name}")
    return found


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    place = tmp_path_factory.mktemp("formats")
    (place / "page.html").write_text(_page(), encoding="utf-8")
    (place / "plain.txt").write_text(PLAIN, encoding="utf-8")
    return place


@pytest.fixture(scope="module")
def plain(folder) -> tuple[Article, object]:
    article = zhengce.read(folder / "plain.txt")
    return article, zhengce.extract(article)


def _pandoc(folder: Path, ending: str) -> Path:
    made = folder / f"pandoc.{ending}"
    subprocess.run([_tool("pandoc"), "-f", "html", "-s", "--wrap=none", "--metadata", "title= ", "-t", {"md": "gfm"}.get(ending, ending), "-o", made, folder / "page.html"],
                   check=True, timeout=_SECONDS, capture_output=True)
    return made


def _office(source: Path, kind: str) -> Path:
    out = source.parent / "office"
    subprocess.run([_tool("soffice"), "--headless", f"-env:UserInstallation={(source.parent / 'profile').as_uri()}", "--convert-to", kind,
                    "--outdir", out, source], check=True, timeout=_SECONDS, capture_output=True)
    return out / f"{source.stem}.{kind}"


def _printed(folder: Path) -> Path:
    made = folder / "printed.pdf"
    subprocess.run([_tool("chromium"), "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder / 'browser'}",
                    f"--print-to-pdf={made}", (folder / "page.html").as_uri()], check=True, timeout=_SECONDS, capture_output=True)
    return made


def _ofd(folder: Path) -> Path:
    made = folder / "written.ofd"
    made.write_bytes(write_ofd(BLOCKS))
    return made


MAKERS = {
    "html": lambda folder: folder / "page.html",
    "pandoc.html": lambda folder: _pandoc(folder, "html"),
    "pandoc.md": lambda folder: _pandoc(folder, "md"),
    "pandoc.docx": lambda folder: _pandoc(folder, "docx"),
    "pandoc.odt": lambda folder: _pandoc(folder, "odt"),
    "office.doc": lambda folder: _office(_pandoc(folder, "docx"), "doc"),
    "office.pdf": lambda folder: _office(_pandoc(folder, "docx"), "pdf"),
    "chromium.pdf": _printed,
    "ofd": _ofd,
}


def _paragraphs(article: Article) -> list[str]:
    return [line.strip() for line in article.text.splitlines() if line.strip()]


def _cells(article: Article) -> list[list[list[str | None]]]:
    return [[[None if cell is None else article.text[slice(*cell)] for cell in row] for row in table.cells] for table in article.tables]


def _figures(tables) -> list[tuple]:
    columns = ["text", "value", "low", "high", "bound", "unit", "indicator", "counted", "time_text", "status"]
    return [tuple(str(value) for value in row) for row in tables.figures[columns].itertuples(index=False)]


@pytest.mark.parametrize("maker", MAKERS)
def test_same_article_in_every_format(maker, folder, plain):
    wanted, tables = plain
    path = MAKERS[maker](folder)
    if maker in ("pandoc.odt", "office.doc"):
        _tool("soffice")
    article = zhengce.read(path)
    assert _paragraphs(article) == _paragraphs(wanted)
    assert _cells(article) == [BLOCKS[11]]
    assert {field: str(getattr(article.metadata, field)) for field in METADATA} == METADATA
    assert _figures(zhengce.extract(article)) == _figures(tables)


def test_metadata_of_the_plain_text(plain):
    assert {field: str(getattr(plain[0].metadata, field)) for field in METADATA} == METADATA
