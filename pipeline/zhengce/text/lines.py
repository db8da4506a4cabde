"""The lines of a text and what each is: heading, paragraph, marked item, caption, source line, date, organ."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from zhengce.errors import LexiconError
from zhengce.lexicon import read_table
from zhengce.text.markers import NUMERALS, Marker, has_decimal_outline, marker_at
from zhengce.text.normalize import SHORT


@dataclass(frozen=True, slots=True)
class LineKind:
    """A kind of line, by a regular expression over the whole line."""

    id: str
    kind: str
    pattern: str
    example: str


@dataclass(frozen=True, slots=True)
class Head:
    """A class word that ends a name or title; `genre` for titles."""

    form: str
    example: str
    genre: str = "other"


@dataclass(slots=True)
class Line:
    """A line without the white space around it; `kind` is that of its own section (caption …) or None."""

    start: int
    end: int
    text: str
    marker: Marker | None = None
    kind: str | None = None
    rule: str | None = None

    @property
    def is_sentence(self) -> bool:
        """Whether it ends as a sentence or clause does, not as a heading."""
        return self.text[-1] in "。；！？：，、…" or self.text[-2:] in ("。”", "！”", "？”", "。）", "；”")


_KINDS = read_table(LineKind, "line_kinds.csv", ("id",))
_KIND = re.compile("|".join(f"(?P<k{number}>{kind.pattern})" for number, kind in enumerate(_KINDS)))
ORGAN_HEADS = tuple(head.form for head in read_table(Head, "issuer_heads.csv"))
TITLE_HEADS = read_table(Head, "title_heads.csv")
# Cheap tests before the patterns below: what ends none of these cannot match.
_ORGAN_ENDS = (*ORGAN_HEADS, "）")
_TITLE_ENDS = tuple(head.form for head in TITLE_HEADS)
_DAY_ENDS = ("月", "日")
_TRAILER = re.compile(r"(?:（[^（）]*）|\([^()]*\)|\[\d+\]|[\s》”·])+$")

for _kind in _KINDS:
    if not re.fullmatch(_kind.pattern, _kind.example):
        raise LexiconError(f"the pattern does not match its example {_kind.example!r}", "line_kinds.csv", _kind.id)

_LINE = re.compile(r"[^\n]+")
_DAY = rf"(?:\d{{4}}|[{NUMERALS}]{{4}})年(?:\d{{1,2}}|[{NUMERALS}]{{1,3}})月(?:(?:\d{{1,2}}|[{NUMERALS}]{{1,3}})日)?"
DATE = re.compile(_DAY)
DATE_LINE = re.compile(rf"（?{_DAY}）?\s*(?:（此件.{{2,20}}）)?")
_DATED = re.compile(rf"[ \t]*(?P<date>{_DAY})(?P<gap>[ \t]*)(?P<rest>[^ \t\n，。；（][^，。；\n]{{3,80}})$", re.MULTILINE)
BRACKETED_NUMBER = r"[^\W\d_]{1,14}\s*[〔［\[（【](?:19|20)\d{2}[〕］\]）】]\s*(?:第|[^\W\d_]{0,4})?\s*\d{1,5}\s*号"
DOC_NUMBER = re.compile(rf"（?{BRACKETED_NUMBER}）?|第\d{{1,5}}号令?|（\d{{2}}）[^\W\d_]{{1,8}}\d{{1,4}}号")
_ORGAN = re.compile(rf"[\u4e00-\u9fff（）、 ]{{0,36}}(?:{'|'.join(sorted(ORGAN_HEADS, key=len, reverse=True))})(?:（[^）]{{1,12}}）)?")
_SIGNED = re.compile(rf"(?P<organ>{_ORGAN.pattern})[ \t]*(?P<date>{_DAY})")


def read_lines(text: str) -> tuple[Line, ...]:
    """The lines of normalized text that are not blank, with marker and kind."""
    return _lines_of_short(text) if len(text) <= SHORT else _lines(text)


def _lines(text: str) -> tuple[Line, ...]:
    decimal = has_decimal_outline(text)
    lines: list[Line] = []
    for found in _LINE.finditer(text):
        start, end = found.span()
        dated = _DATED.match(text, start, end) if lines and len(lines[-1].text) <= 40 else None
        if dated and is_organ(lines[-1].text) and (dated["gap"] or title_genre(dated["rest"])):
            # The break behind a signature was lost: 2026年3月2日 云州市春灌方案.
            lines += filter(None, [_read(text, start, dated.end("date"), decimal)])
            start = dated.start("rest")
        line = _read(text, start, end, decimal)
        if line:
            lines.append(line)
    return tuple(lines)


_lines_of_short = lru_cache(maxsize=256)(_lines)


def _read(text: str, start: int, end: int, decimal: bool) -> Line | None:
    body = text[start:end]
    bare = body.strip()
    if not bare:
        return None
    start += body.index(bare[0])
    line = Line(start, start + len(bare), bare, marker_at(text, start, start + len(bare), decimal))
    if line.marker is None and (len(bare) <= 40 or bare[0] in "（来文信" and len(bare) <= 80 or bare[-1] in "摄）。"):
        kind = _KIND.fullmatch(bare)
        if kind:
            entry = _KINDS[int((kind.lastgroup or "k0")[1:])]
            line.kind, line.rule = entry.kind, entry.id
    return line


def is_organ(text: str) -> bool:
    """Whether a line is nothing but the name of an organ (or several).

    >>> is_organ("云州市人民政府办公室"), is_organ("加快建设综合交通枢纽")
    (True, False)
    """
    return len(text) <= 40 and text.endswith(_ORGAN_ENDS) and _ORGAN.fullmatch(text) is not None


def is_date(text: str) -> bool:
    """Whether a line is nothing but a date, in brackets or not.

    >>> is_date("（二〇二六年三月二日）"), is_date("2026年3月2日起施行")
    (True, False)
    """
    return "年" in text[4:6] and DATE_LINE.fullmatch(text) is not None


def signed(text: str) -> tuple[str, str] | None:
    """Organ and date of a line that holds both, as in `国务院 二〇一一年十月十七日`."""
    found = _SIGNED.fullmatch(text) if text[-1:] in _DAY_ENDS else None
    return (found["organ"].strip(), found["date"]) if found else None


def title_genre(title: str) -> str | None:
    """Genre that the document type at the end of a title names, or None.

    >>> title_genre("云州市人民政府关于做好春灌工作的通知（试行）")
    'notice'
    """
    bare = title if title[-1:].isalnum() else _TRAILER.sub("", title)
    if not bare.endswith(_TITLE_ENDS):
        return None
    ends = [head for head in TITLE_HEADS if bare.endswith(head.form)]
    return max(ends, key=lambda head: len(head.form)).genre


def organ_names(line: str) -> Iterator[str]:
    """The single organs that a line of organs names."""
    yield from (part for part in re.split(r"[、 \t]+", line) if part)
