"""The data dictionary, out of the schema: every table, column and code, in Chinese or English."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from zhengce.lexicon.labels import Language, code_list, label, labels
from zhengce.rows import TABLES, Column, columns

_TYPES = {str: "text", int: "integer", float: "number", bool: "boolean", dt.date: "date"}


def dictionary(language: Language = "zh") -> str:
    """The data dictionary as Markdown."""
    return "\n".join([f"# {label('page', 'dictionary', language)}", "", label("page", "dictionary_lead", language), "",
                      *(line for table in TABLES for line in _table(table, language))]).rstrip() + "\n"


def _table(table: str, language: Language) -> Iterator[str]:
    yield f"## {table} {label('table', table, language)}" if language == "zh" else f"## {table}"
    yield ""
    yield meaning("table", table, language)
    yield ""
    yield "| " + " | ".join(label("page", name, language) for name in ("column", "type", "meaning")) + " |"
    yield "|---|---|---|"
    for column in columns(table):
        name = f"`{column.name}` {label(table, column.name, language)}" if language == "zh" else f"`{column.name}`"
        null = "" if column.nullable else f" ({label('page', 'never_null', language)})"
        yield f"| {name} | {label('type', _TYPES[column.type], language)}{null} | {_column(table, column, language)} |"
    yield ""


def meaning(of: str, code: str, language: Language) -> str:
    """What a table means, in words."""
    if language == "en":
        return (TABLES[code].__doc__ or "").strip()
    found = labels().get((of, code)) or labels().get(("*", code))
    return found.meaning_zh if found else ""


def _column(table: str, column: Column, language: Language) -> str:
    text = column.meaning if language == "en" else meaning(table, column.name, language)
    codes = code_list(table, column)
    if column.values and codes:
        words = (f"`{code}` {label(codes, code, language)}" if language == "zh" else f"`{code}`" for code in column.values)
        text += f"{'：' if language == 'zh' else ': '}{'、'.join(words) if language == 'zh' else ', '.join(words)}"
    return text.replace("|", "\\|")
