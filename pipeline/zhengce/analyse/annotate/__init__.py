"""`zhengce annotate`: rows out to Label Studio, doccano or brat, and what people made of them back as gold.

Each tool is a module with two functions: `write(documents, out)` and `read(path)`, which yields `Annotated` documents. What a
tool cannot hold (the columns of a row) travels beside the spans in its own metadata and comes back with them; a span that was
moved keeps its columns, a new one has none.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterable
from pathlib import Path

from zhengce.analyse.annotate.marks import TABLES, annotated
from zhengce.analyse.document_rows import DocumentRows
from zhengce.analyse.gold_cells import write_gold
from zhengce.errors import AnnotationError

TOOLS = {"label-studio": "label_studio", "doccano": "doccano", "brat": "brat"}
"""Tool → module."""


def export_annotations(documents: Iterable[DocumentRows], out: str | Path, tool: str,
                       tables: Iterable[str] = TABLES) -> list[Path]:
    """Write documents for a tool and return the files written. Raises `AnnotationError` for an unknown tool or table."""
    chosen = tuple(tables)
    unknown = set(chosen) - set(TABLES)
    if unknown:
        raise AnnotationError(f"no table {sorted(unknown)[0]!r} to annotate", str(out), None, f"one of {', '.join(TABLES)}")
    return _module(tool).write([annotated(document, chosen) for document in documents], Path(out))


def import_annotations(path: str | Path, out: str | Path, tool: str) -> list[Path]:
    """Read a tool's export and write a gold folder for each document below `out`; returns the folders.

    Raises `AnnotationError` where the export is not of that tool or speaks of another text.
    """
    made = []
    for found in _module(tool).read(Path(path)):
        made.append(write_gold(Path(out) / found.name, {"file": found.source, "sha256": found.sha256}, found.cells()))
    return made


def _module(tool: str):
    if tool not in TOOLS:
        raise AnnotationError(f"unknown annotation tool {tool!r}", None, None, f"one of {', '.join(TOOLS)}")
    return importlib.import_module(f"zhengce.analyse.annotate.{TOOLS[tool]}")
