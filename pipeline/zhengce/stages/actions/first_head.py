"""The first head of a stretch of a clause: what stands before the verb is read from left to right until a verb heads the action."""

from __future__ import annotations

from zhengce.lexicon.wordlists import words
from zhengce.stages.actions.actors import Actors
from zhengce.stages.actions.clauses import before_name
from zhengce.stages.actions.lexer import OPEN, Item
from zhengce.stages.actions.phrases import (
    CLOSERS,
    EFFECTS,
    MANNER,
    adverbial,
    behind_enumeration,
    beyond,
    described,
    described_until,
    has_object,
    in_progress,
    modal_of,
    moves_to,
    named_before_modal,
    nominal,
    object_marker,
    phrase_end,
    reports_change,
    reports_of,
    required,
    those_who,
    trimmed,
    turns,
    verb_after,
    verb_behind,
    without_object,
)
from zhengce.stages.actions.series import Head, opens_action, series

_SERIAL = frozenset({"serial"})
_GIVES = words("giving_verbs.csv")
_ENCLOSES = frozenset({"为", "在", "对", "对于"})


def _heads_here(items: list[Item], at: int, begun: bool) -> bool:
    """Whether the item at `at` is a verb here: one that is mostly a noun only before a number or a name (定点帮扶160个县)."""
    item = items[at]
    if at + 1 < len(items) and items[at + 1].role == "de":
        return False                                  # 采取的方针
    if item.heads:
        if item.frames is OPEN and at + 1 < len(items) and "result" in items[at + 1].frames:
            return False                              # 营收突破
        if item.frames is OPEN and not (has_object(items, at) or at and items[at - 1].role == "must"):
            return False
        return not (begun and nominal(items, at))
    if item.frames == _SERIAL:
        return items[verb_behind(items, at + 1, len(items))].heads          # 开始进行调整
    if item.role != "verb" or "seldom" not in item.frames:
        return False
    if at and items[at - 1].role in MANNER and not (items[at - 1].role == "adverb" and items[at - 1].frames) and "act" in item.frames and has_object(items, at) \
            and not items[at + 1].verb and not items[at + 1].before and items[-1].word not in CLOSERS:
        return True                                           # 还要生产自行车, 主动服务群众
    return before_name(items, at) or not at and len(items) > 1 and items[1].role in ("programme", "slogan", "quote")


def first_head(items: list[Item], at: int, actors: Actors, ahead: bool = False, must: bool = False) -> Head | None:
    size = len(items)
    subject_start: int | None = None
    subject_end = begin = at
    modal = modal_of(items, at)
    if modal is not None:
        # 规划内容要明确方案: what stands before the modal is the subject, whatever verbs it holds.
        subject_start, subject_end, at = at, modal, modal
    front: tuple[int, int] | None = None
    lead: int | None = None
    how = "verb first"
    agent = False
    """Whether 由 names the subject, which then acts whatever it is (由基金发放津贴)."""
    moved = object_marker(items, at)
    while at < size:
        item = items[at]
        role = item.role
        if item.word in _ENCLOSES and (inner := _listed(items, at)) is not None:
            return inner
        if at == moved or role == "prep_object" and moved is None:
            return _moved(items, at, actors.subject(items, subject_start, subject_end), actors)
        if item.word == "以" and at + 2 < size and (any(other.word == "为" for other in items[at + 2:])
                                                   or "noun" in items[at + 1].frames and items[at + 2].heads and has_object(items, at + 2) or not items[verb_behind(items, at + 1, size)].verb):
            # 以县为单位实施项目, 以钉钉子精神推动…; but 以促进… is a purpose.
            end = phrase_end(items, at + 1, item)
            if end is None:
                return None
            at = end
        elif item.before or role == "pause" and subject_start is None:
            at += 1
        elif role == "prep_to":
            end = verb_after(items, at + 1)
            if end is None or reports_of(items, at, end):
                return None
            if end == at + 1 and item.word.startswith("为"):
                how = "purpose"
            elif item.word == "为" and not all(other.before for other in items[at + 1:end]) and items[end].frames & {"light", "act"} and end + 1 < size:
                if items[end].word in _GIVES and items[-1].word[-2:] in EFFECTS:
                    return None                               # 为乡村振兴奠定基础
                how = "beneficiary"
            elif end > at + 1:
                lead, front, how = at, (at + 1, trimmed(items, at + 1, end)), "preposed"
            at = max(end, at + 1)
        elif role == "prep_motion" or item.word == "到" and moves_to(items, at):
            end = verb_after(items, at + 1) if role == "prep_motion" else size - 1
            if end is None:
                return None
            lead, front, how = at, (at + 1, trimmed(items, at + 1, end)), "motion"
            at = end
        elif role in ("prep_place", "prep_means", "prep_by", "prep_ground"):
            if item.word == "通过" and (listed := behind_enumeration(items, at + 1)) is not None:
                at = listed
                continue
            if at + 1 < size and items[at + 1].heads and item.word in ("通过", "围绕") and moved is None:
                at += 1
                how = "means"
                continue
            if item.word == "在" and in_progress(items, at):
                at += 1
                continue
            end = phrase_end(items, at + 1, item)
            if end is None and "alone" in item.frames and required(items, begin, at) and not any(other.role == "must" for other in items[at:]):
                return series(items, at, None, None, actors.subject(items, subject_start, subject_end), how)          # 既要立足当前
            if end is None:
                return None
            if role == "prep_by":
                if item.word == "经" or item.word == "由" and turns(items, at):
                    return None                               # 由出口初级产品向出口制成品转变
                subject_start, subject_end = at + 1, end
                agent = item.word == "由"
            elif role == "prep_place" and end < size and "light" in items[end].frames and items[end].word != "开展":
                lead, front, how = at, (at + 1, end), "preposed"
            at = end
        elif "attributive" in item.frames and _describes_subject(items, at):
            subject_start = at if subject_start is None else subject_start
            at += 1
            subject_end = at
        elif item.heads and front is None and modal is None and reports_change(items, at, begin):
            return None
        elif subject_start is None and item.heads and (link := those_who(items, at)) is not None:
            subject_start, at = at, link                     # 触犯法律的要移送司法机关
            subject_end = at
        elif _heads_here(items, at, subject_start is not None):
            if moved is not None and (at < moved and item.frames & {"serial", "light"} or at in (begin, moved - 1)):
                at += 1
                continue
            if "permits" in item.frames and at + 1 < size and items[at + 1].role in ("prep_to", "prep_place"):
                at += 1                               # 允许在区内开展业务: leave to do it, like 可以
                continue
            if "means" in item.frames:
                # 采取措施改变状况: the verb with the meaning stands behind the object.
                further = beyond(items, at + 1)
                if further is not None:
                    lead, at = at, further
                    item = items[at]
            subject = _bound(items, begin, at, subject_start, subject_end, actors)
            if agent and item.word[-1] in "为到至成":
                return None                           # 由生产下降转为上升
            if agent and subject is None and subject_start is not None:
                verb = next((index for index in range(subject_start, subject_end) if items[index].verb and items[index].frames is not OPEN), subject_end)
                subject = subject_start, max(verb, subject_start + 1)          # 由[各级经委]负责组织落实
            if subject_start is not None and subject is None and front is None and at + 2 < size and items[at + 1].word in ("在", "到") \
                    and items[at + 2].role == "figure" and "ba" in item.frames:
                # 开发强度控制在30%: what is held to a bound stands in front.
                return Head(subject_start, at, at + 1, "topic", (subject_start, subject_end), None, stop=size)
            if subject_start is not None and subject is None and modal is None and not adverbial(items, subject_start, subject_end):
                return None
            if "causal" in item.frames and items[at + 1:] and items[at + 1].word not in ("其", "之") and any(
                    other.verb and other.frames & {"result", "state"} and "act" not in other.frames for other in items[at + 1:]):
                return None                           # 使生活有较大改善
            if item.frames >= {"act", "purpose"} and "pivot" not in item.frames and without_object(items, at):
                return None                           # 确保平稳有序落地
            if "speech" in item.frames and "performs" not in item.frames and at + 2 < size and items[at + 1].heads:
                return None                           # 提出规范建设使用 reports words
            if item.frames & {"result", "speech"} and not item.frames & {"act"} and not required(items, begin, at) \
                    and not (must and "result" in item.frames) \
                    and not (ahead and "purpose" in item.frames):
                if not (item.frames & {"pivot"} and at + 1 < size):
                    return None
            return series(items, at, lead, front, subject, how)
        elif role == "verb" and subject_start is None and (link := described_until(items, at)) is not None:
            subject_start, at = at, link                     # 有条件的地方率先实现
            subject_end = at
        elif role == "verb" and item.frames & {"state", "speech", "result"}:
            if (must or required(items, begin, at)) and "result" in item.frames and has_object(items, at) and (subject_start is None or modal is not None):
                return series(items, at, lead, front, _bound(items, begin, at, subject_start, subject_end, actors), how)
            return None
        elif role == "prep_with":
            end = phrase_end(items, at + 1, item)
            if end is None:
                return None
            at = end
        else:
            if subject_start is None:
                subject_start = at
            at += 1
            subject_end = at
    return None


def _bound(items: list[Item], begin: int, at: int, start: int | None, end: int, actors: Actors) -> tuple[int, int] | None:
    """The subject of the verb at `at`: who acts, or what a modal binds (规划内容要明确方案, 财政政策要加力)."""
    subject = actors.subject(items, start, end)
    if subject is None and start is not None and required(items, begin, at) and named_before_modal(items, start, end):
        return start, end
    return subject


def _describes_subject(items: list[Item], at: int) -> bool:
    """Whether a verb such as 新增 belongs to the subject: [新增债券]重点投向…, a verb behind an adverb follows in the clause."""
    return any(items[index].heads and items[index - 1].role == "adverb" and has_object(items, index) for index in range(at + 2, len(items)))


def _listed(items: list[Item], at: int) -> Head | None:
    """A verb in the list that 为…提供, 在…等方面, 围绕…任务 enclose: the list's clauses are actions, what is said of them is none."""
    size = len(items)
    item = items[at]
    verb = next((index for index in range(at + 1, size) if not items[index].before), size)
    if verb + 1 >= size or not items[verb].heads or "noun" in items[verb].frames and item.word == "在":
        return None
    if item.word != "在":
        close = next((index for index in range(verb + 1, size) if items[index].word in _GIVES), None)
        if close is not None and close > verb + 1 and "light" not in items[verb].frames and (
                items[-1].word[-2:] in EFFECTS and not described(items, verb, close) or _lists_clauses(items, verb, close)):
            return _enclosed(items, verb, close)
    elif verb == at + 1:
        close = next((index for index in range(at + 2, size) if items[index].role == "etc" or items[index].word in ("方面", "领域")), None)
        if close is not None and any(other.word == "方面" for other in items[close:close + 2]):
            return _enclosed(items, at + 1, close)
    return None


def _lists_clauses(items: list[Item], start: int, end: int) -> bool:
    """Whether items[start:end] are clauses of their own, a verb with its object each: 为深化改革、扩大开放提供保障."""
    return "noun" not in items[start].frames and any(items[index].role == "pause" and opens_action(items, verb_behind(items, index + 1, end))
                                                     for index in range(start + 1, end - 2))


def _enclosed(items: list[Item], at: int, close: int) -> Head:
    head = series(items[:close], at, None, None, None, "listed")
    head.stop = close
    return head


def _moved(items: list[Item], at: int, subject: tuple[int, int] | None, actors: Actors) -> Head | None:
    """将 or 把 puts the object before its verb: a verb of this frame, one with 到/成/为/给 behind it, else the last verb."""
    size = len(items)
    candidates = [index for index in range(at + 2, size) if (items[index].verb or "ba" in items[index].frames and items[index + 1:index + 2]
                                                             and items[index + 1].word == "到") and items[index - 1].role != "de"
                  and not (index + 1 < size and items[index + 1].role in ("de", "etc", "pause"))]
    certain = [index for index in candidates if "into" in items[index].frames
               or index + 1 < size and items[index + 1].word in ("到", "成", "为", "给", "至", "入", "在", "于", "起来", "成为")]
    usual = [index for index in candidates if "ba" in items[index].frames or items[index - 1].before]
    certain = [index for index in certain if not any(
        items[other].role == "de" and any(later > other for later in candidates) for other in range(index + 1, size))] or certain[-1:]
    chosen = certain[:1] or usual[-1:] or [index for index in candidates if items[index].heads][-1:]
    if not chosen:
        return first_head(items, at + 1, actors) if items[at].word == "将" else None
    verb = chosen[0]
    return Head(at, verb, verb + 1, "ba", (at + 1, trimmed(items, at + 1, verb)), subject, stop=size)
