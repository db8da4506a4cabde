"""What is counted or measured as the subject: the thirty teams that set out, the people of whom nine in ten do something, the boilers of
a size.
"""

from __future__ import annotations

import re

from zhengce.lexicon.wordlists import words
from zhengce.stages.figures.context import Context
from zhengce.stages.figures.counted_names import counted_end
from zhengce.stages.figures.noun_phrases import noun_phrase
from zhengce.stages.figures.openings import REGIONS
from zhengce.stages.figures.phrases import FUNDED, LEVELS, PIVOTS, strip_fillers
from zhengce.stages.figures.subject_clauses import Clause
from zhengce.stages.figures.subject_words import subject_words
from zhengce.stages.view import View

_PARTS = words("country_parts.csv")
_FRONT = re.compile(f"(?:{'|'.join(sorted(REGIONS | words('counted_openers.csv'), key=len, reverse=True))})*")
_GOVERNING = frozenset("对为将把在按")
_OF = re.compile(r"(?:以上|以下|左右|[长高深])?的")
_SIZED = re.compile(r"(?:以上|以下|左右)?的?")
_PEOPLE = re.compile(f".{{0,8}}?(?:{'|'.join(words('people_nouns.csv') | words('body_nouns.csv') | words('shared_classes.csv'))})")
_LISTED, _EXIST = ("的", "等"), subject_words("exists")
"""What stands in front of those who act: members of theirs (云州等[9个]县完成了…), or that there are some (已有[20个]团出访)."""
_DIMENSIONS = words("dimension_words.csv")
_SIZES = frozenset(("money", "area", "length", "mass", "power", "volume"))
_OWN_LEVELS = (*LEVELS, *subject_words("own_level"))
_MEASURED = (*LEVELS, *subject_words("measured"))
_NEXT = re.compile("[、和与及][^、和与及]*$")
"""What leads to the next number: 1万千瓦的水电站[和]5万千瓦的火电站."""
_USED = (*FUNDED, *subject_words("used"))
"""What is given or used by the measure, which is no size of it: 5立方米的水费."""
_NO_THINGS = (*LEVELS, *subject_words("no_thing"))


def counted_subject(view: View, context: Context, clause: Clause) -> str | None:
    """What is counted where it acts: its number opens the clause in front of a predicate, or a pivot sets it to do something."""
    figure = context.figure
    if figure.counted is None or not is_behind(context) or not _predicate_follows(view, context) or _governed(view, context):
        return None
    if figure.counted.endswith(LEVELS) or strip_fillers(figure.counted) != figure.counted:
        return None
    if figure.kind == "count" and not context.verb and (context.lead.endswith(_EXIST) or context.lead.endswith(_LISTED) and not _verb_led(view, clause)):
        return figure.counted
    if figure.kind != "area" and opens(view, context, clause) and view.text[figure.start - 1] != "这":
        return figure.counted
    return figure.counted if figure.kind == "count" and context.lead.endswith(PIVOTS) else None


def _governed(view: View, context: Context) -> bool:
    """Whether a preposition stands in front of a number or of the list that it goes on with: 为[300万名]婴幼儿发放…"""
    start = context.figure.start
    if context.previous is not None and joins(view, context):
        return _governed(view, context.previous)
    return start > 0 and view.tokens.words[view.tokens.at(start - 1)] in _GOVERNING


def shared_subject(view: View, context: Context, clause: Clause) -> str | None:
    """Of whom a figure is a share, where they are the subject: [九成]的居民用上了热水."""
    figure = context.figure
    of = _OF.match(view.text, figure.end, context.end)
    if of is None or figure.kind not in ("percent", "ratio") or not opens(view, context, clause):
        return None
    noun = view.text[of.end():noun_phrase(view, of.end(), context.end)[0]]
    return _whose(noun) or noun or None


def _whose(noun: str) -> str | None:
    """The class of people, bodies or places at the begin of a phrase: [城市]空气质量."""
    found = _PEOPLE.match(noun)
    return found[0] if found else None


def sized_subject(view: View, context: Context) -> str | None:
    """The thing that has a size or an age as its attribute: [3岁以下]儿童, 总规模[100亿元]的基金."""
    figure, text = context.figure, view.text
    graded = figure.unit_text is not None and figure.unit_text[1:].endswith("级")
    behind = _SIZED.match(text, figure.end).end()
    attributive = text[behind - 1] == "的" and figure.kind in _SIZES and not context.verb and (figure.kind != "money" or context.bare.endswith(_MEASURED))
    if not (figure.unit == "岁" or graded or attributive):
        return None
    limit = figure.end + len(context.tail)
    noun = text[behind:noun_phrase(view, behind, limit)[0]]
    if behind + len(noun) == limit < context.end:
        noun = _NEXT.sub("", noun)
    if figure.unit == "岁":
        noun = _whose(noun) or noun
    used = figure.kind != "money" and noun.endswith(_USED)
    return None if used or len(noun) < 2 or noun.endswith(_NO_THINGS) or noun.startswith("百分之") else noun


def measured_subject(view: View, context: Context, clause: Clause) -> str | None:
    """The thing whose length, height or ground is told: [云淮铁路]全长90公里."""
    if context.figure.kind not in ("length", "area"):
        return None
    size = _DIMENSIONS.before(view.text, context.figure.start)
    stop = context.figure.start - len(size)
    whole = size and stop > clause.begin + 1 and noun_phrase(view, clause.begin, stop)[0] >= stop
    return view.printed(clause.begin, stop) if whole else None


def opens(view: View, context: Context, clause: Clause) -> bool:
    """Whether a number begins its clause, a place or a word like 已有 in front of it, alone or as a further member of the list that does."""
    before = context.previous if context.same_clause else None
    if before is not None and (joins(view, context) or not context.lead):
        return opens(view, before, clause)
    low, start = max(clause.begin, context.lead_start), context.figure.start
    return not context.bare.strip("，、和与及这其中他 ") or _FRONT.fullmatch(view.text, low, start) is not None \
        or phrase_start(view, context) == clause.begin < start


def _verb_led(view: View, clause: Clause) -> bool:
    """Whether a clause begins with its verb, also with one that was passed over as an opener: [加快]云州等9个枢纽建设."""
    tokens = view.tokens
    return clause.verbal or any(tokens.tags[index] == "v" for index in range(tokens.at(clause.start), tokens.at(clause.begin)))


def is_behind(context: Context) -> bool:
    """Whether what is counted stands behind its number."""
    span = context.figure.counted_span
    return span is not None and span[0] >= context.figure.end


def counted_phrase(view: View, context: Context, clause: Clause) -> str | None:
    """The counted subject with its number, as later figures print it: 东部325个经济强县, with the members of its list."""
    if not is_behind(context) or not opens(view, context, clause):
        return None
    low, before = phrase_start(view, context), context.previous
    if before is not None and context.continues and is_behind(before) and not context.lead.endswith("与"):
        low = phrase_start(view, before)
    return view.printed(low, counted_end(context.figure))


def joins(view: View, context: Context) -> bool:
    """Whether a number is a further member of a list of counted nouns, a place in front of it or not: 东部8个省与[西部10个]省."""
    return context.same_clause and view.text[phrase_start(view, context) - 1] in "、和与及"


def phrase_start(view: View, context: Context) -> int:
    """Where the phrase of a counted subject begins, a place in front included: [东部325个]经济强县."""
    start = context.figure.start
    for entity in context.sentence.entities:
        if entity.end == start and entity.type in ("place", "area"):
            return entity.start
    return start - len(_PARTS.before(view.text, start))


def _predicate_follows(view: View, context: Context) -> bool:
    """Whether a predicate or a further member of the list stands behind the counted noun; not the name of its level: 两项指标[增速]高于…"""
    at = counted_end(context.figure)
    if at >= context.end or view.text[at] in "，。；：）！？":
        return False
    stop, _ = noun_phrase(view, at, context.end)
    return view.text[at] in "、和与及" or not view.text[at:stop].endswith(_OWN_LEVELS)
