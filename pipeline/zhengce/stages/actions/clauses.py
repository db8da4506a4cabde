"""Clauses: the stretches between `，；。：` that verbs and their objects live in, cut into items.

Quotations, brackets, names, figures and times are one item each, so that no verb is found inside them (促消费 in “促消费行动”).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from zhengce.stages.actions.lexer import WORD, Item, Lexer
from zhengce.stages.mentions import EntityMention, FigureMention, TimeMention
from zhengce.stages.view import View

_OPAQUE = r"《[^《》\n]{1,80}》|“[^“”\"，。；\n]{1,40}[”\"]|“[^“”\n]{1,60}”(?=的)|（[^（）\n]{0,300}）"
_BREAK = re.compile(rf"(?P<opaque>{_OPAQUE})|(?P<break>[，；。：！？\n]|——|[“”])")
_MARKER = re.compile(r"[ \u3000\t\r]*(?:(?:（[一二三四五六七八九十\d]{1,3}）|[一二三四五六七八九十]{1,3}(?:、|是(?=[^，])|(?=要[^求点素件领]))|\d{1,2}[.．、](?!\d)"
                     r"|第[一二三四五六七八九十百]+[章节条篇]|[①-⑳])[\s\u3000]*)?")
# 以规划为龙头，以项目为基础的体系: the attribute goes on behind the comma.
_BRIDGE = re.compile(r"以[^，。；：\n]{2,30}为[^，。；：\n的]{1,8}，[^，。；：\n]{2,80}为[^，。；：\n]{1,12}的")
_KINDS = {"《": "document", "“": "quote", "（": "bracket"}
_NAMES = {"organ", "place", "area", "group", "person", "document", "programme", "meeting", "slogan", "periodical"}
_ANNOUNCING = frozenset({"如下", "以下"})
_Span = tuple[int, int, str]


@dataclass(slots=True)
class Clause:
    """A stretch without `，；。：` outside quotations and brackets; `opener`/`closer` are the marks around it."""

    start: int
    end: int
    opener: str
    closer: str
    sentence: int
    items: list[Item] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)

    @property
    def conditional(self) -> bool:
        """Whether it states a case to which the next clause applies: 确需调整的，…; 凡是适宜种粮的地区，…."""
        return bool(self.items) and self.closer in "，；" and (self.items[-1].role == "de" or self.items[0].word[0] == "凡")

    @property
    def announces(self) -> bool:
        """Whether it only opens the text that follows: 现批复如下：, 提出以下意见."""
        return self.closer in "：，。\n" and not _ANNOUNCING.isdisjoint(map(WORD, self.items[-3:]))

    @property
    def opens_with_modal(self) -> bool:
        """Whether a modal stands first, what it binds in the clause before: …的企业，应当."""
        return self.opener == "，" and bool(self.items) and self.items[0].role in ("must", "forbid", "can")

    def stop(self, index: int) -> int:
        """Offset behind the item at `index`."""
        return self.starts[index] + self.items[index].size

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Offsets of items[start:end]."""
        return self.starts[start], self.stop(end - 1)


def judged(clauses: Sequence[Clause]) -> frozenset[int]:
    """Indexes of the clauses of which the next one says what they are: 改善环境质量，关系群众健康; those before them in the sentence too."""
    found: set[int] = set()
    for index, clause in enumerate(clauses):
        if clause.opener != "，":
            continue
        first = next((item for item in clause.items if not item.before), None)
        if first is None or "judges" not in first.frames:
            continue
        before = index - 1
        while before >= 0 and clauses[before].sentence == clause.sentence and _bare(clauses[before]):
            before -= 1
        if before < 0 or clauses[before].sentence != clause.sentence:
            found.update(range(before + 1, index))
    return frozenset(found)


def _bare(clause: Clause) -> bool:
    """Whether a clause is a verb with its object and no more: no modal, no subject."""
    return bool(clause.items) and clause.items[0].verb and all(item.role != "must" for item in clause.items)


def find_clauses(view: View, lexer: Lexer, times: Sequence[TimeMention], entities: Sequence[EntityMention],
                 figures: Sequence[FigureMention]) -> list[Clause]:
    """The clauses of a view in text order, with their items."""
    clauses, spans = _split(view)
    spans += [(m.start, m.end, "time") for m in times]
    spans += [(m.start, m.end, "figure") for m in figures]
    spans += [(m.start, m.end, m.type) for m in entities if m.type in _NAMES]
    spans += _objects_of_threes(view, lexer)
    filler = _Filler(view.text, lexer, *lexer.read(view.tokens))
    filler.fill(clauses, _longest(spans))
    return clauses


def _objects_of_threes(view: View, lexer: Lexer) -> Iterator[_Span]:
    """The nouns in lists of three characters each: 补[短板]、强[弱项]."""
    starts = view.tokens.starts
    for match in lexer.threes.finditer(view.text):
        if starts[view.tokens.at(match.start())] == match.start() and not any(piece in lexer.verbs for piece in match[0].split("、")):
            for place in range(match.start(), match.end(), 4):
                yield place + 1, place + 3, "noun"


def _split(view: View) -> tuple[list[Clause], list[_Span]]:
    text, sentences = view.text, view.sentences
    ends = [end for _, end in sentences]
    clauses: list[Clause] = []
    opaque: list[_Span] = []
    start, opener, number, last = 0, "\n", 0, len(ends) - 1
    for end, closer in _breaks(text, opaque):
        low = _MARKER.match(text, start, end).end()  # type: ignore[union-attr]
        if low < end:
            while number < last and ends[number] <= low:
                number += 1
            clauses.append(Clause(low, end, opener, closer, number))
        start, opener = end + len(closer), closer
    return clauses, opaque


def _breaks(text: str, opaque: list[_Span]) -> Iterator[tuple[int, str]]:
    """Places and marks of the clause breaks; what is opaque to them is put aside."""
    bridges = {text.index("，", match.start()) for match in _BRIDGE.finditer(text)}
    for match in _BREAK.finditer(text):
        if match.start() in bridges:
            continue
        if match.lastgroup == "break":
            yield match.start(), match[0]
        else:
            opaque.append((match.start(), match.end(), _KINDS[text[match.start()]]))
    yield len(text), "\n"


def _longest(spans: Iterable[_Span]) -> list[_Span]:
    """Disjoint spans, the longer one first where two overlap; an entity wins over a mere quotation of the same length."""
    kept: list[_Span] = []
    for span in sorted(spans, key=lambda span: (span[0], -span[1], span[2] in ("quote", "bracket"))):
        if not kept or span[0] >= kept[-1][1]:
            kept.append(span)
        elif span[1] - span[0] > kept[-1][1] - kept[-1][0] and (len(kept) < 2 or kept[-2][1] <= span[0]):
            kept[-1] = span
    return kept


class _Filler:
    """Puts items into clauses: tokens, and one item for each span that lies over them."""

    def __init__(self, text: str, lexer: Lexer, items: list[Item], starts: list[int]):
        self.text, self.lexer, self.items, self.starts = text, lexer, items, starts

    def fill(self, clauses: list[Clause], spans: list[_Span]) -> None:
        upcoming, count = 0, len(spans)
        for clause in clauses:
            here, end = clause.start, clause.end
            while upcoming < count and spans[upcoming][1] <= here:
                upcoming += 1
            while upcoming < count and spans[upcoming][0] < end:
                low, high, kind = spans[upcoming]
                low, high = max(low, here), min(high, end)
                if low > here:
                    self._tokens(clause, here, low)
                for item in self.lexer.named(self.text[low:high], kind, not clause.items or clause.items[-1].verb):
                    clause.items.append(item)
                    clause.starts.append(low)
                    low += item.size
                here = high
                if spans[upcoming][1] > end:
                    break
                upcoming += 1
            if here < end:
                self._tokens(clause, here, end)
            _settle(clause, self.lexer)

    def _tokens(self, clause: Clause, start: int, end: int) -> None:
        """The tokens between two offsets; one that a span cuts is a noun of the characters left."""
        low = bisect_left(self.starts, start)
        high = bisect_left(self.starts, end, low)
        if low and self.starts[low - 1] + self.items[low - 1].size > start:
            self._piece(clause, low - 1, start, min(end, self.starts[low - 1] + self.items[low - 1].size))
        if high > low and self.starts[high - 1] + self.items[high - 1].size > end:
            high -= 1
            clause.items += self.items[low:high]
            clause.starts += self.starts[low:high]
            self._piece(clause, high, self.starts[high], end)
        else:
            clause.items += self.items[low:high]
            clause.starts += self.starts[low:high]

    def _piece(self, clause: Clause, token: int, start: int, end: int) -> None:
        clause.items.append(self.lexer.whole(self.text[start:end], "n" if end - start > 1 else self.items[token].tag))
        clause.starts.append(start)


def _settle(clause: Clause, lexer: Lexer) -> None:
    """Words that are a verb or an adverb (统筹, 严格), a verb or a preposition (结合): by what follows."""
    items = clause.items
    for index, item in enumerate(items):
        if not item.before:
            parts = lexer.opened(item)
            if parts:
                items[index:index + 1] = parts
                clause.starts.insert(index + 1, clause.starts[index] + parts[0].size)
            break
    for index, item in enumerate(items):
        role = item.role
        if role == "prep_motion":
            if index + 1 < len(items) and (items[index + 1].before or items[index + 1].role == "di" or items[index + 1].heads):
                items[index] = lexer.item(item.word, "adverb", item.frames, item.tag)
        elif role == "adverb" and item.tag[:1] == "n" and index and items[index - 1].verb \
                and (index + 1 == len(items) or items[index + 1].role in ("pause", "etc")):
            items[index] = lexer.item(item.word, "noun", item.frames, item.tag)          # 突出重点
        elif role == "di" and index and items[index - 1].role in ("noun", "etc"):
            if items[index - 1].role == "etc":
                items[index] = items[index - 1]                                                # 重庆等地
            else:
                before = items[index - 1]
                items[index - 1] = lexer.item(before.word, "adverb", before.frames, before.tag)          # 更多更好地
        elif role == "noun" and item.tag[:1] == "a" and _describes(items, index):
            items[index] = lexer.item(item.word, "adverb", item.frames, item.tag)
        elif role == "prep_with" and index + 1 < len(items) and items[index + 1].heads and "noun" not in items[index + 1].frames:
            items[index] = lexer.item(item.word, "adverb", item.frames, item.tag)          # 协同构建体系
        elif role == "future" and "noun" in item.frames:
            if index and items[index - 1].role in ("noun", "number", "de", "figure") or index + 1 == len(items) \
                    or not (items[index + 1].heads or items[index + 1].before):
                items[index] = lexer.item(item.word, "noun", item.frames, item.tag)          # 五年计划, 计划草案
        elif role == "verb" and "pivot" in item.frames and index and items[index - 1].role == "organ" and index + 1 < len(items) \
                and items[index + 1].role == "connective":
            items[index] = lexer.item(item.word, "noun", item.frames, item.tag)          # 各级工会组织和教育部门
        elif item.frames and (role == "adverb" or role == "prep_with"):
            if _heads(items, index):
                items[index] = lexer.item(item.word, "verb", item.frames, item.tag)


def _describes(items: list[Item], at: int) -> bool:
    """Whether an adjective is an adverb here: behind another adverb, the verb next to it or behind more adjectives (准确完整贯彻)."""
    if at and not items[at - 1].before and items[at - 1].tag[:1] != "a" and items[at - 1].role not in ("organ", "group", "person"):
        return False
    following = next((other for other in items[at + 1:] if other.tag[:1] != "a" and other.role != "adverb"), None)
    return following is not None and following.heads and "act" in following.frames and "noun" not in following.frames


def _heads(items: list[Item], at: int) -> bool:
    if items[at].role == "prep_with":
        return not any(other.verb and "act" in other.frames for other in items[at + 2:])
    place = next((index for index in range(at + 1, len(items)) if not items[index].before), None)
    if place is None:
        return True
    following = items[place]
    noun = "noun" in following.frames and (_nominal(items, at + 1) or "seldom" in following.frames and not before_name(items, place)
                                           and items[place + 1:place + 2] != [] and items[place + 1].role != "pronoun")
    return not (following.role.startswith("prep_") or following.verb and not noun)


def before_name(items: list[Item], at: int) -> bool:
    """Whether a number or a name stands behind the item: what is mostly a noun is a verb there (定点帮扶160个县)."""
    return at + 1 < len(items) and items[at + 1].role in ("figure", "organ", "place", "area", "group")


def _nominal(items: list[Item], at: int) -> bool:
    """Whether all that follows is verbs that are as often nouns: 严格监督管理."""
    listed = at + 1 < len(items) and items[at].verb and items[at + 1].word in "和与及"          # 统筹发展和安全
    return listed or len(items) - at <= 3 and all(item.verb and "noun" in item.frames for item in items[at:])
