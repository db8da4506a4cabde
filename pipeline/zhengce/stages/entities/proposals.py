"""What the rules propose, as the model sees it: at each token, which candidates begin, go on and end there, and which one won."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache

from zhengce.stages.entities.candidates import Candidate

Feature = tuple[int, str]
"""Index of a token, and a feature of it."""

_TABLES = ("names", "organs", "toponyms", "divisions")


def propose(starts: list[int], length: int, quoted: list[int], selected: list[Candidate], standing: list[Candidate]) -> list[Feature]:
    """The proposals for tokens that begin at `starts`, in a text of `length` characters; `quoted` are those inside quotation marks."""
    made = [(place, "q") for place in quoted]
    made.extend(_standing(starts, standing))
    ends = [*starts[1:], length]
    place = {start: index for index, start in enumerate(starts)}
    last_at = {end: index for index, end in enumerate(ends)}
    for one in selected:
        first, last = place.get(one.start), last_at.get(one.end)
        if first is not None and last is not None:
            for index in range(first, last + 1):
                made.append((index, _names(one.type, one.rule, index == first, index == last)[0]))
    return made


def _standing(starts: list[int], standing: list[Candidate]) -> Iterator[Feature]:
    """Who won at each token and beside it."""
    for one in standing:
        first, behind = bisect_left(starts, one.start), bisect_left(starts, one.end)
        for index in range(first, behind):
            names = _names(one.type, one.rule, index == first, index == behind - 1)
            yield index, names[1]
            yield index, names[2]
            if index:
                yield index - 1, names[3]
            if index + 1 < len(starts):
                yield index + 1, names[4]


@lru_cache(maxsize=4096)
def _names(kind: str, rule: str, first: bool, last: bool) -> tuple[str, str, str, str, str]:
    """The features that a candidate makes at one of its tokens; a user's own rules are one rule."""
    role = f"{'B' if first else 'I'}{'E' if last else ''}-{kind}"
    said = rule if "." in rule or rule in _TABLES else "own"
    return f"said={role}:{said}", f"rule={role}:{said}", f"won0={role}", f"won1={role}", f"won-1={role}"
