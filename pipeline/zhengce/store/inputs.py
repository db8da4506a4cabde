"""What a run is given: files, folders, globs, archives, standard input → inputs, each with its bytes and their hash.

An input is what changes as one: a file, a member of a `.zip`, the content of a `.gz`, a line of JSON Lines. Its `source` is
what people read (`reports.zip!/2025.docx`), its `place` the same from the root of the disk, so that a run from another
folder recognises it.
"""

from __future__ import annotations

import gzip
import hashlib
import os
import sys
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from fnmatch import fnmatch
from glob import glob
from pathlib import Path
from typing import IO, cast

from zhengce.errors import IngestError

MOST_BYTES = 256 << 20
"""Larger inputs are rejected: no policy document is, and a bomb in an archive soon is."""
MOST_DEEP = 3
"""Archives in archives."""
_LINES = (".jsonl", ".ndjson")
STDIN = "-"
IGNORE = ".zhengceignore"


@dataclass(frozen=True, slots=True)
class Input:
    """One input: its name for people, its place on the disk, the name that tells its format, its bytes and their SHA-256."""

    source: str
    place: str
    name: str
    raw: bytes
    sha256: str


@dataclass(frozen=True, slots=True)
class Unreadable:
    """An input whose bytes could not be had, and why."""

    source: str
    place: str
    error: IngestError


@dataclass(frozen=True, slots=True)
class File:
    """A file to read, with the size it had when it was found."""

    path: Path
    size: int


def find_files(paths: Iterable[str | Path], leave_out: Callable[[Path], bool] = lambda path: False) -> list[File]:
    """Files named by files, folders (recursive) and globs, each once, in a stable order.

    Hidden files, Office's lock files and what a `.zhengceignore` names are left out. Raises `IngestError` for a path where
    there is nothing.
    """
    found: dict[Path, File] = {}
    for path in paths:
        if str(path) == STDIN:
            found[Path(STDIN)] = File(Path(STDIN), 0)
            continue
        named = list(_named(path))
        if not named and not Path(path).is_dir():
            raise IngestError("there is nothing at this path", str(path), None, "check the spelling")
        for file in named:
            if not leave_out(file):
                found.setdefault(file, File(file, _size(file)))
    return list(found.values())


def _named(path: str | Path) -> Iterator[Path]:
    place = Path(path)
    if place.is_dir():
        for folder, folders, names in os.walk(place):
            ignored = _ignored(Path(folder))
            folders[:] = sorted(name for name in folders if not _hidden(name) and not ignored(name))
            yield from (Path(folder, name) for name in sorted(names) if not _hidden(name) and not ignored(name))
    elif place.exists():
        yield place
    else:
        yield from (file for file in map(Path, sorted(glob(str(path), recursive=True))) if file.is_file())


def _ignored(folder: Path) -> Callable[[str], bool]:
    """Whether a folder's `.zhengceignore` (a name or glob a line, `#` comments) leaves a name in it out."""
    try:
        lines = (folder / IGNORE).read_text(encoding="utf-8").splitlines()
    except OSError:
        return lambda name: False
    patterns = [line.strip().rstrip("/") for line in lines if line.strip() and not line.startswith("#")]
    return lambda name: any(fnmatch(name, pattern) for pattern in patterns)


def _hidden(name: str) -> bool:
    return name.startswith((".", "~$", "__MACOSX"))


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def read_inputs(file: Path) -> Iterator[Input | Unreadable]:
    """The inputs in a file: itself, or the members of an archive, or the lines of JSON Lines."""
    if str(file) == STDIN:
        yield from _opened(sys.stdin.buffer, STDIN, STDIN, STDIN, 0)
        return
    source, place = str(file), os.path.abspath(file)
    try:
        with open(file, "rb") as stream:
            yield from _opened(stream, source, place, source, 0)
    except OSError as error:
        yield Unreadable(source, place, IngestError(error.strerror or str(error), source, None, "check the file and its rights"))


def _opened(stream: IO[bytes], source: str, place: str, name: str, depth: int) -> Iterator[Input | Unreadable]:
    """The inputs in an open file; the end of `name` says whether it holds others."""
    ending = Path(name).suffix.lower()
    try:
        if ending == ".zip" and depth < MOST_DEEP:
            yield from _members(stream, source, place, depth)
        elif ending == ".gz" and depth < MOST_DEEP:
            with gzip.open(stream) as inner:
                yield from _opened(cast(IO[bytes], inner), source, place, name[:-3], depth + 1)
        elif ending in _LINES:
            yield from _lines(stream, source, place, name)
        else:
            raw = stream.read(MOST_BYTES + 1)
            if len(raw) > MOST_BYTES:
                raise IngestError(f"is larger than {MOST_BYTES >> 20} MB", source, None, "split it")
            yield Input(source, place, name, raw, hashlib.sha256(raw).hexdigest())
    except IngestError as error:
        yield Unreadable(source, place, error)
    except (zipfile.BadZipFile, gzip.BadGzipFile, EOFError, zlib.error, NotImplementedError) as error:
        yield Unreadable(source, place, IngestError(f"is a damaged or unknown archive: {error}", source, None, "pack it again"))


def _members(stream: IO[bytes], source: str, place: str, depth: int) -> Iterator[Input | Unreadable]:
    with zipfile.ZipFile(stream) as archive:
        members = sorted((_member_name(info), info) for info in archive.infolist() if not info.is_dir())
        for name, info in members:
            inner, where = f"{source}!/{name}", f"{place}!/{name}"
            if any(_hidden(part) for part in name.split("/")):
                continue
            if info.flag_bits & 1:
                yield Unreadable(inner, where, IngestError("is encrypted", inner, None, "unpack the archive with its password"))
                continue
            with archive.open(info) as member:
                yield from _opened(member, inner, where, inner, depth + 1)


def _member_name(info: zipfile.ZipInfo) -> str:
    """A member's name; without the UTF-8 flag, Chinese Windows wrote it in GBK and `zipfile` read it as code page 437."""
    if info.flag_bits & 0x800:
        return info.filename
    try:
        return info.filename.encode("cp437").decode("gb18030")
    except UnicodeError:
        return info.filename


def _lines(stream: IO[bytes], source: str, place: str, name: str) -> Iterator[Input | Unreadable]:
    """Each line an input. Its place is its content: a line that moves within its file is the same."""
    number = 0
    while line := stream.readline(MOST_BYTES):
        number += 1
        raw = line.rstrip(b"\r\n")
        if len(line) >= MOST_BYTES:
            raise IngestError(f"line {number} is larger than {MOST_BYTES >> 20} MB", source, f"line {number}", "split it")
        if raw.strip():
            digest = hashlib.sha256(raw).hexdigest()
            yield Input(f"{source}#{number}", f"{place}#{digest[:16]}", name, raw, digest)


def lies_under(place: str, path: str | Path) -> bool:
    """Whether a place (of an input of an earlier run) is among what `path` names: file, folder or glob.

    >>> lies_under("/data/a.zip!/b.txt", "/data"), lies_under("/data/a.zip!/b.txt", "/data/a.zip"), lies_under("/b", "/data")
    (True, True, False)
    """
    whole = os.path.abspath(path)
    return place == whole or place.startswith((whole.rstrip("/") + "/", whole + "!/", whole + "#")) or fnmatch(place, whole)
