"""Lazy imports: `zhengce --help` loads what click loads, and little more."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = ("pandas", "numpy", "pyarrow", "duckdb", "spacy", "sklearn", "jieba", "rjieba", "pydantic", "lxml", "rich", "distributed", "opencc",
         "ahocorasick_rs", "pycrfsuite", "docx")

LOADED = """
import sys
from click.testing import CliRunner
from zhengce.cli import main
assert CliRunner().invoke(main, {words!r}).exit_code == 0
print(*sorted(name.split(".")[0] for name in sys.modules))
"""


@pytest.mark.parametrize("words", [["--help"], ["run", "--help"], ["--version"]])
def test_help_loads_nothing_heavy(words):
    done = subprocess.run([sys.executable, "-c", LOADED.format(words=words)], capture_output=True, text=True, check=True)
    assert not set(HEAVY) & set(done.stdout.split())


def test_to_import_the_package_loads_nothing_at_all():
    done = subprocess.run([sys.executable, "-c", "import zhengce, sys; print(*sys.modules)"], capture_output=True, text=True, check=True)
    assert [name for name in done.stdout.split() if name.startswith("zhengce")] == ["zhengce"]
    assert not set(HEAVY) & {name.split(".")[0] for name in done.stdout.split()}
