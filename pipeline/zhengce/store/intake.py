"""One walk over what a run was given: yields the inputs that are new, notes where every content was seen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from zhengce.errors import IngestError
from zhengce.store.inputs import File, Input, Unreadable, read_inputs

TASK_BYTES, TASK_INPUTS = 100_000, 64
"""Size of a worker's task: some tens of milliseconds of work, so that transport costs little and nobody waits for long."""


@dataclass(slots=True)
class Outcome:
    """What a run did. `documents` were processed; `unchanged` and `rejected` count inputs; `rejected_before` are unchanged
    inputs that an earlier run rejected; `vanished` are sources of earlier runs that are gone, `moved` those found elsewhere; `peak` is
    the most bytes of memory that a worker process held."""

    documents: int = 0
    unchanged: int = 0
    rejected: int = 0
    rejected_before: int = 0
    characters: int = 0
    read: int = 0
    total: int = 0
    moved: int = 0
    removed: int = 0
    peak: int = 0
    vanished: list[str] = field(default_factory=list)


class Intake:
    """The inputs of `files` that are not `known`; iterate once.

    `take_sources` hands out (place, source, SHA-256) of contents that are stored, or are just being stored.
    """

    def __init__(self, files: Iterable[File], known: set[str], rejected: set[str], noted: set[int], outcome: Outcome):
        self._files, self._known, self._rejected, self._noted, self._outcome = files, known, rejected, noted, outcome
        self._new: set[str] = set()
        self._pending: dict[str, list[tuple[str, str, str]]] = {}
        self._sources: list[tuple[str, str, str]] = []
        self.seen: set[int] = set()
        self.unreadable: list[tuple[str, IngestError]] = []

    def __iter__(self) -> Iterator[Input]:
        for file in self._files:
            size = 0
            for item in read_inputs(file.path):
                self.seen.add(hash(item.place))
                if isinstance(item, Unreadable):
                    self.unreadable.append((item.source, item.error))
                    continue
                size += len(item.raw)
                if self._is_new(item):
                    yield item
                else:
                    self._outcome.read += len(item.raw)
            if not size or size > file.size > 0:             # unpacked: progress goes by the bytes of what is inside
                self._outcome.total += size - file.size

    def _is_new(self, item: Input) -> bool:
        source = (item.place, item.source, item.sha256)
        if item.sha256 in self._known:
            self._outcome.unchanged += 1
            self._outcome.rejected_before += item.sha256 in self._rejected
        elif item.sha256 not in self._new:
            self._new.add(item.sha256)
            self._pending[item.sha256] = [source]
            return True
        else:
            self._outcome.unchanged += 1
        if item.sha256 in self._pending:                     # the same content twice, and the first is on its way
            self._pending[item.sha256].append(source)
        elif hash(source) not in self._noted:
            self._sources.append(source)
        return False

    def take_sources(self, done: Iterable[str] = ()) -> list[tuple[str, str, str]]:
        """Sources that can be stored now, where the contents `done` are stored with them."""
        taken, self._sources = self._sources, []
        for sha256 in done:
            taken += self._pending.pop(sha256, ())
        return taken


def packed(inputs: Iterable[Input], most_bytes: int = TASK_BYTES, most: int = TASK_INPUTS) -> Iterator[list[Input]]:
    """Inputs in tasks of about equal size."""
    task: list[Input] = []
    size = 0
    for item in inputs:
        if task and (size + len(item.raw) > most_bytes or len(task) >= most):
            yield task
            task, size = [], 0
        task.append(item)
        size += len(item.raw)
    if task:
        yield task
