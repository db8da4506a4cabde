"""The head of a document or attachment: red head, title, subtitle, document number, adoption note, who signs."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from zhengce.lexicon import read_table
from zhengce.text.headlines import POSTS
from zhengce.text.lines import DATE, DOC_NUMBER, Line, is_date, is_organ, title_genre


@dataclass(frozen=True, slots=True)
class Label:
    """A label above a document and the metadata field it names (empty: the line says nothing that is kept)."""

    form: str
    field: str
    example: str


@dataclass(frozen=True, slots=True)
class NoTitle:
    """A line that stands alone as a title does and is none."""

    pattern: str
    example: str


LABELS = {label.form: label.field for label in read_table(Label, "head_labels.csv")}
_LONGEST_TITLE = 80
_LONGEST_SUBTITLE = 80
_SIGNER = re.compile(rf"(?:.{{0,24}}(?:{POSTS})[\s：]*|作者：)?(?P<name>[\u4e00-\u9fff·]{{2,8}})")
_POST = re.compile(rf".{{0,24}}(?:{POSTS})[\s：]*[\u4e00-\u9fff·]{{2,8}}|作者：.+|（?(?:本报|本刊|新华社)?(?:记者|通讯员|评论员).{{2,30}}）?")
_SURNAME = re.compile("[\u4e00-\u9fff]{2,3}|[\u4e00-\u9fff]+·[\u4e00-\u9fff·]+")
# The one title that is whole in itself: what stands above it is a column of the page.
_WHOLE = re.compile(r"(?:\d{4}年)?[\u4e00-\u9fff]{0,12}政府工作报告(?:（[^）]{2,8}）)?")
_YEARS = re.compile(r"（\d{4}年?[-—–~至]{1,2}\d{4}年）|（[^）]{0,12}稿）|（(?:试行|暂行|修订|节选|摘要|全文)）")
_NO_TITLE = re.compile("|".join(word.pattern for word in read_table(NoTitle, "no_titles.csv", ("pattern",))))
_LABEL = re.compile(rf"[【\[]?(?P<label>{'|'.join(sorted(LABELS, key=len, reverse=True))})[】\]：][：\s]*(?P<value>.*)")
_RED_HEAD = re.compile(r".{3,40}文件")
# The occasion of a report or speech, without the dash before it.
_HELD = re.compile(rf"{DATE.pattern}(?:[至—-](?:\d{{1,2}}月)?\d{{1,2}}日)?在.{{4,50}}(?:会议|大会|论坛|座谈会|全会|开幕式|仪式)上")
DASH = ("——", "--", "―", "－", "—", "–")


@dataclass(slots=True)
class HeadBlock:
    """The lines of a head, as half-open index ranges into the lines; `body` is the index of the first line behind it."""

    body: int
    title: tuple[int, int] | None = None
    subtitle: tuple[int, int] | None = None
    number: int | None = None
    notes: list[int] = field(default_factory=list)
    """Bracketed lines and dates: （2026年2月27日）, （… 通过）."""
    signers: list[int] = field(default_factory=list)
    organs: list[int] = field(default_factory=list)
    red_head: int | None = None
    labels: list[tuple[str, int, int]] = field(default_factory=list)
    """(field, start, end) of the values behind labels such as 发文字号：."""


def read_head(lines: list[Line], at: int = 0) -> HeadBlock:
    """The head that begins with line `at`; without a title where the text begins at once."""
    block = HeadBlock(at)
    index = at
    pieces: list[int] = []
    while index < len(lines) and index < at + 16:
        line = lines[index]
        role = _role(line, bool(pieces), lines, index)
        label = _LABEL.fullmatch(line.text) if len(line.text) <= 200 else None
        if label and index < at + 12:
            start = line.end - len(label["value"])
            block.labels.append((LABELS[label["label"]], start, line.end))
            index += 1
            continue
        if role is None:
            break
        if role == "title":
            if pieces and (pieces[-1] != index - 1 or len(pieces) > 3):
                break
            pieces.append(index)
        elif role == "subtitle":
            block.subtitle = (index, index + 1)
        elif role == "number":
            block.number = index
        elif role == "red_head":
            block.red_head = index
        else:
            getattr(block, role).append(index)
        index += 1
    block.body = index
    if pieces:
        _settle_title(block, lines, pieces)
    elif not block.labels and not block.signers and not block.notes:
        return HeadBlock(at)
    return block


def _role(line: Line, titled: bool, lines: list[Line], index: int) -> str | None:
    text = line.text
    if line.marker or line.kind in ("attachment", "note"):
        return None
    if line.kind:
        return "notes" if line.kind == "source_line" or not titled and line.kind == "caption" else None
    if len(text) <= 12 and _NO_TITLE.fullmatch(text.replace(" ", "")):
        return None
    if DOC_NUMBER.fullmatch(text.replace(" ", "")):
        return "number"
    if not titled and _RED_HEAD.fullmatch(text.replace(" ", "")):
        return "red_head"
    if titled:
        if lines[index - 1].text.replace("-", "—") == text.replace("-", "—") or _YEARS.fullmatch(text):
            return "title"
        if (text[0] == "（" and text[-1] == "）" and len(text) <= 90) or is_date(text):
            return "notes"
        if text.startswith(DASH) and len(text) <= _LONGEST_SUBTITLE and text[-1] not in "。；！？，、：—":
            return "subtitle"
        if len(text) <= _LONGEST_SUBTITLE and _HELD.fullmatch(text):
            return "subtitle"
        if len(text) <= 30 and is_organ(text):
            return "organs"
        if len(text) <= 40 and _POST.fullmatch(text) or _SURNAME.fullmatch(text) and _before_salutation(lines, index):
            return "signers"
    elif text[0] == "（" or is_date(text):
        return None
    elif len(text) <= 30 and _POST.fullmatch(text) and not title_genre(text):
        return "signers"
    if len(text) > _LONGEST_TITLE or line.is_sentence or "\t" in text or text.startswith(DASH):
        return None
    return "title"


def is_part_name(text: str) -> bool:
    """Whether a line is the usual name of a part that bears no number: 序言, 前言, 结束语.

    >>> is_part_name("序 言"), is_part_name("全文发展")
    (True, False)
    """
    return len(text) <= 8 and _NO_TITLE.fullmatch(text.replace(" ", "")) is not None


def _before_salutation(lines: list[Line], index: int) -> bool:
    """Whether a line that may be a name stands where names stand: before 各位代表： or the body's first paragraph."""
    following = lines[index + 1] if index + 1 < len(lines) else None
    return following is not None and (following.text[-1] in "：" or len(following.text) > 40 or following.text[0] == "（")


def _settle_title(block: HeadBlock, lines: list[Line], pieces: list[int]) -> None:
    """Wrapped lines make one title where they end in a document type or a dashed subtitle follows; else the first is the title."""
    twice = [piece for piece in pieces[:-1] if lines[piece].text.replace("-", "—") == lines[piece + 1].text.replace("-", "—")]
    if twice:
        # Databases print the title once as the record's name and once as the document's.
        pieces = pieces[pieces.index(twice[0]) + 1:]
    whole = [piece for piece in pieces[1:] if _WHOLE.fullmatch(lines[piece].text)]
    if whole:
        pieces = pieces[pieces.index(whole[0]):]
    first, last = pieces[0], pieces[-1]
    ends = [index for index in pieces if title_genre("".join(lines[piece].text for piece in pieces if piece <= index))]
    if ends:
        end = ends[0]
        while end < last and _YEARS.fullmatch(lines[end + 1].text):
            end += 1
    else:
        end = last if block.subtitle or block.number is not None else first
    block.title = (first, end + 1)
    if end < last:
        if block.subtitle and block.subtitle[0] == last + 1:
            block.subtitle = (end + 1, block.subtitle[1])
        elif last == end + 1 and block.subtitle is None and not lines[last].is_sentence and _is_subtitle(lines, last):
            block.subtitle = (last, last + 1)
        else:
            block.body = end + 1
            block.notes = [index for index in block.notes if index <= end]
            block.signers = [index for index in block.signers if index <= end]
            block.organs = [index for index in block.organs if index <= end]
            block.subtitle = block.subtitle if block.subtitle and block.subtitle[1] <= end + 1 else None


def _is_subtitle(lines: list[Line], index: int) -> bool:
    """Whether a second title line is a subtitle: no other line of the text stands alone as it does (those are headings)."""
    others = [line for line in lines[index + 1:] if 4 <= len(line.text) <= 40 and not line.is_sentence and not line.marker
              and not line.kind and not is_organ(line.text) and not is_date(line.text)]
    return not others


def signer_name(line: str) -> str | None:
    """The name in a line of post and name, or of a name alone.

    >>> signer_name("青溪县人民政府县长　沈启航"), signer_name("李 明")
    ('沈启航', '李明')
    """
    bare = line.strip("（） \u3000").replace("\u3000", " ")
    found = _SIGNER.fullmatch(bare.replace(" ", "")) if " " not in bare else None
    last = bare.split(" ")[-1]
    if len(last) == 1:
        return bare.replace(" ", "") if len(bare.replace(" ", "")) <= 4 else None
    name = found["name"] if found else last
    return re.sub(f"^(?:.*(?:{POSTS})|作者：)", "", name) or None
