"""Encodings: marked, declared, undeclared, wrongly declared; mojibake is said and never stored; traditional characters keep their offsets."""

from __future__ import annotations

import pytest

import zhengce
from zhengce.errors import IngestError
from zhengce.ingest import read_bytes

TEXT = ("云州市人民政府关于做好春灌工作的通知\n各县（区）人民政府：\n全市要抓好春灌，疏浚干支渠86公里，检修泵站120座，投入资金1.8亿元，做到应灌尽灌。"
        "坚持节水优先，推广滴灌喷灌12.5万亩。各级各部门要落实责任，加强检查，确保不误农时。\n云州市人民政府\n2026年3月2日\n")
TRADITIONAL = ("雲州市政府關於做好春灌工作的通知\n各縣（區）政府：\n全市要抓好春灌，疏浚幹支渠86公里，檢修泵站120座，投入資金1.8億元，做到應灌盡灌。"
               "堅持節水優先，推廣滴灌噴灌12.5萬畝。各級各部門要落實責任，加強檢查，確保不誤農時。\n")

PLAIN = {"utf-8": "utf-8", "utf-8-sig": "utf-8-sig", "utf-16": "utf-16", "utf-16-le": "utf-16-le", "utf-16-be": "utf-16-be", "utf-32": "utf-32",
         "gb18030": "gb18030", "gbk": "gb18030"}


@pytest.mark.parametrize("encoding", PLAIN)
def test_plain_text(encoding):
    (article,) = read_bytes(TEXT.encode(encoding), "a.txt")
    assert (article.text, article.encoding) == (TEXT, PLAIN[encoding])


def test_big5():
    (article,) = read_bytes(TRADITIONAL.encode("big5"), "a.txt")
    assert (article.text, article.encoding) == (TRADITIONAL, "big5hkscs")


@pytest.mark.parametrize("line_end", ["\r\n", "\r", "\n"])
def test_line_ends_are_kept(line_end):
    text = TEXT.replace("\n", line_end)
    (article,) = read_bytes(text.encode("gbk"), "a.txt")
    assert article.text == text
    assert article.metadata.issuer == "云州市人民政府"


@pytest.mark.parametrize("declared", ["utf-8", "gb2312", "gbk", "big5", "iso-8859-1", "nonsense", None])
@pytest.mark.parametrize("real", ["utf-8", "gb18030"])
def test_pages_whatever_they_declare(declared, real):
    """A declaration is believed where the bytes bear it out only."""
    tag = f'<meta http-equiv="Content-Type" content="text/html; charset={declared}">' if declared else ""
    page = f"<html><head>{tag}<title>通知</title></head><body>{''.join(f'<p>{line}</p>' for line in TEXT.splitlines())}</body></html>"
    (article,) = read_bytes(page.encode(real), "a.html")
    assert article.text == TEXT
    assert article.encoding == real


@pytest.mark.parametrize("form", ["html", "csv", "json", "md"])
def test_utf16_in_every_text_format(form):
    body = {"html": f"<html><body>{''.join(f'<p>{line}</p>' for line in TEXT.splitlines())}</body></html>",
            "csv": f'title,text\n通知,"{TEXT}"\n', "json": '{"text": "' + TEXT.replace("\n", "\\n") + '"}', "md": TEXT}[form]
    (article,) = read_bytes(body.encode("utf-16"), f"a.{form}")
    assert "疏浚干支渠86公里" in article.text


MOJIBAKE = {
    "UTF-8 read as Latin-1": lambda: TEXT.encode().decode("latin-1").encode(),
    "UTF-8 read as cp1252": lambda: TEXT.encode().decode("cp1252", "replace").encode(),
    "UTF-8 read as cp1251": lambda: TEXT.encode().decode("cp1251", "replace").encode(),
    "UTF-8 read as GBK": lambda: TEXT.encode().decode("gbk", "replace").encode(),
    "GBK read as Latin-1": lambda: TEXT.encode("gbk").decode("latin-1").encode(),
    "GBK read as UTF-8": lambda: TEXT.encode("gbk").decode("utf-8", "replace").encode(),
    "the ashes of both": lambda: TEXT.encode("gbk").decode("utf-8", "replace").encode().decode("gbk", "replace").encode(),
    "question marks": lambda: TEXT.encode("ascii", "replace"),
}


@pytest.mark.parametrize("kind", MOJIBAKE)
def test_mojibake_is_said(kind):
    with pytest.raises(IngestError) as caught:
        list(read_bytes(MOJIBAKE[kind](), "a.txt"))
    assert caught.value.cure


def test_foreign_words_are_no_mojibake():
    text = TEXT + "联合国教科文组织（UNESCO）与São Paulo、Zürich、Орёл结为友好城市，气温−5℃～12℃，浓度35μg/m³。\n"
    (article,) = read_bytes(text.encode(), "a.txt")
    assert article.text == text


def test_traditional_spans_are_slices_of_the_source():
    """Traditional text is read as simplified; every span is a slice of the traditional source."""
    tables = zhengce.extract(TRADITIONAL)
    figures = dict(zip(tables.figures["text"], tables.figures["value"], strict=True))
    assert figures["1.8億元"] == 180_000_000 and figures["12.5萬畝"] == 125_000
    assert all(TRADITIONAL[start:end] == text for start, end, text in tables.figures[["start", "end", "text"]].itertuples(index=False))
