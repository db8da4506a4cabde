"""Which candidates may stand at all: words that are entities only where they act, names broken by marks."""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import replace
from functools import lru_cache

from zhengce.lexicon import read_table
from zhengce.stages.entities.candidates import Candidate
from zhengce.stages.entities.open_phrases import OpenHead
from zhengce.stages.entities.organs import OrganWord
from zhengce.stages.figures.numeral_runs import MORE, RUN
from zhengce.stages.figures.units import Units
from zhengce.stages.mentions import TimeMention
from zhengce.stages.view import View

_WHOLE = ("names", "quoted", "title.marked", "meeting", "divisions", "toponyms", "organs")
"""Rules whose spans are given by a list, by marks or by a number of their own: 四个全面, “四项行动”, 十九届二中全会, 六盘水."""
_PHRASE_BREAK = re.compile("[，；：]")
_PAIRED = (("《", "》"), ("（", "）"), ("‘", "’"), ("(", ")"))
_ANY_MARK = re.compile("[《》（）‘’()“”]")
_OPENING, _CLOSING = frozenset("“‘《（("), frozenset("”’》）)")
_NO_NAME = frozenset("—－-–，、：；。·… 　")
"""Marks that no name begins or ends with."""
_NOUNS = frozenset(("meeting", "organ", "group", "area", "place", "industry", "person"))
"""Types whose names are nouns; a programme, document or slogan may begin with a verb."""
_NAMED = frozenset(("document", "programme", "meeting"))
_WITH_BELONGING = frozenset(("organ", "group", "area"))
_COUNTED_FIRM = re.compile(rf"{RUN}[{MORE}]?家$")
_NUMBER = re.compile(rf"(?<!第)(?:{RUN})[{MORE}]?")


@lru_cache(maxsize=1)
def _roles() -> dict[str, frozenset[str]]:
    entries = read_table(OrganWord, "selection_words.csv", ("form", "role"))
    roles = ("acting", "listed", "pivot", "modal", "apposition", "never_first", "determiner", "belonging", "not_last", "part")
    return {role: frozenset(e.form for e in entries if e.role == role) for role in roles}


def is_apposition(words: str) -> bool:
    """Whether the words part two names, the second telling who or what the first has: 苏丹|首都|喀土穆."""
    return words in _roles()["apposition"]


def select(candidates: list[Candidate], view: View, times: list[TimeMention]) -> list[Candidate]:
    """The candidates that may stand."""
    roles = _roles()
    text = view.text
    kept = []
    units = counting_units()
    inside = {offset: time.end for time in times for offset in range(time.start, time.end)}
    for one in candidates:
        if one.type == "programme" and _COUNTED_FIRM.search(text[max(0, one.start - 12):one.start]):
            continue    # 12家中央单位定点帮扶8个县: organs are counted, the rest is the verb
        if not one.rule.startswith(_WHOLE):
            start = behind_quantity(text, inside.get(one.start, one.start), units)
            if start != one.start:
                one = replace(one, start=start, canonical=None if one.canonical == text[one.start:one.end] else one.canonical)
        form = text[one.start:one.end]
        if len(form) < 2 or "\n" in form or "。" in form or one.rule.startswith("phrase") and _PHRASE_BREAK.search(form):
            continue
        if not is_balanced(form):
            continue
        if form in roles["acting"] and not _acts(view, one, roles):
            continue
        if form in roles["listed"] and not _listed(text, one):
            continue
        kept.append(one)
    return kept


@lru_cache(maxsize=1)
def counting_units() -> Units:
    return Units(())


def is_balanced(form: str) -> bool:
    """Whether every mark that opens in `form` closes in it: no name begins inside a title or quotation and ends outside.

    >>> is_balanced("《条例》起草小组"), is_balanced("条例》起草小组")
    (True, False)
    """
    return _ANY_MARK.search(form) is None or all(form.count(opening) == form.count(closing) for opening, closing in _PAIRED) and (
        form.count("“") in (form.count("”"), form.count("”") + form.count('"')))


def ungoverned(text: str, start: int, end: int, kind: str) -> int:
    """Where a name begins that was taken together with the verb before it.

    >>> ungoverned("召开茶业座谈会", 0, 7, "meeting"), ungoverned("支持单位", 0, 4, "organ")
    (2, 0)
    """
    if kind not in _NOUNS:
        return start
    verbs, alone = _governors()
    found = verbs.match(text, start, end)
    if not found or found.end() == end:
        return start
    if text[found.end():end] in alone:
        return end if kind == "meeting" else start                              # 召开|会议 names no meeting, 支持单位 is an organ
    return found.end()


@lru_cache(maxsize=1)
def _governors() -> tuple[re.Pattern[str], frozenset[str]]:
    """The verbs that no such name begins with, and the class words that one makes a name with."""
    forms = sorted(_roles()["never_first"], key=len, reverse=True)
    return re.compile(f"(?:{'|'.join(forms)})+"), frozenset(head.form for head in read_table(OpenHead, "open_heads.csv", ("form", "type")))


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A span without the marks at its ends that belong to no name, or whose other half it lacks.

    >>> trimmed("——湿地公园", 0, 6), trimmed("“故事", 0, 3), trimmed("“故事”", 0, 4)
    ((2, 6), (1, 3), (0, 4))
    """
    while start < end and text[start] in _NO_NAME:
        start += 1
    while start < end and text[end - 1] in _NO_NAME:
        end -= 1
    if not is_balanced(text[start:end]):
        if text[start] in _OPENING:
            start += 1
        elif text[end - 1] in _CLOSING:
            end -= 1
    return start, end


def behind_determiner(text: str, start: int, end: int, kind: str) -> int:
    """Where a name begins that was taken together with what points at it or counts it: 两家|民营企业; `end` where nothing is left that names
    a document, programme or meeting: 以上五条意见."""
    determiner = next((word for word in _roles()["determiner"] if text.startswith(word, start)), "")
    begin = min(behind_quantity(text, start + len(determiner), counting_units()), end)
    nothing = begin > start and kind in _NAMED and text[begin:end] in _governors()[1]
    return end if nothing else begin


def without_last(text: str, start: int, end: int, kind: str, known: Container[tuple[int, int, str]]) -> int:
    """Where a `known` name ends behind which a word stands that is none of it: 对口支援|工作, 波兰|南部."""
    roles = ("not_last", "part") if kind == "place" else ("not_last",)
    return next((end - len(word) for role in roles for word in _roles()[role]
                 if text.endswith(word, start, end) and (start, end - len(word), kind) in known), end)


def with_belonging(text: str, start: int, kind: str) -> int:
    """Where a name of an organ, crowd or area begins with the word before it that belongs to it: 各|专业银行."""
    if kind not in _WITH_BELONGING:
        return start
    word = next((word for word in _roles()["belonging"] if text.endswith(word, 0, start)), "")
    return start - len(word)


def behind_quantity(text: str, start: int, units: Units) -> int:
    """Where a name begins that was proposed from inside or from the front of a quantity: 310|家中央单位, |3届大会."""
    number = _NUMBER.match(text, start)
    at = number.end() if number else start
    if number is None and not (start and _NUMBER.fullmatch(text, start - 1, start)):
        return start
    unit = units.find(text, at)
    return unit.end if unit and unit.unit.role != "unit" else start


def _acts(view: View, one: Candidate, roles: dict[str, frozenset[str]]) -> bool:
    """Whether a bare class noun does something here: behind 支持 or 引导, before a modal or a verb."""
    tokens = view.tokens
    index = tokens.at(one.start)
    before = tokens.words[index - 1] if index else ""
    behind_index = tokens.at(one.end) if one.end < len(view.text) else len(tokens.words)
    behind = tokens.words[behind_index] if behind_index < len(tokens.words) else ""
    return before in roles["pivot"] or behind in roles["modal"]


def _listed(text: str, one: Candidate) -> bool:
    """Whether the word is an item of a list: 能源、铁路、电信等行业."""
    return text[one.start - 1:one.start] in ("、", "和") or text[one.end:one.end + 1] in ("、", "和", "等") 
