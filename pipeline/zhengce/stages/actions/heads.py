"""Which verbs of a clause head an action: the grammar of the clause, read from left to right.

Before the verb stand, in any order, connectives, times, adverbs, modals, prepositional phrases and one subject. The first verb after
them heads the clause's first action; behind its object further actions may begin: the verb of a pivot (支持企业开拓市场), a
coordinated clause after `、` (补短板、强弱项), the second verb of a series (统筹资源支持振兴).
"""

from __future__ import annotations

from zhengce.lexicon.wordlists import words
from zhengce.stages.actions.actors import Actors
from zhengce.stages.actions.clauses import Clause, before_name
from zhengce.stages.actions.lexer import OPEN, Item
from zhengce.stages.actions.phrases import (
    adverbial,
    beyond,
    has_object,
    in_progress,
    judges,
    modal_of,
    moves_to,
    named_before_modal,
    nominal,
    object_marker,
    one_event,
    phrase_end,
    reports_change,
    required,
    subject_of,
    trimmed,
    verb_after,
    without_object,
)
from zhengce.stages.actions.series import (
    Head,
    behind_list,
    further_action,
    goes_on,
    intransitives,
    joins_actions,
    lists_on,
    opens_action,
    series,
)

_PREPOSITIONS = {"prep_place", "prep_means", "prep_by", "prep_to", "prep_object"}
_MEANS = words("means_nouns.csv")
_GIVES = {"提供", "发挥", "作出", "奠定", "打下", "贡献", "创造", "注入"}


def find_heads(clause: Clause, actors: Actors, ahead: bool, must: bool = False) -> list[Head]:
    """The heads of a clause in text order, by rules. `ahead`: the text says what is to be done, where 实现 is no report of a result; `must`:
    the modal of a clause before still governs (要符合实际，体现特色).
    """
    items = clause.items
    if not any(item.verb for item in items) or judges(items):
        return []
    heads: list[Head] = []
    found = _first(items, 0, actors, ahead, must)
    while found is not None:
        heads.append(found)
        found = _next(items, heads[-1], actors)
        if found is not None and found.how == "serial" and heads[-1].stop == heads[-1].last + 1 and items[heads[-1].last].word in _MEANS:
            found.subject = heads.pop().subject          # 加大力度支持老区: only the support is an action
    return heads


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
    if item.role != "verb" or "seldom" not in item.frames:
        return False
    return before_name(items, at) or not at and len(items) > 1 and items[1].role in ("programme", "slogan", "quote")


def _first(items: list[Item], at: int, actors: Actors, ahead: bool = False, must: bool = False) -> Head | None:
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
        inner = _listed(items, at)
        if inner is not None:
            return inner
        if at == moved or role == "prep_object" and moved is None:
            return _moved(items, at, subject_of(items, subject_start, subject_end, actors), actors)
        if item.word == "以" and at + 2 < size and (any(other.word == "为" for other in items[at + 2:])
                                                   or not items[at + 1].verb and not items[at + 1].before):
            # 以县为单位实施项目, 以钉钉子精神推动…; but 以促进… is a purpose.
            end = phrase_end(items, at + 1, item)
            if end is None:
                return None
            at = end
        elif item.before or role == "pause" and subject_start is None:
            at += 1
        elif role == "prep_to":
            end = verb_after(items, at + 1)
            if end is None:
                return None
            if end == at + 1 and item.word.startswith("为"):
                how = "purpose"
            elif item.word == "为" and not all(other.before for other in items[at + 1:end]) and items[end].frames & {"light", "act"} and end + 1 < size:
                lead, how = at, "beneficiary"
            elif end > at + 1:
                lead, front, how = at, (at + 1, trimmed(items, at + 1, end)), "preposed"
            at = max(end, at + 1)
        elif role == "prep_motion" or item.word == "到" and moves_to(items, at):
            end = verb_after(items, at + 1)
            if end is None:
                return None
            lead, front, how = at, (at + 1, trimmed(items, at + 1, end)), "motion"
            at = end
        elif role in ("prep_place", "prep_means", "prep_by"):
            if at + 1 < size and items[at + 1].heads and item.word in ("通过", "围绕") and moved is None:
                at += 1
                how = "means"
                continue
            if item.word == "在" and in_progress(items, at):
                at += 1
                continue
            end = phrase_end(items, at + 1, item)
            if end is None:
                return None
            if role == "prep_by":
                if item.word == "经":
                    return None
                subject_start, subject_end = at + 1, end
                agent = item.word == "由"
            elif role == "prep_place" and end < size and "light" in items[end].frames and items[end].word != "开展":
                lead, front, how = at, (at + 1, end), "preposed"
            at = end
        elif "attributive" in item.frames and _describes_subject(items, at):
            subject_start = at if subject_start is None else subject_start
            at += 1
            subject_end = at
        elif (at == begin or all(other.role in ("place", "area") for other in items[begin:at])) and reports_change(items, at):
            return None
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
            subject = subject_of(items, subject_start, subject_end, actors)
            if subject is None and subject_start is not None and required(items, begin, at) and named_before_modal(items, subject_start, subject_end):
                subject = subject_start, subject_end
            if agent and item.word[-1] in "为到至成":
                return None                           # 由生产下降转为上升
            if agent and subject is None and subject_start is not None:
                subject = subject_start, subject_end
            if subject_start is not None and subject is None and front is None and at + 2 < size and items[at + 1].word in ("在", "到") \
                    and items[at + 2].role == "figure" and "ba" in item.frames:
                # 开发强度控制在30%: what is held to a bound stands in front.
                return Head(subject_start, at, at + 1, "topic", (subject_start, subject_end), None, stop=size)
            if subject_start is not None and subject is None and modal is None and not adverbial(items, subject_start, subject_end):
                return None
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
        elif role == "verb" and item.frames & {"state", "speech", "result"}:
            if (must or required(items, begin, at)) and "result" in item.frames and has_object(items, at) and (subject_start is None or modal is not None):
                return series(items, at, lead, front, subject_of(items, subject_start, subject_end, actors), how)
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


def _describes_subject(items: list[Item], at: int) -> bool:
    """Whether a verb such as 新增 belongs to the subject: [新增债券]重点投向…, a verb behind an adverb follows in the clause."""
    return any(items[index].heads and items[index - 1].role == "adverb" and has_object(items, index) for index in range(at + 2, len(items)))


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
        return _first(items, at + 1, actors) if items[at].word == "将" else None
    verb = chosen[0]
    return Head(at, verb, verb + 1, "ba", (at + 1, trimmed(items, at + 1, verb)), subject, stop=size)


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
            if not enclosed and at > head.last and (run := intransitives(items, at + 1)):
                head.stop = at
                return Head(at + 1, run, size, "coordinated", None, head.subject, stop=size)
            if after < size and opens_action(items, after) and not closed and at > head.last and not lists_on(items, head, at, after):
                head.stop = at
                found = series(items[:size], after, None, None, head.subject, "listed" if enclosed else "coordinated")
                found.stop = size
                return found
        elif not pivot and at > head.last and goes_on(items, at) and further_action(items, at, size):
            head.stop = at
            return series(items, at, None, None, head.subject, "serial")
        elif item.heads and not pivot and behind_list(items, at, head.last):
            head.stop = at - 2
            return series(items, at, None, None, head.subject, "coordinated")
        elif item.role == "connective" and item.word in "和与及或" and at > head.last and not pivot and joins_actions(items, at):
            head.stop = at
            return series(items, at + 1, None, None, head.subject, "coordinated")
        elif item.word in ("并", "以及", "并且") and at > head.last or item.word == "后" and at == head.last and items[at - 1].verb:
            found = _first(items, at + 1, actors)
            if found and items[found.first].frames is not OPEN and all(items[k].before for k in range(at + 1, found.lead)):
                head.stop = at
                found.subject = found.subject or head.subject
                return found
        elif pivot and at > head.last and (item.before or item.role in _PREPOSITIONS or item.heads):
            if (item.role != "connective" or item.word not in "和与及或") and actors.is_actor(items, head.last, at):
                found = _first(items, at, actors)
                if found is not None and (found.front is not None or has_object(items, found.last - 1)) and not one_event(items, head.last, found.last):
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
