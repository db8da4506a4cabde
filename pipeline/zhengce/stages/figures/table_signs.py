"""What stands around the number in a cell of a table: ≥, <, 以上, brackets for what is summed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from zhengce.lexicon import read_table

_NUMBER = re.compile(r"[-−－+]?\d[\d,]*(?:\.\d+)?%?")


@dataclass(frozen=True, slots=True)
class Sign:
    """What stands around the number in a cell."""

    form: str
    place: Literal["before", "behind"]
    bound: str | None
    measure_of: str | None
    example: str


_SIGNS = read_table(Sign, "table_signs.csv", ("form", "place"))
BEFORE = {sign.form: sign for sign in _SIGNS if sign.place == "before"}
BEHIND = {sign.form: sign for sign in _SIGNS if sign.place == "behind"}


def _either(forms: dict[str, Sign]) -> str:
    return "|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True))


VALUE = re.compile(rf"(?P<before>{_either(BEFORE)})?\s*[〔［\[]?(?P<number>{_NUMBER.pattern})(?P<behind>{_either(BEHIND)})?")
