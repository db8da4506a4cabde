"""The words that state a relation, by their role."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from zhengce.lexicon import read_table

Role = Literal["pair", "link", "part", "issue", "fund", "host", "attend", "joint", "cover", "benefit", "undertake", "report", "from", "to",
               "change", "push", "paper", "meeting"]
_TRIGGERS = ("pair", "part", "issue", "fund", "host", "attend", "change", "cover", "benefit", "undertake", "report")


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that states a relation."""

    form: str
    role: Role
    example: str = ""


class Cues:
    """A pattern for each role, and one that says whether a sentence is worth reading."""

    def __init__(self) -> None:
        cues = read_table(Cue, "relation_cues.csv", ("form", "role"))
        self._of = {role: re.compile(self.either([cue.form for cue in cues if cue.role == role])) for role in {cue.role for cue in cues}}
        self.trigger = re.compile(self.either([cue.form for cue in cues if cue.role in _TRIGGERS] + ["变"]))

    def __getitem__(self, role: Role) -> re.Pattern[str]:
        return self._of[role]

    @staticmethod
    def either(forms: list[str]) -> str:
        """Source of a pattern for any of the forms, longer ones first."""
        return "|".join(sorted(map(re.escape, forms), key=len, reverse=True))
