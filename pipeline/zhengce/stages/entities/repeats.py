"""A name found once in a document is the same name elsewhere in it: 村庄规划, 骆驼湾村 where the model passed them over."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace

from ahocorasick_rs import AhoCorasick

from zhengce.stages.entities.candidates import Candidate

LEAST = 3
"""Characters of a name that is looked for again: shorter ones are entities in some places and not in others."""
_MANY = 64
"""Names for which one pass over the text with an automaton is cheaper than a search each."""


def find_repeats(text: str, found: list[Candidate]) -> list[Candidate]:
    """`found` and the places where a name of it stands untouched, in text order; the longest name wins.

    >>> [(one.start, one.type) for one in find_repeats("编制村庄规划。村庄规划要实用。", [Candidate(2, 6, "document")])]
    [(2, 'document'), (7, 'document')]
    """
    types: dict[str, Counter[str]] = defaultdict(Counter)
    first: dict[tuple[str, str], Candidate] = {}
    for one in found:
        name = text[one.start:one.end]
        if len(name) >= LEAST:
            types[name][one.type] += 1
            first.setdefault((name, one.type), one)
    taken = bytearray(len(text))
    for one in found:
        taken[one.start:one.end] = b"\1" * (one.end - one.start)
    added = []
    for name in _more(text, types):
        like = first[name, types[name].most_common(1)[0][0]]
        start = text.find(name)
        while start >= 0:
            end = start + len(name)
            if not any(taken[start:end]):
                taken[start:end] = b"\1" * len(name)
                added.append(replace(like, start=start, end=end))
            start = text.find(name, end)
    return sorted([*found, *added], key=lambda one: one.start) if added else found


def _more(text: str, types: dict[str, Counter[str]]) -> list[str]:
    """The names that stand more often than they were found, the longest first."""
    names = list(types)
    if len(names) < _MANY:
        seen = list(map(text.count, names))
    else:
        seen = [0] * len(names)
        for index, _, _ in AhoCorasick(names).find_matches_as_indexes(text, overlapping=True):
            seen[index] += 1
    more = (name for name, count in zip(names, seen, strict=True) if count > types[name].total())
    return sorted(more, key=lambda name: (-len(name), name))
