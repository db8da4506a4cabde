"""Diplomatic missions: 中国驻日本大使馆, 沙特驻华使馆, 我国常驻联合国代表团. The place in the name is no entity beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhengce.lexicon import read_table
from zhengce.stages.entities.candidates import Candidate
from zhengce.stages.entities.gazetteer import toponyms
from zhengce.stages.entities.organs import HAN, OrganWord, either

_LONGEST = 8
"""Characters of the name of a country or organisation in the name of a mission."""


class MissionFinder:
    """Proposes embassies, consulates and delegations by what they are called."""

    def __init__(self) -> None:
        entries = read_table(OrganWord, "mission_words.csv", ("form", "role"))
        roles = {role: [entry.form for entry in entries if entry.role == role] for role in ("sender", "mission", "not_place")}
        self._senders = {place.form for place in toponyms() if place.kind in ("country", "home")}.union(roles["sender"])
        self._mission = re.compile(rf"常?驻(?P<where>(?:(?!{either(roles['not_place'])})[{HAN}]){{1,{_LONGEST}}}?)(?P<head>{either(roles['mission'])})")

    def find(self, text: str) -> Iterator[Candidate]:
        """Candidates for missions, whoever sends them included."""
        for match in self._mission.finditer(text):
            start = self._sender(text, match.start())
            yield Candidate(start, match.end(), "organ", text[start:match.end()], None, match["head"], "organ.mission", 0.9, 6)

    def _sender(self, text: str, end: int) -> int:
        """Where the name of the sender begins that ends at `end`; `end` itself where none stands there."""
        return next((end - size for size in range(min(end, _LONGEST), 0, -1) if text[end - size:end] in self._senders), end)
