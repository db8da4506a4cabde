"""Who acts: which noun phrases can be the subject of an action, and how far a subject carries."""

from __future__ import annotations

from dataclasses import dataclass

from zhengce.lexicon import read_table
from zhengce.lexicon.wordlists import words
from zhengce.stages.actions.lexer import WORD, Item
from zhengce.stages.actions.phrases import object_marker

_BYSTANDERS = words("no_actors.csv")
_ACTING = {"organ", "place", "area", "group", "person"}


@dataclass(frozen=True, slots=True)
class ActorHead:
    """A word that ends the name of somebody who acts."""

    form: str


class Actors:
    """Tests noun phrases for being actors."""

    def __init__(self) -> None:
        self.heads = frozenset(row.form for row in read_table(ActorHead, "actor_heads.csv"))
        self._suffixes = tuple(sorted(self.heads))

    def is_actor(self, items: list[Item], start: int, end: int) -> bool:
        """Whether items[start:end] names somebody who acts: it ends with an acting entity or with a word of the table."""
        while end > start and items[end - 1].role in ("etc", "bracket", "mark", "place_word", "time", "time_word"):
            end -= 1
        if end <= start:
            return False
        for index in range(start, end - 1):
            item = items[index]
            if item.role[:5] == "prep_" and item.word != "与":
                return False
            if item.heads and "noun" not in item.frames and not all(other.heads for other in items[index:end - 1]):
                return False                              # 田园变公园、村民; 加工制造企业 is one
        last = items[end - 1]
        if last.word in _BYSTANDERS:
            return False
        if last.role in _ACTING:
            return True
        if last.role == "verb" or last.role in ("de", "figure", "document", "meeting", "programme"):
            return False
        if end - start > 1 and items[end - 2].role == "person" and last.role == "noun" and last.size < 5:
            return True                                       # 李明副委员长
        return last.word in self.heads or last.word.endswith(self._suffixes) and last.role in ("noun", "quote", "pronoun") and last.tag[:1] not in ("l", "i") \
            or last.tag in ("nt", "ns") or last.tag[:2] == "nr" and last.size > 2

    def subject(self, items: list[Item], start: int | None, end: int) -> tuple[int, int] | None:
        """items[start:end] as a subject where they name somebody who acts, or a meeting; without what says when (庭审时)."""
        if start is None:
            return None
        start = max((index + 1 for index in range(start, end - 1) if items[index].role == "place_word"), default=start)
        return (start, end) if self.is_actor(items, start, end) or items[end - 1].role == "meeting" else None

    def leading(self, items: list[Item]) -> tuple[int, int] | None:
        """The subject that opens a clause, as indexes: what stands before its first modal, adverb, preposition or verb."""
        start, size = 0, len(items)
        while start < size and items[start].before:
            start += 1
        end = start
        while end < size and not items[end].verb and (not items[end].before or items[end].role in ("bracket", "mark")) \
                and (items[end].role[:5] != "prep_" or items[end].word == "与") and items[end].role != "de" or _joins(items, end, start):
            end += 1
        if start < size and (items[start].role == "pause" or items[start].role[:5] == "prep_"):
            return None                                       # 因地制宜、因人施策; 与受援地一起分析现状
        described = _described(items, start)
        if described is not None and self.is_actor(items, described, size):
            return start, size
        if end == start or end < size and items[end].role == "de" or _governed(items, start):
            return None
        if end == size and items[end - 1].role not in _ACTING and len(items) > 3:
            return None
        return (start, end) if self.is_actor(items, start, end) else None


def _governed(items: list[Item], start: int) -> bool:
    """Whether 以 or 将 governs the nouns at `start`: 以主要交通干线地区为重点, 将企业纳入范围."""
    before = list(map(WORD, items[:start]))
    return "以" in before or "将" in before and object_marker(items, 0) is not None


def _described(items: list[Item], start: int) -> int | None:
    """Where the noun begins that a whole clause only describes: 有条件的企业，…; 没有通车的行政村，…."""
    if items[start:start + 1] and "describes" in items[start].frames:
        link = next((index for index in range(start + 1, len(items)) if items[index].role == "de"), None)
        if link is not None and link + 1 < len(items) and not any(item.verb or item.before for item in items[link + 1:]):
            return link + 1
    return None


def _joins(items: list[Item], at: int, start: int) -> bool:
    """Whether a 和, 及 or 与 inside the subject joins two nouns."""
    return start < at < len(items) - 1 and items[at].word in ("和", "及", "与", "以及") and not items[at + 1].verb
