"""What stands in front of a number and is counted by it: 建成[风景线]743条; not the name of a level (粮食产量)."""

from __future__ import annotations

import re

from zhengce.lexicon.wordlists import words
from zhengce.stages.figures.context import Context
from zhengce.stages.figures.measure import governor
from zhengce.stages.figures.phrases import (
    ACTS,
    DEEDS,
    FILLERS,
    FUNDED,
    LEVELS,
    MARKER,
    NOMINAL,
    OPENERS,
    noun_before,
    pieces_between,
    strip_comparison,
    trim,
)
from zhengce.stages.view import View

TURNS = frozenset(("人次", "次"))
_ACTS = tuple(ACTS)
_NAMES = frozenset(("area", "group", "place"))
_NUMBER_OF = re.compile("(?<=..)(?:总数|总量|数量|数)$")
_INVESTED = re.compile("(?P<thing>[^，。；、]{2,20}(?:项目|工程))完成投资$")
_BRACKETS = re.compile("（[^（）]*）$")
_BRINGING = words("bringing_verbs.csv")
_COUNTS = frozenset(("count", "area", "length", "mass", "volume"))
_ARRIVING = frozenset("到至为")
_ACTORS = frozenset(("organ", "person", "place"))
_HEADS = tuple(words("actor_heads.csv"))
_OF_PEOPLE = tuple(words("people_totals.csv"))
DONE = words("done_to_things.csv")
_WORKS = words("deed_measures.csv")
"""Measure words that count what is done, not what it is done to: 技能培训5万人次."""
_OF_WHICH = "其中"
_AREA = ("面积",)
_DIMENSIONS = words("dimension_words.csv")
_TRADED = words("trade_verbs.csv")
_LONGEST = 30
_POINTING = frozenset("这那其此该")


def phrase_in_front(view: View, context: Context) -> tuple[int, int, int] | None:
    """The noun phrase that leads to the figure: (phrase start, noun start, end)."""
    lead = context.lead
    found = governor(context)
    core = lead[:-len(context.bare) + found.at] if found.verb and found.verb.role not in ("new", "sum") and found.at < len(context.bare) \
        else lead
    if core.strip("，、 ") in FILLERS:
        return None                                           # 日均达
    core = strip_comparison(core)
    if not core.strip("，、 ") or lead.strip("，、 ") in FILLERS:
        return None
    start = context.lead_start
    end = start + len(core)
    for time in context.sentence.times:
        if start <= time.start and time.end <= end:
            start = time.end
    names = [(one.start, one.end) for one in context.sentence.entities if one.type in _NAMES]
    return noun_before(view, start, end, end == context.figure.start, names) if start < end else None


def thing_in_front(view: View, context: Context, before: tuple[int, int, int]) -> tuple[int, int] | None:
    """The span of the noun in that phrase, where it is a thing that the figure counts; None where it names a level or a deed."""
    figure, text = context.figure, view.text
    first, noun, end = before
    taken = context.previous.figure.counted_span if context.previous is not None else None
    if taken is not None and context.lead.startswith("的") and taken[0] <= noun < taken[1] and taken[0] >= context.lead_start:
        return None                                           # 450元的补贴和|300元的服务
    if figure.kind in _COUNTS and (stop := _before_deed(view, context, noun, end)):
        if stop < 0:
            return None
        end = stop
    if figure.kind == "money" and (invested := _INVESTED.search(text, first, end)):
        return invested.span("thing")
    if figure.kind == "money" and (stop := _TRADED.at(text, noun, end)):
        noun = stop
    if figure.kind in _COUNTS and figure.unit not in _WORKS and (done := DONE.before(text, end)) and end - len(done) - noun > 1:
        end -= len(done)                                      # 农村危房|改造300户
    phrase = trim(_BRACKETS.sub("", text[noun:end])) if text[end - 1] == "）" else trim(text[noun:end])
    if phrase.endswith(_OF_PEOPLE):
        return None                                           # 死亡人数 is a level
    if figure.kind == "count" and (counter := _NUMBER_OF.search(phrase)):
        end -= len(counter[0])
        phrase = phrase[:counter.start()]
    if not phrase or phrase[0] == "每" or len(phrase) > _LONGEST or not _counts(view, context, (first, noun, end), phrase):
        return None
    phrase = MARKER.sub("", phrase)
    at = text.rfind(phrase, noun, end)
    return (at, at + len(phrase)) if phrase else None


def _before_deed(view: View, context: Context, start: int, end: int) -> int:
    """Where a thing ends of which the words in front of the number say what was done with it: [大飞机]已交付15架, [免签国家]拓展到55个; 0 where
    nothing is said, -1 where somebody did it (公安机关已破获)."""
    pieces = pieces_between(view, start, end)
    if context.figure.unit in TURNS or context.tail[:1] == "的" or len(pieces) < 2 or pieces[-1][1] != "v" or len(pieces[-1][0]) < 2 or pieces[-1][0] in NOMINAL:
        return 0
    adverbs = len(pieces) - 1
    while adverbs > 1 and (pieces[adverbs - 1][1] == "d" or pieces[adverbs - 1][0] in FILLERS):
        adverbs -= 1
    stop = pieces[adverbs][2]
    arrives = end < context.figure.start and view.text[end] in _ARRIVING
    if adverbs == len(pieces) - 1 and not arrives or pieces[adverbs - 1][1][:1] != "n" or stop - start < 2:
        return 0
    if pieces[-1][0] in _BRINGING:
        return 0
    acts = any(one.end == stop for one in context.sentence.entities if one.type in _ACTORS) or view.text[start:stop].endswith(_HEADS)
    if acts and not arrives:
        return -1
    context.deed = "" if arrives else pieces[-1][0]
    return stop


def _counts(view: View, context: Context, before: tuple[int, int, int], phrase: str) -> bool:
    """Whether the figure counts what the phrase names: a thing of any kind for a count, else what was made, funded or traded."""
    kind, text = context.figure.kind, view.text
    first, noun, end = before
    acted = noun > first or first > context.lead_start and text[context.lead_start:first].strip("，、").endswith(_ACTS)
    before_it = context.previous.figure.counted if context.previous is not None else None
    acted = acted or context.deed is not None or bool(before_it) and context.lead.startswith(_OF_WHICH) or context.continues and before_it is not None
    if phrase.endswith(LEVELS) and not phrase.endswith(FUNDED) and not (acted and phrase.endswith(_AREA) and len(phrase) > 3 and "的" not in phrase):
        return False
    if kind == "money":
        return acted and (phrase.endswith(FUNDED) or bool(_TRADED.before(text, noun)))
    if kind != "count":
        return acted and phrase not in _DIMENSIONS
    if _adverbial(view, noun, end) or phrase in FILLERS or phrase in OPENERS:
        return False
    return context.figure.unit in TURNS or not acts_only(view, noun, end)


def _adverbial(view: View, start: int, end: int) -> bool:
    """Whether the phrase is one adverb or preposition: 连续两次, 经过四次."""
    tokens = view.tokens
    index = tokens.at(start)
    return tokens.starts[index] == start and start + len(tokens.words[index]) == end and tokens.tags[index] in ("a", "ad", "d", "p")


def acts_only(view: View, start: int, end: int) -> bool:
    """Whether a phrase ends in a verb that brings something about, so that it names no thing: 逮捕, 在城镇吸收."""
    tokens = view.tokens
    index = tokens.at(end - 1)
    word = view.text[max(start, tokens.starts[index]):end]
    if view.text[end - 1] in _POINTING:
        return True                                           # 确保这两项
    return view.text[start:end] in ACTS or tokens.tags[index] == "v" and word in DEEDS and word not in NOMINAL


def ends_in_verb(view: View, end: int) -> bool:
    """Whether the word that ends at `end` is a verb and hardly ever a noun: 依法判刑."""
    tokens = view.tokens
    index = tokens.at(end - 1)
    return tokens.tags[index][:1] == "v" and tokens.words[index] not in NOMINAL
