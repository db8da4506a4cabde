"""A seeded sample of the fuzzing of ingestion, and with `-m slow` thousands of cases of each format (docs/fuzzing.md)."""

from __future__ import annotations

import pytest

import fuzz_ingest


@pytest.mark.parametrize("form", fuzz_ingest.SEEDS)
def test_unharmed(form):
    """What is mutated can be read."""
    from zhengce.ingest import read_bytes

    name, make = fuzz_ingest.SEEDS[form]
    assert all("1386" in article.text for article in read_bytes(make(), name))


@pytest.mark.parametrize("form", fuzz_ingest.SEEDS)
def test_sample(form):
    report = fuzz_ingest.run(form, 60)
    assert not report.failures
    assert sum(report.outcomes.values()) == 60


@pytest.mark.slow
@pytest.mark.parametrize("form", fuzz_ingest.SEEDS)
def test_thousands(form):
    assert not fuzz_ingest.run(form, 3000, seed=2).failures
