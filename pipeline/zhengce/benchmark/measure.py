"""The measurements, each a plain function that runs in a process of its own."""

from __future__ import annotations

import logging
import multiprocessing
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from zhengce.benchmark.material import Material
from zhengce.config import Config


@dataclass(frozen=True, slots=True)
class StageTime:
    """A stage's processor time per character in microseconds; `ratio` is how many times as fast as `jieba.cut` it is."""

    name: str
    micro: float
    ratio: float


@dataclass(frozen=True, slots=True)
class Whole:
    """Texts to tables in the store, one process. `ratio` compares processor time, `ratio_wall` time by the clock on the wall.

    `peak_mb` includes jieba's dictionary, some 150 MB that a run does not need.
    """

    ratio: float
    ratio_wall: float
    micro: float
    jieba_micro: float
    characters_per_second: float
    store_mb: float
    peak_mb: float


@dataclass(frozen=True, slots=True)
class Processes:
    """A real run with worker processes, their start not counted; peaks in MB, of the largest worker and of the process that writes."""

    jobs: int
    characters_per_second: float
    worker_peak_mb: float
    writer_peak_mb: float


@dataclass(frozen=True, slots=True)
class Growth:
    """The whole over this many characters."""

    characters: int
    whole: Whole


def fresh(function: Callable[..., Any], *arguments: Any) -> Any:
    """What `function` returns when a new interpreter runs it."""
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as process:
        return process.submit(function, *arguments).result()


def peak_mb() -> float:
    """The most memory this process has held, in MB."""
    try:
        status = Path("/proc/self/status").read_text()
        return int(status.split("VmHWM:")[1].split()[0]) / 1024
    except (OSError, IndexError):
        import resource

        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


class _Jieba:
    """Plain `jieba.cut` with the time it took."""

    def __init__(self) -> None:
        import jieba

        jieba.setLogLevel(logging.CRITICAL)
        self._tokenizer = jieba.Tokenizer()
        self._tokenizer.initialize()
        self.seconds = self.wall = 0.0

    def cut(self, text: str) -> None:
        began, wall = time.process_time(), time.perf_counter()
        for _ in self._tokenizer.cut(text):
            pass
        self.seconds += time.process_time() - began
        self.wall += time.perf_counter() - wall


class _Stopwatch:
    """Processor seconds by name."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    @contextmanager
    def __call__(self, name: str) -> Iterator[None]:
        began = time.process_time()
        yield
        self.seconds[name] = self.seconds.get(name, 0.0) + time.process_time() - began


def measure_stages(material: Material, config: Config) -> list[StageTime]:
    """Each stage of `Extractor.analyse`, the rows made of it, and their sum."""
    from zhengce.article import Article
    from zhengce.face import extractor
    from zhengce.stages.extractor import STAGES, Analysis
    from zhengce.stages.ledger import build_ledger
    from zhengce.stages.tabulate import tabulate
    from zhengce.stages.view import view
    from zhengce.store.work import collector_off

    stages, watch, jieba = extractor(config), _Stopwatch(), _Jieba()
    with collector_off():
        for text in material.texts():
            with watch("article"):
                article = Article.from_text(text)
            with watch("view"):
                found = Analysis(view(article, stages.segmenter))
            for stage in STAGES:
                with watch(stage):
                    setattr(found, stage, stages.find(stage, found))
            with watch("ledger"):
                found.numerals = build_ledger(found.view, found.times, found.entities, found.figures)
            with watch("tabulate"):
                tabulate(found)
            jieba.cut(text)
    seconds = {**watch.seconds, "sum": sum(watch.seconds.values()), "jieba.cut": jieba.seconds}
    return [StageTime(name, spent / material.characters * 1e6, jieba.seconds / spent if spent else 0.0) for name, spent in seconds.items()]


def measure_whole(material: Material, config: Config) -> Whole:
    """A run over the material into a new store, in this process; jieba cuts each batch's texts when the run has read them."""
    from zhengce.face import extractor
    from zhengce.store.batch import Options, run_paths
    from zhengce.store.database import Store

    extractor(config)
    jieba, texts, before = _Jieba(), material.texts(), 0

    def cut(outcome: Any) -> None:
        nonlocal before
        for text in islice(texts, outcome.documents - before):
            jieba.cut(text)
        before = outcome.documents

    with tempfile.TemporaryDirectory(prefix="zhengce-benchmark-") as folder:
        store = Store(Path(folder) / "store.duckdb")
        began, wall = time.process_time(), time.perf_counter()
        outcome = run_paths([material.path], store, config, Options(jobs=0), cut)
        seconds, wall = time.process_time() - began - jieba.seconds, time.perf_counter() - wall - jieba.wall
        size = store.path.stat().st_size / 1e6
    return Whole(jieba.seconds / seconds, jieba.wall / wall, seconds / outcome.characters * 1e6,
                 jieba.seconds / outcome.characters * 1e6, outcome.characters / wall, size, peak_mb())


def run_with(material: Material, config: Config, jobs: int) -> Processes:
    """A run with worker processes, timed from its first batch on."""
    return fresh(_run_with, material, config, jobs)


def _run_with(material: Material, config: Config, jobs: int) -> Processes:
    from zhengce.store.batch import Options, run_paths
    from zhengce.store.database import Store

    first: list[tuple[float, int]] = []

    def note(outcome: Any) -> None:
        if not first:
            first.append((time.perf_counter(), outcome.characters))

    with tempfile.TemporaryDirectory(prefix="zhengce-benchmark-") as folder:
        outcome = run_paths([material.path], Store(Path(folder) / "store.duckdb"), config, Options(jobs=jobs), note)
    began, characters = first[0]
    return Processes(jobs, (outcome.characters - characters) / (time.perf_counter() - began), outcome.peak / 1e6, peak_mb())
