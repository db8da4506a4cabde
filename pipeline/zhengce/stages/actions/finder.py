"""Policy actions: who does what, by which instrument."""

from __future__ import annotations

from zhengce.config import Config
from zhengce.stages.actions.actors import Actors
from zhengce.stages.actions.arguments import span_of
from zhengce.stages.actions.clauses import Clause, find_clauses
from zhengce.stages.actions.heads import Head, find_heads
from zhengce.stages.actions.lexer import Lexer
from zhengce.stages.actions.modality import cue
from zhengce.stages.mentions import ActionMention, EntityMention, FigureMention, TimeMention
from zhengce.stages.view import View


class ActionFinder:
    """Finds actions in clauses."""

    def __init__(self, config: Config):
        self.lexer = Lexer(config)
        self.actors = Actors()

    def find(self, view: View, times: list[TimeMention], entities: list[EntityMention],
             figures: list[FigureMention]) -> list[ActionMention]:
        """Action mentions in text order."""
        found: list[ActionMention] = []
        for clause in find_clauses(view, self.lexer, times, entities, figures):
            for head in find_heads(clause, self.actors):
                action = self._action(view, clause, head)
                if action is not None:
                    found.append(action)
        return found

    def _action(self, view: View, clause: Clause, head: Head) -> ActionMention | None:
        span = span_of(view.text, clause, head)
        if span is None:
            return None
        status, polarity = cue(clause, head)
        made = ActionMention(span.start, span.end, span.verb, rule=head.how)
        made.object = view.text[span.object[0]:span.object[1]] if span.object else None
        made.status, made.polarity = status or "planned", polarity
        if head.subject:
            low, high = head.subject
            made.actor = view.text[clause.starts[low]:clause.stop(high - 1)]
            made.actor_implied = False
        return made
