"""HTML pages: the body found among navigation, share bars and related links; paragraphs, headings and tables kept.

The body is the element with the most Chinese text that is not link text, after elements that say by tag, class or id that they
are boilerplate are gone. Government templates and WeChat pages name theirs (`zoom`, `UCAP-CONTENT`, `js_content` …).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree
from lxml import html as lxml_html

from zhengce.errors import IngestError
from zhengce.ingest.decode import decode
from zhengce.ingest.limits import MAX_DEPTH
from zhengce.ingest.page_lines import is_page_line
from zhengce.ingest.page_metadata import read_page_metadata
from zhengce.ingest.parts import Parts, from_writer
from zhengce.ingest.writer import TextWriter
from zhengce.lexicon import read_table

_DROPPED = {"script", "style", "noscript", "template", "iframe", "svg", "nav", "footer", "form", "button", "select", "input", "object",
            "video", "audio", "aside", "head", "link", "meta", "textarea", "canvas", "map"}
_BLOCKS = {"p", "div", "section", "article", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "dl", "dt", "dd", "blockquote", "pre",
           "table", "tr", "td", "th", "tbody", "thead", "center", "main", "body", "header", "figure", "figcaption", "hr", "form", "fieldset", "caption", "address"}
_LISTS = {"ul", "ol", "dl", "table", "tr", "td"}
_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_HAN = re.compile("[\u4e00-\u9fff]")
_SPACES = re.compile("[ \t\r\n\x0c\u200b\ufeff]+")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden(?!.*js_content)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PageWord:
    """A word in class or id names of web pages; `role`: body or boilerplate."""

    form: str
    role: str
    example: str


_WORDS = read_table(PageWord, "page_words.csv", ("form", "role"))
_BOILERPLATE = re.compile("|".join(rf"(?:^|[\s_-]){re.escape(word.form)}" for word in _WORDS if word.role == "boilerplate"), re.IGNORECASE)
_BODIES = re.compile(r"(?:^|\s)(?:" + "|".join(re.escape(word.form) for word in _WORDS if word.role == "body") + r")(?:\s|$)", re.IGNORECASE)


def read_parts(raw: bytes, name: str) -> Iterator[Parts]:
    """The one document of a page."""
    decoded = decode(raw, name, declared=True)
    yield parse(decoded.text, name, decoded.encoding)


def parse(page: str, name: str, encoding: str | None = None, raw: bytes | None = None) -> Parts:
    """The document in the source text of a page or fragment; raises `IngestError` where none is in it."""
    root = _tree(page, name)
    stated, place = read_page_metadata(root)
    _drop_boilerplate(root)
    writer = TextWriter()
    body = _find_body(root)
    if stated.title and not _holds(body, stated.title):
        writer.line(stated.title)
    _write(body, writer)
    if not writer.text.strip():
        raise IngestError("holds no text outside menus", name, None, "save the page after its text has loaded")
    return from_writer(writer, stated, encoding, raw)


def _tree(page: str, name: str) -> lxml_html.HtmlElement:
    # A NUL or other control character stops libxml2 in the middle of the page.
    page = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f]", "", page)
    page = re.sub(r"^\s*<\?xml[^>]*\?>", "", page)
    try:
        parser = lxml_html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, huge_tree=False, encoding="utf-8")
        root = lxml_html.document_fromstring(page.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, RecursionError) as error:
        raise IngestError(f"is no readable HTML: {error}", name, None, "save the page again") from error
    if any("depth" in entry.message for entry in parser.error_log):
        raise IngestError("is nested too deeply", name, None, "save the page as text")
    if root is None:
        raise IngestError("is no readable HTML", name, None, "save the page again")
    return root


def _named(element: lxml_html.HtmlElement) -> str:
    return f"{element.get('class', '')} {element.get('id', '')}".strip()


def _drop_boilerplate(root: lxml_html.HtmlElement) -> None:
    """Remove what is no text of the document: by tag, by class or id, hidden, or a block that is mostly links."""
    for element in list(root.iter()):
        if not isinstance(element.tag, str):
            continue
        if element.tag in _DROPPED and element.tag != "form":
            _remove(element)
        elif element.tag in _LISTS and _is_menu(element):
            _remove(element)
        elif element.tag not in ("html", "body", "td", "tr", "table", "p", "span", "strong"):
            named = _named(element)
            if named and _BOILERPLATE.search(named) and not _BODIES.search(named) and not element.xpath(".//p[string-length() > 200]"):
                _remove(element)
            elif _HIDDEN.search(element.get("style", "")) and "js_content" not in named:
                _remove(element)


def _is_menu(element: lxml_html.HtmlElement) -> bool:
    """Whether a list, table or cell outside a named body is nothing but links: a menu, or the titles of other documents."""
    links = element.findall(".//a")
    if len(links) < 2 and element.tag != "td" or not links or _weight(element) > 0.2 * len(_HAN.findall("".join(element.itertext()))):
        return False
    return not any(_BODIES.search(_named(above)) for above in element.iterancestors() if isinstance(above.tag, str))


def _remove(element: lxml_html.HtmlElement) -> None:
    parent = element.getparent()
    if parent is None or element.tag in ("html", "body"):
        return
    if element.tail:
        before = element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def _find_body(root: lxml_html.HtmlElement) -> lxml_html.HtmlElement:
    """The element that holds the document: a named one with enough text, else the deepest that holds most of the text."""
    body = root.find(".//body")
    top = body if body is not None else root
    whole = _weight(top)
    named = [element for element in top.iter() if isinstance(element.tag, str) and _BODIES.search(_named(element))]
    named = [element for element in named if _weight(element) >= max(40, 0.3 * whole)]
    if named:
        return max(named, key=_weight)
    place = top
    while True:
        children = [child for child in place if isinstance(child.tag, str) and child.tag in _BLOCKS]
        best = max(children, key=_weight, default=None)
        if best is None or best.tag in ("p", "td", "tr", "tbody", "table") or _weight(best) < 0.85 * _weight(place):
            return place
        place = best


def _weight(element: lxml_html.HtmlElement) -> int:
    """Han characters that are not in links."""
    words = "".join(element.itertext())
    linked = "".join("".join(link.itertext()) for link in element.iter("a"))
    return len(_HAN.findall(words)) - len(_HAN.findall(linked))


def _holds(element: lxml_html.HtmlElement, title: str) -> bool:
    words = re.sub(r"\s", "", "".join(element.itertext()))[:600]
    return re.sub(r"\s", "", title) in words


def _write(root: lxml_html.HtmlElement, writer: TextWriter) -> None:
    """Walk the body without recursion: block elements end lines, tables become rows, the rest is inline text."""
    words: list[str] = []
    level: int | None = None

    def flush() -> None:
        nonlocal level
        line = _SPACES.sub(" ", "".join(words))
        words.clear()
        if not is_page_line(line):
            writer.line(line.strip(" \xa0\u3000"), level)
        level = None

    stack: list[tuple[lxml_html.HtmlElement, bool]] = [(root, False)]
    while stack:
        element, leaving = stack.pop()
        tag = element.tag if isinstance(element.tag, str) else ""
        if leaving:
            if tag in _BLOCKS:
                flush()
            if element is not root:
                words.append(element.tail or "")
            continue
        if tag == "table" and _is_data(element):
            flush()
            writer.table(_rows(element))
            words.append(element.tail or "" if element is not root else "")
            continue
        if tag == "br":
            flush()
        elif tag in _BLOCKS:
            flush()
            level = _HEADINGS.get(tag)
        elif tag == "sup":
            words.append("")
        words.append(element.text or "" if tag else "")
        stack.append((element, True))
        if len(stack) > 40 * MAX_DEPTH:
            raise IngestError("is nested too deeply", writer.text[:20] or "page", None, "save the page as text")
        stack.extend((child, False) for child in reversed(element))
    flush()


def _is_data(table: lxml_html.HtmlElement) -> bool:
    """Whether a table holds data: two columns at least, short cells, no table within (else it lays out the page)."""
    rows = table.findall(".//tr")
    if not rows or table.find(".//table") is not None:
        return False
    widths = [len(row.findall("./td")) + len(row.findall("./th")) for row in rows]
    if max(widths, default=0) < 2:
        return False
    longest = max((len("".join(cell.itertext()).strip()) for row in rows for cell in row), default=0)
    return longest <= 600


def _rows(table: lxml_html.HtmlElement) -> Iterator[list[str | None]]:
    """The rows of a table as a grid: a merged cell stands at its first place, None at the others."""
    covered: dict[int, int] = {}
    for row in table.iter("tr"):
        cells: list[str | None] = []
        queue = [cell for cell in row if isinstance(cell.tag, str) and cell.tag in ("td", "th")]
        while queue or covered.get(len(cells), 0):
            column = len(cells)
            if covered.get(column, 0):
                covered[column] -= 1
                cells.append(None)
                continue
            cell = queue.pop(0)
            wide, deep = _span(cell, "colspan"), _span(cell, "rowspan")
            cells.append(_SPACES.sub(" ", "".join(cell.itertext())).replace("\xa0", " ").strip())
            cells += [None] * (wide - 1)
            for at in range(column, column + wide):
                covered[at] = covered.get(at, 0) + deep - 1
        yield cells


def _span(cell: lxml_html.HtmlElement, name: str) -> int:
    value = cell.get(name, "1").strip()
    return min(int(value), 100) if value.isdecimal() and int(value) > 0 else 1
