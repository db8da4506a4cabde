"""The context of a figure: the clause it stands in, what leads to it, what follows, and the figures it continues.

All later rules (measure, counted, indicator, scope) read these few strings instead of the document. What belongs to a sentence (its
breaks, its times and named actors) is looked up once for all figures in it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field

from zhengce.stages.mentions import EntityMention, FigureMention, TimeMention
from zhengce.stages.view import View

_MARK = re.compile("[，；。：！？\n\r（）]")
_LINK = re.compile(r"(?:、|和|与|及|以及|或|到|至)(?:约|近|超)?$")
_CONTINUES = ("、", "和", "及", "与", "以及")


@dataclass(slots=True, eq=False)
class Sentence:
    """A sentence with figures, its breaks and brackets, and the times and entities in it."""

    start: int
    end: int
    marks: list[tuple[int, str]]
    times: list[TimeMention]
    entities: list[EntityMention]
    contexts: list[Context] = field(default_factory=list)
    goes_on: bool = False
    """Whether it goes on from the sentence before: behind a semicolon, or with 其中."""
    def clause(self, start: int, end: int) -> tuple[int, int]:
        """Bounds of the clause around a figure; a bracket around the figure bounds it too."""
        opened, depth = [self.start], 0
        high = self.end
        for offset, char in self.marks:
            if offset < start:
                if char == "（":
                    opened.append(offset + 1)
                elif char != "）":
                    opened[-1] = offset + 1
                elif len(opened) > 1:
                    opened.pop()
            elif offset >= end:
                if char == "（":
                    depth += 1
                elif not depth:
                    high = offset
                    break
                elif char == "）":
                    depth -= 1
        return opened[-1], high


@dataclass(slots=True, eq=False)
class Context:
    """What surrounds one figure. `lead` runs from the clause start (or the figure before) to the figure, `tail` from the figure to
    the next one or the clause end; `start`/`end` are the clause's offsets."""

    figure: FigureMention
    sentence: Sentence
    start: int
    end: int
    lead_start: int
    lead: str
    tail: str
    previous: Context | None = None
    """The figure before in the same sentence."""
    before_sentence: Context | None = None
    """The last figure of the sentence before, where this sentence goes on from it."""
    chained: bool = False
    """Whether this figure continues the list of the one before: 6.5%和7%."""
    series: list[Context] = field(default_factory=list)
    """The figures of the list, this one included, in order."""
    bare: str = ""
    """The lead without its times: 提高到2022年 reads 提高到."""
    verb: str = ""
    """The verbs right in front of the number whose object it counts: 建成."""
    qualified: str = ""
    """The noun of whose size the number tells: 25兆瓦级[风电机组]."""
    deed: str | None = None
    """What the words in front of the number say was done with what it counts: 大飞机已[交付]15架; None where nothing is."""
    shared: list[str] = field(default_factory=list)
    """What each member of the list that begins here is named, where the head names them one by one."""
    governed: object | None = None
    """The governing word in front of the number, once it has been looked for (`measure.governor`)."""
    before: str = ""
    """The clauses before this one in the sentence, the last 60 characters of them."""

    @property
    def sentence_start(self) -> int:
        return self.sentence.start

    @property
    def sentence_end(self) -> int:
        return self.sentence.end

    @property
    def continues(self) -> bool:
        """Whether this figure is a further member of the list that the one before began: 新增4个A、[4个]B; 建成A743条、B[2170个]."""
        return self.same_clause and (self.lead.startswith(_CONTINUES) or self.lead.endswith(_CONTINUES))

    @property
    def same_clause(self) -> bool:
        """Whether the figure before stands in the same clause."""
        return self.previous is not None and self.previous.start == self.start


def find_contexts(view: View, figures: list[FigureMention], times: list[TimeMention], entities: list[EntityMention]) -> list[Context]:
    """One context per figure, in order."""
    text = view.text
    contexts: list[Context] = []
    sentence: Sentence | None = None
    time_starts = [time.start for time in times]
    entity_starts = [entity.start for entity in entities]
    for index, figure in enumerate(figures):
        if sentence is None or figure.start >= sentence.end:
            number = view.sentence_at(figure.start)
            low, high = view.sentences[number] if number is not None else (figure.start, figure.end)
            sentence = Sentence(low, high, [(match.start(), match[0]) for match in _MARK.finditer(text, low, high)],
                                times[bisect_left(time_starts, low):bisect_left(time_starts, high)],
                                entities[bisect_left(entity_starts, low):bisect_left(entity_starts, high)])
            last = contexts[-1] if contexts else None
            sentence.goes_on = last is not None and low - last.sentence.end < 3 and "\n" not in text[last.sentence.end:low] \
                and (text[last.sentence.end - 1] == "；" or text.startswith("其中", low))
        start, end = sentence.clause(figure.start, figure.end)
        previous = sentence.contexts[-1] if sentence.contexts else None
        lead_start = max(start, previous.figure.end) if previous else start
        following = figures[index + 1].start if index + 1 < len(figures) else end
        context = Context(figure, sentence, start, end, lead_start, text[lead_start:figure.start],
                          text[figure.end:min(end, max(following, figure.end))], previous)
        if previous is None and sentence.goes_on:
            context.before_sentence = contexts[-1]
        elif previous is not None:
            context.before_sentence = previous.before_sentence
        context.bare = _without(text, sentence.times, lead_start, figure.start) if sentence.times else context.lead
        if start > sentence.start:
            context.before = text[max(sentence.start, start - 60):start]
        if previous is not None and previous.figure.end >= lead_start and len(context.lead) < 5 and _LINK.fullmatch(context.lead) \
                and previous.start == start and (_alike(previous.figure, figure) or _told_apart(previous, figure)):
            context.chained = True
            context.series = previous.series
        context.series.append(context)
        sentence.contexts.append(context)
        contexts.append(context)
    return contexts


def _without(text: str, times: list[TimeMention], low: int, high: int) -> str:
    """`text[low:high]` without the times in it."""
    pieces, at = [], low
    for time in times:
        if time.end > high:
            break
        if time.start >= at:
            pieces.append(text[at:time.start])
            at = time.end
    return "".join([*pieces, text[at:high]])


def _told_apart(previous: Context, figure: FigureMention) -> bool:
    """Whether 分别 gives each number of a list its own noun, whatever they count in: 托位、床位数分别达到5个、[27张]."""
    return "分别" in previous.series[0].lead and previous.figure.kind == figure.kind


def _alike(one: FigureMention, other: FigureMention) -> bool:
    return one.kind == other.kind and one.unit == other.unit
