"""OFD, the national fixed-layout format (GB/T 33190-2016): a zip of XML whose text objects carry positions.

`OFD.xml` names the documents, each `Document.xml` its pages and templates, each page its layers of text, path and image objects.
Coordinates are millimetres from the top left corner. Glyphs and rules go to `layout`, as those of a PDF do.
"""

from __future__ import annotations

import math
import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from zipfile import ZipFile

from lxml import etree

from zhengce.article import Metadata
from zhengce.errors import IngestError
from zhengce.ingest.layout import write_pages
from zhengce.ingest.layout.glyphs import Glyph, Page, Rule, plain
from zhengce.ingest.limits import MAX_CHARS, MAX_DEPTH, MAX_PAGES, open_zip, read_part
from zhengce.ingest.parts import Parts, from_writer
from zhengce.ingest.writer import TextWriter

_POINTS = 72 / 25.4
_A4 = (0.0, 0.0, 210.0, 297.0)
_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d{1,3})?")
_PATH = re.compile(r"([SMLQBAC])|([-+]?(?:\d+\.?\d*|\.\d+))")
_NO_SHIFT = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(slots=True)
class _Package:
    """An opened OFD: reads parts, and counts the characters read so far."""

    archive: ZipFile
    name: str
    chars: int = 0

    def xml(self, part: str) -> etree._Element:
        """The root of an XML part; raises `IngestError` where it is missing or damaged."""
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        try:
            return etree.fromstring(read_part(self.archive, part, self.name), parser)
        except etree.XMLSyntaxError as error:
            raise IngestError(f"is damaged XML: {error}", self.name, part, "save the file again in its own program") from error

    def place(self, base: str, location: str) -> str:
        """The part that `location`, written in the part `base`, means; raises `IngestError` where it leaves the archive."""
        joined = location.strip().replace("\\", "/")
        joined = joined.lstrip("/") if joined.startswith("/") else posixpath.join(posixpath.dirname(base), joined)
        part = posixpath.normpath(joined)
        if part.startswith(".."):
            raise IngestError("a part's name leaves the archive", self.name, location, "do not trust this file")
        return part


def read_parts(raw: bytes, name: str) -> Iterator[Parts]:
    """The documents of an OFD file, mostly one."""
    with open_zip(raw, name) as archive:
        package = _Package(archive, name)
        root = package.xml("OFD.xml")
        if _child(root, "Encryptions") is not None or "Encryptions.xml" in {posixpath.basename(part) for part in archive.namelist()}:
            raise IngestError("is encrypted", name, None, "save it without a password")
        bodies = _children(root, "DocBody")
        for body in bodies:
            location = _text(body, "DocRoot")
            if not location:
                raise IngestError("names no document", name, "OFD.xml", "save the file again in its own program")
            yield _document(package, package.place("OFD.xml", location), body, single=len(bodies) == 1)
        if not bodies:
            raise IngestError("names no document", name, "OFD.xml", "save the file again in its own program")


def _document(package: _Package, part: str, body: etree._Element, single: bool) -> Parts:
    root = package.xml(part)
    common = _child(root, "CommonData")
    area = _area(_child(common, "PageArea") if common is not None else None, _A4)
    templates = {entry.get("ID"): package.place(part, entry.get("BaseLoc", "")) for entry in
                 (_children(common, "TemplatePage") if common is not None else ())}
    listed = _child(root, "Pages")
    pages: list[Page] = []
    for entry in _children(listed, "Page") if listed is not None else ():
        if len(pages) >= MAX_PAGES:
            raise IngestError(f"more than {MAX_PAGES:,} pages", package.name, part, "split the file")
        pages.append(_page(package, package.place(part, entry.get("BaseLoc", "")), area, templates))
    if not any(page.glyphs for page in pages):
        scan = any(page.pictures > 0.3 for page in pages)
        raise IngestError("is a scan: pages are pictures without text" if scan else "has no text objects", package.name, part,
                          "run OCR on it and give the text")
    writer = TextWriter()
    write_pages(pages, writer, _POINTS)
    return from_writer(writer, _stated(body), raw=None if single else writer.text.encode("utf-8", "surrogatepass"))


def _stated(body: etree._Element) -> Metadata:
    """Title of the document's information; its author is the program's user, its dates are those of saving."""
    info = _child(body, "DocInfo")
    title = _text(info, "Title") if info is not None else ""
    usable = 4 <= len(title) <= 120 and re.search("[\u4e00-\u9fff]", title) and not re.search(r"\.\w{2,5}$", title)
    return Metadata(title=title, found_in={"title": "file property"}) if usable else Metadata()


def _page(package: _Package, part: str, area: tuple[float, ...], templates: dict[str | None, str]) -> Page:
    root = package.xml(part)
    box = _area(_child(root, "Area"), area)
    page = Page(box[2], box[3])
    behind = [templates[entry.get("TemplateID")] for entry in _children(root, "Template") if entry.get("TemplateID") in templates]
    for source in [*(package.xml(name) for name in behind[:20]), root]:
        content = _child(source, "Content")
        for layer in _children(content, "Layer") if content is not None else ():
            _read_objects(layer, page, package)
    return page


def _read_objects(layer: etree._Element, page: Page, package: _Package) -> None:
    stack = [(element, 0) for element in reversed(layer)]
    while stack:
        element, depth = stack.pop()
        tag = etree.QName(element).localname if isinstance(element.tag, str) else ""
        if tag == "TextObject":
            _read_text(element, page)
            package.chars += 1
            if len(page.glyphs) > MAX_CHARS or package.chars > MAX_CHARS:
                raise IngestError(f"holds more than the {MAX_CHARS:,} characters allowed", package.name, None, "split the document")
        elif tag == "PathObject":
            page.rules += _rules(element)
        elif tag == "ImageObject":
            _, _, width, height = _numbers(element.get("Boundary"), 4)
            page.pictures += width * height / max(1.0, page.width * page.height)
        elif tag == "PageBlock" and depth < MAX_DEPTH:
            stack.extend((child, depth + 1) for child in reversed(element))


def _read_text(element: etree._Element, page: Page) -> None:
    """The glyphs of a text object, each at the place that X, Y and the deltas give it."""
    left, top, _, _ = _numbers(element.get("Boundary"), 4)
    a, b, c, d, e, f = _numbers(element.get("CTM"), 6) if element.get("CTM") else _NO_SHIFT
    size = (_numbers(element.get("Size"), 1)[0] or 3.5) * max(math.hypot(c, d), 1e-6)
    x = y = 0.0
    for code in _children(element, "TextCode"):
        x = _numbers(code.get("X"), 1)[0] if code.get("X") else x
        y = _numbers(code.get("Y"), 1)[0] if code.get("Y") else y
        words = code.text or ""
        across, down = _deltas(code.get("DeltaX"), len(words)), _deltas(code.get("DeltaY"), len(words))
        for index, char in enumerate(words):
            step = across[index] if index < len(across) else size if not across and not down and char > "\u2e7f" else None
            base, start = top + b * x + d * y + f, left + a * x + c * y + e
            wide = size if char > "\u2e7f" else min(0.55 * size, step) if step else 0.55 * size
            page.glyphs.append(Glyph(plain(char), start, base - 0.88 * size, start + wide, base + 0.12 * size, size))
            x += 0.55 * size if step is None and not down else step or 0.0
            y += down[index] if index < len(down) else 0.0


def _deltas(written: str | None, count: int) -> list[float]:
    """The steps that DeltaX or DeltaY writes; `g 3 4.2` stands for 4.2 three times.

    >>> _deltas("3 g 2 4.5 5", 9)
    [3.0, 4.5, 4.5, 5.0]
    """
    steps: list[float] = []
    words = (written or "").split()
    index = 0
    while index < len(words) and len(steps) < count:
        if words[index] == "g" and index + 2 < len(words):
            times = int(_numbers(words[index + 1], 1)[0])
            steps += [_numbers(words[index + 2], 1)[0]] * min(max(0, times), count)
            index += 3
        else:
            steps.append(_numbers(words[index], 1)[0])
            index += 1
    return steps


def _rules(element: etree._Element) -> list[Rule]:
    """The level and upright lines of a path object (or of its box, where that is a line)."""
    left, top, width, height = _numbers(element.get("Boundary"), 4)
    data = next((child.text or "" for child in _children(element, "AbbreviatedData")), "")
    a, b, c, d, e, f = _numbers(element.get("CTM"), 6) if element.get("CTM") else _NO_SHIFT
    rules: list[Rule] = []
    points: list[tuple[float, float]] = []
    numbers: list[float] = []
    for operator, number in _PATH.findall(data[:20_000]) + [("C", "")]:
        if number:
            numbers.append(float(number))
            if len(numbers) == 2:
                x, y = numbers
                points.append((left + a * x + c * y + e, top + b * x + d * y + f))
                numbers = []
        elif operator in "QBA":
            return []
        elif operator in "MS" and len(points) == 1:
            points = []
    for (x0, y0), (x1, y1) in zip(points, points[1:] + points[:1] if len(points) > 2 else points[1:], strict=False):
        if min(abs(x1 - x0), abs(y1 - y0)) < 0.5 < max(abs(x1 - x0), abs(y1 - y0)):
            rules.append(Rule(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)))
    if not rules and min(width, height) <= 1 and max(width, height) > 2:
        rules.append(Rule(left, top, left + width, top + height))
    return rules


def _area(element: etree._Element | None, default: tuple[float, ...]) -> tuple[float, ...]:
    for name in ("PhysicalBox", "ApplicationBox"):
        words = _text(element, name) if element is not None else ""
        if words:
            box = _numbers(words, 4)
            return box if box[2] > 0 and box[3] > 0 else default
    return default


def _numbers(written: str | None, count: int) -> tuple[float, ...]:
    """The first `count` numbers of an attribute, 0 for those that are missing or absurd."""
    values = [float(word) for word in _NUMBER.findall((written or "")[:400])[:count]]
    values = [value if abs(value) < 1e6 else 0.0 for value in values]
    return tuple(values + [0.0] * (count - len(values)))


def _child(element: etree._Element, name: str) -> etree._Element | None:
    return next(_named(element, name), None)


def _children(element: etree._Element, name: str) -> list[etree._Element]:
    return list(_named(element, name))


def _named(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """Children of that local name: programs differ in namespace prefixes and some leave the namespace out."""
    return (child for child in element if isinstance(child.tag, str) and child.tag.rsplit("}", 1)[-1] == name)


def _text(element: etree._Element, name: str) -> str:
    found = _child(element, name)
    return (found.text or "").strip() if found is not None else ""
