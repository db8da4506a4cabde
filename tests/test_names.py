"""Entities linked over documents: one row a name, first mention in time, and who stands beside whom."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

import zhengce
from zhengce.analyse.names import names, together
from zhengce.cli import main

EARLY = "关于召开现场会的通知\n教育部在广西召开现场会。\n2019年3月1日"
LATE = "关于开展调研的通知\n广西壮族自治区丰收。教育部会同财政部到广西调研。教育部感谢广西。\n2024年5月6日"
NOBODY = "天气晴。"


@pytest.fixture(scope="module")
def tables():
    return zhengce.extract([LATE, EARLY, NOBODY])


def test_a_name_is_one_row_with_its_forms_and_first_mention_in_time(tables):
    rows = names(tables).set_index("name")
    place = rows.loc["广西壮族自治区"]
    assert (place["type"], place["code"], place["mentions"], place["documents"]) == ("place", "450000", 4, 2)
    assert place["forms"] == "广西、广西壮族自治区"
    texts = tables.documents.set_index("doc_id")["text"]
    assert texts[place["first_doc"]] == EARLY and texts[place["first_doc"]][place["first_start"]:].startswith("广西")


def test_mentions_add_up(tables):
    assert names(tables)["mentions"].sum() == len(tables.entities)


def test_pairs_are_counted_by_sentence_and_both_ways_the_same(tables):
    pairs = {frozenset((row.name, row.other)): (row.sentences, row.documents) for row in together(tables).itertuples(index=False)}
    ministry, other, place = "中华人民共和国教育部", "中华人民共和国财政部", "广西壮族自治区"
    assert pairs == {frozenset((ministry, place)): (3, 2), frozenset((other, place)): (1, 1), frozenset((ministry, other)): (1, 1)}
    beside = {row.other: row.sentences for row in together(tables, "广西").itertuples(index=False)}
    assert beside == {ministry: 3, other: 1}


def test_nothing_is_an_empty_table():
    assert names(zhengce.extract(NOBODY)).empty and together(zhengce.extract(NOBODY)).empty


def test_the_command_tells_names_and_neighbours(tmp_path):
    for number, text in enumerate((EARLY, LATE)):
        (tmp_path / f"{number}.txt").write_text(text, encoding="utf-8")
    store = tmp_path / "s.duckdb"
    zhengce.run([tmp_path / "0.txt", tmp_path / "1.txt"], store=store)
    told = CliRunner().invoke(main, ["names", str(store), "--type", "place", "--json"])
    assert [(row["name"], row["mentions"]) for row in json.loads(told.stdout)] == [("广西壮族自治区", 4)]
    beside = CliRunner().invoke(main, ["names", str(store), "--with", "广西"])
    assert "中华人民共和国财政部" in beside.stdout and "广西" not in beside.stdout
