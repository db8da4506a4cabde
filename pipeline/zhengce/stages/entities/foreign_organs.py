"""Organs of other countries: 伊朗|国防部 is one name, and none of the ministry of defence of China."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from zhengce.lexicon import read_table
from zhengce.stages.entities.candidates import Candidate
from zhengce.stages.entities.gazetteer import organ_entries, toponyms
from zhengce.stages.entities.organs import OrganWord, either

_OWN = "中华人民共和国"


class ForeignOrgans:
    """Joins a country with the ministry or other organ of state behind it."""

    def __init__(self) -> None:
        own = {organ.form for organ in organ_entries() if organ.form.endswith("部") and organ.canonical.startswith(_OWN)}
        classes = read_table(OrganWord, "abroad_words.csv", ("form", "role"))
        behind = either([word.form for word in classes if word.role == "not_organ"])
        forms = either([*own, *(word.form for word in classes if word.role == "organ")])
        self._organ = re.compile(rf"{forms}(?!{behind})")
        self._countries = frozenset(place.form for place in toponyms() if place.kind == "country")

    def find(self, text: str, known: Iterable[Candidate], boundaries: set[int]) -> Iterator[Candidate]:
        """Candidates for organs that stand right behind one of the `known` countries, the country's printed name with the organ's."""
        for one in known:
            if one.rule == "toponyms" and text[one.start:one.end] in self._countries:
                organ = self._organ.match(text, one.end)
                if organ and organ.end() in boundaries:
                    name = text[one.start:organ.end()]
                    yield Candidate(one.start, organ.end(), "organ", name, None, name[-1], "organ.place", 0.95, 6)
