"""What a format's reader hands over: text with headings and tables, and the metadata that the format itself states."""

from __future__ import annotations

from dataclasses import dataclass, field

from zhengce.article import Metadata, Table
from zhengce.ingest.writer import TextWriter


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """One document as read; `raw` are the bytes it is identified by where a file holds several."""

    text: str
    encoding: str | None = None
    headings: tuple[tuple[int, int, int], ...] = ()
    tables: tuple[Table, ...] = ()
    stated: Metadata = field(default_factory=Metadata)
    raw: bytes | None = None


def from_writer(writer: TextWriter, stated: Metadata | None = None, encoding: str | None = None, raw: bytes | None = None) -> Parts:
    """The parts that a writer has collected."""
    return Parts(text=writer.text, encoding=encoding, headings=tuple(writer.headings), tables=tuple(writer.tables),
                 stated=stated or Metadata(), raw=raw)
