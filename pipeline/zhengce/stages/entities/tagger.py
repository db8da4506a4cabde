"""The statistical component: a linear-chain CRF over tokens, trained by `models/entities.py`, run here as sums of arrays.

A token's score for each label is a sum of weights: of what the token is and what its neighbours are (word, tag, affixes, word
clusters: `token_types.py`), of pairs of neighbours, and of the names that stand there: proposed by the rules (`proposals.py`) or shown by the gold
(`known_names.py`). All sums of a document are taken at once; then the best label sequence of every clause is found (`viterbi.py`). Weights are arrays and strings, nothing is
executed on loading.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from functools import cache
from zipfile import ZipFile

import numpy as np

from zhengce.shipped import weights_path
from zhengce.stages.entities.known_names import KnownNames
from zhengce.stages.entities.proposals import Feature
from zhengce.stages.entities.token_types import OFFSETS, PAIRS, WordClusters, attributes
from zhengce.stages.entities.viterbi import NEVER, Decoder

_MOST_TYPES = 50_000
"""Token types whose rows are kept before all are forgotten: some 30 MB, however many documents there are."""
_FEW_TYPES = 4096
_UNARY = re.compile("(?P<name>[a-z][a-z0-9]?)(?P<offset>-?[0-9])=")
_SPARSE = ("q", "said=", "rule=", "won", "known")
"""How the features begin that few tokens have: they are added one by one."""


def read_arrays(name: str) -> dict[str, np.ndarray]:
    """The arrays of the shipped weights `name`. Raises `ConfigError` where they are missing."""
    with ZipFile(weights_path(name)) as packed:
        return {entry.removesuffix(".npy"): np.load(io.BytesIO(packed.read(entry)), allow_pickle=False) for entry in packed.namelist()}


def strings(packed: np.ndarray) -> list[str]:
    """Strings that were stored as the bytes of their lines."""
    return packed.tobytes().decode("utf-8").split("\n") if packed.size else []


@dataclass(slots=True)
class Tagged:
    """A stretch of tokens that the model takes for an entity; `confidence` says by how much it prefers that to all else."""

    first: int
    last: int
    type: str
    confidence: float


class _Types(dict[tuple[str, str], int]):
    """Token type (word, tag) → its row; `new` are those asked for since their rows were last made."""

    def __init__(self) -> None:
        super().__init__()
        self.new: list[tuple[str, str]] = []

    def __missing__(self, token: tuple[str, str]) -> int:
        self.new.append(token)
        row = self[token] = len(self)
        return row


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
        self._rows = {name: row for row, name in enumerate(names) if name.startswith(_SPARSE)}
        self.known = KnownNames(strings(arrays["known"]), strings(arrays["kinds"]))
        self._clusters = clusters
        self._none = np.zeros(len(self.labels), np.float32)
        self._decoder = Decoder(arrays["transitions"].astype(np.float32))
        self._pairs = [self._pair_table(name, names) for name in PAIRS]
        self._values, self._tables = self._value_tables(names)
        self._forget()

    def _forget(self) -> None:
        """Begin with no token types known."""
        self._types = _Types()
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

    def _known_types(self, words: list[str], tags: list[str]) -> np.ndarray:
        """The rows of the tokens' types; those met for the first time are made together."""
        rows = np.fromiter(map(self._types.__getitem__, zip(words, tags, strict=True)), np.int64, len(words))
        if self._types.new:
            self._add_types(self._types.new)
            self._types.new = []
        return rows

    def _add_types(self, new: list[tuple[str, str]]) -> None:
        behind = len(self._types)
        first = behind - len(new)
        while behind > len(self._emit):
            self._emit = np.concatenate([self._emit, np.zeros_like(self._emit)])
            self._pair_ids = np.concatenate([self._pair_ids, np.zeros_like(self._pair_ids)])
        made = [attributes(word, tag, self._clusters) for word, tag in new]
        for name, table in self._tables.items():
            ids = self._values[name]
            self._emit[first:behind] += table.take([ids.get(values.get(name, ""), 0) for values in made], axis=0)
        for number, name in enumerate(PAIRS):
            ids = self._pairs[number].ids
            self._pair_ids[first:behind, number] = [ids.get(values.get(name, ""), 0) for values in made]

    def scores(self, words: list[str], tags: list[str], said: list[Feature]) -> np.ndarray:
        """The sum of weights for every token and label."""
        if len(self._types) > _MOST_TYPES:
            self._forget()
        rows = self._known_types(words, tags)
        scores = np.zeros((len(words), len(self.labels)), np.float32)
        emitted = self._emit.take(rows, axis=0)
        for number, offset in enumerate(OFFSETS):
            low, high = max(0, -offset), len(words) - max(0, offset)
            if low < high:
                scores[low:high] += emitted[low + offset:high + offset, number]
        ids = self._pair_ids.take(rows, axis=0)
        for number, pairs in enumerate(self._pairs):
            found = pairs.table.take(ids[:-1, number] * len(pairs.table) + ids[1:, number])
            hit = found.nonzero()[0]
            found = found[hit]
            scores[hit + 1] += pairs.second.take(found, axis=0)
            scores[hit] += pairs.first.take(found, axis=0)
        rows_of = self._rows
        known = [one for one in said if one[1] in rows_of]
        if known:
            places = np.array([place for place, _ in known])
            added = self._matrix.take([rows_of[feature] for _, feature in known], axis=0)
            # Cell by cell: `add.at` is twice as fast on one dimension.
            cells = places[:, None] * scores.shape[1] + np.arange(scores.shape[1])
            np.add.at(scores.reshape(-1), cells.reshape(-1), added.reshape(-1))
        return scores

    def tag(self, words: list[str], tags: list[str], clauses: list[tuple[int, int]], said: list[Feature]) -> list[Tagged]:
        """The entities in the best labelling of each clause (`clauses`: half-open ranges of tokens); `said` are the features of names."""
        scores = self.scores(words, tags, said)
        return self._spans(self._decoder.best(scores, clauses), scores)

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


@cache
def read_tagger() -> Tagger:
    """The shipped tagger, read once."""
    return Tagger(read_arrays("entities.npz"), read_clusters())


@cache
def read_clusters() -> WordClusters:
    """The shipped word clusters, read once."""
    arrays = read_arrays("word_clusters.npz")
    return WordClusters(dict(zip(strings(arrays["words"]), map(tuple, arrays["clusters"].tolist()), strict=True)))
