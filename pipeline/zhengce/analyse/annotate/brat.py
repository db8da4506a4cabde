"""brat: a `.txt` and an `.ann` for each document, and `annotation.conf`. Offsets are code points; a span that crosses a line end is
written in fragments, one for each line, as brat's standoff format asks. The columns of a row are its annotator note."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from zhengce.analyse.annotate.marks import TABLES, Annotated, Link, Mark, link_labels, span_labels
from zhengce.errors import AnnotationError

_INDEX = "documents.json"


def write(documents: list[Annotated], out: Path) -> list[Path]:
    """The folder of a brat collection; `documents.json` names the annotated files."""
    out.mkdir(parents=True, exist_ok=True)
    written, index = [], {}
    for number, document in enumerate(documents, 1):
        name = document.name if document.name not in index else f"{document.name}-{number}"
        index[name] = {"name": document.name, "source": document.source, "sha256": document.sha256, "tables": list(document.tables)}
        for ending, content in ((".txt", document.text), (".ann", "".join(f"{line}\n" for line in _lines(document)))):
            written.append(out / f"{name}{ending}")
            written[-1].write_bytes(content.encode("utf-8", "surrogatepass"))
    for name, content in ((_INDEX, json.dumps(index, ensure_ascii=False, indent=1)), ("annotation.conf", _configuration())):
        written.append(out / name)
        written[-1].write_text(content, encoding="utf-8")
    return written


def read(path: Path) -> Iterator[Annotated]:
    """The documents of a collection's folder."""
    index = path / _INDEX
    if not index.is_file():
        raise AnnotationError(f"no {_INDEX}", str(path), None, "give the folder that `zhengce annotate export` wrote")
    for name, kept in json.loads(index.read_text(encoding="utf-8")).items():
        text = (path / f"{name}.txt").read_bytes().decode("utf-8", "surrogatepass")
        file = path / f"{name}.ann"
        marks, links = _parse(file, file.read_bytes().decode("utf-8", "surrogatepass"))
        yield Annotated(kept["name"], kept["source"], kept["sha256"], text, tuple(kept["tables"]), marks, links)


def _lines(document: Annotated) -> Iterator[str]:
    numbers = {mark.key: f"T{number}" for number, mark in enumerate(document.marks, 1)}
    note = 0
    for mark in document.marks:
        key, text = numbers[mark.key], document.text[mark.start:mark.end]
        places = ";".join(f"{start} {end}" for start, end in _fragments(text, mark.start))
        yield f"{key}\t{mark.label} {places}\t{' '.join(text.split())}"
        if mark.cells:
            note += 1
            yield _note(note, key, mark.cells)
    for number, link in enumerate(document.links, 1):
        yield f"R{number}\t{link.label} Arg1:{numbers[link.head]} Arg2:{numbers[link.tail]}"
        if link.cells:
            note += 1
            yield _note(note, f"R{number}", link.cells)


def _note(number: int, key: str, cells: dict[str, str]) -> str:
    return f"#{number}\tAnnotatorNotes {key}\t{json.dumps(cells, ensure_ascii=False)}"


def _fragments(text: str, start: int) -> list[tuple[int, int]]:
    """The lines of a span: brat allows no line end inside a fragment."""
    made, at = [], start
    for line in text.splitlines(keepends=True):
        bare = line.rstrip("\r\n")
        if bare:
            made.append((at, at + len(bare)))
        at += len(line)
    return made or [(start, start + len(text))]


def _parse(file: Path, content: str) -> tuple[list[Mark], list[Link]]:
    marks: dict[str, Mark] = {}
    links: dict[str, Link] = {}
    notes: dict[str, dict[str, str]] = {}
    for number, line in enumerate(content.split("\n"), 1):
        try:
            key, _, rest = line.partition("\t")
            if key.startswith("T"):
                label, places = rest.split("\t")[0].split(" ", 1)
                ends = [int(place) for fragment in places.split(";") for place in fragment.split()]
                marks[key] = Mark(key, label, ends[0], ends[-1])
            elif key.startswith("R"):
                label, head, tail = rest.split()
                links[key] = Link(label, head.removeprefix("Arg1:"), tail.removeprefix("Arg2:"))
            elif key.startswith("#") and rest.startswith("AnnotatorNotes "):
                about, note = rest.split("\t", 1)
                notes[about.split()[1]] = json.loads(note) if note.startswith("{") else {}
        except ValueError as error:
            raise AnnotationError(f"unreadable annotation {line[:60]!r} ({error})", str(file), f"line {number}") from error
    for key, mark in marks.items():
        mark.cells = notes.get(key, {})
    for key, link in links.items():
        link.cells = notes.get(key, {})
    return list(marks.values()), list(links.values())


def _configuration() -> str:
    ends = "Arg1:<ENTITY>, Arg2:<ENTITY>"
    return "\n".join(["[entities]", *span_labels(TABLES), "[relations]", *(f"{label} {ends}" for label in link_labels()),
                      "[events]", "[attributes]", ""])
