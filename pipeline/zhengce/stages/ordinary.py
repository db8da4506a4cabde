"""What is not a quantity: words with numerals, ordinals, document numbers, codes, markers; each with its role in the ledger.

`find_ordinary` gives the spans with their roles; the figures' grammar sees the text with these masked, the ledger books them. Three
scans propose: the words of the lexicon (Aho-Corasick), the patterns around numbers (tried only where a number begins), and short
quotations; where proposals overlap the longest wins.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from ahocorasick_rs import AhoCorasick, MatchKind

from zhengce.lexicon import read_table
from zhengce.stages.figures.numeral_runs import DIGIT, SCALE, SEVERAL
from zhengce.stages.figures.symbols import LETTERS


@dataclass(frozen=True, slots=True)
class WordEntry:
    """A word with a numeral in it that counts nothing."""

    form: str
    role: Literal["word", "vague", "pattern", "ordinal", "entity"]
    unless_after: str = ""
    example: str = ""


@dataclass(frozen=True, slots=True)
class NounEntry:
    """A noun with a duration before it that makes a name of both."""

    form: str
    example: str = ""


@dataclass(frozen=True, slots=True)
class Ordinary:
    """A span with numerals that is no quantity; `role` as in the ledger."""

    start: int
    end: int
    role: str


_WORDS = read_table(WordEntry, "numeral_words.csv")
_FIND_WORDS = AhoCorasick([entry.form for entry in _WORDS], matchkind=MatchKind.LeftmostLongest)
_ALL_NUMERAL = frozenset(index for index, entry in enumerate(_WORDS) if all(char in f"{DIGIT}{SCALE}" for char in entry.form))
_PIECE = re.compile(rf"[{DIGIT}{SCALE}\d]|[·.点、，][{DIGIT}\d]|(?:万|亿)?[元人吨担斤%]")
_INSIDE = frozenset(".·")
_NAMES = "|".join(sorted((entry.form for entry in read_table(NounEntry, "named_durations.csv")), key=len, reverse=True))
_HAN = f"{DIGIT}{SCALE}{SEVERAL}"
_NUMERAL = re.compile(rf"[\d{_HAN}]")
_N = rf"[{DIGIT}{SCALE}\d]+"
_SMALL = f"[{DIGIT}{SCALE}]"
_YEAR = r"(?:1[89]|20)\d\d"


def _patterns(*rows: tuple[str, str]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((role, re.compile(source)) for role, source in rows)


# Tried at the first character of a number (or of 第 before one); the order decides between spans of the same length.
_AT_NUMBER = _patterns(
    ("document_number", rf"(?<=[令字])第?\s?{_N}\s?号"),
    ("issue", rf"第\s?{_N}\s?[期卷辑]"),
    ("code", r"(?<![\d.])\d{3,4}-\d{7,8}(?![\d.,%])"),
    ("code", r"(?<![0-9A-Za-z])(?=[0-9a-f]*[a-f])[0-9a-f]{12,}(?![0-9A-Za-z])"),
    ("code", r"(?<![\d.])\d{1,2}[GDKAHVXBS](?![A-Za-z])"),
    ("entity", r"(?<!\d)\d{1,2}·\d{1,2}(?!\d)"),
    ("ordinal", rf"第\s?[{DIGIT}{SCALE}\d,]+[个名位次届条款项章节编回批代轮类期步站产]?"),
    ("ordinal", rf"第\s?{_N}(?:[、和及至—-]第?{_N})+[届次章条款项节期卷]?"),
    ("ordinal", rf"(?:{_SMALL}{{1,3}}|\d{{1,3}})号(?![文召子])"),
    ("time", rf"(?<![\d.])(?:\d{{1,2}}|{_SMALL}{{1,3}})时(?=[许整至，。、左—-])"),
    ("ordinal", rf"{_SMALL}+次(?=(?:、{_SMALL}+次)*(?:全会|全体会议|党代会|代表大会))"),
    ("ordinal", rf"{_N}周年"),
    ("code", r"\d+[×*xX]\d+(?:小时)?|\d\+[X\d]|(?<=\[)\d{1,3}(?=\])|\d+\.\d+(?=版)"),
    ("entity", r"(?<![前\d])\d{2,3}强"),
    ("ordinal", rf"(?:\d|{_SMALL})型"),
    ("ordinal", rf"(?<=[党的委会共、和及]){_SMALL}+届|{_SMALL}+届(?=[一二三四五六七八九][中次]|全国|常委|中央)"),
    ("marker", rf"(?:(?<=[。；：，、！？\n\s])|^){_SMALL}{{1,3}}(?=[是要](?!一个|一种))"),
    ("time", rf"(?<!\d){_YEAR}(?:[-—–－~～至](?:1[89]|20)?\d\d)?年(?!前|后)(?:\d{{1,2}}月)?(?:\d{{1,2}}日)?"),
    ("time", rf"(?<![\d{_HAN}])(?:[一二][{DIGIT}]{{3}}|[{DIGIT}]{{2}}(?=年代))年代?(?:[{DIGIT}十]{{1,3}}月)?(?:[{DIGIT}十]{{1,3}}日)?"),
    ("time", rf"(?<![\d.])\d{{1,2}}月(?:\d{{1,2}}日)?|(?<![{_HAN}\d])[{DIGIT}十]{{1,3}}月(?:份|[{DIGIT}十]{{1,3}}日)"),
    ("time", rf"(?<![\d.])(?:\d{{1,2}}|{_SMALL}{{1,3}})[时点](?:(?:\d{{1,2}}|{_SMALL}{{1,3}})分(?![钟之])|半)"),
    ("time", rf"(?<=今明)两天|(?<=明后)两天|(?<=[这近])[两几]天|(?<=新时代){_N}年"),
    ("entity", rf"{_N}个?年(?:{_NAMES})"),
    ("entity", rf"{_N}(?:分钟|小时|公里)(?=[^，。；、：\n“”]{{0,8}}圈)"),
)
# A number begins here: behind it stands what tells it apart from a quantity, or 第 before it.
_NUMBER = re.compile(rf"[第{DIGIT}{SCALE}\d](?:(?<=第)\s?[{DIGIT}{SCALE}\d][{DIGIT}{SCALE}\d,]*|(?<!第)[{DIGIT}{SCALE}\d]*)")
_TELLING = frozenset("]+强型号周年月时点分小公次届）)、．.是要×*xX·-—–－~～至GDKAHVBSabcdef 天")
_MARKER = re.compile(rf"{_SMALL}{{1,3}}[）)、．]|\d{{1,2}}(?:[）)、．]|\.(?!\d))")
_BRACKETED = re.compile(rf"[{DIGIT}{SCALE}\d]{{1,3}}）")
# Begin with characters that few texts have.
_ANYWHERE = _patterns(
    ("document_number", r"[〔\[［（【]\s?(?:19|20)\d\d\s?(?:[〕\]］）】]\s?第?\s?\d+\s?号|(?<=\[\d{4})\])"),
    ("code", rf"[A-Za-z](?<![A-Za-z].)(?!(?<=(?={LETTERS}).)\w*\d)[A-Za-z]*[-—]?\d+(?:\.\d+)?(?:[-—]\d+)?(?![\d,]*[万亿%])"),
    ("word", rf"成[{SCALE}]上[{SCALE}]"),
)
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s，。；“”]+|[\w.]+@[\w.]+")
_QUOTED = re.compile(r"“([^“”，。；：！？\n]{1,14})”")
_AMOUNT = re.compile(r"\d[\d.,]*[万亿]*(?:元|%|吨|亩|公里|个百分点)")


def find_ordinary(text: str) -> list[Ordinary]:
    """Spans with numerals that are no quantities, in text order; they do not overlap.

    >>> find_ordinary("进一步推进三年行动")
    [Ordinary(start=0, end=3, role='word'), Ordinary(start=5, end=9, role='entity')]
    """
    return _disjoint([*_around_numbers(text), *_anywhere(text), *_quoted(text), *_words(text)])


def _around_numbers(text: str) -> Iterator[Ordinary]:
    """Numbers that their neighbours make something else: 第三, 2025年, 十九次全会, （三）."""
    for number in _NUMBER.finditer(text):
        start, end = number.span()
        if text[end:end + 1] not in _TELLING and text[start] != "第":
            continue
        for role, pattern in _AT_NUMBER:
            if match := pattern.match(text, start):
                yield Ordinary(start, match.end(), role)
        if (marker := _marker(text, start)):
            yield marker


def _marker(text: str, start: int) -> Ordinary | None:
    """A section mark at `start`: 三、 and （三） that open a line, （三） behind a stop."""
    if (match := _MARKER.match(text, start)) and text[:start].rstrip(" \t　（(")[-1:] in ("", "\n"):
        return Ordinary(start, match.end(), "marker")
    if text[start - 1:start] == "（" and text[start - 2:start - 1] in tuple("。；：，、\n") and (match := _BRACKETED.match(text, start)):
        return Ordinary(start, match.end(), "marker")
    return None


def _anywhere(text: str) -> Iterator[Ordinary]:
    """Document numbers in their brackets, codes that begin with a letter, addresses of the web."""
    for role, pattern in _ANYWHERE:
        for match in pattern.finditer(text):
            yield Ordinary(match.start(), match.end(), role)
    if "@" in text or "://" in text or "www." in text:
        for match in _ADDRESS.finditer(text):
            yield Ordinary(match.start(), match.end(), "code")


def _quoted(text: str) -> Iterator[Ordinary]:
    """Short quotations with a numeral that are no amounts: “两不愁三保障”."""
    for match in _QUOTED.finditer(text):
        if _NUMERAL.search(match[1]) and not _AMOUNT.search(match[1]):
            yield Ordinary(match.start(1), match.end(1), "entity")


def _words(text: str) -> Iterator[Ordinary]:
    """The words of the lexicon, where their numeral is not a piece of a longer number."""
    for index, start, end in _FIND_WORDS.find_matches_as_indexes(text):
        entry, before = _WORDS[index], text[start - 1:start]
        if before and before in entry.unless_after:
            continue
        if text.startswith("分之", end - 1):
            continue                                                                          # 十分之一 is not 十分
        if index in _ALL_NUMERAL and _PIECE.match(text, end):
            continue                                                                          # 百分之五四·六 is not 五四
        if text[start] in _HAN and before and (before.isdecimal() or before in _HAN or before in _INSIDE
                                             or text[start - 2:start] == "分之"):
            continue                                                                          # 二十分钟 is not 十分
        if text[end - 1] in _SMALL and text[end:end + 1] and text[end] in SCALE:
            continue                                                                          # 统一百 is not 统一
        yield Ordinary(start, end, entry.role)


def _disjoint(found: list[Ordinary]) -> list[Ordinary]:
    """Longer spans win; among equals, what was found first."""
    kept: list[Ordinary] = []
    cluster: list[Ordinary] = []
    reach = -1
    for span in sorted(found, key=lambda span: span.start):
        if span.start >= reach and cluster:
            kept += cluster if len(cluster) == 1 else _longest_first(cluster)
            cluster = []
        cluster.append(span)
        reach = max(reach, span.end)
    return kept + (_longest_first(cluster) if cluster else [])


def _longest_first(cluster: list[Ordinary]) -> list[Ordinary]:
    kept: list[Ordinary] = []
    for span in sorted(cluster, key=lambda span: span.start - span.end):
        if all(span.end <= other.start or span.start >= other.end for other in kept):
            kept.append(span)
    return sorted(kept, key=lambda span: span.start)


def mask(text: str, spans: list[tuple[int, int]]) -> str:
    """`text` with the characters of `spans` replaced by NUL, same length."""
    pieces, at = [], 0
    for start, end in sorted(spans):
        start = max(start, at)
        if start < end:
            pieces += [text[at:start], "\0" * (end - start)]
            at = end
    return "".join([*pieces, text[at:]])
