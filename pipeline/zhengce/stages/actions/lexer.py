"""The words of a clause: which are verbs of the policy register, and what role every other plays before or after them.

What a token is depends on its word and tag only, so that an `Item` is made once per process and shared by every place where the
word stands; a clause is a list of shared items beside a list of offsets.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from operator import attrgetter

import rjieba

from zhengce.config import Config
from zhengce.lexicon import read_table
from zhengce.lexicon.wordlists import words
from zhengce.stages.remembered import MOST
from zhengce.text.segment import Tokens
from zhengce.text.vocabulary import Column


@dataclass(frozen=True, slots=True)
class VerbRow:
    """A verb and the frames it takes, see the head of `policy_verbs.csv`."""

    form: str
    frames: tuple[str, ...]
    example: str = ""


@dataclass(frozen=True, slots=True)
class ClauseWord:
    """A word that may stand before the verb, and its role there."""

    form: str
    role: str


BEFORE = frozenset({"adverb", "must", "future", "ongoing", "done", "completing", "can", "forbid", "connective", "negation", "time", "time_word",
                    "mark", "di", "bracket"})
"""Roles of items that stand before a verb without being its subject or object."""

OPEN = frozenset({"open"})
"""Frames of a verb that only the tagger knows."""

_VERBAL = {"act", "pivot", "causal", "light", "ba", "purpose", "into"}
_ADVERBIAL = {"prep_motion", "adverb", "must", "future", "ongoing", "done", "completing", "can", "forbid", "connective"}
_SUFFIX_ROLES = {"的": "de", "、": "pause", "等": "etc", "了": "le", "着": "le", "过": "le", "地": "di"}
_SWALLOWS = frozenset({"organ", "area", "group", "place"})
_NOUN = frozenset({"noun"})
_IDIOM_TAGS = frozenset("linv")
"""First letters of the tags that jieba gives fixed phrases of four characters."""
_NONE: frozenset[str] = frozenset()
_STATE = frozenset({"state"})
_EVENT_TIMES = words("event_times.csv")
_TAG_ROLES = {"x": "mark", "u": "particle", "m": "number", "q": "number", "t": "time_word", "f": "place_word", "r": "pronoun",
              "c": "connective", "d": "adverb", "p": "prep_means"}


TOWARDS = frozenset({"对", "对于"})


def _threes(verbs: str) -> re.Pattern[str]:
    """Lists of a verb and a noun in three characters each, which jieba cuts at will: 补短板、强弱项."""
    three = rf"[{verbs}][\u4e00-\u9fff]{{2}}"
    return re.compile(rf"{three}(?:、{three})+(?![\u4e00-\u9fff])")          # 保护好、管理好 are verbs, see `_objects_of_threes`


def _opens(frames: frozenset[str]) -> bool:
    """Whether a verb of these frames opens a fixed phrase of four characters: 加大|力度, 推向|市场; not 开放|经济."""
    return bool(frames & {"act", "into"}) and not frames & {"noun", "seldom"}


# For `map`, which asks all items of a clause at the speed of C.
ROLE, WORD, VERB, EACH, DATES, SPEECH, JUDGES, RESULT = map(attrgetter, ("role", "word", "verb", "each", "dates", "speech", "judges", "result"))


class Item:
    """A token, or a name, quotation, bracket, figure or time as a whole, wherever it stands."""

    __slots__ = ("before", "dates", "each", "frames", "heads", "judges", "result", "role", "size", "speech", "tag", "verb", "word")

    def __init__(self, word: str, role: str, frames: frozenset[str] = _NONE, tag: str = ""):
        self.word, self.role, self.frames, self.tag = word, role, frames, tag
        self.size = len(word)
        self.verb = role == "verb"
        self.before = role in BEFORE
        self.heads = self.verb and (bool(frames & _VERBAL) and "seldom" not in frames or frames is OPEN and len(word) > 1)
        """Whether it can head an action by its frames."""
        self.each = self.before and word[0] == "每"
        self.dates = role == "time" and word[-1] == "日" or word in _EVENT_TIMES
        """Whether it dates an event."""
        self.speech = "speech" in frames
        self.judges = "copula" in frames or word in TOWARDS
        """Whether a clause may say by it what something is or means."""
        self.result = "result" in frames and "act" not in frames

    def __repr__(self) -> str:
        return f"{self.word}/{self.role}"


class Lexer:
    """Words to items.

    >>> from zhengce.text.segment import Segmenter
    >>> Lexer(Config()).read(Segmenter().segment("大力发展产业"))
    ([大力/adverb, 发展/verb, 产业/noun], [0, 2, 4])
    """

    def __init__(self, config: Config, knows: Callable[[str], bool] = rjieba.has_word):
        self.knows = knows
        """Whether a word stands in the dictionary of the segmenter; others it has put together itself."""
        self.verbs = {row.form: frozenset(row.frames) for row in read_table(VerbRow, "policy_verbs.csv")}
        self.verbs.update({entry.verb: frozenset({"act"}) for entry in config.verbs})
        for form, frames in list(self.verbs.items()):
            if len(form) == 2 and "act" in frames:
                self.verbs.setdefault(form + "好", frames - {"noun", "seldom"})          # 谋划好, 安排好
        self.roles = {row.form: row.role for row in read_table(ClauseWord, "clause_words.csv")}
        self.threes = _threes("".join(form for form, frames in self.verbs.items() if len(form) == 1 and frames >= {"act"}))
        self._joined = {(form[:cut], form[cut:]) for form in (*self.verbs, *self.roles) if len(form) <= 4 for cut in range(1, len(form))}
        self._endings = words("verb_endings.csv")
        self._joined.update((form, ending) for form in self.verbs if len(form) == 2 for ending in self._endings)
        self._items = Column(self._known)
        begins, ends = ({pair[side] for pair in self._joined} for side in (0, 1))
        self._begins, self._ends = (Column(lambda word, tag, side=side: word in side, bool) for side in (begins, ends))
        self._names: dict[tuple[str, str, bool], tuple[Item, ...]] = {}
        self._shared: dict[tuple[str, str, frozenset[str], str], Item] = {}

    def read(self, tokens: Tokens) -> tuple[list[Item], list[int]]:
        """The items of tokens and their offsets. Tokens that are one word of the lexicon (用 + 好) are joined, others split."""
        read: list = tokens.of(self._items).tolist()
        several = {index: (1, read[index]) for index, kind in enumerate(map(type, read)) if kind is tuple}
        for index in self._joints(tokens):
            several.pop(index + 1, None)
            ending = tokens.words[index + 1]
            whole = tokens.words[index] + ending
            made = self._known(whole, "n" if ending in self._endings and whole not in self.verbs else "v")
            several[index] = 2, made if type(made) is tuple else (made,)
        items: list[Item] = []
        starts: list[int] = []
        done = 0
        for index in sorted(several):
            items += read[done:index]
            starts += tokens.starts[done:index]
            here = tokens.starts[index]
            for item in several[index][1]:
                items.append(item)
                starts.append(here)
                here += item.size
            done = index + several[index][0]
        return items + read[done:], starts + tokens.starts[done:]

    def item(self, word: str, role: str, frames: frozenset[str] = _NONE, tag: str = "") -> Item:
        """The shared item of a word in a role."""
        key = (word, role, frames, tag)
        found = self._shared.get(key)
        if found is None:
            if len(self._shared) >= MOST:
                self._shared.clear()
            found = self._shared[key] = Item(word, role, frames, tag)
        return found

    def whole(self, word: str, tag: str) -> Item:
        """The item of a piece of a token, which is not split further."""
        return self.item(word, *self._role(word, tag), tag)

    def opened(self, item: Item) -> tuple[Item, Item] | None:
        """Two items for one that opens a clause and into which the tagger has drawn the verb: 强化食品, 打造出."""
        word = item.word
        if item.size < 3 or word in self.verbs or word in self.roles or item.tag not in ("l", "i", "n", "nz", "nr", "v", "j"):
            return None
        frames = self.verbs.get(word[:2])
        if not frames or "act" not in frames or word[2:] in self.verbs:
            return None
        return self.item(word[:2], "verb", frames, "v"), self.item(word[2:], "le" if word[2:] in "出起好了" else "noun", tag="n")

    def named(self, text: str, kind: str, opens: bool) -> tuple[Item, ...]:
        """The items of a name: what stands in it before the name proper (积极参与|中央单位) is cut off as words of their own.

        `opens`: it opens its clause, where a word that is as often a noun is a verb (培育|领军企业).
        """
        key = (text, kind, opens)
        known = self._names.get(key)
        if known is None:
            if len(self._names) >= MOST:
                self._names.clear()
            known = self._names[key] = tuple(self._named(text, kind, opens))
        return known

    def _named(self, text: str, kind: str, opens: bool) -> list[Item]:
        items: list[Item] = []
        start = 0
        if kind in _SWALLOWS:
            while (size := self._opening(text, start, opens)):
                items.append(self.whole(text[start:start + size], "v"))
                start += size
        return [*items, self.item(text[start:], kind)]

    def _opening(self, text: str, start: int, opens: bool) -> int:
        """Length of an adverb or a verb of policy at `start` with a name of two characters or more behind it; 0 where there is none."""
        for size in (4, 3, 2):
            word, rest = text[start:start + size], len(text) - start - size
            if rest < 2 or len(word) < size:
                continue
            frames = self.verbs.get(word, _NONE)
            if frames & {"act", "pivot"} and "seldom" not in frames and ("noun" not in frames or opens and rest >= 4):
                return size
            if self.roles.get(word) == "adverb" and self._opening(text, start + size, True):
                return size
        return 0

    def _joints(self, tokens: Tokens) -> list[int]:
        """The tokens that are one word with the next, from left to right, none in two words."""
        words, found = tokens.words, [-2]
        beside = tokens.of(self._begins)[:-1] & tokens.of(self._ends)[1:]
        for index in beside.nonzero()[0].tolist():
            if (words[index], words[index + 1]) in self._joined and index > found[-1] + 1:
                found.append(index)
        return found[1:]

    def _known(self, word: str, tag: str) -> Item | tuple[Item, ...]:
        """The item of a kind of token, or its items where it is several words."""
        pieces = self._pieces(word, tag)
        return pieces[0] if len(pieces) == 1 else tuple(pieces)

    def _pieces(self, word: str, tag: str) -> list[Item]:
        size = len(word)
        whole = self._role(word, tag)
        if size == 2 and word not in self.verbs and word not in self.roles and word[0] in self.roles and (
                word[1] in self.roles and (word[1] in "将把" or whole[1] is OPEN) or whole[1] is OPEN and word[1] in "有会"):
            return [self.item(letter, *self._role(letter, "v"), "v") for letter in word]          # 要把, 需在, 已有, 还会
        if size > 1 and not self.knows(word) and word not in self.verbs and word not in self.roles and (
                word[0] in "地以" or whole[1] is OPEN and word[0] in self.roles or self.roles.get(word[0], "")[:5] == "prep_"):
            return [self.item(word[0], *self._role(word[0], ""), ""), *self._pieces(word[1:], tag)]          # 对受, 只花: put together by chance
        if size == 3 and word not in self.verbs and word not in self.roles and word[2] not in self._endings and not self.knows(word) \
                and self.verbs.get(word[0], _NONE) >= {"act"} and self.knows(word[1:]):
            return [self.item(word[0], *self._role(word[0], "v"), "v"), self.item(word[1:], *self._role(word[1:], "n"), "n")]          # 促发展
        if whole[0] in ("noun", "verb") and word not in self.verbs:
            for cut in range(1, size):
                head, tail = word[:cut], word[cut:]
                # 大力发展, 深入开展, 努力提高 are single words to jieba.
                if tail in self.verbs and self.roles.get(head) in _ADVERBIAL and (size > 2 or cut == 1 and head in "不再"):
                    return [self.item(head, self.roles[head], self.verbs.get(head, _NONE), tag), self.item(tail, *self._role(tail, "v"), tag)]
            if size == 4 and word[2:] not in self.verbs and tag[:1] in _IDIOM_TAGS and (
                    _opens(self.verbs.get(word[:2], _NONE)) or self.roles.get(word[:2]) == "prep_motion"):
                return [self.item(word[:2], *self._role(word[:2], "v"), "v"), self.item(word[2:], *self._role(word[2:], "n"), "n")]
            for cut in range(size - 1, 1, -1):
                # 推动者 stays whole; 推进落实 and 增效益 do not.
                if word[:cut] in self.verbs and word[cut:] in self.verbs and size == 4:
                    return [self.item(word[:cut], "verb", self.verbs[word[:cut]], tag), self.item(word[cut:], "verb", self.verbs[word[cut:]], tag)]
        return [self.item(word, *whole, tag)]

    def _role(self, word: str, tag: str) -> tuple[str, frozenset[str]]:
        if word in _SUFFIX_ROLES:
            return _SUFFIX_ROLES[word], _NONE
        frames = self.verbs.get(word)
        role = self.roles.get(word)
        if role:
            return role, frames or _NONE
        if frames:
            return ("noun", _NONE) if frames == _NOUN else ("verb", frames)
        if word[-1] == "是" and len(word) > 1:
            return "verb", _STATE
        if tag[:1] == "v" and len(word) > 1 and tag != "vn" or tag in ("v", "vi"):
            return "verb", OPEN
        if tag == "uj":
            return "de", _NONE
        return _TAG_ROLES.get(tag[:1], "noun"), _NONE
