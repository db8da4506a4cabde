"""Nested and overlapping spans as a flat run of pieces, each with the rows that cover it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

Key = TypeVar("Key")


def pieces(start: int, end: int, spans: Iterable[tuple[int, int, Key]]) -> Iterator[tuple[int, int, tuple[Key, ...]]]:
    """The stretch `start:end` cut wherever a span begins or ends: (start, end, keys of the spans over it), without gaps.

    Keys stand from the widest span to the narrowest, so that the last one is what a click there means.

    >>> list(pieces(0, 6, [(1, 5, "action"), (3, 5, "figure")]))
    [(0, 1, ()), (1, 3, ('action',)), (3, 5, ('action', 'figure')), (5, 6, ())]
    """
    inside = sorted(
        ((max(start, low), min(end, high), high - low, key) for low, high, key in spans if low < end and high > start),
        key=lambda span: (span[0], -span[2]),
    )
    cuts = sorted({start, end, *(low for low, *_ in inside), *(high for _, high, *_ in inside)})
    waiting = iter(inside)
    upcoming = next(waiting, None)
    open_spans: list[tuple[int, int, int, Key]] = []
    for low, high in zip(cuts, cuts[1:], strict=False):
        open_spans = [span for span in open_spans if span[1] > low]
        while upcoming and upcoming[0] <= low:
            if upcoming[1] > low:
                open_spans.append(upcoming)
            upcoming = next(waiting, None)
        yield low, high, tuple(span[3] for span in sorted(open_spans, key=lambda span: -span[2]))
