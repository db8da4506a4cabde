"""Noun phrases next to a number: what stands behind it (310家[中央单位]承担…) and what stands in front (建成[风景线]743条)."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from zhengce.lexicon import read_table
from zhengce.stages.view import View


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a plain list."""

    form: str


def words(name: str) -> frozenset[str]:
    """The words of a one-column table."""
    return frozenset(entry.form for entry in read_table(Word, name))


PREDICATES, FILLERS, OPENERS = words("predicates.csv"), words("fillers.csv"), words("openers.csv")
ACTS = words("acts.csv")
_BOUND_NOUNS = frozenset(("的", "率", "度", "量", "额", "、", "和", "）", "与", "及"))
_LONGEST_FILLER = max(map(len, FILLERS))
_STOP_TAGS = frozenset("prucyeo")
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


def noun_after(view: View, start: int, limit: int, closed: bool = True) -> tuple[int, int] | None:
    """Span of the noun phrase that begins at `start`, before `limit`; None where no noun stands there.

    It ends before a predicate, an adverb, a number or a break. A verb inside it is kept where a noun follows (供需对接项目). Where
    the next number follows (`closed` is False), what stands behind the last 、 or 和 leads to that number.
    """
    if view.text[start:start + 1] in _JOIN and view.text[start] not in "“（" and view.text[start:start + 2] != "和美":
        return None
    pieces = _piece(view, start, min(limit, start + 40))
    end = noun_end = joined = start
    depth = 0
    stopped = False
    for index, (word, tag, at) in enumerate(pieces):
        if word in "（“《":
            depth += 1
        elif word in "）”》":
            depth -= 1
            if depth < 0:
                stopped = True
                break
        elif word[0] in _END or word[0].isdecimal() and not depth:
            stopped = word[0] in _END
            break
        elif not depth and word not in _JOIN:
            if word in PREDICATES or tag and tag[0] in _STOP_TAGS or word in ("的", "了", "等", "之"):
                stopped = True
                break
            if tag in ("v", "d", "vd", "ad", "a") and not _attributive(pieces, index):
                stopped = True
                break
        elif not depth and noun_end > start:
            joined = noun_end
        end = at + len(word)
        if word in "”》）" and depth == 0 or not depth and word not in _JOIN and tag != "v" and tag[:1] != "d":
            noun_end = end
    if not closed and not stopped and joined > start:
        noun_end = joined
    return (start, noun_end) if noun_end > start else None


def _attributive(pieces: list[tuple[str, str, int]], index: int) -> bool:
    """Whether a verb stands inside a noun phrase: a noun comes right behind it, or a further verb and a noun (供需对接项目)."""
    for word, tag, _ in pieces[index + 1:index + 5]:
        if word in PREDICATES or word[0] in _END:
            return False
        if tag[:1] in ("n", "j", "z", "b", "g", "q", "l", "k") or tag == "vn" or word in ("“", "和", "与"):
            return True
        if tag[:1] not in ("v", "d"):
            return False
    return False


def strip_fillers(text: str) -> str:
    """`text` without the words that lead from a noun phrase to its number.

    >>> strip_fillers("民航国际及地区通航点增至"), strip_fillers("全省研发人员总数分别达到")
    ('民航国际及地区通航点', '全省研发人员')
    """
    while text:
        if text[-2:] in ACTS and text[-2:] not in FILLERS:
            return text
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
    for index, (word, tag, _at) in enumerate(pieces[:-1]):
        if word in "（“《":
            depth += 1
        elif word in "）”》":
            depth -= 1
        elif not depth and (word in ACTS or tag == "p" or word in ("了", "着")) and pieces[index + 1][0] not in _BOUND_NOUNS:
            noun = pieces[index + 1][2]
    return first, noun, end


def trim(text: str) -> str:
    """A phrase without conjunctions and 的 at its edges."""
    return _CONJUNCTION.sub("", text).strip(" \u3000")


def token_starts(view: View, start: int, end: int) -> list[int]:
    """Offsets of the tokens between two offsets."""
    low = bisect_left(view.tokens.starts, start)
    return [at for at in view.tokens.starts[low:low + 60] if at < end]
