"""Code in the README and in docs/ runs; the command reference is the commands' own help."""

from __future__ import annotations

import doctest
from pathlib import Path

import pytest

from conftest import ROOT
from zhengce.analyse.reference import reference
from zhengce.cli import main

PAGES = [ROOT / "README.md", ROOT / "README.zh.md", *sorted((ROOT / "docs").glob("*.md"))]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_code_runs(page: Path, monkeypatch):
    monkeypatch.chdir(ROOT)
    outcome = doctest.testfile(str(page), module_relative=False, encoding="utf-8", optionflags=doctest.NORMALIZE_WHITESPACE)
    assert outcome.failed == 0


def test_the_readmes_have_examples():
    for page in PAGES[:2]:
        assert doctest.DocTestParser().get_examples(page.read_text(encoding="utf-8")), page.name


def test_the_command_reference_is_the_commands_help():
    """When a command changed: `python -m zhengce.analyse.reference > docs/commands.md`."""
    assert (ROOT / "docs/commands.md").read_text(encoding="utf-8") == reference(main)


def test_every_command_has_help():
    def check(command):
        assert command.help, command.name
        for below in getattr(command, "commands", {}).values():
            check(below)

    check(main)
