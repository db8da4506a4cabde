"""Metadata read out of the text itself: red head, title, number, signature block, source line.

What the format states (meta tags, file properties) comes in as `stated`; a title or number printed in the text wins over it,
because templates state the site's name and properties the author of an earlier file.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any, Literal

from zhengce.article import Metadata
from zhengce.lexicon import read_table
from zhengce.text.alignment import Alignment
from zhengce.text.head import DASH, HeadBlock, read_head, signer_name
from zhengce.text.headlines import split_head
from zhengce.text.lines import DATE, Line, is_date, is_organ, organ_names, read_lines, signed, title_genre
from zhengce.text.markers import NUMERALS
from zhengce.text.normalize import SHORT, normalize

_HEAD_CHARS, _TAIL_CHARS = SHORT, 2500
_PERIODICAL = re.compile(r"(?:^（?|来源：|原载于?|刊于|选自|摘自)(?:《(?P<name>[^》\n]{2,30})》|(?<=来源：)(?P<bare>[\u4e00-\u9fff]{2,14}))(?:杂志|月刊)?[ \t]*"
                         r"(?P<year>\d{4})年第?(?P<number>\d{1,3})期(?=[^\w]|作者|$)", re.MULTILINE)
_NEWSPAPER = re.compile(r"(?:来源：|^（?)《\s*(?P<name>[^》]{2,20}?)\s*》\s*（?\s*(?P<date>[\d ]{8,12}(?=\s*第)|\d{4}\s*[年\-]\s*\d{1,2}\s*[月\-]\s*\d{1,2}日?)", re.MULTILINE)
_NEWSPAPER_LINE = re.compile(r"^(?P<name>[\u4e00-\u9fff]{2,8}报)\s*/\s*(?P<date>\d{4}年\s*/\s*\d{1,2}月\s*/\s*\d{1,2}日)", re.MULTILINE)
_DATELINE = re.compile(r"(?:新华社|中新社|本报|本刊|人民网|中新网)[^\s，。]{2,12}?(?:(?P<year>\d{4})年)?(?P<month>\d{1,2})月(?P<day>\d{1,2})日[电讯]")
_AUTHOR = re.compile(r"(?:作者|撰文)：(?P<name>[\u4e00-\u9fff·]{2,4}(?:、[\u4e00-\u9fff·]{2,4}){0,3})(?![\u4e00-\u9fff])")
_ADDRESSEE = re.compile("[^。；]{2,120}：")
_DIGITS = {char: str(value) for value, char in enumerate("零一二三四五六七八九")} | {"〇": "0"}
_HELD = re.compile(rf"(?:——|--|－－)?({DATE.pattern})(?:[至到和、—-](?:\d{{1,2}}月)?\d{{1,2}}日)?在.{{4,40}}(?:会议|大会|论坛|座谈会|全会)上")
_MEETING = re.compile("[议会坛]上")
_FOOTNOTE = re.compile(r"(?:\[\d+\]|[①②③*＊·])$")
_STAMPED = re.compile(r"[（(]((?:19|20)\d{6})[）)]$")
# A date on a line of its own, as printed: full width, circles for zeros, letter-spaced.
_DATED_LINE = re.compile(r"^[ \t\u3000\u00a0]{0,80}[（(]?[\d０-９〇○零一二三四五六七八九 ]{4,8}[ ]*年[^\n]{2,12}?日[）)]?[ \t\u3000\u00a0\r]*$", re.MULTILINE)
_MOST_DATES = 12


@dataclass(frozen=True, slots=True)
class GenreCue:
    """A cue for the genre: a regular expression over `where` (title, head or text)."""

    id: str
    where: Literal["title", "head", "text"]
    genre: str
    pattern: str
    example: str


_CUES = [(cue, re.compile(cue.pattern, re.DOTALL if cue.where == "text" else 0)) for cue in read_table(GenreCue, "genre_cues.csv", ("id",))]


@dataclass(slots=True)
class _Found:
    """Fields found so far with the place each was found in; the first that fills a field wins."""

    values: dict[str, Any]
    places: dict[str, str]

    def put(self, field: str, value: Any, place: str) -> None:
        if value not in (None, "") and field not in self.values:
            self.values[field], self.places[field] = value, place


def find_metadata(text: str, stated: Metadata | None = None) -> Metadata:
    """What the text says about itself, completed by what its format has `stated`.

    >>> found = find_metadata("云州市人民政府关于做好春灌工作的通知\\n云政发〔2026〕7号\\n各县人民政府：\\n略。\\n云州市人民政府\\n2026年3月2日\\n")
    >>> found.issuer, found.doc_number, found.published.isoformat(), found.genre
    ('云州市人民政府', '云政发〔2026〕7号', '2026-03-02', 'notice')
    """
    head = _Part(text, 0, min(len(text), _HEAD_CHARS))
    tail = head if len(text) <= _HEAD_CHARS else _Part(text, max(text.find("\n", len(text) - _TAIL_CHARS) + 1, len(text) - _TAIL_CHARS), len(text))
    found = _Found({}, {})
    block = read_head(head.lines)
    _from_labels(found, head, block)
    _from_head(found, head, block)
    _from_signature(found, head, tail, text)
    _from_sources(found, head, tail)
    _from_title(found)
    _from_format(found, stated or Metadata())
    found.put("genre", _genre(found, head, tail), "text")
    if found.values.get("genre") == "article" and "authors" not in found.values and found.places.get("issuer") == "line under the title":
        # An organ under the title of a journal article wrote it; it issues nothing.
        found.put("authors", found.values.pop("issuer"), found.places.pop("issuer"))
    return Metadata(**found.values, found_in=found.places)


class _Part:
    """A stretch of the text, normalized, with its lines and the way back to what is printed."""

    def __init__(self, text: str, start: int, end: int):
        self.source = text[start:end]
        self.alignment: Alignment = normalize(self.source)
        lines = read_lines(self.alignment.text)
        self.lines = list(lines) if start else split_head(lines)

    def printed(self, line: Line) -> str:
        """A line as printed, its letter-spacing undone."""
        start, end = self.alignment.source_span(line.start, line.end)
        return tidy(self.source[start:end])


def tidy(words: str) -> str:
    """`words` on one line with single spaces; spaces between single characters (通 知) are letter-spacing and go.

    >>> tidy("政 府 工 作 报 告"), tidy("中共中央　国务院关于")
    ('政府工作报告', '中共中央 国务院关于')
    """
    words = " ".join(words.split())
    words = re.sub("(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff](?: |$))", "", words)
    return re.sub("(?<![\u4e00-\u9fff])([\u4e00-\u9fff]) (?=[\u4e00-\u9fff])", r"\1", words)


def _from_labels(found: _Found, part: _Part, block: HeadBlock) -> None:
    for field, start, end in block.labels:
        source = part.alignment.source_span(start, end)
        value = tidy(part.source[slice(*source)])
        if field == "published":
            found.put(field, read_day(re.sub(r"[./]", "-", value.split(" ")[0])), "label")
        elif field:
            found.put(field, value, "label")


def _from_head(found: _Found, part: _Part, block: HeadBlock) -> None:
    lines = part.lines
    if block.title:
        title = join_title([part.printed(line) for line in lines[slice(*block.title)]])
        found.put("title", _FOOTNOTE.sub("", title).strip(), "title")
        stamped = _STAMPED.search(title)
        found.put("published", read_day(stamped[1]) if stamped else None, "title")
    if block.subtitle:
        found.put("subtitle", " ".join(part.printed(line).lstrip("".join(DASH) + " ") for line in lines[slice(*block.subtitle)]), "title")
    if block.number is not None:
        found.put("doc_number", part.printed(lines[block.number]).replace(" ", "").removeprefix("（").removesuffix("号）") + "号"
                  if part.printed(lines[block.number]).endswith(("）", ")")) else part.printed(lines[block.number]).replace(" ", ""), "red head")
    for index in block.signers:
        found.put("authors", signer_name(part.printed(lines[index])), "line under the title")
    if block.organs:
        found.put("issuer", "、".join(name for index in block.organs for name in organ_names(part.printed(lines[index]))), "line under the title")
    for index in [*block.notes, *range(*(block.subtitle or (0, 0)))]:
        found.put("published", last_date(lines[index].text), "line under the title")
    opening = part.alignment.text[:800]
    held = _HELD.search(opening) if _MEETING.search(opening) else None
    if held:
        found.put("published", read_day(held[1]), "line under the title")


def _from_signature(found: _Found, head: _Part, tail: _Part, text: str) -> None:
    """Organs and date of the first signature block: that of the notice, not that of what it issues."""
    for part in _signed_parts(head, tail, text):
        for index, line in enumerate(part.lines):
            both = signed(line.text)
            if both and index:
                found.put("issuer", both[0].replace(" ", ""), "signature")
                found.put("published", read_day(both[1]), "signature")
                return
            if is_date(line.text) and index > 0:
                organs: list[str] = []
                at = index - 1
                while at >= 0 and is_organ(part.lines[at].text) and not part.lines[at].marker:
                    organs = [*organ_names(tidy(part.printed(part.lines[at])).replace(" ", "、")), *organs]
                    at -= 1
                if organs or _alone(part.lines, index):
                    found.put("issuer", "、".join(organs), "signature")
                    found.put("published", last_date(line.text), "signature")
                    return


def _signed_parts(head: _Part, tail: _Part, text: str) -> Iterator[_Part]:
    """Where signatures stand: the head, around dates on lines of their own (before a long attachment), the tail."""
    yield head
    if tail is not head:
        for dated in islice(_DATED_LINE.finditer(text, _HEAD_CHARS), _MOST_DATES):
            yield _Part(text, max(text.rfind("\n", 0, max(1, dated.start() - 120)) + 1, dated.start() - 400), min(len(text), dated.end() + 120))
        yield tail


def _alone(lines: list[Line], index: int) -> bool:
    """Whether a date without an organ above it signs: behind a sentence, before the end, a note or another title."""
    following = lines[index + 1] if index + 1 < len(lines) else None
    return lines[index - 1].is_sentence and (following is None or following.kind is not None
                                             or not following.is_sentence and following.marker is None)


def _from_sources(found: _Found, head: _Part, tail: _Part) -> None:
    for words in (head.alignment.text[:600], tail.alignment.text[-600:]):
        writer = _AUTHOR.search(words) if "：" in words else None
        found.put("authors", writer["name"] if writer else None, "source line")
    for part in (tail, head):
        text = part.alignment.text
        issue = _PERIODICAL.search(text) if "期" in text else None
        if issue:
            found.put("periodical", issue["name"] or issue["bare"], "source line")
            found.put("issue_year", int(issue["year"]), "source line")
            found.put("issue_number", int(issue["number"]), "source line")
            return
        paper = (_NEWSPAPER.search(text) if "《" in text else None) or (_NEWSPAPER_LINE.search(text) if "/" in text else None)
        if paper:
            found.put("periodical", paper["name"].strip(), "source line")
            found.put("published", read_day(re.sub(r"[\s/]", "", paper["date"])), "source line")
    dateline = _DATELINE.search(head.alignment.text[:600])
    if dateline and dateline["year"]:
        found.put("published", _day(int(dateline["year"]), int(dateline["month"]), int(dateline["day"])), "dateline")


def _from_title(found: _Found) -> None:
    """The issuer that the title names: 国务院办公厅关于…的通知."""
    title = found.values.get("title")
    named = re.match(r"(?P<organs>[\u4e00-\u9fff、（）() ]{2,60}?)(?:关于|印发|批转|转发)", title or "")
    if named and all(is_organ(name) for name in organ_names(named["organs"])):
        found.put("issuer", "、".join(organ_names(named["organs"])), "title")


def _from_format(found: _Found, stated: Metadata) -> None:
    for field in ("title", "subtitle", "issuer", "doc_number", "authors", "periodical", "issue_year", "issue_number", "published", "genre"):
        found.put(field, getattr(stated, field), stated.found_in.get(field, "format"))


def _genre(found: _Found, head: _Part, tail: _Part) -> str | None:
    """The genre by the document type that ends the title, then by cues; a text with title and nothing else is news or an article."""
    title, subtitle = found.values.get("title") or "", found.values.get("subtitle") or ""
    places = {"title": f"{title}\n{subtitle}", "head": head.alignment.text[:500], "text": head.alignment.text + "\n" + tail.alignment.text}
    for words in (title, subtitle):
        genre = title_genre(words)
        if genre and genre != "other":
            return genre
    typed = title_genre(title) or title_genre(subtitle)
    if "periodical" in found.values and "doc_number" not in found.values and not typed:
        return "article"
    for cue, pattern in _CUES:
        if typed and cue.genre not in ("work_report", "speech", "interpretation"):
            continue
        if pattern.search(places[cue.where]):
            return cue.genre
    if typed:
        return typed
    if title and "doc_number" not in found.values and "issuer" not in found.values:
        marked = any(line.marker for line in head.lines)
        return "news" if head is tail and not marked else "article"
    return None


def join_title(lines: list[str]) -> str:
    """A title broken over lines as one line: parted by a space where its lines are slogans of their own.

    >>> join_title(["国务院关于加快", "农业机械化的意见"]), join_title(["决胜小康社会", "夺取伟大胜利"])
    ('国务院关于加快农业机械化的意见', '决胜小康社会 夺取伟大胜利')
    """
    joined = "".join(lines)
    while len(lines) > 1 and lines[-1][0] in "（(":
        lines = [*lines[:-2], lines[-2] + lines[-1]]
    return joined if title_genre(joined) or "关于" in joined else " ".join(lines)


def last_date(text: str) -> dt.date | None:
    """The last full date in a line: （… 2025年11月27日通过 2026年1月16日批准）."""
    days = [read_day(found[0]) for found in DATE.finditer(text)]
    return next((day for day in reversed(days) if day), None)


def read_day(text: str) -> dt.date | None:
    """The day that a date in Arabic or Chinese numerals names; None where day or month is missing.

    >>> read_day("二〇〇四年一月十六日"), read_day("2026年3月")
    (datetime.date(2004, 1, 16), None)
    """
    bare = text.strip("（）() ").replace(" ", "")
    if re.fullmatch(r"\d{8}", bare):
        bare = f"{bare[:4]}-{bare[4:6]}-{bare[6:]}"
    found = re.fullmatch(rf"([\d{NUMERALS}]{{4}})[年\-]?([\d{NUMERALS}]{{1,3}})[月\-]?([\d{NUMERALS}]{{1,3}})日?", bare)
    if not found:
        return None
    year = "".join(_DIGITS.get(char, char) for char in found[1])
    return _day(int(year), _count(found[2]), _count(found[3])) if year.isdecimal() else None


def _count(numerals: str) -> int:
    if numerals.isdecimal() and numerals.isascii():
        return int(numerals)
    tens, _, units = numerals.partition("十")
    if "十" not in numerals:
        return int("".join(_DIGITS[char] for char in numerals))
    return int(_DIGITS.get(tens, "1")) * 10 + int(_DIGITS.get(units, "0"))


def _day(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
