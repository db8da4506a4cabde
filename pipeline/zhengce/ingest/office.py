"""Not read yet."""

from __future__ import annotations

from collections.abc import Iterator

from zhengce.errors import IngestError
from zhengce.ingest.parts import Parts


def read_parts(raw: bytes, name: str) -> Iterator[Parts]:
    """Raises `IngestError`: this format is not read yet."""
    raise IngestError("this format is not read yet", name, None, "save it as text")
