"""Paths and markers shared by the tests."""

from __future__ import annotations

import warnings
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"


def pytest_collection_modifyitems(items):
    """Tests in `tests/shared` need the documents beside the repository; where these are absent they skip, loudly."""
    if SHARED.is_dir():
        return
    skipped = [item for item in items if "tests/shared" in item.nodeid]
    if skipped:
        warnings.warn(f"{len(skipped)} tests skipped: no {SHARED}", stacklevel=1)
    for item in skipped:
        item.add_marker(pytest.mark.skip(reason=f"needs {SHARED}"))


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real documents and gold beside the repository."""
    return SHARED
