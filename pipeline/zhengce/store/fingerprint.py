"""What a document's rows depend on, besides the document: one hash, kept beside the rows."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import zhengce
from zhengce.config import Config

PACKAGE = Path(zhengce.__file__).parent
# The rooms that decide what a row says. A store, an export or a report of the same rows is not among them.
_ROOMS = ("ingest", "text", "stages", "lexicon")


def fingerprint(config: Config | None = None) -> str:
    """Hash of pipeline version, configuration, code, lexicons and models: rows made under another one are made anew.

    >>> fingerprint() == fingerprint(Config()) != fingerprint(Config(words=("农文旅",)))
    True
    """
    return hashlib.sha256(f"{zhengce.__version__}:{(config or Config()).digest}:{knowledge_digest()}".encode()).hexdigest()[:16]


@lru_cache(maxsize=1)
def knowledge_digest() -> str:
    """Hash of the packaged code, lexicons and models. Code is in it because a rule changes more often than the version."""
    _stamps()
    return _digest()


def is_outdated() -> bool:
    """Whether code, lexicons or models were replaced since this process asked for its fingerprint: what it makes from then on may be of either."""
    if _stamps.__wrapped__() == _stamps():
        return False
    return _digest() != knowledge_digest()


@lru_cache(maxsize=1)
def _stamps() -> frozenset[tuple[Path, int, int]]:
    """The files with their time and size: cheap to ask, whether one was touched."""
    return frozenset((path, state.st_mtime_ns, state.st_size) for path in _knowledge() for state in (path.stat(),))


def _digest() -> str:
    digest = hashlib.sha256()
    for path in sorted(_knowledge()):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]


def _knowledge() -> Iterator[Path]:
    for room in _ROOMS:
        yield from (path for path in (PACKAGE / room).rglob("*") if path.suffix in (".py", ".csv", ".toml", ".json"))
    yield from PACKAGE.glob("*.py")
    for weights in (PACKAGE / "weights", PACKAGE.parent.parent / "models" / "weights"):  # in the wheel, in a checkout
        yield from (path for path in weights.rglob("*") if path.is_file())
