"""Coding sheets: out and in again without a changed byte; kappa as computed by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from conftest import ROOT
from zhengce.analyse.coding import Clause, coding_sheet, kappas, read_sheet, write_sheet
from zhengce.analyse.document_rows import documents_of
from zhengce.errors import AnnotationError


@pytest.fixture(scope="module")
def clauses() -> list[Clause]:
    return coding_sheet(documents_of(ROOT / "corpus/article-2026-pairing.txt"))


def test_each_clause_quotes_its_evidence(clauses):
    assert len({clause.key for clause in clauses}) == len(clauses) > 20
    assert len({clause.clause for clause in clauses}) == len(clauses)
    assert all("【" in clause.evidence for clause in clauses)


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
def test_out_and_in_again(clauses, tmp_path, ending):
    first = write_sheet(clauses, tmp_path / f"first{ending}")
    assert read_sheet(first) == clauses
    if ending == ".csv":
        assert write_sheet(read_sheet(first), tmp_path / f"second{ending}").read_bytes() == first.read_bytes()


def test_kappa_by_hand():
    """Of 50 clauses 20 + 15 agree: observed 0.7, by chance 0.5·0.6 + 0.5·0.4 = 0.5, kappa 0.4 (Cohen's own form of the example)."""
    empty = Clause("", "", "", "", "supply", "funding", "", "", "")
    pairs = [("supply", "supply")] * 20 + [("supply", "demand")] * 5 + [("demand", "supply")] * 10 + [("demand", "demand")] * 15
    a, b = ([replace(empty, key=str(n), instrument_class=pair[side]) for n, pair in enumerate(pairs)] for side in (0, 1))
    found = {one.column: one for one in kappas({"a": a, "b": b})}
    assert found["instrument_class"].kappa == pytest.approx(0.4) and found["instrument_class"].agreement == pytest.approx(0.7)
    assert found["instrument"].kappa == 1.0


def test_a_code_that_is_none(clauses, tmp_path):
    sheet = write_sheet([replace(clauses[0], instrument="subsidy")], tmp_path / "sheet.csv")
    with pytest.raises(AnnotationError, match="line 2: instrument cannot be 'subsidy'"):
        read_sheet(sheet)
