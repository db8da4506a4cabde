"""From bytes to `Article`: formats by content, encodings, metadata."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from zhengce.article import Article
from zhengce.errors import IngestError
from zhengce.ingest.metadata import find_metadata


def read(path: str | Path) -> Article:
    """The article in a file; raises `IngestError` where there is none or more than one."""
    articles = list(read_all(path))
    if len(articles) != 1:
        raise IngestError(f"holds {len(articles)} documents", str(path), None, "use zhengce.ingest.read_all")
    return articles[0]


def read_all(path: str | Path) -> Iterator[Article]:
    """All articles of a file."""
    yield from read_bytes(Path(path).read_bytes(), str(path))


def read_bytes(raw: bytes, source: str) -> Iterator[Article]:
    """All articles in the bytes of a file that is called `source`. The batch calls this: it has read the file to hash it, and
    hands over members of archives and single lines of JSON Lines (`source` then ends in `.jsonl`) in the same way."""
    text = raw.decode("utf-8-sig")
    digest = hashlib.sha256(raw).hexdigest()
    yield Article(text=text, doc_id=digest[:16], sha256=digest, source=source, encoding="utf-8", metadata=find_metadata(text))
