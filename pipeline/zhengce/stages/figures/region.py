"""Where a figure holds: the place, area or word for a whole territory in front of it, inherited over the sentence; else where its clause goes.

What a figure is set against is no region of it: 产量居全国第三.
"""

from __future__ import annotations

import re

from zhengce.lexicon.wordlists import Words, words
from zhengce.stages.figures.context import Context, Sentence
from zhengce.stages.figures.openings import REGIONS
from zhengce.stages.figures.subject_candidates import noun_phrase
from zhengce.stages.view import View

_TERRITORIES = Words((REGIONS | words("country_parts.csv")) - words("nations.csv"))
_AREAS = tuple(words("area_endings.csv"))
_COMPARED = words("compared_verbs.csv")
_LINKS = ("了", "着", "的", "到")
_GOES = re.compile("|".join(words("locating_verbs.csv")))


def set_regions(view: View, contexts: list[Context]) -> None:
    """Set `region` of the figures."""
    sentence: Sentence | None = None
    region: str | None = None
    for context in contexts:
        if context.sentence is not sentence:
            sentence, region = context.sentence, None
        found = _within(view, context, context.start) or _within(view, context, context.sentence.start)
        region = found or region
        context.figure.region = region or _gone_to(view, context)


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
        if at > last and not _set_against(view.text, at):
            last, found = at, word
    return found


def _set_against(text: str, at: int) -> bool:
    """Whether the whole that begins at an offset is what the figure is compared with."""
    return bool(_COMPARED.before(text, at - text.startswith(_LINKS, at - 1)))


def _gone_to(view: View, context: Context) -> str | None:
    """The place that the counted go to or work in: 百家企业落地[中部], 三千名干部深入[牧区]."""
    verb = _GOES.search(view.text, context.figure.end, context.end)
    if verb is None:
        return None
    stop = _TERRITORIES.at(view.text, verb.end(), context.end) or noun_phrase(view, verb.end(), context.end)[0]
    return view.printed(verb.end(), stop) if stop > verb.end() + 1 else None
