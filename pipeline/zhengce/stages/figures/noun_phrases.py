"""Noun phrases read forwards from an offset."""

from __future__ import annotations

from zhengce.lexicon.wordlists import words
from zhengce.stages.view import View

_NOMINAL_ACTS = words("nominal_acts.csv")
_PREDICATES = words("predicates.csv")
_NOMINAL = frozenset("njlbsaz")
_SIZED, _SIZE = frozenset(("规模", "限额", "限上", "级")), frozenset(("以上", "以下", "及以上"))
"""What a class of firms or cities begins with: 规模以上工业."""
_JOINS = frozenset("、和与及“”（）")


def noun_phrase(view: View, start: int, end: int) -> tuple[int, str]:
    """Where the noun phrase that begins at an offset ends, and the word behind it."""
    tokens, at = view.tokens, start
    index = tokens.at(start)
    while index < len(tokens.starts) and at < min(end, start + 26):
        word, tag = tokens.words[index], tokens.tags[index]
        if tag == "nz" and word in _PREDICATES:
            return at, word                                   # 力争 is a name to the tagger
        if not (tag[:1] in _NOMINAL or word in _SIZE and at > start and tokens.words[index - 1] in _SIZED or tag in ("vn", "k", "m", "q", "r") or word in _JOINS or word == "的" and at > start
                or word in _NOMINAL_ACTS and at > start and tokens.tags[min(index + 1, len(tokens.tags) - 1)][:1] == "n"):
            return at, word
        index += 1
        at = tokens.starts[index] if index < len(tokens.starts) else end
    return min(at, end), ""
