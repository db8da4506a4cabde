"""Which format a file has, by its content and not by its ending."""

from __future__ import annotations

import json
import re
from pathlib import Path

from zhengce.errors import IngestError
from zhengce.ingest.limits import open_zip

_HTML = re.compile(rb"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]|<meta\s[^>]*charset", re.IGNORECASE)
_FRAGMENT = re.compile(rb"</?(?:p|div|span|table|tr|td|br|strong|section)(?:\s[^<>]*)?/?>", re.IGNORECASE)
_IMAGES = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"BM", b"II*\0", b"MM\0*")
_MARKDOWN = re.compile(r"^(?:#{1,6} \S|(?:[-*+] |\d+\. )\S.*\n(?:[-*+] |\d+\. )|\|.*\|\s*\n\|[ :|-]+\|)", re.MULTILINE)


def sniff(raw: bytes, name: str) -> str:
    """The format of `raw`: text, markdown, html, docx, xlsx, ofd, pdf, doc, rtf, csv, json, jsonl, zip, gzip or image.

    The ending in `name` decides only between kinds of plain text: markdown, CSV, JSON.
    """
    head = raw[:2048].lstrip(b"\xef\xbb\xbf \t\r\n")
    if raw[:4] == b"PK\x03\x04" or raw[:4] == b"PK\x05\x06":
        return _zipped(raw, name)
    if b"%PDF-" in raw[:1024]:
        return "pdf"
    if raw[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        return _compound(raw, name)
    if head.startswith(b"{\\rtf"):
        return "rtf"
    if raw[:2] == b"\x1f\x8b":
        return "gzip"
    if raw.startswith(_IMAGES) and raw[:2] != b"BM" or (raw[:2] == b"BM" and raw[6:10] == b"\0\0\0\0"):
        return "image"
    ending = Path(name).suffix.lower()
    if _is_html(raw, head, ending):
        return "html"
    return _plain(raw, head, ending)


def _is_html(raw: bytes, head: bytes, ending: str) -> bool:
    sample = raw[:65536]
    if b"\0" in sample[:512]:
        sample = sample.replace(b"\0", b"")
        head = sample[:2048]
    if ending in (".md", ".csv", ".tsv", ".json", ".jsonl"):
        return False
    if _HTML.search(sample[:4096]) and b"<" in head[:64]:
        return True
    # A fragment: tags throughout, as a content management system stores a body.
    return len(_FRAGMENT.findall(sample)) >= (2 if head.startswith(b"<") else 8)


def _plain(raw: bytes, head: bytes, ending: str) -> str:
    if head[:1] in (b"{", b"[", b'"') and ending in (".jsonl", ".ndjson"):
        return "jsonl"
    if head[:1] in (b"{", b"[", b'"') and ending not in (".txt", ".md"):
        try:
            json.loads(raw)
        except (ValueError, RecursionError):
            if head[:1] == b"{" and _json_line(raw):
                return "jsonl"
            if ending == ".json":
                return "json"
        else:
            return "json"
    if ending in (".csv", ".tsv"):
        return "csv"
    if ending in (".md", ".markdown"):
        return "markdown"
    return "text"


def _json_line(raw: bytes) -> bool:
    try:
        return isinstance(json.loads(raw.split(b"\n", 1)[0]), dict)
    except (ValueError, RecursionError):
        return False


def _compound(raw: bytes, name: str) -> str:
    """`doc` for a compound file that holds a Word document; others are rejected by the streams they name."""
    def holds(stream: str) -> bool:
        return stream.encode("utf-16-le") in raw

    if holds("EncryptedPackage"):
        raise IngestError("is encrypted", name, None, "save it without a password")
    if not holds("WordDocument"):
        if holds("Workbook") or holds("Book"):
            raise IngestError("is a spreadsheet", name, None, "save the sheet that holds the documents as CSV")
        if holds("PowerPoint Document"):
            raise IngestError("is a presentation", name, None, "save its text as a document")
    return "doc"


def _zipped(raw: bytes, name: str) -> str:
    with open_zip(raw, name) as archive:
        names = set(archive.namelist())
    if "OFD.xml" in names:
        return "ofd"
    if "word/document.xml" in names or ("[Content_Types].xml" in names and any(part.startswith("word/") for part in names)):
        return "docx"
    if any(part.startswith("xl/") for part in names):
        return "xlsx"
    if "content.xml" in names and "mimetype" in names:
        return "odt"
    if any(part.startswith("ppt/") for part in names):
        raise IngestError("is a presentation", name, None, "save its text as a document")
    return "zip"
