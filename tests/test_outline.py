"""The outline, drawn: a case is a text and its sections, one a line, indented by level, as `kind marker|heading`."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhengce.text.normalize import normalize
from zhengce.text.outline import find_sections

CASES = {
    "一、（一）1.（1）①": ("""云州市春灌方案
一、总体要求
坚持节水优先。
（一）基本原则
1.因地制宜。丘陵区以山塘为主。
（1）清淤。疏浚塘渠。
①先远后近。
②先难后易。
（2）防渗。衬砌渠道。
2.量力而行。不铺摊子。
（二）主要目标
二、重点任务
""", """
title |云州市春灌方案
body 一、|总体要求
  body （一）|基本原则
    body 1.|因地制宜
      body （1）|清淤
        body ①|先远后近
        body ②|先难后易
      body （2）|防渗
    body 2.|量力而行
  body （二）|主要目标
body 二、|重点任务
"""),
    "编章节条款项": ("""云州市农村供水条例
第一编　总则
第一章　一般规定
第一条　为了加强管理，制定本条例。
本条例所称供水，是指集中供水。
第二章　水源与水质
第一节　水源
第二条　有下列情形之一的，不得建设：
（一）水源保护区内的；
（二）河道管理范围内的。
第二编　罚则
第三条　违反规定的，处五千元罚款。
""", """
title |云州市农村供水条例
body 第一编|总则
  body 第一章|一般规定
    body 第一条|
  body 第二章|水源与水质
    body 第一节|水源
      body 第二条|
        body （一）|水源保护区内的
        body （二）|河道管理范围内的
body 第二编|罚则
  body 第三条|
"""),
    "a wrongly nested marker derails nothing": ("""一、目标
（二）第二款先来。
1.要点。
（一）第一款后到。
二、措施
3.从三数起。
三、保障
""", """
body 一、|目标
  body （二）|第二款先来
    body 1.|要点
  body （一）|第一款后到
body 二、|措施
  body 3.|从三数起
body 三、|保障
"""),
    "一、 inside （三）, and （四） goes on": ("""第一节　电力工业
（一）基本任务
略述任务。
（二）地区分布
一、北部各县。
新建三座电站。
二、南部各县。
扩建两座电站。
（三）保障措施
（1）加强管理。
第二节　水利建设
（一）干支渠
""", """
body 第一节|电力工业
  body （一）|基本任务
  body （二）|地区分布
    body 一、|北部各县
    body 二、|南部各县
  body （三）|保障措施
    body （1）|加强管理
body 第二节|水利建设
  body （一）|干支渠
"""),
    "一、 above 第一章": ("""一、主要任务
第一章　任务
略述。
第二章　指标
略述。
二、产业结构
第三章　农业
（一）种植业
三、地区布局
第四章　沿江
""", """
body 一、|主要任务
  body 第一章|任务
  body 第二章|指标
body 二、|产业结构
  body 第三章|农业
    body （一）|种植业
body 三、|地区布局
  body 第四章|沿江
"""),
    "two documents in one": ("""云州市水利发展若干政策
一、支持建设
略述。
二、支持管护
略述。
云州市水利发展行动计划（2026—2028年）
为加快发展，制定本计划。
一、总体要求
（一）目标
二、重点任务
""", """
title |云州市水利发展若干政策
body 一、|支持建设
body 二、|支持管护
title |云州市水利发展行动计划（2026—2028年）
body |
body 一、|总体要求
  body （一）|目标
body 二、|重点任务
"""),
    "a chapter's name on the next line": ("""第二章
投资分配和生产指标
第一节
基本建设投资
五年投资9.6亿元。
第三章　工业
""", """
body 第二章|投资分配和生产指标
  body 第一节|基本建设投资
body 第三章|工业
"""),
    "contents in one line": ("""云州市水利发展规划
目
录
第一章　发展基础第一节　成效第二节　形势第二章　总体要求
第一章　发展基础
成效明显。
""", """
title |云州市水利发展规划
title |
body 第一章|发展基础
"""),
    "run-ins": ("""各县要分工协作。一是定责任，落实到人。二是定时限。三是定标准，从严考核。
首先，抓好清淤。其次，抓好防渗。最后，抓好管护。
春灌有三条：一要抢早，二要精准，三要节约。不能一要再要。
其一，水源不足。其二，渠系老化。
""", """
body |
  body 一是|定责任，落实到人
  body 二是|定时限
  body 三是|定标准，从严考核
body |
  body 首先|抓好清淤
  body 其次|抓好防渗
  body 最后|抓好管护
body |
  body 一要|抢早
  body 二要|精准
  body 三要|节约
body |
  body 其一|水源不足
  body 其二|渠系老化
"""),
    "items that open paragraphs": ("""一、工作回顾
一年来，重点做了以下工作。
一是坚持节水优先。完成渠系改造86公里。
二是坚持建管并重。一要落实经费。二要落实人员。
三是坚持两手发力。社会资本投入3亿元。
过去一年，成绩来之不易。
二、工作安排
""", """
body 一、|工作回顾
  body 一是|坚持节水优先
  body 二是|坚持建管并重
    body 一要|落实经费
    body 二要|落实人员
  body 三是|坚持两手发力
body 二、|工作安排
"""),
    "numbers inside a paragraph": ("""请示收悉。现批复如下：一、原则同意方案。二、抓好组织实施。
申请补助应当符合下列条件：（1）有场地；（2）有人员；（3）有制度。
促进一、二、三产业融合，增长1.2万元，其中2.5万元为奖补。
""", """
body |
  body 一、|原则同意方案
  body 二、|抓好组织实施
body |
  body （1）|有场地
  body （2）|有人员
  body （3）|有制度
body |
"""),
    "第一，第二，": ("""同志们：
第一，算清三笔账，认清形势。
首先算产量账。全市粮食增产百分之二。
其次算效益账。亩均增收百元。
第二，抓实三件事。
""", """
body |
body 第一|算清三笔账，认清形势
  body 首先|算产量账
  body 其次|算效益账
body 第二|抓实三件事
"""),
    "signature, notes, attachments": ("""关于做好春灌工作的通知
云水发〔2026〕7号
各县水利局：
一、抓早动手。
附件：1.任务分解表
2.物资清单
云州市水利局
2026年3月2日
（此件公开发布）
附件1
任务分解表
一、渠系
（一）干渠
附件2
物资清单
一、水泵
""", """
title |关于做好春灌工作的通知
title |
body |
body 一、|抓早动手
attachment |
signature |
note |
attachment 附件1|任务分解表
  title |任务分解表
  body 一、|渠系
    body （一）|干渠
attachment 附件2|物资清单
  title |物资清单
  body 一、|水泵
"""),
    "captions and sources": ("""让山塘活起来
强化管护，留住一塘清水。全市落实管水员4200名。
村民在大塘边清淤。（本刊记者 林秋实 摄）
云州有山塘2.4万口。
来源：《山乡建设》2026年第1期
""", """
title |让山塘活起来
body |强化管护，留住一塘清水
caption |
body |
source_line |
"""),
    "headings without numbers": ("""让山塘活起来
云州有山塘2.4万口，一度淤塞过半，灌不了田、养不了鱼、防不了洪，群众意见很大，干部也着急。
确权发证有了主人
给山塘发证1.9万本，明确谁所有、谁管护，管水员的报酬由村集体和受益农户共同承担，三年没有一起纠纷。
分级奖补有了本钱
清淤一口奖补3000元至8000元，市县财政按四六开分担，三年投入资金9.6亿元，撬动社会资本3.2亿元。
""", """
title |让山塘活起来
body |
body |确权发证有了主人
body |分级奖补有了本钱
"""),
    "contents": ("""云州市水利发展规划
目　录
第一章　发展基础……1
第二章　总体要求……5
第三章　保障措施……12
第一章　发展基础
“十四五”时期成效明显。
第二章　总体要求
""", """
title |云州市水利发展规划
title |
body 第一章|发展基础
body 第二章|总体要求
"""),
}


def draw(text: str) -> str:
    """The sections of a text as a case writes them."""
    return "\n".join(f"{'  ' * (section.level - 1)}{section.kind} {section.marker or ''}|{section.heading or ''}" for section in find_sections(normalize(text).text))


@pytest.mark.parametrize("name", CASES)
def test_outline(name):
    text, wanted = CASES[name]
    assert draw(text) == wanted.strip()


_PIECES = st.sampled_from(["一、", "（一）", "（二）", "1.", "2.", "（1）", "①", "第一章　", "第二条　", "第一，", "一是", "二是", "首先，", "其次，", "附件", "附件：", "注：",
                           "加强管护", "落实责任。", "投入3亿元", "\n", "\n", "\n", "\t", "　　", "来源：《山乡建设》2026年第1期", "（记者 林秋实 摄）", "云州市水利局",
                           "2026年3月2日", "关于春灌的通知", "——", "目录", "“", "）", "、"])


@given(st.lists(_PIECES, max_size=60).map("".join))
def test_sections_nest(text):
    """Parents hold their children, siblings do not overlap, levels are depths, markers stand where they say."""
    text = normalize(text).text
    sections = find_sections(text)
    assert [(s.start, s.level) for s in sections] == sorted((s.start, s.level) for s in sections)
    ends: dict[int | None, int] = {}
    for section in sections:
        parent = section.parent
        assert 0 <= section.start < section.end <= len(text)
        assert section.level == (parent.level + 1 if parent else 1)
        if parent:
            assert parent.start <= section.start and section.end <= parent.end
        assert ends.get(id(parent) if parent else None, 0) <= section.start
        ends[id(parent) if parent else None] = section.end
        if section.marker is not None:
            assert text[section.marker_start:section.marker_end] == section.marker
        if section.heading_start is not None:
            assert section.start <= section.heading_start <= section.heading_end <= section.end
