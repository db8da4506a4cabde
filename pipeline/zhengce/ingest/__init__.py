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
    raw = Path(path).read_bytes()
    text = raw.decode("utf-8-sig")
    digest = hashlib.sha256(raw).hexdigest()
    yield Article(text=text, doc_id=digest[:16], sha256=digest, source=str(path), encoding="utf-8", metadata=find_metadata(text))
