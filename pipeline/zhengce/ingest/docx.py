"""Word files: paragraphs with the list numbers that exist only as formatting, headings, tables, footnotes.

The XML is read directly (a document with a million runs is a few seconds, and nothing but the text is needed); python-docx wrote
half of the test files and is not used here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from zipfile import ZipFile

from lxml import etree

from zhengce.article import Metadata
from zhengce.errors import IngestError
from zhengce.ingest.docx_numbering import Numbering, whole
from zhengce.ingest.limits import open_zip, read_part
from zhengce.ingest.parts import Parts, from_writer
from zhengce.ingest.writer import TextWriter

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_SKIPPED = {f"{W}del", f"{W}moveFrom", f"{W}instrText", f"{W}delText", f"{W}pPr", f"{W}rPr", f"{_MC}Fallback", f"{W}tbl"}


def read_parts(raw: bytes, name: str) -> Iterator[Parts]:
    """The one document of a Word file."""
    with open_zip(raw, name) as archive:
        parts = set(archive.namelist())
        body = _xml(archive, "word/document.xml", name).find(f"{W}body")
        if body is None:
            raise IngestError("has no body", name, "word/document.xml", "save the file again in its own program")
        styles = _styles(_xml(archive, "word/styles.xml", name)) if "word/styles.xml" in parts else {}
        numbering = Numbering(_xml(archive, "word/numbering.xml", name) if "word/numbering.xml" in parts else None)
        writer = TextWriter()
        notes: list[str] = []
        for block in _blocks(body):
            if block.tag == f"{W}p":
                _paragraph(block, writer, styles, numbering, notes)
            else:
                writer.table(_rows(block))
        if notes:
            _footnotes(archive, parts, notes, writer, name)
        stated = _properties(archive, name) if "docProps/core.xml" in parts else Metadata()
    yield from_writer(writer, stated)


def _xml(archive: ZipFile, part: str, name: str) -> etree._Element:
    data = read_part(archive, part, name).replace(_STRICT, W[1:-1].encode())
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise IngestError(f"is damaged XML: {error}", name, part, "save the file again in its own program") from error


def _blocks(body: etree._Element) -> Iterator[etree._Element]:
    """Paragraphs and tables in order, those inside content controls and text boxes' alternates too."""
    for element in body:
        if element.tag in (f"{W}p", f"{W}tbl"):
            yield element
        elif element.tag == f"{W}sdt":
            content = element.find(f"{W}sdtContent")
            if content is not None:
                yield from _blocks(content)
        elif element.tag in (f"{W}customXml", f"{W}ins", f"{W}moveTo"):
            yield from _blocks(element)


def _styles(root: etree._Element) -> dict[str, tuple[int | None, tuple[str, int] | None]]:
    """Style id → outline level (1 outermost) and list numbering, inherited from the style it is based on."""
    based, own = {}, {}
    for style in root.iter(f"{W}style"):
        key = style.get(f"{W}styleId", "")
        parent = style.find(f"{W}basedOn")
        based[key] = parent.get(f"{W}val") if parent is not None else None
        named = style.find(f"{W}name")
        level = style.find(f"{W}pPr/{W}outlineLvl")
        heading = re.fullmatch(r"(?:heading|标题)\s*(\d)", (named.get(f"{W}val") or "") if named is not None else "", re.IGNORECASE)
        value = whole(level, 9) + 1 if level is not None else int(heading[1]) if heading else None
        own[key] = (value if value and value < 10 else None, _list_of(style.find(f"{W}pPr")))
    made = {}
    for key in own:
        level, numbers, at, seen = *own[key], based.get(key), {key}
        while at and at in own and at not in seen:
            seen.add(at)
            level, numbers = level or own[at][0], numbers or own[at][1]
            at = based.get(at)
        made[key] = (level, numbers)
    return made


def _list_of(properties: etree._Element | None) -> tuple[str, int] | None:
    numbers = properties.find(f"{W}numPr") if properties is not None else None
    if numbers is None:
        return None
    key, level = numbers.find(f"{W}numId"), numbers.find(f"{W}ilvl")
    return (key.get(f"{W}val", "0"), min(whole(level, 0), 8) if level is not None else 0) if key is not None else None


def _paragraph(paragraph: etree._Element, writer: TextWriter, styles: dict, numbering: Numbering, notes: list[str]) -> None:
    properties = paragraph.find(f"{W}pPr")
    style = properties.find(f"{W}pStyle") if properties is not None else None
    level, numbers = styles.get(style.get(f"{W}val", ""), (None, None)) if style is not None else (None, None)
    own = properties.find(f"{W}outlineLvl") if properties is not None else None
    if own is not None and whole(own, 9) < 9:
        level = whole(own, 9) + 1
    words = _text(paragraph, notes)
    numbers = _list_of(properties) or numbers
    label = numbering.label(*numbers) if numbers and words.strip() else ""
    for index, line in enumerate((label + words).split("\n")):
        writer.line(line, level if index == 0 else None)
    for table in paragraph.iter(f"{W}tbl"):
        writer.table(_rows(table))


def _text(element: etree._Element, notes: list[str] | None = None) -> str:
    """Text of a paragraph: tabs, breaks, footnote marks; deleted text, field codes and fallbacks left out."""
    words: list[str] = []
    stack = [element]
    while stack:
        node = stack.pop()
        tag = node.tag
        if tag == f"{W}t":
            words.append(node.text or "")
        elif tag == f"{W}tab":
            words.append("\u3000")
        elif tag in (f"{W}br", f"{W}cr"):
            words.append("\n" if node.get(f"{W}type", "textWrapping") == "textWrapping" else "")
        elif tag == f"{W}noBreakHyphen":
            words.append("-")
        elif tag == f"{W}footnoteReference" and notes is not None:
            notes.append(node.get(f"{W}id", ""))
            words.append(f"[{len(notes)}]")
        if tag not in _SKIPPED or node is element:
            stack.extend(reversed(node))
    return "".join(words)


def _rows(table: etree._Element) -> Iterator[list[str | None]]:
    """The rows of a table as a grid; cells covered by a merged one are None."""
    for row in table.iterchildren(f"{W}tr"):
        cells: list[str | None] = []
        for cell in row.iter(f"{W}tc"):
            if cell.getparent() is not row and cell.getparent().tag != f"{W}sdtContent":
                continue
            properties = cell.find(f"{W}tcPr")
            wide, covered = 1, False
            if properties is not None:
                span, merged = properties.find(f"{W}gridSpan"), properties.find(f"{W}vMerge")
                wide = whole(span, 1) if span is not None else 1
                covered = merged is not None and merged.get(f"{W}val", "continue") == "continue"
            text = " ".join(filter(None, (_text(paragraph).strip() for paragraph in cell.iter(f"{W}p"))))
            cells.append(None if covered else text)
            cells += [None] * (min(wide, 100) - 1)
        yield cells


def _footnotes(archive: ZipFile, parts: set[str], notes: list[str], writer: TextWriter, name: str) -> None:
    if "word/footnotes.xml" not in parts:
        return
    texts = {note.get(f"{W}id"): " ".join(_text(paragraph).strip() for paragraph in note.iter(f"{W}p"))
             for note in _xml(archive, "word/footnotes.xml", name).iter(f"{W}footnote")}
    for number, key in enumerate(notes, 1):
        writer.line(f"[{number}]{texts.get(key, '').strip()}")


def _properties(archive: ZipFile, name: str) -> Metadata:
    """Title of the file properties. The author is whoever first saved the file and the dates are those of saving: not the document's."""
    root = _xml(archive, "docProps/core.xml", name)
    title = root.findtext("{http://purl.org/dc/elements/1.1/}title")
    title = (title or "").strip()
    usable = 4 <= len(title) <= 120 and re.search("[\u4e00-\u9fff]", title)
    return Metadata(title=title, found_in={"title": "file property"}) if usable else Metadata()
