"""The view that every stage reads: normalized text with sentences, outline and tokens."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from zhengce.article import Article
from zhengce.stages.ordinary import Ordinary, find_ordinary
from zhengce.text.alignment import Alignment
from zhengce.text.normalize import normalize
from zhengce.text.outline import SectionMention, find_sections
from zhengce.text.segment import Segmenter, Tokens
from zhengce.text.sentences import find_sentences

if TYPE_CHECKING:
    import numpy as np

    from zhengce.stages.actions.duties import Duty
    from zhengce.stages.mentions import EntityMention

_INK = re.compile(r"^[ \t\u3000]*(\S)", re.MULTILINE)


@dataclass(slots=True)
class View:
    """Normalized text of an article and its layers; all offsets are into `text` (`alignment` leads back to the source)."""

    article: Article
    alignment: Alignment
    sentences: list[tuple[int, int]]
    sections: list[SectionMention]
    tokens: Tokens
    text: str = ""
    duties: tuple[Sequence[EntityMention], list[Duty]] | None = None
    """Who answers for which item, with the entities by which it was read: found when a stage first asks."""
    senses: np.ndarray | None = None
    """What its words say, summed from the first token on (`word_senses.py`): made when a stage first asks."""
    _sentence_starts: list[int] = field(default_factory=list)
    _ordinary: list[Ordinary] | None = None
    _stretches: tuple[list[int], list[SectionMention | None]] | None = None

    def __post_init__(self) -> None:
        self.text = self.alignment.text
        self._sentence_starts = [start for start, _ in self.sentences]

    @property
    def ordinary(self) -> list[Ordinary]:
        """Numerals that are no quantities, in order: found once, when a stage first asks."""
        if self._ordinary is None:
            self._ordinary = find_ordinary(self.text)
        return self._ordinary

    def sentence_at(self, offset: int) -> int | None:
        """Index of the sentence that covers `offset`; None between sentences."""
        index = bisect_right(self._sentence_starts, offset) - 1
        return index if index >= 0 and offset < self.sentences[index][1] else None

    def section_at(self, offset: int) -> SectionMention | None:
        """The innermost section that covers `offset`."""
        if self._stretches is None:
            self._stretches = _stretches(self.sections)
        starts, innermost = self._stretches
        index = bisect_right(starts, offset) - 1
        return innermost[index] if index >= 0 else None

    def printed(self, start: int, end: int) -> str:
        """`text[start:end]` in the source's own characters."""
        return self.alignment.printed(start, end)


def _stretches(sections: list[SectionMention]) -> tuple[list[int], list[SectionMention | None]]:
    """Where the innermost section changes, and which it is from there on; the last of overlapping sections is the innermost."""
    starts = sorted({section.start for section in sections} | {section.end for section in sections})
    innermost: list[SectionMention | None] = []
    begun = 0
    over: list[SectionMention] = []
    for start in starts:
        while begun < len(sections) and sections[begun].start <= start:
            over.append(sections[begun])
            begun += 1
        while over and over[-1].end <= start:
            over.pop()
        innermost.append(over[-1] if over else None)
    return starts, innermost


def view(article: Article, segmenter: Segmenter) -> View:
    """The view of an article."""
    alignment = normalize(article.text)
    text = alignment.text
    headings = _headings(article, alignment) if article.headings else {}
    return View(article, alignment, find_sentences(text), find_sections(text, headings), segmenter.segment(text))


def _headings(article: Article, alignment: Alignment) -> dict[int, int]:
    """Start of a line of the normalized text → level of the heading that the document's format makes of it."""
    levels = {start: level for start, _, level in article.headings}
    places = {}
    for line in _INK.finditer(alignment.text):
        start = line.start(1)
        level = levels.get(alignment.source_span(start, start + 1)[0])
        if level is not None:
            places[start] = level
    return places
