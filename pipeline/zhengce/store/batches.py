"""A columnar batch of rows: what workers send and the store commits."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyarrow as pa


@dataclass(slots=True)
class Batch:
    """Rows of some documents as Arrow tables, and what they came from.

    `contents` holds a pair (SHA-256 of the input, doc_id) for each document of each input that is done; an input without a
    document has one pair with None. `rejects` are rows of that table. `read` counts the bytes of the inputs done. Where the rows are
    written already (a dataset), `part` names their place and `written` the documents.
    """

    tables: dict[str, pa.Table] = field(default_factory=dict)
    contents: list[tuple[str, str | None]] = field(default_factory=list)
    rejects: list[dict[str, str | None]] = field(default_factory=list)
    characters: int = 0
    read: int = 0
    part: str | None = None
    written: list[str] = field(default_factory=list)

    @property
    def documents(self) -> list[str]:
        """Ids of the documents whose rows are here, or in the part."""
        return self.tables["documents"].column("doc_id").to_pylist() if self.tables else self.written


def reject(source: str, sha256: str | None, stage: str, error: str, message: str) -> dict[str, str | None]:
    """A row of `rejects`."""
    return {"source": source, "sha256": sha256, "stage": stage, "error": error, "message": message}
