"""The data dictionary in docs/ is the schema's, and every table, column and code has its words in both languages."""

from __future__ import annotations

import pytest

from conftest import ROOT
from zhengce.analyse.dictionary import dictionary, meaning
from zhengce.lexicon.labels import code_list, labels
from zhengce.rows import TABLES, columns


@pytest.mark.parametrize("language, name", [("zh", "data-dictionary.zh.md"), ("en", "data-dictionary.md")])
def test_docs_are_the_schemas(language, name):
    """When the schema changed: `zhengce dictionary --language en > docs/data-dictionary.md`, and `zh` for the Chinese page."""
    assert (ROOT / "docs" / name).read_text(encoding="utf-8") == dictionary(language)


def test_everything_has_words():
    for table in TABLES:
        assert ("table", table) in labels() and meaning("table", table, "zh")
        for column in columns(table):
            assert (table, column.name) in labels() or ("*", column.name) in labels(), (table, column.name)
            assert meaning(table, column.name, "zh"), (table, column.name)
            for code in column.values or ():
                assert (code_list(table, column), code) in labels(), (table, column.name, code)
