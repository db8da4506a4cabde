"""Administrative divisions: full and short names, nested from province to village in one span, ambiguous ones by context."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import lru_cache

from ahocorasick_rs import AhoCorasick

from zhengce.lexicon import read_table
from zhengce.stages.entities.candidates import Candidate
from zhengce.stages.entities.former_divisions import former_divisions
from zhengce.text.segment import Tokens


@dataclass(frozen=True, slots=True)
class Division:
    """One administrative division; `level` is province, city or county."""

    code: str
    name: str
    level: str
    parent_code: str | None


@dataclass(frozen=True, slots=True)
class DivisionForm:
    """A printed form that does not follow from the official name."""

    form: str
    code: str
    guard: int | None
    example: str


@dataclass(frozen=True, slots=True)
class PlaceWord:
    """A word around place names, by role."""

    form: str
    role: str
    example: str


_PSEUDO = re.compile("^(市辖区|县|省直辖县级行政区划|自治区直辖县级行政区划)$")
_SUFFIX = re.compile("(特别行政区|自治区|自治州|自治县|自治旗|林区|特区|地区|新区|省|市|县|区|旗|盟)$")


class Divisions:
    """The table of divisions with everything that is asked of it."""

    def __init__(self) -> None:
        self.by_code = {one.code: one for one in read_table(Division, "divisions.csv", ("code",))}
        words = read_table(PlaceWord, "place_words.csv", ("form", "role"))
        self.words = {role: {word.form for word in words if word.role == role} for role in {word.role for word in words}}
        nations = "|".join(sorted(self.words["nation"], key=len, reverse=True))
        self._nations = re.compile(f"(?:{nations})+$")
        self.forms: dict[str, list[str]] = defaultdict(list)
        self.short: set[str] = set()
        self.guarded: set[str] = set(self.words["common"])
        for one in self.by_code.values():
            if not _PSEUDO.match(one.name):
                self._add(one)
        for form in read_table(DivisionForm, "division_forms.csv"):
            self.forms[form.form] = [form.code]
            if form.guard:
                self.guarded.add(form.form)
            elif form.form in self.short:
                self.guarded.discard(form.form)
        for former in former_divisions().values():
            self.forms.setdefault(former.form, [former.into])

    def _add(self, one: Division) -> None:
        if one.code not in self.forms[one.name]:
            self.forms[one.name].append(one.code)
        short = self.short_name(one.name)
        if short != one.name and len(short) > 1:
            self.forms[short].append(one.code)
            self.short.add(short)
        if one.name.endswith("自治州"):
            self.forms[short + "州"].append(one.code)

    def short_name(self, name: str) -> str:
        """The name without class word and nationalities: 广西壮族自治区 → 广西, 融水苗族自治县 → 融水."""
        bare = _SUFFIX.sub("", name)
        if name.endswith(("自治区", "自治州", "自治县", "自治旗")):
            less = self._nations.sub("", bare)
            bare = less if len(less) > 1 else bare              # 内蒙古 is no 内
        return bare if len(bare) > 1 else name

    def ancestors(self, code: str) -> list[str]:
        """Codes of the divisions around one, nearest first."""
        found = []
        parent = self.by_code[code].parent_code
        while parent:
            found.append(parent)
            parent = self.by_code[parent].parent_code
        return found

    def path(self, code: str) -> str:
        """The full name from the province down, without the formal nodes (市辖区).

        >>> divisions().path("450225")
        '广西壮族自治区柳州市融水苗族自治县'
        """
        chain = [code, *self.ancestors(code)]
        return "".join(self.by_code[one].name for one in reversed(chain) if not _PSEUDO.match(self.by_code[one].name))


@lru_cache(maxsize=1)
def divisions() -> Divisions:
    """The divisions, read once."""
    return Divisions()


@dataclass(slots=True)
class Place:
    """A chain of division names in the text, with the divisions that it may be; `full` where a name has its class word."""

    start: int
    end: int
    codes: list[str]
    full: bool
    forms: list[str]


class PlaceFinder:
    """Finds divisions, and the villages and towns named behind them."""

    def __init__(self) -> None:
        self.divisions = divisions()
        self.patterns = list(self.divisions.forms)
        self._automaton = AhoCorasick(self.patterns)
        generic = "|".join(sorted(self.divisions.words["no_village"], key=len, reverse=True))
        stop = "".join(self.divisions.words["stop"])
        part = "[\u4e00-\u9fff]"
        self._below = re.compile(
            rf"(?!{generic})(?:(?:(?![{stop}]){part}){{1,4}}?(?:和?(?:镇|街道)|乡|苏木)(?![{_NOT_TOWN}]))?"
            rf"(?:(?!{generic})(?:(?![{stop}]){part}){{1,5}}?(?:村|社区|苗寨|侗寨|寨|屯|嘎查|古镇)(?!庄|民|级|落|寨|镇))?")

    def find(self, text: str, tokens: Tokens, home: str | None = None) -> list[tuple[Candidate, Place]]:
        """Candidates for places with their chains. `home` is the code of the division that the document comes from."""
        starts = set(tokens.starts)
        starts.add(len(text))
        chains = self._chains(text, starts, tokens)
        provinces = Counter(code[:2] for chain in chains for code in chain.codes if len({c[:2] for c in chain.codes}) == 1)
        if home:
            provinces[home[:2]] += 1000
        known = {code for chain in chains if chain.full or len(chain.forms) > 1 for code in chain.codes if len(chain.codes) == 1}
        found = []
        for chain in chains:
            code = self._choose(chain, provinces, known)
            if code is None and not chain.full:
                continue
            end = chain.end
            below = self._below.match(text, end) if chain.full or len(chain.forms) > 1 else None
            tail = below[0] if below and below[0] and self._is_village(text, end, below.end(), starts) else ""
            end += len(tail)
            canonical = self.divisions.path(code) + tail if code else text[chain.start:end]
            found.append((Candidate(chain.start, end, "place", canonical, code, _head(text[chain.start:end], tail), "divisions",
                                    0.98 if code else 0.7, 4), chain))
        return found

    def _chains(self, text: str, starts: set[int], tokens: Tokens) -> list[Place]:
        """Division names as they stand beside each other, each inside the one before where it can be."""
        longest: dict[int, tuple[int, str]] = {}
        for index, start, end in self._automaton.find_matches_as_indexes(text, overlapping=True):
            if end > longest.get(start, (0, ""))[0]:
                longest[start] = (end, self.patterns[index])
        chains: list[Place] = []
        behind = 0
        for start in sorted(longest):
            if start < behind:
                continue
            end, form = longest[start]
            if form.endswith("省") and text[end:end + 1] in self.divisions.words["not_province"]:
                end, form = end - 1, form[:-1]                      # 浙江省情
            codes = self.divisions.forms[form]
            full = form not in self.divisions.short and form not in self.divisions.guarded
            last = chains[-1] if chains else None
            if last and last.end == start and (not self._doubtful(form) or self._goes_on(end, codes, longest)
                                               or _is_place_word(tokens, start, end, last.codes)):
                inside = [code for code in codes if any(one in self.divisions.ancestors(code) for one in last.codes)]
                if inside:
                    last.end, last.codes, last.full = end, inside, last.full or full
                    last.forms.append(form)
                    behind = end
                    continue
            if not self._word(text, start, end, form, starts, tokens):
                continue
            chains.append(Place(start, end, list(codes), full, [form]))
            behind = end
        return chains

    def _doubtful(self, form: str) -> bool:
        """Whether a short name is a common word, too (长治, 平安)."""
        return form in self.divisions.guarded and form in self.divisions.short

    def _goes_on(self, end: int, codes: list[str], longest: dict[int, tuple[int, str]]) -> bool:
        """Whether a division inside one of `codes` follows: 山西长治潞州区."""
        inner = self.divisions.forms[longest[end][1]] if end in longest else ()
        return any(one in self.divisions.ancestors(code) for code in inner for one in codes)

    def _word(self, text: str, start: int, end: int, form: str, starts: set[int], tokens: Tokens) -> bool:
        """Whether a name standing alone is one: a word of its own, and no common word."""
        if self._doubtful(form):
            return False
        if len(form) == 2 and form not in self.divisions.short:
            return False                                            # 郊区, 城区, 矿区
        if form in self.divisions.short:
            if start not in starts or end not in starts:
                return False
            return not (text.startswith(tuple(self.divisions.words["not_behind"]), end)
                        or text.endswith(tuple(self.divisions.words["not_ahead"]), 0, start))
        return start in starts or len(form) > 3

    def _choose(self, chain: Place, provinces: Counter, known: set[str]) -> str | None:
        """The division that a chain is: one of the document's province, else the highest, else None where several remain."""
        codes = chain.codes
        if len(codes) > 1:
            levels = [self.divisions.by_code[code].level for code in codes]
            for level in ("province", "city"):
                if levels.count(level) == 1 and not chain.full:
                    return codes[levels.index(level)]
            named = [code for code in codes if code in known]
            if len(named) == 1:
                return named[0]
            near = [code for code in codes if provinces.get(code[:2], 0)]
            best = sorted(near, key=lambda code: -provinces[code[:2]])
            if best and (len(best) == 1 or provinces[best[0][:2]] > provinces[best[1][:2]]):
                return best[0]
            return None
        code = codes[0]
        county = self.divisions.by_code[code].level == "county"
        if county and not chain.full and len(chain.forms) == 1 and code not in known:
            # A bare county name (廉江, 霍山) counts where its province is spoken of.
            return code if provinces.get(code[:2], 0) > 0 else None
        return code

    def _is_village(self, text: str, start: int, end: int, starts: set[int]) -> bool:
        """Whether `text[start:end]` ends like a name, and its 和 belongs to a word: 太和镇, not 机关和镇."""
        return (end in starts or text[end - 1] in "镇乡村寨屯") and text.find("和", start, end) not in starts


def _is_place_word(tokens: Tokens, start: int, end: int, within: list[str]) -> bool:
    """Whether exactly these characters are a word that may name a place: 赣州|大余; behind a province only what the segmenter calls one (no 广西|资源)."""
    index = tokens.at(start)
    if tokens.starts[index] != start or tokens.end(index) != end:
        return False
    return tokens.tags[index] == "ns" or tokens.tags[index] not in _COMMON and not within[0].endswith("0000")


_COMMON = ("n", "v", "vn", "a", "an", "d", "f")
"""Tags of words that mean something beside the place of that name."""
_NOT_TOWN = "村企居级化长政级"


def _head(text: str, tail: str) -> str | None:
    found = re.search("(特别行政区|自治区|自治州|自治县|自治旗|街道|社区|地区|省|市|县|区|旗|盟|州|镇|乡|村|寨|屯)$", text)
    return found[0] if found and len(text) > 2 else None
