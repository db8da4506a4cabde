"""Data files: CSV, JSON and JSON Lines, one document per record, identified by the record's own bytes."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from zhengce.article import Metadata
from zhengce.errors import IngestError
from zhengce.ingest.decode import decode
from zhengce.ingest.limits import MAX_RECORDS
from zhengce.ingest.page_lines import without_page_lines
from zhengce.ingest.page_metadata import read_date
from zhengce.ingest.parts import Parts
from zhengce.lexicon import read_table

_HAN = re.compile("[\u4e00-\u9fff]")
_TAGS = re.compile(r"</?(?:p|div|span|br|table|td|strong|section|h\d)\b[^<>]*>", re.IGNORECASE)
Record = tuple[dict[str, Any], bytes | None]
"""A record's values and its bytes; None where the record is the whole file."""


@dataclass(frozen=True, slots=True)
class FieldName:
    """Name of a column and the field it fills."""

    form: str
    field: str
    example: str


_NAMES = {entry.form: entry.field for entry in read_table(FieldName, "record_fields.csv")}


def read_parts(raw: bytes, name: str) -> Iterator[Parts]:
    """The documents of a data file; raises `IngestError` where no column holds text."""
    decoded = decode(raw, name)
    csv.field_size_limit(2**31 - 1)
    count = 0
    for values, own in _records(decoded.text, name, raw):
        column = _text_column(values)
        if column is None:
            continue
        count += 1
        if count > MAX_RECORDS:
            raise IngestError(f"holds more than {MAX_RECORDS:,} records", name, None, "split the file")
        yield _parts(values, column, name, decoded.encoding, own)
    if not count:
        raise IngestError("no column of any record holds Chinese text", name, None, "name the column text, content or 正文")


def _records(text: str, name: str, raw: bytes) -> Iterator[Record]:
    start = text.lstrip("\ufeff \t\r\n")[:1]
    if start in ("{", "[", '"') and not name.lower().endswith((".csv", ".tsv")):
        yield from _json_records(text, name)
    else:
        yield from _csv_records(text, name)


def _json_records(text: str, name: str) -> Iterator[Record]:
    try:
        value = json.loads(text)
    except RecursionError as error:
        raise IngestError("is nested too deeply", name, None, "give the documents as JSON Lines") from error
    except ValueError:
        yield from _json_lines(text, name)
        return
    value = _unwrapped(value)
    if isinstance(value, list):
        for item in value:
            yield _as_record(item), json.dumps(item, ensure_ascii=False, sort_keys=True).encode("utf-8", "surrogatepass")
    else:
        yield _as_record(value), None


def _unwrapped(value: Any) -> Any:
    """The list of records inside an envelope such as {"status": 0, "data": [...]}."""
    while isinstance(value, dict) and _text_column(value) is None:
        inner = [item for item in value.values() if isinstance(item, dict | list) and item]
        if len(inner) != 1:
            break
        value = inner[0]
    return value


def _json_lines(text: str, name: str) -> Iterator[Record]:
    for number, line in enumerate(text.splitlines(), 1):
        line = line.strip("\ufeff \t")
        if not line:
            continue
        try:
            value = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise IngestError(f"is no JSON: {error}", name, f"line {number}", "one JSON object per line") from error
        yield _as_record(value), line.encode("utf-8", "surrogatepass")


def _as_record(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {"text": value}


def _csv_records(text: str, name: str) -> Iterator[Record]:
    lines = text.splitlines(keepends=True)
    first = next((line for line in lines if line.strip()), "")
    delimiter = max(",\t;|", key=first.count)
    reader = csv.reader(lines, delimiter=delimiter)
    try:
        header = [column.strip().lstrip("\ufeff") for column in next(reader)]
        before = reader.line_num
        for row in reader:
            own = "".join(lines[before:reader.line_num]).strip("\r\n")
            before = reader.line_num
            if any(row):
                yield dict(zip(header, row, strict=False)), own.encode("utf-8", "surrogatepass")
    except (csv.Error, StopIteration) as error:
        raise IngestError(f"is no readable CSV: {error}", name, f"line {reader.line_num}", "quote cells that hold commas") from error


def _text_column(values: dict[str, Any]) -> str | None:
    """The column that holds the document: one of a known name, else the one with the most Chinese text."""
    texts = {column: value for column, value in values.items() if isinstance(value, str) and value.strip() and isinstance(column, str)}
    named = [column for column in texts if _NAMES.get(column.strip().lower()) == "text"]
    if named:
        return max(named, key=lambda column: len(texts[column]))
    longest = max(texts, key=lambda column: len(texts[column]), default=None)
    return longest if longest is not None and len(_HAN.findall(texts[longest])) >= 20 else None


def _parts(values: dict[str, Any], column: str, name: str, encoding: str, own: bytes | None) -> Parts:
    text = values[column]
    stated = _stated(values, column)
    if len(_TAGS.findall(text[:20_000])) >= 2:
        from zhengce.ingest.html import parse

        page = parse(text, name, encoding, own)
        return Parts(text=page.text, encoding=encoding, headings=page.headings, tables=page.tables, stated=stated, raw=own)
    return Parts(text=without_page_lines(text), encoding=encoding, stated=stated, raw=own)


def _stated(values: dict[str, Any], column: str) -> Metadata:
    found: dict[str, Any] = {}
    for key, value in values.items():
        field = _NAMES.get(str(key).strip().lower())
        if not field or field in found or field == "text" or key == column or not str(value or "").strip():
            continue
        found[field] = read_date(str(value)) if field == "published" else str(value).strip()
    return Metadata(**found, found_in=dict.fromkeys(found, "column"))
