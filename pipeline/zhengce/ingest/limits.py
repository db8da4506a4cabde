"""How much one input may cost: sizes beyond which it is rejected instead of read."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from pathlib import PurePosixPath

from zhengce.errors import IngestError

MAX_BYTES = 256 * 2**20
"""Bytes of an input file."""
MAX_CHARS = 20_000_000
"""Characters of one document: about forty times the longest five-year plan."""
MAX_PART = 128 * 2**20
"""Bytes of one unpacked part of a zipped format."""
MAX_UNPACKED = 512 * 2**20
"""Bytes of all parts of a zipped format together."""
MAX_RATIO = 300
"""Unpacked to packed bytes of one part; XML packs at 10 to 50, zip bombs at 1,000 and more."""
MAX_STREAM = 64 * 2**20
"""Bytes to which a stream of a PDF may unpack where it does so at more than `MAX_RATIO`."""
MAX_TEXT_BYTES = 4 * MAX_CHARS
"""Bytes of a file that is one text: four for each character allowed."""
MAX_PARTS = 20_000
MAX_PAGES = 5_000
MAX_RECORDS = 1_000_000
MAX_DEPTH = 256
"""Nested elements of a document: deeper ones are an attack, not a text."""


def check_size(raw: bytes, name: str) -> None:
    """Raise `IngestError` where a file is empty or too large to read."""
    if not raw:
        raise IngestError("the file is empty", name, None, "get it again from its source")
    if len(raw) > MAX_BYTES:
        raise IngestError(f"{len(raw):,} bytes are more than the {MAX_BYTES:,} allowed", name, None, "split the file")


def check_text(text: str, name: str) -> str:
    """`text`, where it is neither empty nor too long; raises `IngestError` else."""
    if not text.strip():
        raise IngestError("holds no text", name, None, "a scan needs OCR first; an empty template has nothing to read")
    if len(text) > MAX_CHARS:
        raise IngestError(f"{len(text):,} characters are more than the {MAX_CHARS:,} allowed", name, None, "split the document")
    return text


def open_zip(raw: bytes, name: str) -> zipfile.ZipFile:
    """The zip archive in `raw`, checked before anything is unpacked.

    Raises `IngestError` for a broken, encrypted or bomb-like archive and for parts whose names leave the archive.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(raw))
        parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError) as error:
        raise IngestError(f"is a damaged archive: {error}", name, None, "get the file again from its source") from error
    if len(parts) > MAX_PARTS:
        raise IngestError(f"{len(parts):,} parts in one archive", name, None, "unpack it and give the files")
    if sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise IngestError("unpacks to more than is allowed (a zip bomb?)", name, None, "unpack it and look at it")
    for part in parts:
        if part.flag_bits & 1:
            raise IngestError("is encrypted", name, part.filename, "save it without a password")
        if PurePosixPath(part.filename).is_absolute() or ".." in PurePosixPath(part.filename).parts:
            raise IngestError("a part's name leaves the archive", name, part.filename, "do not trust this file")
        if part.file_size > MAX_PART or part.file_size > MAX_RATIO * max(part.compress_size, 1024):
            raise IngestError("a part unpacks to more than is allowed (a zip bomb?)", name, part.filename, "unpack it and look at it")
    return archive


def read_part(archive: zipfile.ZipFile, part: str, name: str) -> bytes:
    """The bytes of one part; never more than `MAX_PART`, whatever the archive's directory says."""
    try:
        with archive.open(part) as stream:
            data = stream.read(MAX_PART + 1)
    except KeyError as error:
        raise IngestError("a part is missing", name, part, "save the file again in its own program") from error
    except Exception as error:  # zipfile raises zlib.error, BadZipFile, EOFError, NotImplementedError, RuntimeError
        raise IngestError(f"a part is damaged: {error}", name, part, "get the file again from its source") from error
    if len(data) > MAX_PART:
        raise IngestError("a part unpacks to more than is allowed (a zip bomb?)", name, part, "unpack it and look at it")
    return data


_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_TWICE = re.compile(rb"/(?:FlateDecode|Fl)\s*/(?:FlateDecode|Fl|LZWDecode)")
_SMALL_STREAM, _CHUNK = 32 * 1024, 2**22


def check_streams(raw: bytes, name: str) -> None:
    """Raise `IngestError` where a packed stream of a PDF unpacks to absurdly more than it holds, or is packed twice."""
    if _TWICE.search(raw):
        raise IngestError("a stream is packed twice (a bomb?)", name, None, "print it to a new PDF")
    for found in _STREAM.finditer(raw):
        end = raw.find(b"endstream", found.end())
        size = (len(raw) if end < 0 else end) - found.end()
        if size > _SMALL_STREAM and _unpacks_beyond(raw, found.end(), size):
            raise IngestError("a stream unpacks to more than is allowed (a bomb?)", name, f"byte {found.end()}", "print it to a new PDF")


def _unpacks_beyond(raw: bytes, start: int, size: int) -> bool:
    unpacker = zlib.decompressobj()
    limit, total = max(MAX_STREAM, MAX_RATIO * size), 0
    data: bytes = memoryview(raw)[start:start + size]  # type: ignore[assignment]
    try:
        while data and not unpacker.eof:
            total += len(unpacker.decompress(data, _CHUNK))
            data = unpacker.unconsumed_tail
            if total > limit:
                return True
    except zlib.error:
        return False
    return False
