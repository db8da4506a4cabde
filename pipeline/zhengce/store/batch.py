"""`zhengce run`: new and changed documents in, their rows into the store, nothing lost and nothing twice."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from glob import glob
from pathlib import Path

from zhengce import __version__
from zhengce.config import Config
from zhengce.errors import ZhengceError
from zhengce.extract.tabulate import tabulate
from zhengce.face import extractor
from zhengce.ingest import read_all
from zhengce.store.database import Store

GROUP = 32
"""Documents per commit: a commit each was measured at twelve times the cost of segmenting."""


@dataclass(slots=True)
class Outcome:
    """What a run did: documents processed, skipped because nothing changed, rejected."""

    processed: int = 0
    unchanged: int = 0
    rejected: int = 0
    characters: int = 0


def find_inputs(paths: Iterable[str | Path]) -> Iterator[Path]:
    """Files named by files, folders (recursive) and globs, in a stable order; hidden files and Office lock files are left out."""
    for path in paths:
        place = Path(path)
        if place.is_dir():
            yield from sorted(file for file in place.rglob("*") if file.is_file() and not _hidden(file.relative_to(place)))
        elif place.exists():
            yield place
        else:
            yield from sorted(file for file in map(Path, glob(str(path), recursive=True)) if file.is_file())


def _hidden(path: Path) -> bool:
    return any(part.startswith((".", "~$")) for part in path.parts)


def run(paths: Iterable[str | Path] | str | Path, store: str | Path = "zhengce.duckdb", config: Config | None = None, force: bool = False,
        progress: Callable[[Outcome, Path], None] | None = None) -> Store:
    """Process what is new or changed among `paths` and return the store.

    Raises `StoreError` where the store cannot be written; a document that cannot be read becomes a row of `rejects`.
    """
    run_paths([paths] if isinstance(paths, str | Path) else paths, Store(store), config, force, progress)
    return Store(store)


def run_paths(paths: Iterable[str | Path], store: Store, config: Config | None = None, force: bool = False,
              progress: Callable[[Outcome, Path], None] | None = None) -> Outcome:
    """The run behind `run`, with its outcome."""
    store.create()
    stages = extractor(config)
    fingerprint = f"{__version__}:{stages.config.digest}"
    known = set() if force else set(store.sql("SELECT sha256 FROM inputs WHERE fingerprint = ?", [fingerprint])["sha256"])
    outcome = Outcome()
    group: list = []
    inputs: list[tuple[str, str, str]] = []
    rejects: list[dict] = []

    def commit() -> None:
        if inputs:
            store.replace(group, inputs, rejects)
            group.clear(), inputs.clear(), rejects.clear()

    for path in find_inputs(paths):
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        if digest in known:
            outcome.unchanged += 1
            continue
        known.add(digest)
        try:
            for article in read_all(path):
                group.append(tabulate(stages.analyse(article)))
                outcome.characters += len(article.text)
            outcome.processed += 1
        except ZhengceError as error:
            rejects.append({"source": str(path), "sha256": digest, "stage": "read", "error": type(error).__name__, "message": str(error)})
            outcome.rejected += 1
        inputs.append((digest, str(path), fingerprint))
        if progress:
            progress(outcome, path)
        if len(inputs) >= GROUP:
            commit()
    commit()
    return outcome
