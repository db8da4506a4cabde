"""Entities: places by context, organs by grammar, documents, meetings, persons; a user's own names; a user's own model."""

from __future__ import annotations

import pandas as pd
import pytest
import spacy

import zhengce
from zhengce.article import Article
from zhengce.config import Config, NameEntry
from zhengce.stages.entities.candidates import Candidate
from zhengce.stages.entities.known_names import general_entries, general_names
from zhengce.stages.entities.place_codes import place_codes
from zhengce.stages.extractor import Extractor

CLOSED = [
    ("全面贯彻党的二十大和二十届历次全会精神。", {("党的二十大", "meeting"), ("二十届历次全会", "meeting")}),
    ("贯彻十九届二中、三中全会精神。", {("十九届二中、三中全会", "meeting")}),
    ("落实《云岭农机补贴管理办法》（云府发〔2021〕3号）。", {("《云岭农机补贴管理办法》", "document")}),
    ("青山煤矿矿长李志明受到处分。", {("李志明", "person")}),
    ("左权县人民政府印发通知。", {("左权县人民政府", "organ")}),
    ("沙特驻华大使馆举行招待会。", {("沙特驻华大使馆", "organ")}),
    ("中国驻日本大使馆提醒游客。", {("中国驻日本大使馆", "organ")}),
    ("库尔勒市祥和镇建成学校。", {("库尔勒市祥和镇", "place")}), ("蒲江县城和街道两侧种树。", {("蒲江县", "place")}),
    ("法国总统马克龙抵京。", {("法国", "place"), ("马克龙", "person")}),
    ("阿卜杜勒·马利克·胡塞发表讲话。", {("阿卜杜勒·马利克·胡塞", "person")}),
    ("《云岭茶业学习读本》出版座谈会召开。", {("《云岭茶业学习读本》", "document")}),
    ("美国肯塔基州斯普林县建成桥梁。", {("美国肯塔基州斯普林县", "place")}),
    ("波兰国防部发表声明。", {("波兰国防部", "organ")}), ("智利交通部、卫生部门开会。", {("智利交通部", "organ")}),
    ("王毅、林晓一、何立峰参加茶叙。", {("王毅", "person"), ("林晓一", "person"), ("何立峰", "person")}),
]


def found(text: str, **how) -> set[tuple[str, str]]:
    rows = zhengce.extract(text) if not how else zhengce.load(Config(**how))(text)
    if how:
        return {(span.text, span.label_) for span in rows.spans["entities"]}
    return set(zip(rows.entities["text"], rows.entities["type"], strict=True))


@pytest.mark.parametrize(("text", "wanted"), CLOSED, ids=[text[:8] for text, _ in CLOSED])
def test_closed_classes_stand_with_and_without_the_model(text, wanted):
    assert wanted <= found(text)
    assert wanted <= found(text, models=False)


@pytest.mark.parametrize(("text", "canonical"), [("波兰国防部", "波兰国防部"), ("印度尼西亚央行", "印度尼西亚央行"), ("国防部", "中华人民共和国国防部")])
def test_an_organ_of_another_country_is_none_of_china(text, canonical):
    rows = zhengce.extract(f"{text}发表声明。").entities
    assert list(rows["canonical"]) == [canonical]


@pytest.mark.parametrize("text", ["波兰南部暴雨成灾。", "西安城市建成学校。", "智利北部城市伊基克建成港口。", "智利西南部地区降雪。"])
def test_parts_of_a_place_are_none_of_its_name(text):
    assert {"波兰", "西安", "智利"} & set(zhengce.extract(text).entities["text"])


@pytest.mark.parametrize(("text", "code"), [("在内蒙古召开现场会。", "150000"), ("六盘水市开工建设。", "520200"), ("广西融水苗族自治县丰收。", "450225"),
                                            ("北京市朝阳区建成学校。", "110105"), ("辽宁省朝阳市建成学校。", "211300"), ("十八洞村建成学校。", "433124"),
                                            ("八桂大地建成学校。", "450000"), ("小岗村建成学校。", "341126"), ("江西赣州大余的高速公路通车。", "360723"),
                                            ("山西长治潞州区建成学校。", "140403")])
def test_places_have_their_code(text, code):
    rows = zhengce.extract(text).entities
    assert code in set(rows["code"].dropna())


@pytest.mark.parametrize(("text", "code"), [("2005年4月1日讯\n湖北省襄樊市建成学校。", "420600 湖北省襄樊市"), ("北京市宣武区建成学校。", "110104 北京市宣武区"),
                                            ("（2009年3月1日）\n安徽省巢湖市建成学校。", "341400 安徽省巢湖市"),
                                            ("（2019年3月1日）\n安徽省巢湖市建成学校。", "340181 安徽省合肥市巢湖市"), ("在伊克昭盟召开现场会。", "152700 内蒙古自治区伊克昭盟")])
def test_a_division_of_old_has_the_code_and_name_of_its_time(text, code):
    rows = zhengce.extract(text).entities
    assert code in {f"{one.code} {one.canonical}" for one in rows.itertuples()}


@pytest.mark.parametrize("text", ["以县为单位落实任务。", "加强国际合作和交流。", "做好搬迁安置工作。", "推动合作共赢,深化合作。", "通辽舰完成训练。"])
def test_words_are_no_places(text):
    assert not {name for name, kind in found(text) if kind == "place"}


def test_names_of_the_users_own_are_found_and_named_in_rule():
    config = Config(names=(NameEntry(id="my-organ", name="青禾甘露办", type="organ", canonical="青禾甘露推进办公室"),
                           NameEntry(id="my-plan", name="银杏十条", type="programme", short=("银杏条",))))
    rows = zhengce.load(config)("请青禾甘露办按照银杏十条和银杏条抓好落实。")._.analysis.entities
    assert {(one.rule, one.type) for one in rows} >= {("my-organ", "organ"), ("my-plan", "programme")}
    assert "青禾甘露推进办公室" in {one.canonical for one in rows}


def test_a_short_name_given_in_brackets_is_followed():
    text = "依据《云岭农机补贴管理办法》（以下简称《办法》），各地应当按《办法》执行。"
    rows = zhengce.extract(text).entities
    assert set(rows[rows["text"] == "《办法》"]["canonical"]) == {"云岭农机补贴管理办法"}


def test_a_model_of_the_users_own_takes_the_place_of_ours(tmp_path):
    """A tiny random NER stands in for a transformer: what counts is that config, saving and loading carry it."""
    nlp = zhengce.load()
    ner = nlp.add_pipe("ner", before="zhengce_entities", config={"model": {"tok2vec": {
        "@architectures": "spacy.HashEmbedCNN.v2", "width": 8, "depth": 1, "embed_size": 50, "window_size": 1, "maxout_pieces": 1,
        "subword_features": True, "pretrained_vectors": None}}})
    for label in ("organ", "place", "group"):
        ner.add_label(label)
    nlp.replace_pipe("zhengce_entities", "zhengce_own_entities")
    nlp.initialize()
    nlp.to_disk(tmp_path / "own")
    doc = spacy.load(tmp_path / "own")("落实《云岭农机补贴管理办法》,全县粮食产量增长 3.2%。")
    texts = {(span.text, span.label_) for span in doc.spans["entities"]}
    assert ("《云岭农机补贴管理办法》", "document") in texts
    assert {(one.text, one.label_) for one in doc.ents if "《" not in one.text and "》" not in one.text} <= texts | {("", "")} or not doc.ents
    assert nlp.get_pipe_meta("zhengce_entities").factory == "zhengce_own_entities"
    assert doc.spans["figures"]


def test_entities_of_another_component_become_rows():
    """An entity ruler, whose answer is known, where a model would be: its entities, spaces in the text and all, are the rows."""
    nlp = zhengce.load()
    ruler = nlp.add_pipe("entity_ruler", before="zhengce_entities")
    ruler.add_patterns([{"label": "programme", "pattern": [{"TEXT": "青禾"}, {"TEXT": "甘露"}]}, {"label": "ORG", "pattern": "粮食"}])
    nlp.replace_pipe("zhengce_entities", "zhengce_own_entities")
    doc = nlp("县 里推动青禾甘露, 粮食增长 3.2%。")
    assert [(span.text, span.label_) for span in doc.spans["entities"]] == [("青禾甘露", "programme")]
    assert [(one.rule, one.method) for one in doc._.analysis.entities] == [("own", "model")]


def test_a_village_named_short_takes_the_code_of_its_full_name():
    rows = zhengce.extract("河北阜平县青禾湾村丰收。青禾湾村办起合作社。").entities
    assert set(rows[rows["text"].str.endswith("青禾湾村")]["code"]) == {"130624"}


def test_the_head_is_the_last_class_word():
    from zhengce.stages.entities.name_heads import name_head

    assert name_head("年度培训工作计划") == "计划"
    assert name_head("“安居工程”") == "工程"
    assert name_head("教师") is None
    assert name_head("库区移民帮扶") is None


@pytest.mark.parametrize(("text", "issuers"), [
    ("依据《关于做好农机购置补贴工作的意见》（国发〔2021〕3号），抓好落实。", ["中华人民共和国国务院"]),
    ("依据《关于草场补播的通知》（农经发〔2015〕2号），抓好落实。", ["中华人民共和国农业部"]),
    ("教育部、财政部联合印发《青禾计划实施方案》。要落实《青禾计划实施方案》。", ["中华人民共和国教育部、中华人民共和国财政部"] * 2),
    ("国务院印发的《水土保持规划》明确任务。", ["中华人民共和国国务院"]),
    ("按照《中共中央 国务院关于做好二〇二五年工作的意见》，各地要抓落实。", ["中国共产党中央委员会、中华人民共和国国务院"]),
    ("国务院部署工作。按《云岭管理办法》执行。", [None])])
def test_a_document_tells_who_issued_it(text, issuers):
    rows = zhengce.extract(text).entities
    told = rows[rows["type"] == "document"]["issuer"]
    assert [None if one is pd.NA else one for one in told] == issuers


def test_several_texts_at_once_have_the_names_that_each_has_alone():
    texts = ["农业农村部推进高标准农田建设。", "云州市人民政府印发《水库管理办法》", "企业和高校共建实验室，支持脱贫群众就业。"] * 2
    stages = Extractor()
    together = stages.analyse_all([Article.from_text(text) for text in texts])
    for text, found in zip(texts, together, strict=True):
        alone = stages.analyse(Article.from_text(text))
        for layer in ("entities", "actions"):
            assert [(one.start, one.end, one.confidence) for one in getattr(found, layer)] == \
                [(one.start, one.end, one.confidence) for one in getattr(alone, layer)]


@pytest.mark.parametrize(("text", "wanted"), [("苏丹首都喀土穆市区传出枪声。", "喀土穆"), ("台风“云雀”登陆。", None), ("“飞鱼”导弹试射。", None)])
def test_appositions_part_names_and_storms_are_none(text, wanted):
    forms = {form for form, _ in found(text)}
    assert wanted in forms if wanted else not any("“" in form for form in forms)


def test_rows_are_disjoint():
    rows = zhengce.extract("《习近平法治思想学习读本》教材出版座谈会召开。法国总统马克龙与以色列总理内塔尼亚胡通话。").entities.sort_values("start")
    assert all(end <= start for end, start in zip(rows["end"], rows["start"].iloc[1:], strict=False))


def test_names_of_general_knowledge_are_found():
    forms = [name.form for name in general_entries()]
    assert len(forms) == len(set(forms)) > 15_000
    assert (0, 1, ("general", "programme:6")) in list(general_names().find("科技特派员制度实施", {0: 0, 7: 1, 9: 2}))


@pytest.mark.parametrize(("text", "wanted"), [
    ("总统莱维特来访。莱维特称，谈判顺利。", ["莱维特", "莱维特"]),
    ("帕特莱克26日表示，救援继续。", ["帕特莱克"]),
    ("首相安瓦尔·易卜拉欣抵达。", ["安瓦尔·易卜拉欣"]),
    ("西班牙表示，愿意合作。", []),
    ("人大代表李敏是村支书。如今李敏带领大家修渠。", ["李敏", "李敏"])])
def test_persons_are_found_by_sounds_and_again(text, wanted):
    rows = zhengce.extract(text).entities
    assert list(rows[rows["type"] == "person"]["text"]) == wanted


def test_words_of_clauses_stand_in_no_name():
    forms = [form for form, _ in found("国有企业履行评价制度，边防部队击退来犯之敌，云州军方称行动旨在保护居民。")]
    assert not any(word in form for form in forms for word in ("履行", "击退", "称", "旨在"))


@pytest.mark.parametrize(("form", "code"), [("江西南昌", "360100"), ("吉林松原", "220700"), ("赤水河（中段）", None), ("龙门石窟", None), ("太湖", None)])
def test_codes_of_places_behind_divisions(form, code):
    place = Candidate(0, len(form), "place")
    place_codes([place], form, None)
    assert place.code == code
