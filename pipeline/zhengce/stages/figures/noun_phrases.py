"""Noun phrases read forwards from an offset."""

from __future__ import annotations

from zhengce.lexicon.wordlists import words
from zhengce.stages.view import View

_NOMINAL_ACTS = words("nominal_acts.csv")
_PREDICATES = words("predicates.csv")
_NOMINAL = frozenset("njlbsaz")
_SIZED, _SIZE = frozenset(("规模", "限额", "限上", "级")), frozenset(("以上", "以下", "及以上"))
"""What a class of firms or cities begins with: 规模以上工业."""
_COUNTING = frozenset(("vn", "k", "m", "q", "r"))
_JOINS = frozenset("、和与及“”（）")


def noun_phrase(view: View, start: int, end: int) -> tuple[int, str]:
    """Where the noun phrase that begins at an offset ends, and the word behind it."""
    tokens, at = view.tokens, start
    index = tokens.at(start)
    while index < len(tokens.starts) and at < min(end, start + 26):
        word, tag = tokens.words[index], tokens.tags[index]
        if tag == "nz" and word in _PREDICATES:
            return at, word                                   # 力争 is a name to the tagger
        if not (tag[:1] in _NOMINAL or tag in _COUNTING or word in _JOINS or at > start and _goes_on(view, index)):
            return at, word
        index += 1
        at = tokens.starts[index] if index < len(tokens.starts) else end
    return min(at, end), ""


def _goes_on(view: View, index: int) -> bool:
    """Whether a token that is no noun goes on with a phrase begun before it: 的, 规模|以上, a verb-like noun in front of a noun."""
    words, tags = view.tokens.words, view.tokens.tags
    return words[index] == "的" or words[index] in _SIZE and words[index - 1] in _SIZED \
        or words[index] in _NOMINAL_ACTS and tags[min(index + 1, len(tags) - 1)][:1] == "n"
