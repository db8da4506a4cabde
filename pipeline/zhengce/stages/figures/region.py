"""Where a figure holds: the place, area or word for a whole territory in front of it in its clause, else the one with which an earlier
clause of the sentence opens; else where its clause goes.

What a figure is set against is no region of it (产量高于全国), nor is a territory inside a name (全国重点实验室) or a member of the counted
(南阳等[4个]城市). A rank holds where it is ranked: 产量居全国第三.
"""

from __future__ import annotations

import re
from itertools import chain

from zhengce.lexicon.wordlists import Words, words
from zhengce.stages.figures.context import Context, Sentence
from zhengce.stages.figures.noun_phrases import noun_phrase
from zhengce.stages.figures.openings import REGIONS, begins
from zhengce.stages.figures.setting import Setting
from zhengce.stages.mentions import EntityMention
from zhengce.stages.view import View

_TERRITORIES = Words((REGIONS | words("country_parts.csv")) - words("nations.csv"))
_AREAS = tuple(words("area_endings.csv"))
_FACILITIES = tuple(words("facility_endings.csv"))
_NAMES = words("not_regional.csv")
_COMPARED = words("compared_verbs.csv")
_NAMING = frozenset(("organ", "meeting", "programme", "document", "slogan", "person", "group"))
_CLASSES = tuple(words("body_nouns.csv") - {"委员会", "党委", "政府"}) + ("机关",)
_LINKS = ("了", "着", "的", "到")
_LEADING = frozenset("在于对向从由赴到往据")
_GOES = re.compile("|".join(words("locating_verbs.csv")))
_RANKED = re.compile("第|前[0-9一二三四五六七八九十]")
_CARRYING = frozenset((None, "news", "article", "interpretation"))
"""Genres in which a sentence goes on with the region of the one before it, and a clause with the place that the one before opens with."""


def set_regions(view: View, contexts: list[Context], setting: Setting) -> None:
    """Set `region` of the figures."""
    carries = setting.genre in _CARRYING
    sentence: Sentence | None = None
    for context in contexts:
        if context.sentence is not sentence:
            sentence = context.sentence
            territories = list(_located(view, sentence))
            opening = [span for span in territories if _opens(view, sentence, span) and (carries or _wide(view, span))]
        if span := _last(view, context, territories, context.start) or _last(view, context, opening, sentence.start):
            context.figure.region = view.printed(span[0], _counted_end(context, span[1]))
        else:
            context.figure.region = _gone_to(view, context) or (_carried(context) if carries else None)


def _wide(view: View, span: tuple[int, int]) -> bool:
    """Whether a clause opens with where it holds, not with a place that does something: 全省…, 在云州…"""
    return view.text[span[0]:span[1]] in _TERRITORIES or view.text[span[0] - 1] in _LEADING


def _carried(context: Context) -> str | None:
    """The region of the sentence that this one goes on from, where it names none: 全国…占九成；劣质…占一成."""
    before = context.before_sentence if context.sentence.goes_on else None
    return before.figure.region if before is not None else None


def _located(view: View, sentence: Sentence) -> list[tuple[int, int]]:
    """Places, areas and words for a territory in the sentence that may say where something holds, in order; neighbours as one."""
    low, high = sentence.start, sentence.contexts[-1].figure.start
    named = [entity for entity in sentence.entities if entity.start < high]
    inside = [(entity.start + _whole_in_front(view, entity), entity.end) for entity in named if entity.type in _NAMING]
    places = [(entity.start, entity.end + 2 * view.text.startswith("等地", entity.end)) for entity in named if _is_place(view, entity)]
    whole = [(at, at + len(word)) for at, word in _TERRITORIES.within(view.text, low, high)
             if not any(start <= at < end for start, end in chain(inside, places)) and not _NAMES.at(view.text, at + len(word))]
    found: list[tuple[int, int]] = []
    for start, end in sorted([*places, *whole]):
        joined = found and view.text[found[-1][1]:start] in ("", "、")
        found[-1:] = [(found[-1][0], end)] if joined else [*found[-1:], (start, end)]
    return found


def _whole_in_front(view: View, entity: EntityMention) -> int:
    """The length of a word for a territory in front of a class of people or bodies, which is where they are: [全国]公安机关."""
    text = view.text
    plain = entity.type == "group" or entity.type == "organ" and text[entity.start:entity.end].endswith(_CLASSES)
    return max(0, _TERRITORIES.at(text, entity.start, entity.end) - entity.start) if plain else 0


def _is_place(view: View, entity: EntityMention) -> bool:
    """Whether an entity is where something holds; an airport or a works is not."""
    printed = view.text[entity.start:entity.end]
    if printed == "中国":
        return False
    return entity.type == "place" and not printed.endswith(_FACILITIES) or entity.type == "area" and printed.endswith(_AREAS)


def _last(view: View, context: Context, spans: list[tuple[int, int]], start: int) -> tuple[int, int] | None:
    """The last of the spans between an offset and the figure that says where it holds."""
    figure, text = context.figure, view.text
    for low, high in reversed(spans):
        if low < start:
            break
        ranked = figure.measure_of == "rank" and not text[high:figure.start].strip("的")
        if high <= figure.start and (ranked or not _set_against(text, low, high)) and text[high:figure.start] != "等":
            return low, high
    return None


def _counted_end(context: Context, end: int) -> int:
    """Where a region ends that is counted itself: the 30 counties of 边疆9省(区)[30个]边境县 lie in those nine."""
    before = context.previous.figure if context.previous is not None else None
    unit = before.measured_by if before is not None else None
    counted = unit is not None and unit.role == "noun" and before.start == end and before.end == context.figure.start
    return before.end if counted else end


def _set_against(text: str, low: int, high: int) -> bool:
    """Whether a whole is what something is compared with or ranked in: 高于全国1个百分点, 全国第三."""
    return bool(_COMPARED.before(text, low - text.startswith(_LINKS, low - 1))) or _RANKED.match(text, high) is not None


def _opens(view: View, sentence: Sentence, span: tuple[int, int]) -> bool:
    """Whether a clause opens with the span, times and prepositions aside: what is said later in the sentence holds there too."""
    start = max((offset + 1 for offset, _ in sentence.marks if offset < span[0]), default=sentence.start)
    at = begins(view, sentence, start, span[0])
    return not view.text[at:span[0]].strip("".join(_LEADING))


def _gone_to(view: View, context: Context) -> str | None:
    """The place that the counted go to or work in: 百家企业落地[中部], 三千名干部深入[牧区]."""
    verb = _GOES.search(view.text, context.figure.end, context.end)
    if verb is None:
        return None
    stop = _TERRITORIES.at(view.text, verb.end(), context.end) or noun_phrase(view, verb.end(), context.end)[0]
    return view.printed(verb.end(), stop) if stop > verb.end() + 1 else None
