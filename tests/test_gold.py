"""Gold folders name their text: a file of its own, or one story of a collection."""

from __future__ import annotations

import csv
import gzip
import hashlib
import json

import pytest

from zhengce.analyse.evaluate import evaluate
from zhengce.analyse.gold import read_gold
from zhengce.analyse.gold_rows import gold_rows
from zhengce.errors import AnnotationError
from zhengce.rows import columns

STORIES = {"story-1": "去年全县新修水渠40公里。", "story-2": "全县新建学校12所，\n培训教师300人。"}


def _folder(root, story_id: str, text: str, file: str = "stories.jsonl.gz"):
    lines = "".join(json.dumps({"id": name, "text": story}, ensure_ascii=False) + "\n" for name, story in STORIES.items())
    (root / file).write_bytes(gzip.compress(lines.encode()) if file.endswith(".gz") else lines.encode())
    folder = root / "gold" / story_id
    folder.mkdir(parents=True)
    source = {"file": file, "id": story_id, "sha256": hashlib.sha256(text.encode()).hexdigest()}
    (folder / "source.json").write_text(json.dumps(source), encoding="utf-8")
    with open(folder / "figures.csv", "w", encoding="utf-8", newline="") as out:
        rows = csv.DictWriter(out, [column.name for column in columns("figures")], restval="", lineterminator="\n")
        rows.writeheader()
        rows.writerows([{"start": 6, "end": 9, "text": "12所", "counted": "@4-6"}, {"start": 15, "end": 19, "text": "300人", "counted": "教师"}])
    return folder


@pytest.mark.parametrize("file", ["stories.jsonl.gz", "stories.jsonl"])
def test_a_story_of_a_collection_is_found_by_its_id(tmp_path, file):
    folder = _folder(tmp_path, "story-2", STORIES["story-2"], file)
    gold = read_gold(folder)
    assert gold.story == gold.article().text == STORIES["story-2"]
    assert [row["counted"] for row in gold.rows["figures"]] == ["学校", "教师"]
    assert gold_rows(folder).document["text"] == STORIES["story-2"]


def test_a_story_is_scored_by_itself(tmp_path):
    assert evaluate(_folder(tmp_path, "story-2", STORIES["story-2"]))["figures"].measures()["span.f1"] == 1.0


@pytest.mark.parametrize(("story_id", "text", "said"), [("story-3", "", "no story"), ("story-1", STORIES["story-2"], "hash differs")])
def test_another_story_is_refused(tmp_path, story_id, text, said):
    with pytest.raises(AnnotationError, match=said):
        read_gold(_folder(tmp_path, story_id, text))
