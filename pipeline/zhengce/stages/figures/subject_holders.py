"""Who holds a level: the residents of 农村居民人均可支配收入, the institutions of 金融机构贷款余额."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from zhengce.lexicon import read_table
from zhengce.lexicon.wordlists import Words, words
from zhengce.stages.figures.openings import REGIONS
from zhengce.stages.view import View


@dataclass(frozen=True, slots=True)
class Holder:
    """A word that holds what an indicator measures, the begin of what it holds, or a word between the two."""

    form: str
    role: Literal["holder", "attribute", "link"]
    example: str = ""


def _alternatives(role: str) -> str:
    return "|".join(sorted((re.escape(entry.form) for entry in _TABLE if entry.role == role), key=len, reverse=True))


_TABLE = read_table(Holder, "holders.csv")
_HOLDERS = Words(entry.form for entry in _TABLE if entry.role == "holder")
_HELD = re.compile(f"(?:的|们)?(?:{_alternatives('link')})*(?:{_alternatives('attribute')})")
_PRINTED = re.compile(f"(?P<holder>{_alternatives('holder')}){_HELD.pattern}")
_WHOLES = Words(REGIONS - words("nations.csv"))


def without_whole(text: str) -> str:
    """A noun phrase without the word for a whole territory in front.

    >>> without_whole("全省农村居民"), without_whole("全国"), without_whole("各部门")
    ('农村居民', '全国', '各部门')
    """
    rest = text[_WHOLES.at(text, 0):]
    return rest if len(rest) > 1 else text


def holder_at(view: View, start: int, end: int) -> str | None:
    """The beginning of a noun phrase that ends in a holder with what it holds behind it: [脱贫县农村居民]人均可支配收入."""
    tokens, text = view.tokens, view.text
    index = tokens.at(start) + 1
    found = None
    while index < len(tokens.starts) and tokens.starts[index] < end:
        at = tokens.starts[index]
        if at > start + 1 and _HOLDERS.before(text, at) and holds(text, at):
            found = without_whole(text[start:at])
        index += 1
    return found


def holds(text: str, at: int) -> bool:
    """Whether what stands at an offset is held by those named in front of it."""
    return _HELD.match(text, at) is not None


def holder_in(text: str) -> str | None:
    """The first holder named in a phrase, if nothing is put in proportion to it: 占居民消费支出的比重 names none."""
    found = _PRINTED.search(text)
    return found["holder"] if found and "占" not in text[:found.start()] else None
