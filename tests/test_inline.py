"""Articles and tables in a notebook; rows as citations."""

from __future__ import annotations

import pytest

import zhengce
from conftest import ROOT
from zhengce.article import Article


def test_an_article_and_its_tables_show_themselves():
    article = zhengce.read(ROOT / "corpus/article-2026-pairing.txt")
    shown = article._repr_html_()
    assert "城乡结对再出发" in shown and 'title="数据 · ' in shown
    tables = zhengce.extract(article)
    assert shown in tables._repr_html_() and "<table>" in tables._repr_html_()


def test_text_of_strangers_is_no_markup():
    shown = zhengce.extract(Article.from_text('<script>x</script>投入<b onclick="y">3000万元</b>。', source='"><i>.txt'))._repr_html_()
    assert "<script" not in shown and "<b " not in shown and "<i>" not in shown


def test_a_row_as_a_citation():
    tables = zhengce.extract(zhengce.read(ROOT / "corpus/article-2026-pairing.txt"))
    row = tables.figures.iloc[0]
    cited = tables.cite(row.figure_id)
    assert row.text in cited and f"字符 {row.start}–{row.end}" in cited and "《山乡建设》2026年第1期" in cited
    with pytest.raises(KeyError):
        tables.cite("0000000000000000:f1")
