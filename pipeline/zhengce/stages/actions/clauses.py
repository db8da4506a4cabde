"""Clauses: the stretches between `，；。：` that verbs and their objects live in, cut into items.

An `Item` is a token with the role it plays before or after a verb. Quotations, brackets, names, figures and times are one item
each, so that no verb is found inside them (促消费 in “促消费行动”).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from zhengce.stages.actions.verbs import BEFORE, Item, Lexer
from zhengce.stages.mentions import EntityMention, FigureMention, TimeMention
from zhengce.stages.view import View

_OPAQUE = r"《[^《》\n]{1,80}》|“[^“”，。；\n]{1,40}”|（[^（）\n]{0,120}）"
_BREAK = re.compile(rf"(?P<opaque>{_OPAQUE})|(?P<break>[，；。：！？\n]|——|[“”])|(?P<blank>[\s\u3000]+)")
_MARKER = re.compile(r"(?:（[一二三四五六七八九十\d]{1,3}）|[一二三四五六七八九十]{1,3}(?:、|是(?=[^，]))|\d{1,2}[.．、](?!\d)|第[一二三四五六七八九十百]+[章节条篇]"
                     r"|[①-⑳])[\s\u3000]*")
_NAMES = {"organ", "place", "area", "group", "person", "document", "programme", "meeting", "slogan", "periodical"}


@dataclass(slots=True)
class Clause:
    """A stretch without `，；。：` outside quotations and brackets; `opener`/`closer` are the marks around it."""

    start: int
    end: int
    opener: str
    closer: str
    sentence: int
    items: list[Item] = field(default_factory=list)


def find_clauses(view: View, lexer: Lexer, times: Sequence[TimeMention], entities: Sequence[EntityMention],
                 figures: Sequence[FigureMention]) -> list[Clause]:
    """The clauses of a view in text order, with their items."""
    clauses, opaque = _split(view)
    spans: list[tuple[int, int, str, EntityMention | None]] = [(start, end, kind, None) for start, end, kind in opaque]
    spans += [(m.start, m.end, "time", None) for m in times]
    spans += [(m.start, m.end, "figure", None) for m in figures]
    spans += [(m.start, m.end, m.type, m) for m in entities if m.type in _NAMES]
    _fill(clauses, view, lexer, _longest(spans))
    return clauses


def _split(view: View) -> tuple[list[Clause], list[tuple[int, int, str]]]:
    text = view.text
    clauses: list[Clause] = []
    opaque: list[tuple[int, int, str]] = []
    sentences = view.sentences
    number, start, opener = 0, 0, "\n"

    def close(end: int, closer: str) -> None:
        nonlocal number
        low = start
        while low < end and text[low] in " \u3000\t\r":
            low += 1
        marker = _MARKER.match(text, low, end)
        if marker:
            low = marker.end()
        if low < end:
            while number + 1 < len(sentences) and sentences[number + 1][0] <= low:
                number += 1
            clauses.append(Clause(low, end, opener, closer, number))

    for match in _BREAK.finditer(text):
        if match["opaque"]:
            opaque.append((match.start(), match.end(), {"《": "document", "“": "quote", "（": "bracket"}[match[0][0]]))
        elif match["break"]:
            close(match.start(), match[0])
            start, opener = match.end(), match[0]
    close(len(text), "\n")
    return clauses, opaque


def _longest(spans: Iterable[tuple[int, int, str, EntityMention | None]]) -> list[tuple[int, int, str, EntityMention | None]]:
    """Disjoint spans, the longer one first where two overlap; an entity wins over a mere quotation of the same length."""
    kept: list[tuple[int, int, str, EntityMention | None]] = []
    for span in sorted(spans, key=lambda s: (s[0], -s[1], s[3] is None)):
        if not kept or span[0] >= kept[-1][1]:
            kept.append(span)
        elif span[1] - span[0] > kept[-1][1] - kept[-1][0] and (len(kept) < 2 or kept[-2][1] <= span[0]):
            kept[-1] = span
    return kept


def _fill(clauses: list[Clause], view: View, lexer: Lexer, spans: list[tuple[int, int, str, EntityMention | None]]) -> None:
    tokens = view.tokens
    words, starts, tags = tokens.words, tokens.starts, tokens.tags
    at, upcoming, count = 0, 0, len(words)
    for clause in clauses:
        items = clause.items
        at = bisect_left(starts, clause.start, max(0, at - 2))
        if at and starts[at - 1] + len(words[at - 1]) > clause.start:
            at -= 1
        here = clause.start
        while here < clause.end:
            while upcoming < len(spans) and spans[upcoming][1] <= here:
                upcoming += 1
            if upcoming < len(spans) and spans[upcoming][0] <= here:
                start, end, kind, entity = spans[upcoming]
                end = min(end, clause.end)
                items.append(Item(here, end, view.text[here:end], kind, entity=entity))
                here = end
                while at < count and starts[at] < here:
                    at += 1
                if at and starts[at - 1] + len(words[at - 1]) > here:
                    at -= 1
                continue
            if at >= count:
                break
            stop = min(clause.end, spans[upcoming][0] if upcoming < len(spans) else clause.end)
            end = min(starts[at] + len(words[at]), stop)
            if end <= here:
                at += 1
                continue
            if starts[at] == here and end == starts[at] + len(words[at]):
                follower = words[at + 1] if at + 1 < count and starts[at + 1] + len(words[at + 1]) <= stop else ""
                if follower and lexer.joins(words[at], follower):
                    end = starts[at + 1] + len(follower)
                    at += 1
                    lexer.put(items, here, words[at - 1] + follower, "v")
                else:
                    lexer.put(items, here, words[at], tags[at])
            else:
                lexer.put(items, here, view.text[here:end], "n" if end - here > 1 else tags[at])
            here = end
            at += 1
        _settle(items)


def _settle(items: list[Item]) -> None:
    """Words that are a verb or an adverb (统筹, 严格), a verb or a preposition (结合): by what follows."""
    for index, item in enumerate(items):
        if item.role not in ("adverb", "prep_with", "prep_motion") or not (item.frames or item.role == "prep_motion"):
            continue
        following = next((other for other in items[index + 1:] if other.role not in BEFORE), None)
        if item.role == "prep_motion":
            if index + 1 < len(items) and (items[index + 1].role in BEFORE or items[index + 1].role in ("verb", "di")):
                item.role = "adverb"
        elif item.role == "prep_with":
            if not any(other.role == "verb" and "act" in other.frames for other in items[index + 2:]):
                item.role = "verb"
        elif not (following is not None and (following.role.startswith("prep_")
                or following.role == "verb" and not ("noun" in following.frames and _nominal(items, index + 1)))):
            item.role = "verb"


def _nominal(items: list[Item], at: int) -> bool:
    """Whether all that follows is verbs that are as often nouns: 严格监督管理."""
    return len(items) - at <= 3 and all(item.role == "verb" and "noun" in item.frames for item in items[at:])
