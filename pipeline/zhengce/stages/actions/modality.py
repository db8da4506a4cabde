"""Status and polarity of an action: from the modals, aspect words and adverbs around its verb, else from where it stands."""

from __future__ import annotations

from zhengce.lexicon.wordlists import words
from zhengce.rows import ActionStatus
from zhengce.stages.actions.clauses import Clause
from zhengce.stages.actions.mood import Mood
from zhengce.stages.actions.series import Head

_AVOIDS = words("avoiding_verbs.csv")
_ACHIEVED = frozenset({"出", "起", "成", "了", "起来", "出来", "完", "好了"})


def roles_before(clause: Clause, head: Head) -> frozenset[str]:
    """The roles of the words in front of a head's verb."""
    return frozenset(item.role for index, item in enumerate(clause.items[:head.first])
                     if item.before and not (index == head.lead and head.how == "ba"))


def polarity(clause: Clause, head: Head, roles: frozenset[str]) -> str:
    """`avoid` for what must not or shall not happen: 不得截留资金, 防止反弹."""
    if "forbid" in roles or clause.items[head.first].word in _AVOIDS:
        return "avoid"
    if "negation" in roles and any(item.role == "negation" and item.word != "没有" for item in clause.items[:head.first]):
        return "avoid"
    return "do"


def status(clause: Clause, head: Head, roles: frozenset[str], mood: Mood, recurring: bool, dated: bool) -> ActionStatus:
    """The status of an action that no modal before its clause governs. `recurring`: it is done each year; `dated`: on a day that the sentence names.

    A modal requires; 了 and 已 say done wherever they stand; the rest depends on the mood: ahead everything is planned, in review an
    event is done and an activity goes on.
    """
    if roles & {"must", "forbid"}:
        return "required"
    frames = clause.items[head.first].frames
    if "done" in roles or "performs" in frames or finished(clause, head, mood):
        return "done"
    if mood == "ahead" or "future" in roles:
        return "planned"
    if "ongoing" in roles or recurring:
        return "ongoing"
    if dated and "can" not in roles or "completing" in roles or "telic" in frames or _counted(clause, head):
        return "done"
    return "ongoing"


def finished(clause: Clause, head: Head, mood: Mood) -> bool:
    """Whether 了 stands behind the verb, or a complement of result where the text looks back: 建立起, 打造出."""
    items = clause.items
    following = items[head.last].word if head.last < len(items) else ""
    if following == "了" or items[-1].word == "了":
        return True
    return mood == "review" and (following in _ACHIEVED or items[head.first].word[-1] in "成起出" and items[head.first].size > 1)


def _counted(clause: Clause, head: Head) -> bool:
    """Whether a quantity closes the object: 新建学校3所."""
    last = min(head.stop, len(clause.items)) - 1
    return last > head.last and clause.items[last].role == "figure"
