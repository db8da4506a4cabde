"""doccano: JSON Lines of the sequence-labelling project with relations. Offsets there are code points, as in Python."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from zhengce.analyse.annotate.marks import Annotated, Link, Mark, link_labels, span_labels
from zhengce.errors import AnnotationError


def write(documents: list[Annotated], out: Path) -> list[Path]:
    """`documents.jsonl` (import it as a dataset), `span_types.json` and `relation_types.json` (import them as labels)."""
    out.mkdir(parents=True, exist_ok=True)
    data = out / "documents.jsonl"
    with open(data, "w", encoding="utf-8", newline="\n") as handle:
        handle.writelines(json.dumps(_record(document), ensure_ascii=False) + "\n" for document in documents)
    written = [data]
    for name, labels in (("span_types", span_labels(documents[0].tables if documents else ())), ("relation_types", link_labels())):
        written.append(out / f"{name}.json")
        written[-1].write_text(json.dumps([{"text": label} for label in labels], indent=1), encoding="utf-8")
    return written


def read(path: Path) -> Iterator[Annotated]:
    """The documents of a JSONL export. doccano numbers spans anew: columns come back by label and place, else by number."""
    with open(path, encoding="utf-8") as handle:
        for number, line in enumerate(handle, 1):
            if line.strip():
                try:
                    yield _document(json.loads(line))
                except (KeyError, TypeError, ValueError) as error:
                    raise AnnotationError(f"not a document that zhengce wrote ({error!r})", str(path), f"line {number}",
                                          "export with relations, as JSONL") from error


def _record(document: Annotated) -> dict[str, Any]:
    numbers = {mark.key: number for number, mark in enumerate(document.marks, 1)}
    entities = [{"id": numbers[mark.key], "label": mark.label, "start_offset": mark.start, "end_offset": mark.end}
                for mark in document.marks]
    relations = [{"id": number, "from_id": numbers[link.head], "to_id": numbers[link.tail], "type": link.label}
                 for number, link in enumerate(document.links, 1)]
    kept = {"name": document.name, "source": document.source, "sha256": document.sha256, "tables": list(document.tables),
            "marks": [{"id": numbers[mark.key], "at": mark.at, "cells": mark.cells} for mark in document.marks],
            "links": [{"at": _between(link.label, *_ends(document.marks, link)), "cells": link.cells} for link in document.links]}
    return {"text": document.text, "entities": entities, "relations": relations, "zhengce": kept}


def _document(record: dict[str, Any]) -> Annotated:
    kept = record.get("zhengce") or record["metadata"]["zhengce"]
    by_place: dict[str, list[dict[str, str]]] = {}
    by_number = {one["id"]: one for one in kept["marks"]}
    for one in kept["marks"]:
        by_place.setdefault(one["at"], []).append(one["cells"])
    marks = [Mark(str(item["id"]), item["label"], item["start_offset"], item["end_offset"]) for item in record["entities"]]
    for mark in marks:
        waiting = by_place.get(mark.at)
        if waiting:
            mark.cells = waiting.pop(0)
        elif int(mark.key) in by_number and by_number[int(mark.key)]["at"].split()[0] == mark.label:
            mark.cells = by_number[int(mark.key)]["cells"]
    stated = {one["at"]: one["cells"] for one in kept["links"]}
    links = [Link(item["type"], str(item["from_id"]), str(item["to_id"])) for item in record.get("relations", ())]
    for link in links:
        link.cells = stated.get(_between(link.label, *_ends(marks, link)), {})
    return Annotated(kept["name"], kept["source"], kept["sha256"], record["text"], tuple(kept["tables"]), marks, links)


def _ends(marks: list[Mark], link: Link) -> tuple[str, str]:
    at = {mark.key: mark.at for mark in marks}
    return at[link.head], at[link.tail]


def _between(label: str, head: str, tail: str) -> str:
    return f"{label}: {head} > {tail}"
