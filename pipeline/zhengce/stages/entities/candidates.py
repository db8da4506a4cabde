"""Candidates for entities, proposed by several finders, and which of them stand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from zhengce.stages.mentions import EntityMention


@dataclass(slots=True)
class Candidate:
    """A proposed entity. Of overlapping ones the longest stands, among equals the one of higher `rank`; one of a rank below zero is proposed to the
    model only."""

    start: int
    end: int
    type: str
    canonical: str | None = None
    code: str | None = None
    head: str | None = None
    rule: str = ""
    confidence: float = 0.9
    rank: int = 0
    method: str = "rule"
    issuer: str | None = None
    """Of a document: the organs that issued it."""

    def mention(self) -> EntityMention:
        """The mention that this candidate becomes."""
        return EntityMention(self.start, self.end, self.type, self.canonical, self.code, self.head or None, self.method, self.rule,
                             self.confidence, self.issuer)


def resolve(candidates: Iterable[Candidate]) -> list[Candidate]:
    """The candidates that stand, disjoint and in text order: the longest span wins, then the higher rank.

    A candidate of type `none` that wins keeps shorter ones out and disappears itself (群众路线 holds no 群众).

    >>> found = resolve([Candidate(0, 2, "group"), Candidate(0, 4, "none"), Candidate(5, 9, "organ"), Candidate(7, 9, "organ")])
    >>> [(one.start, one.end) for one in found]
    [(5, 9)]
    """
    ordered = sorted((one for one in candidates if one.rank >= 0), key=lambda one: (one.start - one.end, -one.rank, one.start))
    taken: dict[int, bool] = {}
    standing = []
    for one in ordered:
        if one.start in taken or one.end - 1 in taken:
            continue
        for offset in range(one.start, one.end):
            taken[offset] = True
        if one.type != "none":
            standing.append(one)
    standing.sort(key=lambda one: one.start)
    return standing
