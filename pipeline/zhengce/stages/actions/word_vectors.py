"""Vectors of words, near each other where words are used alike; made by `zhengce train word_vectors`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from zhengce.shipped import weights_path


@dataclass(frozen=True, slots=True)
class WordVectors:
    """`matrix[rows[word]]` is the vector of a word, of length one; the last row is zeros."""

    rows: dict[str, int]
    matrix: np.ndarray

    def means(self, groups: Sequence[list[str]]) -> np.ndarray:
        """The mean vector of the known words of each group; zeros where none is known."""
        rows: list[int] = []
        starts, counts = [], []
        known = self.rows
        for words in groups:
            starts.append(len(rows))
            rows += [known[word] for word in words if word in known] or [-1]
            counts.append(len(rows) - starts[-1])
        return np.add.reduceat(self.matrix[rows], starts, axis=0) / np.array(counts, np.float32)[:, None]


@cache
def read_vectors() -> WordVectors:
    """The shipped vectors, read once. Raises `ConfigError` where they are missing."""
    with np.load(weights_path("word_vectors.npz"), allow_pickle=False) as file:
        words = file["words"].tobytes().decode("utf-8").split("\n")
        matrix = file["vectors"].astype(np.float32)
    lengths = np.linalg.norm(matrix, axis=1, keepdims=True)
    return WordVectors(dict(zip(words, range(len(words)), strict=True)), np.vstack([matrix / (lengths + 1e-9), np.zeros((1, matrix.shape[1]), np.float32)]))
