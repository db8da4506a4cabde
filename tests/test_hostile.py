"""Hostile input: bounded time and memory, nothing fetched, and a reject that names file, place and cure."""

from __future__ import annotations

import shutil
import socket
import threading
import time
import tracemalloc
import warnings

import pytest

from hostile import ATTACKS, WORDS, docx, paragraph
from zhengce.errors import IngestError
from zhengce.ingest import read_all, read_bytes
from zhengce.text.normalize import normalize
from zhengce.text.outline import find_sections

_SECONDS = 20
_MEMORY = 700 * 2**20


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.name)
def test_attack(attack):
    raw = attack.make()
    started = time.monotonic()
    try:
        (article,) = read_bytes(raw, attack.name)
    except IngestError as error:
        assert attack.says and attack.says in str(error), error
        assert error.file == attack.name and error.cure
    else:
        assert attack.says is None, f"read as {article.text[:60]!r}"
        assert WORDS in article.text.replace("\0", "")
        assert "root:" not in article.text and "haha" not in article.text
    assert time.monotonic() - started < _SECONDS


@pytest.mark.parametrize("ending", ["txt", "html", "md", "json", "csv"])
def test_two_hundred_megabytes_in_one_line(ending):
    raw = (WORDS * 4_000_000).encode()[:200 * 2**20]
    started = time.monotonic()
    tracemalloc.start()
    try:
        with pytest.raises(IngestError) as caught:
            list(read_bytes(raw, f"long.{ending}"))
        assert tracemalloc.get_traced_memory()[1] < 2 * _MEMORY
    finally:
        tracemalloc.stop()
    assert caught.value.cure
    assert time.monotonic() - started < 2 * _SECONDS


LINES = {
    "brackets": "（" * 200_000, "quotes": "“春”" * 70_000, "items": "一是一" * 60_000, "markers": "（一）" * 60_000, "numbers": "1.2" * 60_000,
    "blanks": " " * 200_000 + "。", "dates": "2026年3月" * 40_000, "sources": "来源：《" * 40_000, "dashes": "——" * 100_000, "organs": "云州市人民政府" * 30_000,
    "photos": "（记者 摄" * 40_000, "numerals": "一二三四五六七八九十" * 20_000, "titles": "关于的通知" * 40_000, "short lines": "一\n" * 100_000,
    "marked lines": "一、甲\n（一）乙\n" * 20_000, "headings": "加快发展步伐\n" * 20_000, "tabs": "\t" * 200_000 + "一",
}


@pytest.mark.parametrize("kind", LINES)
def test_no_line_takes_long(kind):
    """No pattern of metadata, layout or outline is quadratic on an odd line."""
    started = time.monotonic()
    (article,) = read_bytes((WORDS + "\n" + LINES[kind] + "\n" + WORDS).encode(), "odd.txt")
    find_sections(normalize(article.text).text)
    assert time.monotonic() - started < _SECONDS


@pytest.fixture
def listener():
    """A local server that notes who comes: nobody should."""
    server = socket.create_server(("127.0.0.1", 0))
    server.settimeout(0.2)
    seen: list[bytes] = []
    done = threading.Event()

    def listen() -> None:
        while not done.is_set():
            try:
                connection, _ = server.accept()
            except TimeoutError:
                continue
            seen.append(connection.recv(200))
            connection.close()

    thread = threading.Thread(target=listen)
    thread.start()
    yield f"http://127.0.0.1:{server.getsockname()[1]}/picture.png", seen
    done.set()
    thread.join()
    server.close()


def test_nothing_is_fetched(listener):
    address, seen = listener
    attack = next(attack for attack in ATTACKS if attack.name == "remote.html")
    assert list(read_bytes(attack.make().replace(b"REMOTE", address.encode()), "remote.html"))
    relations = (f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" TargetMode="External" '
                 f'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="{address}"/></Relationships>')
    assert list(read_bytes(docx(paragraph(WORDS), **{"word/_rels/document.xml.rels": relations}), "remote.docx"))
    doctype = f'<!DOCTYPE d SYSTEM "{address}">'
    assert list(read_bytes(docx(paragraph(WORDS), doctype), "doctype.docx"))
    assert not seen


def test_office_fetches_nothing(listener):
    if not shutil.which("soffice"):
        warnings.warn("not tested: soffice is not installed", stacklevel=1)
        pytest.skip("needs soffice")
    address, seen = listener
    words = "".join(f"\\u{ord(char)}?" for char in WORDS)
    rtf = f'{{\\rtf1\\ansi {words}\\par {{\\field{{\\*\\fldinst {{ INCLUDEPICTURE "{address}" \\\\d }}}}{{\\fldrslt }}}}\\par}}'
    (article,) = read_bytes(rtf.encode("ascii"), "remote.rtf")
    assert WORDS in article.text
    assert not seen


def test_no_office_is_said(monkeypatch):
    monkeypatch.setattr("zhengce.ingest.office._PROGRAMS", ("no-such-program",))
    with pytest.raises(IngestError, match="needs LibreOffice") as caught:
        list(read_bytes(b"{\\rtf1 x}", "a.rtf"))
    assert "save it as .docx" in caught.value.cure


def test_missing_file(tmp_path):
    with pytest.raises(IngestError, match="No such file") as caught:
        list(read_all(tmp_path / "gone.txt"))
    assert caught.value.file
