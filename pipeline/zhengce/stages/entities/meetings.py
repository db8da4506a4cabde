"""Meetings: party congresses and plenums by number, sessions of people's congresses, meetings named by their class word."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhengce.lexicon import read_table
from zhengce.stages.entities.candidates import Candidate
from zhengce.stages.entities.organs import OrganWord, either
from zhengce.stages.times.grammar import COUNT

HAN = "\u4e00-\u9fff"


class MeetingFinder:
    """Proposes numbered meetings."""

    def __init__(self) -> None:
        words = read_table(OrganWord, "meeting_words.csv", ("form", "role"))
        roles = {role: [word.form for word in words if word.role == role] for role in {word.role for word in words}}
        party = either(roles["party"])
        local = either(roles["local"])
        head = either(roles["head"])
        n = COUNT
        # Each with what every match of it holds: a line without that is not searched.
        self._patterns = [
            ("plenum", "届", re.compile(rf"(?:{party})?(?P<congress>第?{n}届)(?:中央委员会)?(?P<plenums>(?:第?{n}(?:次)?、)*第?{n}(?:次)?)(?:中全会|次全体会议|全体会议)")),
            ("plenums", "全会", re.compile(rf"(?:{party})?(?P<congress>第?{n}届)(?P<plenums>{n}中(?:、{n}中)+)全会")),
            ("plenums", "全会", re.compile(rf"(?:{party})?(?P<congress>第?{n}届)(?P<plenums>历次|历届)全会")),
            ("congress", "大", re.compile(rf"(?:{party})第?(?P<congress>{n})(?:次全国代表大会|大(?![{HAN}]*[组型量]))")),
            ("congress", "大", re.compile(rf"(?<![{HAN}0-9])(?P<congress>{n})大(?=精神|报告|以来|召开|部署|提出|确定)")),
            ("local", "次", re.compile(rf"{local}第?{n}(?:次(?:党)?代会|届(?:{n}|历)次(?:全会|全体会议|会议)|次代表大会|届(?:人大|政协){n}次会议|届人民代表大会第?{n}次会议)")),
            ("session", "届", re.compile(rf"(?:[{HAN}]{{2,8}}?(?:省|市|自治区|州|县|区))?(?:第?{n}届(?:全国人民代表大会|全国人大|人民代表大会|全国政协|政协|人大)"
                                   rf"(?:常务委员会|常委会)?(?:第?{n}次(?:全体)?会议)?)")),
            ("numbered", "第|届", re.compile(rf"(?:(?:第?{n}届)|第{n}次)(?:[{HAN}—·“”\-（）A-Z0-9]{{2,24}}?)(?:{head})(?![{HAN}]?[室场员])")),
            ("year", "年第", re.compile(rf"(?P<owner>[{HAN}]{{2,8}}?)?[12][0-9]{{3}}年第{n}次(?:[{HAN}]{{2,8}}?)(?:会议)")),
        ]

    def find(self, text: str) -> list[Candidate]:
        """Candidates for numbered meetings."""
        found = []
        for rule, anchor, pattern in self._patterns:
            for match in _found_in_lines(text, anchor, pattern):
                start, end = match.span()
                if rule == "congress" and not _sensible(match["congress"]):
                    continue
                name = match[0]
                head = next((h for h in ("全会", "代表大会", "座谈会", "会议", "大会", "论坛", "博览会") if name.endswith(h)), None)
                found.append(Candidate(start, end, "meeting", _canonical(rule, match), None, head, "meeting." + rule, 0.95, 7))
        return found


def _found_in_lines(text: str, anchor: str, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """Matches of `pattern`, which never spans a line end, in the lines that hold one of the words of `anchor`."""
    for word in anchor.split("|"):
        if word in text:
            break
    else:
        return
    done = 0
    for found in re.finditer(anchor, text):
        if found.start() < done:
            continue
        start = text.rfind("\n", 0, found.start()) + 1
        end = text.find("\n", found.end())
        done = len(text) if end < 0 else end
        yield from pattern.finditer(text, start, done)


def _sensible(congress: str) -> bool:
    from zhengce.stages.times.calendar import read_number

    return 1 <= (read_number(congress) or 0) <= 30


def _canonical(rule: str, match: re.Match[str]) -> str:
    """党的二十大 → 中国共产党第二十次全国代表大会; 十九届二中、三中全会 → 中国共产党第十九届中央委员会第二次、第三次全体会议."""
    if rule == "congress":
        return f"中国共产党第{match['congress'].removeprefix('第')}次全国代表大会"
    if rule in ("plenum", "plenums"):
        congress = match["congress"].removeprefix("第")
        numbers = re.findall(COUNT, match["plenums"])
        if not numbers:
            return f"中国共产党第{congress}中央委员会{match['plenums']}全体会议"
        return f"中国共产党第{congress}中央委员会" + "、".join(f"第{number}次" for number in numbers) + "全体会议"
    return match[0]
