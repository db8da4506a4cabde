"""An OFD file written by GB/T 33190-2016 with nothing but `zipfile`: what the reader under test must not share code with."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from xml.sax.saxutils import escape

_NS = 'xmlns:ofd="http://www.ofdspec.org/2016"'
_WIDTH, _HEIGHT, _LEFT, _TOP, _SIZE, _LEADING = 210.0, 297.0, 28.0, 37.0, 5.64, 9.8
_COLUMNS = 27
_ROWS = 22


def write_ofd(blocks: Sequence[str | Sequence[Sequence[str]]], numbers: bool = True) -> bytes:
    """An OFD document of paragraphs (str) and ruled tables (rows of cells), with a running head in a template and page numbers."""
    pages: list[list[str]] = [[]]
    row = 0

    def turn(needed: int) -> None:
        nonlocal row
        if row + needed > _ROWS:
            pages.append([])
            row = 0

    for block in blocks:
        if isinstance(block, str):
            for line, indent in _broken(block):
                turn(1)
                pages[-1].append(_text(line, _LEFT + indent * _SIZE, _TOP + row * _LEADING))
                row += 1
        else:
            turn(len(block))
            pages[-1] += _table(block, _TOP + row * _LEADING - 1)
            row += len(block)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("OFD.xml", f'<?xml version="1.0" encoding="UTF-8"?><ofd:OFD {_NS} Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocInfo>'
                         '<ofd:DocID>0a1b</ofd:DocID><ofd:Author>录入员</ofd:Author><ofd:CreationDate>2026-03-05</ofd:CreationDate></ofd:DocInfo>'
                         '<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>')
        listed = "".join(f'<ofd:Page ID="{10 + at}" BaseLoc="Pages/Page_{at}/Content.xml"/>' for at in range(len(pages)))
        archive.writestr("Doc_0/Document.xml", f'<ofd:Document {_NS}><ofd:CommonData><ofd:MaxUnitID>99</ofd:MaxUnitID><ofd:PageArea><ofd:PhysicalBox>0 0 '
                         f'{_WIDTH} {_HEIGHT}</ofd:PhysicalBox></ofd:PageArea><ofd:TemplatePage ID="2" BaseLoc="Tpls/Tpl_0/Content.xml"/></ofd:CommonData>'
                         f'<ofd:Pages>{listed}</ofd:Pages></ofd:Document>')
        head = _text("云州市人民政府公报", _LEFT, 15) + '<ofd:PathObject ID="5" Boundary="28 21 154 0.3" LineWidth="0.3"><ofd:AbbreviatedData>M 0 0 L 154 0</ofd:AbbreviatedData></ofd:PathObject>'
        archive.writestr("Doc_0/Tpls/Tpl_0/Content.xml", _content(head, ""))
        for at, objects in enumerate(pages):
            number = _text(f"— {at + 1} —", 98, 268) if numbers else ""
            archive.writestr(f"Doc_0/Pages/Page_{at}/Content.xml", _content("".join(objects) + number, '<ofd:Template TemplateID="2" ZOrder="Background"/>'))
    return made.getvalue()


def _content(objects: str, before: str) -> str:
    return (f'<?xml version="1.0" encoding="UTF-8"?><ofd:Page {_NS}>{before}<ofd:Content><ofd:Layer ID="3" Type="Body"><ofd:PageBlock ID="4">{objects}'
            "</ofd:PageBlock></ofd:Layer></ofd:Content></ofd:Page>")


def _broken(words: str) -> list[tuple[str, int]]:
    """Lines of a paragraph at 27 characters a line, the first indented by two; no line begins with a closing mark."""
    lines = []
    indent, width = 2, 0.0
    line = ""
    for at, char in enumerate(words):
        width += 0.5 if char.isascii() else 1.0
        line += char
        following = words[at + 1:at + 2]
        if width + indent >= _COLUMNS - 1 and following and following not in "，。；：、）》”" and not (char.isascii() and following.isascii()):
            lines.append((line, indent))
            line, width, indent = "", 0.0, 0
    return [*lines, (line, indent)] if line else lines


def _text(words: str, x: float, y: float) -> str:
    steps = [_SIZE / 2 if char.isascii() else _SIZE for char in words[:-1]]
    deltas = " ".join(f"{step:.2f}" for step in steps)
    if len(set(steps)) == 1 and len(steps) > 2:
        deltas = f"g {len(steps)} {steps[0]:.2f}"
    return (f'<ofd:TextObject ID="6" Boundary="{x:.2f} {y:.2f} {sum(steps) + _SIZE:.2f} {_SIZE + 1:.2f}" Font="3" Size="{_SIZE}"><ofd:TextCode X="0" Y="{0.88 * _SIZE:.2f}"'
            f' DeltaX="{deltas}">{escape(words)}</ofd:TextCode></ofd:TextObject>')


def _table(rows: Sequence[Sequence[str]], top: float) -> list[str]:
    wide, columns = 150.0, max(map(len, rows))
    step = wide / columns
    made = [f'<ofd:PathObject ID="7" Boundary="{_LEFT} {top + at * _LEADING:.2f} {wide} 0.3"><ofd:AbbreviatedData>M 0 0 L {wide} 0</ofd:AbbreviatedData></ofd:PathObject>'
            for at in range(len(rows) + 1)]
    made += [f'<ofd:PathObject ID="8" Boundary="{_LEFT + at * step:.2f} {top:.2f} 0.3 {len(rows) * _LEADING:.2f}"><ofd:AbbreviatedData>M 0 0 L 0 {len(rows) * _LEADING:.2f}'
             "</ofd:AbbreviatedData></ofd:PathObject>" for at in range(columns + 1)]
    for at, row in enumerate(rows):
        made += [_text(cell, _LEFT + place * step + 2, top + at * _LEADING + 2) for place, cell in enumerate(row) if cell]
    return made
