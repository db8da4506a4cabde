"""Word lists as sets that are matched in place: at an offset, before an offset, or anywhere, by dictionary look-ups alone.

A regular expression of some hundred words tries them all at every character; here a character that begins no word costs one look-up.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from zhengce.lexicon import read_table


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a plain list."""

    form: str
    example: str = ""


class Words(frozenset):
    """A set of words.

    >>> Words(["建成", "新建", "新建改造"]).at("新建改造农田", 0)
    4
    """

    def __init__(self, forms: Iterable[str]):
        self._first, self._last = _lengths(self, 0), _lengths(self, -1)

    def at(self, text: str, start: int, end: int | None = None) -> int:
        """Where the longest word that begins at `start` ends; 0 where none begins."""
        limit = len(text) if end is None else end
        for size in self._first.get(text[start:start + 1], ()):
            if start + size <= limit and text[start:start + size] in self:
                return start + size
        return 0

    def before(self, text: str, end: int) -> str:
        """The longest word that ends at `end`; empty where none does."""
        for size in self._last.get(text[end - 1:end], ()):
            if size <= end and text[end - size:end] in self:
                return text[end - size:end]
        return ""

    def within(self, text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
        """The words between two offsets from left to right, the longest at each place, not overlapping."""
        first = self._first
        while start < end:
            if text[start] in first and (stop := self.at(text, start, end)):
                yield start, text[start:stop]
                start = stop
            else:
                start += 1


def _lengths(forms: frozenset[str], place: int) -> dict[str, tuple[int, ...]]:
    """The lengths of the words by their first (0) or last (-1) character, longest first."""
    sizes: dict[str, set[int]] = {}
    for form in forms:
        sizes.setdefault(form[place], set()).add(len(form))
    return {char: tuple(sorted(found, reverse=True)) for char, found in sizes.items()}


def words(name: str) -> Words:
    """The words of a plain table: forms, and examples where it has them."""
    return Words(entry.form for entry in read_table(Word, name))
