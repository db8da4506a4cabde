"""Coding sheets for policy-instrument studies: one line a clause, codes filled in, evidence quoted; and kappa between coders.

The clause id follows the field's habit of `document-section-clause` (文件—条款号). What a coder changes is compared by document and
span, so sheets of different coders, and sheets made again after a change of rules, fit together.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, fields
from itertools import combinations
from pathlib import Path

from zhengce.analyse.document_rows import DocumentRows, Row
from zhengce.errors import AnnotationError
from zhengce.rows import columns

CODES = ("instrument_class", "instrument", "topic")
"""The columns that coders fill."""


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause to code. `key` is `doc_id:start-end`; `evidence` is the clause in its sentence, marked by 【】."""

    clause: str
    document: str
    section: str
    evidence: str
    instrument_class: str
    instrument: str
    topic: str
    note: str
    key: str


@dataclass(frozen=True, slots=True)
class Kappa:
    """Cohen's kappa of two coders on one column, over the clauses that both coded."""

    column: str
    first: str
    second: str
    clauses: int
    agreement: float
    kappa: float


def coding_sheet(documents: Iterable[DocumentRows]) -> list[Clause]:
    """The clauses of documents (their actions, headings left out), with the codes that the pipeline gives."""
    return [clause for number, document in enumerate(documents, 1) for clause in _clauses(number, document)]


def write_sheet(clauses: Sequence[Clause], path: str | Path) -> Path:
    """Write a sheet: `.csv`, or `.xlsx` with the codes as drop-down lists."""
    path = Path(path)
    if path.suffix == ".xlsx":
        _write_excel(clauses, path)
    else:
        # With a byte-order mark Excel reads the Chinese.
        with open(path, "w", encoding="utf-8-sig", newline="") as handle:
            writer = csv.DictWriter(handle, [field.name for field in fields(Clause)], lineterminator="\n")
            writer.writeheader()
            writer.writerows(asdict(clause) for clause in clauses)
    return path


def read_sheet(path: str | Path) -> list[Clause]:
    """The clauses of a sheet (`.csv`, or `.xlsx` with openpyxl installed). Raises `AnnotationError` for a code that is none."""
    path = Path(path)
    names = [field.name for field in fields(Clause)]
    made = []
    for line, row in enumerate(_rows(path), 2):
        missing = [name for name in names if name not in row]
        if missing:
            raise AnnotationError(f"no column {missing[0]!r}", str(path), None, "keep the sheet's columns")
        for column in ("instrument_class", "instrument"):
            values = next(each.values for each in columns("actions") if each.name == column) or ()
            if row[column] and row[column] not in values:
                raise AnnotationError(f"{column} cannot be {row[column]!r}", str(path), f"line {line}", f"one of {', '.join(values)}")
        made.append(Clause(**{name: row[name] for name in names}))
    return made


def kappas(sheets: dict[str, list[Clause]]) -> list[Kappa]:
    """Agreement of each pair of coders (name → sheet) on each column; an empty code counts as a code of its own."""
    from sklearn.metrics import cohen_kappa_score

    made = []
    for (first, left), (second, right) in combinations(sheets.items(), 2):
        theirs = {clause.key: clause for clause in right}
        both = [(clause, theirs[clause.key]) for clause in left if clause.key in theirs]
        if not both:
            raise AnnotationError(f"{first} and {second} have no clause in common", first, None, "compare sheets of the same documents")
        for column in CODES:
            a, b = ([getattr(pair[side], column) for pair in both] for side in (0, 1))
            agreement = sum(x == y for x, y in zip(a, b, strict=True)) / len(both)
            # All in one class on both sides: nothing is left to chance or to disagreement.
            kappa = 1.0 if len({*a, *b}) == 1 else float(cohen_kappa_score(a, b))
            made.append(Kappa(column, first, second, len(both), agreement, kappa))
    return made


def _clauses(number: int, document: DocumentRows) -> Iterable[Clause]:
    counted: dict[str | None, int] = {}
    for row in document["actions"]:
        if row["is_heading"]:
            continue
        section = document.row(row.get("section_id"))
        counted[row.get("section_id")] = counted.get(row.get("section_id"), 0) + 1
        yield Clause(f"{number}-{section['order'] if section else 0}-{counted[row.get('section_id')]}", document.name,
                     f"{section['marker'] or ''}{section['heading'] or ''}" if section else "", _evidence(document, row),
                     row["instrument_class"] or "", row["instrument"] or "", row["topic"] or "", "",
                     f"{document.document['doc_id']}:{row['start']}-{row['end']}")


def _evidence(document: DocumentRows, row: Row) -> str:
    sentence = document.row(row.get("sentence_id")) or row
    start, end = min(sentence["start"], row["start"]), max(sentence["end"], row["end"])
    marked = f"{document.text[start:row['start']]}【{document.text[row['start']:row['end']]}】{document.text[row['end']:end]}"
    return " ".join(marked.split())


def _rows(path: Path) -> list[dict[str, str]]:
    if path.suffix == ".xlsx":
        import pandas as pd

        return pd.read_excel(path, dtype=str, keep_default_na=False).to_dict("records")
    with open(path, encoding="utf-8-sig", newline="") as handle:
        return list(csv.DictReader(handle))


def _write_excel(clauses: Sequence[Clause], path: Path) -> None:
    import xlsxwriter

    with xlsxwriter.Workbook(path, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        head, body = book.add_format({"bold": True, "bg_color": "#DDE7F3"}), book.add_format({"text_wrap": True, "valign": "top"})
        sheet = book.add_worksheet("coding")
        for index, (field, width) in enumerate(zip(fields(Clause), (10, 28, 28, 70, 16, 18, 18, 30, 28), strict=True)):
            sheet.write(0, index, field.name, head)
            sheet.set_column(index, index, width, body)
            sheet.write_column(1, index, [getattr(clause, field.name) for clause in clauses], body)
            values = next((each.values for each in columns("actions") if each.name == field.name and field.name in CODES), None)
            if values and clauses:
                sheet.data_validation(1, index, len(clauses), index, {"validate": "list", "source": list(values)})
        sheet.freeze_panes(1, 1)
        sheet.autofilter(0, 0, len(clauses), len(fields(Clause)) - 1)
