"""Head lines that run on: 国务院关于…的决定国发〔1990〕65号（一九九〇年十二月五日） is three lines printed as one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from zhengce.lexicon import read_table
from zhengce.text.lines import BRACKETED_NUMBER, DATE, TITLE_HEADS, Head, Line

_TYPES = "|".join(sorted((head.form for head in TITLE_HEADS), key=len, reverse=True))
POSTS = "|".join(sorted((post.form for post in read_table(Head, "signer_titles.csv")), key=len, reverse=True))
_NUMBERED = re.compile(rf"(?P<title>.{{4,90}}(?:{_TYPES})(?:（[^）]{{1,14}}）)?)\s*(?P<number>{BRACKETED_NUMBER})\s*(?P<note>（[^）]{{4,40}}）)?\s*"
                       r"(?P<rest>.*)", re.DOTALL)
_ADDRESSEE = re.compile("(?P<addressee>[^。；！？]{2,80}：)(?P<rest>.+)", re.DOTALL)
_DASHED = re.compile(rf"(?P<title>[^—。]{{2,60}}?)\s*(?P<subtitle>(?:——|--|－－).{{4,70}}?(?:[会届次]议?上|综述|纪实|报告|做法|侧记|述评|启示)?)"
                     rf"\s*(?P<signer>(?:(?<=上)[\u4e00-\u9fff]{{0,12}}(?:{POSTS})[\u4e00-\u9fff ]{{2,5}})?)")
_SIGNED_DASH = re.compile(rf"(?P<subtitle>(?:——|--|－－).{{8,60}}?会议上)\s*(?P<signer>[\u4e00-\u9fff]{{0,12}}(?:{POSTS})[\u4e00-\u9fff]{{2,3}}?)"
                          rf"(?P<rest>(?:\d{{1,2}}月|各位代表).*|)", re.DOTALL)
_SALUTED = re.compile(rf"(?P<signer>[\u4e00-\u9fff]{{0,20}}(?:{POSTS}) ?[\u4e00-\u9fff]{{2,3}}) *(?P<rest>(?:各位代表[：！]|同志们[：！]|\d{{1,2}}月\d{{1,2}}日).*)", re.DOTALL)
_SALUTATION = re.compile("(?P<rest>各位代表[：！])(?P<body>.{20,})", re.DOTALL)

# What each of these patterns holds: a number's 号, a salutation, dashes.
_RUNS_ON = re.compile("[号—－]|各位代表|--")


def split_head(lines: Sequence[Line]) -> list[Line]:
    """`lines` with the first six split where several head lines run on in one; offsets stay those of the text."""
    made: list[Line] = []
    for index, line in enumerate(lines[:6]):
        made += [line] if line.marker or line.kind else _split(line, first=index == 0)
    return [*made, *lines[6:]]


def _split(line: Line, first: bool) -> list[Line]:
    if not _RUNS_ON.search(line.text):
        return [line]
    numbered = _NUMBERED.fullmatch(line.text)
    if numbered:
        parts = _parts(line, numbered, "title", "number", "note", "rest")
        addressed = _ADDRESSEE.match(parts[-1].text) if numbered["rest"] else None
        return parts[:-1] + _parts(parts[-1], addressed, "addressee", "rest") if addressed else parts
    for pattern, names in ((_SIGNED_DASH, ("subtitle", "signer", "rest")), (_SALUTED, ("signer", "rest"))):
        found = pattern.fullmatch(line.text)
        if found:
            return _parts(line, found, *names)
    if len(line.text) <= 130 and not line.is_sentence:
        dashed = _DASHED.fullmatch(line.text)
        if dashed and (DATE.search(dashed["subtitle"]) or first and len(dashed["title"]) >= 6):
            return _parts(line, dashed, "title", "subtitle", "signer")
    return [line]


def _parts(line: Line, found: re.Match[str], *names: str) -> list[Line]:
    made = []
    for name in names:
        words = found[name]
        if words and words.strip():
            start = line.start + found.start(name) + len(words) - len(words.lstrip())
            made.append(Line(start, start + len(words.strip()), words.strip()))
    return made
