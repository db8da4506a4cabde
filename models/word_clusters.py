"""Recipe of `weights/word_clusters.npz`: words of news and policy texts, grouped by the words around them.

Positive pointwise mutual information of a word with its neighbours at distance one and two on either side, reduced to 80 dimensions by
a truncated SVD, then k-means at three grains. Needs `../shared/corpus`; seeds are fixed.
"""

from __future__ import annotations

import gzip
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import scipy.sparse as sparse
from packing import pack
from sklearn.cluster import MiniBatchKMeans
from sklearn.utils.extmath import randomized_svd

from zhengce.stages.entities.token_types import _key
from zhengce.text.segment import Segmenter

NAME = "word_clusters"
SHARED = Path(__file__).resolve().parents[2] / "shared" / "corpus"
GRAINS = (64, 256, 1000)
WORDS, CONTEXTS, LEAST, DIMENSIONS = 40_000, 6_000, 4, 80
_OFFSETS = (-2, -1, 1, 2)
_POLICY_WEIGHT = 3


def texts() -> Iterator[str]:
    """The bulk news once, the policy texts three times: their words are the ones that matter."""
    with gzip.open(SHARED / "bulk.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)["text"]
    for folder in ("real", "work-reports"):
        for path in sorted((SHARED / folder).glob("*.txt")):
            yield from [path.read_text(encoding="utf-8", errors="ignore")] * _POLICY_WEIGHT


def train() -> dict[str, float]:
    """Count, reduce, group, write."""
    cut = Segmenter().cut
    sequences = [[_key(word) for word in cut(text)] for text in texts()]
    counts = Counter(word for sequence in sequences for word in sequence)
    words = [word for word, count in counts.most_common(WORDS) if count >= LEAST and "\n" not in word]
    vectors = embed(sequences, words)
    clusters = np.stack([MiniBatchKMeans(grain, random_state=0, n_init=3, batch_size=4096).fit_predict(vectors) for grain in GRAINS], axis=1)
    pack(NAME, words=words, clusters=clusters.astype(np.int16))
    return {"words": len(words), "tokens": sum(counts.values())}


def embed(sequences: list[list[str]], words: list[str]) -> np.ndarray:
    """One unit vector a word."""
    index = {word: number for number, word in enumerate(words)}
    stream = np.concatenate([np.array([index.get(word, -1) for word in sequence] + [-1, -1], np.int32) for sequence in sequences])
    matrix = sparse.hstack([_information(stream, offset, len(words)) for offset in _OFFSETS]).tocsr()
    left, strengths, _ = randomized_svd(matrix, DIMENSIONS, random_state=0, n_iter=3)
    vectors = left * np.sqrt(strengths)
    return vectors / (np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9)


def _information(stream: np.ndarray, offset: int, count: int) -> sparse.csr_matrix:
    """Positive mutual information of each word with each context word at `offset`; contexts smoothed by the power 0.75."""
    word = stream[max(0, -offset):len(stream) - max(0, offset)]
    context = stream[max(0, offset):len(stream) - max(0, -offset)]
    kept = (word >= 0) & (context >= 0) & (context < CONTEXTS)
    counts = sparse.coo_matrix((np.ones(kept.sum(), np.float32), (word[kept], context[kept])), (count, CONTEXTS)).tocsr()
    counts.sum_duplicates()
    by_word = np.asarray(counts.sum(1)).ravel()
    by_context = np.asarray(counts.sum(0)).ravel() ** 0.75
    by_context /= by_context.sum()
    cells = counts.tocoo()
    values = np.log(np.maximum(1e-9, cells.data / (by_word[cells.row] * by_context[cells.col] + 1e-9)))
    kept = values > 0
    return sparse.coo_matrix((values[kept], (cells.row[kept], cells.col[kept])), (count, CONTEXTS)).tocsr()
