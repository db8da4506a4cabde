"""From fixed-layout pages (PDF, OFD) to paragraphs and tables in reading order.

`write_pages` is the whole way: ruled tables are taken out, glyphs become pieces, running heads and page numbers go, columns are
put in order, lines become paragraphs again.
"""

from __future__ import annotations

from zhengce.ingest.layout.columns import in_order
from zhengce.ingest.layout.furniture import drop_furniture
from zhengce.ingest.layout.glyphs import Page, Piece, read_pieces
from zhengce.ingest.layout.grids import Grid, take_ruled
from zhengce.ingest.layout.paragraphs import TextLine, lines_of, paragraphs
from zhengce.ingest.writer import TextWriter


def write_pages(pages: list[Page], writer: TextWriter, scale: float = 1.0) -> None:
    """Write the text of `pages` as paragraphs and tables; `scale` is points per unit of their coordinates."""
    grids = [take_ruled(page, scale) for page in pages]
    pieces: list[list[Piece]] = drop_furniture([(page, read_pieces(page.glyphs)) for page in pages])
    lines: list[TextLine | Grid] = []
    for number, (page, kept) in enumerate(zip(pages, pieces, strict=True)):
        lines += lines_of(in_order([*kept, *grids[number]], page.width), number)
    for block in _tables_joined(paragraphs(lines, pages[0].width if pages else 0)):
        if isinstance(block, Grid):
            writer.table(block.rows)
        else:
            writer.line(block)


def _tables_joined(blocks: list[str | Grid]) -> list[str | Grid]:
    """Tables that go on over a page's end made one again, the repeated head row left out."""
    made: list[str | Grid] = []
    for block in blocks:
        last = made[-1] if made else None
        if isinstance(block, Grid) and isinstance(last, Grid) and len(block.rows[0]) == len(last.rows[0]):
            last.rows += block.rows[1:] if block.rows[0] == last.rows[0] else block.rows
        else:
            made.append(block)
    return made
