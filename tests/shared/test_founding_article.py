"""The founding article: every figure in it comes out right."""

from __future__ import annotations

import pytest

import zhengce
from conftest import SHARED
from invariants import check_ledger, check_rows
from zhengce.analyse.evaluate import evaluate


@pytest.fixture(scope="module")
def scores():
    return {table: score.measures() for table, score in evaluate(SHARED / "seed" / "gold").items()}


def test_figures(scores):
    figures = scores["figures"]
    assert [figures[name] for name in ("span.f1", "span+value+bounds.f1", "unit", "kind")] == [1, 1, 1, 1]


def test_times(scores):
    assert [scores["times"][name] for name in ("span.f1", "begin", "finish")] == [1, 1, 1]


def test_sections(scores):
    assert scores["sections"]["span+marker.f1"] >= 0.95


def test_rows_and_ledger():
    tables = zhengce.extract(SHARED / "seed" / "article.txt")
    check_rows(tables)
    check_ledger(tables)


def test_pairings_and_parts_are_right_and_none_is_invented():
    tables = zhengce.extract(SHARED / "seed" / "article.txt")
    found = tables.relations[tables.relations["type"].isin(["pairs_with", "part_of"])]
    ends = {(row["type"], row["head_text"], row["tail_text"]) for row in found.to_dict("records")}
    assert ends == {
        ("pairs_with", "8个省(直辖市)", "10个省(自治区、直辖市)"), ("pairs_with", "325个经济强县", "447个县"),
        ("pairs_with", "127家中央单位", "160个国家乡村振兴重点帮扶县"), ("part_of", "127家中央单位", "310家中央单位"),
        ("pairs_with", "6000多家民营企业", "160个国家乡村振兴重点帮扶县"), ("pairs_with", "近300家社会组织", "160个国家乡村振兴重点帮扶县")}
