"""`zhengce run`: new and changed documents in, their rows into the store, nothing lost and nothing twice.

The walk yields what is new (`intake`), workers make columnar batches of it in its order (`workers`, `work`), and this module
commits them in groups (`database`). All that a killed run has committed stays, and the next run does the rest.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from zhengce import __version__
from zhengce.config import Config
from zhengce.errors import StoreError
from zhengce.store.batches import Batch, reject
from zhengce.store.database import Group, Store
from zhengce.store.fingerprint import fingerprint, is_outdated
from zhengce.store.inputs import find_files, lies_under
from zhengce.store.intake import Intake, Outcome, packed
from zhengce.store.lock import lock_path, run_lock
from zhengce.store.workers import MEMORY, PATIENCE, Pool

GROUP_CHARACTERS, GROUP_SECONDS = 2_000_000, 20.0
"""A group is committed at this size or age: opening, committing and closing the store costs what 20,000 characters cost."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How a run goes about it.

    `jobs`: worker processes; 0 works in this process, for debugging. `force`: unchanged documents too. `prune`: remove the
    documents of sources that are gone. `wait`: for another run on the same store, else raise. `patience`, `memory`: seconds for
    one input, bytes for one worker. `engine`: `local` writes a store, `dask` a dataset; `scheduler` is the address of a Dask cluster,
    without it `jobs` processes of this machine are one.
    """

    jobs: int = 1
    force: bool = False
    prune: bool = False
    wait: bool = True
    patience: float = PATIENCE
    memory: int = MEMORY
    engine: Literal["local", "dask"] = "local"
    scheduler: str | None = None


PLAIN = Options()
Progress = Callable[[Outcome], None]


def run(paths: Iterable[str | Path] | str | Path, store: str | Path = "zhengce.duckdb", config: Config | None = None,
        **options) -> Store:
    """Process what is new or changed among `paths` and return the store; `options` are the fields of `Options`.

    Raises `StoreError` where the store cannot be written, `IngestError` for a path where nothing is; a document that cannot be
    read becomes a row of `rejects`.
    """
    place = Store(store)
    run_paths([paths] if isinstance(paths, str | Path) else list(paths), place, config, Options(**options))
    return place


def run_paths(paths: list[str | Path], store: Store, config: Config | None = None, options: Options = PLAIN,
              progress: Progress = lambda outcome: None, say: Callable[[str], None] = lambda message: None) -> Outcome:
    """The run behind `run`, with its outcome; `progress` is told after each batch, `say` what a person should know."""
    with run_lock(store.path, options.wait, say):
        _make(store, options)
        config = config or Config()
        mark = fingerprint(config)
        known, rejected = (set(), set()) if options.force else store.known(mark)
        engine = f"{options.engine}, {options.scheduler or f'{options.jobs} jobs'}"
        run_id = store.begin_run(__version__, mark, config.model_dump_json(), engine)
        outcome = Outcome()
        writer = _Writer(store, run_id, mark, outcome)
        try:
            sources = store.rows("SELECT place, source, sha256 FROM sources")
            files = find_files(paths, leave_out=_own_files(store.path))
            outcome.total = sum(file.size for file in files)
            intake = Intake(files, known, rejected, {hash(source) for source in sources}, outcome)
            for batch in batches_of(packed(intake), config, options, outcome, store, mark):
                writer.add(batch, intake.take_sources({sha256 for sha256, _ in batch.contents}))
                progress(outcome)
            writer.finish(intake)
            _settle(store, [place for place, _, _ in sources if hash(place) not in intake.seen], paths, options, outcome)
            store.settle(mark)
            store.end_run(run_id, "finished")
        except BaseException as error:
            _note_end(store, writer, run_id, error)
            raise
        progress(outcome)
        return outcome


def _make(store: Store, options: Options) -> None:
    """Make the store or bring it up to date. Raises `StoreError` where it is not of the kind that the engine writes."""
    if options.engine == "dask":
        if store.path.is_file():
            raise StoreError("is a store in one file", str(store.path), None, "--engine dask writes a folder: give another --store")
        store.path.mkdir(parents=True, exist_ok=True)
    elif store.is_dataset:
        raise StoreError("is a folder", str(store.path), None, "a dataset is continued with --engine dask; give another --store")
    store.create()


def batches_of(tasks: Iterable, config: Config, options: Options, outcome: Outcome, store: Store, mark: str) -> Iterator[Batch]:
    """The batches of rows that the engine of `options` makes of `tasks`, in their order."""
    first = next(iterator := iter(tasks), None)
    if first is None:                                        # nothing new: no worker need start
        return
    tasks = _chained(first, iterator)
    if options.engine == "dask":
        from zhengce.store.cluster import run_on_cluster

        yield from run_on_cluster(tasks, config, mark, store.path, options)
        return
    if options.jobs == 0 or not hasattr(os, "fork"):
        from zhengce.face import extractor
        from zhengce.store.work import process

        stages = extractor(config)
        for task in tasks:
            yield from process(task, stages)
        return
    with Pool(config, options.jobs, options.patience, options.memory) as pool:
        yield from pool.run(tasks)
        outcome.peak = pool.peak


def _chained(first: list, rest: Iterator[list]) -> Iterator[list]:
    yield first
    yield from rest


class _Writer:
    """Collects batches and commits them in groups."""

    def __init__(self, store: Store, run_id: int, fingerprint: str, outcome: Outcome):
        self._store, self._run_id, self._fingerprint, self._outcome = store, run_id, fingerprint, outcome
        self._group = Group()
        self._since = time.monotonic()

    def add(self, batch: Batch, sources: list[tuple[str, str, str]]) -> None:
        doc_ids = batch.documents
        if not self._group.doc_ids.isdisjoint(doc_ids):      # the same record in two tables: the later one takes the place
            self.commit()
        self._group.batches.append(batch)
        self._group.sources += sources
        self._group.doc_ids.update(doc_ids)
        self._group.characters += batch.characters
        self._outcome.documents += len(doc_ids)
        self._outcome.rejected += len(batch.rejects)
        self._outcome.characters += batch.characters
        self._outcome.read += batch.read
        if self._group.characters >= GROUP_CHARACTERS or time.monotonic() - self._since >= GROUP_SECONDS:
            self.commit()

    def commit(self) -> None:
        """Write what is collected."""
        group, self._group, self._since = self._group, Group(), time.monotonic()
        if group.batches or group.sources:
            if is_outdated():
                raise StoreError("the pipeline was replaced while it ran", None, None, "run again: what was committed before stays, the rest is made anew")
            outcome = self._outcome
            self._store.commit(group, self._run_id, self._fingerprint,
                               {"documents": outcome.documents, "rejects": outcome.rejected, "unchanged": outcome.unchanged,
                                "characters": outcome.characters})

    def finish(self, intake: Intake) -> None:
        """Write what is left: sources of known content, and what could not be opened."""
        rejects = [reject(source, None, "open", type(error).__name__, str(error)) for source, error in intake.unreadable]
        self.add(Batch(rejects=rejects), intake.take_sources())
        self.commit()


def _own_files(store: Path) -> Callable[[Path], bool]:
    """Whether a file belongs to the store, when that lies among the documents."""
    own = {path.resolve() for path in (store, store.with_name(store.name + ".wal"), lock_path(store))}
    return lambda path: path.resolve() in own or store.resolve() in path.resolve().parents


def _settle(store: Store, unseen: list[str], paths: list[str | Path], options: Options, outcome: Outcome) -> None:
    """Sources of earlier runs that should have been seen and were not: moved, or gone."""
    missing = [place for place in unseen if any(lies_under(place, path) for path in paths)]
    if not missing:
        return
    elsewhere = {place for (place,) in store.rows(
        "SELECT place FROM sources WHERE place IN (SELECT unnest(?)) AND sha256 IN "
        "(SELECT sha256 FROM sources WHERE place NOT IN (SELECT unnest(?)))", [missing, missing])}
    gone = [place for place in missing if place not in elsewhere]
    outcome.moved = len(elsewhere)
    outcome.vanished = gone
    store.forget([*elsewhere, *(gone if options.prune else ())])
    outcome.removed = len(gone) if options.prune else 0


def _note_end(store: Store, writer: _Writer, run_id: int, error: BaseException) -> None:
    """Keep what is done, and how the run ended; on a full disk neither can be, and what is committed stays as it is."""
    interrupted = isinstance(error, KeyboardInterrupt)
    try:
        if not isinstance(error, StoreError):
            writer.commit()
        store.end_run(run_id, "interrupted" if interrupted else f"failed: {error}")
    except StoreError:
        pass
