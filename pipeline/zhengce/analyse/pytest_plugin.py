"""pytest plugin: every article of a corpus is a test that its figures are as accepted.

In the maintainer's `pyproject.toml`:

    [tool.pytest.ini_options]
    zhengce_corpus = ["articles"]
    zhengce_baseline = "tests/baseline"

then `pytest articles` checks, and `pytest articles --zhengce-accept` accepts what is there now.
"""

from __future__ import annotations

from pathlib import Path

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addini("zhengce_corpus", "folders of policy articles whose figures are checked", type="paths", default=[])
    parser.addini("zhengce_baseline", "folder of the accepted figures", type="paths", default=[])
    parser.getgroup("zhengce").addoption(
        "--zhengce-accept", action="store_true", help="accept the figures of the collected articles"
    )


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.File | None:
    config = parent.config
    if not config.getini("zhengce_baseline"):
        return None
    from zhengce.analyse.baseline import read_baseline

    baseline = config.getini("zhengce_baseline")[0]
    for folder in config.getini("zhengce_corpus"):
        if file_path.is_relative_to(folder):
            known = (baseline / "documents.csv").exists() and file_path.relative_to(folder).as_posix() in read_baseline(baseline)
            if known or config.getoption("zhengce_accept"):
                return ArticleFile.from_parent(parent, path=file_path, folder=folder, baseline=baseline)
    return None


class ArticleFile(pytest.File):
    """An article of the corpus."""

    def __init__(self, folder: Path, baseline: Path, **rest):
        super().__init__(**rest)
        self.folder, self.baseline = folder, baseline

    def collect(self):
        yield ArticleFigures.from_parent(self, name="figures")


class ArticleFigures(pytest.Item):
    """The figures of an article against the baseline."""

    parent: ArticleFile

    def runtest(self) -> None:
        from zhengce.analyse.baseline import accepted, read_baseline, write_baseline
        from zhengce.analyse.check import compare_figures
        from zhengce.analyse.document_rows import documents_of

        name = self.parent.path.relative_to(self.parent.folder).as_posix()
        document = next(iter(documents_of(self.parent.path)))
        current = accepted(name, document)
        if self.config.getoption("zhengce_accept"):
            write_baseline(self.parent.baseline, [current], keep_others=True)
            return
        changes = compare_figures(read_baseline(self.parent.baseline)[name], current)
        if changes:
            raise FiguresChanged(changes)

    def repr_failure(self, excinfo, style=None):
        from zhengce.analyse.check import report, summary

        if isinstance(excinfo.value, FiguresChanged):
            changes = excinfo.value.args[0]
            return f"{report(changes)}\n{summary(changes)}\n(accept with --zhengce-accept)"
        return super().repr_failure(excinfo, style)

    def reportinfo(self):
        return self.path, None, f"figures of {self.path.name}"


class FiguresChanged(AssertionError):
    """The figures of an article are not the accepted ones."""
