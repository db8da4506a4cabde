"""How a clause opens: section numbers, adverbs, connectives, times and places in front of the words that name something."""

from __future__ import annotations

import re
from bisect import bisect_right

from zhengce.lexicon.wordlists import words
from zhengce.stages.figures.context import Context, Sentence
from zhengce.stages.figures.leading_verbs import skip_to_verb
from zhengce.stages.figures.phrases import ACTS, OPENERS
from zhengce.stages.view import View

_NUMBERED = re.compile(r"(?:第[^，。、]{1,6}[条章节款]|\d{1,2}[.．、]|[（(][^（）]{1,3}[）)]|[一二三四五六七八九十]+是|——)[\s\u3000]*")
_PREPOSITIONAL = re.compile(r"(?:在|对|向|从|由|把|将|按|以|为|通过|经过|根据|围绕|依托)[^，。；、]{1,30}?(?:(?<!型)中(?!小|央|医|国)|上(?!市|海|升|涨|缴|网)|下(?!降|岗|属|达|放|辖)|后|里(?!程)|(?<!国)内(?!地|部)|方面|期间|以来)(?=.)")
_HEADS = frozenset("第（(—一二三四五六七八九十0123456789在对向从由把将按以为通经根围依")
"""What a section number or a prepositional phrase begins with."""
_POINTS = frozenset("这那该此本")
_DETERMINER = re.compile("[这那该此本](?:份|个|家|项|类|种|批|次|条|座|起|名|位|届|轮|一|台|艘|架)(?=..)")
"""What points to something named before: 这份合同, 本届."""
_MUST = frozenset("要将须应可能")
_TO, _WITHIN = frozenset("到至自从在截"), frozenset("中里内间底末")
REGIONS = words("region_words.csv")


def opened(view: View, context: Context) -> str:
    """The lead without its times, section numbers, openers and the names of places in front."""
    text, at, end = view.text, context.lead_start, context.figure.start
    sentence = context.sentence
    spans = {time.start: time.end for time in sentence.times if at <= time.start < end} if sentence.times else {}
    places = {entity.start: entity.end for entity in sentence.entities if entity.type == "place" and at <= entity.start < end}
    while at < end:
        if text[at] in "，、 \u3000和与":
            at += 1
            continue
        if text[at] in _MUST and text[at + 1:at + 2] in _TO and at + 2 in spans:
            at += 1
        if at in spans or text[at] in _TO and at + 1 in spans:
            at = spans.get(at) or spans[at + 1]
            at += at < end and text[at] in _WITHIN and view.tokens.words[view.tokens.at(at)] == text[at]
            continue
        if (verb := skip_to_verb(view, sentence, at, end)) > at:
            at = verb
            break
        if text[at] in _HEADS and (stop := _behind_head(view, at, end)):
            at = stop
            continue
        if text[at] in _POINTS and (match := _DETERMINER.match(text, at, end)):
            at = match.end()
            continue
        stop = OPENERS.at(text, at, end)
        if stop and _opens(view, at, stop):
            at = stop
            continue
        region = places.get(at) or REGIONS.at(text, at, end)
        if region and region + 1 < end:
            at = region
            continue
        break
    return _without(text, spans, at, end)


def _behind_head(view: View, at: int, end: int) -> int:
    """Where a section number or a prepositional phrase at `at` ends, between two words (向中下游补水 has none); 0 where none begins."""
    if match := _NUMBERED.match(view.text, at, end):
        return match.end()
    match = _PREPOSITIONAL.match(view.text, at, end)
    return match.end() if match and view.tokens.starts[view.tokens.at(match.end())] == match.end() else 0


def begins(view: View, sentence: Sentence, start: int, end: int) -> int:
    """Where the words of a clause begin behind openers, times and prepositional phrases."""
    text = view.text
    spans = {time.start: time.end for time in sentence.times if start <= time.start < end}
    at = start
    while at < end:
        if text[at] in "，、：；。 \u3000“和与":
            at += 1
        elif at in spans:
            at = spans[at]
        elif text[at] in _HEADS and (stop := _behind_head(view, at, end)):
            at = stop
        elif (stop := OPENERS.at(text, at, end)) and text[at:stop] not in REGIONS and _opens(view, at, stop):
            at = stop
        else:
            break
    return at


def _opens(view: View, start: int, end: int) -> bool:
    """Whether an opener is a word of its own here, not the begin of one (地|区, 原|煤) and no verb with an object."""
    tokens = view.tokens
    index = bisect_right(tokens.starts, start) - 1
    if end - start == 1 and (tokens.starts[index] != start or len(tokens.words[index]) > 1 or tokens.tags[index][:1] in "nbgv"):
        return False
    return tokens.starts[bisect_right(tokens.starts, end) - 1] == end and not _is_verb(view, start, end)


def _is_verb(view: View, start: int, end: int) -> bool:
    """Whether an opener is a verb of its own here: 争取国家资金, 新设企业; not 争取达到."""
    text, tokens = view.text, view.tokens
    if any(text[start:end + more] in ACTS for more in (1, 2)):
        return True
    index = bisect_right(tokens.starts, end) - 1
    return text[start:end] in ACTS and tokens.tags[index][:1] == "n"


def _without(text: str, spans: dict[int, int], low: int, high: int) -> str:
    pieces = []
    for start, end in spans.items():
        if low <= start:
            pieces.append(text[low:start])
            low = end
    return "".join([*pieces, text[low:high]])
