"""The words that lead to a number: its verb, the noun phrase in front of it (建成[风景线]743条), fillers and comparisons."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache

from zhengce.lexicon import read_table
from zhengce.lexicon.wordlists import Words, words
from zhengce.stages.actions.lexer import VerbRow
from zhengce.stages.view import View

PREDICATES, FILLERS, OPENERS = words("predicates.csv"), words("fillers.csv"), words("openers.csv")
ACTS, PIVOTS = words("acts.csv"), tuple(words("pivots.csv"))
LEVELS, FUNDED = tuple(words("level_nouns.csv")), tuple(words("funded_nouns.csv"))
_NOT_DEEDS = frozenset(("noun", "seldom", "result", "speech", "state", "light"))


def _deeds() -> Words:
    """Verbs that are hardly ever nouns and have an object: those of the policy register, and those counted by what they bring about."""
    verbs = (row.form for row in read_table(VerbRow, "policy_verbs.csv")
             if "act" in row.frames and not _NOT_DEEDS.intersection(row.frames) and len(row.form) > 1)
    return Words([*ACTS, *(form for form in verbs if form not in FILLERS and form not in PREDICATES)])


DEEDS = _deeds()
NOMINAL = Words(row.form for row in read_table(VerbRow, "policy_verbs.csv") if "noun" in row.frames)
"""Verbs that are as often nouns: 对接, 加固."""
RATIOS = tuple(words("ratio_nouns.csv"))
_NOUNS = words("misread_nouns.csv")
_EACH = frozenset(("人均", "户均", "亩均", "地均"))
_AFTER_ACT = Words(("了", "过", "起", "起了", "出", "首批", "约", "近", "超", "共", "等", "批", "一批", "近一批", "各"))
_NOMINAL_ACTS = words("nominal_acts.csv")
_NOUN_TAGS = frozenset(("n", "vn", "nz", "j", "b", "f", "s"))
_FUNDS = words("fund_words.csv")
SPENDING = words("spending_verbs.csv")
_BETWEEN_ACTS = frozenset("、和并")
_COMPARED = r"(?:(?<=[^，。；、]{2})(?:相?比(?![重例值率价])[^，。；、]{1,12}|较[^，。；、]{0,12})|(?:平均|年均|每年|年)+的?增长(?:速度|率)?|平均每年|在?的?(?:基数|基础)上?|以[^，。；、]{0,8}为基数|(?:扣除|考虑|剔除|按)[^，。；、]{1,10}(?:因素|计算|口径))"
_COMPARISON = re.compile(rf"(?:{_COMPARED}|{'|'.join(sorted(map(re.escape, words('comparisons.csv')), key=len, reverse=True))})+$")
_FROM = re.compile("(?<=[^，。；、]{2})[由从][^，。；、由从]{0,10}的(?:日均|年均|月均)?$")
"""Where a series begins: 列车[由开通初期的日均]2列增加到12列."""
_REACH = 48
"""More characters than what leads from a noun to its number has; a line of a table may have thousands."""
_BOUND_NOUNS = frozenset(("的", "率", "度", "量", "额", "、", "和", "）", "与", "及"))
JOIN = frozenset(("、", "和", "与", "及", "以及", "或", "（", "）", "“", "”", "·", "/", "-"))
_END = frozenset("，。；：！？\n\t ")
_LEADING = re.compile("^(?:和|与|及|以及|、|的)")
_TRAILING = re.compile("(?:以及|和|与|及|、|的|等|中|共|了)$")
WHOLE = words("joined_words.csv")
MARKER = re.compile(r"^[\s　]*(?:[（(][^（）()]{1,3}[）)]|[一二三四五六七八九十]+、|\d{1,2}[.．、](?!\d))")
"""The mark of an item that a phrase begins with: （二）, 三、, 4."""
"""Words that end or begin in a character that else joins: 参与, 和平."""


def pieces_between(view: View, start: int, end: int) -> list[tuple[str, str, int]]:
    """Tokens (word, tag, start) between two offsets, cut to them; nouns that the tagger takes for something else are nouns."""
    starts, words_, tags = view.tokens.starts, view.tokens.words, view.tokens.tags
    index = max(0, bisect_right(starts, start) - 1)
    found = []
    while index < len(starts) and starts[index] < end:
        at = starts[index]
        if at >= start and at + len(words_[index]) <= end:
            found.append((words_[index], "n" if words_[index] in _NOUNS else tags[index], at))
        else:
            low = max(at, start)
            word = words_[index][low - at:end - at]
            if word:
                found.append((word, tags[index], low))
        index += 1
    return found


@lru_cache(maxsize=1 << 14)
def acting_verb(bare: str, verbs: Words = ACTS) -> str:
    """The verbs right in front of a number whose object it counts; empty where there is none. `verbs`: DEEDS for the wider set.

    >>> acting_verb("一年来培育认定首批"), acting_verb("粮食产量达到")
    ('培育认定', '')
    """
    end = len(bare) - len(_AFTER_ACT.before(bare, len(bare)))
    while end < len(bare) and not verbs.before(bare, end):
        end += 1                                              # 提出 and 发起 end like aspects
    start = at = end
    while word := verbs.before(bare, at):
        start = at = at - len(word)
        if bare[at - 1:at] in _BETWEEN_ACTS:
            at -= 1
    return bare[start:end]


@lru_cache(maxsize=1 << 14)
def strip_comparison(text: str) -> str:
    """`text` without the fillers and comparisons at its end: 进出口总额比上年 reads 进出口总额."""
    if len(text) > _REACH:
        return text[:-_REACH] + strip_comparison(text[-_REACH:])
    before, text = None, _FROM.sub("", text)
    while before != text and text[-2:] not in _EACH:
        before = text
        text = _COMPARISON.sub("", strip_fillers(text))
    return text


def strip_fillers(text: str) -> str:
    """`text` without the words that lead from a noun phrase to its number.

    >>> strip_fillers("民航国际及地区通航点增至"), strip_fillers("全省研发人员分别达到")
    ('民航国际及地区通航点', '全省研发人员')
    """
    while text:
        if text.endswith(RATIOS) or text[-2:] in _EACH:
            return text
        if text[-2:] in ACTS and text[-2:] not in FILLERS:
            return text
        filler = FILLERS.before(text, len(text))
        if not filler or len(filler) == len(text) or len(WHOLE.before(text, len(text))) > len(filler):
            return text
        text = text[:-len(filler)]
    return text


def noun_before(view: View, start: int, end: int, direct: bool = True,
                names: Sequence[tuple[int, int]] = ()) -> tuple[int, int, int] | None:
    """The phrase in front of a number: (start of the phrase with its verb, start of the noun, end); None where there is none.

    `end` is where the fillers begin. 建成风景线: the verb is part of the phrase, the noun is 风景线. `direct`: no fillers stand between, so
    that a verb in front has the noun for its object (发送旅客3万人, not 起降设施增至3处). `names`: spans in which no verb is looked for
    (脱贫地区).
    """
    pieces = pieces_between(view, start, end)
    while pieces and (pieces[0][0] in OPENERS and not (len(pieces) > 1 and pieces[0][0] + pieces[1][0][:1] in ACTS) or pieces[0][0][0] in _END or pieces[0][1] in ("c", "d", "u") or pieces[0][0] in "）”、"):
        pieces.pop(0)
    if not pieces:
        return None
    first = pieces[0][2]
    noun = first
    depth = 0
    for index, (word, tag, at) in enumerate(pieces[:-1]):
        if word in "（“《":
            depth += 1
        elif word in "）”》":
            depth -= 1
        elif not depth and not (word in NOMINAL and any(low <= at < high for low, high in names)):
            behind = pieces[index + 1]
            alone = word in ACTS or tag == "v" and word in DEEDS and (not index or pieces[index - 1][1][:1] in "dpc" or end - behind[2] > 3)
            alone = alone or direct and (not index or pieces[index - 1][1][:1] == "d" or pieces[index - 1][1] == "ns" or pieces[index - 1][0] in OPENERS) and tag == "v" and len(word) > 1 and word not in NOMINAL and word not in FILLERS
            acts = alone or word + behind[0] in ACTS and index + 2 < len(pieces)
            if acts and index and (pieces[index - 1][0] == "的" or word in _NOMINAL_ACTS and pieces[index - 1][1] in _NOUN_TAGS):
                continue
            if acts and index + 2 == len(pieces) and behind[0] in _FUNDS and word not in SPENDING and (index or noun > first):
                continue                                      # 投入|帮扶资金, 就业|补助资金
            if acts and not alone:
                behind = pieces[index + 2]
            if (acts or tag == "p" or word in ("了", "着")) and behind[0] not in _BOUND_NOUNS and (end - behind[2] > 1 or index == 0):
                noun = behind[2]
    return first, noun, end


def trim(text: str) -> str:
    """A phrase without conjunctions and 的 at its edges.

    >>> trim("和青少年积极参与"), trim("村庄和")
    ('青少年积极参与', '村庄')
    """
    while (match := _LEADING.match(text)) and not WHOLE.at(text, 0):
        text = text[match.end():]
    while (match := _TRAILING.search(text)) and not WHOLE.before(text, len(text)):
        text = text[:match.start()]
    return text.strip(" \u3000")
