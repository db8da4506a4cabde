"""Noun phrases next to a number: what stands behind it (310家[中央单位]承担…) and what stands in front (建成[风景线]743条)."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from zhengce.lexicon import read_table
from zhengce.stages.figures.context import Context, Sentence
from zhengce.stages.view import View


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a plain list."""

    form: str


def words(name: str) -> frozenset[str]:
    """The words of a one-column table."""
    return frozenset(entry.form for entry in read_table(Word, name))


PREDICATES, FILLERS, OPENERS = words("predicates.csv"), words("fillers.csv"), words("openers.csv")
ACTS, PIVOTS = words("acts.csv"), tuple(words("pivots.csv"))
_JOINED_PREDICATES = {form for form in PREDICATES if len(form) > 2}
LEVELS, FUNDED = tuple(words("level_nouns.csv")), tuple(words("funded_nouns.csv"))
ACT_FORMS = "|".join(sorted(map(re.escape, ACTS), key=len, reverse=True))
_ACTING = re.compile(rf"(?P<verb>(?:(?:{ACT_FORMS})(?:、|和|并)?)+)(?:了|过|首批|约|近|超|共|等|近?一?批|各)?$")
_COMPARED = r"(?:(?<=[^，。；、]{2})(?:比|较)[^，。；、]{0,12}|(?:平均|年均|每年|年)+的?增长(?:速度|率)?|平均每年|在?的?(?:基数|基础)上?|以[^，。；、]{0,8}为基数)"
_COMPARISON = re.compile(rf"(?:{_COMPARED}|{'|'.join(sorted(map(re.escape, words('comparisons.csv')), key=len, reverse=True))})+$")
_BOUND_NOUNS = frozenset(("的", "率", "度", "量", "额", "、", "和", "）", "与", "及"))
_LONGEST_FILLER = max(map(len, FILLERS))
_STOP_TAGS = frozenset("prucyeo")
_VERBAL_TAGS = frozenset(("v", "d", "vd", "ad", "a"))
_QUALITY_TAGS = frozenset(("a", "v", "vn", "d", "i", "l", "z", "b"))
_JOIN = frozenset(("、", "和", "与", "及", "以及", "（", "）", "“", "”", "·", "/", "-"))
_END = frozenset("，。；：！？\n\t ")
_CONJUNCTION = re.compile(r"^(?:和(?!美|平|谐)|与|及|以及|、|的)+|(?:和|与|及|以及|、|的|等|中|共|了)+$")


def _piece(view: View, start: int, end: int) -> list[tuple[str, str, int]]:
    """Tokens (word, tag, start) between two offsets, cut to them."""
    starts, words_, tags = view.tokens.starts, view.tokens.words, view.tokens.tags
    index = max(0, bisect_right(starts, start) - 1)
    found = []
    while index < len(starts) and starts[index] < end:
        at = starts[index]
        if at >= start and at + len(words_[index]) <= end:
            found.append((words_[index], tags[index], at))
        else:
            low = max(at, start)
            word = words_[index][low - at:end - at]
            if word:
                found.append((word, tags[index], low))
        index += 1
    return found


def noun_after(view: View, start: int, limit: int, closed: bool = True, governed: bool = False) -> tuple[int, int] | None:
    """Span of the noun phrase that begins at `start`, before `limit`; None where no noun stands there.

    It ends before a predicate, an adverb, a number or a break. A verb inside it is kept where a noun follows (供需对接项目). Where
    a verb in front governs the number (`governed`: 打造1000个民族村寨旅游提升示范村), the phrase is its object and words that could be
    predicates are part of it too. Where the next number follows (`closed` is False), what stands behind the last 、 or 和 leads to
    that number.
    """
    text = view.text
    if text[start:start + 1] in _JOIN and text[start] not in "“（" and text[start:start + 2] != "和美":
        return None
    pieces = _piece(view, start, min(limit, start + 40))
    end = noun_end = joined = start
    depth = 0
    stopped = False
    for index, (word, tag, at) in enumerate(pieces):
        if word in "（“《":
            depth += 1
        elif word in "）”》":
            depth -= 1
            if depth < 0:
                stopped = True
                break
        elif word[0] in _END or word[0].isdecimal() and not depth:
            stopped = word[0] in _END
            break
        elif not depth and word not in _JOIN:
            if word == "的" and index and _qualifies(pieces, index):
                return noun_after(view, at + 1, limit, closed, governed)
            if tag and tag[0] in _STOP_TAGS or word in ("的", "了", "等", "之"):
                stopped = True
                break
            if _predicative(pieces, index, text) and not (governed and _object_goes_on(pieces, index)):
                stopped = True
                break
        elif not depth and noun_end > start:
            joined = noun_end
        end = at + len(word)
        if word in "”》）" and depth == 0 or not depth and word not in _JOIN and tag != "v" and tag[:1] != "d":
            noun_end = end
    if not closed and not stopped and joined > start:
        noun_end = joined
    return (start, noun_end) if noun_end > start else None


def _predicative(pieces: list[tuple[str, str, int]], index: int, text: str) -> bool:
    """Whether the token opens a predicate: a word of the list, or a verb without a noun behind it."""
    word, tag, at = pieces[index]
    if word in PREDICATES or any(text.startswith(form, at) for form in _JOINED_PREDICATES if form.startswith(word)):
        return True
    return tag in _VERBAL_TAGS and not _attributive(pieces, index)


def ends_noun(view: View, at: int) -> bool:
    """Whether what stands at `at` is no noun, so that a noun phrase before it is over: 中央单位|定点帮扶."""
    return view.text.startswith(tuple(PREDICATES), at) or view.tokens.tags[view.tokens.at(at)][:1] in ("v", "d", "p")


def _object_goes_on(pieces: list[tuple[str, str, int]], index: int) -> bool:
    """Whether a word that could be a predicate is a modifier inside an object: nothing but nouns and verbs to a noun at the end."""
    last = ""
    for word, tag, _ in pieces[index + 1:]:
        if word[0] in _END or word in "、）”（":
            break
        if tag[:1] in _STOP_TAGS or tag[:1] == "d" or word in ("的", "了"):
            return False
        last = tag
    return last[:1] in ("n", "j", "g", "k", "s")


def _qualifies(pieces: list[tuple[str, str, int]], index: int) -> bool:
    """Whether what stands before 的 only qualifies the noun behind it: 实力比较雄厚的[工业基地], not 3万多[农户]的就业."""
    behind = pieces[index + 1] if index + 1 < len(pieces) else None
    if behind is None or behind[0][0] in _END:
        return False
    return pieces[index - 1][1] in _QUALITY_TAGS or pieces[index - 1][0][0] in "高大新老" and pieces[index - 1][1] != "ns"


def _attributive(pieces: list[tuple[str, str, int]], index: int) -> bool:
    """Whether a verb stands inside a noun phrase: a noun comes right behind it, or a further verb and a noun (供需对接项目)."""
    for word, tag, _ in pieces[index + 1:index + 5]:
        if word in PREDICATES or word[0] in _END:
            return False
        if tag[:1] in ("n", "j", "z", "b", "g", "q", "l", "k") or tag == "vn" or word in ("“", "和", "与"):
            return True
        if tag[:1] not in ("v", "d"):
            return False
    return False


def acting_verb(bare: str) -> str:
    """The verbs right in front of a number whose object it counts; empty where there is none.

    >>> acting_verb("一年来培育认定首批"), acting_verb("粮食产量达到")
    ('培育认定', '')
    """
    match = _ACTING.search(bare, max(0, len(bare) - 14))
    return match["verb"].rstrip("、和并") if match else ""


def strip_comparison(text: str) -> str:
    """`text` without the fillers and comparisons at its end: 进出口总额比上年 reads 进出口总额."""
    before = None
    while before != text:
        before = text
        text = _COMPARISON.sub("", strip_fillers(text))
    return text


def strip_fillers(text: str) -> str:
    """`text` without the words that lead from a noun phrase to its number.

    >>> strip_fillers("民航国际及地区通航点增至"), strip_fillers("全省研发人员分别达到")
    ('民航国际及地区通航点', '全省研发人员')
    """
    while text:
        if text[-2:] in ACTS and text[-2:] not in FILLERS:
            return text
        for size in range(min(_LONGEST_FILLER, len(text)), 0, -1):
            if text[-size:] in FILLERS and len(text) > size:
                text = text[:-size]
                break
        else:
            return text
    return text


def noun_before(view: View, start: int, end: int) -> tuple[int, int, int] | None:
    """The phrase in front of a number: (start of the phrase with its verb, start of the noun, end); None where there is none.

    `end` is where the fillers begin. 建成风景线: the verb is part of the phrase, the noun is 风景线.
    """
    pieces = _piece(view, start, end)
    while pieces and (pieces[0][0] in OPENERS or pieces[0][0][0] in _END or pieces[0][1] in ("c", "d", "u") or pieces[0][0] in "）”、"):
        pieces.pop(0)
    if not pieces:
        return None
    first = pieces[0][2]
    noun = first
    depth = 0
    for index, (word, tag, _at) in enumerate(pieces[:-1]):
        if word in "（“《":
            depth += 1
        elif word in "）”》":
            depth -= 1
        elif not depth:
            behind = pieces[index + 1]
            acts = word in ACTS or word + behind[0] in ACTS and index + 2 < len(pieces)
            if acts and word not in ACTS:
                behind = pieces[index + 2]
            if (acts or tag == "p" or word in ("了", "着")) and behind[0] not in _BOUND_NOUNS and (end - behind[2] > 1 or index == 0):
                noun = behind[2]
    return first, noun, end


_NUMBERED = re.compile(r"(?:第[^，。、]{1,6}[条章节款]|\d{1,2}[.．、]|[（(][^（）]{1,3}[）)]|[一二三四五六七八九十]+是|——)[\s\u3000]*")
_PREPOSITIONAL = re.compile(r"(?:在|对|向|从|由|把|将|按|以|为|通过|经过|根据|围绕|依托)[^，。；、]{1,30}?(?:中|上|下|后|里|内|方面|以来)(?=.)")
_OPENER = re.compile("|".join(sorted(map(re.escape, OPENERS), key=len, reverse=True)))
REGIONS = words("region_words.csv")
_REGION = re.compile("|".join(sorted(map(re.escape, REGIONS), key=len, reverse=True)))


def opened(view: View, context: Context) -> str:
    """The lead without its times, section numbers, openers and the names of places in front."""
    text, at, end = view.text, context.lead_start, context.figure.start
    sentence = context.sentence
    spans = {time.start: time.end for time in sentence.times if at <= time.start < end}
    places = {entity.start: entity.end for entity in sentence.entities if entity.type == "place" and at <= entity.start < end}
    while at < end:
        if text[at] in "，、 \u3000和与":
            at += 1
            continue
        if at in spans:
            at = spans[at]
            continue
        match = _NUMBERED.match(text, at, end) or _PREPOSITIONAL.match(text, at, end)
        if match:
            at = match.end()
            continue
        match = _OPENER.match(text, at, end)
        if match and _opens(view, at, match.end()):
            at = match.end()
            continue
        region = places.get(at) or ((match := _REGION.match(text, at, end)) and match.end())
        if region and region + 1 < end:
            at = region
            continue
        break
    return _without(text, spans, at, end)


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
        elif match := _NUMBERED.match(text, at, end) or _PREPOSITIONAL.match(text, at, end):
            at = match.end()
        elif (match := _OPENER.match(text, at, end)) and match[0] not in REGIONS and _opens(view, at, match.end()):
            at = match.end()
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


def trim(text: str) -> str:
    """A phrase without conjunctions and 的 at its edges."""
    return _CONJUNCTION.sub("", text).strip(" \u3000")
