"""What a run tells when it has ended."""

from __future__ import annotations

from collections.abc import Iterator

from zhengce.store.database import Store
from zhengce.store.intake import Outcome

_MOST = 10


def told(outcome: Outcome, store: Store) -> Iterator[str]:
    """Lines for the person at the terminal: what was done, what is in the store, where it is."""
    if outcome.documents or outcome.rejected:
        yield f"{outcome.documents:,} documents processed, {outcome.unchanged:,} unchanged, {outcome.rejected:,} rejected"
    else:
        yield f"nothing new: {outcome.unchanged:,} documents are unchanged"
    if outcome.moved:
        yield f"{outcome.moved:,} moved"
    if outcome.removed:
        yield f"{outcome.removed:,} gone, and their documents removed"
    elif outcome.vanished:
        yield f"{len(outcome.vanished):,} gone (`--prune` removes their documents):"
        yield from _listed(outcome.vanished)
    rejects = store.rows("SELECT source, message FROM rejects ORDER BY source")
    if rejects:
        yield f"{len(rejects):,} rejects in the store:"
        yield from _listed([message if source in message else f"{source}: {message}" for source, message in rejects])
    yield "in the store: " + ", ".join(f"{number:,} {table}" for table, number in store.counts().items())
    yield f"tables: {store.path}"


def _listed(lines: list[str]) -> Iterator[str]:
    yield from (f"  {line}" for line in lines[:_MOST])
    if len(lines) > _MOST:
        yield f"  … and {len(lines) - _MOST:,} more"
