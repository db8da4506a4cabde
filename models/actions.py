"""Recipe of `weights/actions.npz`: instrument and topic of actions.

Trained on the actions of `tests/gold/develop` and of `models/labels` (instrument and topic only, see `labels/README.md`; of news stories in
`labels/stories.csv`). Judged by cross-validation over documents, beside the rules alone (the last cue of `instrument_cues.csv`) and the commonest label.

What stands around an action (headings, section, title, the action before) is many features; at full weight they shout down the action's own words,
so they count a third. Words also count by their meaning: the mean of their vectors, and of those around; and by what they say by themselves
(`word_senses.csv`), in the action and in the stretches around it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import scipy.sparse as sparse
from figure_gold import GOLD
from fitting import WEIGHTS, folds, temperature
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from stories import labelled_stories

from zhengce.analyse.gold import gold_folders, read_gold
from zhengce.stages.actions.label_features import LabelFeatures, token_spans
from zhengce.stages.actions.labels import CLASS_OF, best_of_best_class, probabilities
from zhengce.stages.actions.word_vectors import means, read_vectors
from zhengce.stages.sense_fields import FIELDS, sense_fields
from zhengce.stages.view import View, view
from zhengce.stages.word_senses import TOPICS, WIDTH, WordSenses, word_senses
from zhengce.text.segment import Segmenter

NAME = "actions"
STRENGTH = 0.5
"""scikit-learn's C: the weaker, the smoother."""
_WORTH = {**dict.fromkeys(["g", "t", "sw", "s0", "s1", "h0", "h1", "hc0", "hc1", "p", "pc"], 0.35), "k1": 0.7, "k": 0.4, "n": 0.4}
"""What features count that are not of the action's own words, by what stands before their `=`."""
_MEANING = np.repeat([4.0, 2.0], 80)
"""What the mean vectors of the action's words and of its surroundings count."""
_SAID = {"own": 0.6, "last": 0.6, "before": 1.2, "after": 1.2, "around": 1.8, "sentence": 1.2, "section": 1.8, "heading": 1.2, "upper": 1.2,
         "document": 1.8}
"""What the senses of words count in each stretch."""
_DENSE = np.concatenate([_MEANING, np.repeat([_SAID[field] for field in FIELDS], WIDTH)])
_SEEN, _FEWEST, _SMALLEST = 2, 8, 0.04

_Choose = Callable[[np.ndarray, Sequence[str]], np.ndarray]
"""Which label each row of scores speaks for."""


@dataclass(frozen=True, slots=True)
class Example:
    """A labelled action: its document, what the model sees of it (features, what its words mean, what they and those around say), and what
    the rules alone say."""

    document: str
    features: tuple[str, ...]
    meaning: np.ndarray
    said: np.ndarray
    instrument: str
    topic: str
    ruled: str


def examples() -> Iterator[Example]:
    """The labelled actions."""
    segmenter, known, senses = Segmenter(), LabelFeatures(), word_senses()
    seen: set[tuple[str, str, str]] = set()
    for root in GOLD:
        for folder in gold_folders(root):
            gold = read_gold(folder)
            # By file, not folder: a text annotated in two folders must not stand in training and test at once, nor count twice.
            name = gold.document
            rows = [row for row in gold.rows.get("actions", ()) if (name, row["start"], row["end"]) not in seen]
            seen.update((name, row["start"], row["end"]) for row in rows)
            if rows:
                yield from _of(name, view(gold.article(), segmenter), rows, known, senses)
    for name, article, rows in labelled_stories():
        left = [row for row in rows if (name, row["start"], row["end"]) not in seen]
        yield from _of(name, view(article, segmenter), left, known, senses)


def _of(name: str, made: View, rows: Sequence[dict[str, str]], known: LabelFeatures, senses: WordSenses) -> Iterator[Example]:
    starts = [made.alignment.source_span(at, at + 1)[0] for at in range(len(made.text))]
    labelled = sorted((row for row in rows if row.get("instrument")), key=lambda row: int(row["start"]))
    if not labelled:
        return
    spans = [(bisect_left(starts, int(row["start"])), bisect_left(starts, int(row["end"]))) for row in labelled]
    sections = [made.section_at(start) for start, _ in spans]
    around: dict[int, list[str]] = {}
    previous: tuple[object, list[str]] = (None, [])
    for row, (start, end), section, said in zip(labelled, spans, sections, sense_fields(senses, [(made, spans, sections)]), strict=True):
        first, last = token_spans(made, start, end)[0]
        words = made.tokens.words[first:last]
        if id(section) not in around:
            around[id(section)] = known.around(made, section)
        features = [*known.verb(row["verb"]), *(feature for word in words for feature in known.word(word)),
                    *known.last(row["verb"], words[-1]), *known.beside(made, first, last), *dict.fromkeys(around[id(section)]),
                    *(known.before(previous[1]) if previous[0] is section else ())]
        previous = section, words
        topic = "|".join(sorted(row["topic"].split("|"), key=TOPICS.index))
        yield Example(name, tuple(features), _meaning(made, start, end), said, row["instrument"], topic, known.suggested(words))


def _weight(feature: str) -> float:
    return _WORTH.get(feature.partition("=")[0], 1.0)


def _meaning(made: View, start: int, end: int) -> np.ndarray:
    """The mean vector of an action's words, then that of its surroundings."""
    vectors = read_vectors()
    return means(vectors.matrix, vectors.places(made.tokens), token_spans(made, start, end)).ravel()


class _Seen:
    """The examples as a matrix: a column a feature that at least two examples have, then the meaning and what is said."""

    def __init__(self, rows: Sequence[Example]):
        seen = Counter(feature for row in rows for feature in set(row.features))
        counted = [{name: count * _weight(name) for name, count in Counter(row.features).items() if seen[name] >= _SEEN} for row in rows]
        vectorizer = DictVectorizer(dtype=np.float32)
        columns = vectorizer.fit_transform(counted)
        self.names: list[str] = vectorizer.get_feature_names_out().tolist()
        self.matrix = sparse.hstack([columns, sparse.csr_matrix(_DENSE * np.stack([np.concatenate([row.meaning, row.said]) for row in rows]))]).tocsr()


def _fitted(matrix: sparse.csr_matrix, labels: Sequence[str]) -> LogisticRegression:
    return LogisticRegression(C=STRENGTH, max_iter=300, tol=1e-3).fit(matrix, labels)


def _instrument(scores: np.ndarray, labels: Sequence[str]) -> np.ndarray:
    return best_of_best_class(probabilities(scores, 1.0), labels)


def _topic(scores: np.ndarray, labels: Sequence[str]) -> np.ndarray:
    return scores.argmax(axis=1)


def _judge(seen: _Seen, documents: Sequence[str], labels: Sequence[str], choose: _Choose) -> tuple[list[str], list[tuple[list[float], int]]]:
    """Predictions for held-out documents, and their scores with the index of the right label."""
    predicted = np.empty(len(labels), dtype=object)
    scored = []
    for held in folds(documents):
        out = np.array([document in held for document in documents])
        model = _fitted(seen.matrix[~out], np.array(labels)[~out])
        scores = model.decision_function(seen.matrix[out])
        predicted[out] = model.classes_[choose(scores, model.classes_)]
        places = {label: place for place, label in enumerate(model.classes_)}
        scored += [(row.tolist(), places[label]) for row, label in zip(scores, np.array(labels)[out], strict=True) if label in places]
    return predicted.tolist(), scored


def train() -> dict[str, float]:
    """Fit, judge by cross-validation over documents, and write the weights."""
    rows = list(examples())
    seen, documents = _Seen(rows), [row.document for row in rows]
    frequent = {topic for topic, count in Counter(row.topic for row in rows).items() if count >= _FEWEST}
    instruments = [row.instrument for row in rows]
    topics = [row.topic if row.topic in frequent else row.topic.split("|")[0] for row in rows]
    guessed, scored = _judge(seen, documents, instruments, _instrument)
    report = {"actions": len(rows), "documents": len(set(documents)), **_report(rows, guessed, _judge(seen, documents, topics, _topic)[0])}
    _save(seen.names, _fitted(seen.matrix, instruments), _fitted(seen.matrix, topics), temperature(scored))
    return report


def _report(rows: Sequence[Example], instruments: Sequence[str], topics: Sequence[str]) -> dict[str, float]:
    """Accuracy of the model, of the rules alone and of the commonest label."""
    right = [row.instrument for row in rows]
    ruled = [row.ruled for row in rows]
    themes = [row.topic for row in rows]
    classes, classes_ruled, classes_got = ([CLASS_OF[label] for label in labels] for labels in (right, ruled, instruments))
    return {"instrument": _share(right, instruments), "instrument_rules": _share(right, ruled), "instrument_majority": _commonest(right),
            "class": _share(classes, classes_got), "class_rules": _share(classes, classes_ruled), "class_majority": _commonest(classes),
            "topic": _share(themes, topics), "topic_majority": _commonest(themes)}


def _share(labels: Sequence[str], others: Sequence[str]) -> float:
    return round(float(np.mean([a == b for a, b in zip(labels, others, strict=True)])), 3)


def _commonest(labels: Sequence[str]) -> float:
    return round(max(Counter(labels).values()) / len(labels), 3)


def _save(names: Sequence[str], instruments: LogisticRegression, topics: LogisticRegression, heat: float) -> None:
    """Write both models as one: a row a feature (and a dimension of the meaning), a column a label."""
    weights = np.vstack([instruments.coef_, topics.coef_]).T
    cut = len(names)
    kept = np.flatnonzero(np.abs(weights[:cut]).max(axis=1) >= _SMALLEST)
    dense = (weights[cut:] * _DENSE[:, None]).astype(np.float32)
    worth = np.array([_weight(names[row]) for row in kept])[:, None]
    np.savez_compressed(WEIGHTS / f"{NAME}.npz", features=np.array([names[row] for row in kept]), weights=(weights[kept] * worth).astype(np.float16),
                        meaning=dense[:len(_MEANING)], senses=dense[len(_MEANING):], bias=np.concatenate([instruments.intercept_, topics.intercept_]),
                        temperature=np.array(heat), instruments=np.array(instruments.classes_), topics=np.array(topics.classes_))
