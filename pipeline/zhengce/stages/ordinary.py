"""What is not a quantity: words with numerals, ordinals, document numbers, codes, markers; each with its role in the ledger.

`find_ordinary` gives the spans with their roles; the figures' grammar sees the text with these masked, the ledger books them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from zhengce.lexicon import read_table
from zhengce.stages.figures.numerals import DIGIT, SCALE, SEVERAL


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


_WORDS = {entry.form: entry for entry in read_table(WordEntry, "numeral_words.csv")}
_NAMES = [entry.form for entry in read_table(NounEntry, "named_durations.csv")]
_HAN = f"{DIGIT}{SCALE}{SEVERAL}"
_NUMERAL = re.compile(rf"[\d{_HAN}]")


def _trie(forms: list[str]) -> str:
    """Regex source that matches the longest of `forms`, grouped by first characters so that few are tried at each place."""
    groups: dict[str, list[str]] = {}
    for form in forms:
        groups.setdefault(form[0], []).append(form[1:])
    parts = []
    for first, rest in groups.items():
        longer = [form for form in rest if form]
        if not longer:
            parts.append(re.escape(first))
        else:
            inner = _trie(longer)
            parts.append(f"{re.escape(first)}(?:{inner}){'?' if '' in rest else ''}")
    return "|".join(parts)


_WORD = re.compile(_trie(list(_WORDS)))
_NAMED = re.compile(rf"[{DIGIT}{SCALE}\d]+个?年(?:{'|'.join(sorted(_NAMES, key=len, reverse=True))})")
# The order decides where two readings overlap.
_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("code", re.compile(r"(?:https?://|www\.)[^\s，。；“”]+|[\w.]+@[\w.]+")),
    ("code", re.compile(r"(?<![0-9A-Za-z])(?=[0-9a-f]*[a-f])(?=[0-9a-f]*\d)[0-9a-f]{12,}(?![0-9A-Za-z])")),
    ("document_number", re.compile(r"[〔\[［（【]\s?(?:19|20)\d\d\s?[〕\]］）】]\s?第?\s?\d+\s?号|\[(?:19|20)\d\d\]")),
    ("document_number", re.compile(rf"(?<=令)第?\s?[{DIGIT}{SCALE}\d]+\s?号|(?<=字)第?\s?[{DIGIT}{SCALE}\d]+\s?号")),
    ("issue", re.compile(rf"第\s?[{DIGIT}{SCALE}\d]+\s?[期卷辑]")),
    ("code", re.compile(r"(?<![\d.])(?:\d{3,4}-)?\d{7,8}(?![\d.,%])(?=[^\d]|$)(?<=-\d{7})|(?<!\d)0\d{2,3}-\d{7,8}")),
    ("code", re.compile(r"[A-Za-z]+[-—]?\d+(?:\.\d+)?(?:[-—]\d+)?(?![\d,]*[万亿%])|(?<![\d.])\d{1,2}[GDKAHVXBS](?![A-Za-z])")),
    ("entity", re.compile(r"“\d{1,2}·\d{1,2}”|(?<!\d)\d{1,2}·\d{1,2}(?!\d)")),
    ("ordinal", re.compile(rf"第\s?[{DIGIT}{SCALE}\d,]+(?:[个名位次届条款项章节编回批代轮类期步站产])?")),
    ("ordinal", re.compile(rf"[{DIGIT}{SCALE}]+次(?=(?:、[{DIGIT}{SCALE}]+次)*(?:全会|全体会议|党代会|代表大会))")),
    ("ordinal", re.compile(rf"[{DIGIT}{SCALE}\d]+周年")),
    ("code", re.compile(r"\d+[×*xX]\d+(?:小时)?")),
    ("ordinal", re.compile(rf"(?<=[党的委会共、和及])[{DIGIT}{SCALE}]+届|[{DIGIT}{SCALE}]+届(?=[一二三四五六七八九][中次])")),
    ("marker", re.compile(rf"(?m)^\s*(?:[（(]?[{DIGIT}{SCALE}]{{1,3}}[）)、．]|[（(]?\d{{1,2}}[）)、．]|\d{{1,2}}\.(?!\d))")),
    ("marker", re.compile(rf"(?:(?<=[。；：，、！？\n\s])|^)[{DIGIT}{SCALE}]{{1,3}}(?=[是要](?!一个|一种))")),
    ("marker", re.compile(rf"(?<=[。；：，、\n])（[{DIGIT}{SCALE}\d]{{1,3}}）")),
    ("time", re.compile(r"(?<!\d)(?:1[89]|20)\d\d(?:[-—–－~～至](?:1[89]|20)?\d\d)?年(?!前|后)(?:\d{1,2}月)?(?:\d{1,2}日)?")),
    ("time", re.compile(rf"(?<![\d{_HAN}])(?:[一二][{DIGIT}]{{3}}|[{DIGIT}]{{2}}(?=年代))年代?(?:[{DIGIT}十]{{1,3}}月)?(?:[{DIGIT}十]{{1,3}}日)?")),
    ("time", re.compile(rf"(?<![\d.])\d{{1,2}}月(?:\d{{1,2}}日)?|(?<![{_HAN}\d])[{DIGIT}十]{{1,3}}月(?:份|[{DIGIT}十]{{1,3}}日)")),
    ("word", re.compile(rf"成[{SCALE}]上[{SCALE}]")),
    ("entity", _NAMED),
)
_QUOTED = re.compile(r"“([^“”，。；：！？\n]{1,14})”")
_AMOUNT = re.compile(r"\d[\d.,]*[万亿]*(?:元|%|吨|亩|公里|个百分点)")


def find_ordinary(text: str) -> list[Ordinary]:
    """Spans with numerals that are no quantities, in text order; they do not overlap.

    >>> [(text, role) for text, role in (("进一步", 0),)] and find_ordinary("进一步推进三年行动")
    [Ordinary(start=0, end=3, role='word'), Ordinary(start=5, end=9, role='entity')]
    """
    found: list[Ordinary] = []
    for role, pattern in _PATTERNS:
        found += [Ordinary(match.start(), match.end(), role) for match in pattern.finditer(text)]
    for match in _QUOTED.finditer(text):
        if _NUMERAL.search(match[1]) and not _AMOUNT.search(match[1]):
            found.append(Ordinary(match.start(1), match.end(1), "entity"))
    found += _words(text)
    return _disjoint(found)


def _words(text: str) -> list[Ordinary]:
    found = []
    for match in _WORD.finditer(text):
        start, end = match.span()
        entry = _WORDS[match[0]]
        if entry.unless_after and text[start - 1:start] in entry.unless_after and start:
            continue
        if text[start] in _HAN and start and (text[start - 1].isdecimal() or text[start - 1] in _HAN or text[start - 1] in ".."):
            continue                                                                          # 二十分钟 is not 十分
        if text[end - 1] in f"{DIGIT}{SCALE}" and text[end:end + 1] and text[end] in SCALE:
            continue                                                                          # 各半… but 统一百
        found.append(Ordinary(start, end, entry.role))
    return found


def _disjoint(found: list[Ordinary]) -> list[Ordinary]:
    """Longer spans win; among equals, what was found first."""
    kept: list[Ordinary] = []
    taken: set[int] = set()
    for span in sorted(found, key=lambda span: (span.start - span.end, span.start)):
        if not any(at in taken for at in range(span.start, span.end)):
            taken.update(range(span.start, span.end))
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
