"""Word files: what exists only as formatting is read, what was deleted is not."""

from __future__ import annotations

from hostile import docx, paragraph
from zhengce.ingest import read_bytes

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def _level(depth: int, form: str, pattern: str, start: int = 1) -> str:
    return f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{pattern}"/></w:lvl>'


NUMBERING = (f"<w:numbering {_W}><w:abstractNum w:abstractNumId=\"1\">{_level(0, 'chineseCounting', '%1、')}{_level(1, 'chineseCountingThousand', '（%2）')}"
             f"{_level(2, 'decimal', '%3.')}{_level(3, 'decimalEnclosedCircle', '%4')}</w:abstractNum>"
             f"<w:abstractNum w:abstractNumId=\"2\">{_level(0, 'decimal', '%1.', 3)}{_level(1, 'decimal', '%1.%2')}</w:abstractNum>"
             "<w:abstractNum w:abstractNumId=\"3\">" + _level(0, "bullet", "•") + "</w:abstractNum>"
             + "".join(f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>' for n in (1, 2, 3))
             + '<w:num w:numId="4"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num></w:numbering>')
STYLES = (f'<w:styles {_W}><w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/></w:style>'
          '<w:style w:type="paragraph" w:styleId="Own"><w:name w:val="公文一级"/><w:basedOn w:val="H1"/><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style></w:styles>')
FOOTNOTES = f'<w:footnotes {_W}><w:footnote w:id="2">{paragraph("面积以竣工测量为准。")}</w:footnote></w:footnotes>'


def _item(words: str, depth: int, number: int = 1) -> str:
    return f'<w:p><w:pPr><w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr></w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>'


def _read(body: str):
    (article,) = read_bytes(docx(body, **{"word/numbering.xml": NUMBERING, "word/styles.xml": STYLES, "word/footnotes.xml": FOOTNOTES}), "a.docx")
    return article


def _lines(body: str) -> list[str]:
    return _read(body).text.splitlines()


def test_list_numbers():
    items = [("总体要求", 0), ("指导思想", 1), ("基本原则", 1), ("节水优先", 2), ("先远后近", 3), ("先难后易", 3), ("主要目标", 1), ("重点任务", 0), ("清淤疏浚", 1)]
    assert _lines("".join(_item(*item) for item in items)) == [
        "一、总体要求", "（一）指导思想", "（二）基本原则", "1.节水优先", "①先远后近", "②先难后易", "（三）主要目标", "二、重点任务", "（一）清淤疏浚"]


def test_lists_that_start_later_restart_or_have_bullets():
    assert _lines(_item("清淤疏浚", 0, 2) + _item("干渠为先", 1, 2) + _item("衬砌防渗", 0, 2)) == ["3.清淤疏浚", "3.1　干渠为先", "4.衬砌防渗"]
    assert _lines(_item("甲项工作", 0) + _item("乙项工作", 0) + _item("丙项工作", 0, 4)) == ["一、甲项工作", "二、乙项工作", "一、丙项工作"]
    assert _lines(_item("清淤疏浚", 0, 3)) == ["清淤疏浚"]


def test_headings_and_numbers_of_styles():
    article = _read('<w:p><w:pPr><w:pStyle w:val="Own"/></w:pPr><w:r><w:t>总体要求</w:t></w:r></w:p>' + paragraph("抓好春灌。"))
    assert article.text == "一、总体要求\n抓好春灌。\n"
    assert article.headings == ((0, 6, 1),)


def test_footnotes_stand_at_the_end():
    body = '<w:p><w:r><w:t>改造6.4万亩</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:t>。</w:t></w:r></w:p>'
    assert _lines(body + paragraph("抓好春灌。")) == ["改造6.4万亩[1]。", "抓好春灌。", "[1]面积以竣工测量为准。"]


def test_revisions_fields_and_breaks():
    body = ('<w:p><w:r><w:t>投入</w:t></w:r><w:del><w:r><w:delText>8000</w:delText></w:r></w:del><w:ins><w:r><w:t>9600</w:t></w:r></w:ins><w:r><w:t>万元</w:t></w:r>'
            '<w:r><w:instrText>PAGEREF x</w:instrText></w:r><w:r><w:br/></w:r><w:r><w:t>其中</w:t><w:tab/><w:t>市级一半</w:t></w:r></w:p>')
    assert _lines(body) == ["投入9600万元", "其中　市级一半"]


def test_merged_cells():
    def cell(words: str, properties: str = "") -> str:
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(words)}</w:tc>"

    table = ("<w:tbl><w:tr>" + cell("县", '<w:vMerge w:val="restart"/>') + cell("数量", '<w:gridSpan w:val="2"/>') + "</w:tr><w:tr>"
             + cell("", "<w:vMerge/>") + cell("塘") + cell("渠") + "</w:tr><w:tr>" + cell("青溪") + cell("12") + cell("8") + "</w:tr></w:tbl>")
    article = _read(table)
    (found,) = article.tables
    assert article.text == "县\t数量\t\n\t塘\t渠\n青溪\t12\t8\n"
    assert [[None if span is None else article.text[slice(*span)] for span in row] for row in found.cells] == [
        ["县", "数量", None], [None, "塘", "渠"], ["青溪", "12", "8"]]
    assert found.header_rows == 2
