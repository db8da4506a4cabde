"""`zhengce diff`: what changed from one document to another: figures, promises, actions, wording."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal, TypeVar

from zhengce.analyse.document_rows import DocumentRows, Row
from zhengce.analyse.precision import compare
from zhengce.analyse.series import Point, key_of, points
from zhengce.text.normalize import normalize

FigureChange = Literal[
    "same", "refined", "coarser", "compatible", "crossed", "contradicted", "kept", "missed", "moved", "gone", "new"
]
TextChange = Literal["same", "reworded", "done", "gone", "new"]

_ALIKE_INDICATOR = 0.7
_ALIKE_CLAUSE = 0.6
Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class FigurePair:
    """One figure in both documents (or in one of them) and what became of it.

    `kept` and `missed`: a target of the first document and its result in the second; `moved`: the same series at another time.
    """

    change: FigureChange
    before: Point | None
    after: Point | None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class TextPair:
    """One action or sentence in both documents, or in one of them; `done`: announced in the first, reported in the second."""

    change: TextChange
    before: Row | None
    after: Row | None


@dataclass(frozen=True, slots=True)
class Difference:
    """What changed from `before` to `after`."""

    before: DocumentRows
    after: DocumentRows
    figures: list[FigurePair]
    actions: list[TextPair]
    sentences: list[TextPair]


def diff(before: DocumentRows, after: DocumentRows) -> Difference:
    """What changed from one document to another."""
    return Difference(
        before,
        after,
        diff_figures(before, after),
        _diff_rows(
            _worded(before, "actions"), _worded(after, "actions"), lambda row: f"{row['verb']}{row['object'] or ''}", _done
        ),
        _diff_rows(_worded(before, "sentences"), _worded(after, "sentences"), lambda row: _plain(row["text"])),
    )


def diff_figures(before: DocumentRows, after: DocumentRows) -> list[FigurePair]:
    """Figures paired by series, then by alike names of one unit and measure; unpaired ones are gone or new."""
    left, right = list(points(before)), list(points(after))
    pairs = [*_pair(left, right, lambda point: key_of(point.figure, point.document)), *_pair_alike(left, right)]
    made = [_judge(old, new) for old, new in pairs]
    made += [FigurePair("gone", old, None) for old in left] + [FigurePair("new", None, new) for new in right]
    return sorted(made, key=lambda pair: (pair.after or pair.before).figure["start"])  # type: ignore[union-attr]


def _judge(old: Point, new: Point) -> FigurePair:
    agreement = compare(old.figure, new.figure)
    if old.promised and not new.promised:
        reached = agreement.agrees or _beyond(old.figure, new.figure)
        return FigurePair("kept" if reached else "missed", old, new, "" if reached and not agreement.agrees else agreement.reason)
    if old.promised != new.promised or old.period != new.period:
        return FigurePair("moved", old, new)
    names: dict[str, FigureChange] = {"contradicts": "contradicted", "unknown": "compatible"}
    return FigurePair(names.get(agreement.verdict, agreement.verdict), old, new, agreement.reason)  # type: ignore[arg-type]


def _beyond(target: Row, result: Row) -> bool:
    """Whether a result passes its target on the side that the target leaves open: more, or less where it is capped."""
    capped = target["bound"] in ("at_most", "under")
    wanted, got = (row["value"] if row["value"] is not None else row["high" if capped else "low"] for row in (target, result))
    if wanted is None or got is None:
        return False
    return got <= wanted if capped else got >= wanted


def _pair(left: list[Point], right: list[Point], key: Callable[[Point], Hashable]) -> list[tuple[Point, Point]]:
    """Pairs of equal key, those of equal period and status first; paired points leave both lists."""
    waiting: dict[Hashable, list[Point]] = defaultdict(list)
    for point in right:
        waiting[key(point)].append(point)
    made = []
    for old in list(left):
        group = waiting.get(key(old))
        if group and key(old)[0]:  # type: ignore[index]
            new = max(
                group,
                key=lambda point: (
                    point.period == old.period,
                    point.promised == old.promised,
                    point.figure["value"] == old.figure["value"],
                ),
            )
            group.remove(new)
            left.remove(old)
            right.remove(new)
            made.append((old, new))
    return made


def _pair_alike(left: list[Point], right: list[Point]) -> list[tuple[Point, Point]]:
    """Pairs of one unit and measure whose names are alike and whose regions do not differ, the most alike first."""
    candidates = []
    for old in left:
        for new in right:
            a, b = key_of(old.figure, old.document), key_of(new.figure, new.document)
            regions = {a.region, b.region} - {""}
            if a[3:] == b[3:] and len(regions) < 2 and a.indicator and b.indicator:
                alike = SequenceMatcher(None, a.indicator + a.counted, b.indicator + b.counted, autojunk=False).ratio()
                if alike >= _ALIKE_INDICATOR:
                    candidates.append(
                        (alike, old.period == new.period, -abs(old.figure["start"] - new.figure["start"]), old, new)
                    )
    made = []
    for *_, old, new in sorted(candidates, key=lambda candidate: candidate[:3], reverse=True):
        if old in left and new in right:
            left.remove(old)
            right.remove(new)
            made.append((old, new))
    return made


def _diff_rows(
    left: list[Row], right: list[Row], words: Callable[[Row], str], done: Callable[[Row, Row], bool] | None = None
) -> list[TextPair]:
    """Rows paired by equal words, then by alike ones."""
    waiting: dict[str, list[Row]] = defaultdict(list)
    for row in right:
        waiting[words(row)].append(row)
    made, rest = [], []
    for old in left:
        group = waiting[words(old)]
        if group:
            new = group.pop(0)
            made.append(TextPair("done" if done and done(old, new) else "same", old, new))
        else:
            rest.append(old)
    fresh = [row for row in right if any(row is other for other in waiting[words(row)])]
    for old, new in _alike(rest, fresh, words):
        rest = [row for row in rest if row is not old]
        fresh = [row for row in fresh if row is not new]
        made.append(TextPair("done" if done and done(old, new) else "reworded", old, new))
    made += [TextPair("gone", row, None) for row in rest] + [TextPair("new", None, row) for row in fresh]
    return sorted(made, key=lambda pair: (pair.after or pair.before)["start"])  # type: ignore[index]


def _alike(left: Sequence[Row], right: Sequence[Row], words: Callable[[Row], str]) -> list[tuple[Row, Row]]:
    """The most alike pairs; only rows that share a good part of their letter pairs are compared at all."""
    index: dict[str, list[int]] = defaultdict(list)
    for number, row in enumerate(right):
        for pair in _letter_pairs(words(row)):
            index[pair].append(number)
    candidates = []
    for i, row in enumerate(left):
        mine = words(row)
        shared: dict[int, int] = defaultdict(int)
        pairs = _letter_pairs(mine)
        for pair in pairs:
            for number in index.get(pair, ()):
                shared[number] += 1
        for number, count in shared.items():
            if count * 3 >= len(pairs):
                alike = SequenceMatcher(None, mine, words(right[number]), autojunk=False).ratio()
                if alike >= _ALIKE_CLAUSE:
                    candidates.append((alike, i, number))
    made, used_left, used_right = [], set(), set()
    for _, i, number in sorted(candidates, reverse=True):
        if i not in used_left and number not in used_right:
            used_left.add(i)
            used_right.add(number)
            made.append((left[i], right[number]))
    return made


def _letter_pairs(words: str) -> set[str]:
    return {words[at : at + 2] for at in range(len(words) - 1)}


def _worded(document: DocumentRows, table: str) -> list[Row]:
    return [row for row in document[table] if len(row["text"]) > 1]


def _done(old: Row, new: Row) -> bool:
    return old["status"] in ("planned", "required") and new["status"] == "done"


def _plain(words: str) -> str:
    return "".join(letter for letter in normalize(words).text if letter.isalnum())
