"""Plain text: the decoded file itself, byte order mark dropped, line ends kept."""

from __future__ import annotations

from collections.abc import Iterator

from zhengce.ingest.decode import decode
from zhengce.ingest.parts import Parts


def read_parts(raw: bytes, name: str) -> Iterator[Parts]:
    """The one document of a text file."""
    decoded = decode(raw, name)
    yield Parts(text=decoded.text, encoding=decoded.encoding)
