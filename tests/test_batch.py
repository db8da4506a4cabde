"""The run: incremental, together or not at all, one writer, corrections that stay."""

from __future__ import annotations

import gzip
import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
import zipfile
from pathlib import Path

import duckdb
import pytest

import zhengce
from hostile import HOSTILE_READER
from zhengce.config import Config
from zhengce.errors import IngestError, StoreError
from zhengce.rows import TABLES
from zhengce.store import batch, lock
from zhengce.store.batch import Options, run_paths
from zhengce.store.corrections import Correction, correct
from zhengce.store.database import Store

TEXTS = {
    "a.txt": "云洲县今年安排资金3.5亿元，新建水库12座。\n一是加强组织领导。各乡镇要完善工作机制。",
    "b.txt": "到2027年，青溪市新增公共充电桩2万个。",
    "sub/c.txt": "去年全市粮食产量达到58万吨，比上年增长2.4%。",
}


@pytest.fixture
def folder(tmp_path) -> Path:
    for name, text in TEXTS.items():
        path = tmp_path / "docs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path / "docs"


@pytest.fixture
def store(tmp_path) -> Store:
    return Store(tmp_path / "s.duckdb")


def go(store: Store, *paths, config: Config | None = None, jobs: int = 0, **options):
    return run_paths(list(paths), store, config, Options(jobs=jobs, **options))


def rows(store: Store) -> dict[str, list[tuple]]:
    """Every table of the schema, its rows in a fixed order."""
    return {table: sorted(store.rows(f'SELECT * FROM "{table}"'), key=repr) for table in TABLES}


def test_second_run_finds_nothing_new(folder, store):
    assert go(store, folder).documents == 3
    before = rows(store)
    outcome = go(store, folder)
    assert (outcome.documents, outcome.unchanged) == (0, 3)
    assert rows(store) == before
    assert list(store.runs["outcome"]) == ["finished", "finished"]


def test_same_rows_however_many_jobs(folder, store, tmp_path):
    for number in range(40):
        (folder / f"{number}.txt").write_text(f"第{number}年安排资金{number}亿元，{TEXTS['a.txt']}", encoding="utf-8")
    go(store, folder)
    others = [Store(tmp_path / f"{jobs}.duckdb") for jobs in (1, 2)]
    for jobs, other in enumerate(others, 1):
        go(other, folder, jobs=jobs)
    for table in TABLES:
        query = f'SELECT * FROM "{table}"'      # also in the same order
        assert store.rows(query) == others[0].rows(query) == others[1].rows(query)


def test_an_edited_file_takes_the_place_of_the_old_one(folder, store):
    go(store, folder)
    (folder / "b.txt").write_text("到2028年，青溪市新增公共充电桩3万个。", encoding="utf-8")
    assert go(store, folder).documents == 1
    assert len(store.documents) == 3
    assert "3万个" in "".join(store.sentences["text"]) and "2万个" not in "".join(store.sentences["text"])


def test_same_content_twice_is_one_document_with_two_sources(folder, store):
    (folder / "copy.txt").write_text(TEXTS["b.txt"], encoding="utf-8")
    outcome = go(store, folder)
    assert (outcome.documents, outcome.unchanged) == (3, 1)
    assert len(store.documents) == 3 and len(store.sources) == 4
    os.remove(folder / "b.txt")
    assert go(store, folder, prune=True).removed == 0, "its content is still there"
    assert sorted(Path(name).name for name in store.documents["source"]) == ["a.txt", "c.txt", "copy.txt"]


def test_a_moved_file_is_not_new_and_a_vanished_one_is_told(folder, store):
    go(store, folder)
    (folder / "b.txt").rename(folder / "sub" / "moved.txt")
    outcome = go(store, folder)
    assert (outcome.documents, outcome.moved, outcome.vanished) == (0, 1, [])
    assert any(name.endswith("moved.txt") for name in store.documents["source"])
    os.remove(folder / "a.txt")
    outcome = go(store, folder)
    assert [Path(place).name for place in outcome.vanished] == ["a.txt"] and len(store.documents) == 3
    assert go(store, folder, prune=True).removed == 1
    assert len(store.documents) == 2 and not store.rows("SELECT 1 FROM sentences WHERE text LIKE '%云洲%'")
    assert go(store, folder).vanished == []


def test_a_run_over_one_folder_misses_nothing_of_another(folder, store, tmp_path):
    go(store, folder)
    other = tmp_path / "other"
    other.mkdir()
    assert go(store, other).vanished == []


def test_other_configuration_makes_rows_anew(folder, store):
    go(store, folder)
    assert go(store, folder, config=Config(words=("充电桩",))).documents == 3
    assert len(store.documents) == 3
    assert go(store, folder, force=True).documents == 3


def test_the_fingerprint_covers_all_that_decides_rows():
    from zhengce.store.fingerprint import PACKAGE, _knowledge

    covered = set(_knowledge())
    for room in ("ingest", "text", "stages", "lexicon"):
        assert {path for path in (PACKAGE / room).rglob("*") if path.suffix in (".py", ".csv")} <= covered
    weights = PACKAGE.parent.parent / "models" / "weights"
    assert {path for path in weights.glob("*") if path.is_file()} <= covered and PACKAGE / "linear.py" in covered


def test_archives_and_json_lines(store, tmp_path):
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
        archive.writestr("in/a.txt", TEXTS["a.txt"])
        archive.writestr("__MACOSX/a.txt", "no document")
    with gzip.open(tmp_path / "b.txt.gz", "wt", encoding="utf-8") as packed:
        packed.write(TEXTS["b.txt"])
    lines = [json.dumps({"title": f"第{n}号", "text": f"安排资金{n}万元。"}, ensure_ascii=False) for n in range(1, 6)]
    with gzip.open(tmp_path / "news.jsonl.gz", "wt", encoding="utf-8") as packed:
        packed.write("\n".join(lines) + "\n")
    (tmp_path / "bad.zip").write_bytes(b"PK\x03\x04 no archive")
    (tmp_path / "bad.txt.gz").write_bytes(b"\x1f\x8b no archive")
    outcome = go(store, *sorted(tmp_path.glob("*.*z*")))
    assert (outcome.documents, outcome.rejected) == (7, 2)
    names = sorted(Path(source).name for source in store.documents["source"])
    assert names == ["a.txt", "b.txt.gz", *(f"news.jsonl.gz#{n}" for n in range(1, 6))]
    lines.insert(2, json.dumps({"title": "新", "text": "新增资金9万元。"}, ensure_ascii=False))
    with gzip.open(tmp_path / "news.jsonl.gz", "wt", encoding="utf-8") as packed:
        packed.write("\n".join(lines) + "\n")
    outcome = go(store, tmp_path / "news.jsonl.gz")
    assert (outcome.documents, outcome.unchanged, outcome.vanished) == (1, 5, [])


def test_ignored_names_are_left_out(folder, store):
    (folder / ".zhengceignore").write_text("# no documents\nsub\n*.md\n", encoding="utf-8")
    (folder / "notes.md").write_text("笔记", encoding="utf-8")
    assert go(store, folder).documents == 2


def test_a_path_with_nothing_is_an_error(store, tmp_path):
    with pytest.raises(IngestError, match="nothing at this path"):
        go(store, tmp_path / "nowhere")


def test_an_unreadable_file_is_a_reject_and_the_rest_is_stored(folder, store):
    (folder / "d.docx").write_bytes(b"PK\x03\x04 broken")
    outcome = go(store, folder)
    assert (outcome.documents, outcome.rejected) == (3, 1)
    assert list(store.rejects["source"]) == [str(folder / "d.docx")]
    outcome = go(store, folder)
    assert (outcome.rejected, outcome.rejected_before, len(store.rejects)) == (0, 1, 1)
    (folder / "d.docx").unlink()
    go(store, folder, prune=True)
    assert store.rejects.empty


def test_corrections_survive_runs(folder, store):
    go(store, folder)
    (doc_id, start, end), = store.rows("SELECT doc_id, start, \"end\" FROM figures WHERE text LIKE '%12座'")
    (struck, low, high), = store.rows("SELECT doc_id, start, \"end\" FROM figures WHERE text LIKE '%2.4%'")
    assert correct(store, [Correction(doc_id, "figures", start, end, "counted", "大中型水库"),
                           Correction(struck, "figures", low, high)]) == 2
    for _ in range(2):
        assert store.rows("SELECT counted, rule, confidence FROM figures WHERE doc_id = ? AND start = ?", [doc_id, start]) == [
            ("大中型水库", "by_hand", 1.0)]
        assert not store.rows("SELECT 1 FROM figures WHERE doc_id = ? AND start = ?", [struck, low])
        go(store, folder, force=True)
    with pytest.raises(StoreError, match="no row at"):
        correct(store, [Correction(doc_id, "figures", 0, 1, "counted", "x")])
    with pytest.raises(StoreError, match="cannot be 'maybe'"):
        correct(store, [Correction(doc_id, "figures", start, end, "bound", "maybe")])


def test_stores_of_the_first_version_migrate(folder, store):
    with duckdb.connect(str(store.path)) as old:
        old.execute("CREATE TABLE documents (doc_id VARCHAR NOT NULL, sha256 VARCHAR, text VARCHAR NOT NULL, n_chars BIGINT, "
                    "mood VARCHAR NOT NULL)")
        old.execute("CREATE TABLE runs (run_id BIGINT NOT NULL, started TIMESTAMP NOT NULL, finished TIMESTAMP, pipeline_version "
                    "VARCHAR NOT NULL, fingerprint VARCHAR NOT NULL, config VARCHAR NOT NULL, documents BIGINT, rejects BIGINT, "
                    "outcome VARCHAR)")
        old.execute("CREATE TABLE inputs (sha256 VARCHAR NOT NULL, source VARCHAR NOT NULL, fingerprint VARCHAR NOT NULL)")
        old.execute("INSERT INTO documents VALUES ('old', 'beef', '旧文', 2, 'fine')")
        old.execute("INSERT INTO inputs VALUES ('beef', 'old.txt', '0:0')")
    assert go(store, folder).documents == 3
    assert store.rows("SELECT doc_id, issuer FROM documents WHERE doc_id = 'old'") == [("old", None)]
    assert store.rows("SELECT doc_id, fingerprint FROM contents WHERE sha256 = 'beef'") == [("old", "0:0")]
    assert store.rows("SELECT value FROM meta WHERE key = 'version'") == [("2",)]


def test_stores_of_newer_versions_are_refused(folder, store):
    go(store, folder)
    with duckdb.connect(str(store.path)) as newer:
        newer.execute("UPDATE meta SET value = '99'")
    with pytest.raises(StoreError, match="newer version"):
        go(store, folder)


def test_two_runs_at_once(folder, store):
    with lock.run_lock(store.path):
        with pytest.raises(StoreError, match=f"process {os.getpid()}"):
            go(store, folder, wait=False)
        said = []
        waiting = threading.Thread(target=run_paths, args=([folder], store, None, Options(jobs=0)), kwargs={"say": said.append})
        waiting.start()
        time.sleep(0.4)
        assert "waiting for it to end" in said[0] and not store.path.exists()
    waiting.join(60)
    assert len(store.documents) == 3


def test_readers_wait_for_a_commit_and_the_commit_for_readers(folder, store, monkeypatch):
    monkeypatch.setattr(batch, "GROUP_CHARACTERS", 1)       # a commit after each batch
    for number in range(30):
        (folder / f"{number}.txt").write_text(f"安排资金{number}亿元。", encoding="utf-8")
    go(store, folder / "a.txt")
    reader = subprocess.Popen([sys.executable, "-c", f"""
import time
from zhengce.store.database import Store
until = time.time() + 3
while time.time() < until:
    sizes = Store({str(store.path)!r}).rows("SELECT count(DISTINCT d.doc_id), count(DISTINCT s.doc_id) "
                                            "FROM documents d, sentences s")[0]
    assert sizes[0] == sizes[1] > 0, sizes
print("read")
"""], stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)})
    for _ in range(3):
        go(store, folder, force=True)
    assert reader.communicate(timeout=60)[0] == b"read\n" and reader.returncode == 0


def test_an_interrupted_run_keeps_what_is_done(folder, store, monkeypatch):
    def interrupted(outcome):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_paths([folder], store, None, Options(jobs=0), interrupted)
    assert list(store.runs["outcome"]) == ["interrupted"] and len(store.documents) == 3


def test_run_from_python_returns_the_store(folder, tmp_path):
    made = zhengce.run(folder, store=tmp_path / "p.duckdb", jobs=0)
    assert list(made.figures["text"]) and repr(made).startswith("Store(")
    with pytest.raises(AttributeError, match="there are documents"):
        _ = made.nothing
    with pytest.raises(StoreError, match="there is no store"):
        _ = Store(tmp_path / "none.duckdb").figures
    (tmp_path / "junk.duckdb").write_text("no store at all")
    with pytest.raises(StoreError):
        zhengce.run(folder, store=tmp_path / "junk.duckdb", jobs=0)


@pytest.fixture
def many(tmp_path) -> Path:
    """Documents enough for several commits."""
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(60):
        lines = [f"第{number}期第{line}段：安排资金{number}.{line}亿元，新建水库{line}座。" for line in range(1, 12)]
        (folder / f"{number:03}.txt").write_text("\n".join(lines), encoding="utf-8")
    return folder


@pytest.fixture
def small_steps(monkeypatch):
    """Tasks and commits so small that a run has many of them."""
    monkeypatch.setattr(batch, "GROUP_CHARACTERS", 5000)
    monkeypatch.setattr(batch.packed, "__defaults__", (3000, 4))


def killed_at(many: Path, store: Store, seconds: float, jobs: int) -> None:
    """Run in a process of its own, and kill it at this moment."""
    child = os.fork()
    if child == 0:
        go(store, many, jobs=jobs)
        os._exit(0)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def kills(many: Path, tmp_path: Path, moments: int, jobs: int) -> None:
    """Kill runs at random moments, then finish the work: nothing lost, nothing twice."""
    began = time.monotonic()
    whole = Store(tmp_path / "whole.duckdb")
    go(whole, many, jobs=jobs)
    length = time.monotonic() - began
    store = Store(tmp_path / "killed.duckdb")
    chance = random.Random(jobs)
    for _ in range(moments):
        killed_at(many, store, length * chance.uniform(0.05, 1.0), jobs)
        if chance.random() < 0.25:                           # start over once in a while
            for path in tmp_path.glob("killed.duckdb*"):
                path.unlink()
    go(store, many, jobs=jobs)
    assert rows(store) == rows(whole)
    assert store.rows("SELECT count(*) FROM sources") == [(60,)]


def test_a_killed_run_is_finished_by_the_next(many, tmp_path, small_steps):
    kills(many, tmp_path, 5, jobs=0)


@pytest.mark.slow
@pytest.mark.parametrize("jobs", [0, 1, 2])
def test_a_run_killed_twenty_times_is_finished_by_the_next(many, tmp_path, small_steps, jobs):
    kills(many, tmp_path, 20, jobs)


def test_a_full_disk_loses_nothing(many, tmp_path):
    """The size a file may have stands in for the disk's: writing beyond it fails as on a full disk."""
    import resource

    whole, store = Store(tmp_path / "whole.duckdb"), Store(tmp_path / "full.duckdb")
    go(whole, many)
    store.create()
    child = os.fork()
    if child == 0:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (store.path.stat().st_size,) * 2)
        try:
            go(store, many)
        except StoreError as error:
            os._exit(40 + ("make space" in str(error)))
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 41
    assert set(store.counts()) == set(TABLES), "the store is readable"
    go(store, many)
    assert rows(store) == rows(whole)


@pytest.mark.parametrize(("word", "error"), [("CRASH", "WorkerDied"), ("HANG", "WorkerDied"), ("GREEDY", "MemoryError")])
def test_a_document_that_crashes_hangs_or_eats_memory_costs_one_reject(tmp_path, monkeypatch, small_steps, store, word, error):
    """`sitecustomize` puts a hostile reader into the workers, which are fresh interpreters."""
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "sitecustomize.py").write_text(HOSTILE_READER, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path / "site")
    folder = tmp_path / "mixed"
    folder.mkdir()
    for number in range(12):
        (folder / f"{number:02}.txt").write_text(f"安排资金{number}亿元。" + (word if number == 6 else ""), encoding="utf-8")
    outcome = go(store, folder, jobs=2, patience=2.0 if word == "HANG" else 60.0, memory=1 << 30)
    assert (outcome.documents, outcome.rejected) == (11, 1)
    assert store.rows("SELECT source, error FROM rejects") == [(str(folder / "06.txt"), error)]
    assert [Path(name).name for name in store.documents["source"]] == [f"{n:02}.txt" for n in range(12) if n != 6]


def test_a_document_whose_analysis_fails_costs_one_reject_and_none_of_its_group(tmp_path, monkeypatch, store):
    from zhengce.face import extractor

    plain = extractor(Config()).figures.contexts

    def contexts(view, *before):
        if "难题" in view.text:
            raise ValueError("a hard one")
        return plain(view, *before)

    monkeypatch.setattr(extractor(Config()).figures, "contexts", contexts)
    lines = [f"安排资金{number}亿元。" + ("难题" if number == 3 else "") for number in range(6)]
    (tmp_path / "a.jsonl").write_text("\n".join(json.dumps({"text": line}, ensure_ascii=False) for line in lines), encoding="utf-8")
    outcome = go(store, tmp_path / "a.jsonl", jobs=0)
    assert (outcome.documents, outcome.rejected) == (5, 1)
    assert store.rows("SELECT stage, error FROM rejects") == [("extract", "ValueError")]


def test_what_a_replaced_pipeline_makes_is_not_stored_under_the_old_fingerprint(folder, tmp_path, monkeypatch, store):
    from zhengce.store import fingerprint

    rule = tmp_path / "rule.py"
    rule.write_text("A = 1")
    caches = (fingerprint.knowledge_digest, fingerprint._stamps)
    monkeypatch.setattr(fingerprint, "_knowledge", lambda: iter([rule]))
    try:
        for cache in caches:
            cache.cache_clear()
        fingerprint.fingerprint()
        rule.write_text("A = 22")
        with pytest.raises(StoreError, match="replaced while it ran"):
            go(store, folder, jobs=0)
        assert store.rows("SELECT count(*) FROM documents") == [(0,)]
        rule.write_text("A = 1")                              # touched, not changed
        assert go(store, folder, jobs=0).documents
    finally:
        for cache in caches:
            cache.cache_clear()


def test_an_interrupt_is_told(folder, tmp_path, monkeypatch):
    from click.testing import CliRunner

    from zhengce import cli

    def interrupted(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(batch, "packed", interrupted)
    done = CliRunner().invoke(cli.main, ["run", str(folder), "--store", str(tmp_path / "i.duckdb"), "--jobs", "0"])
    assert done.exit_code == 130 and "does the rest" in done.stderr
    assert list(Store(tmp_path / "i.duckdb").runs["outcome"]) == ["interrupted"]


def test_tasks_and_results_larger_than_a_socket_holds_do_not_block_each_other(tmp_path, store):
    """A worker that sends its rows does not read, a caller that sends the next task did not read either: both waited for ever."""
    line = "去年安排资金3.5亿元，新建水库12座，改造管网860公里，惠及4.2万户。\n"
    for number in range(8):
        (tmp_path / f"{number}.txt").write_text(f"第{number}号\n" + line * 2500, encoding="utf-8")
    outcome = go(store, tmp_path, jobs=2)
    assert (outcome.documents, outcome.rejected) == (8, 0)
