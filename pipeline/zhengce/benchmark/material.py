"""What is measured on: the texts of given documents, as one file of JSON Lines with as many characters as asked for."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from zhengce.errors import IngestError


@dataclass(frozen=True, slots=True)
class Material:
    """A file of JSON Lines with a document a line."""

    path: Path
    documents: int
    characters: int

    @classmethod
    def of(cls, texts: list[str], characters: int, folder: Path) -> Material:
        """A file in `folder` with about `characters` of `texts`."""
        path = folder / f"{characters}.jsonl"
        documents = length = 0
        with path.open("w", encoding="utf-8") as file:
            for copy, text in _taken(texts, characters):
                file.write(json.dumps({"text": text, "copy": copy}, ensure_ascii=False) + "\n")
                documents, length = documents + 1, length + len(text)
        return cls(path, documents, length)

    def texts(self) -> Iterator[str]:
        """The texts, in their order."""
        with self.path.open(encoding="utf-8") as lines:
            yield from (json.loads(line)["text"] for line in lines)


def _taken(texts: list[str], characters: int) -> Iterator[tuple[int, str]]:
    """Texts with the number of their copy: spread evenly over all where less is asked for, again and again where more is.

    A record's number is part of its bytes, so that every copy is a document of its own.
    """
    whole = sum(map(len, texts))
    copy = taken = seen = 0
    while taken < characters:
        for text in texts:
            if taken < characters and taken * whole <= seen * min(characters, whole):
                yield copy, text
                taken += len(text)
            seen += len(text)
        copy += 1


def read_texts(paths: Iterable[str | Path]) -> list[str]:
    """The texts of all documents in files, folders and archives; what cannot be read is left out."""
    from zhengce.ingest import read_bytes
    from zhengce.store.inputs import Unreadable, find_files, read_inputs

    texts: list[str] = []
    paths = list(paths)
    for file in find_files(paths):
        for item in read_inputs(file.path):
            if isinstance(item, Unreadable):
                continue
            try:
                texts += [article.text for article in read_bytes(item.raw, item.name) if article.text]
            except IngestError:
                continue
    if not texts:
        raise IngestError("holds no document that can be read", ", ".join(map(str, paths)), None, "give documents")
    return texts
