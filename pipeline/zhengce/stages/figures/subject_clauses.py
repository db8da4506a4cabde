"""Who stands first in a clause, and what follows: a verb of doing, a verb that only says how high a level is, the name of what is held."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, NamedTuple

from zhengce.lexicon.wordlists import Words, words
from zhengce.stages.figures.context import Sentence
from zhengce.stages.figures.noun_phrases import noun_phrase
from zhengce.stages.figures.openings import REGIONS, begins
from zhengce.stages.figures.phrases import ACTS, DEEDS, FILLERS, LEVELS, PREDICATES
from zhengce.stages.figures.subject_holders import holder_at, holds, without_whole
from zhengce.stages.figures.subject_words import subject_words
from zhengce.stages.mentions import EntityMention
from zhengce.stages.view import View

Follows = Literal["deed", "verb", "preposition", "level", "noun"]
ACTORS = frozenset(("organ", "place", "group", "person", "programme"))
_NATIONS, _DOERS = words("nations.csv"), words("doer_words.csv")
_OFFICES = frozenset(subject_words("nation"))
"""Words for the nation that are as often attributes: 国家标准, 中央预算."""
_LINK = re.compile(r"[、和与及]|以及")
_TITLE = Words(subject_words("title"))
_ACTING, _LEVEL = Words(ACTS | PREDICATES), words("level_verbs.csv")
_BODIES, _PEOPLE = tuple(words("body_nouns.csv")), tuple(words("people_nouns.csv"))
_TRADES, MASSES = tuple(words("doing_trades.csv")), subject_words("mass")
"""People as a factor or a series: they do nothing."""
_POINTED = re.compile("的[这那该](?:家|个|座|条|名|位|片|支|所|种|一)")
"""What stands in front of a subject that has a clause for its attribute: 位于云州的这家[工厂]…"""
_AGENT = re.compile("[^个每各]{2}[人者方]$")
_CAUSED, _NAMING = re.compile("已经?(?=造成|导致)|(?:共|将)?(?:造成|导致)"), subject_words("naming")
"""Verbs of causes, and those that begin the name of a level as often as they say what is done."""
_GOVERNING = frozenset("对与同向为给从由在将把被以按")
_VERBAL, _BETWEEN = frozenset("vdpt"), frozenset("dpctmquailz")
_WORKS = subject_words("works")
"""Endings of programmes that do something, as measures and policies do not."""
_BRINGING = subject_words("bringing")
"""What follows a trade that does something; 制造业采购经理指数 is the name of a level."""
_AUXILIARIES = frozenset(subject_words("auxiliary"))
_AHEAD = 14


class Standing(NamedTuple):
    """Somebody at the begin of a clause: the words, what kind of word they are, and what follows."""

    text: str
    kind: str
    follows: Follows


@dataclass(slots=True)
class Clause:
    """One clause of a sentence: where its words begin behind openers, and whether it begins with its verb."""

    start: int
    end: int
    begin: int
    verbal: bool


def clauses(view: View, sentence: Sentence) -> list[Clause]:
    """The clauses of a sentence outside brackets, up to its last figure."""
    bounds, depth = [sentence.start], 0
    for offset, char in sentence.marks:
        if char == "（":
            depth += 1
        elif char == "）":
            depth = max(0, depth - 1)
        elif not depth:
            bounds.append(offset + 1)
    bounds.append(sentence.end + 1)
    last = sentence.contexts[-1].figure.start
    found = []
    for low, high in zip(bounds, bounds[1:], strict=False):
        if low <= last and low < high:
            begin = _behind_times(view, begins(view, sentence, low, high - 1), high - 1)
            verbal = acts(view, begin, high - 1) or bool(DEEDS.at(view.text, begin, high - 1)) or _led(view, begin, high - 1)
            found.append(Clause(low, high - 1, begin, verbal))
    return found


def _led(view: View, at: int, end: int) -> bool:
    """Whether an auxiliary or an adjective used as an adverb leads to a verb: 计划加开…, 紧急安排…"""
    index = view.tokens.at(at)
    leads = view.tokens.words[index] in _AUXILIARIES or view.tokens.tags[index][:1] == "a"
    return leads and follows(view, at, end) in ("deed", "verb")


def _behind_times(view: View, at: int, end: int) -> int:
    """An offset behind words for a time that is no date: [近期]又下拨…"""
    tokens = view.tokens
    index = tokens.at(at)
    while index < len(tokens.starts) and tokens.starts[index] < end - 1 and tokens.tags[index] == "t":
        index += 1
    return max(at, tokens.starts[index] if index < len(tokens.starts) else end)


def standing(view: View, sentence: Sentence, clause: Clause, figure: int) -> Standing | None:
    """Who stands first in a clause with a figure at an offset; None where it begins with its verb or with the name of a level."""
    text, at, end = view.text, clause.begin, clause.end
    if clause.verbal and (pointed := _POINTED.search(text, at, figure)):
        return _noun(view, sentence, pointed.end(), min(end, figure), end)
    if at and view.tokens.words[view.tokens.at(at - 1)] in _GOVERNING:
        return _person(view, sentence, at, figure)
    if at and text[at - 1] == "该":
        return Standing(text[at - 1:at + len(view.tokens.words[view.tokens.at(at)])], "body", follows(view, at, end))
    entity = next((one for one in sentence.entities if one.start == at or one.start == at - 1 and text[at - 1] == "“"), None)
    if (stop := _NATIONS.at(text, at, end)) and not (entity is not None and stop < entity.end <= end):
        return _nation(view, at, stop, end)
    if (stop := _DOERS.at(text, at, end)) and view.tokens.tags[view.tokens.at(stop)][:1] != "n":
        return Standing(text[at:stop], "organ", "verb")
    if entity is None or entity.end > end or entity.type == "area" and not text[at:entity.end].endswith(_BODIES) and _next(sentence, entity) is None:
        if stop := REGIONS.at(text, at, end):
            behind = follows(view, stop, end)
            if (behind == "deed" and acts(view, stop, end) or behind == "verb" and view.tokens.tags[view.tokens.at(stop)] == "vn") and not text.startswith(_NAMING, stop):
                return Standing(text[at:stop], "whole", "deed")
            at = stop
            entity = next((one for one in sentence.entities if one.start == at and one.type in ACTORS), None)
    if entity is not None and entity.type == "place" and (doer := _noun(view, sentence, at, min(end, figure), end)) and doer.follows != "noun" and doer.text != text[at:entity.end]:
        return doer
    if entity is not None and entity.end <= end and (known := _entity(view, sentence, entity, end)):
        return known
    return _noun(view, sentence, at, min(end, figure), end)


def _nation(view: View, at: int, stop: int, end: int) -> Standing | None:
    """The nation; not where it is an attribute: 国家外汇储备."""
    word, behind = view.text[at:stop], follows(view, stop, end)
    return None if word in _OFFICES and not acts(view, stop, end) else Standing(word, "nation", behind)


def _entity(view: View, sentence: Sentence, entity: EntityMention, end: int) -> Standing | None:
    """An entity that acts or holds something, with those coordinated to it."""
    text, last = view.text, _next(sentence, entity) or entity
    for other in sentence.entities:
        if other.start > last.end and other.end <= end and other.type in ACTORS and _LINK.fullmatch(text[last.end:other.start]):
            last = other
    stop = last.end
    if last.type == "place" and (whole := REGIONS.at(text, stop, end)) and acts(view, whole, end):          # 云州全市设置…
        stop = whole
    if entity.type == "person" and (behind := _TITLE.at(text, stop)):
        stop = behind
    printed, behind = view.printed(entity.start, stop), follows(view, stop, end)
    kind = last.type
    if text[stop:stop + 1] in ("至", "到") and any(one.start == stop + 1 and one.type == "place" for one in sentence.entities):
        return None                          # 云州至青州的运行时间
    if kind not in ACTORS and kind != "area" or stop >= end:
        return None
    if kind == "programme" and not (printed.endswith(_WORKS) and behind in ("deed", "verb")):
        return None
    if kind == "group" and (printed.endswith(MASSES) or behind == "noun" and not holds(text, stop)):
        return None
    seeming = behind in ("deed", "verb") or kind == "place" and DEEDS.at(text, stop)
    if acts(view, stop, end) or kind == "group" or kind in ("place", "organ") and _possesses(view, stop) or seeming:
        return Standing(without_whole(printed), kind, behind)
    return None


def _next(sentence: Sentence, entity: EntityMention) -> EntityMention | None:
    """People right behind the area that they belong to: [脱贫县][农民]."""
    if entity.type != "area":
        return None
    return next((other for other in sentence.entities if other.start == entity.end and other.type == "group"), None)


def _possesses(view: View, at: int) -> bool:
    """Whether the name of a level stands behind somebody: 云州市[用水量], 云河[珍稀物种]由7种增加到9种."""
    at += view.text.startswith("的", at)
    stop, behind = noun_phrase(view, at, at + _AHEAD)
    return view.text[at:stop].endswith((*LEVELS, "人数", "总数")) or stop > at and behind in ("由", "从")


def _noun(view: View, sentence: Sentence, at: int, figure: int, end: int) -> Standing | None:
    """A noun phrase that does something (邮电业实现…, 申请人提交…), or the holder at its begin of what it names."""
    stop = _before_auxiliary(view, at, noun_phrase(view, at, figure)[0])
    noun = without_whole(view.text[at:stop])
    if stop < at + 2 or noun[0].isdecimal() or DEEDS.at(view.text, at):
        return None
    behind = follows(view, stop, end) if stop < end else "level"
    if behind in ("deed", "verb", "preposition") and stop < figure and (kind := _doer(view, noun, stop, behind)):
        return Standing(noun, kind, behind)
    if person := _person(view, sentence, at, figure):
        return person
    if held := holder_at(view, at, stop):
        return Standing(held, "holder", "noun")
    return Standing(noun, "body", behind) if noun.endswith(_BODIES) and behind == "level" else None


def _before_auxiliary(view: View, at: int, stop: int) -> int:
    """Where a noun phrase ends into which an auxiliary was read: 铁路[预计]发送."""
    tokens = view.tokens
    index = tokens.at(at)
    while index < len(tokens.starts) and tokens.starts[index] < stop:
        if tokens.words[index] in _AUXILIARIES:
            return tokens.starts[index]
        index += 1
    return stop


def _person(view: View, sentence: Sentence, at: int, figure: int) -> Standing | None:
    """The person in front of a verb, whatever is said of them before: 县水务局局长[周立]受到…"""
    for one in sentence.entities:
        if at <= one.start and one.end < figure and one.type == "person" and view.tokens.tags[view.tokens.at(one.end)] == "v":
            return Standing(view.printed(one.start, one.end), "person", "verb")
    return None


def _doer(view: View, noun: str, stop: int, behind: Follows) -> str | None:
    """What kind of doer a noun phrase in front of a verb is."""
    if noun.endswith(_BODIES):
        return "body"
    if noun.endswith(_TRADES) and (not noun.endswith("业") or view.text.startswith(_BRINGING, stop)):
        return "trade"
    if noun.endswith(_PEOPLE) and not noun.endswith(MASSES) or _AGENT.search(noun):
        return "people"
    return "cause" if _CAUSED.match(view.text, stop) else None


def follows(view: View, at: int, end: int) -> Follows:
    """What follows at an offset, behind adverbs, times and prepositional phrases."""
    tokens = view.tokens
    index = tokens.at(at)
    led = False
    for step in range(index, min(index + _AHEAD, len(tokens.starts))):
        word, tag, start = tokens.words[step], tokens.tags[step], tokens.starts[step]
        if start >= end:
            break
        led = led or tag == "p"
        if word in _LEVEL:
            return "level"
        if word in _AUXILIARIES or word in FILLERS and word not in ACTS:
            continue
        if tag == "v" or word in ACTS or word in DEEDS:
            return "deed" if word in ACTS or word in DEEDS or DEEDS.at(view.text, start) else "verb"
        if tag == "vn" and tokens.tags[step + 1:step + 2] == ["m"]:
            return "verb"
        if not led and tag[:1] not in _BETWEEN and word not in "，、":
            return "noun"
    return "preposition" if led else "level"


def acts(view: View, at: int, end: int) -> bool:
    """Whether a verb, an adverb or a preposition stands at an offset."""
    if at >= end:
        return False
    tokens = view.tokens
    return bool(_ACTING.at(view.text, at)) or tokens.tags[tokens.at(at)][:1] in _VERBAL
