"""`zhengce check`: each seeded change is caught, nothing else is; precision gained is told apart from contradiction."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from conftest import ROOT
from zhengce.analyse.baseline import accepted, read_baseline, write_baseline
from zhengce.analyse.check import accept, check, compare_figures, report
from zhengce.analyse.document_rows import DocumentRows
from zhengce.analyse.gold_rows import gold_rows
from zhengce.cli import main
from zhengce.errors import AnnotationError

NAME = "article-2026-pairing"


@pytest.fixture(scope="module")
def document() -> DocumentRows:
    return gold_rows(ROOT / "corpus/gold" / NAME)


def figure(document: DocumentRows, text: str) -> dict:
    return next(row for row in document["figures"] if row["text"] == text)


def mutated(document: DocumentRows, text: str, change) -> DocumentRows:
    """The document with one figure changed, dropped (`change` None) or another added (`change` returns two rows)."""
    rows = []
    for row in document["figures"]:
        if row is not figure(document, text):
            rows.append(row)
        elif change is not None:
            changed = change(dict(row))
            rows += changed if isinstance(changed, list) else [changed]
    return DocumentRows(document.document, {**document.tables, "figures": rows})


def set_to(**values):
    return lambda row: row | values


def wider(left: int, right: int, text: str):
    return lambda row: row | {"start": row["start"] - left, "end": row["end"] + right, "text": text}


def also(start: int, end: int, text: str):
    return lambda row: [row, row | {"start": start, "end": end, "text": text}]


SEEDED = [
    ("19860元", set_to(value=19680.0, low=19680.0, high=19680.0), "changed", ("value", "low", "high"), "contradicts"),
    ("7.1%", set_to(value=71.0, low=71.0, high=71.0), "changed", ("value", "low", "high"), "contradicts"),
    ("4.1亿元", set_to(value=4.1e9, low=4.1e9, high=4.1e9), "changed", ("value", "low", "high"), "contradicts"),
    ("1.72亿元", set_to(value=1.72e4, low=1.72e4, high=1.72e4), "changed", ("value", "low", "high"), "contradicts"),
    (
        "430多家",
        set_to(value=437.0, low=437.0, high=437.0, bound="exact"),
        "changed",
        ("value", "low", "high", "bound"),
        "refined",
    ),
    (
        "4亿余元",
        set_to(value=4.12e8, low=4.12e8, high=4.12e8, bound="exact"),
        "changed",
        ("value", "low", "high", "bound"),
        "refined",
    ),
    ("430多家", set_to(bound="exact", high=430.0), "changed", ("high", "bound"), "refined"),
    ("突破5亿元", set_to(bound="at_least"), "changed", ("bound",), "refined"),
    ("36个", set_to(bound="about", low=None, high=None), "changed", ("low", "high", "bound"), "coarser"),
    ("216名", set_to(bound="under", low=None), "changed", ("low", "bound"), "coarser"),
    ("0.9个百分点", set_to(unit="%", kind="percent"), "changed", ("unit", "kind"), "unknown"),
    ("3.4万立方米", set_to(unit="m2", kind="area"), "changed", ("unit", "kind"), "unknown"),
    ("1.26万人", set_to(unit="户"), "changed", ("unit",), "unknown"),
    ("220名", wider(4, 0, "驻村干部220名"), "span", ("span",), ""),
    ("4.6万件", set_to(text="4.6万", end=0), "gone", (), ""),
    ("60所", None, "gone", (), ""),
    ("四成多", None, "gone", (), ""),
    ("312个", None, "gone", (), ""),
    ("11%", also(800, 805, "900吨"), "new", (), ""),
    ("5300人", set_to(status="target"), "changed", ("status",), ""),
    ("1.8亿元", set_to(measure_of="growth", indicator="帮扶资金"), "changed", ("indicator", "measure_of"), ""),
]


@pytest.mark.parametrize("text, change, what, columns, verdict", SEEDED)
def test_each_seeded_change_and_nothing_else(document, text, change, what, columns, verdict):
    before = accepted(NAME, document)
    changed = mutated(document, text, change)
    if text == "4.6万件":  # a span that moved away altogether is one figure gone and one new
        row = figure(changed, "4.6万")
        row |= {"start": figure(document, text)["start"] - 60, "end": figure(document, text)["start"] - 57}
        changes = compare_figures(before, accepted(NAME, changed))
        assert sorted(found.what for found in changes) == ["gone", "new"]
        return
    changes = compare_figures(before, accepted(NAME, changed))
    assert len(changes) == 1, report(changes)
    assert (changes[0].what, changes[0].columns, changes[0].verdict) == (what, columns, verdict)


def test_nothing_changed(document):
    assert compare_figures(accepted(NAME, document), accepted(NAME, document)) == []


def test_baseline_reads_back_what_was_accepted(document, tmp_path):
    write_baseline(tmp_path, [accepted(NAME, document), accepted("below/other", document)])
    assert read_baseline(tmp_path)["below/other"].figures == accepted("below/other", document).figures
    write_baseline(tmp_path, [accepted(NAME, document)])
    assert list(read_baseline(tmp_path)) == [NAME] and not (tmp_path / "below/other.csv").exists()


@pytest.fixture
def corpus(tmp_path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    for name in ("article-2025-pairing.txt", "article-2026-pairing.txt"):
        shutil.copy(ROOT / "corpus" / name, folder)
    return folder


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_one_digit_of_one_article(corpus, tmp_path):
    assert accept([corpus], tmp_path / "baseline") == 2
    assert check([corpus], tmp_path / "baseline") == []
    edit(corpus / "article-2026-pairing.txt", "38.5岁", "39.5岁")
    changes = check([corpus], tmp_path / "baseline")
    assert [(change.document, change.what) for change in changes] == [("article-2026-pairing.txt", "changed")]
    run = CliRunner().invoke(main, ["check", str(corpus), "--baseline", str(tmp_path / "baseline")])
    assert run.exit_code == 1 and "38.5岁" in run.stdout and "39.5岁" in run.stdout


def test_text_inserted_above_moves_nothing(corpus, tmp_path):
    accept([corpus], tmp_path / "baseline")
    edit(corpus / "article-2026-pairing.txt", "2025年,", "新年伊始,本刊记者走进山区采访。2025年,")
    assert check([corpus], tmp_path / "baseline") == []


def test_documents_come_and_go(corpus, tmp_path):
    accept([corpus], tmp_path / "baseline")
    (corpus / "article-2025-pairing.txt").rename(corpus / "renamed.txt")
    assert [(change.document, change.what) for change in check([corpus], tmp_path / "baseline")] == [
        ("article-2025-pairing.txt", "document gone"),
        ("renamed.txt", "document new"),
    ]
    # A single file says nothing about the others.
    assert check([corpus / "article-2026-pairing.txt"], tmp_path / "baseline") == []


def test_no_baseline_is_a_readable_error(corpus, tmp_path):
    with pytest.raises(AnnotationError, match="--accept"):
        check([corpus], tmp_path / "nothing")


def test_pytest_plugin(corpus, tmp_path):
    (tmp_path / "pytest.ini").write_text("[pytest]\nzhengce_corpus = articles\nzhengce_baseline = baseline\n")

    def run(*options: str) -> subprocess.CompletedProcess:
        return subprocess.run(
            [
                sys.executable,
                "-m",
                "pytest",
                "-p",
                "zhengce.analyse.pytest_plugin",
                "-p",
                "no:cacheprovider",
                *options,
                "articles",
            ],
            cwd=tmp_path,
            capture_output=True,
            text=True,
        )

    assert "2 passed" in run("--zhengce-accept").stdout
    edit(corpus / "article-2025-pairing.txt", "57家", "87家")
    outcome = run()
    assert outcome.returncode == 1 and "1 failed, 1 passed" in outcome.stdout and "accept with --zhengce-accept" in outcome.stdout


def test_our_own_corpus_is_as_accepted():
    """When a change is meant: `zhengce check corpus --baseline tests/baseline --accept`, and review `git diff`."""
    changes = check([ROOT / "corpus"], ROOT / "tests/baseline")
    assert not changes, "\n" + report(changes)
