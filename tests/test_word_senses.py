"""What words say by themselves, and the stretches around an action that it is read by."""

import re

import numpy as np

import zhengce
from zhengce.article import Article
from zhengce.config import Config
from zhengce.stages.sense_fields import FIELDS, sense_fields
from zhengce.stages.view import view
from zhengce.stages.word_senses import INSTRUMENTS, TOPICS, WIDTH, WordSenses
from zhengce.text.segment import Segmenter, Tokens
from zhengce.text.vocabulary import Vocabulary


def cut(*words):
    """Tokens of these words, as no segmenter need cut them."""
    known = Vocabulary()
    starts = [sum(map(len, words[:index])) for index in range(len(words))]
    return Tokens(list(words), starts, ["n"] * len(words), known.numbers([(word, "n") for word in words]), known)


def named(row):
    return {(TOPICS + INSTRUMENTS)[column] for column in np.flatnonzero(row)}


def test_a_word_that_no_table_holds_is_read_by_the_words_in_it():
    senses = WordSenses()
    both, crop, money = (senses.sums(cut(word))[1] for word in ("玉米补贴", "玉米", "补贴"))
    assert (both == crop + money).all() and {"industry", "funding"} <= named(both)
    assert not senses.sums(cut("的"))[1].any()


def test_tokens_that_make_one_known_word_are_read_as_one():
    senses = WordSenses()
    split, zone = senses.sums(cut("推进", "自贸", "试验区", "建设")), senses.sums(cut("自贸试验区"))
    assert (split[2] - split[1] == zone[1]).all() and (split[3] == split[2]).all()
    assert "demonstration" in named(senses.sums(cut("试验区"))[1]) and "demonstration" not in named(zone[1])


def test_a_stretch_is_the_difference_of_two_sums():
    senses, words = WordSenses(), ["修建", "水库", "，", "培训", "教师"]
    sums = senses.sums(cut(*words))
    assert (sums[5] - sums[3] == senses.sums(cut(*words[3:]))[2]).all()
    assert senses.sums(cut()).shape == (1, WIDTH)


def test_an_action_is_read_by_itself_its_sentence_its_headings_and_the_rest():
    text = "一、办好学校\n完善评价机制，提高课堂效率。\n二、治理河流\n完善评价机制，清理河道。\n"
    made = view(Article.from_text(text), Segmenter())
    spans = [match.span() for match in re.finditer("完善评价机制", made.text)]
    sections = [made.section_at(low) for low, _ in spans]
    both = sense_fields(WordSenses(), [(made, spans, sections)]).reshape(2, len(FIELDS), WIDTH)
    for row, span, section, topic, other in zip(both, spans, sections, ("education", "ecology"), ("ecology", "education"), strict=True):
        said = dict(zip(FIELDS, row, strict=True))
        assert topic not in named(said["own"]) and "assessment" in named(said["own"])
        for field in ("after", "sentence", "section", "heading"):
            assert topic in named(said[field]) and other not in named(said[field]), field
        assert {topic, other} <= named(said["document"])
        assert np.allclose(row.ravel(), sense_fields(WordSenses(), [(made, [span], [section])])[0])


def test_what_stands_around_gives_a_plain_action_its_topic():
    schools = zhengce.extract("一、办好学校\n完善评价机制，提高课堂质量，培训骨干教师，改善寄宿条件。\n").actions
    rivers = zhengce.extract("一、治理河流\n完善评价机制，清理河道污泥，关停排污企业，修复湿地。\n").actions
    assert schools.loc[schools["text"] == "完善评价机制", "topic"].tolist() == ["education"]
    assert rivers.loc[rivers["text"] == "完善评价机制", "topic"].tolist() == ["ecology"]


def test_a_figure_is_read_by_what_is_said_around_it():
    text = "一、卫生健康\n乡镇卫生院改善病房，培训乡村医生。全年完成{}例。\n"
    healing = zhengce.extract(text.format(120)).figures
    building = zhengce.extract(text.replace("卫生健康", "公路交通").replace("乡镇卫生院改善病房，培训乡村医生", "改造农村公路，修复桥梁").format(120)).figures
    assert healing["topic"].tolist() == ["health"] and building["topic"].tolist() == ["infrastructure"]


def test_words_of_the_users_own_name_a_topic():
    config = Config.model_validate({"taxa": [{"id": "dragons", "taxonomy": "topic", "label": "culture", "words": ["龙灯"]}]})
    assert zhengce.extract("全县新建龙灯12条。", config).figures["topic"].tolist() == ["culture"]
