"""`zhengce evaluate`: precision, recall and F1 by table and column against gold, with every miss and extra.

Rows are matched one to one by decreasing overlap. Figures, times, entities and sections count when their spans are equal,
actions when they overlap by half and their verbs contain one another, relations when type and both ends (half overlap) agree.
Column scores are taken over matched rows. The definitions are those of the sealed scorer, so that the figures agree.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from zhengce.analyse.gold import TABLES, Gold, Row, gold_folders, read_gold

_EXACT = {"figures": ("value", "bound", "kind", "unit", "status", "measure_of", "mechanism", "topic", "low", "high"),
          "actions": ("status", "polarity", "instrument_class", "instrument", "mechanism", "topic", "is_heading", "actor_implied"),
          "times": ("begin", "finish", "granularity", "recurring", "anchor"), "entities": ("head",), "sections": ("level", "kind")}
_FUZZY = {"figures": ("counted", "indicator", "subject", "region", "time_text"), "actions": ("object", "actor"),
          "sections": ("heading",)}
_NUMBERS = {"value", "low", "high", "level"}
_DATES = {"begin", "finish"}


@dataclass(slots=True)
class Score:
    """Counts of one table over any number of documents."""

    gold: int = 0
    predicted: int = 0
    hits: Counter = field(default_factory=Counter)
    right: defaultdict = field(default_factory=lambda: defaultdict(float))
    asked: Counter = field(default_factory=Counter)
    misses: list[tuple[str, str, int, str, str]] = field(default_factory=list)

    def measures(self) -> dict[str, float]:
        """Name of the measure → value; F1 for spans, accuracy or character F1 for columns."""
        made = {}
        for name, hits in self.hits.items():
            precision = hits / self.predicted if self.predicted else 0.0
            recall = hits / self.gold if self.gold else 0.0
            f1 = 2 * precision * recall / (precision + recall) if hits else 0.0
            made |= {f"{name}.p": precision, f"{name}.r": recall, f"{name}.f1": f1}
        made |= {column: self.right[column] / asked for column, asked in self.asked.items() if asked}
        return {name: round(value, 4) for name, value in made.items()}


def evaluate(root: str | Path, tables: Iterable[str] = TABLES, extract: Callable[[Path], Any] | None = None,
             text: str | Path | None = None) -> dict[str, Score]:
    """Table → `Score` over all gold folders at or below `root`. `extract` maps a path to `Tables` (default: the pipeline's)."""
    if extract is None:
        from zhengce.face import extract
    scores: dict[str, Score] = {}
    for folder in gold_folders(root):
        gold = read_gold(folder, text)
        found = extract(Path(gold.text_path))
        for table in tables:
            if table in gold.rows:
                _score(scores.setdefault(table, Score()), table, gold, getattr(found, table).to_dict("records"))
    return scores


def _score(score: Score, table: str, gold: Gold, predicted: list[Row]) -> None:
    low, high = gold.ranges.get(table, (0, 10**12))
    start, end = ("head_start", "head_start") if table == "relations" else ("start", "end")
    wanted, found = ([row for row in rows if low <= int(row[start]) and int(row[end]) <= high and not (
        table == "relations" and (int(row[start]) >= high or _text(row.get("type")) == "responsible"))]
        for rows in (gold.rows[table], predicted))
    score.gold += len(wanted)
    score.predicted += len(found)
    pairs, missed, extra = match(wanted, found, _SAME[table])
    name = {"actions": "verb+span50", "relations": "type+ends"}.get(table, "span")
    score.hits[name] += len(pairs)
    if table == "figures":
        score.hits["span+value+bounds"] += sum(_full(g, p) for g, p in pairs)
    if table == "actions":
        score.hits["exact"] += sum(_span(g) == _span(p) for g, p in pairs)
    if table in ("entities", "sections"):
        label = "type" if table == "entities" else "marker"
        score.hits[f"span+{label}"] += sum(_text(g[label]) == _text(p.get(label)) for g, p in pairs)
        wrong = [(g, p) for g, p in pairs if _text(g[label]) != _text(p.get(label))]
        _note(score, table, gold, [{**g, label: f"{_text(g[label])}≠{_text(p.get(label))}"} for g, p in wrong], label)
    for column in _EXACT.get(table, ()):
        for g, p in pairs:
            if column in g:
                _count(score, table, gold, column, g, p, float(_equal(column, g[column], p.get(column))))
    for column in _FUZZY.get(table, ()):
        for g, p in pairs:
            if column in g:
                _count(score, table, gold, column, g, p, characters_f1(g[column], p.get(column)))
    if table == "entities":
        for column, types in (("code", ("place",)), ("canonical", ("organ", "place"))):
            for g, p in pairs:
                if _text(g.get(column)) and g["type"] in types and _text(p.get("type")) == g["type"]:
                    _count(score, table, gold, column, g, p, float(_text(g[column]) == _text(p.get(column))))
    _note(score, table, gold, missed, "missed")
    _note(score, table, gold, extra, "extra")


def _count(score: Score, table: str, gold: Gold, column: str, g: Row, p: Row, value: float) -> None:
    score.asked[column] += 1
    score.right[column] += value
    if value < 1:
        score.misses.append((gold.name, column, int(g["start"]), _text(g.get("text")), f"{_text(g[column])}≠{_text(p.get(column))}"))


def _note(score: Score, table: str, gold: Gold, rows: list[Row], what: str) -> None:
    for row in rows:
        if table == "relations":
            place, text, detail = int(row["head_start"]), _text(row["head_text"]), f"{_text(row['type'])} → {_text(row['tail_text'])}"
        else:
            place, text = int(row["start"]), _text(row.get("text") or row.get("heading"))
            detail = _text(row.get("type") or row.get("marker") or row.get("verb") or row.get("value"))
        score.misses.append((gold.name, what, place, text, detail))


def match(gold: list[Row], predicted: list[Row], same: Callable[[Row, Row], bool]) -> tuple[list[tuple[Row, Row]], list[Row], list[Row]]:
    """Greedy one-to-one pairs by decreasing overlap, then the gold rows missed and the predicted rows too many."""
    by_place = sorted(range(len(predicted)), key=lambda j: _bounds(predicted[j])[0])
    candidates = []
    for i, g in enumerate(gold):
        low, high = _bounds(g)
        for j in by_place:
            start, end = _bounds(predicted[j])
            if start >= high:
                break
            if end > low and same(g, predicted[j]):
                candidates.append((overlap(_bounds(g), (start, end)), i, j))
    candidates.sort(reverse=True)
    used_gold: set[int] = set()
    used_found: set[int] = set()
    pairs = []
    for _, i, j in candidates:
        if i not in used_gold and j not in used_found:
            used_gold.add(i)
            used_found.add(j)
            pairs.append((gold[i], predicted[j]))
    pairs.sort(key=lambda pair: _bounds(pair[0]))
    return (pairs, [g for i, g in enumerate(gold) if i not in used_gold], [p for j, p in enumerate(predicted) if j not in used_found])


def overlap(a: tuple[int, int], b: tuple[int, int]) -> float:
    """Shared characters over the longer span's length."""
    return max(0, min(a[1], b[1]) - max(a[0], b[0])) / max(1, a[1] - a[0], b[1] - b[0])


def characters_f1(a: object, b: object) -> float:
    """F1 of two strings as multisets of characters; 1.0 where both are missing.

    >>> characters_f1("经济强县", "强县")
    0.6666666666666666
    """
    left, right = _text(a), _text(b)
    if not left and not right:
        return 1.0
    return 2 * sum((Counter(left) & Counter(right)).values()) / (len(left) + len(right)) if left and right else 0.0


def _same_action(g: Row, p: Row) -> bool:
    wanted, found = _text(g["verb"]), _text(p.get("verb"))
    return bool(found) and (found in wanted or wanted in found) and overlap(_span(g), _span(p)) >= 0.5


def _same_relation(g: Row, p: Row) -> bool:
    return (_text(g["type"]) == _text(p["type"])
            and all(overlap((int(g[f"{end}_start"]), int(g[f"{end}_end"])), (int(p[f"{end}_start"]), int(p[f"{end}_end"]))) >= 0.5
                    for end in ("head", "tail")))


def _same_span(g: Row, p: Row) -> bool:
    return _span(g) == _span(p)


_SAME = {**dict.fromkeys(TABLES, _same_span), "actions": _same_action, "relations": _same_relation}


def _span(row: Row) -> tuple[int, int]:
    return int(row["start"]), int(row["end"])


def _bounds(row: Row) -> tuple[int, int]:
    return _span(row) if "start" in row else (int(row["head_start"]), int(row["head_end"]))


def _full(g: Row, p: Row) -> bool:
    return all(_equal(column, g[column], p[column]) for column in ("value", "low", "high", "bound"))


def _equal(column: str, a: object, b: object) -> bool:
    if column in _NUMBERS:
        left, right = _number(a), _number(b)
        if left is None or right is None:
            return left is right
        return abs(left - right) <= 1e-6 * max(1.0, abs(left), abs(right))
    if column in _DATES:
        return _text(a)[:10] == _text(b)[:10]
    return _text(a).casefold() == _text(b).casefold()


def _number(value: object) -> float | None:
    try:
        number = float(str(value).replace(",", ""))
    except ValueError:
        return None
    return None if number != number else number


def _text(value: object) -> str:
    text = "" if value is None else str(value)
    return "" if text in ("nan", "None", "<NA>", "NaT") else text.strip()


def main() -> None:
    """Development entry: `python -m zhengce.analyse.evaluate GOLD [--tables a,b] [--quiet] [--columns a,b]`."""
    import argparse

    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("gold")
    parser.add_argument("--tables", default=",".join(TABLES))
    parser.add_argument("--columns", default="", help="list only these kinds of misses: missed, extra, value, unit …")
    parser.add_argument("--quiet", action="store_true")
    options = parser.parse_args()
    shown = set(filter(None, options.columns.split(",")))
    for table, score in evaluate(options.gold, options.tables.split(",")).items():
        if not options.quiet:
            for document, what, place, text, detail in sorted(score.misses):
                if not shown or what in shown:
                    print(f"{document}\t{what}\t{place}\t{text}\t{detail}")
        print(f"== {table}: gold {score.gold}, predicted {score.predicted}")
        print("   " + "  ".join(f"{name} {value:.3f}" for name, value in score.measures().items()))


if __name__ == "__main__":
    main()
