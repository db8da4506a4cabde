"""Which verbs of a clause head an action: the grammar of the clause, read from left to right.

Before the verb stand, in any order, connectives, times, adverbs, modals, prepositional phrases and one subject. The first verb after
them heads the clause's first action; behind its object further actions may begin: the verb of a pivot (支持企业开拓市场), a
coordinated clause after `、` (补短板、强弱项), the second verb of a series (统筹资源支持振兴).
"""

from __future__ import annotations

from dataclasses import dataclass

from zhengce.extract.actors import Actors
from zhengce.extract.clauses import Clause
from zhengce.extract.verbs import BEFORE, OPEN, Item

_VERBAL = {"act", "pivot", "causal", "light", "ba", "purpose", "into"}
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


def find_heads(clause: Clause, actors: Actors) -> list[Head]:
    """The heads of a clause in text order, by rules."""
    items = clause.items
    if all(item.role != "verb" for item in items):
        return []
    heads: list[Head] = []
    found = _first(items, 0, actors)
    while found is not None:
        heads.append(found)
        found = _next(items, heads[-1], actors)
    return heads


def is_verb(item: Item) -> bool:
    """Whether an item can head an action by its frames."""
    return item.role == "verb" and (bool(item.frames & _VERBAL) or item.frames is OPEN and len(item.word) > 1)


def _nominal(items: list[Item], at: int) -> bool:
    """Whether the verb at `at` rather is a noun, since it follows one: 产业发展需求."""
    return "noun" in items[at].frames and at > 0 and items[at - 1].role in ("noun", "verb", "pause", "pronoun", "etc", "number", "de")


def _first(items: list[Item], at: int, actors: Actors) -> Head | None:
    size = len(items)
    subject_start: int | None = None
    subject_end = begin = at
    front: tuple[int, int] | None = None
    lead: int | None = None
    how = "verb first"
    moved = _object_marker(items, at)
    while at < size:
        item = items[at]
        role = item.role
        if at == moved or role == "prep_object" and moved is None:
            return _moved(items, at, _subject(items, subject_start, subject_end, actors), actors)
        if role in BEFORE or role == "pause" and subject_start is None:
            at += 1
        elif role == "prep_to":
            end = _verb_after(items, at + 1)
            if end is None:
                return None
            if end == at + 1 and item.word.startswith("为"):
                how = "purpose"
            elif end > at + 1:
                lead, front, how = at, (at + 1, _trim(items, at + 1, end)), "preposed"
            at = max(end, at + 1)
        elif role in ("prep_place", "prep_means", "prep_by"):
            if at + 1 < size and is_verb(items[at + 1]) and item.word in ("通过", "围绕"):
                at += 1
                how = "means"
                continue
            end = _phrase_end(items, at + 1, item)
            if end is None:
                return None
            if role == "prep_by":
                subject_start, subject_end = at + 1, end
            elif role == "prep_place" and end < size and "light" in items[end].frames and items[end].word != "开展":
                lead, front, how = at, (at + 1, end), "preposed"
            at = end
        elif is_verb(item) and not (subject_start is not None and _nominal(items, at)):
            if moved is not None and (at < moved and item.frames & {"serial", "light"} or at == begin):
                at += 1
                continue
            subject = _subject(items, subject_start, subject_end, actors)
            if subject_start is not None and subject is None and not _quoted(items, subject_start, subject_end):
                return None
            if item.frames & {"result", "speech"} and not item.frames & {"act"} and not _required(items, begin, at):
                if not (item.frames & {"pivot"} and at + 1 < size):
                    return None
            return _series(items, at, lead, front, subject, how)
        elif role == "verb" and item.frames & {"state", "speech", "result"}:
            return None
        elif role == "verb" and not is_verb(item):
            at += 1
        else:
            if subject_start is None:
                subject_start = at
            at += 1
            subject_end = at
    return None


def _object_marker(items: list[Item], at: int) -> int | None:
    """Where 把, or 将 with a verb of its frame behind it, stands."""
    for index in range(at, len(items)):
        if items[index].role == "prep_object" or items[index].word == "将":
            if items[index].word == "把" or any("into" in item.frames for item in items[index + 2:]) or (
                    any("ba" in item.frames for item in items[index + 2:]) and items[index + 1].role not in BEFORE
                    and not is_verb(items[index + 1])):
                return index
    return None


def _required(items: list[Item], start: int, end: int) -> bool:
    return any(item.role in ("must", "future") for item in items[start:end])


def _quoted(items: list[Item], start: int, end: int) -> bool:
    """A quotation alone before a verb tells the manner: “一对一”设立了."""
    return end == start + 1 and items[start].role in ("quote", "slogan")


def _subject(items: list[Item], start: int | None, end: int, actors: Actors) -> tuple[int, int] | None:
    return (start, end) if start is not None and actors.is_actor(items, start, end) else None


def _verb_after(items: list[Item], at: int) -> int | None:
    """The first verb behind a prepositional object that is not inside an attributive."""
    size = len(items)
    best = None
    while at < size:
        if is_verb(items[at]) and not _nominal(items, at) and not (at + 1 < size and items[at + 1].role in ("de", "pause", "etc")):
            if items[at].frames & {"act", "light", "pivot"}:
                if best is None or "light" in items[at].frames:
                    best = at
                if at and items[at - 1].role in BEFORE or "light" in items[at].frames:
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
    return next((index for index in range(at + 1, size) if is_verb(items[index]) and items[index - 1].role not in ("de", "pause")
                 and not _nominal(items, index) and not (index + 1 < size and items[index + 1].role in ("de", "etc"))), None)


def _moved(items: list[Item], at: int, subject: tuple[int, int] | None, actors: Actors) -> Head | None:
    """将 or 把 puts the object before its verb: a verb of this frame, one with 到/成/为/给 behind it, else the last verb."""
    size = len(items)
    candidates = [index for index in range(at + 2, size) if items[index].role == "verb" and items[index - 1].role != "de"
                  and not (index + 1 < size and items[index + 1].role in ("de", "etc", "pause"))]
    certain = [index for index in candidates if "into" in items[index].frames
               or index + 1 < size and items[index + 1].word in ("到", "成", "为", "给", "至", "入", "在", "于", "起来", "成为")]
    usual = [index for index in candidates if "ba" in items[index].frames or items[index - 1].role in BEFORE]
    chosen = certain[:1] or usual[-1:] or [index for index in candidates if is_verb(items[index])][-1:]
    if not chosen:
        return _first(items, at + 1, actors) if items[at].word == "将" else None
    verb = chosen[0]
    return Head(at, verb, verb + 1, "ba", (at + 1, _trim(items, at + 1, verb)), subject, stop=size)


def _trim(items: list[Item], start: int, end: int) -> int:
    while end > start + 1 and items[end - 1].role in BEFORE:
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
        if following.role in BEFORE and here.frames & {"serial"} and last + 2 < size and following.role in ("adverb", "ongoing"):
            # 探索逐步建立: adverbs may stand inside the series.
            following = items[last + 2]
            step = 2
        else:
            step = 1
        if is_verb(following) and following.frames is not OPEN or following.role == "verb" and following.frames & {"result"}:
            object_at = last + step + 1
            if here.frames & {"serial", "light"} and object_at < size and items[object_at].role not in ("pause", "etc", "de"):
                last += step
                first = last
                continue
        if step == 1 and following.role in ("pause", "connective") and last + 2 < size and is_verb(items[last + 2]) \
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
    pivot = bool(items[head.first].frames & {"pivot", "causal"}) and head.how != "ba"
    closed = any(item.role == "etc" for item in items[at:])
    while at < size:
        item = items[at]
        if item.role == "pause" and at + 1 < size:
            after = at + 1
            while after < size and items[after].role in BEFORE:
                after += 1
            if after < size and _opens(items, after) and not closed and at > head.last:
                head.stop = at
                return _series(items, after, None, None, head.subject, "coordinated")
        elif item.word in ("并", "以及", "并且") and at > head.last:
            found = _first(items, at + 1, actors)
            if found and items[found.first].frames is not OPEN and all(items[k].role in BEFORE for k in range(at, found.lead)):
                head.stop = at
                found.subject = found.subject or head.subject
                return found
        elif pivot and at > head.last and (item.role in BEFORE or item.role in _PREPOSITIONS or is_verb(item)):
            if (item.role != "connective" or item.word not in "和与及或") and actors.is_actor(items, head.last, at):
                found = _first(items, at, actors)
                if found is not None and items[found.first].frames is not OPEN and (
                        found.front is not None or _has_object(items, found.last - 1)):
                    head.stop = at
                    found.how = "pivot"
                    found.subject = (head.last, at)
                    return found
                pivot = not is_verb(item)
        at += 1
    return None


def _opens(items: list[Item], at: int) -> bool:
    """Whether the verb after a `、` begins a clause with an object of its own (补短板、强弱项)."""
    return is_verb(items[at]) and items[at].frames is not OPEN and "act" in items[at].frames and _has_object(items, at)


def _has_object(items: list[Item], at: int) -> bool:
    following = items[at + 1] if at + 1 < len(items) else None
    return following is not None and following.role not in ("pause", "etc", "de", "connective", "mark", "place_word") \
        and not (following.role == "verb" and at + 2 >= len(items) and following.frames is OPEN)
