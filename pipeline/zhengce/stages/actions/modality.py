"""Status and polarity of an action: from the modals, aspect words and adverbs around its verb, else from where it stands."""

from __future__ import annotations

from zhengce.stages.actions.clauses import Clause
from zhengce.stages.actions.heads import Head

_CUE_STATUS = {"must": "required", "forbid": "required", "future": "planned", "done": "done", "ongoing": "ongoing"}


def cue(clause: Clause, head: Head) -> tuple[str | None, str]:
    """The status that cues inside the clause say (None: nothing says), and the polarity.

    >>> # 不得截留资金 → ("required", "avoid"); 建成了水库 → ("done", "do")
    """
    status = None
    polarity = "do"
    for item in clause.items[:head.first]:
        if item.role == "forbid" or item.role == "negation" and item.word != "没有":
            polarity = "avoid"
        found = _CUE_STATUS.get(item.role)
        if found and status != "required":
            status = found
    verb = clause.items[head.first]
    if verb.word in ("防止", "避免", "杜绝", "严禁", "禁止", "严防", "防", "谨防", "力戒", "守住", "守牢", "遏制"):
        polarity = "avoid"
    following = clause.items[head.last] if head.last < len(clause.items) else None
    if following is not None and following.word == "了" and status != "required":
        status = "done"
    return status, polarity
