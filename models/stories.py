"""News stories of which single actions are labelled (`labels/stories.csv`): many stories with few labels each, so one table holds them all."""

from __future__ import annotations

import csv
import gzip
import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from zhengce.article import Article

TABLE = Path(__file__).parent / "labels" / "stories.csv"
COLLECTION = Path("shared") / "corpus" / "bulk.jsonl.gz"


def labelled_stories() -> Iterator[tuple[str, Article, list[dict[str, str]]]]:
    """What each story is called (as `Gold.document`), the story, and its rows.

    Raises `ValueError` where the collection holds another text under a story's id.
    """
    rows: dict[str, list[dict[str, str]]] = defaultdict(list)
    with open(TABLE, encoding="utf-8", newline="") as handle:
        for row in csv.DictReader(handle):
            rows[row["id"]].append(row)
    with gzip.open(_collection(), "rt", encoding="utf-8") as lines:
        for story in filter(lambda one: one["id"] in rows, map(json.loads, lines)):
            name = hashlib.sha256(story["text"].encode()).hexdigest()[:16]
            if rows[story["id"]][0]["sha256"] != name:
                raise ValueError(f"{story['id']} is not the labelled story (its hash differs)")
            yield name, Article.from_text(story["text"]), rows[story["id"]]


def _collection() -> Path:
    """The collection, looked for in the folders above."""
    return next(path for parent in TABLE.parents if (path := parent / COLLECTION).exists())
