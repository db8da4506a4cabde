"""What the rules propose, as the model sees it: at each token, which candidates begin, go on and end there, and which one won."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from zhengce.stages.entities.candidates import Candidate


@dataclass(slots=True)
class Proposals:
    """Features of tokens that come from the rules: (index of a token, feature)."""

    pairs: list[tuple[int, str]]

    def features(self) -> Iterator[tuple[int, str]]:
        """Token and feature, in no order."""
        return iter(self.pairs)


def propose(starts: list[int], length: int, quoted: list[int], selected: list[Candidate], standing: list[Candidate]) -> Proposals:
    """The proposals for tokens that begin at `starts`, in a text of `length` characters; `quoted` are those inside quotation marks."""
    count = len(starts)
    pairs = [(place, "q") for place in quoted]
    won: dict[int, str] = {}
    for one in standing:
        first, behind = bisect_left(starts, one.start), bisect_left(starts, one.end)
        for place in range(first, behind):
            role = f"{'B' if place == first else 'I'}{'E' if place == behind - 1 else ''}-{one.type}"
            won[place] = role
            pairs.append((place, f"rule={role}:{one.rule if '.' in one.rule or one.rule in _TABLES else 'own'}"))
    for place, role in won.items():
        pairs.append((place, f"won0={role}"))
        if place:
            pairs.append((place - 1, f"won1={role}"))
        if place + 1 < count:
            pairs.append((place + 1, f"won-1={role}"))
    for one in selected:
        first, behind = bisect_left(starts, one.start), bisect_left(starts, one.end)
        if first < count and starts[first] == one.start and (starts[behind] if behind < count else length) == one.end:
            for place in range(first, behind):
                role = f"{'B' if place == first else 'I'}{'E' if place == behind - 1 else ''}-{one.type}"
                pairs.append((place, f"said={role}:{one.rule if '.' in one.rule or one.rule in _TABLES else 'own'}"))
    return Proposals(pairs)


_TABLES = ("names", "organs", "toponyms", "divisions")
