"""A head and the verbs that run together with it: series, coordination, and where a further action begins behind its object."""

from __future__ import annotations

from dataclasses import dataclass

from zhengce.lexicon.wordlists import words
from zhengce.stages.actions.lexer import OPEN, VERB, Item
from zhengce.stages.actions.phrases import has_object, turns

_FURTHER = words("further_verbs.csv")
_CLOSERS = words("closing_nouns.csv")
_CEREMONIES = words("ceremony_nouns.csv")
_FITTING = words("fitting_verbs.csv")
_PRINCIPLES = words("principle_nouns.csv")
_SELDOM = {"act", "seldom"}
_PACE = words("pace_nouns.csv")


@dataclass(slots=True)
class Head:
    """A verb that heads an action, as indexes of the clause's items.

    `lead` is where the span begins (把 before its object, 加快 before 完善), `first`–`last` the verb with the meaning (half-open),
    `front` the object in front of it, `subject` the subject, `stop` where its object ends, `how` the construction.
    """

    lead: int
    first: int
    last: int
    how: str
    front: tuple[int, int] | None = None
    subject: tuple[int, int] | None = None
    stop: int = 0
    asks: tuple[int, int] | None = None
    """Who is asked to do what stands in the next clause: 指导各县立足实际，发展产业."""


def series(items: list[Item], at: int, lead: int | None, front: tuple[int, int] | None, subject: tuple[int, int] | None,
            how: str) -> Head:
    """The verb at `at` with the verbs that it runs together with: 加快完善, 组织开展, 筹集和落实, 部署、落实."""
    size = len(items)
    first = last = at
    if "causal" in items[at].frames and at + 2 < size and items[at + 1].word in ("其", "之") and items[at + 2].role == "verb":
        return Head(at, at + 2, at + 3, how, front, subject, stop=size)
    if "pivot" in items[at].frames and turns(items, at):
        return Head(at if lead is None else lead, at, at + 1, how, front, subject, stop=size)          # 推动创建文明城市向建设城市文明转变
    while last + 1 < size:
        here, following = items[last], items[last + 1]
        if "nominal" in here.frames and following.role == "verb":
            break                                     # 加强指导督导
        if following.before and here.frames & {"serial"} and last + 2 < size and following.role in ("adverb", "ongoing"):
            # 探索逐步建立: adverbs may stand inside the series.
            following = items[last + 2]
            step = 2
        else:
            step = 1
        if following.heads and following.frames is not OPEN or following.role == "verb" and following.frames & {"result"}:
            if fits(items, last + step):
                break                                 # 发展适应小户需要的农机
            object_at = last + step + 1
            if "light" in here.frames and "serial" not in here.frames:
                break                                 # 进行优化调整: what follows is what is done
            if object_at == size and step == 1 and "serial" in here.frames and "act" in following.frames and "noun" not in following.frames:
                return Head(at if lead is None else lead, last + 1, size, how, front, subject, stop=size)          # 由厅局组织制定
            if object_at == size - 1 and items[object_at].word in _CEREMONIES:
                break                                 # 出席欢迎仪式
            if object_at < size and "noun" in following.frames and "result" in items[object_at].frames and "act" not in items[object_at].frames:
                break                                 # 推动高质量发展取得新成效
            if object_at == size - 1 and "noun" in following.frames and items[object_at].word in _PACE:
                break                                 # 加快改革步伐, 探索改革途径
            if here.frames & {"serial", "light"} and object_at < size and items[object_at].role not in ("pause", "etc", "de", "place_word"):
                if "attributive" in following.frames:
                    break                             # 推进新建建筑节能
                if "noun" not in following.frames or "pivot" not in here.frames or step == 2:
                    last += step
                    first = last
                    continue
                last += step
                continue
            if step == 1 and "pivot" in following.frames and "serial" not in here.frames and any(other.role == "de" for other in items[object_at:-1]):
                break                                 # 落实鼓励出口的措施
            if step == 1 and "act" in here.frames and not following.frames & {"noun", "seldom"} and object_at < size \
                    and items[object_at].role not in ("pause", "etc", "de", "connective") and not here.frames & {"pivot"}:
                # 制定印发方案: verbs that share an object.
                last += 1
                continue
        if step == 1 and following.role in ("pause", "connective") and last + 2 < size and following.word in "、和并及与或" \
                and (items[last + 2].heads and items[last + 2].frames is not OPEN or items[last + 2].frames >= _SELDOM and has_object(items, last + 2)):
            last += 2
            continue
        if step == 1 and (following.role == "pause" or following.word in "和并") and last + 4 < size and items[last + 2].role == "adverb" and items[last + 3].heads \
                and "noun" not in items[last + 3].frames and not items[last + 4].verb and items[last + 4].role not in ("pause", "etc", "de"):
            last += 3                                 # 谋划、扎实推进工作; 掌握和充分行使权利
            continue
        break
    if how == "preposed" and items[lead or 0].word not in ("对", "给", "对于", "在") and last + 1 < size \
            and "light" not in items[at].frames:
        # 向贫困村选派工作队: the verb has an object of its own, the phrase with 向 stays outside.
        lead, front = None, None
    return Head(at if lead is None else lead, first, last + 1, how, front, subject, stop=size)


def goes_on(items: list[Item], at: int) -> bool:
    """Whether the verb may begin a further action: one of support, or any behind a name that is complete (用好“六条路径”加强管理)."""
    item = items[at]
    return item.word in _FURTHER or items[at - 1].role in ("slogan", "quote", "document", "programme") and item.heads \
        and "act" in item.frames and "noun" not in item.frames


def further_action(items: list[Item], at: int, size: int) -> bool:
    """Whether a verb behind a complete object begins an action of its own: 统筹资源支持振兴, but not 实施支持振兴项目."""
    if at + 2 < size and items[at + 1].verb and items[at + 2].role == "etc":
        return False                                          # 在线支持服务等新模式
    if all(map(VERB, items[at:size])):
        return False                                          # 推进重点项目落地落实
    if items[at - 1].role == "verb" and "noun" not in items[at - 1].frames or items[size - 1].word[-1] == "会":
        return False                                          # 召开推进协同发展座谈会
    return items[at - 1].role not in ("de", "pause", "connective", "number") and has_object(items, at) \
        and items[size - 1].word not in _CLOSERS and all(item.role != "de" for item in items[at:size])


def opens_action(items: list[Item], at: int) -> bool:
    """Whether the verb after a `、` begins a clause with an object of its own (补短板、强弱项)."""
    if not (items[at].verb and items[at].frames is not OPEN and (items[at].heads and items[at].frames & {"act", "into"} or items[at].frames >= {"result", "ba"}) and has_object(items, at)):
        return False
    if "noun" in items[at].frames and items[at + 1].role == "verb" or fits(items, at):
        return False
    return not (len(items[at].word) == 1 and items[-1].word[-2:] in _CLOSERS)          # 开展补短板、强弱项专项行动


def fits(items: list[Item], at: int) -> bool:
    """Whether the verb describes the noun that closes the clause: 研制适合山区、体现特色的农机."""
    return items[at].word in _FITTING and any(item.role == "de" for item in items[at + 1:-1]) and not items[-1].verb


def joins_actions(items: list[Item], at: int) -> bool:
    """Whether the verb behind 和 or 或 begins an action of its own: 损害权益和放宽规定, 申请注册或办理备案; not 建立支持和推动发展的机制."""
    before = items[at - 1]
    object_of_verb = at > 1 and items[at - 2].verb and (before.frames is OPEN or "noun" in before.frames)          # 申请登记
    alone = before.heads and not object_of_verb          # 恢复和扩大消费 share their object
    return at + 2 < len(items) and not alone and not items[at + 2].verb and opens_action(items, at + 1) and "noun" not in items[at + 1].frames \
        and items[-1].word not in _CLOSERS and all(item.role not in ("de", "etc") for item in items[at:])


def lists_on(items: list[Item], head: Head, pause: int, at: int) -> bool:
    """Whether a verb after a `、` that is as often a noun goes on with the list before it: 提高森林覆盖率、造林质量, 开展科技、教育帮扶.

    It begins an action where the member before the `、` is a verb with its object of about the same length: 优化结构、创新机制.
    """
    if items[-1].word in _PRINCIPLES and items[-2].role == "de":
        return True                                           # 坚持效率优先、兼顾公平的原则
    if "noun" not in items[at].frames:
        return False
    begin = next((index + 1 for index in range(pause - 1, head.last - 1, -1) if items[index].role == "pause"), head.lead)
    behind = next((index for index in range(at, len(items)) if items[index].role == "pause"), len(items))
    return not items[begin].heads or pause - begin < 2 or abs(_length(items[begin:pause]) - _length(items[at:behind])) > 2


def _length(items: list[Item]) -> int:
    return sum(item.size for item in items)


def behind_list(items: list[Item], at: int, start: int) -> bool:
    """Whether the verb goes on behind a list that 等 closes, an adverb before it: 召开会议等专题研究协作工作."""
    return at - 2 > start and items[at - 1].role == "adverb" and items[at - 2].role == "etc" and has_object(items, at)


def intransitives(items: list[Item], at: int) -> int | None:
    """The first verb of a run of adverbs with verbs that closes the clause (通力协作、密切配合): one action without object; None for others."""
    places = range(at, len(items), 3)
    run = all(items[place].role == "adverb" and place + 1 < len(items) and items[place + 1].verb
              and (place + 2 == len(items) or items[place + 2].role == "pause") for place in places)
    return at + 1 if run and len(places) > 1 else None
