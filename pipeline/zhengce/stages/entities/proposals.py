"""What the rules propose, as the model sees it: at each token, which candidates begin, go on and end there, and which one won.

What is said of tokens comes as `Span`s, however long they are; `span_features` tells what a span of one kind says at one of its tokens.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from zhengce.stages.entities.candidates import Candidate

Kind = tuple[str, ...]
"""What is said of a span: `("quoted",)`, `("said", type, rule)`, `("won", type, rule)`, `("known", type and quality)`, `("known in", the same)`,
and of names of general knowledge `("general", type and length)`, `("general in", the same)`."""
Span = tuple[int, int, Kind]
"""Tokens (first, behind the last) and what is said of them."""
Feature = tuple[int, str]
"""Index of a token, and a feature of it."""

_TABLES = ("names", "organs", "toponyms", "divisions")
QUOTED: Kind = ("quoted",)


def propose(place: dict[int, int], selected: list[Candidate], standing: list[Candidate]) -> list[Span]:
    """The proposals, those that won first; `place` leads from the offset where a token begins, or the text ends, to its index."""
    made = [(place[one.start], place[one.end], _kinds(one.type, one.rule)[1]) for one in standing]
    for one in selected:
        first, behind = place.get(one.start), place.get(one.end)
        if first is not None and behind is not None:
            made.append((first, behind, _kinds(one.type, one.rule)[0]))
    return made


@lru_cache(maxsize=4096)
def _kinds(kind: str, rule: str) -> tuple[Kind, Kind]:
    """What is said where a candidate is proposed, and where it won; a user's own rules are one rule."""
    said = rule if "." in rule or rule in _TABLES else "own"
    return ("said", kind, said), ("won", kind, said)


def span_features(kind: Kind, first: bool, last: bool) -> list[tuple[int, str]]:
    """What a span says at one of its tokens, the first or last of it or not: features of that token (0) and of those beside it (-1, 1).

    >>> span_features(("known", "organ:Am"), True, False)
    [(0, 'known=B-organ'), (0, 'known=B-organ:Am'), (-1, 'known next=organ')]
    """
    role = f"{'B' if first else 'I'}{'E' if last else ''}-"
    if kind[0] == "quoted":
        return [(0, "q")]
    if kind[0] == "said":
        return [(0, f"said={role}{kind[1]}:{kind[2]}")]
    if kind[0] == "won":
        role += kind[1]
        return [(0, f"rule={role}:{kind[2]}"), (0, f"won0={role}"), (-1, f"won1={role}"), (1, f"won-1={role}")]
    bare = kind[1].partition(":")[0]
    made = [(0, f"{kind[0]}={role}{bare}"), (0, f"{kind[0]}={role}{kind[1]}")]
    if kind[0] in ("known", "general"):
        made += [(-1, f"{kind[0]} next={bare}")] * first + [(1, f"{kind[0]} last={bare}")] * last
    return made


def spelled(spans: Iterable[Span], size: int) -> Iterator[Feature]:
    """What spans say of the tokens of a text (`size`: how many there are); for training, where features are strings."""
    for low, behind, kind in spans:
        for index in range(low, behind):
            for beside, feature in span_features(kind, index == low, index == behind - 1):
                if 0 <= index + beside < size:
                    yield index + beside, feature
