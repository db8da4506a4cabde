"""The noun phrase behind a number: 310家[中央单位]承担….

It ends before a predicate, an adverb, a number or a break; a verb inside it stays where a noun follows (供需对接项目).
"""

from __future__ import annotations

import re

from zhengce.lexicon.wordlists import words
from zhengce.stages.figures.phrases import DEEDS, FILLERS, JOIN, NOMINAL, PREDICATES, pieces_between
from zhengce.stages.view import View

_STOP_TAGS = frozenset("prucyeo")
_VERBAL_TAGS = frozenset(("v", "d", "vd", "ad", "a"))
_QUALITY_TAGS = frozenset(("a", "v", "vn", "d", "i", "l", "z", "b"))
_RESULTS = frozenset("起出成了过到")
"""What follows a verb as its complement or aspect: 建立起, 打造出."""
_AMONG = frozenset("中里间")
_RANKED = re.compile(r"\d+强")
"""世界500强企业 is one noun."""
_TAKING = DEEDS | PREDICATES
_END = frozenset("，。；：！？\n\t ")
ATTRIBUTIVE = tuple(words("attributive_tails.csv"))
_MANNER = words("manner_words.csv")
_BEFORE_VERBS = _MANNER | words("predicate_adverbs.csv")
_NO_IDIOMS = words("misread_idioms.csv")
_PEOPLE = tuple(words("people_nouns.csv"))
_OTHERS = frozenset(("其", "其他", "其它", "各", "有关", "相关"))
"""What may stand behind a conjunction inside a noun phrase: 转移人口和[其他]常住人口."""
_SEVERAL = frozenset("批些种类次个项名家位")
"""Measure words that end a vague number, which begins a count of its own: 3次演练和[多次]演练."""
_QUALITIES = frozenset("高大新老")
_ALSO_UNITS = re.compile("（[^（）]{1,2}）")
"""约12万套（间）: a further measure word."""


def noun_after(view: View, start: int, limit: int, closed: bool = True, governed: bool = False) -> tuple[int, int] | None:
    """Span of the noun phrase that begins at `start`, before `limit`; None where no noun stands there.

    It ends before a predicate, an adverb, a number or a break. A verb inside it is kept where a noun follows (供需对接项目). Where
    a verb in front governs the number (`governed`: 打造1000个民族村寨旅游提升示范村), the phrase is its object and words that could be
    predicates are part of it too. Where the next number follows (`closed` is False), what stands behind the last 、 or 和 leads to
    that number.
    """
    text = view.text
    if also := _ALSO_UNITS.match(text, start, limit):
        start = also.end()
    if text[start:start + 1] in JOIN and text[start] not in "“（" and text[start:start + 2] != "和美" or text.startswith("以及", start):
        return None
    pieces = pieces_between(view, start, min(limit, start + 40))
    if governed and _alone(pieces):
        return start, pieces[1][2] + len(pieces[1][0]) if _qualified(pieces) else pieces[0][2] + len(pieces[0][0])
    if behind := _behind_relative(pieces):
        return noun_after(view, behind, limit, closed)
    end = noun_end = joined = start
    depth = 0
    stopped = False
    for index, (word, tag, at) in enumerate(pieces):
        if word in "（“《":
            if word == "“" and not depth and noun_end > start and _closes_with_quotation(text, at, limit):
                stopped = True                                # 服务事项|“网上办”
                break
            depth += 1
        elif word in "）”》":
            depth -= 1
            if depth < 0:
                stopped = True
                break
        elif word[0] in _END or word[0].isdecimal() and not depth and not _RANKED.match(text, at):
            stopped = word[0] in _END
            break
        elif not depth and word not in JOIN:
            joins = bool(index) and pieces[index - 1][0] in JOIN
            if joins and tag[:1] == "m" and word[-1] in _SEVERAL:
                stopped, noun_end = True, joined
                break
            if index and (_MANNER.at(text, at) > at + len(word) or tag == "nr" and pieces[index - 1][0].endswith(_PEOPLE)):
                stopped = True                                # 志愿者|线上线下接力, 责任人|王某
                break
            if word == "的" and index and pieces[index - 1][0] == "”" and index + 1 < len(pieces) and pieces[0][0] == "“":
                return noun_after(view, at + 1, limit, closed, governed)
            if word == "的" and index and _qualifies(pieces, index):
                return noun_after(view, _behind_list(text, at, limit), limit, closed, governed)
            if index and noun_end > start and (tag in ("t", "tg") and word not in ATTRIBUTIVE or _localized(pieces, index)):
                stopped = True                                # 15枚金牌|今天全部决出
                break
            if tag and tag[0] in _STOP_TAGS and (index or tag != "eng" or len(word) == 1) and not (not index and word[0] == "各") and not (joins and word in _OTHERS) or word in ("的", "了", "等", "之"):
                stopped = True
                break
            if _predicative(pieces, index, text, governed) and not (
                    governed and not pieces[index - 1][0].endswith(_PEOPLE) and _object_goes_on(pieces, index)):
                stopped, noun_end = True, _without_manner(pieces, noun_end)
                break
        elif not depth and noun_end > start:
            if index + 1 < len(pieces) and pieces[index + 1][1] == "ns" and not any(one[1] == "ns" for one in pieces[:index]):
                stopped = True                                # 25个省区市|和老挝、泰国
                break
            joined = noun_end
        end = at + len(word)
        if word in "”》）" and depth == 0 or not depth and word not in JOIN and (tag != "v" or not index or governed and word in NOMINAL) and tag[:1] != "d":
            noun_end = end
    if not closed and not stopped and joined > start:
        noun_end = joined
    return (start, noun_end) if noun_end > start else None


def _closes_with_quotation(text: str, at: int, limit: int) -> bool:
    """Whether a quotation begins at `at` that is the last of its clause, so that it says what becomes of the noun before."""
    end = text.find("”", at, limit) + 1
    return end > 0 and (end >= limit or text[end] in _END)


def _closed(pieces: list[tuple[str, str, int]]) -> bool:
    """Whether what follows the first word is no object of it: a verb, a preposition, a break or nothing."""
    return len(pieces) == 1 or pieces[1][0][0] in _END or pieces[1][1][:1] in ("v", "d", "p")


def _behind_relative(pieces: list[tuple[str, str, int]]) -> int:
    """Where the noun begins behind a verb phrase with 的 that qualifies it (具备条件的[城市]); 0 where the phrase begins with no verb."""
    if len(pieces) > 2 and pieces[1][0] == "的" and len(pieces[0][0]) == 4 and pieces[0][0][:2] in _TAKING:
        return pieces[2][2]                                   # 符合条件|的
    if not pieces or pieces[0][1] != "v" or pieces[0][0] != "有" and (len(pieces[0][0]) < 2 or pieces[0][0] in FILLERS):
        return 0
    for index, (word, tag, at) in enumerate(pieces[:-1]):
        if word == "的":
            return at + 1 if index > 1 and pieces[index + 1][1][:1] in "nvbaj" else 0
        if word[0] in _END or tag[:1] in ("d", "p", "m"):
            return 0
    return 0


def _predicative(pieces: list[tuple[str, str, int]], index: int, text: str, governed: bool) -> bool:
    """Whether the token opens a predicate: a word of the list, or a verb without a noun behind it."""
    word, tag, at = pieces[index]
    if not index and tag == "v" and word not in DEEDS and word not in PREDICATES and len(word) > 1 and _closed(pieces):
        return False                                          # 五道手续
    if not index and tag[:1] == "n" and len(pieces) > 1 and pieces[1][1][:1] == "n":
        return False                                          # 全部农村人口
    if index and tag == "v" and len(word) > 1 and word not in NOMINAL and pieces[index - 1][0].endswith(_PEOPLE) and _has_object(pieces, index):
        return True                                           # 村民|掌握技能
    if word in PREDICATES or PREDICATES.at(text, at) > at + len(word):
        return True
    if governed and index and word in NOMINAL and (index + 1 == len(pieces) or pieces[index + 1][0][0] in _END):
        return False                                          # 实施100项重点科研攻关
    if index and (tag[:1] in ("v", "i", "l") or tag == "ns" and word in DEEDS) and index + 1 < len(pieces) and pieces[index + 1][0] in ("了", "着", "过"):
        return True                                           # 普及 is a place to the tagger
    if index and len(word) == 4 and tag in ("i", "l") and (word[:2] in PREDICATES or _states(pieces, index)):
        return True
    if tag == "v" and index and len(word) > 1 and word not in NOMINAL and (pieces[index - 1][1][:1] == "n" or pieces[index - 1][0] in "）”》") and not _modifies(pieces, index):
        return True
    return tag in _VERBAL_TAGS and not _attributive(pieces, index)


def _has_object(pieces: list[tuple[str, str, int]], index: int) -> bool:
    """Whether a noun of more than one character closes what follows a verb."""
    return index + 1 < len(pieces) and pieces[index + 1][1][:1] in "nvab" and len(pieces[index + 1][0]) > 1


def _states(pieces: list[tuple[str, str, int]], index: int) -> bool:
    """Whether a word of four characters that closes the clause is its predicate: an idiom, or an adverb with its verb (全面完成)."""
    word, tag, _ = pieces[index]
    closes = index + 1 == len(pieces) or pieces[index + 1][0][0] in _END
    return closes and (tag == "i" and word not in _NO_IDIOMS or word[:2] in _BEFORE_VERBS) and pieces[index - 1][1][:1] == "n"


def _modifies(pieces: list[tuple[str, str, int]], index: int) -> bool:
    """Whether a verb between nouns belongs to the noun behind it: 大米[加工]企业; an object and more (医院建立合作关系) tells a predicate."""
    behind = pieces[index + 1:index + 3]
    if behind and behind[0][0] in _RESULTS:
        return False
    if behind and behind[0][1][:1] == "v" and (len(behind) == 1 or behind[1][0][0] in _END or behind[1][1][:1] == "v"):
        return False                                          # 收割机投入生产
    if pieces[index][0] not in DEEDS and (len(behind) == 1 or len(behind) == 2 and behind[1][1][:1] not in "njlsab"):
        return True                                           # 瓦斯爆炸事故
    return not behind or len(pieces[index][0]) < 2 or behind[0][1][:1] == "v" or len(behind) == 1 and len(behind[0][0]) < 3


def ends_noun(view: View, at: int) -> bool:
    """Whether what stands at `at` is no noun, so that a noun phrase before it is over: 中央单位|定点帮扶."""
    return PREDICATES.at(view.text, at) > 0 or view.tokens.tags[view.tokens.at(at)][:1] in ("v", "d", "p")


def _alone(pieces: list[tuple[str, str, int]]) -> bool:
    """Whether one word is all that stands behind the number: 采取三项[举措]."""
    if not pieces:
        return False
    size = 1 + _qualified(pieces)
    return len(pieces[0][0]) > 1 and pieces[0][0] not in PREDICATES and (len(pieces) <= size or pieces[size][0][0] in _END)


def _qualified(pieces: list[tuple[str, str, int]]) -> bool:
    """Whether an adjective stands before the word: 具体[举措]."""
    return pieces[0][1][:1] in ("a", "b") and len(pieces) > 1 and pieces[1][0][0] not in _END


def _object_goes_on(pieces: list[tuple[str, str, int]], index: int) -> bool:
    """Whether a word that could be a predicate is a modifier inside an object: nothing but nouns and verbs to a noun at the end."""
    last = ""
    for word, tag, _ in pieces[index + 1:]:
        if tag == "ns" and not last:
            return False                                      # 国际航线直达欧洲
        if word[0] in _END or word in "、）”（和与及":
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
    return pieces[index - 1][1] in _QUALITY_TAGS or pieces[index - 1][0].endswith(ATTRIBUTIVE) or pieces[index - 1][0][0] in _QUALITIES and (len(pieces[index - 1][0]) > 2 or pieces[index - 1][1][:1] != "n")


def _behind_list(text: str, at: int, limit: int) -> int:
    """Where the noun begins behind the 的 at `at`, or behind the last of a list of such qualities: 大规模的、农林结合的[生产合作社]."""
    while text.startswith("、", at + 1) and (further := text.find("的", at + 2, min(limit, at + 18))) > 0:
        at = further
    return at + 1


def _localized(pieces: list[tuple[str, str, int]], index: int) -> bool:
    """Whether a word of place closes the noun before a predicate: 三个问题|上存在分歧."""
    word, tag, _ = pieces[index]
    return tag == "f" and len(word) == 1 and index + 1 < len(pieces) and (pieces[index + 1][1] == "v" or word in _AMONG)


def _without_manner(pieces: list[tuple[str, str, int]], noun_end: int) -> int:
    """The end of a noun phrase without the word in front of its predicate that says how something is done: 观众|现场参与."""
    for index, (word, _, at) in enumerate(pieces):
        if index and at + len(word) == noun_end and word in _MANNER:
            return at
    return noun_end


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
