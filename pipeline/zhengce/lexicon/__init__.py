"""What the rules know, as tables: CSV and TOML files beside this module, read and checked here.

A CSV table starts with comment lines (`# …`: what it holds, `# source: …`) and a header row; its columns are the fields of a
frozen dataclass. `read_table` refuses unknown or missing columns, duplicates, values outside a closed list, and entries whose
`example` does not contain them. Users' additions go through the same reader.
"""

from __future__ import annotations

import csv
import dataclasses
import difflib
import io
import re
import typing
from collections.abc import Iterable
from importlib import resources
from typing import Literal, TypeVar, get_args, get_origin

from zhengce.errors import LexiconError

Entry = TypeVar("Entry")


def read_table(entry: type[Entry], name: str, key: tuple[str, ...] = ("form",)) -> list[Entry]:
    """The entries of the packaged table `name` (`units.csv`), as instances of the dataclass `entry`.

    `key` names the columns that together identify an entry. Raises `LexiconError` with file and line.
    """
    text = resources.files(__package__).joinpath(name).read_text(encoding="utf-8")
    return parse_table(entry, text, name, key)


def parse_table(entry: type[Entry], text: str, name: str, key: tuple[str, ...] = ("form",)) -> list[Entry]:
    """The entries of a CSV text; `name` is what errors call it.

    >>> @dataclasses.dataclass(frozen=True)
    ... class Word:
    ...     form: str
    ...     example: str = ""
    >>> parse_table(Word, "form,example\\n亩,3亩地\\n", "words.csv")
    [Word(form='亩', example='3亩地')]
    """
    fields = {field.name: field for field in dataclasses.fields(entry)}  # type: ignore[arg-type]
    hints = typing.get_type_hints(entry)
    lines = [(number, line) for number, line in enumerate(text.splitlines(), 1) if line.strip() and not line.startswith("#")]
    rows = list(csv.reader(io.StringIO("\n".join(line for _, line in lines))))
    if not rows:
        raise LexiconError("the table is empty", name, None, "give a header row and entries")
    header = rows[0]
    for column in header:
        if column not in fields:
            near = difflib.get_close_matches(column, fields, 1)
            raise LexiconError(f"unknown column {column!r}", name, f"line {lines[0][0]}",
                               f"did you mean {near[0]!r}?" if near else f"known: {', '.join(fields)}")
    entries: list[Entry] = []
    seen: dict[tuple, int] = {}
    for (number, _), row in zip(lines[1:], rows[1:], strict=True):
        place = f"line {number}"
        if len(row) != len(header):
            raise LexiconError(f"{len(row)} cells under {len(header)} columns", name, place, "quote cells that hold commas")
        values = {column: _value(cell.strip(), hints[column], column, name, place) for column, cell in zip(header, row, strict=True)}
        made = entry(**values)
        identity = tuple(getattr(made, column) for column in key)
        if identity in seen:
            raise LexiconError(f"{'/'.join(map(str, identity))} stands twice (first on line {seen[identity]})", name, place,
                               "merge the two entries")
        seen[identity] = number
        example, form = getattr(made, "example", ""), getattr(made, "form", "")
        if example and form and form not in example:
            raise LexiconError(f"the example {example!r} does not contain {form!r}", name, place, "give one that does")
        entries.append(made)
    return entries


def _value(cell: str, hint: object, column: str, name: str, place: str) -> object:
    options = get_args(hint)
    if get_origin(hint) is Literal:
        if cell not in options:
            near = difflib.get_close_matches(cell, options, 1)
            raise LexiconError(f"{column} {cell!r} is not in the closed list", name, place,
                               f"did you mean {near[0]!r}?" if near else f"one of {', '.join(options)}")
        return cell
    if type(None) in options:
        return None if not cell else _value(cell, next(o for o in options if o is not type(None)), column, name, place)
    if get_origin(hint) is tuple:
        return tuple(part for part in cell.split("|") if part)
    if hint is str:
        return cell
    try:
        return hint(cell)  # type: ignore[operator]
    except (ValueError, ArithmeticError) as error:
        raise LexiconError(f"{column} {cell!r} is not {getattr(hint, '__name__', hint)}", name, place, str(error)) from error


def trie(forms: Iterable[str]) -> str:
    """Regex source that matches the longest of `forms`; those with the same beginning share it, so that few are tried at a place.

    >>> trie(["一下", "一下子", "一些"])
    '一(?:下(?:子)?|些)'
    """
    groups: dict[str, list[str]] = {}
    for form in forms:
        groups.setdefault(form[0], []).append(form[1:])
    parts = []
    for first, rest in groups.items():
        longer = [form for form in rest if form]
        inner = f"(?:{trie(longer)}){'?' if '' in rest else ''}" if longer else ""
        parts.append(re.escape(first) + inner)
    return "|".join(parts)
