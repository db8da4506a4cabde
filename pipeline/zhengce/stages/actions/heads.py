"""Which verbs of a clause head an action: the grammar of the clause, read from left to right.

Before the verb stand, in any order, connectives, times, adverbs, modals, prepositional phrases and one subject. The first verb after
them heads the clause's first action; behind its object further actions may begin: the verb of a pivot (支持企业开拓市场), a
coordinated clause after `、` (补短板、强弱项), the second verb of a series (统筹资源支持振兴).
"""

from __future__ import annotations

from zhengce.lexicon.wordlists import words
from zhengce.stages.actions.actors import Actors
from zhengce.stages.actions.clauses import Clause
from zhengce.stages.actions.closing import closing_verb
from zhengce.stages.actions.first_head import first_head
from zhengce.stages.actions.lexer import OPEN, ROLE, VERB, Item
from zhengce.stages.actions.phrases import has_object, judges, nominal_event, one_event, verb_behind
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

_CEREMONIES = words("ceremony_nouns.csv")
_JOINING = frozenset({"和", "与", "及", "或", "特别是", "尤其是"})
_PREPOSITIONS = {"prep_place", "prep_means", "prep_by", "prep_to", "prep_object"}
_MEANS = words("means_nouns.csv")
_NAMING = words("heading_nouns.csv")
_BACKGROUND = words("background_ends.csv")


def find_heads(clause: Clause, actors: Actors, ahead: bool, must: bool = False) -> list[Head]:
    """The heads of a clause in text order, by rules. `ahead`: the text says what is to be done, where 实现 is no report of a result; `must`:
    the modal of a clause before still governs (要符合实际，体现特色).
    """
    items = clause.items
    if not (any(map(VERB, items)) or any("alone" in item.frames for item in items)) or "asks" in map(ROLE, items) \
            or judges(items) or _is_background(clause):
        return []
    if (found := closing_verb(items, actors)) is not None:
        return [found]
    heads: list[Head] = []
    found = first_head(items, 0, actors, ahead, must)
    while found is not None:
        heads.append(found)
        found = _next(items, heads[-1], actors)
        if found is not None and found.how == "serial" and heads[-1].stop == heads[-1].last + 1 and items[heads[-1].last].word in _MEANS:
            found.subject = heads.pop().subject          # 加大力度支持老区: only the support is an action
    return heads


def _joint(items: list[Item], at: int, actors: Actors) -> bool:
    """Whether 与 joins another actor to the one before it: 引导零部件企业与整机企业构建机制."""
    if items[at].word not in ("与", "和"):
        return False
    verb = next((index for index in range(at + 1, len(items)) if items[index].heads or items[index].before), at)
    return actors.is_actor(items, at + 1, verb)


def _is_background(clause: Clause) -> bool:
    """Whether a clause only tells when the next one happens: 推进改革的同时，…; not one whose phrase with 在 stands behind its verb."""
    items = clause.items
    if clause.closer == "\n" and clause.opener == "\n" and items[-1].word in _NAMING and any(item.role == "de" for item in items[1:-1]):
        return True                                           # 二、深化改革的总体要求
    if clause.closer != "，":
        return False
    if items[-1].word == "上" and items[-2:][0].word in _CEREMONIES:
        return True                                           # 开工仪式上，…
    if "prep_ground" in map(ROLE, items) and "prep_ground" in map(ROLE, items[:verb_behind(items, 0, len(items)) + 1]):
        return True                                           # 随着改革深入推进，…
    if items[-1].word not in _BACKGROUND and "".join(item.word for item in items[-2:]) not in _BACKGROUND:
        return False
    verb = next((index for index, item in enumerate(items) if item.heads), 0)
    return not any(item.role in ("prep_place", "must") for item in items[verb + 1:])


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
    closed = "etc" in map(ROLE, items[at:size])
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
        elif item.word[0] == "并" and at + 1 < size and "speech" in items[-1].frames and items[verb_behind(items, at + 1, size)].verb:
            head.stop = at                                    # 出席会议并讲话
            return None
        elif item.word in ("并", "以及", "并且") and at > head.last or item.word == "后" and at == head.last and items[at - 1].verb:
            found = first_head(items, at + 1, actors)
            if found and items[found.first].frames is not OPEN and all(items[k].before for k in range(at + 1, found.lead)):
                head.stop = at
                found.subject = found.subject or head.subject
                return found
            if item.word[0] == "并" and at + 1 < size and items[verb_behind(items, at + 1, size)].verb:
                head.stop = at                                # 出席大会并发表讲话
                return None
        elif pivot and at > head.last and (item.before or item.role in _PREPOSITIONS or item.heads):
            if (item.role != "connective" or item.word not in _JOINING) and not _joint(items, at, actors) and actors.is_actor(items, head.last, at):
                found = first_head(items, at, actors)
                if found is not None and (found.front is not None or has_object(items, found.last - 1)) \
                        and not nominal_event(items, at, found.last) and not one_event(items, head.last, found.last):
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
