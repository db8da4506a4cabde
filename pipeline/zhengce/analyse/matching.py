"""Which predicted row is which gold row, and whether two cells say the same: the definitions of the sealed scorer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

Row = dict[str, Any]
Same = Callable[[Row, Row], bool]

_NUMBERS = {"value", "low", "high", "level"}
_DATES = {"begin", "finish"}


def match(gold: list[Row], predicted: list[Row], same: Same) -> tuple[list[tuple[Row, Row]], list[Row], list[Row]]:
    """Greedy one-to-one pairs by decreasing overlap, then the gold rows missed and the predicted rows too many."""
    by_place = sorted(range(len(predicted)), key=lambda j: bounds(predicted[j])[0])
    candidates = []
    for i, g in enumerate(gold):
        low, high = bounds(g)
        for j in by_place:
            start, end = bounds(predicted[j])
            if start >= high:
                break
            if end > low and same(g, predicted[j]):
                candidates.append((overlap(bounds(g), (start, end)), i, j))
    candidates.sort(reverse=True)
    used_gold: set[int] = set()
    used_found: set[int] = set()
    pairs = []
    for _, i, j in candidates:
        if i not in used_gold and j not in used_found:
            used_gold.add(i)
            used_found.add(j)
            pairs.append((gold[i], predicted[j]))
    pairs.sort(key=lambda pair: bounds(pair[0]))
    return (pairs, [g for i, g in enumerate(gold) if i not in used_gold], [p for j, p in enumerate(predicted) if j not in used_found])


def overlap(a: tuple[int, int], b: tuple[int, int]) -> float:
    """Shared characters over the longer span's length."""
    return max(0, min(a[1], b[1]) - max(a[0], b[0])) / max(1, a[1] - a[0], b[1] - b[0])


def characters_f1(a: object, b: object) -> float:
    """F1 of two strings as multisets of characters; 1.0 where both are missing.

    >>> characters_f1("经济强县", "强县")
    0.6666666666666666
    """
    left, right = text(a), text(b)
    if not left and not right:
        return 1.0
    return 2 * sum((Counter(left) & Counter(right)).values()) / (len(left) + len(right)) if left and right else 0.0


def same_span(g: Row, p: Row) -> bool:
    """Figures, times, entities, sections: equal spans."""
    return bounds(g) == bounds(p)


def near_span(g: Row, p: Row) -> bool:
    """The relaxed form: they share more than half of the longer one."""
    return overlap(bounds(g), bounds(p)) > 0.5


def same_action(g: Row, p: Row) -> bool:
    """Actions: half of the longer span is shared and one verb contains the other."""
    wanted, found = text(g["verb"]), text(p.get("verb"))
    return bool(found) and (found in wanted or wanted in found) and overlap(bounds(g), bounds(p)) >= 0.5


def same_relation(g: Row, p: Row) -> bool:
    """Relations: the type, and half of the longer span at both ends."""
    return text(g["type"]) == text(p["type"]) and all(overlap(_end(g, side), _end(p, side)) >= 0.5 for side in ("head", "tail"))


def near_relation(g: Row, p: Row) -> bool:
    """The relaxed form: the type, and some character at both ends."""
    return text(g["type"]) == text(p["type"]) and all(overlap(_end(g, side), _end(p, side)) > 0 for side in ("head", "tail"))


def equal(column: str, a: object, b: object) -> bool:
    """Whether two cells say the same; missing equals missing."""
    if column in _NUMBERS:
        left, right = number(a), number(b)
        if left is None or right is None:
            return left is right
        return abs(left - right) <= 1e-6 * max(1.0, abs(left), abs(right))
    if column in _DATES:
        return text(a)[:10] == text(b)[:10]
    return text(a).casefold() == text(b).casefold()


def bounds(row: Row) -> tuple[int, int]:
    """The span of a row; of a relation, that of its head."""
    return (int(row["start"]), int(row["end"])) if "start" in row else _end(row, "head")


def _end(row: Row, side: str) -> tuple[int, int]:
    return int(row[f"{side}_start"]), int(row[f"{side}_end"])


def number(value: object) -> float | None:
    """A cell as a number; None where it is none."""
    try:
        found = float(str(value).replace(",", ""))
    except ValueError:
        return None
    return None if found != found else found


def text(value: object) -> str:
    """A cell as text; missing is empty."""
    made = "" if value is None else str(value)
    return "" if made in ("nan", "None", "<NA>", "NaT") else made.strip()
