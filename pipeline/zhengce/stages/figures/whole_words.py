"""No word is cut: the edges of a counted noun and of an indicator that stands in the text as it is lie between words.

The rules before read characters, so that a preposition or a filler may be found inside a word (中 of 数据中心, 得 of 获得). Whatever they
leave of such a word, the whole word is taken. The number itself may cut a word (两|国), and so may a small word that the segmenter glued
to its neighbour (规模|较, 占比|达).
"""

from __future__ import annotations

from zhengce.lexicon.wordlists import words
from zhengce.stages.figures.context import Context
from zhengce.stages.figures.phrases import RATIOS
from zhengce.stages.view import View

_GLUED = words("glued_words.csv")
"""Single characters that a segmenter glues to the word beside them."""


def keep_words(view: View, context: Context) -> None:
    """Widen what is counted and the name of the series to whole words."""
    figure = context.figure
    span = figure.counted_span
    if span is not None and figure.counted == view.printed(*span) and (whole := widened(view, context, *span)) != span:
        figure.counted_span, figure.counted = whole, view.printed(*whole)
    if figure.indicator:
        figure.indicator = _whole_name(view, context, figure.indicator)


def _whole_name(view: View, context: Context, name: str) -> str:
    """A name widened to whole words, where it stands in the sentence and is cut wherever it stands."""
    at = view.text.find(name, context.sentence.start, context.sentence.end)
    whole = name
    while at >= 0:
        start, end = widened(view, context, at, at + len(name))
        if (start, end) == (at, at + len(name)):
            return name
        whole = view.text[start:end]
        at = view.text.find(name, at + 1, context.sentence.end)
    return whole


def widened(view: View, context: Context, start: int, end: int) -> tuple[int, int]:
    """A span with the words that its edges cut."""
    tokens, text = view.tokens, view.text
    first, last = tokens.at(start), tokens.at(end - 1)
    low, high = tokens.starts[first], tokens.end(last)
    if low < start and _is_cut(text[low:start], text[start:tokens.end(first)]) and not _parted(context, low, tokens.end(first)):
        start = low
    if high > end and not text.endswith(RATIOS, start, end) and _is_cut(text[end:high], text[tokens.starts[last]:end]) and not _parted(context, tokens.starts[last], high):
        end = high
    return start, end


def _is_cut(outside: str, inside: str) -> bool:
    """Whether the parts of a word are no words of their own."""
    return outside not in _GLUED and not (len(outside) > 1 and len(inside) > 1)


def _parted(context: Context, start: int, end: int) -> bool:
    """Whether a figure, a time or the edge of a name takes part of a word, so that the word is cut already."""
    sentence = context.sentence
    if any(start < one.start < end or start < one.end < end for one in sentence.entities):
        return True                                           # 帮扶县|全覆盖 is one word to the segmenter
    return any(one.figure.start < end and one.figure.end > start for one in sentence.contexts) \
        or any(one.start < end and one.end > start for one in sentence.times)
