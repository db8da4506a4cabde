"""Labels of actions: sums of weights kept by word and role, meanings of words, and that use sees what training saw."""

import numpy as np
import pandas as pd

import zhengce
from zhengce.article import Article
from zhengce.config import Config
from zhengce.stages.actions.label_features import LabelFeatures, words_beside
from zhengce.stages.actions.labels import CLASS_OF, Labels, best_of_best_class
from zhengce.stages.actions.score_rows import ScoreRows
from zhengce.stages.actions.word_vectors import means, read_vectors
from zhengce.stages.view import view
from zhengce.text.segment import Segmenter


def test_a_row_is_the_sum_of_what_the_word_brings():
    rows = ScoreRows(["a", "b"], np.array([[1.0, 2.0], [10.0, 20.0]], np.float32))
    role, pairs = rows.role(lambda word: ["a", "b", "unknown " + word]), rows.role(lambda one, other: [one, other])
    place, nothing = role["x"], pairs["c", "d"]
    assert rows.sums[place].tolist() == [11.0, 22.0] and rows.sums[nothing].tolist() == [0.0, 0.0]
    assert role["x"] == place != role["y"]
    later = pairs["b", "b"]
    assert rows.sums[later].tolist() == [20.0, 40.0]


def test_more_rows_than_there_was_room_for():
    rows = ScoreRows(["a"], np.ones((1, 1), np.float32))
    role = rows.role(lambda word: ["a"] * (int(word) % 3))
    places = [role[str(number)] for number in range(3000)]
    assert rows.sums[places].ravel().tolist() == [float(number % 3) for number in range(3000)]


def test_words_used_alike_are_near_and_unknown_words_mean_nothing():
    vectors = read_vectors()

    def nearness(one, other):
        return float(vectors.matrix[vectors.rows[one]] @ vectors.matrix[vectors.rows[other]])

    assert nearness("补贴", "补助") > nearness("补贴", "水库")
    places = vectors.places(Segmenter(["没有这样一个词"]).segment("没有这样一个词补贴水库"))
    unknown, known, both = means(vectors.matrix, places, [(0, 1), (0, 2), (1, 3)])
    assert not unknown.any()
    assert np.allclose(known, vectors.matrix[vectors.rows["补贴"]], atol=1e-5)
    assert np.allclose(both, (vectors.matrix[vectors.rows["补贴"]] + vectors.matrix[vectors.rows["水库"]]) / 2, atol=1e-5)


def test_words_beside_an_action_stay_in_its_sentence():
    made = view(Article.from_text("不得挤占校舍。严禁学校违规收费，限期退还。"), Segmenter())
    words = made.tokens.words
    first = words.index("违规")
    before, after = words_beside(made, first, first + 2)
    assert (before, after) == (["学校", "严禁"], ["，", "限期", "退还"])


def test_several_instruments_of_a_class_together_outweigh_one_of_another():
    likely = np.array([[0.4, 0.3, 0.3], [0.8, 0.1, 0.1]])
    assert best_of_best_class(likely, ["talent", "tax", "finance"]).tolist() == [1, 0]


def test_every_label_has_a_class():
    labels = Labels(Config())
    assert set(labels._instruments) <= set(CLASS_OF)


def test_cues_are_found_inside_a_word():
    assert "c=talent" in LabelFeatures().word("人才政策")


def test_mechanisms_of_own_words_actor_sentence_and_openings():
    text = ("协作帮扶与驻村帮扶工作总结\n一、抓好协作帮扶。本市重视社会帮扶。\n(一)扩大就业。开发公益岗位。\n(二)派好干部。选派驻村第一书记，加强日常管理。\n"
            "二、总结经验。统筹东西部协作、定点帮扶、驻村帮扶、社会帮扶，改善生活条件。\n")
    rows = zhengce.extract(text).actions
    named = dict(zip(rows["text"], rows["mechanism"], strict=True))
    both = "east_west_cooperation|designated_assistance"
    assert named["抓好协作帮扶"] == both
    assert named["选派驻村第一书记"] == named["加强日常管理"] == "village_stationing"
    assert named["开发公益岗位"] == both + "|social_assistance"
    assert pd.isna(named["改善生活条件"])


def test_no_mechanism_in_a_text_about_other_things():
    rows = zhengce.extract("全市选派第一书记，发展特色产业，支持民族地区。").actions
    assert len(rows) and rows["mechanism"].isna().all()


def test_the_opening_of_a_section_is_about_all_its_items_where_each_names_a_mechanism():
    text = ("东西部协作与驻村帮扶工作总结\n一、汇聚各方。广泛发动宣传。一是强化驻村帮扶。选好干部。二是动员社会力量。开展捐赠。\n二、做好定点帮扶。\n")
    rows = zhengce.extract(text).actions
    named = dict(zip(rows["text"], rows["mechanism"], strict=True))
    assert named["发动宣传"] == "village_stationing|social_assistance"


def test_a_report_on_everything_names_mechanisms_in_passing():
    text = "本市深化东西部协作，做好定点帮扶，加强驻村帮扶。" + "大力发展工业，扩大社会投资，引导民营企业转型。努力改善交通条件，完善供水设施。" * 60
    rows = zhengce.extract(text).actions
    assert rows["mechanism"].notna().sum() == 3
