"""The report of a benchmark as lines for people."""

from __future__ import annotations

from collections.abc import Iterator

from zhengce.benchmark.measure import Whole
from zhengce.benchmark.report import Report


def lines(report: Report) -> Iterator[str]:
    """A table of stages, then the whole, processes and growth; `x` is times as fast as plain `jieba.cut`."""
    yield f"{report.documents:,} documents, {report.characters:,} characters; x: times as fast as plain jieba.cut in the same run"
    yield f"{'stage':12}{'µs/char':>9}{'x':>9}"
    yield from (f"{stage.name:12}{stage.micro:9.3f}{stage.ratio:9.2f}" for stage in report.stages)
    yield "texts to all tables in the store, one process:"
    yield "  " + _whole(report.whole)
    if report.plain:
        yield "  " + _whole(report.plain) + ", without statistical models"
    yield from (f"--jobs {one.jobs}: {one.characters_per_second:,.0f} characters/s, peak memory {one.worker_peak_mb:.0f} MB a worker, "
                f"{one.writer_peak_mb:.0f} MB the writer" for one in report.processes)
    if len(report.processes) > 1:
        first, last = report.processes[0], report.processes[-1]
        gain = last.characters_per_second / first.characters_per_second
        yield f"--jobs {last.jobs} is {gain:.2f} times as fast as --jobs {first.jobs}"
    yield from (f"{one.characters:,} characters: {_whole(one.whole)}" for one in report.growth)


def _whole(one: Whole) -> str:
    return (f"{one.ratio:.2f} x ({one.ratio_wall:.2f} x by the clock), {one.micro:.2f} µs/char (jieba {one.jieba_micro:.2f}), "
            f"{one.characters_per_second:,.0f} characters/s, store {one.store_mb:.0f} MB, "
            f"peak memory with jieba {one.peak_mb:.0f} MB")
