"""Stative predicates: they say how things are set up (who is paired with whom, who serves where), not what was reached."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from zhengce.lexicon import read_table


@dataclass(frozen=True, slots=True)
class StateVerb:
    """A predicate that says how things are set up."""

    form: str
    example: str = ""


@cache
def state_pattern() -> re.Pattern[str]:
    """Matches a stative predicate anywhere in a clause."""
    return re.compile("|".join(sorted((entry.form for entry in read_table(StateVerb, "state_verbs.csv")), key=len, reverse=True)))
