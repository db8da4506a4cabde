"""Documents and periodicals: 《…》 with a 文号 behind it, and untitled ones named by their class word (专项规划, 工作方案)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from zhengce.lexicon import read_table
from zhengce.stages.entities.candidates import Candidate
from zhengce.stages.entities.organs import either

HAN = "\u4e00-\u9fff"


@dataclass(frozen=True, slots=True)
class TitleWord:
    """A word about documents, by role."""

    form: str
    role: Literal["head", "issue", "periodical", "paper", "stop", "part"]
    example: str


class TitleFinder:
    """Proposes documents and periodicals."""

    def __init__(self) -> None:
        entries = read_table(TitleWord, "document_words.csv", ("form", "role"))
        roles = {role: [e.form for e in entries if e.role == role] for role in ("head", "issue", "periodical", "paper", "stop", "part")}
        self.heads = tuple(sorted(roles["head"], key=len, reverse=True))
        self._marked = re.compile("《(?:[^《》\n]|《[^《》\n]*》|〈[^〈〉\n]*〉){1,120}》")
        self._number = re.compile(rf"[（(]?(?P<number>[{HAN}]{{1,12}}[〔\[（(【][12][0-9]{{3}}[〕\]）)】](?:第)?[0-9]+号)[）)]?")
        self._periodical = re.compile("|".join(map(re.escape, roles["periodical"])))
        self._issue = re.compile(r"(?:[12][0-9]{3}年)?第[0-9]+期")
        stop = "".join(roles["stop"])
        head = either(list(self.heads))
        part = either(roles["part"])
        self._issued = re.compile(
            rf"(?:{either(roles['issue'])})(?:了|并)?(?P<name>(?:[^，。；：！？、\n《》{stop}]|、(?=[{HAN}]{{1,6}}(?:、|{head}))){{1,24}}?"
            rf"(?P<head>{head}))(?!{part}|{head})")
        self._about = re.compile(rf"(?<=了)关于[^，。；：\n《》]{{2,60}}?的[{HAN}]{{0,6}}?(?P<head>{head})(?![{HAN}])")
        self._paper = re.compile(either(roles["paper"]))

    def find(self, text: str) -> list[Candidate]:
        """Candidates for documents."""
        found = []
        for match in self._marked.finditer(text):
            name = match[0][1:-1]
            behind = self._issue.match(text, match.end())
            if self._paper.fullmatch(name) or behind and len(name) < 14 and not name.endswith(self.heads):
                found.append(Candidate(match.start(), match.end(), "periodical", name, None, None, "title.periodical", 0.95, 8))
                continue
            number = self._number.match(text, match.end())
            head = next((head for head in self.heads if name.endswith(head)), None)
            found.append(Candidate(match.start(), match.end(), "document", name, number["number"] if number else None, head,
                                   "title.marked", 1.0, 8))
        for match in self._issued.finditer(text):
            start, end = match.span("name")
            if end - start > len(match["head"]):
                found.append(Candidate(start, end, "document", re.sub("[“”]", "", match["name"]), None, match["head"], "title.issued", 0.7, 4))
        for match in self._about.finditer(text):
            found.append(Candidate(*match.span(), "document", re.sub("[“”]", "", match[0]), None, match["head"], "title.about", 0.9, 4))
        return found
