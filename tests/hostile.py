"""Hostile files, each made here: what it tries, its bytes, and what the reject must say."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import dataclass

from ofd_writer import write_ofd
from pdf_writer import write_pdf

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
WORDS = "各县要抓好春灌，疏浚干支渠86公里。"


@dataclass(frozen=True)
class Attack:
    """A file `name` of `make()`; `says`: part of the reject's message, None where the file is read and `WORDS` come out."""

    name: str
    make: Callable[[], bytes]
    says: str | None


def zipped(parts: dict[str, bytes | str], **info: int) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    raw = made.getvalue()
    if "flag" in info:
        # The encryption bit of the first part, in its local and in its central header.
        raw = bytearray(raw)
        raw[6] |= info["flag"]
        raw[raw.index(b"PK\x01\x02") + 8] |= info["flag"]
    return bytes(raw)


def docx(body: str, before: str = "", **parts: str) -> bytes:
    return zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": f'<?xml version="1.0"?>{before}<w:document {W}><w:body>{body}</w:body></w:document>',
                   **parts})


def paragraph(words: str) -> str:
    return f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"


def _nested(depth: int) -> str:
    return "<w:sdt><w:sdtContent>" * depth + paragraph(WORDS) + "</w:sdtContent></w:sdt>" * depth


def _ofd(**changed: str) -> bytes:
    made = io.BytesIO(write_ofd([WORDS]))
    with zipfile.ZipFile(made) as archive:
        parts: dict[str, bytes | str] = {name: archive.read(name) for name in archive.namelist()}
    for name, (old, new) in ((name.replace("__", "/").replace("_xml", ".xml"), value.split("→")) for name, value in changed.items()):
        parts[name] = parts[name].decode().replace(old, new)
    return zipped(parts)


ENTITY = '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
LAUGHS = "<!DOCTYPE d [<!ENTITY a0 'ha'>" + "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 10)) + "]>"
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)

ATTACKS = [
    Attack("empty.txt", lambda: b"", "empty"),
    Attack("blank.txt", lambda: b" \n\t\n" * 50, "holds no text"),
    Attack("nul.txt", lambda: ("\0".join(WORDS * 40)).encode(), "binary data"),
    Attack("one-nul.txt", lambda: (WORDS[:8] + "\0" + WORDS[8:]).encode(), None),
    Attack("noise.txt", lambda: bytes(range(128, 256)) * 40, "cannot be decoded"),
    Attack("bomb.docx", lambda: docx(paragraph("春" * 90_000_000)), "zip bomb"),
    Attack("many-parts.docx", lambda: docx(paragraph(WORDS), **{f"word/p{n}.xml": "" for n in range(20_001)}), "parts in one archive"),
    Attack("truncated.docx", lambda: docx(paragraph(WORDS))[:-60], "damaged archive"),
    Attack("cut-xml.docx", lambda: zipped({"word/document.xml": f"<w:document {W}><w:body><w:p>"}), "damaged XML"),
    Attack("no-body.docx", lambda: zipped({"word/document.xml": f"<w:document {W}/>"}), "has no body"),
    Attack("deep.docx", lambda: docx(_nested(4_000)), "damaged XML"),
    Attack("locked.docx", lambda: zipped({"word/document.xml": "x"}, flag=1), "is encrypted"),
    Attack("password.docx", lambda: COMPOUND + "EncryptedPackage".encode("utf-16-le"), "is encrypted"),
    Attack("sheet.doc", lambda: COMPOUND + "Workbook".encode("utf-16-le"), "spreadsheet"),
    Attack("climbing.docx", lambda: docx(paragraph(WORDS), **{"../../etc/cron.d/job": "x"}), "leaves the archive"),
    Attack("entity.docx", lambda: docx(paragraph(WORDS + "&x;"), ENTITY), None),
    Attack("laughs.docx", lambda: docx(paragraph(WORDS + "&a9;"), LAUGHS), "damaged XML"),
    Attack("archive.zip", lambda: zipped({"a.txt": WORDS}), "is an archive"),
    Attack("nested.zip", lambda: zipped({"a.zip": zipped({"b.zip": zipped({"c.txt": WORDS})})}), "is an archive"),
    Attack("picture.png", lambda: b"\x89PNG\r\n\x1a\n" + bytes(100), "is a picture"),
    Attack("climbing.ofd", lambda: _ofd(OFD_xml="Doc_0/Document.xml→../../../etc/passwd"), "leaves the archive"),
    Attack("missing.ofd", lambda: _ofd(OFD_xml="Doc_0/Document.xml→Doc_9/Document.xml"), "part is missing"),
    Attack("repeat.ofd", lambda: _ofd(Doc_0__Pages__Page_0__Content_xml='DeltaX="→DeltaX="g 999999999 3 '), None),
    Attack("locked.ofd", lambda: zipped({"OFD.xml": "<OFD><DocBody/><Encryptions/></OFD>"}), "is encrypted"),
    Attack("nothing.ofd", lambda: zipped({"OFD.xml": "<OFD/>"}), "names no document"),
    Attack("locked.pdf", lambda: write_pdf([[(72, 700, WORDS)]], encrypted=True), "is encrypted"),
    Attack("scan.pdf", lambda: write_pdf([[], []], scanned=True), "is a scan"),
    Attack("blank.pdf", lambda: write_pdf([[]]), "no text layer"),
    Attack("bomb.pdf", lambda: write_pdf([[(72, 700, WORDS)]], padding=120_000_000), "unpacks to more"),
    Attack("cut.pdf", lambda: write_pdf([[(72, 700, WORDS)]])[:200], "damaged PDF"),
    Attack("codes.pdf", lambda: write_pdf([[(72, 700, "".join(chr(0xE000 + n) for n in range(40)))]]), "do not say which characters"),
    Attack("deep.json", lambda: b"[" * 100_000, "nested too deeply"),
    Attack("numbers.json", lambda: json.dumps([1, 2, {"a": None}]).encode(), "no column"),
    Attack("deep.html", lambda: ("<html><body>" + "<div>" * 60_000 + WORDS * 3).encode(), "nested too deeply"),
    Attack("remote.html", lambda: (f'<html><head><link rel="stylesheet" href="REMOTE"></head><body><img src="REMOTE"><p>{WORDS}</p>'
                                   '<iframe src="REMOTE"></iframe><script src="REMOTE"></script></body></html>').encode(), None),
]

HOSTILE_READER = """
import os, time
from zhengce import ingest
plain = ingest.read_bytes
def read_bytes(raw, source):
    if b"CRASH" in raw:
        os.abort()
    if b"HANG" in raw:
        time.sleep(600)
    if b"GREEDY" in raw:
        held = [bytearray(1 << 20) for _ in range(100_000)]
    yield from plain(raw, source)
ingest.read_bytes = read_bytes
"""
"""What a `sitecustomize` of fresh interpreters does to files that say so: crash, hang, eat memory."""
