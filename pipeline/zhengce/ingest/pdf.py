"""PDF with a text layer: characters with their boxes and drawn lines go to `layout`, which makes paragraphs and tables of them.

A scan, an encrypted file and a text layer without character codes are rejected by name.
"""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Iterator
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from zhengce.article import Metadata
from zhengce.errors import IngestError
from zhengce.ingest.layout import write_pages
from zhengce.ingest.layout.glyphs import Glyph, Page, Rule, plain
from zhengce.ingest.limits import MAX_CHARS, MAX_PAGES, check_streams
from zhengce.ingest.parts import Parts, from_writer
from zhengce.ingest.writer import TextWriter

_DEEPEST = 4
_MOST_OBJECTS = 20_000
"""Drawn objects of a page that are looked at; more is a map or a drawing."""
_GENERATED = frozenset((0x20, 0x2D, 0xA0, 0xAD, 0x3000))
"""Characters that pdfium may add by itself where it sees a gap or a break."""
_UNREADABLE = re.compile("[\ue000-\uf8ff\ufffd\ufffe\uffff\x00-\x08]")


def read_parts(raw: bytes, name: str) -> Iterator[Parts]:
    """The one document of a PDF; raises `IngestError` for scans, encrypted and damaged files."""
    check_streams(raw, name)
    document = _open(raw, name)
    try:
        if len(document) > MAX_PAGES:
            raise IngestError(f"{len(document):,} pages are more than the {MAX_PAGES:,} allowed", name, None, "split the file")
        stated = _properties(document)
        pages = _pages(document, name)
    finally:
        document.close()
    _check_readable(pages, name)
    writer = TextWriter()
    write_pages(pages, writer)
    yield from_writer(writer, stated)


def _open(raw: bytes, name: str) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(raw)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower() or "security" in str(error).lower():
            raise IngestError("is encrypted", name, None, "save it without a password") from error
        raise IngestError("is a damaged PDF", name, None, "get the file again from its source") from error


def _pages(document: pypdfium2.PdfDocument, name: str) -> list[Page]:
    pages: list[Page] = []
    chars = 0
    for number in range(len(document)):
        try:
            page = document[number]
            pages.append(_page(page))
            page.close()
        except pypdfium2.PdfiumError as error:
            raise IngestError("a page is damaged", name, f"page {number + 1}", "get the file again from its source") from error
        chars += len(pages[-1].glyphs)
        if chars > MAX_CHARS:
            raise IngestError(f"holds more than the {MAX_CHARS:,} characters allowed", name, f"page {number + 1}", "split the document")
    return pages


def _page(source: pypdfium2.PdfPage) -> Page:
    low_x, low_y, high_x, high_y = source.get_bbox()
    page = Page(high_x - low_x, high_y - low_y)
    _read_glyphs(source, page, low_x, high_y)
    _read_drawings(source, page, low_x, high_y)
    return page


def _read_glyphs(source: pypdfium2.PdfPage, page: Page, left: float, top: float) -> None:
    text = source.get_textpage()
    box, matrix, x, y = pdfium.FS_RECTF(), pdfium.FS_MATRIX(), ctypes.c_double(), ctypes.c_double()
    to_box, to_matrix, to_x, to_y = map(ctypes.byref, (box, matrix, x, y))
    handle, glyphs, em, known = text.raw, page.glyphs, 0.0, (0.0, 0.0)
    unicode_of, origin_of, size_of = pdfium.FPDFText_GetUnicode, pdfium.FPDFText_GetCharOrigin, pdfium.FPDFText_GetFontSize
    for index in range(text.count_chars()):
        code = unicode_of(handle, index)
        if code < 32 or code in _GENERATED and pdfium.FPDFText_IsGenerated(handle, index) == 1 or not origin_of(handle, index, to_x, to_y):
            continue
        size = (size_of(handle, index), y.value)
        if size != known:
            # A new line or size: the matrix of the text may enlarge the font.
            known = size
            pdfium.FPDFText_GetMatrix(handle, index, to_matrix)
            em = size[0] * max(math.hypot(matrix.a, matrix.b), 1e-6)
        x0, base = x.value - left, top - y.value
        if 0x4E00 <= code <= 0x9FFF:
            # The box may be that of the ink (目 is narrow): an ideograph is an em wide from where the pen stands.
            char, wide = chr(code), em
        else:
            char = plain(chr(code)) if code <= 0x10FFFF and not 0xD800 <= code < 0xE000 else "\ufffd"
            pdfium.FPDFText_GetLooseCharBox(handle, index, to_box)
            wide = em if "\u4e00" <= char <= "\u9fff" else max(0.0, box.right - x.value)
            if glyphs and glyphs[-1].y1 == base + 0.12 * em and abs(glyphs[-1].x0 - x0) < 0.01:
                # Two characters of one sign (—— in many fonts) come with one place.
                wide = em if char > "\u2000" else wide / 2
                glyphs[-1].x1 = x0 = x0 + wide
        glyphs.append(Glyph(char, x0, base - 0.88 * em, x0 + wide, base + 0.12 * em, em))
    text.close()


def _read_drawings(source: pypdfium2.PdfPage, page: Page, left: float, top: float) -> None:
    """Rules out of paths (a box counts as its four sides), and how much of the page pictures cover."""
    covered = 0.0
    edges = [ctypes.c_float() for _ in range(4)]
    references = [ctypes.byref(edge) for edge in edges]
    for drawn in _drawn(source.raw):
        if not pdfium.FPDFPageObj_GetBounds(drawn, *references):
            continue
        x0, y0, x1, y1 = (edge.value for edge in edges)
        if pdfium.FPDFPageObj_GetType(drawn) == pdfium.FPDF_PAGEOBJ_IMAGE:
            covered += abs((x1 - x0) * (y1 - y0))
        else:
            page.rules += _rules(drawn, x0 - left, top - y1, x1 - left, top - y0)
    page.pictures = covered / max(1.0, page.width * page.height)


def _drawn(page: Any) -> Iterator[Any]:
    """Paths and images of a page, those in its forms too; text objects, of which there are thousands, are passed over."""
    stack: list[tuple[Any, int, bool]] = [(page, 0, False)]
    seen = 0
    while stack:
        holder, depth, form = stack.pop()
        count = pdfium.FPDFFormObj_CountObjects(holder) if form else pdfium.FPDFPage_CountObjects(holder)
        for index in range(count):
            drawn = pdfium.FPDFFormObj_GetObject(holder, index) if form else pdfium.FPDFPage_GetObject(holder, index)
            kind = pdfium.FPDFPageObj_GetType(drawn)
            if kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
                stack.append((drawn, depth + 1, True))
            elif kind in (pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE):
                seen += 1
                if seen > _MOST_OBJECTS:
                    return
                yield drawn


def _rules(drawn: Any, x0: float, y0: float, x1: float, y1: float) -> list[Rule]:
    """The level and upright lines that a path draws."""
    if min(x1 - x0, y1 - y0) <= 3:
        return [Rule(x0, y0, x1, y1)]
    count = pdfium.FPDFPath_CountSegments(drawn)
    if not 4 <= count <= 6 or any(pdfium.FPDFPathSegment_GetType(pdfium.FPDFPath_GetPathSegment(drawn, index)) == pdfium.FPDF_SEGMENT_BEZIERTO
                                  for index in range(count)):
        return []
    return [Rule(x0, y0, x1, y0), Rule(x0, y1, x1, y1), Rule(x0, y0, x0, y1), Rule(x1, y0, x1, y1)]


def _check_readable(pages: list[Page], name: str) -> None:
    """Raise `IngestError` where the pages are pictures or their characters have no codes."""
    scanned = [number for number, page in enumerate(pages, 1) if page.pictures > 0.5 and len(page.glyphs) < 30]
    if scanned and len(scanned) * 5 > len(pages):
        place = f"page {scanned[0]}" if len(scanned) == 1 else f"pages {', '.join(map(str, scanned[:5]))}{' …' if len(scanned) > 5 else ''}"
        raise IngestError("is a scan: pages are pictures without text", name, place, "run OCR on it and give the text")
    glyphs = [glyph for page in pages for glyph in page.glyphs if glyph.text.strip()]
    if not glyphs:
        raise IngestError("has no text layer", name, None, "run OCR on it and give the text")
    unread = sum(_UNREADABLE.match(glyph.text) is not None for glyph in glyphs)
    if unread > 0.1 * len(glyphs):
        raise IngestError("its fonts do not say which characters they print", name, None, "run OCR on it and give the text")


def _properties(document: pypdfium2.PdfDocument) -> Metadata:
    """Title of the file properties, where it is one and no file name."""
    try:
        title = document.get_metadata_value("Title").strip()
    except (pypdfium2.PdfiumError, UnicodeDecodeError):
        title = ""
    usable = 4 <= len(title) <= 120 and re.search("[\u4e00-\u9fff]", title) and not re.search(r"\.\w{2,5}$|Microsoft", title)
    return Metadata(title=title, found_in={"title": "file property"}) if usable else Metadata()
