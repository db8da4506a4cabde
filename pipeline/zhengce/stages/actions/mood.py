"""Mood: whether a stretch of text looks back at what was done or ahead at what is to be done.

Read from the genre, the headings around (`2025年工作回顾`, `主要任务`), the words that open a sentence (今后五年), and from a paragraph
that says what must be done, which sets the items below it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, get_args

from zhengce.lexicon import read_table
from zhengce.stages.view import View
from zhengce.text.outline import SectionMention

Mood = Literal["review", "ahead"]
Where = Literal["turn", "heading", "lead", "opener"]

_LOOKING_BACK = frozenset({"news", "article", "communique", "work_report", "speech", "interpretation", None})
"""Genres that tell what was done; so does a bare text without a document's form, which is of no genre."""
_BULLETIN = re.compile(r"通报(?:$|\n|\s)")
_LEAD = 16


@dataclass(frozen=True, slots=True)
class MoodCue:
    """A word that tells the mood of what stands under or behind it."""

    form: str
    where: Where
    mood: Mood
    example: str = ""


class MoodCues:
    """The cues, compiled."""

    def __init__(self) -> None:
        cues = read_table(MoodCue, "mood_cues.csv", key=("form", "where"))
        self.of = {(cue.where, cue.form): cue.mood for cue in cues}
        self.patterns = {where: re.compile("|".join(sorted((cue.form for cue in cues if cue.where == where), key=len, reverse=True)))
                         for where in get_args(Where)}

    def find(self, where: Where, text: str, start: int, end: int) -> Mood | None:
        """The mood of the first cue in text[start:end]."""
        match = self.patterns[where].search(text, start, end)
        return self.of[where, match[0]] if match else None


class Moods:
    """The mood at each place of one view; places are asked for in text order."""

    def __init__(self, view: View, cues: MoodCues):
        self.view, self.cues = view, cues
        metadata = view.article.metadata
        back = metadata.genre in _LOOKING_BACK and not (metadata.genre is None and _in_chapters(view)) or _BULLETIN.search(metadata.title or "")
        self.base: Mood = "review" if back else "ahead"
        self._report = metadata.genre == "work_report"
        self._known: dict[int, Mood] = {}
        self._sentence, self._opens = -1, False
        self._led: Mood | None = None
        self._said: set[int] = set()
        """Sections whose mood a heading announces, their own or that of a section around."""
        self._ahead: set[int] = set()

    def of(self, section: SectionMention | None) -> Mood:
        """The mood that the headings around announce."""
        if section is None:
            return self.base
        known = self._known.get(id(section))
        if known is None:
            around = self.of(section.parent)
            announced = self._announced(section)
            if announced or id(section.parent) in self._said:
                self._said.add(id(section))
            known = announced or ("ahead" if id(section.parent) in self._ahead else around)
            self._known[id(section)] = known
        return known

    def at(self, section: SectionMention | None, sentence: int) -> Mood:
        """The mood of a sentence: its own opening words, else its section's."""
        if sentence != self._sentence:                    # clauses of one sentence ask one after the other
            start, end = self.view.sentences[sentence]
            text = self.view.text
            self._sentence = sentence
            self._opens = self.base == "review" and bool(self.cues.patterns["opener"].search(text, start, min(end, start + 60)))
            self._led = self.cues.find("lead", text, start, min(end, start + _LEAD))
        if self._opens:
            self.turn_ahead(section)
        return self._led or self.of(section)

    def turn_ahead(self, section: SectionMention | None) -> None:
        """Say that the items below this section, whose heading announces nothing, are to be done: a sentence of it says what must be."""
        if section is not None and id(section) not in self._said:
            self._ahead.add(id(section))

    def _announced(self, section: SectionMention) -> Mood | None:
        start, end = section.heading_start, section.heading_end
        if start is None or end is None or section.marker is None and section.kind != "body":
            return None
        text, end = self.view.text, min(end, start + 40)
        found = self.cues.find("turn", text, start, end)
        if found is None and id(section.parent) not in self._said:
            found = self.cues.find("heading", text, start, end)
            if found is None and self._report and section.parent is None and section.marker and section.marker[0] != "一":
                # A report looks back in its first part only: 二、继续搞好国民经济的调整.
                found = "ahead"
        return found


def _in_chapters(view: View) -> bool:
    """Whether the text is laid out in chapters, as plans and rules are."""
    return any(section.marker and section.marker[0] == "第" and section.marker[-1] in "篇章" for section in view.sections)
