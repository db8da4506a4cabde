"""What-if: the changes it tells are exactly the difference between two runs, and it writes nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from zhengce.cli import main
from zhengce.config import Config, NameEntry, UnitEntry, VerbEntry
from zhengce.errors import StoreError
from zhengce.rows import TABLES
from zhengce.store.batch import Options, run_paths
from zhengce.store.corrections import Correction, correct
from zhengce.store.database import Store
from zhengce.store.what_if import what_if

NEW = Config(names=(NameEntry(id="own.company", name="青岚书屋", type="organ", canonical="云洲水务集团有限公司"),),
             units=(UnitEntry(id="own.unit", form="口", unit="口"),), verbs=(VerbEntry(id="own.verb", verb="焕活"),))
TEXTS = {
    "a.txt": "云洲县今年安排资金3.5亿元，新建水库12座。\n一是加强组织领导。由青岚书屋打井30口，焕活旧街5条。",
    "b.txt": "到2027年，青溪市新增公共充电桩2万个。青岚书屋承担其中8000个。",
    "c.csv": "标题,正文\n甲,今年安排资金5万元。\n乙,去年青岚书屋安排资金6万元。\n",
}


@pytest.fixture
def docs(tmp_path) -> Path:
    folder = tmp_path / "docs"
    folder.mkdir()
    for name, text in TEXTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def store(docs, tmp_path) -> Store:
    made = Store(tmp_path / "s.duckdb")
    run_paths([docs], made, None, Options(jobs=0))
    return made


IDS = ("_id", "_ids", "part_of", "order", "source", "pipeline_version")


def rows(store: Store) -> set[tuple]:
    """All rows without ids and references."""
    found = set()
    for table in TABLES:
        frame = store.sql(f'SELECT * FROM "{table}"').astype(object)
        frame = frame.where(frame.notna(), None)
        told = [column for column in frame.columns if not column.endswith(IDS) or column == "doc_id"]
        found |= {(table, *row) for row in frame[told].itertuples(index=False, name=None)}
    return found


def places(rows: set[tuple], store: Store) -> set[tuple]:
    """(table, document, start, end) of rows."""
    at = {table: [c for c in store.sql(f'SELECT * FROM "{table}" LIMIT 0').columns if not c.endswith(IDS) or c == "doc_id"] for table in TABLES}
    return {(row[0], *(row[1 + at[row[0]].index(name)] for name in ("doc_id", "start", "end"))) for row in rows if row[0] in ("figures", "entities", "times")}


def test_changes_are_the_difference_of_two_runs(store, docs, tmp_path):
    before = rows(store)
    changes = list(what_if(store, NEW, Options(jobs=0)))
    assert rows(store) == before and len(store.runs) == 1, "nothing is saved"
    after = Store(tmp_path / "new.duckdb")
    run_paths([docs], after, NEW, Options(jobs=0))
    gone, come = before - rows(after), rows(after) - before
    told = {sign: {(c.table, c.doc_id, c.start, c.end) for c in changes if c.sign in (sign, "~") and c.table in ("figures", "entities", "times")}
            for sign in "+-"}
    assert come and places(come, after) <= told["+"] and places(gone, store) <= told["-"]
    only_told = {(c.table, c.doc_id, c.start, c.end) for c in changes if c.sign != "~" and c.table in ("figures", "entities", "times")}
    assert only_told <= places(come | gone, store), "nothing is told that does not change"
    assert any(c.sign == "+" and c.text == "青岚书屋" for c in changes)
    run_paths([docs], store, NEW, Options(jobs=0))
    assert list(what_if(store, NEW, Options(jobs=0))) == []


def test_unchanged_rules_change_nothing(store):
    assert list(what_if(store, None, Options(jobs=0))) == []


def test_corrections_and_files_that_are_gone(store, docs):
    (doc_id, start, end), = store.rows("SELECT doc_id, start, \"end\" FROM figures WHERE text LIKE '%12座'")
    correct(store, [Correction(doc_id, "figures", start, end, "counted", "大中型水库"), Correction(doc_id, "figures", start, end, "value", "13")])
    (docs / "b.txt").unlink()
    said: list[str] = []
    assert list(what_if(store, None, Options(jobs=0), said.append)) == []
    assert said and said[0].startswith("1 documents whose files are gone")


def test_the_command(store, docs, tmp_path):
    (tmp_path / "new.toml").write_text('[[names]]\nid = "own.company"\nname = "青岚书屋"\ntype = "organ"\n', encoding="utf-8")
    done = CliRunner().invoke(main, ["run", "--what-if", "--store", str(store.path), "--config", str(tmp_path / "new.toml"), "--jobs", "0"])
    assert done.exit_code == 0 and "\tentities\t" in done.stdout and "青岚书屋" in done.stdout
    done = CliRunner().invoke(main, ["run", "--what-if", "--store", str(store.path), "--jobs", "0"])
    assert (done.exit_code, done.stdout, done.stderr.strip()) == (0, "", "nothing would change")
    assert CliRunner().invoke(main, ["run", "--store", str(store.path)]).exit_code == 2
    with pytest.raises(StoreError, match="there is no store"):
        list(what_if(Store(tmp_path / "none.duckdb")))
