"""Round trips with annotation tools: what goes out comes back, and what a person changed is what changed."""

from __future__ import annotations

import csv
import json

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

import zhengce
from conftest import ROOT
from zhengce.analyse.annotate import TOOLS, export_annotations, import_annotations
from zhengce.analyse.annotate.marks import TABLES
from zhengce.analyse.annotate.units import browser_offsets, shown
from zhengce.analyse.document_rows import documents_of
from zhengce.analyse.gold_cells import cells_of
from zhengce.analyse.gold_rows import gold_rows
from zhengce.article import Article
from zhengce.cli import main
from zhengce.errors import AnnotationError

TEXT = "𠀀州\r\n到2027年,县财政局安排补助资金3200万元,\r\n其中1200万元用于𠮷村36个村组;由“一对多”向“一对一”转变。"
EXPORTED = {"label-studio": "tasks.json", "doccano": "documents.jsonl", "brat": ""}


@pytest.fixture(scope="module")
def documents():
    """Gold of our own, and extracted rows of a text with wide characters and two-character line ends."""
    gold = [gold_rows(ROOT / "corpus/gold" / name) for name in ("article-2026-pairing", "workreport-2026-qingxi")]
    return [*gold, *documents_of(zhengce.extract(Article.from_text(TEXT, source="wide.txt")))]


def read_folder(folder) -> dict[str, list[dict[str, str]]]:
    made = {}
    for table in TABLES:
        with open(folder / f"{table}.csv", encoding="utf-8", newline="") as handle:
            made[table] = list(csv.DictReader(handle))
    return made


def in_order(rows):
    return sorted(rows, key=lambda row: json.dumps(row, ensure_ascii=False, sort_keys=True))


@pytest.mark.parametrize("tool", TOOLS)
def test_nothing_is_lost(documents, tool, tmp_path):
    export_annotations(documents, tmp_path / "out", tool)
    folders = import_annotations(tmp_path / "out" / EXPORTED[tool], tmp_path / "gold", tool)
    assert len(folders) == len(documents)
    for document, folder in zip(documents, folders, strict=True):
        found = read_folder(folder)
        assert any(found.values())
        for table in TABLES:
            assert in_order(found[table]) == in_order(cells_of(document, table)), (folder.name, table)


@pytest.mark.parametrize("tool", TOOLS)
def test_a_moved_a_new_and_a_struck_span(documents, tool, tmp_path):
    document = documents[0]
    export_annotations([document], tmp_path / "out", tool, ["figures"])
    first, second = document["figures"][:2]
    edit(tool, tmp_path / "out" / EXPORTED[tool], first, second)
    (folder,) = import_annotations(tmp_path / "out" / EXPORTED[tool], tmp_path / "gold", tool)
    with open(folder / "figures.csv", encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle))
    moved = next(row for row in rows if int(row["start"]) == first["start"] - 1)
    assert moved["unit"] == first["unit"] and moved["text"] == document.text[first["start"] - 1:first["end"]]
    assert not [row for row in rows if int(row["start"]) == second["start"]]
    assert [row["unit"] for row in rows if (row["start"], row["end"]) == ("0", "2")] == [""]


def edit(tool, path, moved, struck) -> None:
    """What a person does in the tool: move one span, strike one out, mark a new one."""
    if tool == "brat":
        (path,) = path.glob("*.ann")
        lines = path.read_text(encoding="utf-8").splitlines()
        at = {row["start"]: f" {row['start']} {row['end']}\t" for row in (moved, struck)}
        key = next(line.split("\t")[0] for line in lines if at[struck["start"]] in line)
        lines = [line.replace(at[moved["start"]], f" {moved['start'] - 1} {moved['end']}\t") for line in lines
                 if not line.startswith(f"{key}\t") and f" {key}\t" not in line]
        path.write_text("\n".join([*lines, "T999\tfigure 0 2\tnew"]) + "\n", encoding="utf-8")
    elif tool == "doccano":
        record = json.loads(path.read_text(encoding="utf-8"))
        kept = [item for item in record["entities"] if item["start_offset"] != struck["start"]]
        for item in kept:
            item["start_offset"] -= item["start_offset"] == moved["start"]
        record["entities"] = [*kept, {"id": 999, "label": "figure", "start_offset": 0, "end_offset": 2}]
        path.write_text(json.dumps(record, ensure_ascii=False) + "\n", encoding="utf-8")
    else:
        (task,) = json.loads(path.read_text(encoding="utf-8"))
        result = [item for item in task.pop("predictions")[0]["result"] if item["value"]["start"] != struck["start"]]
        for item in result:
            item["value"]["start"] -= item["value"]["start"] == moved["start"]
        new = {"id": "new", "from_name": "label", "to_name": "text", "type": "labels", "value": {"start": 0, "end": 2, "labels": ["figure"]}}
        path.write_text(json.dumps([{**task, "annotations": [{"result": [*result, new]}]}], ensure_ascii=False), encoding="utf-8")


@given(st.text(st.sampled_from("数3\r\n𠮷😀 "), max_size=30))
@settings(max_examples=300)
def test_a_browsers_offsets_lead_back(text):
    to, back = browser_offsets(text)
    held = shown(text).encode("utf-16-le")
    assert to(len(text)) * 2 == len(held)
    for offset in range(len(text) + 1):
        if text[offset - 1:offset + 1] != "\r\n":
            assert back(to(offset)) == offset
            assert shown(text[:offset]).encode("utf-16-le") == held[:to(offset) * 2]


def test_the_commands_and_their_errors(tmp_path):
    run = CliRunner().invoke
    out, gold = str(tmp_path / "out"), str(tmp_path / "gold")
    assert run(main, ["annotate", "export", str(ROOT / "corpus/gold/article-2026-pairing"), "-o", out, "--tool", "brat"]).exit_code == 0
    assert run(main, ["annotate", "import", out, "-o", gold, "--tool", "brat"]).exit_code == 0
    assert run(main, ["evaluate", gold, "--tables", "figures", "--no-misses"]).exit_code == 0
    with pytest.raises(AnnotationError, match="one of label-studio"):
        export_annotations([], tmp_path, "pen")
    (tmp_path / "foreign.json").write_text('[{"data": {"text": "x"}}]')
    with pytest.raises(AnnotationError, match="not one that zhengce wrote"):
        import_annotations(tmp_path / "foreign.json", tmp_path, "label-studio")
