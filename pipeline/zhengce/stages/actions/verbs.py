"""The verbs of the policy register, and the role of every word before or after them."""

from __future__ import annotations

from dataclasses import dataclass

from zhengce.config import Config
from zhengce.lexicon import read_table
from zhengce.stages.mentions import EntityMention


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


@dataclass(slots=True)
class Item:
    """A token, or a name, quotation, bracket, figure or time as a whole. Offsets into the normalized text."""

    start: int
    end: int
    word: str
    role: str
    frames: frozenset[str] = frozenset()
    tag: str = ""
    entity: EntityMention | None = None


OPEN = frozenset({"open"})
"""Frames of a verb that only the tagger knows."""

BEFORE = frozenset({"adverb", "must", "future", "ongoing", "done", "can", "forbid", "connective", "negation", "time", "time_word",
                    "mark", "di", "bracket"})
"""Roles of items that stand before a verb without being its subject or object."""

_ADVERBIAL = {"prep_motion", "adverb", "must", "future", "ongoing", "done", "can", "forbid", "connective"}
_SUFFIX_ROLES = {"的": "de", "、": "pause", "等": "etc", "了": "le", "着": "le", "过": "le", "地": "di"}
_NOUN = frozenset({"noun"})
_TAG_ROLES = {"x": "mark", "u": "particle", "m": "number", "q": "number", "t": "time_word", "f": "place_word", "r": "pronoun",
              "c": "connective", "d": "adverb", "p": "prep_means"}


class Lexer:
    """Words to items; what is learned about a word is kept, so that each is looked up once.

    >>> items = []
    >>> Lexer(Config()).put(items, 0, "大力发展", "nz")
    >>> [(item.word, item.role) for item in items]
    [('大力', 'adverb'), ('发展', 'verb')]
    """

    def __init__(self, config: Config):
        self.verbs = {row.form: frozenset(row.frames) for row in read_table(VerbRow, "policy_verbs.csv")}
        self.verbs.update({entry.verb: frozenset({"act"}) for entry in config.verbs})
        self.roles = {row.form: row.role for row in read_table(ClauseWord, "clause_words.csv")}
        self._known: dict[tuple[str, str], tuple[tuple[int, int, str, frozenset[str]], ...]] = {}

    def joins(self, word: str, follower: str) -> bool:
        """Whether two tokens are one word of the lexicon (用 + 好, 多措 + 并举)."""
        joined = word + follower
        return len(joined) <= 4 and (joined in self.verbs or joined in self.roles)

    def put(self, items: list[Item], start: int, word: str, tag: str) -> None:
        """Append the item or items of `word`, which begins at `start`."""
        if len(word) > 2 and word not in self.verbs and word not in self.roles and all(item.role in BEFORE for item in items):
            # 强化食品, 打造出: jieba's guess swallows the verb that opens the clause.
            verb = self.verbs.get(word[:2])
            if verb and "act" in verb and tag in ("l", "i", "n", "nz", "nr", "v", "j") and word[2:] not in self.verbs:
                items.append(Item(start, start + 2, word[:2], "verb", verb, "v"))
                items.append(Item(start + 2, start + len(word), word[2:], "le" if word[2:] in "出起好了" else "noun", tag="n"))
                return
        key = (word, tag)
        pieces = self._known.get(key)
        if pieces is None:
            pieces = self._known[key] = self._pieces(word, tag)
        for low, high, role, frames in pieces:
            items.append(Item(start + low, start + high, word[low:high], role, frames, tag))

    def _pieces(self, word: str, tag: str) -> tuple[tuple[int, int, str, frozenset[str]], ...]:
        size = len(word)
        whole = self._role(word, tag)
        if size == 2 and word[0] in "要并应需" and word[1] in "将把" and word not in self.verbs:
            return tuple((k, k + 1, self.roles[letter], frozenset()) for k, letter in enumerate(word))
        if whole[0] in ("noun", "verb") and word not in self.verbs:
            for cut in range(1, size):
                head, tail = word[:cut], word[cut:]
                # 大力发展, 深入开展, 努力提高 are single words to jieba.
                if tail in self.verbs and self.roles.get(head) in _ADVERBIAL and (size > 2 or cut == 1 and head in "不再"):
                    return (0, cut, self.roles[head], self.verbs.get(head, frozenset())), (cut, size, "verb", self.verbs[tail])
            for cut in range(size - 1, 1, -1):
                # 推动者 stays whole; 推进落实 and 增效益 do not.
                if word[:cut] in self.verbs and (word[cut:] in self.verbs and size == 4):
                    return (0, cut, "verb", self.verbs[word[:cut]]), (cut, size, "verb", self.verbs[word[cut:]])
        return ((0, size, *whole),)

    def _role(self, word: str, tag: str) -> tuple[str, frozenset[str]]:
        if word in _SUFFIX_ROLES:
            return _SUFFIX_ROLES[word], frozenset()
        frames = self.verbs.get(word)
        role = self.roles.get(word)
        if role:
            return role, frames or frozenset()
        if frames:
            return ("noun", frozenset()) if frames == _NOUN else ("verb", frames)
        if tag[:1] == "v" and len(word) > 1 and tag != "vn" or tag in ("v", "vi"):
            return "verb", OPEN
        if tag == "uj":
            return "de", frozenset()
        return _TAG_ROLES.get(tag[:1], "noun"), frozenset()
