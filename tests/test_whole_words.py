"""No word is cut at the edges of a counted noun or of an indicator that stands in the text as it is."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import zhengce
from zhengce.article import Article
from zhengce.stages.extractor import Extractor
from zhengce.stages.figures.whole_words import widened

WORDS = ["青少年", "积极参与", "数据中心", "中下游", "新疆", "获得", "取得", "通过", "相比", "同比", "总和", "总共", "最快", "涉及", "波及", "惠及",
         "着手", "地级市", "贷款", "余额", "面积", "粮食", "产量", "企业", "高中", "学生", "工程", "共青团员", "及其", "各种", "如果", "过境", "免签",
         "水电", "发电量", "建成", "新建", "改造", "达到", "增长", "占", "全国", "比重", "累计", "已", "的", "和", "与", "、", "，", "。", "在", "中",
         "向", "为", "对", "将", "分别", "等", "其中", "新", "志愿者", "线上线下", "平等", "目的", "公共", "服务", "中国", "两国", "关系"]
NUMBERS = ["3个", "12家", "5亿元", "40%", "1.2万亩", "6次", "两国", "7人", "30公里", "2年", "近20名", "4成"]


@pytest.fixture(scope="module")
def extractor():
    return Extractor()


def cut(extractor, text):
    """The figures of a text with an edge inside a word."""
    found = extractor.analyse(Article.from_text(text))
    finder = extractor.figures
    made = []
    for context in finder.contexts(found.view, found.times, found.entities):
        figure, sentence = context.figure, context.sentence
        span = figure.counted_span
        if span is not None and figure.counted == found.view.printed(*span) and widened(found.view, context, *span) != span:
            made.append((figure.counted, "counted"))
        places = [at for at in range(sentence.start, sentence.end) if figure.indicator and found.view.text.startswith(figure.indicator, at)
                  and at + len(figure.indicator) <= sentence.end]
        if places and all(widened(found.view, context, at, at + len(figure.indicator)) != (at, at + len(figure.indicator)) for at in places):
            made.append((figure.indicator, "indicator"))
    return made


@settings(max_examples=120, deadline=None)
@given(words=st.lists(st.sampled_from(WORDS), min_size=1, max_size=8), number=st.sampled_from(NUMBERS), behind=st.lists(st.sampled_from(WORDS), max_size=6))
def test_no_word_is_cut(extractor, words, number, behind):
    assert not cut(extractor, "".join([*words, number, *behind, "。"]))


@pytest.mark.parametrize(("text", "counted", "indicator"), [
    ("有超过3万名青少年积极参与。", "青少年", "?"),
    ("五个镇的生产总值总和从60亿元增加到83亿元。", None, "?"),
    ("创新指数相比上年增长5%。", None, "?"),
    ("新疆播种面积扩大，增产6亿斤。", None, "新疆播种面积"),
])
def test_words_that_rules_would_cut(text, counted, indicator):
    row = zhengce.extract(text).figures.to_dict("records")[-1]
    assert counted == "?" or (row["counted"] if isinstance(row["counted"], str) else None) == counted
    assert indicator == "?" or row["indicator"] == indicator
