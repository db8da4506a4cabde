"""Names that the gold has shown, as the model sees them: where one stands in a text, of which type it was, and how surely it was one.

企业 is an entity in one place of four, 农业农村部 in all; the quality of a name says so (`A` nearly always … `D` seldom; `m` seen often).
For training, each document is given the names of the others (`models/entities.py`).
"""

from __future__ import annotations

from collections.abc import Iterator

from ahocorasick_rs import AhoCorasick

from zhengce.stages.entities.proposals import Kind, Span


class KnownNames:
    """Names with their kinds: `type` and quality, `organ:Am`."""

    def __init__(self, names: list[str], kinds: list[str]):
        self._kinds: list[Kind] = [("known", kind) for kind in kinds]
        self._inside: list[Kind] = [("known in", kind) for kind in kinds]
        self._automaton = AhoCorasick(names) if names else None

    def find(self, text: str, place: dict[int, int]) -> Iterator[Span]:
        """The names that begin and end where tokens do, the longest at each place; `place` as in `proposals.propose`."""
        if self._automaton is None:
            return
        longest: dict[int, tuple[int, int]] = {}
        for name, start, end in self._automaton.find_matches_as_indexes(text, overlapping=True):
            if start in place and end in place and end > longest.get(start, (0, 0))[0]:
                longest[start] = (end, name)
        behind = -1
        for start in sorted(longest):
            end, name = longest[start]
            if start < behind:
                yield place[start], place[end], self._inside[name]
            else:
                yield place[start], place[end], self._kinds[name]
                behind = end


def quality(entities: int, places: int) -> str:
    """How surely a name is one that was an entity `entities` times in `places`.

    >>> quality(1, 1), quality(3, 12)
    ('A', 'Dm')
    """
    share = entities / max(entities, places)
    grade = "A" if share > 0.85 else "B" if share > 0.6 else "C" if share > 0.3 else "D"
    return grade + ("m" if entities > 2 else "")
