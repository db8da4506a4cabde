"""Names that the model is told of: those that the gold has shown and those of general knowledge, where one stands and of which type it is.

企业 is an entity in one place of four, 农业农村部 in all; the quality of a name of the gold says so (`A` nearly always … `D` seldom, `E` never; `m` seen
often). For training, each document is given the names of the others (`models/entities.py`). Of a name of general knowledge
(general_names.csv) nobody has counted that: its length stands instead, for the long ones are the sure ones.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from ahocorasick_rs import AhoCorasick

from zhengce.lexicon import read_table
from zhengce.rows import EntityType
from zhengce.stages.entities.proposals import Kind, Span

_LONG = 6
"""Characters from which on a name of general knowledge counts as long."""


class KnownNames:
    """Names with their kinds: `type` and quality, `organ:Am`; `said` is what is said of them."""

    def __init__(self, names: list[str], kinds: list[str], said: str = "known"):
        self._kinds: list[Kind] = [(said, kind) for kind in kinds]
        self._inside: list[Kind] = [(f"{said} in", kind) for kind in kinds]
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


@dataclass(frozen=True, slots=True)
class GeneralName:
    """One line of general_names.csv."""

    form: str
    type: EntityType


def general_entries() -> list[GeneralName]:
    """The names of general knowledge, in the table's order."""
    return read_table(GeneralName, "general_names.csv")


@lru_cache(maxsize=1)
def general_names() -> KnownNames:
    """The names of general knowledge, to be found in texts."""
    names = general_entries()
    return KnownNames([name.form for name in names], [f"{name.type}:{min(len(name.form), _LONG)}" for name in names], "general")


def quality(entities: int, places: int) -> str:
    """How surely a name is one that was an entity `entities` times in `places`.

    >>> quality(1, 1), quality(3, 12), quality(0, 7)
    ('A', 'Dm', 'E')
    """
    share = entities / max(entities, places)
    grade = "E" if not entities else "A" if share > 0.85 else "B" if share > 0.6 else "C" if share > 0.3 else "D"
    return grade + ("m" if entities > 2 else "")
