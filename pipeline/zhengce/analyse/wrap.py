"""Lines of Chinese text for a terminal: widths in cells, no figure or word torn, no closing mark first on a line (禁则)."""

from __future__ import annotations

import re
from collections.abc import Iterable

from rich.cells import cell_len
from rich.text import Text

# What stays together besides the spans a caller names: digits with their signs, Latin words.
_WORD = re.compile(r"[A-Za-z0-9.,%₀-₉+\-]*[A-Za-z0-9%₀-₉]")
_CLOSING = frozenset("，。、；：？！）》〉」』”’…％,.;:?!)]}")
_OPENING = frozenset("（《〈「『“‘([{")


def wrap(text: Text, width: int, together: Iterable[tuple[int, int]] = ()) -> list[Text]:
    """The lines of `text`, none wider than `width` cells; `together` are spans that stay on one line where they fit on one.

    >>> [line.plain for line in wrap(Text("中央财政累计安排112亿元。"), 22, [(8, 13)])]
    ['中央财政累计安排', '112亿元。']
    """
    plain = text.plain
    cuts, at, used = [], 0, 0
    for low, high in _blocks(plain, together):
        size = cell_len(plain[low:high])
        if used + size > width and low > at:
            cuts.append(low)
            at, used = low, 0
        while size > width:
            step = max(1, width // 2)
            cuts.append(low + step)
            low += step
            at, size = low, cell_len(plain[low:high])
        used += size
    lines = text.divide(cuts)
    for line in lines:
        line.rstrip()
    return list(lines)


def _blocks(plain: str, together: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The stretches of text that may not be broken, without gaps."""
    spans = dict(sorted(together))
    blocks: list[tuple[int, int]] = []
    at = 0
    while at < len(plain):
        word = _WORD.match(plain, at)
        end = spans.get(at) or (word.end() if word else at + 1)
        if blocks and (plain[at] in _CLOSING or plain[blocks[-1][1] - 1] in _OPENING):
            blocks[-1] = (blocks[-1][0], end)
        else:
            blocks.append((at, end))
        at = end
    return blocks
