"""One run at a time on one store: a lock that dies with the process that holds it."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from zhengce.errors import StoreError

try:
    import fcntl
except ImportError:                                      # Windows: DuckDB's own lock still keeps writers apart
    fcntl = None  # type: ignore[assignment]


def lock_path(store: Path) -> Path:
    """The lock file of a store: a hidden file beside it, left in place, because removing it would let two runs in."""
    return store.parent / f".{store.name}.lock"


@contextmanager
def run_lock(store: Path, wait: bool = True, say: Callable[[str], None] = lambda message: None) -> Iterator[None]:
    """Hold the store for one run. Where another run holds it, say so and wait; with `wait=False` raise `StoreError`."""
    try:
        store.parent.mkdir(parents=True, exist_ok=True)
        handle = open(lock_path(store), "a+", encoding="utf-8")  # noqa: SIM115 (closed by the `with` below)
    except OSError as error:
        raise StoreError(error.strerror or "cannot be written", str(store), None, "check the folder and its rights") from error
    with handle:
        if fcntl and not _taken(handle):
            handle.seek(0)
            other = handle.read().strip() or "unknown"
            if not wait:
                raise StoreError(f"another run is writing to the store (process {other})", str(store), None, "wait for it to end")
            say(f"another run is writing to {store} (process {other}): waiting for it to end")
            while not _taken(handle):
                time.sleep(0.2)
        with suppress(OSError):                          # a full disk: the lock holds without a name in it
            handle.truncate(0)
            handle.write(str(os.getpid()))
            handle.flush()
        yield


def _taken(handle) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return True
    except BlockingIOError:
        return False
