"""Which of the five assistance mechanisms governs an action: that of its own words, else of who acts, of its sentence, of its sections.

Only in a text that names three of the five at least; what stands around an action governs it only in one that speaks of them all the time: a report
on everything names them in passing. A sentence or section that lists most of them governs nothing: it says that all are there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from zhengce.config import Config
from zhengce.lexicon import read_table
from zhengce.stages.figures.taxonomy import Taxonomy
from zhengce.stages.mentions import ActionMention
from zhengce.stages.view import View
from zhengce.text.outline import SectionMention

_ABOUT = 3
"""Mechanisms that a text must name before its actions are said to be governed by one."""
_OFTEN = 500
"""In a text that is about assistance, mechanisms are named once in so many characters (in reports on everything once in 2,000 to 7,000)."""
_LISTED = 4
"""Mechanisms that a sentence or section lists rather than is about."""


@dataclass(frozen=True, slots=True)
class AssistanceWord:
    """A word that names mechanisms, `|`-joined, in a text about assistance."""

    form: str
    mechanisms: str
    example: str = ""


class Mechanisms:
    """Names the mechanisms of the actions of a view."""

    def __init__(self, config: Config):
        self.taxa = Taxonomy("mechanism", config.taxa)
        self._words = {word.form: word.mechanisms.split("|") for word in read_table(AssistanceWord, "assistance_words.csv")}
        longest_first = sorted({*self._words, *self.taxa.forms}, key=len, reverse=True)
        self._pattern = re.compile("|".join(map(re.escape, longest_first)))
        self._names = re.compile("|".join(map(re.escape, sorted(self.taxa.forms, key=len, reverse=True))))

    def govern(self, view: View, actions: Sequence[ActionMention], sections: Sequence[SectionMention | None]) -> None:
        """Fill the mechanism of each action; `sections` are the innermost sections they stand in."""
        if len(self.taxa.labels(view.text)) < _ABOUT:
            return
        if len(self._names.findall(view.text)) * _OFTEN < len(view.text):
            for action in actions:
                action.mechanism = "|".join(self.taxa.labels(view.text[action.start:action.end])) or None
            return
        known: dict[str, list[str]] = {}
        children, openings = _first_children(view.sections), self._openings(view)
        for action, section in zip(actions, sections, strict=True):
            named = self._named(view.text[action.start:action.end])
            if not named and section is not None and action.end <= children.get(id(section), 0):
                named = openings.get(id(section), [])
            if named:
                action.mechanism = "|".join(named)
                continue
            for text in _around(view, action, section, children):
                if text not in known:
                    known[text] = self._named(text)
                if found := known[text]:
                    action.mechanism = "|".join(found) if len(found) < _LISTED else None
                    break

    def _openings(self, view: View) -> dict[int, list[str]]:
        """What the opening of a section is about, by the section's id: the mechanisms of its items together, where each item's heading names one."""
        items: dict[int, list[list[str]]] = {}
        for section in view.sections:
            if section.parent is not None and section.heading_start is not None:
                items.setdefault(id(section.parent), []).append(self._named(view.text[section.heading_start:section.heading_end]))
        return {parent: sorted({label for found in named for label in found}, key=self.taxa.order.__getitem__)
                for parent, named in items.items() if len(named) > 1 and all(named)}

    def _named(self, text: str) -> list[str]:
        """The mechanisms that the words of a text name, in their order."""
        found = {label for match in self._pattern.finditer(text) for label in self._words.get(match[0]) or (self.taxa.label_of[match[0]],)}
        return sorted(found, key=self.taxa.order.__getitem__)


def _around(view: View, action: ActionMention, section: SectionMention | None, children: dict[int, int]) -> Iterator[str]:
    """What may name the mechanism of an action, the nearest first: actor, sentence, openings of the sections around, the innermost section."""
    yield action.actor or ""
    sentence = view.sentence_at(action.start)
    if sentence is not None:
        start, end = view.sentences[sentence]
        yield view.text[start:end]
    innermost = section
    while section is not None:
        yield view.text[section.start:children.get(id(section), section.heading_end or section.start)]
        section = section.parent
    if innermost is not None:
        yield view.text[innermost.start:innermost.end]


def _first_children(sections: Sequence[SectionMention]) -> dict[int, int]:
    """Where the first child of each section begins, by the section's id."""
    begins: dict[int, int] = {}
    for section in sections:
        if section.parent is not None:
            begins.setdefault(id(section.parent), section.start)
    return begins
