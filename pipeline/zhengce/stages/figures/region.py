"""Where a figure holds: the place, area or word for a whole territory in front of it, inherited over the sentence."""

from __future__ import annotations

from zhengce.lexicon.wordlists import Words, words
from zhengce.stages.figures.context import Context, Sentence
from zhengce.stages.figures.openings import REGIONS
from zhengce.stages.view import View

_TERRITORIES = Words(REGIONS - words("nations.csv"))
_AREAS = tuple(words("area_endings.csv"))


def set_regions(view: View, contexts: list[Context]) -> None:
    """Set `region` of the figures."""
    sentence: Sentence | None = None
    region: str | None = None
    for context in contexts:
        if context.sentence is not sentence:
            sentence, region = context.sentence, None
        found = _within(view, context, context.start) or _within(view, context, context.sentence.start)
        region = found or region
        context.figure.region = region


def _within(view: View, context: Context, start: int) -> str | None:
    """The last place, area or word for a whole territory between an offset and the figure."""
    end = context.figure.start
    last, found = -1, None
    for entity in reversed(context.sentence.entities):
        if start <= entity.start and entity.end <= end:
            if entity.type == "place" or entity.type == "area" and view.text[entity.start:entity.end].endswith(_AREAS):
                last, found = entity.start, view.printed(entity.start, entity.end)
                break
    for at, word in _TERRITORIES.within(view.text, start, end):
        if at > last:
            last, found = at, word
    return found
