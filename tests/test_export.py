"""Exports hold the same rows in every format."""

import sqlite3

import pandas as pd
import pytest

import zhengce
from zhengce.errors import StoreError
from zhengce.store.export import export

TABLES = zhengce.extract("2025年,全县粮食产量达到12.6亿斤,增长3.2%。")


@pytest.mark.parametrize("form", ["parquet", "csv", "jsonl"])
def test_a_file_per_table(tmp_path, form):
    export(dict(TABLES), tmp_path / "out", form, ["figures"])
    read = {"parquet": pd.read_parquet, "csv": pd.read_csv, "jsonl": lambda path: pd.read_json(path, lines=True)}[form]
    found = read(tmp_path / "out" / f"figures.{form}")
    assert list(found["text"]) == ["12.6亿斤", "3.2%"] and list(found["value"]) == [1.26e9, 3.2]


def test_one_file_for_all(tmp_path):
    TABLES.to(tmp_path / "out.sqlite")
    TABLES.to(tmp_path / "out.xlsx")
    with sqlite3.connect(tmp_path / "out.sqlite") as connection:
        assert connection.execute("select begin from times").fetchall() == [("2025-01-01",)]
    sheet = pd.read_excel(tmp_path / "out.xlsx", sheet_name="figures")
    assert list(sheet["sentence"]) == ["2025年,全县粮食产量达到12.6亿斤,增长3.2%。"] * 2


def test_an_unknown_table_names_the_known_ones(tmp_path):
    with pytest.raises(StoreError, match="there are documents"):
        export(dict(TABLES), tmp_path / "out", "csv", ["figure"])
