"""What carries from clause to clause: who acts, and whether a modal still governs.

A subject carries over its sentence and the paragraph or enumerated item; the actor of a pivot (指导各县…) over the sentence, until another
verb governs; a modal (要, 将) over the sentence, until somebody else acts. Reported speech (强调，要…) has no actor of its own.
"""

from __future__ import annotations

from zhengce.lexicon.wordlists import words
from zhengce.rows import ActionStatus
from zhengce.stages.actions.actors import Actors
from zhengce.stages.actions.clauses import Clause
from zhengce.stages.actions.lexer import DATES, EACH, ROLE, SPEECH, Item
from zhengce.stages.actions.mood import Mood
from zhengce.stages.actions.series import Head

Span = tuple[int, int]
_ENDS = frozenset("。！？\n")
_AUDIENCE = words("calls.csv")
_CALLS = frozenset("！：\n")
"""Marks behind a name that only calls on somebody."""
_STAYS_WITH_HELPER = words("helping_verbs.csv")


class Course:
    """The state of one walk over the clauses of a text."""

    def __init__(self, actors: Actors):
        self.actors = actors
        self.subject: Span | None = None
        self.pivot: Span | None = None
        self.leaders: str | None = None
        """Who answers for the item, by its bracket."""
        self.required = self.coming = self.reported = False
        """Whether a modal governs, or a word of the future (将); whether the clauses are somebody's words."""
        self.asked: ActionStatus | None = None
        """What the words of somebody make of what they name: 强调 requires it, 希望 plans it, 表示 only tells."""
        self.recurring = self.dated = False
        """Whether the sentence speaks of what is done each year, of what happened on a day."""
        self._asked: Span | None = None
        """Who is asked to do what the next clause says: 指导各县立足实际，发展…."""
        self._led: tuple[int, int] | None = None
        self._held: int | None = None
        self._sentence = -1
        self._section: object = None

    def enter(self, clause: Clause, section: object, leaders: str | None, mood: Mood) -> None:
        """Begin a clause: forget what does not carry into it, take its own subject."""
        if clause.opener in _ENDS or section is not self._section:
            if clause.opener == "\n" or section is not self._section or mood == "ahead" or self.reported or leaders:
                self.subject = None
            self.required = self.coming = self.reported = self.recurring = self.dated = False
            self.asked = None
        if clause.sentence != self._sentence:
            self.pivot = None
        self._sentence, self._section, self.leaders = clause.sentence, section, leaders
        self.recurring = self.recurring or any(map(EACH, clause.items))
        self._lead(clause)
        self.dated = self.dated or any(map(DATES, clause.items))
        said = speaks(clause)
        if said is not None:
            self.asked = "required" if "demands" in said.frames else "planned" if "wishes" in said.frames else None
            if self.asked or clause.items[-1] is said:
                self.reported, self.subject, self.pivot = True, None, None

    def _lead(self, clause: Clause) -> None:
        """Take the subject that opens the clause, together with one that fills the clause before it (各地区，各部门要…)."""
        found = self.actors.leading(clause.items)
        if found is not None and clause.opener == "，" and "describes" in clause.items[found[0]].frames:
            found = None                                  # 企业要有好的制度，有得力的干部
        self._led, held, self._held = found, self._held, None
        if found is None:
            return
        self.pivot, self.required, self.coming, self.dated = None, False, False, False
        if found[1] == len(clause.items) and (clause.closer in _CALLS or "".join(item.word for item in clause.items) in _AUDIENCE):
            return                                    # 各位代表！
        start, end = clause.starts[found[0]], clause.stop(found[1] - 1)
        if held is not None and clause.opener == "，":
            start = held
        if found[1] == len(clause.items):
            self._held = start
        self.subject = None if self.reported else (start, end)

    def party(self, clause: Clause, bound: bool) -> Span | None:
        """The party that fills a clause: 凡产生污染的单位，必须…. `bound`: the next clause opens with a modal (从境外引进设备的企业，应当…)."""
        items = clause.items
        if clause.closer != "，" or clause.opener == "，" or self.reported or "de" not in map(ROLE, items):
            return None
        link = max(index for index, item in enumerate(items) if item.role == "de")
        if link + 1 >= len(items) or any(item.before for item in items[link:]) \
                or not self.actors.is_actor(items, link + 1, len(items)):
            return None
        start = next(index for index, item in enumerate(items) if not item.before or index == link)
        first = next(item for index, item in enumerate(items) if not item.before and item.role != "pronoun" or index == link)
        if any(item.role == "must" or item.frames & {"copula", "pivot"} for item in items[:link]) or first.role[:5] == "prep_" and first.word != "从":
            return None
        return clause.span(start, len(items)) if bound or first.verb or clause.conditional else None

    def name(self, party: Span) -> None:
        """Take a party as the subject."""
        self.subject, self.pivot, self._held = party, None, None

    def actor(self, clause: Clause, heads: list[Head], index: int) -> tuple[Span | None, bool]:
        """Who does the action of `heads[index]` (None: nobody named in the text's sentences), and whether that is inherited."""
        head = heads[index]
        if head.subject is not None:
            return self._own(clause, heads, index)
        if self._asked:
            self.pivot, self._asked = self._asked, None
            return self.pivot, False
        if index + 1 < len(heads) and heads[index + 1].how == "pivot" or _governs(clause.items, head):
            self.pivot = None
        actor = self.pivot or self.subject
        if head.asks is not None:
            self._asked = clause.span(*head.asks)
        return actor, True

    def _own(self, clause: Clause, heads: list[Head], index: int) -> tuple[Span, bool]:
        """The subject in the clause itself; a further action of the same subject inherits it."""
        head = heads[index]
        assert head.subject is not None
        actor = clause.span(*head.subject)
        before = heads[index - 1].subject if index else None
        if head.how == "pivot" and head.subject != before:
            stays = self.subject is not None or clause.items[heads[index - 1].first].word in _STAYS_WITH_HELPER
            self.pivot = None if stays else actor
            return actor, False
        if head.how != "pivot":
            if self._led is not None and self._led[0] == head.subject[0] and self.subject:
                actor = self.subject
            self.pivot, self.subject = None, actor
        if head.asks is not None:
            self._asked = clause.span(*head.asks)
        return actor, head.subject == before


def speaks(clause: Clause) -> Item | None:
    """The verb of speech of a clause whose words follow, there or in the clause: 会议要求，各地要…, but not 按照会议要求，….

    A modal before it asks for the speech itself (不得要求企业出资); a verb that may be an act (提出方案) or a noun (建议) is followed by its object.
    """
    items = clause.items
    if not any(map(SPEECH, items)):
        return None                                           # most clauses
    at = next((index for index, item in enumerate(items) if item.verb or item.role in ("prep_means", "prep_object", "must", "forbid")), None)
    if at is None or "speech" not in items[at].frames or at and items[at - 1].role == "connective" and items[at - 1].word in "和与及":
        return None
    if at == len(items) - 1:
        return items[at] if clause.closer in "，：“" else None
    behind = items[at + 1]
    if "act" in items[at].frames or behind.role in ("de", "quote", "slogan") or "noun" in items[at].frames and not (behind.heads or behind.before):
        return None
    return items[at]


def _governs(items: list[Item], head: Head) -> bool:
    """Whether the verb asks others to act: its subject is who governs, not whom the clause before named."""
    frames = items[head.first].frames
    return "purpose" in frames or "pivot" in frames and "serial" in frames
