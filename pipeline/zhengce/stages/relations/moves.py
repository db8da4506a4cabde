"""Changes of pattern: 由分散向集中转变, 变管理为服务, 把资源转化为资产, 田园变公园.

A change word stands behind both ends (由X向Y转变) or between them (由X转向Y, X变成Y). What stands before it is cut at the word that opens
the change: 由, 从, else 把, 推动 and their like, else the start of the clause. Numbers and times that change are series, not moves.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from zhengce.stages.mentions import RelationMention
from zhengce.stages.relations.cues import Cues
from zhengce.stages.relations.scope import Scope, Span, items

_SHORT = r"“[^“”\n]{2,16}”|[\u4e00-\u9fff]{2,4}"
_STOP = r"(?=$|[，。；、：！？\n])"
_LONGEST = 26
_SHORTEST = 5
"""Items of a list that are ends of their own (智能化、数字化); longer ones are one end together (政府统筹、社会多元办学的格局)."""


@dataclass(frozen=True, slots=True)
class _Opened:
    """Where the first end begins, and what opens it: `from` (由, 从), `cause` (推动, 把) or `clause`."""

    start: int
    by: str


class Moves:
    """Finds changes of pattern."""

    def __init__(self, cues: Cues):
        self.cues = cues
        self._from = re.compile(rf"(?<![自理缘服听])[由从](?!{cues.source('not_from')})")
        self._cause = re.compile(rf"(?:{cues.source('causes')})[着了]?")
        # Longer adverbs only: 增项许可 keeps its 可; and none in front: 直接控制, 有效市场.
        loose = "|".join(sorted((form for form in cues.forms("adverb") if len(form) > 1), key=len, reverse=True))
        self._loose = re.compile(rf"^[了、的着并]+|(?:{loose}|{cues.source('behind')}|{cues.source('before_change')}|[、的地了])+$")
        self._to = re.compile(rf"(?<![{''.join(cues.forms('not_to'))}])向")
        self._chain = re.compile(r"[从由](?P<head>[^，。；、“”\n]{2,16})[向到](?P<tail>[^，。；、“”\n]{2,16})、[从由]$")
        self._aside = re.compile(cues.source("before"))
        self._kind = re.compile(cues.source("kind"))
        self._nowhere = cues.forms("nowhere")
        self._governs = re.compile(cues.source("governs"))
        self._other = re.compile(cues.source("not_change"))
        self._noun = re.compile(cues.source("changing"))
        self._ranges = re.compile(cues.source("ranges"))
        self._into = re.compile(rf"(?<![转改演])变(?P<head>“[^“”\n]{{2,16}}”|[^，。；、：“”\n为]{{2,8}})为(?P<tail>“[^“”\n]{{2,16}}”|[\u4e00-\u9fff]{{2,8}}?){_STOP}")
        self._pair = re.compile(rf"(?P<head>{_SHORT})变(?![为成])(?P<tail>{_SHORT}){_STOP}")
        self._again = re.compile("、[从由]")
        self._change = re.compile(rf"的(?:{cues.source('kind')})*(?:{cues.source('toward')})$")
        self._between = re.compile(r"[从由](?P<head>[^，。；、：“”\n]{0,6}“[^“”\n]{4,30}”)到(?P<tail>[^，。；、：“”\n]{0,6}“[^“”\n]{4,30}”)")

    def find(self, scope: Scope) -> Iterator[RelationMention]:
        """Each from with each to: in order where both lists are as long, else all with the last."""
        last: tuple[int, list[Span]] | None = None
        for cue in self.cues["toward"].finditer(scope.text, scope.start, scope.end):
            ends = None if self._noun.match(scope.text, cue.end()) else self._toward(scope, cue.start(), last)
            if ends:
                last = cue.end(), ends[0]
                yield from self._made(scope, *ends, "moves.toward")
                chained = self._chain.search(scope.text[scope.start:ends[0][0][0]])
                if chained:
                    head, tail = ((scope.start + low, scope.start + high) for low, high in (chained.span("head"), chained.span("tail")))
                    yield scope.made("moves", head, tail, "moves.chain")
        for cue in self.cues["into"].finditer(scope.text, scope.start, scope.end):
            ends = self._turned(scope, cue.span())
            if ends:
                yield from self._made(scope, *ends, "moves.into")
        for pattern, rule in ((self._into, "moves.turn"), (self._between, "moves.quoted")):
            for match in pattern.finditer(scope.text, scope.start, scope.end):
                if not self._other.search(match[0]) and not scope.numeric(match.span()):
                    yield scope.made("moves", match.span("head"), match.span("tail"), rule)
        yield from self._row(scope)

    def _toward(self, scope: Scope, cue: int, last: tuple[int, list[Span]] | None) -> tuple[list[Span], list[Span]] | None:
        """由X向Y转变; 从X到Y的跨越 needs its 从. A second 向 of one clause (、逐步向Y转变) goes on with the X before."""
        text, (low, _) = scope.text, scope.clause(cue)
        low = last[0] if last and last[0] > low else low
        opened = self._opened(scope, low, cue)
        found = list(self._to.finditer(text, opened.start, cue))
        middle = max([one.start() for one in found] + ([text.rfind("到", opened.start, cue)] if opened.by == "from" else []), default=-1)
        if middle < 0:
            return None
        if text[middle] == "到" and (self._ranges.search(text, middle, cue) or text[cue:cue + 2] in self.cues.forms("ranged") and text[cue - 1] != "的"):
            return None  # 从理论到实践都发生了变化, 从创新到绿色转型: a range, no change
        tail = self._cut(text, middle + 1, self._of(text, middle + 1, cue))
        head = self._cut(text, opened.start, middle)
        if head[0] >= head[1] and last and low == last[0]:
            heads = last[1]
        else:
            heads = self._list(text, head)
        if opened.by == "clause" and (head[1] - head[0] > 12 or text[cue:cue + 2] in self.cues.forms("needs_cause") and text[opened.start] != "“") or self._unopened(text, opened, text[cue:cue + 2]) and not last:
            return None
        return self._checked(scope, heads, self._list(text, tail))

    def _turned(self, scope: Scope, cue: Span) -> tuple[list[Span], list[Span]] | None:
        """由X转向Y, 把X变成Y, X变为Y."""
        text, (low, high) = scope.text, scope.clause(cue[0])
        opened = self._opened(scope, low, cue[0])
        if self._other.match(text, cue[0] - 1) or opened.by == "clause" and (
                cue[0] - opened.start > 14 or text[cue[0]:cue[1]] in self.cues.forms("needs_cause") or text.startswith("以", opened.start)) or self._unopened(text, opened, text[cue[0]:cue[1]]):
            return None
        if opened.by == "from" and self.cues["toward"].search(text, cue[1], high) and "到" in text[opened.start:cue[0]]:
            return None
        head = self._cut(text, opened.start, cue[0])
        if head[0] >= head[1] and opened.by == "cause":
            # 私营厂将全部转变为公私合营: 将 tells the time, and what changes stands before it.
            if text[cue[0]:cue[1]] in self.cues.forms("needs_from"):
                return None
            head = self._cut(text, scope.after_times(low, cue[0]), opened.start - 1)
        chained = self._again.search(text, cue[1], high)        # 从落后走向进步、从封闭走向开放
        tail = self._cut(text, cue[1], chained.start() if chained else high)
        return self._checked(scope, self._list(text, head), self._list(text, self._cut(text, tail[0], self._changed(text, *tail))))

    def _unopened(self, text: str, opened: _Opened, cue: str) -> bool:
        """Whether the change word is one that tells a change only behind 由, 从, 把 or 将, or where the first end is in quotation marks."""
        if opened.by == "from":
            return False
        if cue in self.cues.forms("only_from"):
            return True
        moved = text[opened.start - 1] in self.cues.forms("moved") or text[opened.start] == "“"
        return cue in self.cues.forms("needs_from") and not moved

    def _opened(self, scope: Scope, low: int, high: int) -> _Opened:
        """The word that opens the change, the last of its kind."""
        found = list(self._from.finditer(scope.text, low, high))
        later = [one for one in self._cause.finditer(scope.text, found[-1].end(), high) if "、" in scope.text[found[-1].end():one.start()]] if found else []
        if later:
            return _Opened(later[-1].end(), "cause")     # 从增加投入、促进成果向应用转化入手
        if found:
            return _Opened(found[-1].end(), "from")
        causes = list(self._cause.finditer(scope.text, low, high))
        moved = self.cues["moved"].search(scope.text, low, high)
        if moved and not (causes and moved[0] in self.cues.forms("tense") and causes[-1].start() > moved.start()):
            causes = [moved]     # 将推动荒山变成果园: 将 tells the time
        if causes:
            return _Opened(causes[-1].end(), "cause")
        return _Opened(scope.after_times(low, high), "clause")

    def _cut(self, text: str, start: int, end: int) -> Span:
        """The span without the adverbs and particles at its ends."""
        while start < end and (loose := self._loose.search(text[start:end])):
            start, end = (start + loose.end(), end) if loose.start() == 0 else (start, start + loose.start())
        return start, end

    def _of(self, text: str, start: int, end: int) -> int:
        """Where an end stops that has an attribute of the change word behind it: 强起来的|伟大飞跃."""
        of = text.rfind("的", start, end)
        return of if start < of and (of + 1 == end or self._kind.fullmatch(text, of + 1, end)) else end

    def _changed(self, text: str, start: int, end: int) -> int:
        """Where an end stops that has the change itself behind it: 开放|的历史性转变."""
        found = self._change.search(text, start, end)
        return found.start() if found and found.start() > start else end

    def _list(self, text: str, span: Span) -> list[Span]:
        """The items of an end; one that goes on over 、 (主要依靠投资、出口拉动) is a single one."""
        return [span] if self._governs.match(text[span[0]:span[1]]) or span[0] >= span[1] else [self._cut(text, *one) for one in items(text, *span)]

    def _checked(self, scope: Scope, heads: list[Span], tails: list[Span]) -> tuple[list[Span], list[Span]] | None:
        ends, text = [*heads, *tails], scope.text
        if not heads or not tails or any(not 2 <= end - start <= _LONGEST or scope.numeric((start, end)) or text[start:end] in self._nowhere or self._aside.match(text, start) for start, end in ends):
            return None
        if any(scope.text[start:end].count("“") != scope.text[start:end].count("”") for start, end in ends):
            return None
        return heads, tails

    def _made(self, scope: Scope, heads: list[Span], tails: list[Span], rule: str) -> Iterator[RelationMention]:
        if len(heads) == len(tails):
            pairs = list(zip(heads, tails, strict=True))
        elif len(heads) == 1 and all(end - start <= _SHORTEST for start, end in tails):
            pairs = [(heads[0], tail) for tail in tails]
        elif all(scope.text[start] == "“" for start, _ in heads):
            pairs = [(head, tails[-1]) for head in heads]
        else:
            pairs = [((heads[0][0], heads[-1][1]), (tails[0][0], tails[-1][1]))]
        yield from (scope.made("moves", head, tail, rule) for head, tail in pairs)

    def _row(self, scope: Scope) -> Iterator[RelationMention]:
        """田园变公园、村庄变景区: two or more in a row, or one in quotation marks; the first may stand behind its verb (推动田园变公园)."""
        text = scope.text
        found = [match for match in self._pair.finditer(text, scope.start, scope.end) if not self._other.search(match[0])]
        for match in found:
            row = any(text[a.end():b.start()] == "、" for a, b in [(o, match) for o in found] + [(match, o) for o in found])
            head = match.start("head")
            if not row and text[head] != "“":
                continue
            cause = self._cause.match(text, head)
            head = cause.end() if cause and match.end("head") - cause.end() >= 2 else head
            yield scope.made("moves", (head, match.end("head")), match.span("tail"), "moves.row")
