"""What repeats around the text of fixed-layout pages: running heads, footers and page numbers are dropped."""

from __future__ import annotations

import re
from collections import defaultdict

from zhengce.ingest.layout.glyphs import Page, Piece

_MARGIN = 0.085
"""Share of the page's height at top and bottom in which running heads and footers stand."""
_NUMBER_MARGIN = 0.16
"""The same for page numbers, which GB/T 9704 sets 28 mm above the edge."""
_NUMBER = re.compile(r"[\s—–\-－·•.~〜～]*(?:第\s*)?\d{1,4}(?:\s*页)?(?:\s*[/／]?\s*共?\s*\d{1,4}\s*页?)?[\s—–\-－·•.~〜～]*|[ivxlc]{1,6}")
# What browsers print into the margins: the address at the bottom, day and hour beside the page's title at the top.
_ADDRESS = re.compile(r"(?:https?|file)://\S+(?:\s+\d+\s*/\s*\d+)?")
_STAMP = re.compile(r"\d{1,4}[/年-]\d{1,2}[/月-]\d{1,4}日?,?\s?(?:[上下]午)?\d{1,2}:\d{2}(?::\d{2})?(?:\s?[AP]M)?")


def drop_furniture(pages: list[tuple[Page, list[Piece]]]) -> list[list[Piece]]:
    """The pieces of each page without running heads, footers and page numbers."""
    repeated = _repeated(pages)
    made = []
    for page, pieces in pages:
        stamped = [piece.middle for piece in pieces if piece.middle < _MARGIN * page.height and _STAMP.fullmatch(piece.text.strip())]
        made.append([piece for piece in pieces if not _is_furniture(piece, page, repeated)
                     and not any(abs(piece.middle - height) < piece.size for height in stamped)])
    return made


def _is_furniture(piece: Piece, page: Page, repeated: set[str]) -> bool:
    share = piece.middle / page.height if page.height else 0.5
    if share > 1 - _NUMBER_MARGIN or share < _MARGIN:
        if _NUMBER.fullmatch(piece.text.strip()):
            return True
    if not (share < _MARGIN or share > 1 - _MARGIN):
        return False
    return _ADDRESS.fullmatch(piece.text.strip()) is not None or _key(piece.text) in repeated


def _repeated(pages: list[tuple[Page, list[Piece]]]) -> set[str]:
    """Texts in the margins that stand on several pages, numbers left aside."""
    seen: dict[str, set[int]] = defaultdict(set)
    for number, (page, pieces) in enumerate(pages):
        for piece in pieces:
            if page.height and not _MARGIN <= piece.middle / page.height <= 1 - _MARGIN:
                seen[_key(piece.text)].add(number)
    return {key for key, places in seen.items() if len(places) >= max(2, 0.25 * len(pages))}


def _key(words: str) -> str:
    return re.sub(r"\d+", "#", re.sub(r"\s", "", words))
