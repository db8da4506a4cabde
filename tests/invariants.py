"""What holds for every row of every table, whatever the text."""

from __future__ import annotations

import re

from zhengce.rows import TABLES, columns
from zhengce.store.tables import Tables

NUMERAL = re.compile("[0-9０-９〇零一二三四五六七八九十百千万亿两]")
"""The characters that the ledger accounts for."""


def check_rows(tables: Tables) -> None:
    """Every span is a true slice, every id unique, every reference kept, every closed list respected."""
    text = str(tables.documents["text"].iloc[0])
    ids = {table: set(getattr(tables, table).iloc[:, 0]) for table in TABLES if table not in ("documents", "rejects")}
    for table, frame in tables:
        assert list(frame.columns) == [column.name for column in columns(table)]
        if table in ids:
            assert len(ids[table]) == len(frame), f"{table}: ids are not unique"
        spans = [("start", "end", "text")] if table not in ("relations", "rejects", "documents") else []
        if table == "relations":
            spans = [(f"{end}_start", f"{end}_end", f"{end}_text") for end in ("head", "tail")]
        for row in frame.to_dict("records"):
            for start, end, words in spans:
                assert 0 <= row[start] < row[end] <= len(text), (table, row)
                assert words not in row or text[row[start]:row[end]] == row[words], (table, row)
        for column in columns(table):
            if not column.nullable:
                assert not frame[column.name].isna().any(), f"{table}.{column.name} has nulls"
    known = set().union(*ids.values())
    for table, column in (("figures", "time_id"), ("figures", "part_of"), ("figures", "sentence_id"), ("actions", "time_id"),
                          ("numerals", "ref_id"), ("sections", "parent_id"), ("sentences", "section_id"),
                          ("relations", "head_figure_id"), ("relations", "tail_entity_id")):
        assert set(getattr(tables, table)[column].dropna()) <= known, f"{table}.{column} points nowhere"


def check_ledger(tables: Tables) -> None:
    """Every digit and Chinese numeral lies in exactly one row of the ledger."""
    text = str(tables.documents["text"].iloc[0])
    covered = [0] * len(text)
    for start, end in zip(tables.numerals["start"], tables.numerals["end"], strict=True):
        for offset in range(start, end):
            covered[offset] += 1
    for match in NUMERAL.finditer(text):
        place = match.start()
        assert covered[place] == 1, f"{match[0]} at {place} in {covered[place]} rows: …{text[max(0, place - 12):place + 12]}…"
