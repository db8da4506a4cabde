"""Columns of many documents, one below the other."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

Columns = dict[str, list[Any]]


def joined(parts: Iterable[dict[str, Columns]]) -> dict[str, Columns]:
    """Table name → columns, with the rows of all parts in their order.

    >>> joined([{"times": {"text": ["今年"]}}, {"times": {"text": ["去年"]}}])
    {'times': {'text': ['今年', '去年']}}
    """
    whole: dict[str, Columns] = {}
    for part in parts:
        for table, values in part.items():
            target = whole.setdefault(table, {name: [] for name in values})
            for name, cells in values.items():
                target[name] += cells
    return whole
