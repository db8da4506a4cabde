"""What tables, columns and codes are called, in the reader's language."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from zhengce.lexicon import read_table
from zhengce.rows import Column

Language = Literal["zh", "en"]


@dataclass(frozen=True, slots=True)
class Label:
    """What a table, column or code is called: `form` is the code, `of` says which table or column it belongs to."""

    of: str
    form: str
    zh: str
    en: str
    meaning_zh: str = ""


@lru_cache(maxsize=1)
def labels() -> dict[tuple[str, str], Label]:
    """(table, column or '', code) → label: `("table", "figures")`, `("figures", "bound")`, `("bound", "over")`."""
    return {(label.of, label.form): label for label in read_table(Label, "labels.csv", ("of", "form"))}


def label(of: str, code: str, language: Language = "zh") -> str:
    """The reader's word for a code; the code itself where there is none.

    >>> label("bound", "over"), label("table", "figures", "en")
    ('高于', 'Figures')
    """
    found = labels().get((of, code)) or labels().get(("*", code))
    return getattr(found, language) if found else code


def code_list(table: str, column: Column) -> str | None:
    """The list that a column's codes belong to, as `label` knows it; None where the column holds no codes.

    >>> from zhengce.rows import columns
    >>> [code_list("figures", column) for column in columns("figures") if column.name in ("kind", "bound", "text")]
    [None, 'figure_kind', 'bound']
    """
    if column.values is None and column.name not in ("topic", "mechanism", "unit", "base_unit"):
        return None
    return _LISTS.get((table, column.name), "unit" if column.name == "base_unit" else column.name)


_LISTS = {("figures", "kind"): "figure_kind", ("figures", "status"): "figure_status", ("actions", "status"): "action_status",
          ("entities", "type"): "entity_type", ("relations", "type"): "relation_type", ("sections", "kind"): "section_kind",
          ("numerals", "role"): "role"}
