"""Names that the gold has shown, as the model sees them: where one stands in a text, of which type it was, and how surely it was one.

企业 is an entity in one place of four, 农业农村部 in all; the quality of a name says so (`A` nearly always … `D` seldom; `m` seen often).
For training, each document is given the names of the others (`models/entities.py`).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from ahocorasick_rs import AhoCorasick


class KnownNames:
    """Names with their kinds: `type` and quality, `organ:Am`."""

    def __init__(self, names: list[str], kinds: list[str]):
        self._kinds = kinds
        self._automaton = AhoCorasick(names) if names else None

    def features(self, text: str, starts: list[int]) -> Iterator[tuple[int, str]]:
        """(Index of a token, feature) for the names that begin and end where tokens do; `starts` are the tokens' offsets."""
        if self._automaton is None:
            return
        place = {start: index for index, start in enumerate(starts)}
        place[len(text)] = len(starts)
        longest: dict[int, tuple[int, int]] = {}
        for name, start, end in self._automaton.find_matches_as_indexes(text, overlapping=True):
            if start in place and end in place and end > longest.get(start, (0, 0))[0]:
                longest[start] = (end, name)
        behind = -1
        for start in sorted(longest):
            end, name = longest[start]
            first, last = place[start], place[end] - 1
            inside = start < behind
            for index in range(first, last + 1):
                both = _role(self._kinds[name], index == first, index == last, inside)
                yield index, both[0]
                yield index, both[1]
            if not inside:
                before, after = _beside(self._kinds[name])
                if first:
                    yield first - 1, before
                if last + 1 < len(starts):
                    yield last + 1, after
                behind = end


@lru_cache(maxsize=4096)
def _role(kind: str, first: bool, last: bool, inside: bool) -> tuple[str, str]:
    """The features of a token in a name: by type, and by type and quality."""
    role = f"{'known in' if inside else 'known'}={'B' if first else 'I'}{'E' if last else ''}-"
    return role + kind.partition(":")[0], role + kind


@lru_cache(maxsize=256)
def _beside(kind: str) -> tuple[str, str]:
    """The features of the tokens before and behind a name."""
    kind = kind.partition(":")[0]
    return f"known next={kind}", f"known last={kind}"


def quality(entities: int, places: int) -> str:
    """How surely a name is one that was an entity `entities` times in `places`.

    >>> quality(1, 1), quality(3, 12)
    ('A', 'Dm')
    """
    share = entities / max(entities, places)
    grade = "A" if share > 0.85 else "B" if share > 0.6 else "C" if share > 0.3 else "D"
    return grade + ("m" if entities > 2 else "")
