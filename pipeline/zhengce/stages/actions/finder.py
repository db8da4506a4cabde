"""Policy actions: who does what, by which instrument.

Reading order: `clauses` cuts the text, `heads` finds the verbs that head an action, `arguments` their spans; `course` carries actors and
modals from clause to clause, `mood` and `modality` give the status.
"""

from __future__ import annotations

from collections.abc import Sequence

from zhengce.config import Config
from zhengce.stages.actions.actors import Actors
from zhengce.stages.actions.arguments import span_of
from zhengce.stages.actions.clauses import Clause, find_clauses, judged
from zhengce.stages.actions.course import Course
from zhengce.stages.actions.duties import Duties, leaders_at
from zhengce.stages.actions.heads import find_heads
from zhengce.stages.actions.labels import Labels, Unlabelled
from zhengce.stages.actions.lexer import ROLE, Lexer
from zhengce.stages.actions.links import Links, say_purpose
from zhengce.stages.actions.modality import polarity, roles_before, status
from zhengce.stages.actions.mood import MoodCues, Moods
from zhengce.stages.actions.series import Head
from zhengce.stages.actions.strength import Strengths
from zhengce.stages.mentions import ActionMention, EntityMention, FigureMention, TimeMention
from zhengce.stages.view import View
from zhengce.text.outline import SectionMention

_SILENT = frozenset({"caption", "source_line", "signature"})


class ActionFinder:
    """Finds actions in clauses."""

    def __init__(self, config: Config):
        self.lexer = Lexer(config)
        self.actors = Actors()
        self.duties = Duties()
        self.cues = MoodCues()
        self.labels = Labels(config)
        self.strengths = Strengths()

    def find(self, view: View, times: list[TimeMention], entities: list[EntityMention],
             figures: list[FigureMention]) -> list[ActionMention]:
        """Action mentions in text order."""
        walk = self.walk(view, times, entities, figures)
        self.label([walk])
        return self.finish(walk)

    def walk(self, view: View, times: list[TimeMention], entities: list[EntityMention], figures: list[FigureMention]) -> Walk:
        """The actions of a view, not labelled yet. `find` in steps is `walk` and `finish` for each view, `label` for several at once."""
        walk = Walk(self, view, times, entities, figures)
        clauses = find_clauses(view, self.lexer, times, entities, figures)
        subjects = judged(clauses)
        for index, clause in enumerate(clauses):
            if index not in subjects:
                walk.step(clause, clauses[index + 1] if index + 1 < len(clauses) else None)
        return walk

    def label(self, walks: Sequence[Walk]) -> None:
        """Fill instrument, class and topic of all actions found on some walks."""
        self.labels.assign([Unlabelled(walk.view, walk.found, walk.sections) for walk in walks if walk.found])

    def finish(self, walk: Walk) -> list[ActionMention]:
        """The actions of a walk, with the mechanisms that govern them."""
        self.labels.mechanisms.govern(walk.view, walk.found, walk.sections)
        return walk.found


class Walk:
    """One walk over the clauses of a view."""

    def __init__(self, finder: ActionFinder, view: View, times: list[TimeMention], entities: list[EntityMention], figures: list[FigureMention]):
        self.finder, self.view = finder, view
        self.found: list[ActionMention] = []
        self.sections: list[SectionMention | None] = []
        """The innermost section of each action found."""
        self.course = Course(finder.actors)
        self.links = Links(view, times, entities, figures)
        self.moods = Moods(view, finder.cues)
        self.duties = finder.duties.find(view, entities)
        self._duty = self._next = 0
        self._sentence = -1
        """The sentence of the action found last."""
        self._topic: int | None = None
        """Where a clause with 对 began to which the next one applies."""
        self._open: list[SectionMention] = []

    def step(self, clause: Clause, following: Clause | None) -> None:
        """Take the next clause, with the one behind it."""
        section = self._section(clause.start)
        if section is not None and section.kind in _SILENT:
            return
        leaders, self._duty = leaders_at(self.duties, clause.start, self._duty)
        mood = self.moods.at(section, clause.sentence)
        self.course.enter(clause, section, leaders, mood)
        topic = self._topic if clause.opener == "，" else None
        self._topic = _named_first(clause, self.finder.actors)
        if self._topic is None and _only_adds(clause):
            self._topic = topic
        bound = following is not None and following.opens_with_modal
        heads = [] if clause.conditional or clause.announces else find_heads(clause, self.finder.actors, mood == "ahead", self.course.required)
        party = self.course.party(clause, bound) if bound or not heads else None
        if party is not None:
            heads = []
            self.course.name(party)
        if heads:
            self._topic = None
        elif not clause.conditional:
            # 要平稳有序，落实责任: the modal governs though its own clause has no action
            self.course.required = self.course.required or "must" in map(ROLE, clause.items)
            self.course.coming = self.course.coming or any(item.role == "future" and "noun" not in item.frames for item in clause.items)
        for index, head in enumerate(heads):
            span = span_of(self.view.text, clause, head, self.finder.lexer.verbs)
            if span is None or _only_changes(clause, head):
                continue
            if index == 0 and topic is not None and head.subject is None and head.front is None and _applies(clause, head, span.object is None):
                # 对不达标的企业，责令整改: what it is done to stands in the clause before.
                span.start = topic
            made = ActionMention(span.start, span.end, span.verb, rule=head.how)
            made.object = self.view.text[span.object[0]:span.object[1]] if span.object else None
            self._act(made, *self.course.actor(clause, heads, index))
            roles = roles_before(clause, head)
            made.polarity = polarity(clause, head, roles)
            if "must" in roles or "forbid" in roles:
                self.course.required = True
                if not self.course.reported:
                    self.moods.turn_ahead(section)
            self.course.coming = self.course.coming or "future" in roles
            made.status = "required" if self.course.required else self.course.asked or \
                status(clause, head, roles, "ahead" if self.course.coming else mood, self.course.recurring, self.course.dated)
            made.is_heading = _in_heading(self.view.text, section, span.start)
            self.links.link(made, clause, head)
            made.strength, made.strength_cues = self.finder.strengths.score(made, clause, head)
            if self.found and self._sentence == clause.sentence and "purpose" in clause.items[head.first].frames and head.lead == head.first:
                say_purpose(self.found[-1], made, self.view.text)
            self._sentence = clause.sentence
            self.found.append(made)
            self.sections.append(section)

    def _act(self, made: ActionMention, span: tuple[int, int] | None, inherited: bool) -> None:
        """Say who acts: whom the sentences name, else who answers for the item by its bracket."""
        made.actor_span = span
        made.actor = self.view.text[span[0]:span[1]] if span else self.course.leaders
        made.actor_implied = inherited if made.actor else None

    def _section(self, offset: int) -> SectionMention | None:
        """The innermost section at `offset`; offsets are asked for in text order."""
        sections, opened = self.view.sections, self._open
        while self._next < len(sections) and sections[self._next].start <= offset:
            opened.append(sections[self._next])
            self._next += 1
        while opened and opened[-1].end <= offset:
            opened.pop()
        return opened[-1] if opened else None


def _named_first(clause: Clause, actors: Actors) -> int | None:
    """Where a clause begins to say with 对 what the next one is done to, behind who does it (各级政府对浪费资源的企业，必须…)."""
    if clause.closer != "，":
        return None
    if "prep_to" not in map(ROLE, clause.items):
        return None
    at = next(index for index, item in enumerate(clause.items) if item.role == "prep_to")
    if clause.items[at].word[0] != "对" or at and not actors.is_actor(clause.items, 0, at):
        return None
    return clause.starts[at]


def _only_adds(clause: Clause) -> bool:
    """Whether a clause only adds to the one before: 特别是小造纸企业，; 根据管理权限，."""
    return bool(clause.items) and clause.items[0].role in ("connective", "prep_means") and clause.closer == "，"


def _only_changes(clause: Clause, head: Head) -> bool:
    """Whether the verb only says by how much something grew: 比上年增加3亿元."""
    items = clause.items
    return head.last == len(items) - 1 and items[head.last].role == "figure" and "change" in items[head.first].frames


def _applies(clause: Clause, head: Head, bare: bool) -> bool:
    """Whether the verb is done to what 对… names in the clause before: it gives, must be done, or has no object of its own."""
    return bare or bool(clause.items[head.first].frames & {"light", "into"}) or any(item.role == "must" for item in clause.items[:head.first])


def _in_heading(text: str, section: SectionMention | None, offset: int) -> bool:
    """Whether `offset` stands in the section's heading: its first sentence, where a short item is one line."""
    if section is None or section.heading_start is None or section.heading_end is None:
        return False
    return section.heading_start <= offset < section.heading_end and text.find("。", section.heading_start, offset) < 0
