"""`--engine dask`: the same extraction on Dask distributed. Workers write parts of a dataset, the caller commits what they report.

Inside a Dask worker the documents are read by a process of their own (`workers.Pool`), so that one that crashes, hangs or eats memory
costs a reject, as in a local run. Dask gives a task whose worker was killed to another; a task that kills again and again is halved
until the input that does it is alone, and that becomes a reject.
"""

from __future__ import annotations

import logging
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from zhengce.config import Config
from zhengce.errors import StoreError
from zhengce.store.batches import Batch, reject
from zhengce.store.inputs import Input
from zhengce.store.workers import Pool

if TYPE_CHECKING:
    from zhengce.store.batch import Options

AHEAD = 4
"""Tasks for each thread of the cluster that may be on their way: nobody waits, and memory stays bounded."""

ANSWER = 20.0
"""Seconds for a scheduler to answer."""


def make_part(inputs: list[Input], config: Config, options: Options, fingerprint: str, folder: str) -> Batch:
    """What a worker does: the rows of some inputs, written as a part of the dataset; the batch that comes back holds no rows."""
    import pyarrow as pa

    from zhengce.store.dataset import part_name, write_part

    try:
        batches = list(_pool(config, options.patience, options.memory, threading.get_ident()).run([inputs]))
    except StoreError:
        _pool.cache_clear()                                 # a pool that failed is of no more use; Dask tries the task again
        raise
    names = {table for batch in batches for table in batch.tables}
    tables = {name: pa.concat_tables([batch.tables[name] for batch in batches if name in batch.tables]) for name in sorted(names)}
    part = part_name([item.sha256 for item in inputs], fingerprint)
    write_part(Path(folder), part, tables)
    return Batch(contents=[pair for batch in batches for pair in batch.contents],
                 rejects=[row for batch in batches for row in batch.rejects],
                 characters=sum(batch.characters for batch in batches), read=sum(batch.read for batch in batches),
                 part=part, written=[doc_id for batch in batches for doc_id in batch.documents])


@lru_cache(maxsize=64)
def _pool(config: Config, patience: float, memory: int, thread: int) -> Pool:
    """The process that reads the documents of one thread of this worker; it ends with the worker."""
    return Pool(config, 1, patience, memory)


def run_on_cluster(tasks: Iterable[list[Input]], config: Config, fingerprint: str, folder: Path, options: Options) -> Iterator[Batch]:
    """The batches of all tasks, in their order. Without a scheduler in `options`, on its number of jobs of this machine.

    Raises `StoreError` where Dask is not installed or the scheduler is not there.
    """
    with ExitStack() as stack:
        client = _client(stack, options.jobs, options.scheduler)
        work = _Work(client, config, options, fingerprint, folder.resolve())
        yield from work.batches(tasks)


def _client(stack: ExitStack, jobs: int, scheduler: str | None) -> Any:
    try:
        import dask.config
        from distributed import Client, LocalCluster
    except ImportError as error:
        raise StoreError("Dask is not installed", None, None, "pip install 'zhengce[dask]'") from error
    if scheduler:
        try:
            return stack.enter_context(Client(scheduler, timeout=ANSWER, set_as_default=False))
        except (OSError, ValueError) as error:
            raise StoreError(f"no Dask scheduler answers at {scheduler}", None, None, "check the address") from error
    stack.enter_context(dask.config.set({"distributed.scheduler.allowed-failures": 1}))
    cluster = stack.enter_context(LocalCluster(n_workers=max(1, jobs), threads_per_worker=1, processes=True, dashboard_address=None,
                                               silence_logs=logging.CRITICAL))
    return stack.enter_context(Client(cluster, set_as_default=False))


class _Work:
    """Tasks on their way through a cluster."""

    def __init__(self, client: Any, config: Config, options: Options, fingerprint: str, folder: Path):
        self._client, self._rest = client, (config, options, fingerprint, str(folder))

    def batches(self, tasks: Iterable[list[Input]]) -> Iterator[Batch]:
        waiting = iter(tasks)
        under_way: deque[tuple[list[Input], Any]] = deque()
        more = True
        while more or under_way:
            while more and len(under_way) < self._most():
                inputs = next(waiting, None)
                more = inputs is not None
                if inputs is not None:
                    under_way.append((inputs, self._submit(inputs)))
            if under_way:
                yield from self._results(*under_way.popleft())

    def _most(self) -> int:
        return AHEAD * max(1, sum(self._client.nthreads().values()))

    def _submit(self, inputs: list[Input]) -> Any:
        # Never pure: a part that a failed run left may be gone, so a result that the scheduler remembers is worth nothing.
        return self._client.submit(make_part, inputs, *self._rest, pure=False, retries=1)

    def _results(self, inputs: list[Input], future: Any) -> Iterator[Batch]:
        from distributed import KilledWorker

        try:
            yield future.result()
        except KilledWorker:
            if len(inputs) == 1:
                yield _rejected(inputs[0])
                return
            middle = len(inputs) // 2
            for part in (inputs[:middle], inputs[middle:]):
                yield from self._results(part, self._submit(part))


def _rejected(item: Input) -> Batch:
    message = f"{item.source}: each worker that read it died (look at the file; `zhengce run --force` tries it again)"
    return Batch(contents=[(item.sha256, None)], read=len(item.raw),
                 rejects=[reject(item.source, item.sha256, "crash", "WorkerDied", message)])
