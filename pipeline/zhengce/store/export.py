"""`zhengce export`: tables as Parquet, CSV, Excel, SQLite or JSON Lines, the same whatever the locale or time zone."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Literal, get_args

import pandas as pd

from zhengce.errors import StoreError
from zhengce.lexicon.labels import Language
from zhengce.rows import TABLES
from zhengce.store.excel import write_workbook

Format = Literal["parquet", "csv", "xlsx", "sqlite", "jsonl"]
_ONE_FILE = ("xlsx", "sqlite")


def export(frames: Mapping[str, pd.DataFrame], out: str | Path, form: Format, tables: Iterable[str] | None = None,
           language: Language = "zh") -> list[Path]:
    """Write `frames` (table name → frame) to `out` and return the files written.

    `xlsx` and `sqlite` make one file; the others a folder with a file per table. A workbook speaks `language` (`excel.py`); all else
    has the schema's names and codes. Raises `StoreError` for an unknown table or format.
    """
    if form not in get_args(Format):
        raise StoreError(f"unknown format {form!r}", str(out), None, f"one of {', '.join(get_args(Format))}")
    names = list(tables) if tables else list(frames)
    for name in names:
        if name not in frames:
            raise StoreError(f"no table {name!r}", str(out), None, f"there are {', '.join(TABLES)}")
    out = Path(out)
    (out.parent if form in _ONE_FILE else out).mkdir(parents=True, exist_ok=True)
    if form == "xlsx":
        return [write_workbook({name: frames[name] for name in names}, frames, out, language)]
    if form == "sqlite":
        out.unlink(missing_ok=True)
        with sqlite3.connect(out) as connection:
            for name in names:
                _plain(frames[name]).to_sql(name, connection, index=False)
        return [out]
    written = []
    for name in names:
        path = out / f"{name}.{form}"
        if form == "parquet":
            frames[name].to_parquet(path, index=False)
        elif form == "csv":
            # With a byte-order mark Excel reads the Chinese; line ends are the same everywhere.
            _plain(frames[name]).to_csv(path, index=False, encoding="utf-8-sig", lineterminator="\n")
        else:
            _plain(frames[name]).to_json(path, orient="records", lines=True, force_ascii=False)
        written.append(path)
    return written


def _plain(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with plain values: dates as ISO text, categories as text."""
    made = frame.copy()
    for name, column in made.items():
        if isinstance(column.dtype, pd.CategoricalDtype) or column.dtype == object or str(column.dtype).startswith(("date", "datetime")):
            made[name] = column.map(lambda value: None if pd.isna(value) else str(value)[:10] if hasattr(value, "year") else str(value),
                                    na_action="ignore").astype(object)
    return made
