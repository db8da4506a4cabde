"""The class word that ends a name: 行动 of 消费帮扶增效行动, 单位 of 中央单位, none of 群众 and of 东西部协作.

Rules know the heads of places and of organs made by grammar; every other name is looked at here, the model's own as well.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from zhengce.lexicon import read_table
from zhengce.stages.entities.candidates import Candidate

_OWN = frozenset(("place", "person", "periodical"))
"""Types whose rules know the head better than a table does."""
_MARKS = "“”‘’《》"
_BRACKET = re.compile("（[^（）]*）$")


@dataclass(frozen=True, slots=True)
class HeadWord:
    """A class word and a name that it ends."""

    form: str
    example: str


def fill_heads(found: list[Candidate], text: str) -> None:
    """Give every name its head; that of an organ only where its rule gave none."""
    for one in found:
        if one.type not in _OWN and not (one.type == "organ" and one.head):
            one.head = name_head(text[one.start:one.end])


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
