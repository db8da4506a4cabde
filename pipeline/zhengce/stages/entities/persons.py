"""Persons: names of public life, and surname with given name beside an office."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ahocorasick_rs import AhoCorasick

from zhengce.lexicon import read_table
from zhengce.stages.entities.candidates import Candidate
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
        self._known = AhoCorasick(self.known)
        entries = read_table(OrganWord, "person_words.csv", ("form", "role"))
        self.words = {role: [entry.form for entry in entries if entry.role == role] for role in ("surname", "before", "behind")}
        surname = either(self.words["surname"])
        # The office first, then what must stand before it: `re` scans fast for a literal, slowly for a look behind.
        before = "|".join(f"{office}(?<=[{HAN}、，]{office})" for office in sorted(self.words["before"], key=len, reverse=True))
        self._behind_office = re.compile(rf"(?:{before})\s?(?P<name>{surname}[{HAN}]{{1,2}})")
        self._listed = re.compile(rf"、(?P<name>{surname}[{HAN}]{{1,2}})")
        self._before_office = re.compile(rf"(?P<name>{surname}[{HAN}]{{1,2}})(?={either(self.words['behind'])})")
        self._surnames = tuple(self.words["surname"])

    def find(self, text: str, tokens: Tokens) -> list[Candidate]:
        """Candidates for persons; the office is outside the span."""
        found = [Candidate(start, end, "person", self.known[index], None, None, "person.known", 0.98, 6)
                 for index, start, end in self._known.find_matches_as_indexes(text)
                 if not (self.known[index] == "万里" or end - start == 2 and text[end:end + 1] in "化主思")]
        _words, _tags, starts = tokens.words, tokens.tags, tokens.starts
        boundaries = set(starts)
        for match in self._behind_office.finditer(text):
            start = match.start("name")
            end = self._name_end(text, start, match.end("name"), boundaries, tokens)
            if end is None:
                continue
            found.append(self._person(text, start, end))
            while listed := self._listed.match(text, end):
                at = self._name_end(text, listed.start("name"), listed.end("name"), boundaries, tokens)
                if at is None:
                    break
                found.append(self._person(text, listed.start("name"), at))
                end = at
        return found

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
                    and tokens.words[index + 1] not in "的被受在和与等说讲":
                return stop + 1
            if stop - start == 2 and text[stop + 1:stop + 2] in _BEHIND_NAME and stop + 1 in boundaries and text[stop].isalpha():
                return stop + 1
            return stop if stop - start in (2, 3, 4) else None
        if len(tokens.words[index]) > 1:
            return None                                             # 总书记|强调, 农民|利益
        for stop in (end, end - 1):
            if stop in boundaries and stop - start >= 2 and (stop == len(text) or text[stop] in _BEHIND_NAME):
                return stop
        return None

    def _person(self, text: str, start: int, end: int) -> Candidate:
        return Candidate(start, end, "person", text[start:end], None, None, "person.office", 0.85, 5)


_BEHIND_NAME = "，。、；：）)\n 被受在说讲等"
