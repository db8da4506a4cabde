"""Edits and the way back: which source span is this?

The source text is immutable. A normalization step yields `Edit`s; `Alignment` applies them and maps spans of the new text
to spans of the source. Steps chain, so that any number of them still answers in source offsets.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace `text[start:end]` by `replacement` (empty: delete)."""

    start: int
    end: int
    replacement: str


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of the new text and where it came from; `aligned` means character by character, else as a whole."""

    start: int
    end: int
    aligned: bool


class Alignment:
    """`text`, made from `source` by sorted, disjoint edits, with the map from spans of `text` to spans of `source`.

    >>> aligned = Alignment("1 2万 元", [Edit(1, 2, ""), Edit(4, 5, "")])
    >>> aligned.text, aligned.source_span(0, 3)
    ('12万元', (0, 4))
    """

    __slots__ = ("text", "_before", "_previous", "_starts", "_pieces", "_whole")

    def __init__(self, source: str, edits: Iterable[Edit] = (), _previous: Alignment | None = None):
        self._before, self._previous = source, _previous
        self._whole: _Whole | None = None
        self._starts: list[int] = []
        self._pieces: list[_Piece] = []
        parts: list[str] = []
        at = length = 0

        def add(text: str, start: int, end: int) -> None:
            nonlocal length
            if text:
                self._starts.append(length)
                self._pieces.append(_Piece(start, end, len(text) == end - start))
                parts.append(text)
                length += len(text)

        for edit in edits:
            if not at <= edit.start <= edit.end <= len(source):
                raise ValueError(f"{edit} overlaps another edit or leaves the text")
            add(source[at:edit.start], at, edit.start)
            add(edit.replacement, edit.start, edit.end)
            at = edit.end
        add(source[at:], at, len(source))
        self.text = "".join(parts)

    @property
    def source(self) -> str:
        """The immutable text at the start of the chain."""
        return self._previous.source if self._previous else self._before

    def then(self, edits: Iterable[Edit]) -> Alignment:
        """This alignment followed by edits of its `text`.

        >>> Alignment("ａ b", [Edit(0, 1, "a")]).then([Edit(1, 2, "")]).source_span(0, 2)
        (0, 3)
        """
        return Alignment(self.text, edits, self)

    def source_span(self, start: int, end: int) -> tuple[int, int]:
        """The smallest source span that produced `text[start:end]`; an empty span maps to an empty one.

        Deleted characters at either edge stay outside, those inside stay in.
        """
        first = self._position(start, 0)
        last = self._position(end - 1, 1) if end > start else first
        return self._previous.source_span(first, last) if self._previous else (first, last)

    def source_spans(self, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
        """`source_span` of many spans at once, none of them empty.

        >>> Alignment("1 2万 元", [Edit(1, 2, ""), Edit(4, 5, "")]).source_spans([(0, 2), (2, 4)])
        [(0, 3), (3, 6)]
        """
        if self._whole is None:
            self._whole = _Whole.of(self)
        return self._whole.source_spans(spans)

    def made_span(self, start: int, end: int) -> tuple[int, int]:
        """The span of `text` that `source[start:end]` became: the way there, for spans that others give in source offsets.

        >>> Alignment("1 2万 元", [Edit(1, 2, ""), Edit(4, 5, "")]).made_span(0, 4)
        (0, 3)
        """
        places = range(len(self.text))
        first = bisect_right(places, start, key=lambda offset: self.source_span(offset, offset + 1)[1])
        behind = bisect_left(places, end, key=lambda offset: self.source_span(offset, offset + 1)[0])
        return first, max(first, behind)

    def _position(self, offset: int, after: int) -> int:
        """Offset before the edits of the character at `offset` (`after`=1: of the one behind it)."""
        index = bisect_right(self._starts, offset) - 1
        if index < 0:
            return 0
        piece = self._pieces[index]
        if piece.aligned:
            return min(piece.end, piece.start + offset - self._starts[index] + after)
        return piece.end if after else piece.start

    def printed(self, start: int, end: int) -> str:
        """`text[start:end]` in the source's own characters, without those that normalization deleted.

        >>> Alignment("３ 万", [Edit(0, 1, "3"), Edit(1, 2, "")]).printed(0, 2)
        '３万'
        """
        pieces = []
        index = max(0, bisect_right(self._starts, start) - 1)
        while index < len(self._pieces) and self._starts[index] < end:
            piece, at = self._pieces[index], self._starts[index]
            low, high = piece.start, piece.end
            if piece.aligned:
                low, high = low + max(0, start - at), min(high, low + end - at)
            pieces.append(self._previous.printed(low, high) if self._previous else self._before[low:high])
            index += 1
        return "".join(pieces)


class _Whole:
    """The chain of an alignment as one map: pieces of the text with the source they came from.

    `_lows` and `_highs` are source offsets; the characters of a piece that is not aligned all map to the whole of it.
    """

    __slots__ = ("_starts", "_lows", "_highs", "_aligned")

    def __init__(self, pieces: list[tuple[int, int, int, bool]]):
        self._starts = [start for start, *_ in pieces]
        self._lows = [low for _, low, _, _ in pieces]
        self._highs = [high for _, _, high, _ in pieces]
        self._aligned = [aligned for *_, aligned in pieces]

    @classmethod
    def of(cls, alignment: Alignment) -> _Whole:
        pieces = []
        for start, piece in zip(alignment._starts, alignment._pieces, strict=True):
            if alignment._previous is None:
                pieces.append((start, piece.start, piece.end, piece.aligned))
            elif piece.aligned:
                pieces += cls._through(alignment._previous, start, piece)
            else:
                pieces.append((start, *alignment._previous.source_span(piece.start, piece.end), False))
        return cls(pieces)

    @staticmethod
    def _through(previous: Alignment, start: int, piece: _Piece) -> Iterator[tuple[int, int, int, bool]]:
        """The pieces of an aligned piece, cut where the step before it has edits."""
        if previous._whole is None:
            previous._whole = _Whole.of(previous)
        before = previous._whole
        index = bisect_right(before._starts, piece.start) - 1
        while index < len(before._starts) and before._starts[index] < piece.end:
            at = before._starts[index]
            low, high, aligned = before._lows[index], before._highs[index], before._aligned[index]
            if aligned:
                low, high = low + max(0, piece.start - at), min(high, low + piece.end - at)
            yield start + max(0, at - piece.start), low, high, aligned
            index += 1

    def source_spans(self, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
        starts, lows, highs, aligned = self._starts, self._lows, self._highs, self._aligned
        if len(starts) == 1 and aligned[0] and not lows[0]:      # a text that needed no edit
            return spans
        made = []
        for start, end in spans:
            index = bisect_right(starts, start) - 1
            first = min(highs[index], lows[index] + start - starts[index]) if aligned[index] else lows[index]
            index = bisect_right(starts, end - 1, index) - 1
            last = min(highs[index], lows[index] + end - starts[index]) if aligned[index] else highs[index]
            made.append((first, last))
        return made
