"""The statistical component: a linear-chain CRF over tokens, trained by `models/entities.py`, run here as sums of arrays.

A token's score for each label is a sum of weights: of what the token is and what its neighbours are (word, tag, affixes, word
clusters: `token_types.py`), of pairs of neighbours, and of the names that stand there: proposed by the rules (`proposals.py`) or shown by the gold
(`known_names.py`). All sums of a document are taken at once; then the best label sequence of every clause is found, all clauses in step. Weights are arrays and strings, nothing is
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

_NEVER = -1e4
_MOST_TYPES = 60_000
"""Token types whose rows are kept before all are forgotten: some 40 MB, however many documents there are."""
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
        self._transitions = self._allowed(arrays["transitions"].astype(np.float32))
        self._pairs = [self._pair_table(name, names) for name in PAIRS]
        self._values, self._tables = self._value_tables(names)
        self._forget()

    def _forget(self) -> None:
        """Begin with no token types known."""
        self._types: dict[tuple[str, str], int] = {}
        self._emit = np.zeros((_FEW_TYPES, len(OFFSETS), len(self.labels)), np.float32)
        self._pair_ids = np.zeros((len(PAIRS), _FEW_TYPES), np.int64)

    def _allowed(self, transitions: np.ndarray) -> np.ndarray:
        """Transitions with those forbidden that would begin an entity in its middle."""
        for before, one in enumerate(self.labels):
            for behind, other in enumerate(self.labels):
                if other[0] == "I" and (one == "O" or one[2:] != other[2:]):
                    transitions[before, behind] = _NEVER
        return transitions

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

    def _pair_table(self, name: str, names: list[str]) -> tuple[dict[str, int], np.ndarray, np.ndarray, np.ndarray]:
        """Ids of the values that stand in pairs, the sorted keys of pairs, weights for the second and for the first token."""
        prefix = f"{name}|"
        ids: dict[str, int] = {}
        keyed: dict[int, list[np.ndarray]] = {}
        for row, feature in enumerate(names):
            if feature.startswith(prefix):
                place, first, second = feature.removeprefix(prefix).split("\t")
                key = (ids.setdefault(first, len(ids) + 1) << 32) + ids.setdefault(second, len(ids) + 1)
                keyed.setdefault(key, [self._none, self._none])[place == "next"] = self._matrix[row]
        keys = sorted(keyed) or [-1]
        rows = [keyed.get(key, [self._none, self._none]) for key in keys]
        return ids, np.array(keys), np.array([row[0] for row in rows]), np.array([row[1] for row in rows])

    def _known_types(self, tokens: list[tuple[str, str]]) -> np.ndarray:
        """The rows of the tokens' types; those met for the first time are made together."""
        types = self._types
        new = [token for token in dict.fromkeys(tokens) if token not in types]
        if new:
            self._add_types(new)
        return np.fromiter(map(types.__getitem__, tokens), np.int64, len(tokens))

    def _add_types(self, new: list[tuple[str, str]]) -> None:
        first, behind = len(self._types), len(self._types) + len(new)
        while behind > len(self._emit):
            self._emit = np.concatenate([self._emit, np.zeros_like(self._emit)])
            self._pair_ids = np.concatenate([self._pair_ids, np.zeros_like(self._pair_ids)], axis=1)
        made = [attributes(word, tag, self._clusters) for word, tag in new]
        for name, table in self._tables.items():
            ids = self._values[name]
            self._emit[first:behind] += table[[ids.get(values.get(name, ""), 0) for values in made]]
        for number, name in enumerate(PAIRS):
            ids = self._pairs[number][0]
            self._pair_ids[number, first:behind] = [ids.get(values.get(name, ""), 0) for values in made]
        self._types.update(zip(new, range(first, behind), strict=True))

    def scores(self, words: list[str], tags: list[str], said: list[Feature]) -> np.ndarray:
        """The sum of weights for every token and label."""
        if len(self._types) > _MOST_TYPES:
            self._forget()
        rows = self._known_types(list(zip(words, tags, strict=True)))
        scores = np.zeros((len(words), len(self.labels)), np.float32)
        for number, offset in enumerate(OFFSETS):
            low, high = max(0, -offset), len(words) - max(0, offset)
            if low < high:
                scores[low:high] += self._emit[rows[low + offset:high + offset], number]
        for number, (_, keys, second, first) in enumerate(self._pairs):
            ids = self._pair_ids[number][rows]
            wanted = (ids[:-1] << 32) + ids[1:]
            found = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
            hit = np.flatnonzero(keys[found] == wanted)
            scores[hit + 1] += second[found[hit]]
            scores[hit] += first[found[hit]]
        rows_of = self._rows
        pairs = [(place, rows_of[feature]) for place, feature in said if feature in rows_of]
        if pairs:
            places, features = np.array(pairs).T
            np.add.at(scores, places, self._matrix[features])
        return scores

    def tag(self, words: list[str], tags: list[str], clauses: list[tuple[int, int]], said: list[Feature]) -> list[Tagged]:
        """The entities in the best labelling of each clause (`clauses`: half-open ranges of tokens); `said` are the features of names."""
        scores = self.scores(words, tags, said)
        best = self._decode(scores, sorted(clauses, key=lambda clause: clause[0] - clause[1]))
        return self._spans(best, scores)

    def _decode(self, scores: np.ndarray, clauses: list[tuple[int, int]]) -> np.ndarray:
        """Viterbi over all clauses in step, longest first; 0 (`O`, the first label) outside them."""
        best = np.zeros(len(scores), np.int64)
        if not clauses:
            return best
        starts = np.array([low for low, _ in clauses])
        lengths = np.array([high - low for low, high in clauses])
        into = np.ascontiguousarray(self._transitions.T)
        begins = scores[starts].copy()
        begins[:, [label[0] == "I" for label in self.labels]] = _NEVER
        back, state = [], begins
        active = [int(np.searchsorted(-lengths, -step)) for step in range(lengths[0] + 1)]
        ends = np.zeros((len(clauses), scores.shape[1]), np.float32)
        for step in range(1, lengths[0]):
            alive = active[step]
            ends[alive:len(state)] = state[alive:]
            paths = state[:alive, None, :] + into
            choice = paths.argmax(axis=2)
            back.append(choice)
            state = paths.max(axis=2) + scores[starts[:alive] + step]
        ends[:len(state)] = state
        label = ends.argmax(axis=1)
        best[starts + lengths - 1] = label
        for step in range(int(lengths[0]) - 1, 0, -1):
            alive = active[step]
            label[:alive] = back[step - 1][np.arange(alive), label[:alive]]
            best[starts[:alive] + step - 1] = label[:alive]
        return best

    def _spans(self, best: np.ndarray, scores: np.ndarray) -> list[Tagged]:
        places = np.flatnonzero(best)
        chosen = best[places]
        rivals = scores[places]
        mine = rivals[np.arange(len(places)), chosen]
        rivals[np.arange(len(places)), chosen] = _NEVER
        sure = 1 / (1 + np.exp(rivals.max(axis=1, initial=_NEVER) - mine))
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
