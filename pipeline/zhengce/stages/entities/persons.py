"""Persons: names of public life, surname with given name beside an office, foreign names by the characters that write their sounds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ahocorasick_rs import AhoCorasick, MatchKind

from zhengce.lexicon import read_table
from zhengce.stages.entities.candidates import Candidate
from zhengce.stages.entities.gazetteer import organ_entries, toponyms
from zhengce.stages.entities.organs import OrganWord, either
from zhengce.text.segment import Tokens

HAN = "\u4e00-\u9fff"


@dataclass(frozen=True, slots=True)
class Person:
    """A name of public life."""

    form: str
    example: str


class PersonFinder:
    """Proposes persons."""

    def __init__(self) -> None:
        self.known = [person.form for person in read_table(Person, "persons.csv")]
        self._known = AhoCorasick(self.known, matchkind=MatchKind.LeftmostLongest)
        entries = read_table(OrganWord, "person_words.csv", ("form", "role"))
        roles = ("surname", "before", "sound", "only_sound", "speech", "no_given", "not_person")
        self.words = {role: [entry.form for entry in entries if entry.role == role] for role in roles}
        surname = either(self.words["surname"])
        # The office first, then what must stand before it: `re` scans fast for a literal, slowly for a look behind.
        before = "|".join(f"{office}(?<=[{HAN}、，]{office})" for office in sorted(self.words["before"], key=len, reverse=True))
        self._behind_office = re.compile(rf"(?:{before})\s?(?P<name>{surname}[{HAN}]{{1,2}})")
        self._listed = re.compile(rf"、(?P<name>{surname}[{HAN}]{{1,2}})")
        self._sounds = frozenset(self.words["sound"])
        self._foreign = re.compile(rf"(?:{before})(?=[{''.join(self.words['sound'])}]{{2}})")
        self._dotted = re.compile(rf"[{''.join(self.words['sound'])}]{{1,8}}(?=[{_DOTS}])")
        self._other = tuple(self.words["not_person"])
        self._only_sounds, self._no_given = frozenset(self.words["only_sound"]), frozenset(self.words["no_given"])
        self._speech = re.compile(rf"(?:[0-9]{{1,2}}日)?(?:{either(self.words['speech'])})")
        self._no_names = {place.form for place in toponyms()} | {organ.form for organ in organ_entries()}

    def find(self, text: str, tokens: Tokens) -> list[Candidate]:
        """Candidates for persons; the office is outside the span."""
        boundaries = {*tokens.starts, len(text)}
        found = [Candidate(start, end, "person", self.known[index], None, None, "person.known", 0.98, 6)
                 for index, start, end in self._known.find_matches_as_indexes(text) if _stands(text, start, end, boundaries)]
        found.extend(self._foreigners(text, tokens))
        found.extend(self._speakers(text, tokens))
        for match in self._behind_office.finditer(text):
            end = self._name_end(text, match.start("name"), match.end("name"), boundaries, tokens)
            if end is not None:
                found.append(self._person(text, match.start("name"), end))
        ends = {one.end for one in found}
        for end in [end for end in ends if text[end:end + 1] == "、"]:
            found.extend(self._further(text, end, ends, boundaries, tokens))
        found.extend(self._again(text, tokens, found))
        return found

    def _further(self, text: str, end: int, ends: set[int], boundaries: set[int], tokens: Tokens) -> Iterator[Candidate]:
        """The names listed behind one that ends at `end`, up to the next that is found already: 王毅、|林一、|李二参加会见."""
        while listed := self._listed.match(text, end):
            at = self._name_end(text, listed.start("name"), listed.end("name"), boundaries, tokens)
            if at is None or at in ends:
                return
            yield self._person(text, listed.start("name"), at)
            end = at

    def _again(self, text: str, tokens: Tokens, found: list[Candidate]) -> Iterator[Candidate]:
        """Names of two characters that stand elsewhere in the text as a word: 李敏|带领. Longer ones are looked for with all other names."""
        names = {text[one.start:one.end] for one in found if one.end - one.start == 2}
        if names:
            yield from (self._person(text, start, start + 2) for word, start in zip(tokens.words, tokens.starts, strict=True) if word in names)

    def _foreigners(self, text: str, tokens: Tokens) -> Iterator[Candidate]:
        """Foreign names behind an office, or with a dot in them: 总统|普京, 让·莫内."""
        begins = [match.end() for match in self._foreign.finditer(text)]
        if any(dot in text for dot in _DOTS):
            begins.extend(match.start() for match in self._dotted.finditer(text))
        for start in begins:
            end = self._foreign_end(start, tokens)
            if end and not text.startswith(self._other, end):
                yield self._person(text, start, end)

    def _speakers(self, text: str, tokens: Tokens) -> Iterator[Candidate]:
        """Foreign names before a verb of speech: 洛伦索|表示. At least three sounds, no place or organ."""
        for match in self._speech.finditer(text):
            end = start = match.start()
            while start and text[start - 1] in self._sounds:
                start -= 1
            if end - start < _SPOKEN:
                continue
            index = tokens.at(start)
            if tokens.starts[index] < start:
                start = tokens.end(index)
            name = text[start:end]
            if len(name) >= _SPOKEN and not self._only_sounds.isdisjoint(name) and not self._begins_with_name(name):
                yield self._person(text, start, end)

    def _begins_with_name(self, name: str) -> bool:
        """Whether a place or an organ stands at the beginning: 西班牙."""
        return any(name[:size] in self._no_names for size in range(2, len(name) + 1))

    def _foreign_end(self, start: int, tokens: Tokens) -> int | None:
        """Where a name ends that is written by sounds: behind the last word that is part of one."""
        index = tokens.at(start)
        if tokens.starts[index] != start:
            return None
        low = index
        while index < len(tokens.words) and self._is_sound(tokens, index):
            index += 1
        name = tokens.words[low:index]
        form = "".join(name)
        sure = any(tag.startswith("nr") for tag in tokens.tags[low:index]) or any(word in _DOTS for word in name) or (
            len(form) >= _SPOKEN and not self._only_sounds.isdisjoint(form) and form not in self._no_names)
        return start + len(form) if sure and len(form) > 1 and name[-1] not in _DOTS else None

    def _is_sound(self, tokens: Tokens, index: int) -> bool:
        """Whether a word can be part of a name written by sounds: a dot, what stands before a dot, and what the segmenter took for a name."""
        word, tag = tokens.words[index], tokens.tags[index]
        if word in _DOTS or not self._sounds.issuperset(word):
            return word in _DOTS
        if len(word) == 1 and word in self._only_sounds:
            return True
        behind = index + 1 < len(tokens.words)
        dotted = behind and tokens.words[index + 1] in _DOTS
        named = behind and tokens.tags[index + 1][:2] == "nr" and self._sounds.issuperset(tokens.words[index + 1])     # 安|瓦尔
        return dotted or tag[:2] in _NAME_TAGS or len(word) == 1 and (tag[0] not in _NO_SOUND or named)

    def _name_end(self, text: str, start: int, end: int, boundaries: set[int], tokens: Tokens) -> int | None:
        """Where the name ends: where a word does, and something follows that can follow a name."""
        index = tokens.at(start)
        if tokens.starts[index] != start:
            return None
        tag = tokens.tags[index]
        if tag in ("nr", "nrt", "nrfg") and len(tokens.words[index]) > 1:
            stop = start + len(tokens.words[index])
            if stop - start == 2 and stop + 1 in boundaries and end == stop + 1 and tokens.words[index + 1:index + 2] \
                    and len(tokens.words[index + 1]) == 1 and tokens.tags[index + 1] in ("n", "ng", "nr", "a", "ag", "nz", "v", "vg", "b", "j", "q") \
                    and tokens.words[index + 1] not in self._no_given:
                return stop + 1
            if stop - start == 2 and text[stop + 1:stop + 2] in _BEHIND_NAME and stop + 1 in boundaries and text[stop].isalpha():
                return stop + 1
            return stop if stop - start in (2, 3, 4) else None
        if len(tokens.words[index]) > 1 or tag[0] in _JOINS:
            return None                                             # 总书记|强调, 农民|利益; 负责人|和|村民
        if tokens.tags[index + 1:index + 2] == ["nr"] and len(tokens.words[index + 1]) <= 2:
            return start + 1 + len(tokens.words[index + 1])         # 丁|薛祥
        for stop in (end, end - 1):
            if stop in boundaries and stop - start >= 2 and (stop == len(text) or text[stop] in _BEHIND_NAME):
                return stop
        return None

    def _person(self, text: str, start: int, end: int) -> Candidate:
        return Candidate(start, end, "person", text[start:end], None, None, "person.office", 0.85, 5)


def _stands(text: str, start: int, end: int, boundaries: set[int]) -> bool:
    """Whether a known name is one here: a short one must be a word, any other begins or ends where one does."""
    if end - start > 2:
        return start in boundaries or end in boundaries
    return end in boundaries and start in boundaries and text[end:end + 1] not in _NO_PERSON


_SPOKEN = 3
"""Characters from which on sounds are surely a name."""
_DOTS = "·•"
_NAME_TAGS = ("nr", "nz", "ns")
_JOINS = "cp"
_NO_SOUND = "vpcdurmft"
"""Tags of words of one character that are words and no sounds: 来, 当, 都."""
_NO_PERSON = ("化", "主", "思")
_BEHIND_NAME = "，。、；：）)\n 被受在说讲等"
