"""Offsets as other programs count them.

Python counts code points. A browser (Label Studio) counts UTF-16 code units, and a line end of any kind once.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from itertools import accumulate

_WIDE = re.compile(r"\r\n|[\U00010000-\U0010ffff]")


def shown(text: str) -> str:
    """The text as a browser holds it: line ends are one character."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def browser_offsets(text: str) -> tuple[Callable[[int], int], Callable[[int], int]]:
    """(to, back): offsets of `text` as a browser counts them in `shown(text)`, and the way back.

    >>> to, back = browser_offsets("a\\r\\n\U00020000b")
    >>> to(4), back(4)
    (4, 4)
    """
    found = [(match.start(), -1 if match[0] == "\r\n" else 1) for match in _WIDE.finditer(text)]
    starts = [start for start, _ in found]
    shifts = [0, *accumulate(shift for _, shift in found)]
    shifted = [start + shift for start, shift in zip(starts, shifts, strict=False)]

    def to(offset: int) -> int:
        return offset + shifts[bisect_right(starts, offset - 1)]

    def back(offset: int) -> int:
        return offset - shifts[bisect_right(shifted, offset - 1)]

    return to, back
