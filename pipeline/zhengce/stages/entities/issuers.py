"""Who issued a document that a text names: by its 文号, by the organ before it, or by its own title."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from zhengce.lexicon import read_table
from zhengce.stages.entities.candidates import Candidate
from zhengce.stages.entities.gazetteer import organ_name
from zhengce.stages.entities.organs import either
from zhengce.stages.entities.titles import TitleWord
from zhengce.text.lines import ORGAN_HEADS


@dataclass(frozen=True, slots=True)
class NumberIssuer:
    """One line of doc_number_issuers.csv: the characters before the year of a 文号, and whose they are from the year `since` on."""

    form: str
    issuer: str
    since: int | None
    example: str


_NUMBER = re.compile(r"(?P<letters>[^0-9〔\[（(【]+)[〔\[（(【](?P<year>[0-9]{4})")
_TITLE = re.compile("《?(?P<organs>[^关《]{2,40})关于")
_JOINTS = re.compile("[、和与及 　]")
_LONGEST = 6
"""Characters of the letters of a 文号."""


def name_issuers(standing: list[Candidate], text: str, year: int | None) -> None:
    """Fill `issuer` of documents: full names, joined by 、 in the order of the text. What one mention of a document tells holds for all of it."""
    known: dict[str, str] = {}
    documents = [(place, one) for place, one in enumerate(standing) if one.type == "document"]
    for place, one in documents:
        one.issuer = _by_number(one.code) or _named_before(standing, place, text) or _by_title(one.canonical or "", year)
        if one.issuer and one.canonical:
            known.setdefault(one.canonical, one.issuer)
    for _, one in documents:
        one.issuer = one.issuer or known.get(one.canonical or "")


def _by_number(number: str | None) -> str | None:
    """国发〔2021〕3号: the State Council."""
    found = _NUMBER.match(number or "")
    if found is None:
        return None
    year = int(found["year"])
    for size in range(min(_LONGEST, len(found["letters"])), 0, -1):
        entries = [entry for entry in _numbers().get(found["letters"][:size], ()) if (entry.since or 0) <= year]
        if entries:
            return entries[-1].issuer
    return None


def _named_before(standing: list[Candidate], place: int, text: str) -> str | None:
    """教育部、财政部联合印发的《…》: the organs that stand before a document in marks, side by side; no class of organs (各地)."""
    organs: list[str] = []
    behind = standing[place]
    if text[behind.start] not in "《“":
        return None
    for one in reversed(standing[max(0, place - 8):place]):
        if one.type != "organ" or one.rule == "everyone" or not (
                _issuing() if behind.type == "document" else _beside()).fullmatch(text[one.end:behind.start]):
            break
        organs.insert(0, one.canonical or text[one.start:one.end])
        behind = one
    return "、".join(organs) or None


def _by_title(title: str, year: int | None) -> str | None:
    """国务院关于…的意见: the organs at the head of the title."""
    found = _TITLE.match(title)
    if found is None:
        return None
    names = [name for part in _JOINTS.split(found["organs"]) if part for name in _parted(part, year)]
    entries = [organ_name(name, year) for name in names]
    if not all(entry or name.endswith(ORGAN_HEADS) for name, entry in zip(names, entries, strict=True)):
        return None
    return "、".join(entry.canonical if entry else name for name, entry in zip(names, entries, strict=True))


def _parted(names: str, year: int | None) -> list[str]:
    """中共中央国务院: two organs whose names run together; else the names as they are."""
    cuts = [cut for cut in range(2, len(names) - 1) if organ_name(names[:cut], year) and organ_name(names[cut:], year)]
    return [names[:cuts[-1]], names[cuts[-1]:]] if cuts and organ_name(names, year) is None else [names]


@lru_cache(maxsize=1)
def _numbers() -> dict[str, list[NumberIssuer]]:
    made: dict[str, list[NumberIssuer]] = {}
    for entry in read_table(NumberIssuer, "doc_number_issuers.csv", ("form", "since")):
        made.setdefault(entry.form, []).append(entry)
    return {form: sorted(entries, key=lambda entry: entry.since or 0) for form, entries in made.items()}


@lru_cache(maxsize=1)
def _issuing() -> re.Pattern[str]:
    """What may stand between an organ and a document that is its own: nothing, or a word of issuing."""
    verbs = either([word.form for word in read_table(TitleWord, "document_words.csv", ("form", "role")) if word.role == "issue"])
    return re.compile(f"(?:联合|共同|正式)?(?:{verbs})?(?:了|的)?")


@lru_cache(maxsize=1)
def _beside() -> re.Pattern[str]:
    return re.compile("[、和与及 ]|会同|联合")
