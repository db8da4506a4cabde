"""An article as ingestion hands it over: immutable text with metadata."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the document: `cells[row][column]` are spans (start, end) of the article's text, or None.

    `header_rows` counts the rows that name columns; `caption` and `unit_line` are spans of the lines that name the table and
    its unit, where there are such.
    """

    cells: tuple[tuple[tuple[int, int] | None, ...], ...]
    header_rows: int = 1
    caption: tuple[int, int] | None = None
    unit_line: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What is known about a document apart from its text; `None` where nothing says it.

    `found_in` says for each field where it was found (`meta tag`, `red head`, `signature`, `source line`, `file property` …).
    """

    title: str | None = None
    subtitle: str | None = None
    issuer: str | None = None
    doc_number: str | None = None
    authors: str | None = None
    periodical: str | None = None
    issue_year: int | None = None
    issue_number: int | None = None
    published: dt.date | None = None
    genre: str | None = None
    found_in: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One document: its source text, frozen, and what is known about it.

    `headings` are spans of `text` that the format itself marks as headings, with their level (1 outermost).
    """

    text: str
    doc_id: str
    sha256: str
    source: str | None = None
    format: str = "text"
    encoding: str | None = None
    metadata: Metadata = Metadata()
    tables: tuple[Table, ...] = ()
    headings: tuple[tuple[int, int, int], ...] = ()

    @classmethod
    def from_text(cls, text: str, source: str | None = None) -> Article:
        """An article of plain text; its id is that of the UTF-8 bytes. Metadata are read from the text.

        >>> Article.from_text("过渡期以来").doc_id
        '7cd323140ddc9fa0'
        """
        from zhengce.ingest.metadata import find_metadata

        digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
        return cls(text=text, doc_id=digest[:16], sha256=digest, source=source, encoding="utf-8", metadata=find_metadata(text))

    def _repr_html_(self) -> str:
        from zhengce.analyse.document_rows import documents_of
        from zhengce.analyse.inline import article_html
        from zhengce.face import extract

        return article_html(next(documents_of(extract(self))))
