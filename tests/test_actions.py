"""Actions: spans, verbs, actors, status; marked as a person would mark them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import zhengce
from marked import check
from zhengce.article import Article
from zhengce.config import Config
from zhengce.lexicon import read_table
from zhengce.stages.actions.lexer import Lexer
from zhengce.stages.actions.strength import CommitmentCue

CASES = {
    "coordinated verbs, coordinated objects": "县里[巩固拓展帮扶成果]{action verb=巩固拓展}，[修建道路、桥梁]{action verb=修建 object=道路、桥梁}。",
    "object first": "[将补助发放到农户]{action verb=发放 object=补助 status=done}。",
    "pivot": "[指导各县]{action verb=指导 object=各县}[编制规划]{action verb=编制 actor=各县 actor_implied=False}。",
    "pivot with a place word": "[支持开发区内企业]{action verb=支持}[建设实验室]{action verb=建设 actor=开发区内企业}。",
    "light verb": "[对名单进行优化调整]{action verb=优化调整}。",
    "what is given": "[给予培训补贴]{action verb=给予 object=培训补贴}。",
    "means": "[采取措施改善水质]{action verb=改善 object=水质}。",
    "beneficiary": "为老人[提供助餐服务]{action verb=提供 object=助餐服务}。",
    "subject before a modal": "规划编制要[兼顾长远需要]{action verb=兼顾 status=required}。",
    "prohibition": "任何单位不得[截留补助资金]{action verb=截留 polarity=avoid status=required}。",
    "a modal governs the sentence": "各县要[加强巡查]{action status=required actor=各县}，[落实责任]{action status=required actor=各县 actor_implied=True}。",
    "judgement": "这是重要的一步，发展是基础。",
    "condition": "确需调整用地的，[办理审批手续]{action verb=办理}。",
    "what it is done to": "[对不达标的企业，必须责令整改]{action verb=责令 status=required}。",
    "announcement": "现批复如下：",
    "a list that a noun-like verb goes on": "[提高森林覆盖率、造林质量和绿化管护水平]{action verb=提高 object=森林覆盖率、造林质量和绿化管护水平}。",
    "a list of clauses": "[优化结构]{action verb=优化}、[创新机制]{action verb=创新}。",
    "bare means": "加大力度[支持老区县]{action verb=支持 object=老区县}。",
    "a fixed phrase of four characters": "各县要[加大力度]{action verb=加大 object=力度 status=required}。",
    "adjectives before the verb": "各县要全面准确完整[贯彻新政策]{action verb=贯彻 object=新政策}。",
    "leave before a preposition": "允许在园区内[开展仓储业务]{action verb=开展 object=仓储业务}。",
    "noun-like verb in the subject": "新增债券重点投向水利项目。",
    "a turn": "[推动产业从规模扩张向质量提升转变]{action verb=推动}。",
    "one event behind a pivot": "[推动县城建设新区取得更大成效]{action verb=推动}。",
    "what goes on behind 在": "村里还在[谋划民宿提升项目]{action verb=谋划}。",
    "one thing after another": "由县环保局[核定]{action verb=核定}后[公布]{action verb=公布}。",
    "agent that is no organ": "由救灾基金[发放生活补贴]{action verb=发放 actor=救灾基金 object=生活补贴}。",
    "verbs joined by 或": "应当[申请登记]{action verb=申请}或[提交材料]{action verb=提交}。",
    "a modal carries to a result": "规划要[符合农村实际]{action verb=符合 status=required}，[体现乡村特色]{action verb=体现 status=required}。",
    "up to a day": "截至11日，债务超过3万亿元。",
    "one after another": "县里接连[建成两座水库]{action verb=建成 status=done}。",
    "subject of an intransitive": "改革开放红利不断释放。",
    "words that demand": "会议要求各县[做好春播工作]{action verb=做好 status=required actor=各县}，[推进农田建设]{action verb=推进 status=required actor=各县}。",
    "words that wish": "县长希望双方[加强合作]{action verb=加强 status=planned actor=双方}，[深化交流]{action verb=深化 status=planned}。",
    "words that tell": "双方表示将[加强合作]{action verb=加强 status=planned actor=双方}。",
    "a word of the future governs the sentence": "县里将[启动修路工作]{action status=planned}，[扩大供水范围]{action verb=扩大 status=planned}。",
    "an event on a day": "5日，县长[看望老人]{action verb=看望 status=done}。",
    "who closes the verb": "科技人员协同[攻关]{action verb=攻关 actor=科技人员}，各县各部门[履职尽责]{action verb=履职尽责}。",
    "what is done before the verb that closes": "危房改造稳步[推进]{action verb=推进 object=危房改造}，水质显著改善。",
    "a meeting acts, but is held by others": "全县水利会议召开，[审议修渠方案]{action verb=审议 object=修渠方案}。",
    "what a verb only qualifies": "供暖部门[对管网进行检修]{action verb=检修}，维权人士表示满意。",
    "while something lasts": "展览期间将[开展讲解活动]{action verb=开展 status=planned}。",
    "names of series": "成交金额达到8亿元，发行规模创历史新高。",
    "grounds": "按照统一考核标准，[评定等级]{action verb=评定}。",
    "verbs that describe": "[研制适合山区、体现特色的农机]{action verb=研制}。",
    "a principle closes the list": "[坚持节约优先、保护优先的原则]{action verb=坚持}。",
    "a complement is no part of the verb": "[把安全放在首位]{action verb=放 object=安全}。",
    "one word to the segmenter": "[对旧设备进行技术改造]{action verb=改造 object=旧设备}。",
    "a ceremony and its purpose": "县长[出席欢迎仪式]{action verb=出席 object=欢迎仪式}。",
    "a question": "水渠能不能如期修成，要看资金。",
    "a list in threes": "集中力量[补短板]{action verb=补 object=短板}、[强弱项]{action verb=强 object=弱项}。",
    "a run of intransitives": "各方[明确分工]{action verb=明确}、[通力协作、密切配合]{action verb=协作、配合 object=null}。",
    "a purpose without object": "确保平稳有序落地落实。",
    "behind a list": "[召开茶业发展座谈会]{action verb=召开}等专题[研究协作工作]{action verb=研究 object=协作工作}。",
    "what is given to what is described": "[对治水有功的镇村给予一次性奖励]{action verb=给予}。",
    "what a giving verb gives": "为园区发展注入新活力。",
    "clauses that a giving verb lists": "为[完善路网]{action verb=完善}、[改善水质]{action verb=改善}提供资金保障。",
    "how something stands": "抓好春灌对稳定产量具有重要意义。",
    "background": "在扩建旧校舍的同时，[新建学校3所]{action verb=新建}。",
    "what was done before": "[加以修改]{action verb=修改}后，[提请常委会]{action verb=提请}[审议批准]{action actor=常委会}。",
    "who is described": "有条件的乡镇率先[建设污水处理站]{action verb=建设 actor=有条件的乡镇}。",
    "a noun phrase with a verb in it": "贫困学生资助体系进一步完善。",
    "a noun phrase as means": "[加快改革步伐]{action verb=加快 object=改革步伐}，[探索改革途径]{action verb=探索 object=改革途径}。",
    "a quotation of several clauses": "[坚持“谁受益，谁出资”的原则]{action verb=坚持}。",
    "manner in several words": "更多更好地[吸引外来人才]{action verb=吸引}。",
    "numbered by 要": "二要[完善排水管网]{action verb=完善 status=required}。",
    "verbs apart": "依法[查处、及时公布典型案件]{action verb=查处、公布}。",
    "from one to the other": "逐步由出口原料向出口成品转变。",
    "whom it concerns": "逾期未缴的，要[加收滞纳金]{action verb=加收 status=required}。",
    "who is meant by 的": "触犯法律的要[移送司法机关]{action verb=移送 status=required}。",
    "ground": "随着交通条件不断改善，[发展乡村旅游]{action verb=发展}。",
    "means that 等 closes": "通过走访、座谈等方式[了解群众需求]{action verb=了解}。",
    "by a day": "各县要在本办法印发之日起三个月内[制定细则]{action verb=制定 status=required}。",
    "a verb that is mostly a noun": "还要主动[服务山区群众]{action verb=服务 status=required}。",
    "what comes about": "[推动景区运营模式创新]{action verb=推动}。",
    "nouns of a verb": "[增强品牌引领力、塑造力]{action verb=增强}。",
    "a speech": "县长[出席座谈会]{action verb=出席 actor=县长}并讲话。",
    "both of two": "[统筹发展和安全]{action verb=统筹 object=发展和安全}。",
    "what it is done to, with more added": "[对耗能高的企业，特别是小窑厂，必须限期治理]{action verb=治理 status=required}。",
    "told, not asked for": "市长表示，两地合作基础扎实，今年已[签署协议三项]{action verb=签署 status=done}。",
    "asked for": "市长强调，[压实工作责任]{action verb=压实 status=required}。",
    "a request": "请认真[贯彻执行]{action verb=贯彻 status=required}。",
    "a party that is described": "从外地引进设备的企业，应当[办理备案手续]{action verb=办理 actor=从外地引进设备的企业}。",
    "the main subject acts again": "省财政厅要[支持各县]{action verb=支持 actor=省财政厅}[修建水库]{action verb=修建 actor=各县}，[加强资金监管]{action verb=加强 actor=省财政厅}。",
    "two that act together": "[引导农户与企业]{action verb=引导}[签订购销合同]{action verb=签订 actor=农户与企业}。",
    "effects": "中国为[促进共同发展]{action verb=促进}作出了重要贡献，为地区稳定注入新动力。",
    "what a modal behind a clause binds": "抓产业转型要[守牢安全底线]{action verb=守牢 status=required}。",
    "what comes to be": "使居民生活有较大改善。",
    "a problem": "村级治理能力亟待提升。",
    "a heading that names": "抓好春耕的总体要求",
    "nouns of another verb": "[加强指导督导]{action verb=加强 object=指导督导}。",
    "a statistic": "城镇新增就业12万人。",
    "what is expected": "铁路部门今天预计[发送旅客13万人次]{action verb=发送 status=planned}。",
    "what must not happen": "绝不能[出现规模性返贫]{action verb=出现 polarity=avoid}。",
}


@pytest.mark.parametrize("marked", CASES.values(), ids=CASES.keys())
def test_marked(marked):
    check(marked, "action")


def _actions(text: str) -> list[dict]:
    return zhengce.extract(Article.from_text(text)).actions.to_dict("records")


def test_a_report_looks_back_then_ahead():
    text = ("政府工作报告\n各位代表：\n一、2024年工作回顾\n改造老旧小区。印发管理办法。持续改善水质。\n二、2025年重点工作\n改造老旧小区。建设体育公园。\n")
    found = [(row["text"], row["status"]) for row in _actions(text)]
    assert ("印发管理办法", "done") in found and ("改善水质", "ongoing") in found
    assert ("建设体育公园", "planned") in found


def test_who_answers_by_the_bracket_acts():
    text = "某市行动方案\n一、重点任务\n（一）完善供水管网。改造老旧管线，建设调度平台。（市水务局牵头，市财政局配合）\n"
    tables = zhengce.extract(Article.from_text(text))
    actors = {row["text"]: row["actor"] for row in tables.actions.to_dict("records")}
    assert actors["改造老旧管线"] == actors["建设调度平台"] == "市水务局"
    duties = {(row["head_text"], row["role"], row["tail_text"]) for row in tables.relations.to_dict("records") if row["type"] == "responsible"}
    assert duties == {("市水务局", "牵头", "（一）完善供水管网"), ("市财政局", "配合", "（一）完善供水管网")}


LEVELS = sorted(read_table(CommitmentCue, "commitment_cues.csv"), key=lambda cue: cue.level)
BEFORE_VERBS = [cue for cue in LEVELS if cue.form in ("必须", "应当", "要", "坚决", "大力", "抓紧", "积极", "稳步", "逐步", "可以")]


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(BEFORE_VERBS), st.sampled_from(BEFORE_VERBS), st.sampled_from(["学校", "公路", "学校3所"]), st.booleans())
def test_a_stronger_word_never_lowers_the_strength(one, other, thing, dated):
    weak, strong = sorted((one, other), key=lambda cue: cue.level)
    score = {}
    for cue in (weak, strong):
        rows = _actions(f"{'到2027年，' if dated else ''}县政府{cue.form}建设{thing}。")
        assert len(rows) == 1, (cue.form, rows)
        score[cue] = rows[0]["strength"]
        assert cue.form in rows[0]["strength_cues"]
    assert score[weak] <= score[strong]


def test_a_bare_text_tells_what_was_done():
    """Without a document's form nothing announces tasks: the deed is reported, not planned."""
    (row,) = zhengce.extract("县财政局给36个村拨付补助资金3200万元。").actions.to_dict("records")
    assert row["status"] in ("done", "ongoing")


def test_an_item_has_the_tag_of_its_own_token_whichever_was_met_first():
    lexer = Lexer(Config())
    assert [lexer.whole("发展", tag).tag for tag in ("vn", "v")] == ["vn", "v"]
