"""The accepted figures of a corpus as files a person reviews in git: one CSV per document, keyed on span, without running ids."""

from __future__ import annotations

import csv
import hashlib
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from zhengce.analyse.document_rows import DocumentRows
from zhengce.errors import AnnotationError

COLUMNS = (
    "start",
    "end",
    "text",
    "kind",
    "value",
    "low",
    "high",
    "bound",
    "unit",
    "counted",
    "indicator",
    "subject",
    "region",
    "time_text",
    "status",
    "measure_of",
    "context",
)
"""What is accepted of a figure; `context` is there for the reviewer and tells alike figures apart where a text has changed."""

_AROUND = 12
_NUMBERS = {"value", "low", "high"}
_INDEX = "documents.csv"

Line = dict[str, str]


@dataclass(frozen=True, slots=True)
class Accepted:
    """The figures of one document and the SHA-256 of the text they were found in."""

    name: str
    sha256: str
    figures: list[Line]


def accepted(name: str, document: DocumentRows) -> Accepted:
    """The figures of a document in the form in which they are accepted."""
    digest = hashlib.sha256(document.text.encode("utf-8", "surrogatepass")).hexdigest()
    return Accepted(name, digest, [_line(row, document.text) for row in document["figures"]])


def named(documents: Iterable[DocumentRows], roots: Sequence[str | Path] = ()) -> dict[str, DocumentRows]:
    """Name → document. The name is the path below the folder of `roots` that holds it, else the file's name.

    Without `roots` (a store), names are paths below the folder common to all documents. Documents of one file (records of a
    CSV) get their id behind the name.
    """
    documents = list(documents)
    folders = [Path(root).resolve() for root in roots if Path(root).is_dir()]
    sources = [Path(document.document.get("source") or document.document["doc_id"]) for document in documents]
    if not roots and len(sources) > 1:
        folders = [Path(os.path.commonpath([source.resolve().parent for source in sources]))]
    names: list[str] = []
    for source in sources:
        inside = [source.resolve().relative_to(folder) for folder in folders if source.resolve().is_relative_to(folder)]
        names.append((min(inside, key=lambda path: len(path.parts)) if inside else Path(source.name)).as_posix())
    return {
        name if names.count(name) == 1 else f"{name}#{document.document['doc_id']}": document
        for name, document in zip(names, documents, strict=True)
    }


def read_baseline(folder: str | Path) -> dict[str, Accepted]:
    """Name → accepted figures. Raises `AnnotationError` where the folder holds no baseline or an incomplete one."""
    folder = Path(folder)
    index = folder / _INDEX
    if not index.exists():
        raise AnnotationError("no baseline here", str(folder), None, "make one with `zhengce check … --accept`")
    made = {}
    for row in _read(index):
        path = folder / f"{row['document']}.csv"
        if not path.exists():
            raise AnnotationError(f"{path.name} is missing", str(index), None, "restore it, or accept anew with --accept")
        made[row["document"]] = Accepted(row["document"], row["text_sha256"], _read(path))
    return made


def write_baseline(folder: str | Path, documents: Iterable[Accepted], keep_others: bool = False) -> None:
    """Accept the figures of these documents; others stay only where `keep_others`."""
    folder = Path(folder)
    known = read_baseline(folder) if (folder / _INDEX).exists() else {}
    fresh = {document.name: document for document in documents}
    for name in known.keys() - fresh.keys():
        if not keep_others:
            (folder / f"{name}.csv").unlink()
    everything = {**(known if keep_others else {}), **fresh}
    for document in fresh.values():
        _write(folder / f"{document.name}.csv", COLUMNS, document.figures)
    _write(
        folder / _INDEX,
        ("document", "figures", "text_sha256"),
        [
            {"document": name, "figures": str(len(document.figures)), "text_sha256": document.sha256}
            for name, document in sorted(everything.items())
        ],
    )


def _line(row: dict, text: str) -> Line:
    line = {name: _cell(name, row.get(name)) for name in COLUMNS if name != "context"}
    before, after = text[max(0, row["start"] - _AROUND) : row["start"]], text[row["end"] : row["end"] + _AROUND]
    line["context"] = "".join(f"{before}【{row['text']}】{after}".split())
    return line


def _cell(name: str, value: object) -> str:
    if value is None:
        return ""
    return f"{Decimal(str(value)).normalize():f}" if name in _NUMBERS else " ".join(str(value).split())


def _read(path: Path) -> list[Line]:
    with open(path, encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def _write(path: Path, columns: Sequence[str], rows: list[Line]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with open(path, "w", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(handle, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
