"""What the series of a count is called: the verb, the counted noun and what is said of it: 打造示范村, 单位承担定点帮扶任务.

A verb in front leaves no room for a predicate, unless it sets what is counted to do something (支持老区县实施项目).
"""

from __future__ import annotations

import re

from zhengce.lexicon.wordlists import Words, words
from zhengce.stages.figures.context import Context
from zhengce.stages.figures.openings import REGIONS
from zhengce.stages.figures.phrases import (
    ACTS,
    DEEDS,
    FILLERS,
    JOIN,
    NOMINAL,
    OPENERS,
    PIVOTS,
    PREDICATES,
    acting_verb,
    pieces_between,
    strip_comparison,
    trim,
)
from zhengce.stages.mentions import FigureMention
from zhengce.stages.view import View

_SHARES = frozenset(("percent", "ratio"))
_WEAK = words("weak_verbs.csv")
_PLACED = frozenset(("place", "area"))
_ADVERBS = Words(words("predicate_adverbs.csv") | words("manner_words.csv"))
_BLANK = words("blank_predicates.csv")
_PREDICATIVE = Words(PREDICATES | DEEDS)
_ASPECT = re.compile("(?<=..)(?:了|着(?![手力眼重陆])|(?<![通超经越穿])过(?![程境渡去户关滤半]))")
_SETTING = re.compile("^在[^，。；]{1,12}?[中里内上](?=.)")
_DOING = words("doing_verbs.csv")
_LISTED = frozenset("、和与及")
_FINISHED = re.compile("(?:完成|实现)$")
_LONGER = words("not_adverbs.csv")
_LONGEST = 24
_POINTING = frozenset("这那其此该本每各上下")
"""Characters of words that only point at what is counted: 上述三类, 以下五条."""


def behind(figure: FigureMention) -> bool:
    """Whether what is counted stands behind the number, or is its unit (三县)."""
    return figure.counted_span is not None and figure.counted_span[0] >= figure.number_end


def counted_end(figure: FigureMention) -> int:
    """Where the counted noun ends; the figure's own end where it has none in the text."""
    return figure.counted_span[1] if figure.counted_span else figure.end


def name_of_counted(view: View, context: Context, lead: str) -> str:
    """The name of the series of a figure with its counted noun behind it; `lead` is the opened lead."""
    figure, previous = context.figure, context.previous
    verb, place = _verb(view, context)
    if not verb and context.continues and previous is not None and previous.figure.indicator:
        verb = act_of(previous.figure.indicator)
    if not verb and not context.continues and not _placed(view, context):
        short = trim(strip_comparison(lead))
        verb = short if len(short) <= 4 and _names(view, context, short) else ""
    if figure.measured_by is not None and figure.counted == figure.measured_by.form and _qualifies(context.tail):
        verb = ""                                             # 深化两国关系
    at = counted_end(figure)
    rest = context.tail[at - figure.end:]
    if not context.tail and (joined := _following(context)) and joined.figure.counted_span:
        at = counted_end(joined.figure)
        rest = joined.tail[max(0, at - joined.figure.end):]
    last = _last_of_list(context) if rest[:1] in _LISTED else None
    if last is not None:
        at, rest = counted_end(last.figure), last.tail[counted_end(last.figure) - last.figure.end:]
    verbal = view.tokens.tags[view.tokens.at(at)][:1] == "v"
    if figure.kind in _SHARES:
        return f"{figure.counted}{predicate_of(rest, verbal)}占比"
    if verb in _DOING and (done := _deed_behind(view, at, context.end)):
        return f"{_FINISHED.sub('', verb)}{place}{figure.counted}{done}"
    verb = without_weak(verb)
    sets = bool(verb) and verb.endswith(PIVOTS)
    predicate = predicate_of(rest, verbal) if not verb or sets else ""
    if predicate and predicate == rest and last is None and context.tail and (partner := _partner(context)):
        predicate = _with_partner(view, predicate, partner)
    return f"{verb}{place}{figure.counted}{predicate}"


def _deed_behind(view: View, at: int, end: int) -> str:
    """The deed behind what is counted that the verb in front has for its object: 完成2万户家庭|适老化改造; empty where none closes the clause."""
    pieces = pieces_between(view, at, min(end, at + 12))
    if not pieces or at + 12 < end or not all(tag[:1] in "nvbagk" for _, tag, _ in pieces):
        return ""
    word, tag, _ = pieces[-1]
    return view.text[at:end] if tag[:1] == "v" and (tag == "vn" or word in NOMINAL) else ""


def _last_of_list(context: Context) -> Context | None:
    """The last of the counts that 、 joins to this one, which has the predicate of all: 8所院校、[12个]学科|入选名单."""
    last: Context = context
    while last.figure.counted_span is not None and last.tail[last.figure.counted_span[1] - last.figure.end:] in _LISTED:
        following = _following(last)
        if following is None or not following.continues or not behind(following.figure):
            return None
        last = following
    return None if last is context else last


def _with_partner(view: View, predicate: str, partner: Context) -> str:
    """The predicate with what the next number counts, or without the place in front of that number: 结对帮扶|西部447个县."""
    place = _placed(view, partner)
    return predicate.removesuffix(place) if place else f"{predicate}{partner.figure.counted}"


def _partner(context: Context) -> Context | None:
    """The next figure that counts something, where nothing but the predicate stands between the two: 127家单位定点帮扶160个[县]."""
    following = _following(context)
    if following is None or following.figure.start != context.figure.end + len(context.tail) or not behind(following.figure):
        return None
    return following if following.figure.counted else None


def _following(context: Context) -> Context | None:
    """The next figure of the clause."""
    contexts = context.sentence.contexts
    at = contexts.index(context) + 1
    return contexts[at] if at < len(contexts) and contexts[at].start == context.start else None


def _verb(view: View, context: Context) -> tuple[str, str]:
    """The verb whose object is counted, and a place between the two: 赴[边疆]9省."""
    bare, previous = context.bare, context.previous
    if not context.lead and previous is not None and previous.figure.end == context.figure.start:
        return _verb(view, previous)[0], ""                   # 赴9省30个县
    if verb := acting_verb(bare, DEEDS):
        return verb, ""
    place = _placed(view, context)
    if place and (verb := acting_verb(bare.removesuffix(place), DEEDS)):
        return verb, place
    return "", ""


def _placed(view: View, context: Context) -> str:
    """The place or area right in front of the number: [东部]325个, [边疆]9省（区） as one area; empty where none stands there."""
    start = context.figure.start
    for one in context.sentence.entities:
        if one.type in _PLACED and context.lead_start <= one.start < start <= one.end and one.end in (start, context.figure.end):
            return view.text[one.start:start]
    return REGIONS.before(context.bare, len(context.bare))


def _names(view: View, context: Context, short: str) -> bool:
    """Whether the few words in front of the number belong to the name of its series: 大学[12所], not 以下[12所], 这样[12所]."""
    unit = context.figure.measured_by
    if not short or unit is not None and context.figure.counted == unit.form or short in OPENERS or short in FILLERS or short in PREDICATES:
        return False
    tokens = view.tokens
    index = tokens.at(context.figure.start - 1)
    tag = tokens.tags[index]
    if tokens.words[index] in ("了", "的") and index:
        tag = tokens.tags[index - 1]
    return tag[:1] in "nvbjlz" and not _POINTING.intersection(short)


def _qualifies(tail: str) -> bool:
    """Whether a number with its class noun only qualifies what follows: 两国|关系."""
    return bool(tail) and tail[0] not in JOIN and tail[0] != "的" and not predicate_of(tail)


def without_weak(verb: str) -> str:
    """A chain of verbs without those that add nothing: 加快|建设."""
    while weak := _WEAK.at(verb, 0):
        verb = verb[weak:]
    return verb


def act_of(text: str) -> str:
    """The act verbs that an indicator begins with: 新建和改造."""
    stop = ACTS.at(text, 0)
    while text[stop:stop + 1] in _LISTED and (further := ACTS.at(text, stop + 1)):
        stop = further
    return text[:stop]


def predicate_of(rest: str, verbal: bool = False) -> str:
    """The predicate behind the counted noun, without adverbs and bare completion; empty where it only says how things stand.

    `verbal`: the tagger has a verb where it begins, known or not.
    """
    rest = re.split(r"[，。；：！？、\n]", rest)[0]
    if len(rest) > _LONGEST:
        rest = rest[:max(rest.rfind(mark, 2, _LONGEST) for mark in "的和与“在")]
    if rest.count("《") > rest.count("》"):
        rest = rest[:rest.rindex("《")]
    while (size := _ADVERBS.at(rest, 0)) and rest[:size + 1] not in _LONGER:
        rest, verbal = rest[size:], size > 1 or verbal
    rest = _SETTING.sub("", rest)
    if len(rest) < 2 or not (verbal or _PREDICATIVE.at(rest, 0)) or _BLANK.at(rest, 0):
        return ""
    return _FINISHED.sub("", _ASPECT.sub("", rest))
