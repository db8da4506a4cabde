"""The class word that ends a name: 行动 of 消费帮扶增效行动, 单位 of 中央单位, none of 群众 and of 东西部协作.

Rules know the heads of places and of organs made by grammar; every other name is looked at here, the model's own as well.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from zhengce.lexicon import read_table
from zhengce.stages.entities.candidates import Candidate

_NONE = frozenset(("person", "periodical"))
_RULED = frozenset(("place", "organ"))
"""Types whose rules know more heads than the table: 总署, 自治县."""
_MARKS = "“”‘’《》"
_BRACKET = re.compile("（[^（）]*）$")


@dataclass(frozen=True, slots=True)
class HeadWord:
    """A class word and a name that it ends."""

    form: str
    example: str


def fill_heads(found: list[Candidate], text: str) -> None:
    """Give every name its head; that of a place or an organ only where its rule gave none."""
    for one in found:
        name = text[one.start:one.end]
        if one.type not in _NONE and not (one.type in _RULED and one.head):
            one.head = name_head(name)
        elif one.head == name:
            one.head = None


@lru_cache(maxsize=4096)
def name_head(name: str) -> str | None:
    """The class word that ends `name` and is not all of it.

    >>> name_head("“四支力量”"), name_head("易地搬迁安置区"), name_head("群众"), name_head("东西部协作")
    ('力量', '安置区', None, None)
    """
    bare = _BRACKET.sub("", name.rstrip(_MARKS)).strip(_MARKS)
    forms, longest = _forms()
    if bare in forms:
        return None
    return next((bare[-size:] for size in range(min(len(bare) - 1, longest), 0, -1) if bare[-size:] in forms), None)


@lru_cache(maxsize=1)
def _forms() -> tuple[frozenset[str], int]:
    forms = frozenset(word.form for word in read_table(HeadWord, "head_words.csv"))
    return forms, max(map(len, forms))
