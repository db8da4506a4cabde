"""Organs by grammar: place or level with a class word, fields of departments, enterprises and schools with proper names, generic actors.

Central organs and fixed names come from the gazetteer; here stands what no list can hold: 左权县人民政府, 市住建局,
安徽省淮北矿业（集团）公司芦岭煤矿, 各省、自治区、直辖市人民政府, 煤矿安全监察机构.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from zhengce.lexicon import read_table
from zhengce.stages.entities.candidates import Candidate
from zhengce.stages.entities.gazetteer import organ_name
from zhengce.stages.entities.places import Place, divisions
from zhengce.text.segment import Tokens
from zhengce.text.vocabulary import Column

HAN = "\u4e00-\u9fff"


@dataclass(frozen=True, slots=True)
class OrganHead:
    """A class word of organs."""

    form: str
    kind: Literal["government", "party", "department", "body", "unit", "generic"]
    full: str
    example: str


@dataclass(frozen=True, slots=True)
class Field:
    """A field of local departments."""

    form: str
    full: str
    example: str


@dataclass(frozen=True, slots=True)
class OrganWord:
    """A word of the organ grammar, by role."""

    form: str
    role: str
    example: str


@lru_cache(maxsize=1)
def heads() -> dict[str, OrganHead]:
    """The class words by form."""
    return {head.form: head for head in read_table(OrganHead, "organ_heads.csv")}


@lru_cache(maxsize=1)
def words() -> dict[str, tuple[str, ...]]:
    """Words of the grammar by role, longest first."""
    entries = read_table(OrganWord, "organ_words.csv", ("form", "role"))
    roles = {entry.role for entry in entries}
    return {role: tuple(sorted((e.form for e in entries if e.role == role), key=len, reverse=True)) for role in roles}


def either(forms: tuple[str, ...] | list[str]) -> str:
    """A regex group of forms, longest first."""
    return "(?:" + "|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True)) + ")"


class OrganFinder:
    """Proposes organs."""

    def __init__(self) -> None:
        self.fields = departments()
        kinds: dict[str, list[str]] = {}
        for head in heads().values():
            kinds.setdefault(head.kind, []).append(head.form)
        self.kinds = kinds
        self.word = words()
        field = either(list(self.fields))
        department = either(kinds["department"])
        level = either(self.word["level"])
        noun = f"[{HAN}]"
        self._direct = re.compile(rf"(?:历届)?(?P<head>{either([*kinds['government'], *kinds['party']])})(?![{''.join(self.word['after_party'])}])")
        self._field = re.compile(rf"(?P<field>{field}|(?:(?![的了和与及]){noun}){{2,10}}?)(?P<head>{department})(?![{HAN}]?(?:长|员))")
        self._level = re.compile(
            rf"(?<![{HAN}])(?P<level>{level})(?:(?P<field>{field})(?P<head>{department})"
            rf"|(?P<body>(?:(?![的了和与及]){noun}){{2,8}}?)(?P<body_head>局|厅|委员会|办公室|中心|公司|集团)"
            rf"|(?P<direct>{either([*kinds['government'], *kinds['party']])}))(?![{''.join(self.word['after_party'])}])"
            rf"|(?:(?<=[{''.join(self.word['lead'])}])(?P<level2>{level})(?P<field2>{field})(?P<head2>{department}))")
        tail = either(self.word["everyone_tail"])
        unit = rf"(?:{either(self.word['everyone'])})(?:{either(self.word['everyone_modifier'])})*{tail}"
        more = rf"(?:{either(self.word['everyone'])})?(?:{either(self.word['everyone_modifier'])})*{tail}"
        self._everyone = re.compile(rf"{unit}(?:(?:、|和|及){more})*(?:（{more}(?:、{more})*）)?(?:{either(self.word['everyone_organ'])})?")
        self._levels = re.compile(
            rf"(?:{either(self.word['everyone'])})?(?:{either(self.word['rank'])})(?:、(?:{either(self.word['rank'])}))+"
            rf"(?:{either(self.word['everyone_organ'])})?")
        self._enders = {form for kind in ("unit", "body") for form in kinds[kind]}
        self._generic = set(kinds["generic"])
        self._not_organ, self._stop = frozenset(self.word["not_organ"]), frozenset(self.word["stop"])
        self._ends = Column(self._ending)

    def find(self, text: str, tokens: Tokens, places: list[tuple[Candidate, Place]], home: str | None) -> list[Candidate]:
        """Candidates for organs; `home` is the code of the division that speaks of 省委 and 市住建局."""
        found = []
        boundaries = {*tokens.starts, len(text)}
        for place, chain in places:
            found.extend(self._behind_place(text, place, chain, boundaries))
        for match in self._level.finditer(text):
            if organ_name(match[0]) is None:    # 市场监管总局 is no bureau of a city
                found.append(self._of_level(match, home))
        for match in self._everyone.finditer(text):
            if match.end() - match.start() > 1:
                found.append(_generic(text, match, "everyone"))
        for match in self._levels.finditer(text):
            if match[0].startswith(self.word["everyone"]) or match[0].endswith(self.word["everyone_organ"]) and len(match[0]) > 5:
                found.append(_generic(text, match, "everyone"))
        by_start = {place.start: place for place, _ in places}
        found.extend(self._phrases(text, tokens, by_start))
        return found

    def _behind_place(self, text: str, place: Candidate, chain: Place, boundaries: set[int]) -> list[Candidate]:
        """左权县人民政府, 浙江省委, 大同市煤炭工业局, 左权县辽阳镇党委."""
        for end in {place.end, chain.end}:
            direct = self._direct.match(text, end)
            if direct and (len(direct["head"]) > 1 or text[end - 1] in self.word["level"] or text[end - 3:end] == "自治区"):
                name = text[place.start:end] if end == place.end else text[chain.start:chain.end]
                base = place.canonical if end == place.end else place.canonical
                return [Candidate(place.start, direct.end(), "organ", _official(base or name, name, heads()[direct["head"]]), None,
                                  direct["head"][-2:] if len(direct["head"]) > 1 else direct["head"], "organ.place", 0.95, 6)]
        field = self._field.match(text, place.end)
        if field and field.end() in boundaries and (
                field["field"] in self.fields or text[place.end - 1] in self.word["level"]) and not _broken(field["field"]):
            canonical = _short_path(place.canonical or text[place.start:place.end]) + self.fields.get(field["field"], field["field"]) \
                + heads()[field["head"]].full
            return [Candidate(place.start, field.end(), "organ", canonical, None, field["head"], "organ.department", 0.9, 6)]
        return []

    def _of_level(self, match: re.Match[str], home: str | None) -> Candidate:
        """省委, 市政府, 市住建局: of the document's own division."""
        level = match["level"] or match["level2"]
        name = home_name(home, level)
        head = match["head"] or match["head2"]
        if match["direct"]:
            entry = heads()[match["direct"]]
            canonical = _official(name, level, entry) if name else match[0]
            last = match["direct"]
        elif head:
            field = match["field"] or match["field2"]
            canonical = (name or level) + self.fields[field] + heads()[head].full if name else match[0]
            last = head
        else:
            canonical = (name or level) + match["body"] + match["body_head"]
            last = match["body_head"]
        return Candidate(match.start(), match.end(), "organ", canonical, None, last, "organ.level", 0.9, 6)

    def _phrases(self, text: str, tokens: Tokens, places: dict[int, Candidate]) -> list[Candidate]:
        """Noun phrases that end in a class word: with a proper name in them, or a modifier before a generic actor."""
        found = []
        words_, tags, starts = tokens.words, tokens.tags, tokens.starts
        endings = tokens.of(self._ends)
        for index in endings.nonzero()[0].tolist():
            word, (ender, generic) = words_[index], endings[index]
            if index + 1 < len(words_) and words_[index + 1].startswith(self.word["compound_after"]):
                continue
            first, proper = self._extend(words_, tags, index, word)
            if first == index and word == (ender or word):
                continue
            start, end = starts[first], starts[index] + len(word)
            if ender and not generic and not (proper or any(start <= at < end for at in places)):
                continue
            if end - start > 30 or end - start < 3:
                continue
            rule = "organ.phrase" if ender and not generic else "organ.actor"
            found.append(Candidate(start, end, "organ", text[start:end], None, ender or word[-2:], rule, 0.8, 3))
        return found

    def _ending(self, word: str, tag: str) -> tuple[str | None, bool] | None:
        """The class word that a word is or ends in, and whether it is a generic actor; None for a word that ends no organ."""
        if len(word) < 2 or word in self._not_organ:
            return None
        ender = word if word in self._enders else next((h for h in (word[-2:], word[-3:], word[-4:]) if h in self._enders), None)
        generic = word in self._generic or word[-2:] in self._generic
        return (ender, generic) if ender or generic else None

    def _extend(self, words_: list[str], tags: list[str], index: int, word: str) -> tuple[int, bool]:
        """First token of the noun phrase that ends at `index`, and whether a proper name is in it."""
        proper = tags[index] in ("nt", "nz") and len(word) > 3
        first = index
        depth = 0
        while first > 0:
            tag, before = tags[first - 1], words_[first - 1]
            if before in "）)":
                depth += 1
            elif before in "（(" and depth:
                depth -= 1
            elif depth:
                pass
            elif before in self._stop or tag not in _NOUNY or before.startswith(self.word["stop_start"]):
                break
            proper = proper or tag in ("ns", "nt", "nz", "nr", "nrt", "nrfg")
            first -= 1
            if index - first > 8:
                break
        return first, proper


_NOUNY = {"n", "nz", "nr", "nrt", "nrfg", "ns", "nt", "ng", "vn", "b", "a", "an", "j", "l", "eng", "s", "t", "f", "i", "q", "mg"}


def _broken(field: str) -> bool:
    return any(mark in field for mark in "，。、；：“”《》（）\n ")


def _generic(text: str, match: re.Match[str], rule: str) -> Candidate:
    name = match[0]
    head = next((head for head in ("人民政府", "政府", "部门", "单位", "机构", "企业", "地区") if name.endswith(head)), None)
    return Candidate(match.start(), match.end(), "organ", name, None, head, "organ." + rule, 0.95, 6)


@lru_cache(maxsize=1)
def departments() -> dict[str, str]:
    """Fields of departments, short to full: 卫健 → 卫生健康."""
    return {field.form: field.full for field in read_table(Field, "departments.csv")}


def department_name(form: str) -> str | None:
    """Full name of a department without its division: 卫健委 → 卫生健康委员会; None where the field is not known."""
    for size in range(len(form) - 1, 0, -1):
        field, head = departments().get(form[:size]), heads().get(form[size:])
        if field and head and head.kind in ("department", "party"):    # 委 ends 市委 and 市卫健委
            return field + head.full
    return None


def home_name(home: str | None, level: str) -> str | None:
    """Name of the division of the document's own that 省, 市, 县 … mean; None where that is unknown."""
    if home is None:
        return None
    table = divisions()
    chain = [home, *table.ancestors(home)]
    for code in chain:
        name = table.by_code[code].name
        if name.endswith(level) and not re.match("市辖区|省直辖|自治区直辖", name):
            return name
        if level == "州" and name.endswith("自治州"):
            return name
    return None


def _short_path(path: str) -> str:
    """The last division of a full name: 山西省大同市 → 大同市."""
    names = re.findall("[\u4e00-\u9fff]+?(?:省|自治区|特别行政区|自治州|自治县|自治旗|市(?!辖)|县|区|旗|盟|镇|乡|街道|村)", path)
    return names[-1] if names and path.endswith(names[-1]) else path


def _official(path: str, printed: str, head: OrganHead) -> str:
    """Full name of an organ behind a place: 浙江省 + 委 → 中国共产党浙江省委员会, 云南省 + 政府 → 云南省人民政府."""
    place = _short_path(path)
    full = head.full
    if full == "政府":
        full = "人民政府"
    if head.kind == "party":
        if head.form == "纪委监委":
            return f"中国共产党{place}纪律检查委员会、{place}监察委员会"
        if head.form == "监委":
            return place + full
        if place.endswith(("镇", "乡", "村", "街道")):
            return printed + "党委" if head.form == "党委" else place + full
        return f"中国共产党{place}{full}"
    if head.form == "政协":
        return f"中国人民政治协商会议{place}委员会"
    return place + full
