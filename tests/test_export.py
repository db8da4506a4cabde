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


def test_a_workbook_for_people(tmp_path):
    import openpyxl

    TABLES.to(tmp_path / "out.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx")["数据"]
    head = [cell.value for cell in sheet[1]]
    row = dict(zip(head, sheet[2], strict=True))
    assert sheet.freeze_panes == "B2" and sheet.auto_filter.ref.startswith("A1:")
    assert row["句子"].value == "2025年,全县粮食产量达到12.6亿斤,增长3.2%。"
    assert (row["数值"].value, row["状态"].value, row["界"].value) == (1.26e9, "已实现", "等于")
    assert row["文件"].hyperlink.location == "'文件'!A2"
    times = pd.read_excel(tmp_path / "out.xlsx", sheet_name="时间")
    assert list(times["开始"]) == [pd.Timestamp("2025-01-01")]


def test_a_workbook_in_the_schemas_names(tmp_path):
    export(dict(TABLES), tmp_path / "out.xlsx", "xlsx", ["figures"], "en")
    assert list(pd.read_excel(tmp_path / "out.xlsx", sheet_name="figures")["measure_of"]) == ["level", "growth"]


def test_the_same_bytes_in_any_place_of_the_world(tmp_path, monkeypatch):
    import time

    made = []
    for zone in ("Asia/Shanghai", "America/New_York"):
        monkeypatch.setenv("TZ", zone)
        time.tzset()
        for form in ("csv", "jsonl"):
            made.append([path.read_bytes() for path in export(dict(TABLES), tmp_path / zone[:4], form)])
    monkeypatch.undo()
    time.tzset()
    assert made[:2] == made[2:]


def test_an_unknown_table_names_the_known_ones(tmp_path):
    with pytest.raises(StoreError, match="there are documents"):
        export(dict(TABLES), tmp_path / "out", "csv", ["figure"])
