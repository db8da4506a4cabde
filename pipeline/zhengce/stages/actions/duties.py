"""Duties: who answers for an item, out of its bracket `（省商务厅牵头，合肥海关配合）` or its line `责任单位：省商务厅`.

A duty is read once and used twice: its leading organs are the implied actors of the item's actions, and each of its organs with its
role is a `responsible` relation.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from zhengce.lexicon import read_table
from zhengce.stages.mentions import EntityMention
from zhengce.stages.view import View
from zhengce.text.outline import SectionMention


@dataclass(frozen=True, slots=True)
class DutyWord:
    """A word that states a duty."""

    form: str
    where: Literal["behind", "before", "between"]
    role: str
    leads: Literal["yes", "no"]
    example: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """One organ with its role, as offsets into the normalized text."""

    start: int
    end: int
    role: str
    entity: EntityMention | None


@dataclass(frozen=True, slots=True)
class Duty:
    """Who answers for text[scope:start]. `leaders` is the text of those who lead, None where nobody does."""

    scope: int
    start: int
    end: int
    leaders: str | None
    parts: tuple[Part, ...]
    section: SectionMention | None


# 工业和信息化部 keeps its 和; 财政部等和各省级人民政府 are two.
_SEGMENT = re.compile("[^，；。,;]+")
_OTHERS = r"等(?:有关|相关)?(?:部门|单位)?(?:和单位)?(?=$|、|和各|和有关|和省|和市|和县)"
_PIECE = re.compile(rf"(?:和(?=各|有关|省|市|县))?(?P<name>(?:(?!{_OTHERS}|和(?:各|有关|省|市|县))[^、\s\u3000])+)(?:{_OTHERS})?、?")


def _either(forms: list[str]) -> str:
    return "|".join(sorted(map(re.escape, forms), key=len, reverse=True))


class Duties:
    """Finds the duties of a text."""

    def __init__(self) -> None:
        words = read_table(DutyWord, "duty_words.csv")
        self._word = {word.form: word for word in words}
        behind, before, between = ([word.form for word in words if word.where == where] for where in ("behind", "before", "between"))
        shared = "(?:按照?各?自?职责(?:分工)?|按分工|根据职责分工|分工|共同|分别|各负其责|组织)*"
        self._behind = re.compile(rf"{shared}(?P<word>{_either(behind)})(?:，?下同)?$")
        self._label = re.compile(rf"(?P<word>{_either(before)})[：:]")
        self._joint = re.compile(_either(between))
        marks = _either([*behind, *before])
        self._place = re.compile(rf"[（【\[](?P<inside>(?:[^（）【】\[\]\n]|（[^（）\n]{{1,20}}）){{1,300}})[）】\]]"
                                 rf"|(?:(?<=\n)|(?<=。))[\s\u3000]*(?P<line>(?:{_either(before)})[：:][^。\n]{{2,300}})")
        self._any = re.compile(marks)

    def find(self, view: View, entities: Sequence[EntityMention]) -> list[Duty]:
        """Duties in text order, read once for the stages that ask with the same entities."""
        if view.duties is None or view.duties[0] is not entities:
            view.duties = entities, list(self._found(view, entities)) if self._any.search(view.text) else []
        return view.duties[1]

    def _found(self, view: View, entities: Sequence[EntityMention]) -> Iterator[Duty]:
        text, last = view.text, 0
        organs = [entity for entity in entities if entity.type == "organ"]
        starts = [organ.start for organ in organs]
        for match in self._place.finditer(text):
            group = "inside" if match["inside"] else "line"
            low, high = match.span(group)
            if not self._any.search(text, low, high):
                continue
            parts, leaders = self._read(text, low, high, organs[bisect_left(starts, low):bisect_left(starts, high)])
            if parts:
                section = view.section_at(match.start())
                yield Duty(max(section.start if section else 0, last), match.start(), match.end(), leaders, tuple(parts), section)
                last = match.end()

    def _read(self, text: str, low: int, high: int, organs: list[EntityMention]) -> tuple[list[Part], str | None]:
        """The organs of a bracket with their roles, and the text of those who lead."""
        parts: list[Part] = []
        leading: list[tuple[str, str]] = []
        for start, end, word in self._segments(text, low, high):
            joint = self._joint.search(text, start, end)
            stop = joint.start() if joint else end
            parts += _parts(text, start, stop, word.role, organs)
            if joint:
                parts += _parts(text, joint.end(), end, self._word[joint[0]].role, organs)
            name = text[start:stop].strip(" \u3000、和")
            if word.leads == "yes" and name:
                leading.append((word.role, name))
        first = [name for role, name in leading if role == "牵头"] or [name for _, name in leading]
        return parts, "、".join(first) or None

    def _segments(self, text: str, low: int, high: int) -> Iterator[tuple[int, int, DutyWord]]:
        """Stretches of organs between commas with the word that says their role; one without takes the label's, else the next word's."""
        label: DutyWord | None = None
        waiting: list[tuple[int, int]] = []
        for piece in _SEGMENT.finditer(text, low, high):
            start, end = piece.span()
            found = self._label.search(text, start, end)
            if found:
                label, start = self._word[found["word"]], found.end()
            elif "：" in text[start:end]:
                continue                                      # 适用范围：浙江自贸试验区
            behind = self._behind.search(text[start:end])
            if behind:
                word = self._word[behind["word"]]
                for span in [*waiting, (start, start + behind.start())]:
                    if span[0] < span[1]:
                        yield (*span, word)
                waiting = []
            elif label:
                yield start, end, label
            else:
                waiting.append((start, end))


def _parts(text: str, start: int, end: int, role: str, organs: list[EntityMention]) -> Iterator[Part]:
    """The organs of text[start:end]: the pieces between `、`, which a name may lack (财政部等和各省级人民政府)."""
    known = {(organ.start, organ.end): organ for organ in organs}
    for piece in _PIECE.finditer(text, start, end):
        low, high = piece.span("name")
        if 2 <= high - low <= 30:
            yield Part(low, high, role, known.get((low, high)))


def leaders_at(duties: Sequence[Duty], offset: int, start: int = 0) -> tuple[str | None, int]:
    """The leaders that answer for the text at `offset`, and the index of the duty to ask for what follows."""
    while start < len(duties) and duties[start].start < offset:
        start += 1
    if start < len(duties) and duties[start].scope <= offset:
        return duties[start].leaders, start
    return None, start
