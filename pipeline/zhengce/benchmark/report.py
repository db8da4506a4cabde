"""One report: every measurement of a benchmark, each made in a process of its own."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from zhengce.benchmark.material import Material, read_texts
from zhengce.benchmark.measure import Growth, Processes, StageTime, Whole, fresh, measure_stages, measure_whole, run_with
from zhengce.config import Config


@dataclass(frozen=True, slots=True)
class Report:
    """What was measured, over how much text; parts that were not asked for are empty.

    `whole` goes from texts to all tables in the store in one process; `plain` is the same without the statistical models;
    `processes` and `growth` are real runs with worker processes and with more and more text.
    """

    documents: int
    characters: int
    stages: tuple[StageTime, ...]
    whole: Whole
    plain: Whole | None
    processes: tuple[Processes, ...]
    growth: tuple[Growth, ...]


def benchmark(paths: Iterable[str | Path], config: Config | None = None, characters: int = 1_000_000, jobs: Iterable[int] = (),
              growth: Iterable[int] = ()) -> Report:
    """Measure the pipeline on about `characters` of the documents in `paths` (evenly spread, or repeated where there are fewer).

    `jobs` are numbers of worker processes to compare, `growth` numbers of characters at which speed and memory should be the
    same. Raises `IngestError` where a path holds no document.
    """
    config = config or Config()
    texts = read_texts(paths)
    with tempfile.TemporaryDirectory(prefix="zhengce-benchmark-") as folder:
        sample = Material.of(texts, characters, Path(folder))
        stages = fresh(measure_stages, sample, config)
        whole = fresh(measure_whole, sample, config)
        without = config.model_copy(update={"models": False})
        plain = fresh(measure_whole, sample, without) if config.models else None
        processes = tuple(run_with(sample, config, number) for number in jobs)
        grown = []
        for size in growth:
            material = Material.of(texts, size, Path(folder))
            grown.append(Growth(material.characters, fresh(measure_whole, material, config)))
            material.path.unlink()
    return Report(sample.documents, sample.characters, tuple(stages), whole, plain, processes, tuple(grown))
