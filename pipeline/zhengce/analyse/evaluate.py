"""`zhengce evaluate`: precision, recall and F1 by table, kind and column against gold, with every miss and extra.

Figures, times, entities and sections count when their spans are equal, actions when they overlap by half and their verbs
contain one another, relations when type and both ends (half overlap) agree; `relaxed` asks for less. Column scores are taken
over matched rows. The definitions are those of the sealed scorer (`matching.py`), so that the figures agree.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from zhengce.analyse.gold import TABLES, Gold, gold_folders, read_gold
from zhengce.analyse.matching import (
    Row,
    bounds,
    characters_f1,
    equal,
    match,
    near_relation,
    near_span,
    same_action,
    same_relation,
    same_span,
    text,
)
from zhengce.article import Article

_EXACT = {"figures": ("value", "bound", "kind", "unit", "status", "measure_of", "mechanism", "topic", "low", "high"),
          "actions": ("status", "polarity", "instrument_class", "instrument", "mechanism", "topic", "is_heading", "actor_implied"),
          "times": ("begin", "finish", "granularity", "recurring", "anchor"), "entities": ("head",), "sections": ("level", "kind")}
_FUZZY = {"figures": ("counted", "indicator", "subject", "region", "time_text"), "actions": ("object", "actor"),
          "sections": ("heading",)}
_SAME = {**dict.fromkeys(TABLES, same_span), "actions": same_action, "relations": same_relation}
_NEAR = {**dict.fromkeys(TABLES, near_span), "relations": near_relation}
_NAME = {"actions": "verb+span50", "relations": "type+ends"}
_LABEL = {"entities": "type", "sections": "marker"}
_KIND = {"figures": "kind", "times": "granularity", "entities": "type", "actions": "status", "relations": "type", "sections": "kind"}
"""The column by which a table is broken down."""


@dataclass(frozen=True, slots=True)
class Miss:
    """A gold row not found, a row found that is not in gold, or a cell that differs (`what` is then its column)."""

    document: str
    what: str
    start: int
    text: str
    detail: str
    sentence: str


@dataclass(slots=True)
class Score:
    """Counts of one table over any number of documents. `kinds`: kind → [gold, predicted, matched with that kind]."""

    gold: int = 0
    predicted: int = 0
    hits: Counter = field(default_factory=Counter)
    right: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    asked: Counter = field(default_factory=Counter)
    kinds: defaultdict[str, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0, 0]))
    misses: list[Miss] = field(default_factory=list)

    def measures(self) -> dict[str, float]:
        """Name of the measure → value; precision, recall and F1 for spans, accuracy or character F1 for columns."""
        made: dict[str, float] = {}
        for name, hits in self.hits.items():
            made |= {f"{name}.{short}": value for short, value in zip("prf", rates(self.gold, self.predicted, hits), strict=True)}
        made |= {column: self.right[column] / asked for column, asked in self.asked.items() if asked}
        return {name.replace(".f", ".f1") if name.endswith(".f") else name: round(value, 4) for name, value in made.items()}

    def by_kind(self) -> dict[str, tuple[float, float, float]]:
        """Kind → precision, recall, F1 of rows matched with the same kind."""
        return {kind: rates(*counts) for kind, counts in sorted(self.kinds.items())}


def rates(gold: int, predicted: int, hits: float) -> tuple[float, float, float]:
    """Precision, recall and F1.

    >>> rates(4, 2, 1)
    (0.5, 0.25, 0.3333333333333333)
    """
    precision, recall = hits / predicted if predicted else 0.0, hits / gold if gold else 0.0
    return precision, recall, 2 * precision * recall / (precision + recall) if hits else 0.0


def evaluate(root: str | Path, tables: Iterable[str] = TABLES, extract: Callable[[Path | Article], Any] | None = None,
             text: str | Path | None = None) -> dict[str, Score]:
    """Table → `Score` over all gold folders at or below `root`. `extract` maps a path or an article to `Tables` (default: the pipeline's)."""
    if extract is None:
        from zhengce.face import extract as pipeline

        extract = pipeline
    scores: dict[str, Score] = {}
    for folder in gold_folders(root):
        gold = read_gold(folder, text)
        found = extract(gold.source)
        sentences = found.sentences.to_dict("records")
        for table in tables:
            if table in gold.rows:
                rows = getattr(found, table).to_dict("records")
                scorer = _Scorer(scores.setdefault(table, Score()), table, gold, sentences)
                if table == "documents":
                    scorer.add_metadata(rows[0])
                else:
                    scorer.add(rows)
    return scores


class _Scorer:
    """Adds one document's table to a score."""

    def __init__(self, score: Score, table: str, gold: Gold, sentences: list[Row]):
        self.score, self.table, self.gold, self.sentences = score, table, gold, sentences
        self.range = gold.ranges.get(table, (0, 10**12))

    def add(self, predicted: list[Row]) -> None:
        score, table = self.score, self.table
        wanted, found = list(filter(self._counts, self.gold.rows[table])), list(filter(self._counts, predicted))
        score.gold += len(wanted)
        score.predicted += len(found)
        pairs, missed, extra = match(wanted, found, _SAME[table])
        score.hits[_NAME.get(table, "span")] += len(pairs)
        score.hits["relaxed"] += len(match(wanted, found, _NEAR[table])[0])
        self._special(pairs)
        self._by_kind(wanted, found, pairs)
        self._columns(pairs)
        self._note(missed, "missed")
        self._note(extra, "extra")

    def add_metadata(self, found: Row) -> None:
        """Score each field that gold or pipeline fills; white space and the width of brackets do not count."""
        wanted = self.gold.rows["documents"][0]
        self.score.gold += 1
        self.score.predicted += 1
        for column, value in wanted.items():
            left, right = _bare(value), _bare(found.get(column))
            if left or right:
                for name in (column, "fields"):
                    self.score.asked[name] += 1
                    self.score.right[name] += left == right
            if left != right:
                self._miss(column, 0, "", f"{left}≠{right}")

    def _counts(self, row: Row) -> bool:
        """Whether a row lies in the annotated range. Responsibilities are not scored: they come back per item, not per sentence."""
        if self.table == "relations":
            return self.range[0] <= int(row["head_start"]) < self.range[1] and text(row.get("type")) != "responsible"
        return self.range[0] <= int(row["start"]) and int(row["end"]) <= self.range[1]

    def _special(self, pairs: list[tuple[Row, Row]]) -> None:
        hits, label = self.score.hits, _LABEL.get(self.table)
        if self.table == "figures":
            hits["span+value+bounds"] += sum(all(equal(column, g[column], p[column]) for column in ("value", "low", "high", "bound"))
                                             for g, p in pairs)
        elif self.table == "actions":
            hits["exact"] += sum(bounds(g) == bounds(p) for g, p in pairs)
        elif label:
            hits[f"span+{label}"] += sum(text(g[label]) == text(p.get(label)) for g, p in pairs)
            self._note([{**g, label: f"{text(g[label])}≠{text(p.get(label))}"} for g, p in pairs if text(g[label]) != text(p.get(label))],
                       label)

    def _by_kind(self, wanted: list[Row], found: list[Row], pairs: list[tuple[Row, Row]]) -> None:
        column, kinds = _KIND[self.table], self.score.kinds
        for position, rows in enumerate((wanted, found)):
            for row in rows:
                kinds[text(row.get(column))][position] += 1
        for g, p in pairs:
            if text(g.get(column)) == text(p.get(column)):
                kinds[text(g.get(column))][2] += 1

    def _columns(self, pairs: list[tuple[Row, Row]]) -> None:
        for g, p in pairs:
            for column in _EXACT.get(self.table, ()):
                if column in g:
                    self._count(column, g, p, float(equal(column, g[column], p.get(column))))
            for column in _FUZZY.get(self.table, ()):
                if column in g:
                    self._count(column, g, p, characters_f1(g[column], p.get(column)))
            if self.table == "entities" and text(p.get("type")) == g["type"]:
                for column, types in (("code", ("place",)), ("canonical", ("organ", "place"))):
                    if text(g.get(column)) and g["type"] in types:
                        self._count(column, g, p, float(text(g[column]) == text(p.get(column))))

    def _count(self, column: str, g: Row, p: Row, value: float) -> None:
        self.score.asked[column] += 1
        self.score.right[column] += value
        if value < 1:
            self._miss(column, bounds(g)[0], text(g.get("text")), f"{text(g[column])}≠{text(p.get(column))}")

    def _note(self, rows: list[Row], what: str) -> None:
        for row in rows:
            if self.table == "relations":
                self._miss(what, int(row["head_start"]), text(row["head_text"]), f"{text(row['type'])} → {text(row['tail_text'])}")
            else:
                self._miss(what, int(row["start"]), text(row.get("text") or row.get("heading")),
                           text(row.get("type") or row.get("marker") or row.get("verb") or row.get("value")))

    def _miss(self, what: str, start: int, words: str, detail: str) -> None:
        sentence = next((row["text"] for row in self.sentences if row["start"] <= start < row["end"]), "")
        self.score.misses.append(Miss(self.gold.name, what, start, words, detail, " ".join(sentence.split())))


def _bare(value: object) -> str:
    words = value.isoformat()[:10] if isinstance(value, dt.date) and value == value else text(value).removesuffix(".0")
    return unicodedata.normalize("NFKC", re.sub(r"\s", "", words))
