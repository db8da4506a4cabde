"""Segmentation: exactly the words of `jieba.cut`, made by rjieba, with a dictionary of each pipeline's own.

rjieba is jieba in Rust, 13 to 27 times as fast. Its words differ from jieba's in two places only, and both are mended here:

* ASCII runs that the dictionary does not know: rjieba keeps `5G-A`, `2-3` and `1.2.3` whole, jieba's `finalseg` splits them
  by `_ASCII`. rjieba's piece is never shorter than jieba's, so splitting it by jieba's own pattern gives jieba's words.
* Ideographs behind U+9FD5, where jieba's range ends, are words of one character for jieba and Chinese text for rjieba.

`tests/test_segment.py` compares the two on odd strings, `tests/shared/test_segment.py` on real documents.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate

import numpy as np
import rjieba

from zhengce.text.vocabulary import MOST, SIZE, TAG, WORD, Column, Vocabulary

# `jieba.finalseg.re_skip`: how jieba splits what is not Chinese.
_ASCII = re.compile(r"([a-zA-Z0-9]+(?:\.\d+)?%?)")
# What joins the parts of such a run.
_JOINT = re.compile(r"[+#&._%\-]")
# Lone surrogates, which no Rust string can hold, are single words as well.
_OUTSIDE = re.compile("([\u3400-\u4dbf\u9fd6-\u9fff\ud800-\udfff\uf900-\ufaff\U00020000-\U000323af])")


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a text: words, their offsets into it, jieba's part-of-speech tags, and the numbers of their kinds in `vocabulary`."""

    words: list[str]
    starts: list[int]
    tags: list[str]
    kinds: np.ndarray
    vocabulary: Vocabulary

    def at(self, offset: int) -> int:
        """Index of the token that covers `offset`."""
        return bisect_right(self.starts, offset) - 1

    def end(self, index: int) -> int:
        """Offset behind the token at `index`."""
        return self.starts[index] + len(self.words[index])

    def offsets(self) -> np.ndarray:
        """The tokens' offsets as an array."""
        sizes = self.of(SIZE)
        return sizes.cumsum() - sizes

    def of(self, column: Column) -> np.ndarray:
        """What the column says of each token."""
        return self.vocabulary.values(column).take(self.kinds)

    def where(self, column: Column) -> list[int]:
        """Indices of the tokens of which the column says anything."""
        return self.of(column).nonzero()[0].tolist()


class Segmenter:
    """jieba with its own dictionary: two segmenters in one process never share words.

    >>> Segmenter(["设施农业"]).cut("推动设施农业提档升级")
    ['推动', '设施农业', '提档', '升级']
    """

    def __init__(self, words: Iterable[str] = ()):
        self.words = tuple(dict.fromkeys(words))
        self._jieba = rjieba.Jieba()
        self._vocabulary = Vocabulary()
        for word in self.words:
            self._jieba.add_word(word, self._jieba.suggest_freq(word), "nz")

    def cut(self, text: str) -> list[str]:
        """The words of `text` as `jieba.cut` gives them, in order; joined they are `text`.

        >>> Segmenter().cut("5G-A基站2-3年内建成")
        ['5G', '-', 'A', '基站', '2', '-', '3', '年内', '建成']
        """
        words: list[str] = []
        for part, inside in _parts(text):
            words += self._jieba.cut(part) if inside else part
        for index in self._kept_whole(text, words, _starts(words)):
            words[index:index + 1] = _pieces(words[index])
        return words

    def segment(self, text: str) -> Tokens:
        """Words, offsets and tags of `text`. Tags are rjieba's; 1 to 3 in 100 differ from `jieba.posseg`."""
        pairs: list[tuple[str, str]] = []
        for part, inside in _parts(text):
            pairs += self._jieba.tag(part) if inside else [(part, "x")]
        tokens = self._tokens(pairs)
        kept = self._kept_whole(text, tokens.words, tokens.starts)
        for index in kept:
            pairs[index:index + 1] = [pair for piece in _pieces(tokens.words[index]) for pair in self._jieba.tag(piece)]
        return self._tokens(pairs) if kept else tokens

    def _tokens(self, pairs: list[tuple[str, str]]) -> Tokens:
        if len(self._vocabulary) > MOST:
            self._vocabulary = Vocabulary()
        known = self._vocabulary
        kinds = known.numbers(pairs)
        # One string object a word: its hash is known wherever it is looked up.
        words: list[str] = known.values(WORD).take(kinds).tolist()
        sizes = known.values(SIZE).take(kinds)
        return Tokens(words, (sizes.cumsum() - sizes).tolist(), known.values(TAG).take(kinds).tolist(), kinds, known)

    def _kept_whole(self, text: str, words: list[str], starts: list[int]) -> list[int]:
        """Indices of the words of rjieba's that jieba would split, last first."""
        joints = {bisect_right(starts, found.start()) - 1 for found in _JOINT.finditer(text)}
        return sorted((index for index in joints if _is_run(words[index]) and not self._jieba.has_word(words[index])), reverse=True)


def _is_run(word: str) -> bool:
    return len(word) > 1 and word.isascii() and not word.isalnum()


def _starts(words: list[str]) -> list[int]:
    starts = list(accumulate(map(len, words), initial=0))
    starts.pop()
    return starts


def _parts(text: str) -> Iterator[tuple[str, bool]]:
    """The text in parts, and whether a part is in jieba's range."""
    if not _OUTSIDE.search(text):
        if text:
            yield text, True
        return
    for index, part in enumerate(_OUTSIDE.split(text)):
        if part:
            yield part, index % 2 == 0


def _pieces(word: str) -> list[str]:
    return [piece for piece in _ASCII.split(word) if piece]
