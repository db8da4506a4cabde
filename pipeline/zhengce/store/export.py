"""`zhengce export`: tables as Parquet, CSV, Excel, SQLite or JSON Lines, the same whatever the locale or time zone."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Literal, get_args

import pandas as pd

from zhengce.errors import StoreError
from zhengce.rows import TABLES

Format = Literal["parquet", "csv", "xlsx", "sqlite", "jsonl"]
_ONE_FILE = ("xlsx", "sqlite")
_WIDTHS = {"text": 40, "source": 40, "message": 60, "title": 30, "indicator": 24, "counted": 20, "object": 30, "sentence": 80}
# documents.text does not fit a cell (Excel's limit is 32,767 characters); everything else does.
_CELL = 32_000


def export(frames: Mapping[str, pd.DataFrame], out: str | Path, form: Format, tables: Iterable[str] | None = None) -> list[Path]:
    """Write `frames` (table name → frame) to `out` and return the files written.

    `xlsx` and `sqlite` make one file; the others a folder with a file per table. An Excel sheet of figures, entities, times or actions
    carries the sentence beside each row. Raises `StoreError` for an unknown table or format.
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
        return [_excel({name: frames[name] for name in names}, frames, out)]
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


def _excel(chosen: Mapping[str, pd.DataFrame], frames: Mapping[str, pd.DataFrame], out: Path) -> Path:
    sentences = dict(zip(frames["sentences"]["sentence_id"], frames["sentences"]["text"], strict=True)) if "sentences" in frames else {}
    with pd.ExcelWriter(out, engine="xlsxwriter", engine_kwargs={"options": {"strings_to_formulas": False, "strings_to_urls": False}}) as writer:
        head = writer.book.add_format({"bold": True, "bg_color": "#DDE7F3", "bottom": 1})
        body = writer.book.add_format({"text_wrap": True, "valign": "top"})
        for name, frame in chosen.items():
            made = _plain(frame)
            if "text" in made and name == "documents":
                made = made.drop(columns="text")
            if "sentence_id" in made and name != "sentences":
                made["sentence"] = made["sentence_id"].map(sentences)
            for column in made.columns[[str(kind) in ("object", "string", "str") for kind in made.dtypes]]:
                made[column] = made[column].map(lambda value: value[:_CELL] if isinstance(value, str) else value, na_action="ignore")
            made.to_excel(writer, sheet_name=name, index=False, freeze_panes=(1, 0))
            sheet = writer.sheets[name]
            for index, column in enumerate(made.columns):
                sheet.write(0, index, column, head)
                sheet.set_column(index, index, _WIDTHS.get(column, 14), body)
            sheet.autofilter(0, 0, len(made), max(0, len(made.columns) - 1))
    return out
