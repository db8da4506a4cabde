"""Markdown: headings, emphasis, links and inline HTML become plain lines; pipe tables become tables."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from zhengce.ingest.decode import decode
from zhengce.ingest.page_lines import is_page_line
from zhengce.ingest.parts import Parts, from_writer
from zhengce.ingest.writer import TextWriter

_HEADING = re.compile(r"(#{1,6})\s+(.*?)\s*#*")
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,500}>|<!--.*?-->")
_BREAK = re.compile(r"<br\s*/?>|</p>|</div>|</h\d>|</li>|</tr>", re.IGNORECASE)
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_EMPHASIS = re.compile(r"(\*\*|__|~~|`)(?=\S)(.+?)(?<=\S)\1|(?<![\w*])\*(?=\S)([^*]+?)(?<=\S)\*(?![\w*])")
_RULE = re.compile(r"\s*(?:-{3,}|\*{3,}|={3,}|_{3,})\s*")
_CELLS = re.compile(r"\s*\|?(?:\s*:?-{2,}:?\s*\|)+\s*(?::?-{2,}:?)?\s*")


def read_parts(raw: bytes, name: str) -> Iterator[Parts]:
    """The one document of a Markdown file."""
    decoded = decode(raw, name)
    writer = TextWriter()
    lines = _BREAK.sub("\n", _front(decoded.text)).splitlines()
    index = 0
    while index < len(lines):
        if "|" in lines[index] and index + 1 < len(lines) and _CELLS.fullmatch(lines[index + 1]):
            end = index + 2
            while end < len(lines) and "|" in lines[end]:
                end += 1
            writer.table([_row(lines[at]) for at in range(index, end) if at != index + 1], header_rows=1)
            index = end
            continue
        _line(lines[index], writer)
        index += 1
    yield from_writer(writer, encoding=decoded.encoding)


def _front(text: str) -> str:
    """The text without YAML front matter."""
    return re.sub(r"\A---\n.*?\n---\n", "", text, count=1, flags=re.DOTALL)


def _line(line: str, writer: TextWriter) -> None:
    if _RULE.fullmatch(line) or _LINK.fullmatch(line.strip()) and is_page_line(_plain(line)):
        return
    heading = _HEADING.fullmatch(line.strip())
    words = heading[2] if heading else re.sub(r"^\s*(?:[-*+]\s+|>\s?)", "", line)
    writer.line(_plain(words), len(heading[1]) if heading else None)


def _plain(words: str) -> str:
    words = _TAG.sub("", _LINK.sub(r"\1", words))
    words = _EMPHASIS.sub(lambda found: found[2] or found[3], words)
    return html.unescape(re.sub(r"\\([\\`*_{}\[\]()#+.!|-])", r"\1", words))


def _row(line: str) -> list[str]:
    return [_plain(cell).strip() for cell in line.strip().strip("|").split("|")]
