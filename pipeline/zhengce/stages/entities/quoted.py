"""Names in quotation marks: programmes where a class word follows, slogans else; direct speech is none."""

from __future__ import annotations

import re

from zhengce.lexicon import read_table
from zhengce.stages.entities.candidates import Candidate
from zhengce.stages.entities.organs import OrganWord, either

HAN = "\u4e00-\u9fff"
_TYPES = ("programme", "slogan", "organ", "meeting", "document", "area", "group", "industry")


class QuotedFinder:
    """Proposes names that stand in quotation marks."""

    def __init__(self) -> None:
        words = read_table(OrganWord, "quoted_words.csv", ("form", "role"))
        roles = {role: [word.form for word in words if word.role == role] for role in {word.role for word in words}}
        self.roles = roles
        self._quoted = re.compile("“(?P<name>[^“”\n]{1,40})[”\"]|‘(?P<inner>[^‘’\n]{1,20})’")
        self._behind = {kind: re.compile(rf"(?:[{HAN}A-Za-z0-9]{{0,{6 if kind == 'programme' else 4}}}?)(?P<head>{either(roles[kind])})"
                                         rf"(?!{either(roles['not_behind'])})")
                        for kind in _TYPES if kind in roles and kind != "slogan"}
        self._slogan = re.compile(either(roles["slogan"]))
        self._speech = re.compile(rf"(?:{either(roles['speech'])})[，：,:]?$")
        self._stop = re.compile(f"[{''.join(roles['stop'])}]")
        self._thing, self._storm = re.compile(either(roles["thing"])), tuple(roles["storm"])
        self._plan = re.compile("十?[一二三四五六七八九十]五|[一二三四五六七八九十]")

    def find(self, text: str) -> list[Candidate]:
        """Candidates for quoted names, with the class words behind them."""
        found = []
        for match in self._quoted.finditer(text):
            name = match["name"] or match["inner"]
            start, end = match.span()
            if self._plan.fullmatch(name):
                found.extend(self._plan_document(text, start, end, name))
                continue
            if self._is_speech(text, match, name) or self._is_thing(text, start, end):
                continue
            found.append(self._named(text, start, end, name))
        return found

    def _is_speech(self, text: str, match: re.Match[str], name: str) -> bool:
        """What somebody says: behind 说 or 指出, with an end of sentence in it, or long and with a comma."""
        if re.search("[。！？；]", name) or name.endswith("，"):
            return True
        if self._speech.search(text, max(0, match.start() - 8), match.start()) and len(name) > 8:
            return True
        return len(name) > 24 and "，" in name

    def _is_thing(self, text: str, start: int, end: int) -> bool:
        """What a weapon or a storm is called: “飞鱼”导弹, 台风“云雀”."""
        return bool(self._thing.match(text, end)) or text.endswith(self._storm, max(0, start - 5), start)

    def _named(self, text: str, start: int, end: int, name: str) -> Candidate:
        best: Candidate | None = None
        for kind, pattern in self._behind.items():
            behind = pattern.match(text, end)
            if behind is None or self._stop.search(text, end, behind.start("head")):
                continue
            one = Candidate(start, behind.end(), kind, re.sub("[“”‘’]", "", text[start:behind.end()]), None, behind["head"],
                            f"quoted.{kind}", 0.85, 7)
            if best is None or one.end > best.end:
                best = one
        if best:
            return best
        behind = self._slogan.match(text, end)
        stop = behind.end() if behind else end
        kind = "slogan"
        if name.endswith(tuple(self.roles["programme"])):
            kind = "programme"
        head = name[-2:] if kind == "programme" else behind[0] if behind else None
        return Candidate(start, stop, kind, re.sub("[“”‘’]", "", text[start:stop]), None, head, f"quoted.{kind}", 0.75, 6)

    def _plan_document(self, text: str, start: int, end: int, name: str) -> list[Candidate]:
        """“十五五”规划 is a document; “十五五” and “十五五”时期 are times."""
        behind = re.compile(either(self.roles["plan"])).match(text, end)
        if behind is None:
            return []
        number = name.removesuffix("五")
        kind = "计划" if "计划" in behind[0] else "规划"
        canonical = f"中华人民共和国国民经济和社会发展第{number}个五年{kind}"
        return [Candidate(start, behind.end(), "document", canonical, None, kind, "quoted.plan", 0.95, 8)]
