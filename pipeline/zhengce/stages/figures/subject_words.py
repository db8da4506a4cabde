"""Words that decide whether somebody or something is the subject of a figure, by what they say of it (`subject_words.csv`)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from zhengce.lexicon import read_table

Role = Literal["nation", "mass", "works", "bringing", "own_level", "measured", "no_thing", "used", "title", "exists", "auxiliary", "naming"]


@dataclass(frozen=True, slots=True)
class SubjectWord:
    """A word and what it says of a subject."""

    form: str
    role: Role
    example: str


_WORDS = read_table(SubjectWord, "subject_words.csv", key=("form", "role"))


def subject_words(role: Role) -> tuple[str, ...]:
    """The words of one role, as a tuple for `str.endswith`.

    >>> "平台" in subject_words("works")
    True
    """
    return tuple(word.form for word in _WORDS if word.role == role)
