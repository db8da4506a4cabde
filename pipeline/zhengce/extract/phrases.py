"""Noun phrases next to a number: what stands behind it (310家[中央单位]承担…) and what stands in front (建成[风景线]743条)."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from zhengce.extract.view import View
from zhengce.lexicon import read_table


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a plain list."""

    form: str


def words(name: str) -> frozenset[str]:
    """The words of a one-column table."""
    return frozenset(entry.form for entry in read_table(Word, name))


PREDICATES, FILLERS, OPENERS = words("predicates.csv"), words("fillers.csv"), words("openers.csv")
_LONGEST_FILLER = max(map(len, FILLERS))
_STOP_TAGS = frozenset("dprucyeo")
_JOIN = frozenset(("、", "和", "与", "及", "以及", "（", "）", "“", "”", "·", "/", "-"))
_END = frozenset("，。；：！？\n\t ")
_CONJUNCTION = re.compile(r"^(?:和|与|及|以及|、|的)+|(?:和|与|及|以及|、|的|等|中|共|了)+$")


def _piece(view: View, start: int, end: int) -> list[tuple[str, str, int]]:
    """Tokens (word, tag, start) between two offsets, cut to them."""
    tokens = view.tokens
    index = max(0, tokens.at(start))
    found = []
    while index < len(tokens.starts) and tokens.starts[index] < end:
        at = max(tokens.starts[index], start)
        word = tokens.words[index][at - tokens.starts[index]:][:end - at]
        if word:
            found.append((word, tokens.tags[index], at))
        index += 1
    return found


def noun_after(view: View, start: int, limit: int) -> tuple[int, int] | None:
    """Span of the noun phrase that begins at `start`, before `limit`; None where no noun stands there.

    It ends before a predicate, an adverb, a number or a break. A verb inside it is kept where a noun follows (供需对接项目).
    """
    pieces = _piece(view, start, min(limit, start + 40))
    end = noun_end = start
    depth = 0
    for index, (word, tag, at) in enumerate(pieces):
        if word in "（“《":
            depth += 1
        elif word in "）”》":
            depth -= 1
            if depth < 0:
                break
        elif word[0] in _END or word[0].isdecimal() and not depth:
            break
        elif not depth and word not in _JOIN:
            if word in PREDICATES and not _attributive(pieces, index):
                break
            if tag and tag[0] in _STOP_TAGS and word != "的" and tag not in ("ul",):
                break
            if word in ("的", "了", "等", "之"):
                break
        end = at + len(word)
        if word in "”》）" and depth == 0 or not depth and word not in _JOIN and (tag[:1] not in ("v", "d") or tag in ("vn",)):
            noun_end = end
    return (start, noun_end) if noun_end > start else None


def _attributive(pieces: list[tuple[str, str, int]], index: int) -> bool:
    """Whether a predicate word stands inside a noun phrase: a noun right behind it ends the phrase (驻村|工作队)."""
    if index + 1 >= len(pieces):
        return False
    word, tag, _ = pieces[index + 1]
    after = pieces[index + 2] if index + 2 < len(pieces) else ("，", "x", 0)
    closes = after[0][0] in _END or after[0] in ("、", "和", "（") or after[1][:1] in ("v", "d", "p", "m")
    return index == 0 and tag[:1] == "n" and closes


def strip_fillers(text: str) -> str:
    """`text` without the words that lead from a noun phrase to its number.

    >>> strip_fillers("民航国际及地区通航点增至"), strip_fillers("全省研发人员总数分别达到")
    ('民航国际及地区通航点', '全省研发人员')
    """
    while text:
        for size in range(min(_LONGEST_FILLER, len(text)), 0, -1):
            if text[-size:] in FILLERS and len(text) > size:
                text = text[:-size]
                break
        else:
            return text
    return text


def noun_before(view: View, start: int, end: int) -> tuple[int, int, int] | None:
    """The phrase in front of a number: (start of the phrase with its verb, start of the noun, end); None where there is none.

    `end` is where the fillers begin. 建成风景线: the verb is part of the phrase, the noun is 风景线.
    """
    pieces = _piece(view, start, end)
    while pieces and (pieces[0][0] in OPENERS or pieces[0][0][0] in _END or pieces[0][1] in ("c", "d", "u") or pieces[0][0] in "）”、"):
        pieces.pop(0)
    if not pieces:
        return None
    first = pieces[0][2]
    noun = first
    depth = 0
    for index, (word, tag, at) in enumerate(pieces[:-1]):
        if word in "（“《":
            depth += 1
        elif word in "）”》":
            depth -= 1
        elif not depth and tag == "v" and pieces[index + 1][0] not in ("的", "率", "度", "量", "额", "、", "和", "）"):
            noun = pieces[index + 1][2]
        elif not depth and (tag == "p" or word in ("的",)) and tag == "p":
            noun = pieces[index + 1][2]
    return first, noun, end


def trim(text: str) -> str:
    """A phrase without conjunctions and 的 at its edges."""
    return _CONJUNCTION.sub("", text).strip(" \u3000")


def token_starts(view: View, start: int, end: int) -> list[int]:
    """Offsets of the tokens between two offsets."""
    low = bisect_left(view.tokens.starts, start)
    return [at for at in view.tokens.starts[low:low + 60] if at < end]
