"""Which verbs of a clause head an action: the grammar of the clause, read from left to right.

Before the verb stand, in any order, connectives, times, adverbs, modals, prepositional phrases and one subject. The first verb after
them heads the clause's first action; behind its object further actions may begin: the verb of a pivot (支持企业开拓市场), a
coordinated clause after `、` (补短板、强弱项), the second verb of a series (统筹资源支持振兴).
"""

from __future__ import annotations

from dataclasses import dataclass

from zhengce.extract.actors import Actors
from zhengce.extract.clauses import Clause
from zhengce.extract.verbs import OPEN, Item

BEFORE = {"adverb", "must", "future", "ongoing", "done", "can", "forbid", "connective", "negation", "time", "time_word", "mark", "di",
          "bracket"}
"""Roles of items that stand before a verb without being its subject or object."""

_VERBAL = {"act", "pivot", "causal", "light", "ba", "purpose"}
_PLACE_END = frozenset("中上下内时后前间里外")


@dataclass(slots=True)
class Head:
    """A verb that heads an action, as indexes of the clause's items.

    `lead` is where the span begins (把 before its object, 加快 before 完善), `first`–`last` the verb with the meaning, `front` the
    object in front of it (half-open), `subject` the subject (half-open), `how` the construction.
    """

    lead: int
    first: int
    last: int
    how: str
    front: tuple[int, int] | None = None
    subject: tuple[int, int] | None = None
    pivot: tuple[int, int] | None = None
    stop: int = 0


def find_heads(clause: Clause, actors: Actors) -> list[Head]:
    """The heads of a clause in text order, by rules."""
    items = clause.items
    heads: list[Head] = []
    first = _first(items, 0, actors)
    while first is not None:
        heads.append(first)
        first = _next(items, heads[-1], actors)
    return heads


def is_verb(item: Item) -> bool:
    """Whether an item can head an action by its frames."""
    return item.role == "verb" and (bool(item.frames & _VERBAL) or item.frames is OPEN and len(item.word) > 1)


def _first(items: list[Item], at: int, actors: Actors) -> Head | None:
    size = len(items)
    subject_start: int | None = None
    subject_end = at
    front: tuple[int, int] | None = None
    lead: int | None = None
    how = "verb first"
    while at < size:
        item = items[at]
        role = item.role
        if role == "prep_object":
            return _moved(items, at, _subject(items, subject_start, subject_end, actors))
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
            if at + 1 < size and is_verb(items[at + 1]) and role == "prep_means":
                at += 1
                how = "means"
                continue
            end = _phrase_end(items, at + 1, role)
            if end is None:
                return None
            if role == "prep_by":
                subject_start, subject_end = at + 1, end
            at = end
        elif is_verb(item):
            subject = _subject(items, subject_start, subject_end, actors)
            if subject_start is not None and subject is None:
                return None
            if subject is None and item.frames is OPEN and at + 1 >= size:
                return None
            return _series(items, at, lead, front, subject, how)
        elif role == "verb":
            if item.frames & {"state", "speech", "result"}:
                return None
            at += 1
        else:
            if subject_start is None:
                subject_start = at
            at += 1
            subject_end = at
    return None


def _subject(items: list[Item], start: int | None, end: int, actors: Actors) -> tuple[int, int] | None:
    return (start, end) if start is not None and actors.is_actor(items, start, end) else None


def _verb_after(items: list[Item], at: int) -> int | None:
    """The first verb behind a prepositional object that is not inside an attributive."""
    size = len(items)
    best = None
    while at < size:
        if is_verb(items[at]) and not (at + 1 < size and items[at + 1].role in ("de", "pause", "etc")):
            if items[at].frames & {"act", "light", "pivot"}:
                if best is None or "light" in items[at].frames:
                    best = at
                if at and items[at - 1].role in BEFORE or "light" in items[at].frames:
                    return at
        at += 1
    return best


def _phrase_end(items: list[Item], at: int, role: str) -> int | None:
    """Where a 在/由/通过 phrase ends: behind its place word, else before the first verb that follows a noun."""
    size = len(items)
    if role == "prep_place":
        for index in range(at, size):
            word = items[index].word
            if items[index].role == "place_word" or (word[-1] in _PLACE_END and items[index].role == "noun" and len(word) <= 2):
                if index + 1 >= size or items[index + 1].role != "de":
                    return index + 1
    return next((index for index in range(at + 1, size) if is_verb(items[index]) and items[index - 1].role != "de"
                 and not (index + 1 < size and items[index + 1].role in ("de", "etc"))), None)


def _moved(items: list[Item], at: int, subject: tuple[int, int] | None) -> Head | None:
    """将 or 把 puts the object before its verb: the last verb of the clause that takes this frame, else the last verb at all."""
    size = len(items)
    last = None
    for index in range(size - 1, at + 1, -1):
        if items[index].role == "verb" and "ba" in items[index].frames and (index + 1 >= size or items[index + 1].role != "de"):
            if items[index - 1].role != "de":
                last = index
                if "作为" in items[index].word or "纳入" in items[index].word or items[index - 1].role in BEFORE:
                    break
    if last is None:
        if items[at].word == "将":
            return _first_after_future(items, at, subject)
        last = next((index for index in range(size - 1, at + 1, -1) if is_verb(items[index])), None)
        if last is None:
            return None
    return Head(at, last, last + 1, "ba", (at + 1, _trim(items, at + 1, last)), subject, stop=size)


def _first_after_future(items: list[Item], at: int, subject: tuple[int, int] | None) -> Head | None:
    for index in range(at + 1, len(items)):
        if is_verb(items[index]):
            return _series(items, index, None, None, subject, "verb first")
        if items[index].role not in BEFORE:
            return None
    return None


def _trim(items: list[Item], start: int, end: int) -> int:
    while end > start and items[end - 1].role in BEFORE:
        end -= 1
    return end


def _series(items: list[Item], at: int, lead: int | None, front: tuple[int, int] | None, subject: tuple[int, int] | None,
            how: str) -> Head:
    """The verb at `at` with the verbs that it runs together with: 加快完善, 组织开展, 筹集和落实, 部署、落实."""
    size = len(items)
    first = last = at
    while last + 1 < size:
        here, following = items[last], items[last + 1]
        if following.role == "verb" and following.frames is not OPEN and last + 2 < size and items[last + 2].role not in ("pause", "etc"):
            if here.frames & {"serial", "light"} and not ("pivot" in here.frames and following.frames is OPEN):
                last += 1
                first = last
                continue
        if following.role in ("pause", "connective") and last + 2 < size and is_verb(items[last + 2]) and following.word in "、和并及与或":
            last += 2
            continue
        break
    if how == "preposed" and last + 1 < size and "light" not in items[at].frames:
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
        elif pivot and at > head.last and is_verb(item) and item.frames is not OPEN and _has_object(items, at):
            end = _trim(items, head.last, at)
            if actors.is_actor(items, head.last, end):
                head.stop = end
                found = _series(items, at, None, None, (head.last, end), "pivot")
                return found
        at += 1
    return None


def _opens(items: list[Item], at: int) -> bool:
    """Whether the verb after a `、` begins a clause with an object of its own (补短板、强弱项)."""
    return is_verb(items[at]) and items[at].frames is not OPEN and "act" in items[at].frames and _has_object(items, at)


def _has_object(items: list[Item], at: int) -> bool:
    following = items[at + 1] if at + 1 < len(items) else None
    return following is not None and following.role not in ("pause", "etc", "de", "connective", "mark", "place_word") \
        and not (following.role == "verb" and at + 2 >= len(items) and following.frames is OPEN)
