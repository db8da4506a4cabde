"""Noun phrases next to a number: what stands behind it (310家[中央单位]承担…) and what stands in front (建成[风景线]743条)."""

from __future__ import annotations

import re
from bisect import bisect_right

from zhengce.lexicon.wordlists import Words, words
from zhengce.stages.view import View

PREDICATES, FILLERS, OPENERS = words("predicates.csv"), words("fillers.csv"), words("openers.csv")
ACTS, PIVOTS = words("acts.csv"), tuple(words("pivots.csv"))
LEVELS, FUNDED = tuple(words("level_nouns.csv")), tuple(words("funded_nouns.csv"))
_AFTER_ACT = Words(("了", "过", "首批", "约", "近", "超", "共", "等", "批", "一批", "近一批", "各"))
_NOMINAL_ACTS = words("nominal_acts.csv")
_NOUN_TAGS = frozenset(("n", "vn", "nz", "j", "b"))
_BETWEEN_ACTS = frozenset("、和并")
_COMPARED = r"(?:(?<=[^，。；、]{2})(?:比|较)[^，。；、]{0,12}|(?:平均|年均|每年|年)+的?增长(?:速度|率)?|平均每年|在?的?(?:基数|基础)上?|以[^，。；、]{0,8}为基数|(?:扣除|考虑|剔除|按)[^，。；、]{1,10}(?:因素|计算|口径))"
_COMPARISON = re.compile(rf"(?:{_COMPARED}|{'|'.join(sorted(map(re.escape, words('comparisons.csv')), key=len, reverse=True))})+$")
_BOUND_NOUNS = frozenset(("的", "率", "度", "量", "额", "、", "和", "）", "与", "及"))
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
            if _predicative(pieces, index, text) and not (governed and (_object_goes_on(pieces, index) or not index and _alone(pieces))):
                stopped = True
                break
        elif not depth and noun_end > start:
            joined = noun_end
        end = at + len(word)
        if word in "”》）" and depth == 0 or not depth and word not in _JOIN and (tag != "v" or not index and governed) and tag[:1] != "d":
            noun_end = end
    if not closed and not stopped and joined > start:
        noun_end = joined
    return (start, noun_end) if noun_end > start else None


def _predicative(pieces: list[tuple[str, str, int]], index: int, text: str) -> bool:
    """Whether the token opens a predicate: a word of the list, or a verb without a noun behind it."""
    word, tag, at = pieces[index]
    if word in PREDICATES or PREDICATES.at(text, at) > at + len(word):
        return True
    return tag in _VERBAL_TAGS and not _attributive(pieces, index)


def ends_noun(view: View, at: int) -> bool:
    """Whether what stands at `at` is no noun, so that a noun phrase before it is over: 中央单位|定点帮扶."""
    return PREDICATES.at(view.text, at) > 0 or view.tokens.tags[view.tokens.at(at)][:1] in ("v", "d", "p")


def _alone(pieces: list[tuple[str, str, int]]) -> bool:
    """Whether one word is all that stands behind the number: 采取三项[举措]."""
    return len(pieces[0][0]) > 1 and pieces[0][0] not in PREDICATES and (len(pieces) == 1 or pieces[1][0][0] in _END)


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
        if tag[:1] not in ("v", "d") and word != "的":
            return False
    return False


def acting_verb(bare: str) -> str:
    """The verbs right in front of a number whose object it counts; empty where there is none.

    >>> acting_verb("一年来培育认定首批"), acting_verb("粮食产量达到")
    ('培育认定', '')
    """
    end = len(bare) - len(_AFTER_ACT.before(bare, len(bare)))
    start = at = end
    while word := ACTS.before(bare, at):
        start = at = at - len(word)
        if bare[at - 1:at] in _BETWEEN_ACTS:
            at -= 1
    return bare[start:end]


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
        filler = FILLERS.before(text, len(text))
        if not filler or len(filler) == len(text):
            return text
        text = text[:-len(filler)]
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
            if acts and index and (pieces[index - 1][0] == "的" or word in _NOMINAL_ACTS and pieces[index - 1][1] in _NOUN_TAGS):
                continue
            if acts and word not in ACTS:
                behind = pieces[index + 2]
            if (acts or tag == "p" or word in ("了", "着")) and behind[0] not in _BOUND_NOUNS and (end - behind[2] > 1 or index == 0):
                noun = behind[2]
    return first, noun, end


def trim(text: str) -> str:
    """A phrase without conjunctions and 的 at its edges."""
    return _CONJUNCTION.sub("", text).strip(" \u3000")
