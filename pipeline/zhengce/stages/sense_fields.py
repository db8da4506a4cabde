"""What an action and the text around it are about: the senses of the words (`word_senses.csv`) in the stretches that bear on it.

An action seldom says all by itself: under a heading on schools, 完善评价机制 is about education. Every stretch counts for itself, so that the
model weighs how much the sentence, the section or the headings say beside the action's own words.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from zhengce.stages.view import View
from zhengce.stages.word_senses import TOPICS, WordSenses
from zhengce.text.outline import SectionMention

FIELDS = ("own", "last", "before", "after", "around", "sentence", "section", "heading", "upper", "document")
"""The stretches, in the order of the columns: the action, its last two words, the tokens just before and after, those further around (without
the action), its sentence, its section, the headings of its section and of the one above, the document."""
_OWN, _AROUND = FIELDS.index("own"), FIELDS.index("around")
_LAST, _NEAR, _FAR = 2, 8, 60
"""So many tokens."""

Spans = Sequence[tuple[int, int]]
"""Actions as ranges of characters."""
Sections = Sequence[SectionMention | None]
"""The innermost sections in which they stand."""


def sense_fields(senses: WordSenses, texts: Sequence[tuple[View, Spans, Sections]]) -> np.ndarray:
    """A row for each action of some texts: the senses in its stretches, its own as counts, those around as shares of what stands there."""
    for view, _, _ in texts:
        if view.senses is None:
            view.senses = senses.sums(view.tokens)
    parts = [view.senses for view, _, _ in texts if view.senses is not None]
    sums = np.concatenate(parts) if len(parts) > 1 else parts[0]
    ends = sums.take(_bounds(texts).ravel(), axis=0).reshape(-1, len(FIELDS), 2, sums.shape[1])
    counts = ends[:, :, 1] - ends[:, :, 0]
    counts[:, _AROUND] -= counts[:, _OWN]
    _share(counts[:, FIELDS.index("before"):])
    return counts.reshape(len(counts), -1)


def _bounds(texts: Sequence[tuple[View, Spans, Sections]]) -> np.ndarray:
    """Where the stretches of each action begin and end, field after field, as rows of the texts' sums.

    All texts are laid one behind the other, with a place for the end of each: what begins where is so found for all actions at once.
    """
    places = [np.append(view.tokens.offsets(), len(view.text)) for view, _, _ in texts]
    tops = np.cumsum([len(own) for own in places]) - 1
    begun = np.cumsum([0, *(len(view.text) + 1 for view, _, _ in texts)])[:-1]
    starts = np.concatenate([own + first for own, first in zip(places, begun, strict=True)])
    own = np.repeat(np.arange(len(texts)), [len(spans) for _, spans, _ in texts])
    low, top, base = (np.append(0, tops[:-1] + 1)).take(own), tops.take(own), begun.take(own)
    spans = np.array([span for _, spans, _ in texts for span in spans]) + base[:, None]
    first = np.minimum(np.searchsorted(starts, spans[:, 0]), top - 1)
    last = np.maximum(first + 1, np.searchsorted(starts, spans[:, 1]))
    sentences = np.searchsorted(starts, _sentences(texts, begun, own, spans[:, 0]))
    sections = np.searchsorted(starts, _around(texts) + base[:, None])
    return np.column_stack([
        first, last, np.maximum(first, last - _LAST), last, np.maximum(low, first - _NEAR), first, last, np.minimum(top, last + _NEAR),
        np.maximum(low, first - _FAR), np.minimum(top, last + _FAR), sentences, sections, low, top])


def _sentences(texts: Sequence[tuple[View, Spans, Sections]], begun: np.ndarray, own: np.ndarray, offsets: np.ndarray) -> np.ndarray:
    """Begin and end of the sentence that each offset stands in; those of its text's first one where it stands in none."""
    laid = [np.array(view.sentences) + first for (view, _, _), first in zip(texts, begun.tolist(), strict=True)]
    bounds = np.concatenate(laid)
    opening = np.cumsum([0, *map(len, laid)])[:-1].take(own)
    number = np.maximum(opening, np.searchsorted(bounds[:, 0], offsets, "right") - 1)
    return bounds.take(np.where(offsets < bounds[number, 1], number, opening), axis=0)


def _around(texts: Sequence[tuple[View, Spans, Sections]]) -> np.ndarray:
    """Begin and end of the section of each action, of its heading and of the heading above."""
    numbers: dict[int, int] = {}
    known: list[tuple[int, ...]] = []
    chosen = []
    for _, _, sections in texts:
        for section in sections:
            number = numbers.setdefault(id(section), len(known))
            if number == len(known):
                known.append(_section_bounds(section))
            chosen.append(number)
    return np.array(known).take(chosen, axis=0)


def _section_bounds(section: SectionMention | None) -> tuple[int, int, int, int, int, int]:
    """Begin and end of a section, of its heading and of the heading above; zeros where there is none."""
    return (section.start, section.end, *_heading(section), *_heading(section.parent)) if section is not None else (0, 0, 0, 0, 0, 0)


def _heading(section: SectionMention | None) -> tuple[int, int]:
    if section is None or section.heading_start is None or section.heading_end is None:
        return 0, 0
    return section.heading_start, section.heading_end


def _share(counts: np.ndarray) -> None:
    """Make counts shares, of the topics and of the instruments by themselves; where little stands the shares are small."""
    cut = len(TOPICS)
    for half in (counts[..., :cut], counts[..., cut:]):
        half /= half.sum(axis=-1, keepdims=True) + 1
