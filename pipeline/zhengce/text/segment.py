"""Segmentation: jieba's tokens, with a dictionary of each pipeline's own."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

import rjieba


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a text: words, their offsets into it, and jieba's part-of-speech tags."""

    words: list[str]
    starts: list[int]
    tags: list[str]

    def at(self, offset: int) -> int:
        """Index of the token that covers `offset`."""
        return bisect_right(self.starts, offset) - 1


class Segmenter:
    """jieba with its own dictionary: two segmenters in one process never share words.

    >>> Segmenter(["设施农业"]).cut("推动设施农业提档升级")
    ['推动', '设施农业', '提档', '升级']
    """

    def __init__(self, words: Iterable[str] = ()):
        self.words = tuple(dict.fromkeys(words))
        self._jieba = rjieba.Jieba()
        for word in self.words:
            self._jieba.add_word(word, self._jieba.suggest_freq(word), "nz")

    def cut(self, text: str) -> list[str]:
        """The words of `text`, in order; joined they are `text`."""
        return self._jieba.cut(text)

    def segment(self, text: str) -> Tokens:
        """Words, offsets and tags of `text`."""
        words, tags, starts = [], [], []
        at = 0
        for word, tag in self._jieba.tag(text):
            words.append(word)
            tags.append(tag)
            starts.append(at)
            at += len(word)
        return Tokens(words, starts, tags)
