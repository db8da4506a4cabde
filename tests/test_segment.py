"""The segmenter's words are jieba's own, whatever the text."""

from __future__ import annotations

import logging
import random

import jieba
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhengce.text.segment import Segmenter
from zhengce.text.vocabulary import Column

jieba.setLogLevel(logging.CRITICAL)
WORDS = ("设施农业", "农文旅", "5G-A网络", "X-1", "以工代赈")


@pytest.fixture(scope="module")
def plain() -> tuple[jieba.Tokenizer, Segmenter]:
    return jieba.Tokenizer(), Segmenter()


@pytest.fixture(scope="module")
def taught() -> tuple[jieba.Tokenizer, Segmenter]:
    """jieba and our segmenter with the same words of a user."""
    tokenizer = jieba.Tokenizer()
    for word in WORDS:
        tokenizer.add_word(word)
    return tokenizer, Segmenter(WORDS)


@pytest.mark.parametrize("text", [
    "建成5G-A基站、2-3年内完成改造", "版本1.2.3，增速3.5%，a_b与A+B", "𠀀鿖鿿㐀等生僻字", "50%-60%的C++和AT&T用户\r\n第二行",
    "", "-", "\ud800半个代理项", "农文旅与设施农业融合，X-1号与5G-A网络"])
def test_words_are_those_of_jieba(plain, taught, text):
    for tokenizer, segmenter in (plain, taught):
        assert segmenter.cut(text) == list(tokenizer.cut(text))


ODD = ("0123456789abcXYZ-_.+#&%-_.%中国经济发展促进投资 年月日甲鿖㐀龥鿿\n\r\t１２ａé°①〇，。（）《》“”C+#AT&T恤"
       "农文旅设施农业以工代赈"
       ",/*~@\u3000\x00\u2028\U00020001\ufa0e")


def test_words_are_those_of_jieba_on_odd_strings(plain, taught):
    chance = random.Random(7)
    for tokenizer, segmenter in (plain, taught):
        for _ in range(4000):
            text = "".join(chance.choices(ODD, k=chance.randint(1, 16)))
            assert segmenter.cut(text) == list(tokenizer.cut(text)), repr(text)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=40))
def test_words_are_those_of_jieba_on_any_unicode(plain, text):
    tokenizer, segmenter = plain
    assert segmenter.cut(text) == list(tokenizer.cut(text))


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet=ODD, max_size=30))
def test_tokens_are_the_words_with_their_offsets(plain, text):
    segmenter = plain[1]
    tokens = segmenter.segment(text)
    assert tokens.words == segmenter.cut(text)
    assert len(tokens.words) == len(tokens.starts) == len(tokens.tags)
    assert all(text.startswith(word, start) for word, start in zip(tokens.words, tokens.starts, strict=True))


def test_two_segmenters_share_no_words():
    assert Segmenter(["设施农业"]).cut("设施农业升级") == ["设施农业", "升级"]
    assert Segmenter().cut("设施农业升级") == ["设施", "农业", "升级"]


def test_a_full_vocabulary_gives_way_to_another_and_earlier_tokens_keep_theirs(monkeypatch):
    monkeypatch.setattr("zhengce.text.segment.MOST", 3)
    cutter, sizes = Segmenter(), Column(lambda word, tag: len(word), int)
    one, two = cutter.segment("建设高速公路和水库"), cutter.segment("水库边发展教育")
    assert one.vocabulary is not two.vocabulary
    for tokens in (one, two, one):
        assert tokens.of(sizes).tolist() == list(map(len, tokens.words))
