"""Relations: what a sentence states between two spans, and what it does not."""

from __future__ import annotations

import pytest

import zhengce
from zhengce.article import Article

CASES = {
    "由3个经济强区结对帮扶5个山区县，实行“一对一”挂钩。": {("pairs_with", "3个经济强区", "5个山区县")},
    "推动供水由分散向集中转变。": {("moves", "分散", "集中")},
    "实现“人跑腿”向“数据跑路”的转变。": {("moves", "“人跑腿”", "“数据跑路”")},
    "推动荒坡变茶园、旧屋变书屋。": {("moves", "荒坡", "茶园"), ("moves", "旧屋", "书屋")},
    "变“等上门”为“走上门”。": {("moves", "“等上门”", "“走上门”")},
    "国务院印发《乡村道路条例》。": {("issues", "国务院", "《乡村道路条例》")},
    "中央财政安排道路资金3亿元。": {("funds", "中央财政", "3亿元")},
    "从3亿元增加到5亿元。": set(),
}


@pytest.mark.parametrize("text, expected", CASES.items(), ids=CASES.keys())
def test_stated(text, expected):
    rows = zhengce.extract(Article.from_text(text)).relations.to_dict("records")
    assert {(row["type"], row["head_text"], row["tail_text"]) for row in rows} == expected
