"""The statistical component: a linear-chain CRF over tokens, trained by `models/entities.py`, run here as sums of arrays.

A token's score for each label is a sum of weights: of what the token is and what its neighbours are (word, tag, affixes, word
clusters: `token_types.py`), of pairs of neighbours, and of the names that stand there: proposed by the rules (`proposals.py`) or shown by the gold
(`known_names.py`). All sums of some texts are taken at once, since a short text costs little more than the calls it takes; then the best label
sequence of every clause is found (`viterbi.py`). Weights are arrays and strings, nothing is executed on loading.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, repeat
from zipfile import ZipFile

import numpy as np

from zhengce.shipped import weights_path
from zhengce.stages.entities.known_names import KnownNames
from zhengce.stages.entities.proposals import Kind, Span, span_features
from zhengce.stages.entities.token_types import OFFSETS, PAIRS, WordClusters, attribute_columns
from zhengce.stages.entities.viterbi import NEVER, Decoder
from zhengce.text.segment import Tokens
from zhengce.text.vocabulary import Column

_MOST_TYPES = 50_000
"""Token types whose rows are kept before all are forgotten: some 30 MB, however many documents there are."""
_FEW_TYPES = 4096
_UNARY = re.compile("(?P<name>[a-z][a-z0-9]?)(?P<offset>-?[0-9])=")
_SPARSE = ("q", "said=", "rule=", "won", "known", "general")
"""How the features begin that few tokens have: they are added one by one."""


def read_arrays(name: str) -> dict[str, np.ndarray]:
    """The arrays of the shipped weights `name`. Raises `ConfigError` where they are missing."""
    with ZipFile(weights_path(name)) as packed:
        return {entry.removesuffix(".npy"): np.load(io.BytesIO(packed.read(entry)), allow_pickle=False) for entry in packed.namelist()}


def strings(packed: np.ndarray) -> list[str]:
    """Strings that were stored as the bytes of their lines."""
    return packed.tobytes().decode("utf-8").split("\n") if packed.size else []


_BLANK = 2
"""Tokens that say nothing between two texts, as many as neighbours count for."""
_COLUMNS = (0, 0, -1, 1)
"""Which tokens the features of a span's token are said of, by column of `_Kinds`: itself, itself, the one before, the one behind."""


@dataclass(frozen=True, slots=True)
class Untagged:
    """A text to tag: its tokens, its clauses (half-open ranges of tokens), what is said of its tokens, those that are in no name."""

    tokens: Tokens
    clauses: list[tuple[int, int]]
    said: list[Span]
    barred: list[int]


@dataclass(slots=True)
class Tagged:
    """A stretch of tokens that the model takes for an entity; `confidence` says by how much it prefers that to all else."""

    first: int
    last: int
    type: str
    confidence: float


class _Kinds(dict[Kind, int]):
    """What is said of spans: kind → its number, learnt when first asked for.

    `rows[number * 4 + role]` are the rows of what it says at a token that is first (role 1) and last (role 2) of the span, by `_COLUMNS`;
    `nothing` where it says less or the model does not listen.
    """

    def __init__(self, rows_of: dict[str, int], nothing: int):
        super().__init__()
        self._rows_of, self._nothing = rows_of, nothing
        self._rows = np.zeros((0, len(_COLUMNS)), np.int64)
        self._new: list[list[int]] = []

    def __missing__(self, kind: Kind) -> int:
        for role in range(4):
            cells, free = [self._nothing] * len(_COLUMNS), list(range(len(_COLUMNS)))
            for beside, feature in span_features(kind, bool(role & 1), bool(role & 2)):
                column = next(column for column in free if _COLUMNS[column] == beside)
                free.remove(column)
                cells[column] = self._rows_of.get(feature, self._nothing)
            self._new.append(cells)
        number = self[kind] = len(self)
        return number

    @property
    def rows(self) -> np.ndarray:
        if self._new:
            self._rows = np.concatenate([self._rows, np.array(self._new)])
            self._new = []
        return self._rows


@dataclass(slots=True)
class _Pairs:
    """Pairs of neighbours' values: ids of the values, the row of each pair (0: none), weights for the second and for the first token."""

    ids: dict[str, int]
    table: np.ndarray
    second: np.ndarray
    first: np.ndarray


class Tagger:
    """Labels the tokens of a document."""

    def __init__(self, arrays: dict[str, np.ndarray], clusters: WordClusters):
        self.labels = strings(arrays["labels"])
        weights = arrays["weights"].astype(np.float32)
        names = strings(arrays["features"])
        self._matrix = weights
        self._kinds = _Kinds({name: row for row, name in enumerate(names) if name.startswith(_SPARSE)}, len(names))
        self.known = KnownNames(strings(arrays["known"]), strings(arrays["kinds"]))
        self._clusters = clusters
        self._none = np.zeros(len(self.labels), np.float32)
        self._decoder = Decoder(arrays["transitions"].astype(np.float32))
        self._pairs = [self._pair_table(name, names) for name in PAIRS]
        self._values, self._tables = self._value_tables(names)
        self._forget()

    def _forget(self) -> None:
        """Begin with no token types known."""
        self._new: list[tuple[str, str]] = []
        self._count = 1                                         # row 0 is the blank's, all zeros
        self._type = Column(self._number, np.int64)
        self._emit = np.zeros((_FEW_TYPES, len(OFFSETS), len(self.labels)), np.float32)
        self._pair_ids = np.zeros((_FEW_TYPES, len(PAIRS)), np.int64)

    def _value_tables(self, names: list[str]) -> tuple[dict[str, dict[str, int]], dict[str, np.ndarray]]:
        """For each attribute the rows of its values, and their weights for every offset and label (row 0: an unknown value)."""
        ids: dict[str, dict[str, int]] = {}
        cells: dict[str, list[tuple[int, int, int]]] = {}
        for row, name in enumerate(names):
            found = _UNARY.match(name)
            if found:
                known = ids.setdefault(found["name"], {})
                value = known.setdefault(name[found.end():], len(known) + 1)
                cells.setdefault(found["name"], []).append((value, OFFSETS.index(int(found["offset"])), row))
        tables = {}
        for name, places in cells.items():
            values, offsets, rows = np.array(places).T
            tables[name] = np.zeros((len(ids[name]) + 1, len(OFFSETS), len(self.labels)), np.float32)
            tables[name][values, offsets] = self._matrix[rows]
        return ids, tables

    def _pair_table(self, name: str, names: list[str]) -> _Pairs:
        """The pairs of neighbours' values that have weights."""
        prefix = f"{name}|"
        ids: dict[str, int] = {}
        keyed: dict[tuple[int, int], list[np.ndarray]] = {}
        for row, feature in enumerate(names):
            if feature.startswith(prefix):
                place, first, second = feature.removeprefix(prefix).split("\t")
                key = ids.setdefault(first, len(ids) + 1), ids.setdefault(second, len(ids) + 1)
                keyed.setdefault(key, [self._none, self._none])[place == "next"] = self._matrix[row]
        table = np.zeros((len(ids) + 1, len(ids) + 1), np.min_scalar_type(len(keyed)))
        rows = [[self._none, self._none], *keyed.values()]
        for number, key in enumerate(keyed, 1):
            table[key] = number
        return _Pairs(ids, table, np.array([row[0] for row in rows]), np.array([row[1] for row in rows]))

    def _number(self, word: str, tag: str) -> int:
        """The row of a token type that is met for the first time; its weights are still to be summed."""
        self._new.append((word, tag))
        return self._count + len(self._new) - 1

    def _add_types(self) -> None:
        """Sum the weights of the token types that are new."""
        new, self._new = self._new, []
        first = self._count
        behind = self._count = first + len(new)
        while behind > len(self._emit):
            self._emit = np.concatenate([self._emit, np.zeros_like(self._emit)])
            self._pair_ids = np.concatenate([self._pair_ids, np.zeros_like(self._pair_ids)])
        made = attribute_columns(new, self._clusters)
        for name, table in self._tables.items():
            if name in made:
                self._emit[first:behind] += table.take(list(map(self._values[name].get, made[name], repeat(0))), axis=0)
        for number, name in enumerate(PAIRS):
            if name in made:
                self._pair_ids[first:behind, number] = list(map(self._pairs[number].ids.get, made[name], repeat(0)))

    def tag(self, texts: Sequence[Untagged]) -> list[list[Tagged]]:
        """The entities in the best labelling of each clause, for each of the texts."""
        if self._count > _MOST_TYPES:
            self._forget()
        firsts = [*accumulate((len(text.tokens.words) + _BLANK for text in texts), initial=_BLANK)]
        rows = np.zeros(firsts.pop(), np.int64)
        for first, text in zip(firsts, texts, strict=True):
            rows[first:first + len(text.tokens.words)] = text.tokens.of(self._type)
        if self._new:
            self._add_types()
        scores = self._scores(rows)
        self._add_said(scores, firsts, texts)
        scores[[first + index for first, text in zip(firsts, texts, strict=True) for index in text.barred], 1:] = NEVER
        clauses = [(low + first, high + first) for first, text in zip(firsts, texts, strict=True) for low, high in text.clauses]
        return _parted(self._spans(self._decoder.best(scores, clauses), scores), firsts)

    def _scores(self, rows: np.ndarray) -> np.ndarray:
        """The sum of weights for every token and label, by the tokens' types."""
        size = len(rows)
        scores = np.zeros((size, len(self.labels)), np.float32)
        emitted = self._emit.take(rows, axis=0)
        for number, offset in enumerate(OFFSETS):
            low, high = max(0, -offset), size - max(0, offset)
            scores[low:high] += emitted[low + offset:high + offset, number]
        ids = self._pair_ids.take(rows, axis=0)
        for number, pairs in enumerate(self._pairs):
            found = pairs.table.take(ids[:-1, number] * len(pairs.table) + ids[1:, number])
            hit = found.nonzero()[0]
            found = found[hit]
            scores[hit + 1] += pairs.second.take(found, axis=0)
            scores[hit] += pairs.first.take(found, axis=0)
        return scores

    def _add_said(self, scores: np.ndarray, firsts: list[int], texts: Sequence[Untagged]) -> None:
        """Add the weights of what is said of the tokens; what falls beside a text falls on a blank."""
        kinds = self._kinds
        spans = [(low + first, behind + first, kinds[kind])
                 for first, text in zip(firsts, texts, strict=True) for low, behind, kind in text.said]
        if not spans:
            return
        lows, behinds, numbers = np.array(spans).T
        sizes = behinds - lows
        inside = np.arange(sizes.sum()) - np.repeat(sizes.cumsum() - sizes, sizes)
        roles = numbers.repeat(sizes) * 4 + (inside == 0) + 2 * (inside == sizes.repeat(sizes) - 1)
        rows = kinds.rows.take(roles, axis=0)
        places = (lows.repeat(sizes) + inside)[:, None] + np.array(_COLUMNS)
        heard = rows < len(self._matrix)
        cells = places[heard][:, None] * scores.shape[1] + np.arange(scores.shape[1])
        # Cell by cell: `add.at` is twice as fast on one dimension.
        np.add.at(scores.reshape(-1), cells.reshape(-1), self._matrix.take(rows[heard], axis=0).reshape(-1))

    def _spans(self, best: np.ndarray, scores: np.ndarray) -> list[Tagged]:
        places = np.flatnonzero(best)
        chosen = best[places]
        rivals = scores[places]
        mine = rivals[np.arange(len(places)), chosen]
        rivals[np.arange(len(places)), chosen] = NEVER
        sure = 1 / (1 + np.exp(rivals.max(axis=1, initial=NEVER) - mine))
        found: list[Tagged] = []
        for place, label, confidence in zip(places.tolist(), chosen.tolist(), sure.tolist(), strict=True):
            if self.labels[label][0] == "B":
                found.append(Tagged(place, place, self.labels[label][2:], confidence))
            else:
                found[-1].last = place
                found[-1].confidence = min(found[-1].confidence, confidence)
        return found


def _parted(found: list[Tagged], firsts: list[int]) -> list[list[Tagged]]:
    """The entities of each text, counted from its own first token."""
    made: list[list[Tagged]] = []
    at = 0
    for first, behind in zip(firsts, [*firsts[1:], None], strict=True):
        own = []
        while at < len(found) and (behind is None or found[at].first < behind):
            found[at].first -= first
            found[at].last -= first
            own.append(found[at])
            at += 1
        made.append(own)
    return made


@cache
def read_tagger() -> Tagger:
    """The shipped tagger, read once."""
    return Tagger(read_arrays("entities.npz"), read_clusters())


@cache
def read_clusters() -> WordClusters:
    """The shipped word clusters, read once."""
    arrays = read_arrays("word_clusters.npz")
    return WordClusters(dict(zip(strings(arrays["words"]), map(tuple, arrays["clusters"].tolist()), strict=True)))
