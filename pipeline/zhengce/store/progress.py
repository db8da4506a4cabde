"""Progress on stderr: a bar with documents, characters per second and time left on a terminal, plain lines elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from zhengce.store.intake import Outcome

EVERY = 10.0
"""Seconds between two plain lines."""


@contextmanager
def shown_progress() -> Iterator[Callable[[Outcome], None]]:
    """A function that shows how far a run is."""
    if sys.stderr.isatty():
        with _bar() as show:
            yield show
    else:
        yield _lines()


@contextmanager
def _bar() -> Iterator[Callable[[Outcome], None]]:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

    bar = Progress(TextColumn("{task.fields[documents]:,} documents"), BarColumn(), TextColumn("{task.percentage:3.0f} %"),
                   TextColumn("{task.fields[speed]}"), TimeElapsedColumn(), TextColumn("left"), TimeRemainingColumn(),
                   console=Console(stderr=True), transient=True)
    began = time.monotonic()
    with bar:
        task = bar.add_task("", total=None, documents=0, speed="")

        def show(outcome: Outcome) -> None:
            bar.update(task, total=max(outcome.total, 1), completed=outcome.read, documents=outcome.documents,
                       speed=speed(outcome.characters, time.monotonic() - began))

        yield show


def _lines() -> Callable[[Outcome], None]:
    began = last = time.monotonic()

    def show(outcome: Outcome) -> None:
        nonlocal last
        now = time.monotonic()
        if now - last >= EVERY:
            last = now
            share = outcome.read / max(outcome.total, 1)
            left = (now - began) * (1 - share) / share if share else 0
            print(f"{outcome.documents:,} documents, {share:.0%}, {speed(outcome.characters, now - began)}, {left:.0f} s left",
                  file=sys.stderr, flush=True)

    return show


def speed(characters: int, seconds: float) -> str:
    """Characters per second, for people.

    >>> speed(300_000, 2)
    '150,000 characters/s'
    """
    return f"{characters / seconds if seconds else 0:,.0f} characters/s"
