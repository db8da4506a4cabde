"""Tables as a workbook for people: words instead of codes, the sentence beside each row, links to its document.

Scripts read Parquet or CSV, whose names are the schema's; a workbook in English keeps them too.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from zhengce.lexicon.labels import Language, code_list, label
from zhengce.rows import Column, columns

_WIDTHS = {"text": 34, "source": 40, "message": 60, "title": 36, "indicator": 24, "counted": 20, "object": 30, "heading": 30,
           "sentence": 80, "canonical": 28, "subject": 18, "purpose": 30, "head_text": 24, "tail_text": 24}
_NARROW = 12
# A cell holds 32,767 characters.
_CELL = 32_000
_HIDDEN = ("doc_id", "sentence_id", "section_id", "time_id", "sha256", "value_text", "ref_id")
_OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def write_workbook(chosen: Mapping[str, pd.DataFrame], frames: Mapping[str, pd.DataFrame], out: Path, language: Language = "zh") -> Path:
    """Write the tables `chosen` to one workbook; `frames` are all tables, for the sentences and documents that rows lie in.

    Headers stay in view, columns have their types and widths, technical columns are folded away. In Chinese, tables, columns and
    codes are in words; in English they are the schema's names.
    """
    import xlsxwriter

    sentences = _texts(frames, "sentences", "sentence_id", "text")
    with xlsxwriter.Workbook(out, _OPTIONS) as book:
        book.set_properties({"title": label("page", "title", language), "comments": "zhengce"})
        sheet = _Sheets(book, language, _documents(frames), language == "zh")
        for table, frame in chosen.items():
            sheet.write(table, frame, sentences)
    return out


def _texts(frames: Mapping[str, pd.DataFrame], table: str, key: str, value: str) -> dict[str, str]:
    return dict(zip(frames[table][key], frames[table][value], strict=True)) if table in frames else {}


def _documents(frames: Mapping[str, pd.DataFrame]) -> dict[str, tuple[int, str]]:
    """`doc_id` → row on the sheet of documents, and what the document is called."""
    if "documents" not in frames:
        return {}
    rows = frames["documents"].to_dict("records")
    return {row["doc_id"]: (number, _word(row["title"]) or Path(_word(row["source"]) or row["doc_id"]).name)
            for number, row in enumerate(rows, 2)}


class _Sheets:
    """A workbook's formats, and how a table becomes a sheet of it."""

    def __init__(self, book: Any, language: Language, documents: dict[str, tuple[int, str]], words: bool):
        self.book, self.language, self.documents, self.words = book, language, documents, words
        body = {"valign": "top"}
        self.head = book.add_format({"bold": True, "bg_color": "#DDE7F3", "bottom": 1, "text_wrap": True, "valign": "top"})
        self.formats = {str: book.add_format({**body, "text_wrap": True}), float: book.add_format({**body, "num_format": "#,##0.######"}),
                        int: book.add_format({**body, "num_format": "0"}), dt.date: book.add_format({**body, "num_format": "yyyy-mm-dd"})}
        self.formats[bool] = self.formats[str]
        self.link = book.add_format({**body, "font_color": "#1F5FA8", "underline": 1})

    def name(self, table: str) -> str:
        return label("table", table, self.language) if self.words else table

    def write(self, table: str, frame: pd.DataFrame, sentences: Mapping[str, str]) -> None:
        sheet = self.book.add_worksheet(self.name(table))
        known = [column for column in columns(table) if not (table == "documents" and column.name == "text")]
        at = 0
        if table not in ("documents", "rejects") and self.documents:
            self._column(sheet, at, label("table", "documents", self.language) if self.words else "document", str, 24)
            for row, doc_id in enumerate(frame["doc_id"], 1):
                line, name = self.documents[doc_id]
                sheet.write_url(row, at, f"internal:'{self.name('documents')}'!A{line}", self.link, name)
            at += 1
        for column in known:
            title = label(table, column.name, self.language) if self.words else column.name
            self._column(sheet, at, title, column.type, _WIDTHS.get(column.name, _NARROW), column.name in _HIDDEN)
            self._fill(sheet, at, table, column, frame[column.name])
            at += 1
        if "sentence_id" in frame and table != "sentences":
            self._column(sheet, at, label("table", "sentences", self.language) if self.words else "sentence", str, _WIDTHS["sentence"])
            for row, sentence_id in enumerate(frame["sentence_id"], 1):
                sheet.write_string(row, at, " ".join(sentences.get(sentence_id, "").split())[:_CELL], self.formats[str])
            at += 1
        sheet.freeze_panes(1, 1 if self.documents and table != "documents" else 0)
        sheet.autofilter(0, 0, len(frame), max(0, at - 1))

    def _column(self, sheet: Any, at: int, title: str, kind: type, width: int, hidden: bool = False) -> None:
        sheet.set_column(at, at, width, self.formats[kind], {"hidden": hidden})
        sheet.write_string(0, at, title, self.head)

    def _fill(self, sheet: Any, at: int, table: str, column: Column, values: pd.Series) -> None:
        codes = code_list(table, column) if self.words else None
        style = self.formats[column.type]
        for row, value in enumerate(values, 1):
            value = _word(value)
            if value is None:
                continue
            if column.type is dt.date:
                sheet.write_datetime(row, at, value, style)
            elif column.type is bool:
                sheet.write_string(row, at, label("truth", str(bool(value)).lower(), self.language) if self.words else str(bool(value)).lower(), style)
            elif column.type in (int, float):
                sheet.write_number(row, at, value, style)
            else:
                text = "、".join(label(codes, code, self.language) for code in value.split("|")) if codes else value
                sheet.write_string(row, at, text[:_CELL], style)


def _word(value: Any) -> Any:
    """A cell's value; None for every kind of missing."""
    return None if value is None or value is pd.NA or value is pd.NaT or value != value else value
