"""Over all real documents: no crash, every row a true slice, every numeral in the ledger exactly once."""

from __future__ import annotations

from pathlib import Path

import pytest

import zhengce
from conftest import SHARED
from invariants import check_ledger, check_rows
from zhengce.errors import IngestError
from zhengce.ingest import read_all

FILES = sorted(path for folder in ("real", "dirty", "work-reports") for path in (SHARED / "corpus" / folder).glob("*")
               if path.name != "MANIFEST.csv")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_rows_and_ledger(path: Path):
    try:
        articles = list(read_all(path))
    except IngestError as error:
        assert path.parent.name == "dirty" and error.cure, error
        return
    for article in articles:
        tables = zhengce.extract(article)
        check_rows(tables)
        check_ledger(tables)
