"""Fuzzing of ingestion: mutated files of every format; each must come out as articles or as an `IngestError`.

    python tests/fuzz_ingest.py --cases 2000 [--formats pdf,docx] [--seed 1] [--keep FOLDER]

Cases are made from seeds and numbers alone, so that any of them can be made again. They run in a child process with a limit on memory
and time: a crash, a hang or a runaway is reported with the number of its case, and kept as a file where `--keep` says so.
"""

from __future__ import annotations

import argparse
import io
import json
import multiprocessing
import random
import resource
import sys
import time
import zipfile
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from hostile import docx, paragraph
from ofd_writer import write_ofd
from pdf_writer import write_pdf

MEMORY = 3 * 2**30
SECONDS = 30
_TEXT = ("云州市人民政府关于加强山塘水库安全管理的通知\n云政发〔2026〕21号\n各县（区）人民政府：\n全市现有小型水库1386座、山塘2.4万口，防洪标准偏低。\n"
         "一、总体要求\n到2028年，完成除险加固320座，整治率不低于85%。一是查坝体。二是查溢洪道。三是查责任人。\n（一）加快除险加固。安排专项资金1.8亿元。\n"
         "单位：座\n县（区）\t除险加固\t山塘整治\n青溪县\t42\t1260\n河口县\t35\t980\n附件：任务分解表\n云州市人民政府\n2026年3月18日\n（此件公开发布）\n")
_LINES = _TEXT.splitlines()
_TOKENS = [b"\x00", b"\xff\xff\xff\xff", b"%s" * 8, b"\r", b"\xe3\x80\x80" * 40, b"<", b"</w:p>", b"]]>", b"&#0;", b"&#x110000;", b"2147483648", b"-1", b"9" * 400,
           b"\xed\xa0\x80", b"\xef\xbb\xbf", b"<table><tr><td>", b"endobj", b"stream", b'"', b",", b"\\u0000", b"{", b"[", "（".encode() * 60, "一是".encode() * 60]


def _html() -> bytes:
    rows = "".join(f"<p>{line}</p>" for line in _LINES[:8])
    return (f'<!DOCTYPE html><html><head><meta charset="utf-8"><meta name="ArticleTitle" content="{_LINES[0]}"><title>{_LINES[0]}_云州</title></head><body>'
            f'<div class="nav"><a href="/">首页</a></div><div id="zoom">{rows}<table><tr><td rowspan="2">县</td><td colspan="2">数</td></tr><tr><td>42</td><td>35</td>'
            "</tr></table></div></body></html>").encode()


def _docx() -> bytes:
    numbering = ('<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
                 '<w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num></w:numbering>')
    item = '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>抓好春灌</w:t></w:r></w:p>'
    table = "<w:tbl><w:tr>" + "".join(f'<w:tc><w:tcPr><w:gridSpan w:val="1"/></w:tcPr>{paragraph(cell)}</w:tc>' for cell in "县数量") + "</w:tr></w:tbl>"
    return docx("".join(map(paragraph, _LINES)) + item * 3 + table, **{"word/numbering.xml": numbering})


SEEDS: dict[str, tuple[str, Callable[[], bytes]]] = {
    "txt": ("a.txt", _TEXT.encode), "gbk": ("a.txt", lambda: _TEXT.encode("gb18030")), "utf16": ("a.txt", lambda: _TEXT.encode("utf-16")),
    "md": ("a.md", lambda: ("# " + _TEXT.replace("一、", "## 一、") + "\n| 县 | 数 |\n|---|---|\n| 青溪 | 42 |\n").encode()),
    "html": ("a.html", _html), "docx": ("a.docx", _docx),
    "pdf": ("a.pdf", lambda: write_pdf([[(72, 770 - 24 * at, line) for at, line in enumerate(_LINES)]] * 2)),
    "ofd": ("a.ofd", lambda: write_ofd([*_LINES[:8], [line.split("\t") for line in _LINES[8:11]], *_LINES[11:]])),
    "csv": ("a.csv", lambda: f'标题,正文,发布日期\n通知,"{_TEXT}",2026-03-18\n公告,"{_TEXT}",2026-04-01\n'.encode("utf-8-sig")),
    "json": ("a.json", lambda: json.dumps([{"title": "通知", "text": _TEXT, "date": "2026-03-18"}] * 2, ensure_ascii=False).encode()),
    "jsonl": ("a.jsonl", lambda: "\n".join([json.dumps({"title": "通知", "content": _html().decode()}, ensure_ascii=False)] * 2).encode()),
}
"""Format → name of the file and what makes an unharmed one."""


def case(form: str, number: int, seed: int = 1) -> bytes:
    """The bytes of a case; the same for the same arguments."""
    chance = random.Random(f"{form}:{number}:{seed}")
    raw = SEEDS[form][1]()
    if raw[:2] == b"PK" and chance.random() < 0.75:
        return _repacked(raw, chance)
    return mutated(raw, chance)


def _repacked(raw: bytes, chance: random.Random) -> bytes:
    """A zip with one or two of its parts mutated, so that mutations reach the XML."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for name in chance.sample(sorted(parts), min(len(parts), chance.choice((1, 1, 2)))):
        parts[name] = mutated(parts[name], chance) if chance.random() < 0.5 else renumbered(parts[name], chance)
    if chance.random() < 0.1:
        del parts[chance.choice(sorted(parts))]
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return made.getvalue()


def renumbered(raw: bytes, chance: random.Random) -> bytes:
    """`raw` with some of its digits changed: XML that stays well-formed and says odd things."""
    data = bytearray(raw)
    digits = [place for place, byte in enumerate(data) if 0x30 <= byte <= 0x39]
    for place in chance.sample(digits, min(len(digits), chance.choice((1, 3, 20)))):
        data[place:place + 1] = chance.choice((b"0", b"9", b"-", b".", b"9999999999", b"x", b"", b" ", b"1e9"))[:1 if len(digits) > 2000 else 12]
    return bytes(data)


def mutated(raw: bytes, chance: random.Random) -> bytes:
    """`raw` after one to eight mutations: flipped, lost, doubled, moved, cut bytes, tokens, other numbers."""
    data = bytearray(raw)
    for _ in range(chance.choice((1, 1, 2, 3, 5, 8))):
        at = chance.randrange(len(data) + 1)
        size = chance.choice((1, 1, 2, 4, 16, 200, 2000))
        kind = chance.randrange(8)
        if kind == 0 and data:
            data[min(at, len(data) - 1)] ^= 1 << chance.randrange(8)
        elif kind == 1:
            del data[at:at + size]
        elif kind == 2:
            data[at:at] = data[at:at + size] * chance.choice((1, 3, 50))
        elif kind == 3:
            data[at:at] = chance.choice(_TOKENS)
        elif kind == 4:
            data[at:at + size] = chance.randbytes(size)
        elif kind == 5 and chance.random() < 0.4:
            del data[at:]
        elif kind == 6:
            piece = data[at:at + size]
            del data[at:at + size]
            place = chance.randrange(len(data) + 1)
            data[place:place] = piece
        else:
            digits = [place for place, byte in enumerate(data) if 0x30 <= byte <= 0x39]
            if digits:
                data[chance.choice(digits)] = chance.choice(b"0123456789-.")
    return bytes(data)


@dataclass
class Report:
    """Counts by outcome (`read`, `rejected`), the seconds of the slowest case, and what went wrong."""

    outcomes: Counter = field(default_factory=Counter)
    slowest: float = 0.0
    memory: int = 0
    failures: list[tuple[str, int, str]] = field(default_factory=list)


def _work(form: str, numbers: list[int], seed: int, pipe: Any) -> None:
    """In the child: run the cases, tell the number before and the outcome after each."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    for number in numbers:
        pipe.send((number, None, 0.0, 0))
        started = time.monotonic()
        outcome = outcome_of(form, number, seed)
        pipe.send((number, outcome, time.monotonic() - started, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss))
    pipe.send(None)


def outcome_of(form: str, number: int, seed: int = 1) -> str:
    """`read`, `rejected`, or what was raised instead."""
    from zhengce.errors import IngestError
    from zhengce.ingest import read_bytes

    try:
        for article in read_bytes(case(form, number, seed), SEEDS[form][0]):
            if not article.text.strip():
                return "an article without text"
            for table in article.tables:
                assert all(0 <= cell[0] <= cell[1] <= len(article.text) for row in table.cells for cell in row if cell)
    except IngestError as error:
        return "rejected" if error.file and error.cure else f"a reject without file or cure: {error}"
    except Exception as error:  # what fuzzing looks for
        return f"{type(error).__name__}: {error}"
    return "read"


def run(form: str, cases: int, seed: int = 1, first: int = 0) -> Report:
    """Run cases `first` … `first + cases` of a format in child processes."""
    report = Report()
    numbers = list(range(first, first + cases))
    context = multiprocessing.get_context("fork")
    while numbers:
        ours, theirs = context.Pipe()
        child = context.Process(target=_work, args=(form, numbers, seed, theirs))
        child.start()
        theirs.close()
        at = _listen(ours, report, form, numbers)
        if child.is_alive() and at is not None:
            child.kill()
        child.join()
        numbers = [] if at is None else [number for number in numbers if number > at]
    return report


def _listen(pipe: Any, report: Report, form: str, numbers: list[int]) -> int | None:
    """Take the child's messages; the number of the case it died of or hung in, or None where it came to its end."""
    at = numbers[0] - 1
    while True:
        try:
            if not pipe.poll(SECONDS):
                report.failures.append((form, at, f"still running after {SECONDS} s"))
                return at
            message = pipe.recv()
        except EOFError:
            report.failures.append((form, at, "the process died"))
            return at
        if message is None:
            return None
        at, outcome, seconds, memory = message
        if outcome is not None:
            report.slowest, report.memory = max(report.slowest, seconds), max(report.memory, memory)
            report.outcomes[outcome if outcome in ("read", "rejected") else "failed"] += 1
            if outcome not in ("read", "rejected"):
                report.failures.append((form, at, outcome))


def main() -> int:
    """Run from the command line; exit code 1 where anything failed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", type=int, default=1000, help="cases of each format")
    parser.add_argument("--formats", default=",".join(SEEDS))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="folder for the files of failed cases")
    options = parser.parse_args()
    failed = 0
    for form in options.formats.split(","):
        started = time.monotonic()
        report = run(form, options.cases, options.seed)
        failed += len(report.failures)
        print(f"{form:6} {options.cases} cases, {report.outcomes['read']} read, {report.outcomes['rejected']} rejected, {len(report.failures)} failed, "
              f"slowest {report.slowest:.2f} s, {report.memory // 1024} MB, {time.monotonic() - started:.0f} s", flush=True)
        for _, number, what in report.failures:
            print(f"    case {number}: {what}")
            if options.keep:
                options.keep.mkdir(parents=True, exist_ok=True)
                (options.keep / f"{form}-{number}-{SEEDS[form][0]}").write_bytes(case(form, number, options.seed))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
