"""The words that state a relation, and those by which its ends are cut."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from zhengce.lexicon import read_table, trie


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that states a relation."""

    form: str
    role: Literal["pair", "link", "part", "among", "issue", "fund", "host", "attend", "cover", "benefit", "enrol", "report", "purse", "payer",
                  "pays", "joint", "toward", "into", "swap", "held", "at"]
    example: str = ""


@dataclass(frozen=True, slots=True)
class Word:
    """A word by which an end is cut."""

    form: str
    role: Literal["meeting", "no_meeting", "business", "holds", "programme", "paper", "adverb", "causes", "leader", "chief", "before", "no_fund", "governs", "starts", "behind", "not_change", "makes",
                  "not_from", "needs_from", "only_from", "not_to", "kind", "moved", "nowhere", "of_programme",
                  "people", "version", "this", "opens", "proxy", "others", "changing", "meeting_part", "behind_meeting", "bare", "visits", "no_name", "saying", "costs", "worth", "spread", "presides", "balance", "asked", "not_inside", "press", "organ", "held_at", "joins", "joined", "that", "puts", "passive", "tense", "amount", "also", "spends", "budget", "lead_in", "particle", "digit", "counter", "before_change", "needs_cause", "not_joint", "behind_paper", "measures", "vague", "no_paper", "according", "side", "named_meeting", "theme", "about", "of_name", "ranges", "ranged", "pairing"]
    example: str = ""


_TRIGGERS = ("pair", "part", "among", "issue", "fund", "host", "attend", "cover", "benefit", "enrol", "report", "toward", "into", "swap", "held", "at")
"""The roles that make a sentence worth reading; words of the others stand only beside them."""


class Cues:
    """A pattern for each role of both tables."""

    def __init__(self) -> None:
        self._forms: dict[str, list[str]] = {}
        self._patterns: dict[str, re.Pattern[str]] = {}
        cues, others = read_table(Cue, "relation_cues.csv", ("form", "role")), read_table(Word, "relation_words.csv", ("form", "role"))
        entries: list[Cue | Word] = [*cues, *others]
        for entry in entries:
            self._forms.setdefault(entry.role, []).append(entry.form)
        self.roles: dict[str, frozenset[str]] = {}
        """The roles of each form that makes a sentence worth reading."""
        for role in _TRIGGERS:
            for form in self._forms[role]:
                self.roles[form] = self.roles.get(form, frozenset()) | {role}

    @cached_property
    def scan(self) -> re.Pattern[str]:
        """Every form that makes a sentence worth reading, the longest at each place."""
        return re.compile(trie(sorted(self.roles, key=len, reverse=True)))

    def source(self, role: str) -> str:
        """Source of a pattern for the forms of a role, longer ones first."""
        return "|".join(sorted(map(re.escape, self._forms[role]), key=len, reverse=True))

    def forms(self, role: str) -> frozenset[str]:
        """The forms of a role."""
        return frozenset(self._forms[role])

    def __getitem__(self, role: str) -> re.Pattern[str]:
        if role not in self._patterns:
            self._patterns[role] = re.compile(self.source(role))
        return self._patterns[role]
