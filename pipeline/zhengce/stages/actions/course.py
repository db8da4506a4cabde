"""What carries from clause to clause: who acts, and whether a modal still governs.

A subject carries over its sentence and the paragraph or enumerated item; the actor of a pivot (指导各县…) over the sentence, until another
verb governs; a modal (要) over the sentence, until somebody else acts. Reported speech (强调，要…) has no actor of its own.
"""

from __future__ import annotations

from zhengce.stages.actions.actors import Actors
from zhengce.stages.actions.clauses import Clause
from zhengce.stages.actions.heads import Head
from zhengce.stages.actions.lexer import Item

_STAYS_WITH_HELPER = frozenset({"帮助", "帮扶", "支援", "援助"})


class Course:
    """The state of one walk over the clauses of a text."""

    def __init__(self, actors: Actors):
        self.actors = actors
        self.subject: str | None = None
        self.pivot: str | None = None
        self.leaders: str | None = None
        """Who answers for the item, by its bracket."""
        self.required = self.reported = False
        self._sentence = -1
        self._section: object = None

    def enter(self, clause: Clause, section: object, leaders: str | None, text: str) -> None:
        """Begin a clause: forget what does not carry into it, take its own subject."""
        if clause.opener == "\n" or section is not self._section:
            self.subject = None
        if clause.sentence != self._sentence or section is not self._section:
            if self.reported or leaders:
                self.subject = None
            self.pivot, self.required, self.reported = None, False, False
        self._sentence, self._section, self.leaders = clause.sentence, section, leaders
        found = self.actors.leading(clause.items)
        if found is not None:
            self.pivot = None
            self.required = False
            self.subject = None if self.reported else clause.text(text, *found)
        if speaks(clause):
            self.reported, self.subject, self.pivot = True, None, None

    def actor(self, clause: Clause, head: Head, heads: list[Head], index: int, text: str) -> tuple[str | None, bool | None]:
        """Who does the action of `heads[index]`, and whether that is inherited."""
        if head.subject is not None:
            actor = clause.text(text, *head.subject)
            before = heads[index - 1].subject if index else None
            if head.how == "pivot" and head.subject != before:
                governing = clause.items[heads[index - 1].first].word
                self.pivot = None if governing in _STAYS_WITH_HELPER else actor
                return actor, False
            if head.how != "pivot":
                self.pivot = None
                self.subject = actor
            return actor, head.subject == before
        governs = index + 1 < len(heads) and heads[index + 1].how == "pivot" or _governs(clause.items, head)
        if governs:
            self.pivot = None
        actor = self.pivot or self.subject or self.leaders
        return actor, (True if actor else None)


def speaks(clause: Clause) -> bool:
    """Whether a clause ends with a verb of speech whose words follow: 会议要求，各地要…."""
    items = clause.items
    last = next((item for item in reversed(items) if item.role != "bracket"), None)
    return last is not None and "speech" in last.frames and clause.closer in "，：“"


def _governs(items: list[Item], head: Head) -> bool:
    """Whether the verb asks others to act: its subject is who governs, not whom the clause before named."""
    frames = items[head.first].frames
    return "pivot" in frames and "purpose" not in frames and "serial" in frames
