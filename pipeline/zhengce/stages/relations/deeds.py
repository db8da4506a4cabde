"""Who issues which document, who pays which sum, and what a document reports."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhengce.stages.mentions import RelationMention
from zhengce.stages.relations.cues import Cues
from zhengce.stages.relations.doers import ORGANS, Doers
from zhengce.stages.relations.scope import Scope, Span, party

_TITLE = r"《[^《》\n]{2,80}(?:《[^《》\n]{2,60}》[^《》\n]{0,40})?》(?:（[^（）\n]{1,20}号）)?"
_NOT_PAID = frozenset({"growth", "increase", "decrease", "share"})


class Issues:
    """Finds who issues what."""

    def __init__(self, cues: Cues, doers: Doers):
        self.cues, self.doers = cues, doers
        self._opening = re.compile(f"的(?:{cues.source('version')})?(?=《)|[了过]?(?:{cues.source('version')})?")
        phrase = r"[^，。；、：！？《》“”\n]"
        follows = rf"(?=$|[\W\d]|[和及与等并]|{cues.source('behind_paper')})"
        self._item = re.compile(rf"(?P<item>{_TITLE}|(?:{phrase}{{0,26}}?“[^“”\n]{{1,24}}”)?{phrase}{{0,26}}?(?:{cues.source('paper')})){follows}")
        self._title = re.compile(rf"(?:{phrase}{{0,12}})(?P<item>{_TITLE})")
        self._plain = re.compile(_TITLE)
        self._next = re.compile("、|和|及|以及|与")
        self._version = re.compile(rf"(?:{cues.source('version')})+")
        self._measures = re.compile(rf"(?:{cues.source('measures')})$")
        self._vague = re.compile(cues.source("vague"))
        self._no_paper = re.compile(rf"[上后前时]?(?:{cues.source('no_paper')})")
        self._according = re.compile(rf"(?:{cues.source('according')})")

    def find(self, scope: Scope) -> Iterator[RelationMention]:
        """县政府印发《方案》, 出台3个实施意见, 《方案》由县政府印发."""
        for cue in self.cues["issue"].finditer(scope.text, scope.start, scope.end):
            if self._no_paper.match(scope.text, cue.end()):
                continue
            tails = self._behind(scope, cue.end())
            heads = self._issuers(scope, cue.start()) if tails else []
            if not tails:
                tails, heads = self._before(scope, cue.start())
            yield from (scope.made("issues", head, tail, "issues.clause") for head in heads for tail in tails if head[1] <= tail[0] or head[0] >= tail[1])

    def _issuers(self, scope: Scope, verb: int) -> list[Span]:
        """The organs before the verb; behind 据 (据县统计局发布的《公报》) too."""
        low, _ = scope.clause(verb)
        according = self._according.match(scope.text, scope.after_times(low, verb))
        if according:
            found = self.doers.run(scope, according.end(), verb, ORGANS)
            if found:
                return found
        return [self.doers.widened(scope, low, verb, head) for head in self.doers.before(scope, verb, ORGANS)]

    def _behind(self, scope: Scope, offset: int) -> list[Span]:
        spans: list[Span] = []
        at = self._opening.match(scope.text, offset).end()  # type: ignore[union-attr]
        attributive = scope.text.startswith("的", offset)
        while found := self._title.match(scope.text, at, scope.end) or (None if attributive else self._item.match(scope.text, at, scope.end)):
            spans.append(self._cut(scope, *found.span("item")))
            if self._unnamed(scope.text, *spans[0]):
                return []      # 出台一系列政策、规划
            step = self._next.match(scope.text, found.end())
            if step is None:
                break
            at = step.end()
        if scope.text.endswith("关于", 0, offset - 2) and spans:
            # 关于印发《方案》的通知: what is issued, not the notice that does it.
            start, end = spans[-1]
            of = scope.text.rfind("的", start, end)
            spans[-1] = (start, of if of > start else end)
        return [span for span in spans if span[1] - span[0] > 1 and not self._unnamed(scope.text, *span)]

    def _cut(self, scope: Scope, start: int, end: int) -> Span:
        """The document without the words before it that say which version it is."""
        version = self._version.match(scope.text, start, end)
        return (version.end(), end) if version and version.end() < end else (start, end)

    def _unnamed(self, text: str, start: int, end: int) -> bool:
        """Measures that are neither numbered nor told apart: 出台一系列举措, 许多决定."""
        if text[start] == "《":
            return False
        if self._vague.match(text, start) or self.cues["issue"].search(text, start, end):
            return True
        return self._measures.search(text, start, end) is not None and (end - start < 5 or self._vague.search(text, start, end) is not None)

    def _before(self, scope: Scope, verb: int) -> tuple[list[Span], list[Span]]:
        """《方案》由县政府印发: the titles before 由, and the organs behind it."""
        low, _ = scope.clause(verb)
        passive = scope.text.rfind("由", low, verb)
        if passive < 0:
            return [], []
        titles = [match.span() for match in self._plain.finditer(scope.text, scope.start, passive)]
        return titles, [(one.start, one.end) for one in scope.entities if passive < one.start and one.end <= verb and one.type in ORGANS]


class Funds:
    """Finds who pays what."""

    def __init__(self, cues: Cues, doers: Doers):
        self.cues, self.doers = cues, doers
        aside = f"(?:{cues.source('adverb')}|{cues.source('also')})*"
        self._strong = re.compile(rf"(?:{cues.source('purse')})(?!(?:{cues.source('no_fund')}))")
        self._weak = re.compile(rf"(?:{cues.source('lead_in')})?(?P<payer>{cues.source('payer')})(?={aside}(?:[^，。；、]{{0,2}}{cues.source('budget')})?{aside}(?:{cues.source('pays')}|{cues.source('spends')}))")
        self._pays = re.compile(f"{cues.source('pays')}|{cues.source('spends')}")
        self._aside = re.compile(rf"{aside}(?:为此{aside})?(?:[从在][^，。；：]{{1,20}}[中上]{aside})?")
        self._spends = re.compile(cues.source("spends"))
        self._payer = re.compile(cues.source("payer"))
        self._amount = re.compile(cues.source("amount"))
        self._to = re.compile("[^，。；：]{0,24}")

    def find(self, scope: Scope) -> Iterator[RelationMention]:
        """中央财政安排2亿元; 省财政用于教育的支出为2亿元、3亿元; 财政部预拨2亿元."""
        for figure in scope.figures:
            if figure.kind != "money" or figure.measure_of in _NOT_PAID:
                continue
            low, _ = scope.clause(figure.start)
            for head in self._payers(scope, low, figure.start):
                yield scope.made("funds", head, (figure.start, figure.end), "funds.clause")

    def _payers(self, scope: Scope, low: int, high: int) -> list[Span]:
        text = scope.text
        verb = next((one for one in self._pays.finditer(text, low, high) if self._to.fullmatch(text, one.end(), high) and not self._amount.match(text, one.end())), None)
        purses = [one.span() for one in self._strong.finditer(text, low, high)]
        weak = self._weak.match(text, scope.after_times(low, high), high)
        purses = purses or ([weak.span("payer")] if weak else [])
        if verb and (not purses or verb.end() <= purses[-1][0]):
            return [] if self.cues["worth"].search(text, verb.end(), high) else self._doers(scope, low, verb.start())
        if purses and self.cues["fund"].search(text, purses[-1][1], high):
            between = text[purses[-1][1]:high]
            return [] if self.cues["no_fund"].search(between) else purses[-1:]
        return []

    def _doers(self, scope: Scope, low: int, verb: int) -> list[Span]:
        """The organs and places right before a verb of paying: 福建已|安排; else those who open the sentence, where its clause has no subject."""
        text = scope.text
        own = self.doers.run(scope, low, verb, ORGANS)
        if own:
            last = self.doers.widened(scope, low, verb, own[-1])
            noun = self._spends.match(text, verb) and self._payer.fullmatch(text, *last)   # 新增中央投资 is money, not its giver
            at = scope.after_times(last[1], verb)
            return [] if noun or not self._aside.fullmatch(text, at, verb) else [*own[:-1], last]
        if self.cues["costs"].match(text, verb) or not self._aside.fullmatch(text, scope.after_times(low, verb), verb):
            return []       # 五条公路通车，投资2亿元
        return self.doers.openers(scope, verb, ORGANS)


class Reports:
    """Finds what a document reports."""

    def __init__(self, cues: Cues):
        self._shows = re.compile(rf"(?P<document>{_TITLE})[^，。；、《》\n]{{0,4}}(?:{cues.source('report')})")

    def find(self, scope: Scope) -> Iterator[RelationMention]:
        """《公报》显示，…: the document and each quantity of the sentence."""
        shown = self._shows.search(scope.text, scope.start, scope.end)
        if shown:
            for figure in scope.figures:
                if figure.start > shown.end():
                    yield scope.made("reports", shown.span("document"), party(scope.text, figure), "reports.shows")
