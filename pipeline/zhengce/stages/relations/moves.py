"""Changes of pattern: 由分散向集中转变, 变管理为服务, 田园变公园."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from zhengce.stages.mentions import EntityMention, RelationMention
from zhengce.stages.relations.cues import Cues

_END = r"[^，。；：“”《》\n]{2,20}?|“[^“”\n]{2,20}”"
_LIST = rf"(?:{_END})(?:、(?:{_END}))*"
_SHORT = r"“[^“”\n]{2,16}”|[\u4e00-\u9fff]{2,4}"


class Moves:
    """Finds changes of pattern."""

    def __init__(self, cues: Cues):
        words = {role: cues[role].pattern for role in ("from", "to", "change", "push")}
        self._turn = re.compile(rf"(?:{words['from']})(?P<head>{_LIST})(?:{words['to']})(?P<tail>{_LIST})的?(?:{words['change']})")
        self._pushed = re.compile(rf"(?:{words['push']})了?(?P<head>{_LIST})向(?P<tail>{_LIST})的?(?:{words['change']})")
        self._into = re.compile(rf"变(?P<head>“[^“”\n]{{2,16}}”|[^，。；、：“”\n为]{{2,8}})为(?P<tail>“[^“”\n]{{2,16}}”|[\u4e00-\u9fff]{{2,8}}?)(?=[，。；、！\n])"
                                rf"|[把将](?P<head2>{_SHORT})(?:变成|变为|转化为|转变为)(?P<tail2>{_SHORT})(?=[，。；、！\n])")
        self._pair = re.compile(rf"(?P<head>{_SHORT})变(?P<tail>{_SHORT})(?=[，。；、！\n])")

    def find(self, text: str, start: int, end: int, entities: Sequence[EntityMention]) -> Iterator[RelationMention]:
        """Each from with each to: in order where both lists are as long, else all with the last."""
        for pattern, rule in ((self._turn, "moves.from_to"), (self._pushed, "moves.pushed")):
            for match in pattern.finditer(text, start, end):
                if rule == "moves.pushed" and self._turn.search(text, match.start(), end):
                    continue
                heads, tails = _items(text, *match.span("head")), _items(text, *match.span("tail"))
                pairs = zip(heads, tails, strict=True) if len(heads) == len(tails) else ((head, tails[-1]) for head in heads)
                yield from (_made(head, tail, entities, rule) for head, tail in pairs)
        for match in self._into.finditer(text, start, end):
            names = ("head", "tail") if match["head"] else ("head2", "tail2")
            yield _made(match.span(names[0]), match.span(names[1]), entities, "moves.into")
        yield from self._row(text, start, end, entities)

    def _row(self, text: str, start: int, end: int, entities: Sequence[EntityMention]) -> Iterator[RelationMention]:
        """田园变公园、村庄变景区: two or more in a row, or one in quotation marks; the first may stand behind its verb (推动田园变公园)."""
        found = list(self._pair.finditer(text, start, end))
        for index, match in enumerate(found):
            near = [other for other in found[max(0, index - 1):index + 2] if other is not match and (
                text[other.end():match.start()] == "、" or text[match.end():other.start()] == "、")]
            head = match.start("head")
            if not near and text[head] != "“":
                continue
            if text[head:head + 2] in ("推动", "实现", "促进") and match.end("head") - head == 4:
                head += 2
            yield _made((head, match.end("head")), match.span("tail"), entities, "moves.row")


def _items(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Spans of the items of a list joined by 、."""
    spans = []
    for item in text[start:end].split("、"):
        spans.append((start, start + len(item)))
        start += len(item) + 1
    return [span for span in spans if span[0] < span[1]]


def _made(head: tuple[int, int], tail: tuple[int, int], entities: Sequence[EntityMention], rule: str) -> RelationMention:
    return RelationMention("moves", *head, *tail, rule=rule, head_entity=_entity_at(entities, head), tail_entity=_entity_at(entities, tail))


def _entity_at(entities: Sequence[EntityMention], span: tuple[int, int]) -> EntityMention | None:
    return next((entity for entity in entities if (entity.start, entity.end) == span), None)
