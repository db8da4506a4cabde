"""Vectors of words, near each other where words are used alike; made by `zhengce train word_vectors`."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np

from zhengce.shipped import weights_path
from zhengce.stages.actions.row_sums import row_sums
from zhengce.text.segment import Tokens
from zhengce.text.vocabulary import Column


class WordVectors:
    """`matrix[rows[word]]` is the vector of a word, of length one; the last row is zeros."""

    def __init__(self, rows: dict[str, int], matrix: np.ndarray):
        self.rows, self.matrix = rows, matrix
        nothing = len(matrix) - 1
        self._row = Column(lambda word, tag: rows.get(word, nothing), np.int32)

    def places(self, tokens: Tokens) -> np.ndarray:
        """The row of each token's word; that of zeros for a word without a vector."""
        return tokens.of(self._row)


def means(matrix: np.ndarray, places: np.ndarray, spans: Sequence[tuple[int, int]]) -> np.ndarray:
    """The mean of the rows `matrix[places[first:last]]` for each span, those of the last row (words without a vector) left out.

    >>> means(np.array([[2.0], [4.0], [0.0]]), np.array([0, 1, 2, 2]), [(0, 3), (1, 2), (2, 4)]).ravel().tolist()
    [3.0, 4.0, 0.0]
    """
    lows, highs = np.array(spans).T
    known = np.concatenate([[0], (places < len(matrix) - 1).cumsum()])
    counts = np.maximum(1, known[highs] - known[lows]).astype(np.float32)
    return row_sums(matrix, places, lows, highs - lows) / counts[:, None]


@cache
def read_vectors() -> WordVectors:
    """The shipped vectors, read once. Raises `ConfigError` where they are missing."""
    with np.load(weights_path("word_vectors.npz"), allow_pickle=False) as file:
        words = file["words"].tobytes().decode("utf-8").split("\n")
        matrix = file["vectors"].astype(np.float32)
    lengths = np.linalg.norm(matrix, axis=1, keepdims=True)
    return WordVectors(dict(zip(words, range(len(words)), strict=True)), np.vstack([matrix / (lengths + 1e-9), np.zeros((1, matrix.shape[1]), np.float32)]))
