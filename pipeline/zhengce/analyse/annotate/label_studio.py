"""Label Studio: tasks as JSON, with the labelling configuration beside them. Offsets there are a browser's."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import etree

from zhengce.analyse.annotate.marks import Annotated, Link, Mark, link_labels, span_labels, table_of
from zhengce.analyse.annotate.units import browser_offsets, shown
from zhengce.analyse.gold_cells import gold_columns
from zhengce.errors import AnnotationError
from zhengce.rows import columns

_PLACES = ("start", "end", "text")


def write(documents: list[Annotated], out: Path) -> list[Path]:
    """`tasks.json` (import it into a project) and `config.xml` (its labelling interface) below `out`."""
    out.mkdir(parents=True, exist_ok=True)
    tasks, config = out / "tasks.json", out / "config.xml"
    tasks.write_text(json.dumps([_task(document) for document in documents], ensure_ascii=False, indent=1), encoding="utf-8")
    config.write_bytes(_config(documents[0].tables if documents else ()))
    return [tasks, config]


def read(path: Path) -> Iterator[Annotated]:
    """The documents of a JSON export: the newest annotation of each task, else its prediction."""
    for number, task in enumerate(json.loads(path.read_text(encoding="utf-8"))):
        try:
            yield _document(task)
        except (KeyError, TypeError, IndexError) as error:
            raise AnnotationError(f"task {number} is not one that zhengce wrote ({error!r})", str(path), None,
                                  "export the project as JSON (not JSON-MIN)") from error


def _task(document: Annotated) -> dict[str, Any]:
    to, _ = browser_offsets(document.text)
    text = shown(document.text)
    result: list[dict[str, Any]] = []
    for mark in document.marks:
        place = {"start": to(mark.start), "end": to(mark.end), "text": shown(document.text[mark.start:mark.end])}
        result.append(_region(mark.key, "label", "labels", {**place, "labels": [mark.label]}))
        result += [_region(mark.key, f"{table_of(mark.label)[0]}.{name}", *_answer(place, table_of(mark.label)[0], name, value))
                   for name, value in mark.cells.items()]
    result += [{"type": "relation", "from_id": link.head, "to_id": link.tail, "direction": "right", "labels": [link.label]}
               for link in document.links]
    kept = {"name": document.name, "source": document.source, "sha256": document.sha256, "tables": list(document.tables),
            "source_text": document.text,
            "links": [{"at": _between(link.label, link.head, link.tail), "cells": link.cells} for link in document.links]}
    return {"data": {"text": text, "zhengce": kept}, "predictions": [{"model_version": "zhengce", "result": result}]}


def _document(task: dict[str, Any]) -> Annotated:
    kept = task["data"]["zhengce"]
    _, back = browser_offsets(kept["source_text"])
    made = task.get("annotations") or task.get("predictions") or [{"result": []}]
    marks: dict[str, Mark] = {}
    links: list[Link] = []
    stated = {one["at"]: one["cells"] for one in kept["links"]}
    for item in made[-1]["result"]:
        if item["type"] == "relation":
            label = (item.get("labels") or ["pairs_with"])[0]
            links.append(Link(label, item["from_id"], item["to_id"], stated.get(_between(label, item["from_id"], item["to_id"]), {})))
        elif item["type"] == "labels":
            value = item["value"]
            cells = marks[item["id"]].cells if item["id"] in marks else {}
            marks[item["id"]] = Mark(item["id"], value["labels"][0], back(value["start"]), back(value["end"]), cells)
        else:
            answer = item["value"].get("text") if item["type"] == "textarea" else item["value"]["choices"]
            mark = marks.setdefault(item["id"], Mark(item["id"], "", 0, 0))
            mark.cells[item["from_name"].split(".", 1)[1]] = "|".join(answer) if isinstance(answer, list) else str(answer)
    return Annotated(kept["name"], kept["source"], kept["sha256"], kept["source_text"], tuple(kept["tables"]),
                     [mark for mark in marks.values() if mark.label], links)


def _region(key: str, name: str, kind: str, value: dict[str, Any]) -> dict[str, Any]:
    return {"id": key, "from_name": name, "to_name": "text", "type": kind, "value": value}


def _answer(place: dict[str, Any], table: str | None, name: str, value: str) -> tuple[str, dict[str, Any]]:
    if table and _choices(table, name):
        return "choices", {**place, "choices": [value]}
    return "textarea", {**{key: place[key] for key in ("start", "end")}, "text": [value]}


def _choices(table: str, name: str) -> tuple[str, ...] | None:
    return next((column.values for column in columns(table) if column.name == name), None)


def _between(label: str, head: str, tail: str) -> str:
    return f"{label} {head} {tail}"


def _config(tables: tuple[str, ...]) -> bytes:
    """The labelling interface: labels, links, and the columns of each table as questions about the region at hand."""
    view = etree.Element("View")
    box = etree.SubElement(view, "Labels", name="label", toName="text")
    for label in span_labels(tables):
        etree.SubElement(box, "Label", value=label)
    relations = etree.SubElement(view, "Relations")
    for label in link_labels():
        etree.SubElement(relations, "Relation", value=label)
    etree.SubElement(view, "Text", name="text", value="$text")
    for table in tables:
        if table == "relations":
            continue
        labels = [label for label in span_labels([table]) if label != "end"]
        for name in gold_columns(table):
            if name in _PLACES or (table, name) == ("entities", "type"):
                continue
            shared = {"name": f"{table}.{name}", "toName": "text", "perRegion": "true", "whenTagName": "label",
                      "whenLabelValue": ",".join(labels)}
            values = _choices(table, name)
            if values:
                question = etree.SubElement(view, "Choices", **shared, showInline="true")
                for value in values:
                    etree.SubElement(question, "Choice", value=value)
            else:
                etree.SubElement(view, "TextArea", **shared, placeholder=name, editable="true", maxSubmissions="1")
    return etree.tostring(view, encoding="utf-8", pretty_print=True)
