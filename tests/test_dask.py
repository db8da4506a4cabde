"""`--engine dask`: the rows of a local run, whatever happens to the workers, read by the same commands."""

from __future__ import annotations

import json
import os
import signal
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from hostile import HOSTILE_READER
from zhengce.analyse.document_rows import documents_of
from zhengce.cli import main
from zhengce.errors import StoreError
from zhengce.rows import TABLES
from zhengce.store import batch, cluster
from zhengce.store.batch import Options, run_paths
from zhengce.store.database import Store

distributed = pytest.importorskip("distributed", reason="the Dask engine is tested where `distributed` is installed")


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("docs")
    for number in range(24):
        text = f"第{number}期：去年安排资金{number}.5亿元，新建水库{number + 1}座。\n一是加强组织领导。各乡镇要完善工作机制。"
        (folder / f"{number:02}.txt").write_text(text, encoding="utf-8")
    (folder / "broken.docx").write_bytes(b"PK\x03\x04 broken")
    return folder


@pytest.fixture(scope="module")
def local(folder, tmp_path_factory) -> Store:
    store = Store(tmp_path_factory.mktemp("local") / "s.duckdb")
    run_paths([folder], store, None, Options(jobs=0))
    return store


@pytest.fixture(scope="module")
def workers():
    """A scheduler of this machine with two workers, shared by the tests: to start it takes longest."""
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as running:
        yield running


@pytest.fixture(autouse=True)
def small_tasks(monkeypatch):
    monkeypatch.setattr(batch.packed, "__defaults__", (3000, 3))


def rows(store: Store) -> dict[str, list[tuple]]:
    return {table: sorted(store.rows(f'SELECT * FROM "{table}"'), key=repr) for table in TABLES}


def go(folder: Path, place: Path, workers, **options) -> tuple[Store, batch.Outcome]:
    store = Store(place)
    return store, run_paths([folder], store, None, Options(engine="dask", scheduler=workers.scheduler_address, **options))


def test_rows_are_those_of_a_local_run_and_the_commands_read_them(folder, local, workers, tmp_path):
    store, outcome = go(folder, tmp_path / "set", workers)
    assert (outcome.documents, outcome.rejected) == (24, 1)
    assert rows(store) == rows(local)
    manifest = json.loads((tmp_path / "set" / "manifest.json").read_text())
    assert manifest["documents"] == 24 and all((tmp_path / "set" / name).exists() for name in manifest["tables"]["figures"])
    assert len(list(documents_of(tmp_path / "set"))) == 24
    for command in (["export", str(tmp_path / "set"), str(tmp_path / "out"), "--format", "csv"], ["series", str(tmp_path / "set")],
                    ["report", str(tmp_path / "set"), "-o", str(tmp_path / "r.html")],
                    ["check", str(tmp_path / "set"), "--baseline", str(tmp_path / "base"), "--accept"]):
        done = CliRunner().invoke(main, command)
        assert done.exit_code == 0, done.output
    second = go(folder, tmp_path / "set", workers)[1]
    assert (second.documents, second.unchanged) == (0, 25)


def test_edited_moved_and_vanished_files(local, workers, tmp_path):
    docs = tmp_path / "docs"
    docs.mkdir()
    for name in ("a", "b", "c"):
        (docs / f"{name}.txt").write_text(f"{name}县安排资金3亿元。", encoding="utf-8")
    store = go(docs, tmp_path / "set", workers)[0]
    (docs / "a.txt").write_text("a县安排资金4亿元。", encoding="utf-8")
    (docs / "b.txt").rename(docs / "moved.txt")
    (docs / "c.txt").unlink()
    outcome = go(docs, tmp_path / "set", workers, prune=True)[1]
    assert (outcome.documents, outcome.moved, outcome.removed) == (1, 1, 1)
    assert sorted(Path(source).name for source in store.documents["source"]) == ["a.txt", "moved.txt"]
    assert sorted(store.figures["text"]) == ["3亿元", "4亿元"]


def test_a_killed_worker_loses_nothing_and_doubles_nothing(folder, local, workers, tmp_path):
    """A worker is killed whenever a part has landed and others are still worked on: Dask gives what it had to the other."""
    killed = []

    def kills(outcome):
        pids = [worker.pid for worker in workers.workers.values() if worker.pid]
        if len(killed) < 2 and pids and 0 < outcome.documents < 20:
            os.kill(pids[0], signal.SIGKILL)
            killed.append(pids[0])

    store = Store(tmp_path / "set")
    outcome = run_paths([folder], store, None, Options(engine="dask", scheduler=workers.scheduler_address), kills)
    assert killed
    assert (outcome.documents, outcome.rejected) == (24, 1)
    assert rows(store) == rows(local)


def test_a_run_that_dies_is_finished_by_the_next(folder, local, workers, tmp_path):
    def dies(outcome):
        if outcome.documents > 6:
            raise KeyboardInterrupt

    store = Store(tmp_path / "set")
    with pytest.raises(KeyboardInterrupt):
        run_paths([folder], store, None, Options(engine="dask", scheduler=workers.scheduler_address), dies)
    assert 6 < len(store.documents) < 24
    outcome = go(folder, tmp_path / "set", workers)[1]
    assert outcome.documents == 24 - (outcome.unchanged - outcome.rejected_before)
    assert rows(store) == rows(local)
    parts = {path.name for path in (tmp_path / "set").glob("*/part=*")}
    assert parts == {f"part={part}" for (part,) in store.rows("SELECT part FROM parts")}, "nothing of the dead run is left"


def test_a_killing_document_costs_one_reject(workers, tmp_path, monkeypatch):
    """Halving finds it: here the cluster says so at once, as Dask does after some dead workers."""
    from zhengce.store.inputs import Input

    class Future:
        def __init__(self, inputs):
            self.inputs = inputs

        def result(self):
            if any(b"KILLS" in item.raw for item in self.inputs):
                raise distributed.KilledWorker("task", None, 2)
            return batch.Batch(contents=[(item.sha256, item.sha256) for item in self.inputs])

    work = cluster._Work(None, None, None, "", tmp_path)
    monkeypatch.setattr(work, "_submit", Future)
    monkeypatch.setattr(work, "_most", lambda: 2)
    inputs = [Input(f"{n}.txt", f"/{n}.txt", f"{n}.txt", b"KILLS" if n == 5 else b"", str(n)) for n in range(9)]
    batches = list(work.batches([inputs]))
    assert [sha256 for one in batches for sha256, _ in one.contents] == [str(n) for n in range(9)]
    assert [row["source"] for one in batches for row in one.rejects] == ["5.txt"]


def _path_of_new_processes(first: list[str]) -> None:
    """In a worker: what the processes that it starts from now on import first."""
    sys.path[:] = first + [path for path in sys.path if not path.endswith("site")]
    cluster._pool.cache_clear()


def test_a_document_that_hangs_costs_one_reject(workers, tmp_path, monkeypatch):
    """Its process is ended by the worker that waits for it; the worker itself and the cluster live on."""
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "sitecustomize.py").write_text(HOSTILE_READER, encoding="utf-8")
    docs = tmp_path / "docs"
    docs.mkdir()
    for number in range(6):
        (docs / f"{number}.txt").write_text(f"安排资金{number}亿元。" + "HANG" * (number == 3), encoding="utf-8")
    with distributed.Client(workers.scheduler_address, set_as_default=False) as client:
        client.run(_path_of_new_processes, [str(tmp_path / "site")])
        store, outcome = go(docs, tmp_path / "set", workers, patience=2.0)
        client.run(_path_of_new_processes, [])
    assert (outcome.documents, outcome.rejected) == (5, 1)
    assert [(Path(source).name, error) for source, error in store.rows("SELECT source, error FROM rejects")] == [("3.txt", "WorkerDied")]


def test_kinds_of_stores_are_not_mixed(folder, local, tmp_path, monkeypatch):
    monkeypatch.setattr(cluster, "ANSWER", 1.0)
    with pytest.raises(StoreError, match="in one file"):
        run_paths([folder], local, None, Options(engine="dask"))
    with pytest.raises(StoreError, match="is a folder"):
        run_paths([folder], Store(tmp_path), None, Options(jobs=0))
    with pytest.raises(StoreError, match="no Dask scheduler"):
        run_paths([folder], Store(tmp_path / "set"), None, Options(engine="dask", scheduler="tcp://127.0.0.1:9"))
