"""The first head of a stretch of a clause: what stands before the verb is read from left to right until a verb heads the action."""

from __future__ import annotations

from zhengce.lexicon.wordlists import words
from zhengce.stages.actions.actors import Actors
from zhengce.stages.actions.clauses import before_name
from zhengce.stages.actions.enclosed import ENCLOSES, listed
from zhengce.stages.actions.lexer import OPEN, ROLE, Item
from zhengce.stages.actions.phrases import (
    CLOSERS,
    EFFECTS,
    MANNER,
    adverbial,
    behind_enumeration,
    beyond,
    described_until,
    has_object,
    in_progress,
    modal_of,
    moves_to,
    named_before_modal,
    nominal,
    object_marker,
    phrase_end,
    reports_change,
    reports_of,
    required,
    those_who,
    trimmed,
    turns,
    verb_after,
    verb_behind,
    without_object,
)
from zhengce.stages.actions.series import Head, series

_SERIAL = frozenset({"serial"})
_AMOUNTS = words("amount_nouns.csv")
_QUALIFIED = words("qualified_nouns.csv")
_BACKGROUND = words("background_ends.csv")
_GIVES = words("giving_verbs.csv")
_PHRASES = frozenset({"prep_place", "prep_means", "prep_by", "prep_ground"})
_TELLS = frozenset({"state", "speech", "result"})


def _heads_here(items: list[Item], at: int, begun: bool) -> bool:
    """Whether the item at `at` is a verb here: one that is mostly a noun only before a number or a name (定点帮扶160个县)."""
    item = items[at]
    if at + 1 < len(items) and items[at + 1].role == "de":
        return False                                  # 采取的方针
    if at + 2 < len(items) and items[at + 1].word in _AMOUNTS and (items[at + 2].role == "figure" or items[at + 2].verb) \
            and (item.frames is OPEN or "noun" in item.frames or "result" in items[at + 2].frames):
        return False                                  # 成交金额达到八亿元
    if item.heads:
        if item.frames is OPEN and at + 1 < len(items) and ("result" in items[at + 1].frames or items[at + 1].word in _QUALIFIED):
            return False                              # 营收突破, 供暖部门巡检
        if item.frames is OPEN and not (has_object(items, at) or at and items[at - 1].role == "must"):
            return False
        return not (begun and nominal(items, at))
    if item.frames == _SERIAL:
        return items[verb_behind(items, at + 1, len(items))].heads          # 开始进行调整
    if item.role != "verb" or "seldom" not in item.frames:
        return False
    if at and items[at - 1].role in MANNER and not (items[at - 1].role == "adverb" and items[at - 1].frames) and "act" in item.frames and has_object(items, at) \
            and not items[at + 1].verb and not items[at + 1].before and items[-1].word not in CLOSERS:
        return True                                           # 还要生产自行车, 主动服务群众
    return before_name(items, at) or not at and len(items) > 1 and items[1].role in ("programme", "slogan", "quote")


def first_head(items: list[Item], at: int, actors: Actors, ahead: bool = False, must: bool = False) -> Head | None:
    """The first head from the item at `at` on; None where the clause reports, judges or only names."""
    return _Reading(items, at, actors, ahead, must).head()


_ON = Head(-1, -1, -1, "on")
"""What a step gives where the reading goes on."""


class _Reading:
    """One walk over the items before a verb: what it has met so far, and where it is. A step gives a head, None (no head), or `_ON`."""

    def __init__(self, items: list[Item], at: int, actors: Actors, ahead: bool, must: bool):
        self.items, self.size, self.actors, self.ahead, self.must = items, len(items), actors, ahead, must
        self.begin = self.at = self.subject_end = at
        self.subject_start: int | None = None
        self.modal = modal_of(items, at)
        if self.modal is not None:
            # 规划内容要明确方案: what stands before the modal is the subject, whatever verbs it holds.
            self.subject_start, self.subject_end, self.at = at, self.modal, self.modal
        self.front: tuple[int, int] | None = None
        self.lead: int | None = None
        self.how = "verb first"
        self.agent = False
        """Whether 由 names the subject, which then acts whatever it is (由基金发放津贴)."""
        self.moved = object_marker(items, self.at)

    def head(self) -> Head | None:
        """Read on until a verb heads an action, or nothing can."""
        while self.at < self.size:
            found = self._step(self.items[self.at])
            if found is not _ON:
                return found
        return None

    def _step(self, item: Item) -> Head | None:
        items, at, role = self.items, self.at, item.role
        if item.word in ENCLOSES and (inner := listed(items, at)) is not None:
            return inner
        if at == self.moved or role == "prep_object" and self.moved is None:
            return _moved(items, at, self._subject(), self.actors)
        if item.word == "以" and self._with():
            return self._past(phrase_end(items, at + 1, item))
        if item.before or role == "pause" and self.subject_start is None:
            return self._past(at + 1)
        if role == "prep_to":
            return self._towards(item)
        if role == "prep_motion" or item.word == "到" and moves_to(items, at):
            return self._motion(verb_after(items, at + 1) if role == "prep_motion" else self.size - 1)
        if role in _PHRASES:
            return self._phrase(item)
        if item.word in _BACKGROUND and self.subject_start is not None and not item.verb:
            self.subject_start, self.subject_end = None, at + 1                             # 展览期间将组织讲解
            return self._past(at + 1)
        if "attributive" in item.frames and _describes_subject(items, at):
            return self._named(at + 1)
        return self._predicate(item)

    def _predicate(self, item: Item) -> Head | None:
        """A verb: the head, a part of the subject, or a report; else a part of the subject."""
        items, at = self.items, self.at
        if item.heads and self.front is None and self.modal is None and reports_change(items, at, self.begin):
            return None
        if self.subject_start is None and item.heads and (link := those_who(items, at)) is not None:
            return self._named(link)                          # 触犯法律的要移送司法机关
        if "speech" in item.frames and (told := self._told(item)) is not None:
            return told
        if _heads_here(items, at, self.subject_start is not None):
            return self._verb(item)
        if item.role == "verb" and self.subject_start is None and (link := described_until(items, at)) is not None:
            return self._named(link)                          # 有条件的地方率先实现
        if item.role == "verb" and item.frames & _TELLS:
            bound = (self.must or self._required()) and "result" in item.frames and has_object(items, at)
            return self._series(at, self._bound(at)) if bound and (self.subject_start is None or self.modal is not None) else None
        return self._past(phrase_end(items, at + 1, item)) if item.role == "prep_with" else self._named(at + 1)

    def _told(self, item: Item) -> Head | None:
        """The action that a verb of speech tells of: 要求[各地做好春耕], 宣布[设立基金]; None where what is said is no action or the speech is asked for."""
        at = self.at
        if "act" in item.frames or self._required() or "noun" in item.frames and not (at + 1 < self.size and (self.items[at + 1].heads or self.items[at + 1].before)):
            return None
        told = first_head(self.items, at + 1, self.actors, True)
        if told is None or self.items[told.first].frames is OPEN and "must" not in map(ROLE, self.items[at:told.first]):
            return None
        if told.subject is None and not item.frames & {"demands", "wishes"}:
            told.subject = self._subject()
        return told

    def _past(self, end: int | None) -> Head | None:
        """Go on at `end`; where there is none, nothing heads the clause."""
        if end is None:
            return None
        self.at = end
        return _ON

    def _named(self, end: int) -> Head | None:
        """Go on behind a part of the subject."""
        if self.subject_start is None:
            self.subject_start = self.at
        self.at = self.subject_end = end
        return _ON

    def _required(self) -> bool:
        return required(self.items, self.begin, self.at)

    def _subject(self) -> tuple[int, int] | None:
        return self.actors.subject(self.items, self.subject_start, self.subject_end)

    def _bound(self, at: int) -> tuple[int, int] | None:
        """The subject of the verb at `at`: who acts, or what a modal binds (规划内容要明确方案, 财政政策要加力)."""
        subject, start = self._subject(), self.subject_start
        if subject is None and start is not None and required(self.items, self.begin, at) and named_before_modal(self.items, start, self.subject_end):
            return start, self.subject_end
        return subject

    def _series(self, at: int, subject: tuple[int, int] | None) -> Head:
        return series(self.items, at, self.lead, self.front, subject, self.how)

    def _with(self) -> bool:
        """Whether 以 opens a phrase (以县为单位实施项目, 以钉钉子精神推动…, 以改革促发展); 以促进… is a purpose."""
        items, at = self.items, self.at
        return at + 2 < self.size and (any(other.word == "为" for other in items[at + 2:])
                                       or "noun" in items[at + 1].frames and items[at + 2].heads and has_object(items, at + 2)
                                       or not items[verb_behind(items, at + 1, self.size)].verb)

    def _towards(self, item: Item) -> Head | None:
        """A phrase with 对, 向, 为, 与: its noun is the object in front, but whom 为 names stays outside."""
        items, at = self.items, self.at
        end = verb_after(items, at + 1)
        if end is None or reports_of(items, at, end):
            return None
        if end == at + 1 and item.word.startswith("为"):
            self.how = "purpose"
        elif item.word == "为" and not all(other.before for other in items[at + 1:end]) and items[end].frames & {"light", "act"} and end + 1 < self.size:
            if items[end].word in _GIVES and items[-1].word[-2:] in EFFECTS:
                return None                                   # 为乡村振兴奠定基础
            self.how = "beneficiary"
        elif end > at + 1:
            self.lead, self.front, self.how = at, (at + 1, trimmed(items, at + 1, end)), "preposed"
        return self._past(max(end, at + 1))

    def _motion(self, end: int | None) -> Head | None:
        """深入基层开展…, 到喀什等地调研: the place is the verb's."""
        if end is not None:
            self.lead, self.front, self.how = self.at, (self.at + 1, trimmed(self.items, self.at + 1, end)), "motion"
        return self._past(end)

    def _phrase(self, item: Item) -> Head | None:
        """A phrase of place, means, ground or agent."""
        items, at = self.items, self.at
        if item.word == "通过" and (verb := behind_enumeration(items, at + 1)) is not None:
            return self._past(verb)
        if at + 1 < self.size and items[at + 1].heads and item.word in ("通过", "围绕") and self.moved is None:
            self.how = "means"
            return self._past(at + 1)
        if item.word == "在" and in_progress(items, at):
            return self._past(at + 1)
        end = phrase_end(items, at + 1, item)
        if end is None and "alone" in item.frames and self._required() and not any(other.role == "must" for other in items[at:]):
            return series(items, at, None, None, self._subject(), self.how)          # 既要立足当前
        if end is None or item.role == "prep_by" and (item.word == "经" or item.word == "由" and turns(items, at)):
            return None                                       # 由出口初级产品向出口制成品转变
        if item.role == "prep_by":
            self.subject_start, self.subject_end, self.agent = at + 1, end, item.word == "由"
        elif item.role == "prep_place" and end < self.size and "light" in items[end].frames and items[end].word != "开展":
            self.lead, self.front, self.how = at, (at + 1, end), "preposed"
        return self._past(end)

    def _verb(self, item: Item) -> Head | None:
        """A verb that can head: whether it does, and with which subject."""
        items, at = self.items, self.at
        if self.moved is not None and (at < self.moved and item.frames & {"serial", "light"} or at in (self.begin, self.moved - 1)):
            return self._past(at + 1)
        if "permits" in item.frames and at + 1 < self.size and items[at + 1].role in ("prep_to", "prep_place"):
            return self._past(at + 1)                         # 允许在区内开展业务: leave to do it, like 可以
        if "means" in item.frames and (further := beyond(items, at + 1)) is not None:
            self.lead, self.at = at, further                  # 采取措施改变状况: the verb with the meaning stands behind the object
            at, item = further, items[further]
        if self.agent and item.word[-1] in "为到至成":
            return None                                       # 由生产下降转为上升
        subject = self._bound(at) or self._agent()
        if subject is not None and at + 1 == self.size and items[subject[1] - 1].role == "meeting":
            return None                                       # 全国推进会召开
        if subject is None and self.subject_start is not None:
            if self.front is None and self._held(at, item):
                return Head(self.subject_start, at, at + 1, "topic", (self.subject_start, self.subject_end), None, stop=self.size)
            if self.modal is None and not adverbial(items, self.subject_start, self.subject_end):
                return None
        return None if self._only_tells(at, item) else self._series(at, subject)

    def _agent(self) -> tuple[int, int] | None:
        """Whom 由 names, whatever it is: 由[各级经委]负责组织落实."""
        if not self.agent or self.subject_start is None:
            return None
        start, end = self.subject_start, self.subject_end
        verb = next((index for index in range(start, end) if self.items[index].verb and self.items[index].frames is not OPEN), end)
        return start, max(verb, start + 1)

    def _held(self, at: int, item: Item) -> bool:
        """Whether what stands in front is held to a bound: 开发强度控制在30%."""
        items = self.items
        return at + 2 < self.size and items[at + 1].word in ("在", "到") and items[at + 2].role == "figure" and "ba" in item.frames

    def _only_tells(self, at: int, item: Item) -> bool:
        """Whether the verb tells what came about or was said: 使生活有改善, 确保平稳有序落地, 提出规范建设使用, 取得进展."""
        items, frames = self.items, item.frames
        if "causal" in frames and items[at + 1:] and items[at + 1].word not in ("其", "之") and any(
                other.verb and other.frames & {"result", "state"} and "act" not in other.frames for other in items[at + 1:]):
            return True
        if frames >= {"act", "purpose"} and "pivot" not in frames and without_object(items, at):
            return True
        if "speech" in frames and "performs" not in frames and at + 2 < self.size and items[at + 1].heads and "de" not in map(ROLE, items[at + 2:]):
            return True
        asked = required(items, self.begin, at) or self.must and "result" in frames or self.ahead and "purpose" in frames
        return bool(frames & {"result", "speech"}) and "act" not in frames and not asked and not ("pivot" in frames and at + 1 < self.size)


def _describes_subject(items: list[Item], at: int) -> bool:
    """Whether a verb such as 新增 belongs to the subject: [新增债券]重点投向…, a verb behind an adverb follows in the clause."""
    return any(items[index].heads and items[index - 1].role == "adverb" and has_object(items, index) for index in range(at + 2, len(items)))


def _moved(items: list[Item], at: int, subject: tuple[int, int] | None, actors: Actors) -> Head | None:
    """将 or 把 puts the object before its verb: a verb of this frame, one with 到/成/为/给 behind it, else the last verb."""
    size = len(items)
    candidates = [index for index in range(at + 2, size) if (items[index].verb or "ba" in items[index].frames and items[index + 1:index + 2]
                                                             and items[index + 1].word in ("到", "起来")) and items[index - 1].role != "de"
                  and not (index + 1 < size and items[index + 1].role in ("de", "etc", "pause"))]
    certain = [index for index in candidates if "into" in items[index].frames
               or index + 1 < size and items[index + 1].word in ("到", "成", "为", "给", "至", "入", "在", "于", "起来", "成为")]
    usual = [index for index in candidates if "ba" in items[index].frames or items[index - 1].before]
    certain = [index for index in certain if not any(
        items[other].role == "de" and any(later > other for later in candidates) for other in range(index + 1, size))] or certain[-1:]
    chosen = certain[:1] or usual[-1:] or [index for index in candidates if items[index].heads][-1:]
    if not chosen:
        return first_head(items, at + 1, actors) if items[at].word == "将" else None
    verb = chosen[0]
    return Head(at, verb, verb + 1, "ba", (at + 1, trimmed(items, at + 1, verb)), subject, stop=size)
