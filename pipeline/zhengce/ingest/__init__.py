"""From bytes to `Article`: formats by content, encodings, metadata.

`read_all` finds the format of a file (`formats.sniff`), hands the bytes to that format's reader, and wraps what comes back. A
reader is a function from bytes to `Parts`; each imports its heavy libraries when it is first needed.
"""

from __future__ import annotations

import hashlib
import importlib
from collections.abc import Iterator
from pathlib import Path

from zhengce.article import Article
from zhengce.errors import IngestError
from zhengce.ingest.formats import sniff
from zhengce.ingest.limits import MAX_BYTES, MAX_TEXT_BYTES, check_size, check_text
from zhengce.ingest.metadata import find_metadata
from zhengce.ingest.parts import Parts

READERS = {"text": "plain", "markdown": "markdown", "html": "html", "docx": "docx", "pdf": "pdf", "ofd": "ofd", "csv": "records",
           "json": "records", "jsonl": "records", "doc": "office", "rtf": "office", "odt": "office"}
"""Format → module of this package whose `read_parts(raw, name)` yields the documents of a file."""

_ONE_TEXT = {"text", "markdown", "html", "rtf"}

_UNREAD = {
    "zip": ("is an archive", "unpack it and give the files"),
    "gzip": ("is a compressed file", "unpack it and give the files"),
    "xlsx": ("is a spreadsheet", "save the sheet that holds the documents as CSV"),
    "image": ("is a picture", "run OCR on it and give the text"),
}


def read(path: str | Path) -> Article:
    """The article in a file; raises `IngestError` where there is none or more than one."""
    articles = list(read_all(path))
    if len(articles) != 1:
        raise IngestError(f"holds {len(articles)} documents", str(path), None, "use zhengce.ingest.read_all")
    return articles[0]


def read_all(path: str | Path) -> Iterator[Article]:
    """All articles of a file, in its order; raises `IngestError` where it cannot be read."""
    place = Path(path)
    try:
        if place.stat().st_size > MAX_BYTES:
            raise IngestError(f"{place.stat().st_size:,} bytes are more than the {MAX_BYTES:,} allowed", str(path), None, "split the file")
        raw = place.read_bytes()
    except OSError as error:
        raise IngestError(error.strerror or "cannot be read", str(path), None, "check the path and its permissions") from error
    yield from read_bytes(raw, str(path))


def read_bytes(raw: bytes, name: str) -> Iterator[Article]:
    """All articles in the bytes of a file called `name`; the same errors as `read_all`."""
    check_size(raw, name)
    kind = sniff(raw, name)
    if kind in _UNREAD:
        raise IngestError(_UNREAD[kind][0], name, None, _UNREAD[kind][1])
    if kind in _ONE_TEXT and len(raw) > MAX_TEXT_BYTES:
        raise IngestError(f"{len(raw):,} bytes of text are more than the {MAX_TEXT_BYTES:,} allowed", name, None, "split the document")
    reader = importlib.import_module(f"zhengce.ingest.{READERS[kind]}")
    for parts in reader.read_parts(raw, name):
        yield _article(parts, raw, name, kind)


def _article(parts: Parts, raw: bytes, name: str, kind: str) -> Article:
    digest = hashlib.sha256(raw if parts.raw is None else parts.raw).hexdigest()
    text = check_text(parts.text, name)
    return Article(text=text, doc_id=digest[:16], sha256=digest, source=name, format=kind, encoding=parts.encoding,
                   metadata=find_metadata(text, parts.stated), tables=parts.tables, headings=parts.headings)
