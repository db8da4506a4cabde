"""Recipe of `weights/word_vectors.npz`: a vector for each of the commonest words of news and policy texts.

Made as those behind the word clusters are (`word_clusters.py`), kept as whole numbers of eight bits. Needs `../shared/corpus`; seeds are fixed.
"""

from __future__ import annotations

from collections import Counter

import numpy as np
import word_clusters
from packing import pack

from zhengce.text.segment import Segmenter

NAME = "word_vectors"
WORDS = 24_000


def train() -> dict[str, float]:
    """Count, reduce, write."""
    cut = Segmenter().cut
    sequences = [cut(text) for text in word_clusters.texts()]
    counts = Counter(word for sequence in sequences for word in sequence)
    words = [word for word, _ in counts.most_common(WORDS) if word.strip()]
    vectors = np.rint(word_clusters.embed(sequences, words) * 127).astype(np.int8)
    pack(NAME, words=words, vectors=vectors)
    return {"words": len(words), "tokens": sum(counts.values())}
