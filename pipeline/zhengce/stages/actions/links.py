"""What belongs to an action besides its object: figures, time, target group, region, manner, purpose."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from zhengce.stages.actions.clauses import Clause
from zhengce.stages.actions.series import Head
from zhengce.stages.mentions import ActionMention, EntityMention, FigureMention, TimeMention
from zhengce.stages.view import View


class Links:
    """Mentions of a view by place, and the time that a sentence has named so far."""

    def __init__(self, view: View, times: Sequence[TimeMention], entities: Sequence[EntityMention], figures: Sequence[FigureMention]):
        self.view = view
        self.times, self.entities, self.figures = times, entities, figures
        self._starts = {id(layer): [mention.start for mention in layer] for layer in (times, entities, figures)}
        self._sentence, self._time = -1, None

    def within(self, layer: Sequence, start: int, end: int) -> Sequence:
        """Mentions of a layer that begin in text[start:end]."""
        starts = self._starts[id(layer)]
        low = bisect_left(starts, start)
        if low == len(starts) or starts[low] >= end:
            return ()                                         # mostly
        return layer[low:bisect_left(starts, end, low)]

    def link(self, made: ActionMention, clause: Clause, head: Head) -> None:
        """Fill the columns of an action from its clause."""
        made.figures = (*self._acting(made, clause), *self.within(self.figures, made.start, made.end))
        made.time = self._when(clause, made)
        inside = self.within(self.entities, made.start, made.end)
        made.target_group = self._name(inside, ("group",))
        made.region = self._name(inside, ("area", "place")) or self._name(self.within(self.entities, clause.start, made.start), ("area", "place"))
        manner = [item.word for item in clause.items[:head.first] if item.role in ("adverb", "ongoing") or item.role == "quote" and item.before]
        made.manner = "、".join(manner) or None

    def _acting(self, made: ActionMention, clause: Clause) -> Sequence[FigureMention]:
        if made.actor_span is None or made.actor_implied or made.actor_span[0] < clause.start:
            return ()
        return self.within(self.figures, made.actor_span[0], min(made.actor_span[1], made.start))

    def _when(self, clause: Clause, made: ActionMention) -> TimeMention | None:
        """The time in the clause, else the last one that the sentence named before."""
        if clause.sentence != self._sentence:
            self._sentence, self._time = clause.sentence, None
        found = self.within(self.times, clause.start, made.end)
        if found:
            self._time = found[-1]
        elif self._time is None:
            start = self.view.sentences[clause.sentence][0]
            before = self.within(self.times, start, clause.start)
            self._time = before[-1] if before else None
        return self._time

    def _name(self, entities: Sequence[EntityMention], types: tuple[str, ...]) -> str | None:
        for entity in entities:
            if entity.type in types:
                return self.view.text[entity.start:entity.end]
        return None


def say_purpose(main: ActionMention, made: ActionMention, text: str) -> None:
    """Give the main action the text of the purpose clause behind it: 完善机制，确保落实."""
    if main.purpose is None:
        main.purpose = text[made.start:made.end]
