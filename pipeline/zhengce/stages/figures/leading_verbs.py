"""Where the verb of a lead begins, behind those who act and behind prepositional phrases: 中央财政累计[安排]公益金, 为企业[减免]税费.

Who acts is no part of a series' name, nor for whom; a thing that a verb says something of is (项目完成投资).
"""

from __future__ import annotations

from zhengce.lexicon.wordlists import words
from zhengce.stages.figures.context import Sentence
from zhengce.stages.figures.phrases import DEEDS, FILLERS, LEVELS, NOMINAL, OPENERS, PREDICATES, strip_comparison
from zhengce.stages.view import View

_ACTORS = frozenset(("organ", "area", "person"))
_NOMINAL_ACTS = words("nominal_acts.csv")
_HEADS = tuple(words("actor_heads.csv"))
_MODALS = frozenset("拟将要再可能应须已共也都均就还并")
_NAMING_TAGS = frozenset("njlbsz")


def skip_to_verb(view: View, sentence: Sentence, at: int, end: int) -> int:
    """Where the verb begins behind the actors or the prepositional phrase at `at`; `at` itself where neither stands there."""
    tokens = view.tokens
    index = tokens.at(at)
    if tokens.starts[index] == at and tokens.tags[index] == "p":
        return _behind_phrase(view, index, end) or at
    if tokens.starts[index] == at and tokens.words[index] in DEEDS and view.text.startswith(("、", "和"), tokens.end(index)) and _verb_at(view, tokens.end(index) + 1, end):
        return at                                             # 新建和加固堤防
    if view.text[at] in _MODALS and (verb := _acted(view, at, end)):
        return verb
    return _behind_actors(view, sentence, at, end) or _behind_actor_noun(view, index, at, end) or at


def _verb_at(view: View, at: int, end: int) -> bool:
    """Whether a verb with an object begins at `at`, behind modals and adverbs."""
    text, tokens = view.text, view.tokens
    index = tokens.at(at)
    if at >= end or tokens.starts[index] != at or tokens.tags[index][:1] != "v" and (len(tokens.words[index]) < 4 or tokens.words[index][:2] in _NOMINAL_ACTS):
        return False                                          # 减轻负担 is one word to the tagger
    stop = DEEDS.at(text, at, end)
    rest = strip_comparison(text[stop:end])
    if text[at:stop] in NOMINAL and rest.endswith(LEVELS):
        return False                                          # 登记失业率
    return at < stop < end and text[at:stop] not in FILLERS and len(rest) > 1 and rest not in FILLERS


def _behind_modals(view: View, at: int, end: int) -> int:
    """`at`, moved behind openers and modals."""
    text, tokens, moved = view.text, view.tokens, True
    while moved and at < end and tokens.tags[tokens.at(at)] != "p":
        size = OPENERS.at(text, at, end)
        moved = bool(size) or text[at] in _MODALS and not PREDICATES.at(text, at, end) > at + 1 and not DEEDS.at(text, at, end)
        at = size or at + moved
    return at


def _behind_actors(view: View, sentence: Sentence, at: int, end: int) -> int:
    """Behind coordinated entities that act: [省政府、省工会]累计安排…"""
    stops = {one.start: one.end for one in sentence.entities if one.type in _ACTORS and at <= one.start and one.end < end}
    if at not in stops:
        return 0
    stop = stops[at]
    while stop < end and view.text[stop] in "、和与及" and stop + 1 in stops:
        stop = stops[stop + 1]
    return _acted(view, stop, end)


def _behind_actor_noun(view: View, index: int, at: int, end: int) -> int:
    """Behind a noun phrase whose head acts, or behind which an adverb shows that it does: [项目建设单位]拨付…, [铁路]累计发送…"""
    tokens = view.tokens
    stop = at
    while index < len(tokens.starts) and stop < end and tokens.tags[index][:1] in _NAMING_TAGS:
        stop = min(end, tokens.starts[index] + len(tokens.words[index]))
        index += 1
    if not 1 < stop - at < end - at or view.text[stop] == "的" or not (view.text[at:stop].endswith(_HEADS) or view.text[stop] in _MODALS or OPENERS.at(view.text, stop, end) or tokens.tags[tokens.at(stop)] == "d"):
        return 0
    return _acted(view, stop, end)


def _acted(view: View, stop: int, end: int) -> int:
    """Where the verb begins behind an actor that ends at `stop`; 0 where none does."""
    verb = _behind_modals(view, stop, end)
    if _verb_at(view, verb, end):
        return verb
    return _behind_phrase(view, view.tokens.at(verb), end) if verb < end and view.tokens.tags[view.tokens.at(verb)] == "p" else 0


def _behind_phrase(view: View, index: int, end: int) -> int:
    """Where the verb begins behind the prepositional phrase of token `index`; 0 where the phrase qualifies a noun (同我国建交的国家)."""
    text, tokens = view.text, view.tokens
    first = index
    while index + 1 < len(tokens.starts) and tokens.starts[index + 1] < end and index - first < 12:
        index += 1
        at = tokens.starts[index]
        if text[at] in "，、的":
            continue
        if (_verb_at(view, at, end) or text[at:end] in DEEDS and text[at:end] not in FILLERS) and "的" not in text[at:end]:
            return at
    return 0
