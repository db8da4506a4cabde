"""What an action and the text around it are about: the senses of the words (`word_senses.csv`) in the stretches that bear on it.

An action seldom says all by itself: under a heading on schools, 完善评价机制 is about education. Every stretch counts for itself, so that the
model weighs how much the sentence, the section or the headings say beside the action's own words.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

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
    parts: list[np.ndarray] = []
    bounds: list[int] = []
    first = 0
    for view, spans, sections in texts:
        if view.senses is None:
            view.senses = senses.sums(view.tokens)
        parts.append(view.senses)
        bounds += [first + bound for bound in _bounds(view, spans, sections)]
        first += len(view.senses)
    sums = np.concatenate(parts) if len(parts) > 1 else parts[0]
    ends = sums.take(bounds, axis=0).reshape(-1, len(FIELDS), 2, sums.shape[1])
    counts = ends[:, :, 1] - ends[:, :, 0]
    counts[:, _AROUND] -= counts[:, _OWN]
    _share(counts[:, FIELDS.index("before"):])
    return counts.reshape(len(counts), -1)


def _bounds(view: View, spans: Spans, sections: Sections) -> Iterator[int]:
    """Where the stretches of each action begin and end, in tokens, field after field."""
    starts = view.tokens.starts
    size = len(starts)
    known: dict[int, tuple[int, ...]] = {}
    for (start, end), section in zip(spans, sections, strict=True):
        first = min(bisect_left(starts, start), size - 1)
        last = max(first + 1, bisect_left(starts, end))
        sentence = view.sentences[view.sentence_at(start) or 0]
        if id(section) not in known:
            known[id(section)] = tuple(bisect_left(starts, bound) for bound in _section_bounds(section))
        yield from (first, last, max(first, last - _LAST), last, max(0, first - _NEAR), first, last, min(size, last + _NEAR),
                    max(0, first - _FAR), min(size, last + _FAR), bisect_left(starts, sentence[0]), bisect_left(starts, sentence[1]),
                    *known[id(section)], 0, size)


def _section_bounds(section: SectionMention | None) -> tuple[int, int, int, int, int, int]:
    """Begin and end of a section, of its heading and of the heading above; zeros where there is none."""
    return (section.start, section.end, *_heading(section), *_heading(section.parent)) if section is not None else (0, 0, 0, 0, 0, 0)


def _heading(section: SectionMention | None) -> tuple[int, int]:
    return (0, 0) if section is None or section.heading_start is None else (section.heading_start, section.heading_end)


def _share(counts: np.ndarray) -> None:
    """Make counts shares, of the topics and of the instruments by themselves; where little stands the shares are small."""
    cut = len(TOPICS)
    for half in (counts[..., :cut], counts[..., cut:]):
        half /= half.sum(axis=-1, keepdims=True) + 1
