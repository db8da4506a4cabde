"""Commitment strength: how strongly an action binds, as an ordinal with the cues behind it.

The level of the strongest word (必须 6 … 鼓励 1, 3 where none stands) and one more for each of: a quantity, a deadline, a named organ. It is a
maximum plus a count, so that a stronger word in the place of a weaker one never lowers it.
"""

from __future__ import annotations

from dataclasses import dataclass

from zhengce.lexicon import read_table
from zhengce.stages.actions.clauses import Clause
from zhengce.stages.actions.series import Head
from zhengce.stages.mentions import ActionMention

_NEUTRAL = 3


@dataclass(frozen=True, slots=True)
class CommitmentCue:
    """A word of commitment and how strongly it binds, 1 to 6."""

    form: str
    level: int
    example: str = ""


class Strengths:
    """Scores actions."""

    def __init__(self) -> None:
        self.level = {cue.form: cue.level for cue in read_table(CommitmentCue, "commitment_cues.csv")}

    def score(self, made: ActionMention, clause: Clause, head: Head) -> tuple[int, str | None]:
        """The strength, and its cues |-joined: words as printed, then `quantity`, `deadline`, `organ`."""
        words = [item.word for item in clause.items[:head.last] if item.word in self.level and (item.before or item.verb)]
        marks = [name for name, there in (("quantity", bool(made.figures)), ("deadline", made.time is not None and made.time.finish is not None),
                                          ("organ", made.actor is not None)) if there]
        level = max((self.level[word] for word in words), default=_NEUTRAL)
        return level + len(marks), "|".join([*words, *marks]) or None
