"""Which verbs of a clause head an action: the grammar of the clause, read from left to right.

Before the verb stand, in any order, connectives, times, adverbs, modals, prepositional phrases and one subject. The first verb after
them heads the clause's first action; behind its object further actions may begin: the verb of a pivot (支持企业开拓市场), a
coordinated clause after `、` (补短板、强弱项), the second verb of a series (统筹资源支持振兴).
"""

from __future__ import annotations

from dataclasses import dataclass

from zhengce.stages.actions.actors import Actors
from zhengce.stages.actions.clauses import Clause
from zhengce.stages.actions.lexer import OPEN, Item

_PREPOSITIONS = {"prep_place", "prep_means", "prep_by", "prep_to", "prep_object"}
_PLACE_END = frozenset("中上下内时后前间里外")


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


def find_heads(clause: Clause, actors: Actors, ahead: bool) -> list[Head]:
    """The heads of a clause in text order, by rules. `ahead`: the text says what is to be done, where 实现 is no report of a result."""
    items = clause.items
    if not any(item.verb for item in items):
        return []
    heads: list[Head] = []
    found = _first(items, 0, actors, ahead)
    while found is not None:
        heads.append(found)
        found = _next(items, heads[-1], actors)
    return heads


def _heads_here(items: list[Item], at: int, begun: bool) -> bool:
    """Whether the item at `at` is a verb here: one that is mostly a noun only before a number or a name (定点帮扶160个县)."""
    item = items[at]
    if item.heads:
        if item.frames is OPEN and not (_has_object(items, at) or at and items[at - 1].role == "must"):
            return False
        return not (begun and _nominal(items, at))
    following = items[at + 1].role if at + 1 < len(items) else ""
    return item.role == "verb" and "seldom" in item.frames and following in ("figure", "organ", "place", "area", "group")


def _nominal(items: list[Item], at: int) -> bool:
    """Whether the verb at `at` rather is a noun, since it follows one: 产业发展需求."""
    return "noun" in items[at].frames and at > 0 and items[at - 1].role in ("noun", "verb", "pause", "pronoun", "etc", "number", "de")


def _first(items: list[Item], at: int, actors: Actors, ahead: bool = False) -> Head | None:
    size = len(items)
    subject_start: int | None = None
    subject_end = begin = at
    modal = _modal(items, at)
    if modal is not None:
        # 规划内容要明确方案: what stands before the modal is the subject, whatever verbs it holds.
        subject_start, subject_end, at = at, modal, modal
    front: tuple[int, int] | None = None
    lead: int | None = None
    how = "verb first"
    moved = _object_marker(items, at)
    while at < size:
        item = items[at]
        role = item.role
        inner = _listed(items, at)
        if inner is not None:
            return inner
        if at == moved or role == "prep_object" and moved is None:
            return _moved(items, at, _subject(items, subject_start, subject_end, actors), actors)
        if item.word == "以" and at + 2 < size and (any(other.word == "为" for other in items[at + 2:])
                                                   or not items[at + 1].verb and not items[at + 1].before):
            # 以县为单位实施项目, 以钉钉子精神推动…; but 以促进… is a purpose.
            end = _phrase_end(items, at + 1, item)
            if end is None:
                return None
            at = end
        elif item.before or role == "pause" and subject_start is None:
            at += 1
        elif role == "prep_to":
            end = _verb_after(items, at + 1)
            if end is None:
                return None
            if end == at + 1 and item.word.startswith("为"):
                how = "purpose"
            elif item.word == "为" and items[end].frames & {"light", "act"} and end + 1 < size:
                lead, how = at, "beneficiary"
            elif end > at + 1:
                lead, front, how = at, (at + 1, _trim(items, at + 1, end)), "preposed"
            at = max(end, at + 1)
        elif role in ("prep_place", "prep_means", "prep_by"):
            if at + 1 < size and items[at + 1].heads and item.word in ("通过", "围绕") and moved is None:
                at += 1
                how = "means"
                continue
            end = _phrase_end(items, at + 1, item)
            if end is None:
                return None
            if role == "prep_by":
                if item.word == "经":
                    return None
                subject_start, subject_end = at + 1, end
            elif role == "prep_place" and end < size and "light" in items[end].frames and items[end].word != "开展":
                lead, front, how = at, (at + 1, end), "preposed"
            at = end
        elif _heads_here(items, at, subject_start is not None):
            if moved is not None and (at < moved and item.frames & {"serial", "light"} or at == begin):
                at += 1
                continue
            if "means" in item.frames:
                # 采取措施改变状况: the verb with the meaning stands behind the object.
                further = _beyond(items, at + 1)
                if further is not None:
                    lead, at = at, further
                    item = items[at]
            subject = _subject(items, subject_start, subject_end, actors)
            if subject_start is not None and subject is None and modal is None and not _adverbial(items, subject_start, subject_end):
                return None
            if "speech" in item.frames and at + 2 < size and items[at + 1].heads:
                return None                           # 提出规范建设使用 reports words
            if item.frames & {"result", "speech"} and not item.frames & {"act"} and not _required(items, begin, at) \
                    and not (ahead and "purpose" in item.frames):
                if not (item.frames & {"pivot"} and at + 1 < size):
                    return None
            return _series(items, at, lead, front, subject, how)
        elif role == "verb" and item.frames & {"state", "speech", "result"}:
            return None
        elif role == "prep_with":
            end = _phrase_end(items, at + 1, item)
            if end is None:
                return None
            at = end
        elif role == "prep_motion":
            end = _verb_after(items, at + 1)
            if end is None:
                return None
            lead, front, how = at, (at + 1, _trim(items, at + 1, end)), "motion"
            at = end
        else:
            if subject_start is None:
                subject_start = at
            at += 1
            subject_end = at
    return None


_SAYS = frozenset({"强调", "指出", "认为", "提出", "表示", "坚持", "认识"})
_GIVES = {"提供", "发挥", "作出", "奠定", "打下", "贡献", "创造", "注入"}


def _listed(items: list[Item], at: int) -> Head | None:
    """A verb in the list that 为…提供, 在…等方面, 围绕…任务 enclose: the list's clauses are actions, what is said of them is none."""
    size = len(items)
    item = items[at]
    if at + 2 >= size or not items[at + 1].heads or "noun" in items[at + 1].frames and item.word != "为":
        return None
    if item.word == "为":
        close = next((index for index in range(at + 2, size) if items[index].word in _GIVES), None)
        if close is not None and any(other.role == "le" for other in items[close:close + 2]):
            return _enclosed(items, at + 1, close)
    if item.word == "在":
        close = next((index for index in range(at + 2, size) if items[index].role == "etc" or items[index].word in ("方面", "领域")), None)
        if close is not None and any(other.word == "方面" for other in items[close:close + 2]):
            return _enclosed(items, at + 1, close)
    return None


def _enclosed(items: list[Item], at: int, close: int) -> Head:
    head = _series(items[:close], at, None, None, None, "listed")
    head.stop = close
    return head


def _object_marker(items: list[Item], at: int) -> int | None:
    """Where 把, or 将 with a verb of its frame behind it, stands."""
    for index in range(at, len(items)):
        if items[index].role == "prep_object" or items[index].word == "将":
            if items[index].word == "把" or any("into" in item.frames for item in items[index + 2:]) or (
                    any("ba" in item.frames for item in items[index + 2:]) and not items[index + 1].before
                    and not items[index + 1].heads):
                return index
    return None


def _required(items: list[Item], start: int, end: int) -> bool:
    return any(item.role in ("must", "future") for item in items[start:end])


def _beyond(items: list[Item], at: int) -> int | None:
    """The verb of policy behind a complete object, with an object of its own."""
    return next((index for index in range(at + 1, len(items) - 1) if items[index].heads and "act" in items[index].frames
                 and (items[index - 1].before or "noun" not in items[index].frames)
                 and items[index - 1].role not in ("de", "pause", "connective", "verb") and _has_object(items, index)), None)


def _adverbial(items: list[Item], start: int, end: int) -> bool:
    """A quotation alone before a verb tells the manner (“一对一”设立了), a phrase with 每 the time (每个重要阶段出台)."""
    return end == start + 1 and items[start].role in ("quote", "slogan") or items[start].word[0] == "每"


def _modal(items: list[Item], start: int) -> int | None:
    """Where the first modal stands that has a nominal with a verb in it before, and a verb behind: 规划编制要兼顾需要."""
    modal = next((index for index in range(start, len(items)) if items[index].role in ("must", "forbid")), None)
    if modal is None or modal == start or not any(item.verb for item in items[modal + 1:]):
        return None
    before = items[start:modal]
    if len(before) > 12 or before[-1].before or any(item.role[:5] == "prep_" or item.word in _SAYS for item in before):
        return None
    last_de = max((index for index, item in enumerate(before) if item.role == "de"), default=-1)
    verbs = [index for index, item in enumerate(before) if item.heads]
    nominal = all(index < last_de or "noun" in before[index].frames or before[index].frames is OPEN for index in verbs)
    return modal if nominal and (verbs or before[-1].role == "noun") else None


_SAYS = frozenset({"强调", "指出", "认为", "提出", "表示", "坚持", "认识"})
_GIVES = {"提供", "发挥", "作出", "奠定", "打下", "贡献", "创造", "注入"}


def _listed(items: list[Item], at: int) -> Head | None:
    """A verb in the list that 为…提供, 在…等方面, 围绕…任务 enclose: the list's clauses are actions, what is said of them is none."""
    size = len(items)
    item = items[at]
    if at + 2 >= size or not items[at + 1].heads or "noun" in items[at + 1].frames and item.word != "为":
        return None
    if item.word == "为":
        close = next((index for index in range(at + 2, size) if items[index].word in _GIVES), None)
        if close is not None and any(other.role == "le" for other in items[close:close + 2]):
            return _enclosed(items, at + 1, close)
    if item.word == "在":
        close = next((index for index in range(at + 2, size) if items[index].role == "etc" or items[index].word in ("方面", "领域")), None)
        if close is not None and any(other.word == "方面" for other in items[close:close + 2]):
            return _enclosed(items, at + 1, close)
    return None


def _enclosed(items: list[Item], at: int, close: int) -> Head:
    head = _series(items[:close], at, None, None, None, "listed")
    head.stop = close
    return head


def _object_marker(items: list[Item], at: int) -> int | None:
    """Where 把, or 将 with a verb of its frame behind it, stands."""
    for index in range(at, len(items)):
        if items[index].role == "prep_object" or items[index].word == "将":
            if items[index].word == "把" or any("into" in item.frames for item in items[index + 2:]) or (
                    any("ba" in item.frames for item in items[index + 2:]) and not items[index + 1].before
                    and not items[index + 1].heads):
                return index
    return None


def _required(items: list[Item], start: int, end: int) -> bool:
    return any(item.role in ("must", "future") for item in items[start:end])


def _beyond(items: list[Item], at: int) -> int | None:
    """The verb of policy behind a complete object, with an object of its own."""
    return next((index for index in range(at + 1, len(items) - 1) if items[index].heads and "act" in items[index].frames
                 and (items[index - 1].before or "noun" not in items[index].frames)
                 and items[index - 1].role not in ("de", "pause", "connective", "verb") and _has_object(items, index)), None)


def _adverbial(items: list[Item], start: int, end: int) -> bool:
    """A quotation alone before a verb tells the manner (“一对一”设立了), a phrase with 每 the time (每个重要阶段出台)."""
    return end == start + 1 and items[start].role in ("quote", "slogan") or items[start].word[0] == "每"


def _modal(items: list[Item], start: int) -> int | None:
    """Where the first modal stands that has a nominal with a verb in it before, and a verb behind: 规划编制要兼顾需要."""
    modal = next((index for index in range(start, len(items)) if items[index].role in ("must", "forbid")), None)
    if modal is None or modal == start or not any(item.verb for item in items[modal + 1:]):
        return None
    before = items[start:modal]
    verbs = [item for item in before if item.heads]
    if len(before) > 4 or any(item.role[:5] == "prep_" or item.word in _SAYS for item in before):
        return None
    if verbs and all("noun" in item.frames or item.frames is OPEN for item in verbs):
        return modal
    return modal if not verbs and not before[-1].before and before[-1].role == "noun" else None


def _subject(items: list[Item], start: int | None, end: int, actors: Actors) -> tuple[int, int] | None:
    return (start, end) if start is not None and actors.is_actor(items, start, end) else None


def _verb_after(items: list[Item], at: int) -> int | None:
    """The first verb behind a prepositional object that is not inside an attributive."""
    size = len(items)
    best = None
    listed = next((index for index in range(at, size) if items[index].role == "etc"), None)
    if listed is not None and any(item.heads for item in items[listed + 1:]):
        at = listed + 1
    while at < size:
        if items[at].heads and not _nominal(items, at) and not (at + 1 < size and items[at + 1].role in ("de", "pause", "etc")):
            if items[at].frames & {"act", "light", "pivot"}:
                if best is None or "light" in items[at].frames:
                    best = at
                if at and items[at - 1].before or "light" in items[at].frames:
                    return at
        at += 1
    return best


def _phrase_end(items: list[Item], at: int, preposition: Item) -> int | None:
    """Where a 在/由/通过 phrase ends: behind its place word, else before the first verb that follows a noun."""
    size = len(items)
    if preposition.role == "prep_place":
        for index in range(at, size):
            word = items[index].word
            if items[index].role == "place_word" or (word[-1] in _PLACE_END and items[index].role == "noun" and len(word) <= 2):
                if index + 1 >= size or items[index + 1].role != "de":
                    return index + 1
            if word in ("出发", "入手", "起", "方面", "领域"):
                return index + 1
    if preposition.word == "以":
        # 以县为单位实施项目: the phrase ends behind the noun after 为.
        link = next((index for index in range(at, size) if items[index].word == "为"), None)
        if link is not None:
            at = link + 1
    return next((index for index in range(at + 1, size) if items[index].heads and items[index - 1].role not in ("de", "pause")
                 and not _nominal(items, index) and not (index + 1 < size and items[index + 1].role in ("de", "etc"))), None)


def _moved(items: list[Item], at: int, subject: tuple[int, int] | None, actors: Actors) -> Head | None:
    """将 or 把 puts the object before its verb: a verb of this frame, one with 到/成/为/给 behind it, else the last verb."""
    size = len(items)
    candidates = [index for index in range(at + 2, size) if items[index].role == "verb" and items[index - 1].role != "de"
                  and not (index + 1 < size and items[index + 1].role in ("de", "etc", "pause"))]
    certain = [index for index in candidates if "into" in items[index].frames
               or index + 1 < size and items[index + 1].word in ("到", "成", "为", "给", "至", "入", "在", "于", "起来", "成为")]
    usual = [index for index in candidates if "ba" in items[index].frames or items[index - 1].before]
    certain = [index for index in certain if not any(
        items[other].role == "de" and any(later > other for later in candidates) for other in range(index + 1, size))] or certain[-1:]
    chosen = certain[:1] or usual[-1:] or [index for index in candidates if items[index].heads][-1:]
    if not chosen:
        return _first(items, at + 1, actors) if items[at].word == "将" else None
    verb = chosen[0]
    return Head(at, verb, verb + 1, "ba", (at + 1, _trim(items, at + 1, verb)), subject, stop=size)


def _trim(items: list[Item], start: int, end: int) -> int:
    while end > start + 1 and items[end - 1].before:
        end -= 1
    return end


def _series(items: list[Item], at: int, lead: int | None, front: tuple[int, int] | None, subject: tuple[int, int] | None,
            how: str) -> Head:
    """The verb at `at` with the verbs that it runs together with: 加快完善, 组织开展, 筹集和落实, 部署、落实."""
    size = len(items)
    first = last = at
    if "causal" in items[at].frames and at + 2 < size and items[at + 1].word in ("其", "之") and items[at + 2].role == "verb":
        return Head(at, at + 2, at + 3, how, front, subject, stop=size)
    while last + 1 < size:
        here, following = items[last], items[last + 1]
        if following.before and here.frames & {"serial"} and last + 2 < size and following.role in ("adverb", "ongoing"):
            # 探索逐步建立: adverbs may stand inside the series.
            following = items[last + 2]
            step = 2
        else:
            step = 1
        if following.heads and following.frames is not OPEN or following.role == "verb" and following.frames & {"result"}:
            object_at = last + step + 1
            if here.frames & {"serial", "light"} and object_at < size and items[object_at].role not in ("pause", "etc", "de"):
                if "noun" not in following.frames or "pivot" not in here.frames or step == 2:
                    last += step
                    first = last
                    continue
                last += step
                continue
            if step == 1 and "act" in here.frames and not following.frames & {"noun", "seldom"} and object_at < size \
                    and items[object_at].role not in ("pause", "etc", "de", "connective") and not here.frames & {"pivot"}:
                # 制定印发方案: verbs that share an object.
                last += 1
                continue
        if step == 1 and following.role in ("pause", "connective") and last + 2 < size and items[last + 2].heads \
                and following.word in "、和并及与或" and items[last + 2].frames is not OPEN:
            last += 2
            continue
        break
    if how == "preposed" and items[lead or 0].word not in ("对", "给", "对于", "在") and last + 1 < size \
            and "light" not in items[at].frames:
        # 向贫困村选派工作队: the verb has an object of its own, the phrase with 向 stays outside.
        lead, front = None, None
    return Head(at if lead is None else lead, first, last + 1, how, front, subject, stop=size)


def _next(items: list[Item], head: Head, actors: Actors) -> Head | None:
    """The head behind `head` in the same clause, or None; `head.stop` is moved to where its own object ends."""
    size = len(items)
    at = head.last
    if head.how == "ba":
        return None
    enclosed = head.how == "listed"
    if enclosed:
        size = head.stop
    pivot = bool(items[head.first].frames & {"pivot", "causal"})
    closed = any(item.role == "etc" for item in items[at:size])
    while at < size:
        item = items[at]
        if item.role == "pause" and at + 1 < size:
            after = at + 1
            while after < size and items[after].before:
                after += 1
            if after < size and _opens(items, after) and not closed and at > head.last:
                head.stop = at
                found = _series(items[:size], after, None, None, head.subject, "listed" if enclosed else "coordinated")
                found.stop = size
                return found
        elif not pivot and at > head.last and _goes_on(items, at) and _further(items, at, size):
            head.stop = at
            return _series(items, at, None, None, head.subject, "serial")
        elif item.word in ("并", "以及", "并且") and at > head.last:
            found = _first(items, at + 1, actors)
            if found and items[found.first].frames is not OPEN and all(items[k].before for k in range(at, found.lead)):
                head.stop = at
                found.subject = found.subject or head.subject
                return found
        elif pivot and at > head.last and (item.before or item.role in _PREPOSITIONS or item.heads):
            if (item.role != "connective" or item.word not in "和与及或") and actors.is_actor(items, head.last, at):
                found = _first(items, at, actors)
                if found is not None and (found.front is not None or _has_object(items, found.last - 1)
                                          or items[found.first - 1].role == "adverb"):
                    head.stop = at
                    found.how = "pivot"
                    found.subject = (head.last, at)
                    return found
                if found is None and item.role.startswith("prep_") and item.word in ("立足", "按照", "围绕", "结合", "依托"):
                    # 指导东部省份立足资源禀赋，推动…: the pivot's verb stands in the next clause.
                    head.stop, head.asks = at, (head.last, at)
                    return None
                pivot = not item.heads or "noun" in item.frames or at + 1 < size and not items[at + 1].before
        at += 1
    return None


_FURTHER = {"支持", "推动", "推进", "促进", "助力", "带动", "帮助", "引导", "鼓励", "防治"}
_CLOSERS = {"工作", "行动", "活动", "项目", "工程", "计划", "机制", "制度", "体系", "措施", "政策", "服务", "方案", "作用", "能力", "力度",
            "模式", "办法", "范围", "对象", "条件", "比例", "水平", "意见", "标准", "试点", "资金", "平台"}


def _goes_on(items: list[Item], at: int) -> bool:
    """Whether the verb may begin a further action: one of support, or any behind a name that is complete (用好“六条路径”加强管理)."""
    item = items[at]
    return item.word in _FURTHER or items[at - 1].role in ("slogan", "quote", "document", "programme") and item.heads \
        and "act" in item.frames and "noun" not in item.frames


def _further(items: list[Item], at: int, size: int) -> bool:
    """Whether a verb behind a complete object begins an action of its own: 统筹资源支持振兴, but not 实施支持振兴项目."""
    if at + 2 < size and items[at + 1].verb and items[at + 2].role == "etc":
        return False                                          # 在线支持服务等新模式
    return items[at - 1].role not in ("verb", "de", "pause", "connective", "number") and _has_object(items, at) \
        and items[size - 1].word not in _CLOSERS and all(item.role != "de" for item in items[at:size])


def _opens(items: list[Item], at: int) -> bool:
    """Whether the verb after a `、` begins a clause with an object of its own (补短板、强弱项)."""
    if not (items[at].heads and items[at].frames is not OPEN and "act" in items[at].frames and _has_object(items, at)):
        return False
    if "noun" in items[at].frames and items[at + 1].role == "verb":
        return False
    return not (len(items[at].word) == 1 and items[-1].word in _CLOSERS)


def _has_object(items: list[Item], at: int) -> bool:
    following = items[at + 1] if at + 1 < len(items) else None
    return following is not None and following.role not in ("pause", "etc", "de", "connective", "mark", "place_word") \
        and not (following.role == "verb" and at + 2 >= len(items) and following.frames is OPEN)
