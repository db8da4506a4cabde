"""What a programme covers: 大病保险覆盖3万人, 工程使3万农户受益, 将3万人纳入监测系统, 3个县实施灌区工程."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhengce.stages.mentions import FigureMention, RelationMention
from zhengce.stages.relations.cues import Cues
from zhengce.stages.relations.scope import Scope, Span, party

_LISTED = re.compile("(?:提[^，。；、]{3})?[、和及]")
_CHANGES = frozenset({"growth", "increase", "decrease"})


class Covers:
    """Finds programmes and the quantities they reach."""

    def __init__(self, cues: Cues):
        self.cues = cues
        heads = cues.source("programme")
        # The noun phrase that ends in a programme's class word: in quotation marks or out of them.
        self._name = re.compile(rf"(?:[^，。；、：“”《》\n]|“[^“”\n]{{1,12}}”){{0,24}}?(?:{heads})(?:（[^（）\n]{{1,8}}）)?(?=$|[，。；、：和及\n]|(?:{cues.source('adverb')})?(?:{cues.source('cover')}|等|已|[0-9]|{cues.source('of_programme')}|{cues.source('makes')}))")
        self._aside = re.compile(rf"(?:{cues.source('adverb')}|{cues.source('also')}|{cues.source('passive')})+")
        self._this = re.compile(cues.source("that"))
        self._joined = re.compile(rf"(?:{cues.source('joined')})$")
        self._puts = re.compile(cues.source("puts"))
        self._moved = re.compile(cues.source("moved"))
        self._bare = re.compile(rf"(?:{cues.source('adverb')}|{cues.source('starts')}|、)*")
        self._begins = re.compile(rf"^(?:{cues.source('starts')}|[和、，])+")
        self._system = re.compile(rf"[^，。；、的\n]{{0,8}}的(?P<head>[^，。；、\n的]{{0,20}}(?:{heads}))(?=[，。；、（\n]|$|{cues.source('adverb')}|{cues.source('makes')})")

    def find(self, scope: Scope) -> Iterator[RelationMention]:
        """Covering in a sentence."""
        for figure in scope.figures:
            if figure.kind not in ("count", "percent") or figure.measure_of in _CHANGES:
                continue
            tail = party(scope.text, figure)
            if figure.kind == "percent" and tail == (figure.start, figure.end):
                continue
            system = self._system_of(scope, tail)
            heads = [system[0]] if system else self._covering(scope, figure, tail) or self._benefiting(scope, tail) or self._enrolled(scope, figure, tail)
            for head in heads:
                if head[1] <= tail[0] or tail[1] <= head[0]:
                    yield scope.made("covers", head, system[1] if system else tail, "covers.clause")

    def _cue(self, scope: Scope, tail: Span) -> re.Match[str] | None:
        """The verb of covering just before a quantity."""
        low, _ = scope.clause(tail[0])
        return next((one for one in self.cues["cover"].finditer(scope.text, low, tail[0]) if tail[0] - one.end() <= 10), None)

    def _system_of(self, scope: Scope, tail: Span) -> tuple[Span, Span] | None:
        """覆盖3万农村人口的监测系统: the programme stands behind, and the quantity reaches to 的."""
        if self._cue(scope, tail) is None:
            return None
        system = self._system.match(scope.text, tail[1], min(scope.clause(tail[1])[1] + 1, len(scope.text)))
        return (system.span("head"), (tail[0], system.start("head") - 1)) if system else None

    def _covering(self, scope: Scope, figure: FigureMention, tail: Span) -> list[Span]:
        """工程覆盖12个乡镇, 实施免费政策、惠及3万名儿童."""
        cue = self._cue(scope, tail)
        if cue is None or cue[0] in self.cues.forms("spread") and figure.counted is None or self._moved.search(scope.text, scope.clause(cue.start())[0], cue.start()) or self.cues["benefit"].search(scope.text, cue.end(), tail[0]):
            return []
        return self._programmes(scope, cue.start())

    def _benefiting(self, scope: Scope, tail: Span) -> list[Span]:
        """工程使3万农户受益, 3万多学生受益."""
        _, high = scope.clause(tail[1])
        found = self.cues["benefit"].search(scope.text, tail[1], min(high, tail[1] + 12))
        if found is None:
            return []
        made = self.cues["makes"].search(scope.text, max(scope.start, tail[0] - 2), tail[0])
        return self._programmes(scope, made.start() if made else tail[0])

    def _enrolled(self, scope: Scope, figure: FigureMention, tail: Span) -> list[Span]:
        """将3万人纳入监测系统, 12家单位承担帮扶任务, 3个县实施灌区工程."""
        aside = self._aside.match(scope.text, tail[1])
        cue = self.cues["enrol"].match(scope.text, aside.end() if aside else tail[1])
        if cue is None or tail == (figure.start, figure.end):
            return []
        named = next((one for one in scope.entities if one.type == "programme" and 0 <= one.start - cue.end() <= 2), None)
        if named:
            return [(named.start, named.end)]
        found = self._name.match(scope.text, cue.end(), scope.clause(cue.end())[1])
        if found and cue[0] in self.cues.forms("joins") and not self._joined.search(found[0]):
            return []  # 参加比赛项目
        counted = found and any(one.start == found.end() for one in scope.figures)  # 组团实施重点项目12个 counts projects
        return [found.span()] if found and not counted and found.end() - found.start() > 2 else []

    def _programmes(self, scope: Scope, offset: int) -> list[Span]:
        """The programmes named last before `offset`, in its clause or the one before, with those they are listed with."""
        text = scope.text
        low, _ = scope.clause(max(scope.start, offset - 1))
        found = list(self._name.finditer(text, low, offset))
        bare = self._bare.fullmatch(text, low, offset)  # a clause with a subject of its own takes none from the clause before
        if not found and bare and (before := scope.clauses_before(offset)):
            low = before[0][0]
            found = list(self._name.finditer(text, *before[0]))
        names = [(one.start, one.end) for one in scope.entities if one.type == "programme" and low <= one.start and one.end <= offset]
        spans = sorted([*names, *(self._trimmed(text, *match.span()) for match in found)], key=lambda span: (span[1], -span[0]))
        spans = [span for span in spans if span[1] - span[0] > 2 and not self._this.match(text, span[0]) and not any(one.start == span[0] for one in scope.figures)]
        run = spans[-1:]
        for span in spans[-2::-1]:
            if run and _LISTED.fullmatch(text[span[1]:run[0][0]]):
                run.insert(0, span)
        return run

    def _trimmed(self, text: str, start: int, end: int) -> Span:
        """Without the verb that puts it in place, and who does: 国家|实施|免费政策."""
        puts = list(self._puts.finditer(text, start, end - 2))
        start = puts[-1].end() if puts and end - puts[-1].end() > 2 else start
        opened = self._begins.match(text[start:end])
        return (start + opened.end() if opened else start), end
