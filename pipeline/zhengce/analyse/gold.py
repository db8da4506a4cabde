"""Gold folders: stand-off tables beside a text that is named by file and hash."""

from __future__ import annotations

import csv
import gzip
import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from zhengce.article import Article
from zhengce.errors import AnnotationError

TABLES = ("figures", "times", "entities", "actions", "sections", "relations", "documents")
"""Tables that can be annotated, in the order in which they are reported."""

METADATA = "metadata.json"
"""The file of a gold folder that holds the one row of `documents`: the fields of `Metadata`, null where nothing says them."""

Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class Gold:
    """The annotation of one document: rows by table, the ranges that were annotated exhaustively, and the text's path.

    `story` is the text itself where `text_path` is a collection that holds it among others.
    """

    name: str
    text_path: Path
    rows: dict[str, list[Row]]
    ranges: dict[str, tuple[int, int]]
    story: str | None = None

    @property
    def source(self) -> Path | Article:
        """What `extract` is to read: the file, or the one story of a collection."""
        return self.text_path if self.story is None else Article.from_text(self.story)

    @property
    def document(self) -> str:
        """What the text is called, the same for all folders that annotate it: its file's stem, or the hash of a story."""
        return self.text_path.stem if self.story is None else hashlib.sha256(self.story.encode()).hexdigest()[:16]

    def article(self) -> Article:
        """The annotated article, read."""
        return _article(self.source)


def gold_folders(root: str | Path) -> Iterator[Path]:
    """The gold folders at or below `root`: those that hold at least one annotated table."""
    root = Path(root)
    names = [*(f"{table}.csv" for table in TABLES), METADATA]
    folders = {path.parent for name in names for path in [root / name, *root.glob(f"*/{name}"), *root.glob(f"*/*/{name}")] if path.exists()}
    if not folders:
        raise AnnotationError("no gold tables here", str(root), None, "give a folder with figures.csv, times.csv …")
    yield from sorted(folders)


def read_gold(folder: str | Path, text: str | Path | None = None) -> Gold:
    """The gold of one folder. `text` overrides the file named in `source.json`.

    A cell of the form `@start-end` stands for that slice of the text (long quotations are kept out of the repository).
    Raises `AnnotationError` where the text is not found or not the annotated one.
    """
    folder = Path(folder)
    path, story = (Path(text), None) if text else _find_text(folder)
    ranges_file = folder / "range.json"
    ranges = {table: (low, high) for table, (low, high) in json.loads(ranges_file.read_text()).items()} if ranges_file.exists() else {}
    content: str | None = None
    rows: dict[str, list[Row]] = {}
    for table in TABLES:
        if not (folder / f"{table}.csv").exists():
            continue
        with open(folder / f"{table}.csv", encoding="utf-8-sig", newline="") as handle:
            rows[table] = list(csv.DictReader(handle))
        for row in rows[table]:
            for column, cell in row.items():
                if cell and cell.startswith("@"):
                    content = content if content is not None else _decoded(path, story)
                    start, end = map(int, cell[1:].split("-"))
                    row[column] = content[start:end]
    if (folder / METADATA).exists():
        rows["documents"] = [_metadata(folder / METADATA, _decoded(path, story))]
    return Gold(folder.name, path, rows, ranges, story)


def _metadata(file: Path, content: str) -> Row:
    """The metadata of a document; `@start-end|@start-end` are the slices of the text that a field is made of."""
    stated = json.loads(file.read_text(encoding="utf-8"))
    slices = {field: re.findall(r"@(\d+)-(\d+)", value) for field, value in stated.items() if isinstance(value, str) and value.startswith("@")}
    return stated | {field: "".join(content[int(start):int(end)] for start, end in parts) for field, parts in slices.items()}


def _article(source: Path | Article) -> Article:
    from zhengce.ingest import read

    return source if isinstance(source, Article) else read(source)


def _decoded(path: Path, story: str | None) -> str:
    return _article(path).text if story is None else story


def _find_text(folder: Path) -> tuple[Path, str | None]:
    """The text that `source.json` names, looked for in the folder's parents and their neighbour `shared`.

    With an `id` the file is a collection of stories, one JSON object a line, and the hash is that of the story's text.
    """
    source_file = folder / "source.json"
    if not source_file.exists():
        # The founding article's gold lies beside its text.
        beside = sorted(folder.parent.glob("*.txt"))
        if len(beside) == 1:
            return beside[0], None
        raise AnnotationError("no source.json names the text", str(folder), None, "name it with --text")
    source = json.loads(source_file.read_text(encoding="utf-8"))
    for parent in folder.resolve().parents:
        for root in (parent, parent / "shared"):
            path = root / source["file"]
            if path.is_file():
                story = _story(path, source["id"]) if "id" in source else None
                if hashlib.sha256(path.read_bytes() if story is None else story.encode()).hexdigest() != source["sha256"]:
                    raise AnnotationError(f"{path} is not the annotated text (its hash differs)", str(source_file))
                return path, story
    raise AnnotationError(f"text {source['file']} not found", str(source_file), None, "name it with --text")


@lru_cache(maxsize=200)
def _story(path: Path, story_id: str) -> str:
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else open(path, encoding="utf-8") as lines:
        for line in lines:
            if story_id in line and (story := json.loads(line))["id"] == story_id:
                return story["text"]
    raise AnnotationError(f"{path} holds no story {story_id}", str(path))
