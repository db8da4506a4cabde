"""Which candidates may stand at all: words that are entities only where they act, names broken by marks."""

from __future__ import annotations

from functools import lru_cache

from zhengce.extract.candidates import Candidate
from zhengce.extract.mentions import TimeMention
from zhengce.extract.organs import OrganWord
from zhengce.extract.view import View
from zhengce.lexicon import read_table


@lru_cache(maxsize=1)
def _roles() -> dict[str, frozenset[str]]:
    entries = read_table(OrganWord, "selection_words.csv", ("form", "role"))
    return {role: frozenset(e.form for e in entries if e.role == role) for role in ("acting", "listed", "pivot", "modal")}


def select(candidates: list[Candidate], view: View, times: list[TimeMention]) -> list[Candidate]:
    """The candidates that may stand."""
    roles = _roles()
    text = view.text
    kept = []
    for one in candidates:
        form = text[one.start:one.end]
        if "\n" in form or "。" in form:
            continue
        if form in roles["acting"] and not _acts(view, one, roles):
            continue
        if form in roles["listed"] and not _listed(text, one):
            continue
        kept.append(one)
    return kept


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
