"""Recipe of `weights/actions.npz`: instrument and topic of actions.

Trained on the actions of `tests/gold/develop` and of `models/labels` (instrument and topic only, see `labels/README.md`). Judged by
cross-validation over documents, beside the rules alone (the last cue of `instrument_cues.csv`) and the commonest label.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from figure_gold import GOLD
from fitting import WEIGHTS, _linear, fit, folds, temperature

from zhengce.analyse.gold import gold_folders, read_gold
from zhengce.ingest import read
from zhengce.stages.actions.labels import CLASS_OF, LabelFeatures, action_words
from zhengce.stages.view import View, view
from zhengce.text.segment import Segmenter

NAME = "actions"
STRENGTH = 1.0
_SEEN, _FEWEST = 2, 3
_ORDER = ("industry", "employment", "consumption", "livelihood", "infrastructure", "education", "health", "finance", "ecology", "governance",
          "culture", "technology", "opening_up", "security", "party_building", "other")


@dataclass(frozen=True, slots=True)
class Example:
    """A labelled action: its document, what the model sees of it, and what the rules alone say."""

    document: str
    features: tuple[str, ...]
    instrument: str
    topic: str
    ruled: str


def examples() -> Iterator[Example]:
    """The labelled actions."""
    segmenter, known = Segmenter(), LabelFeatures()
    seen: set[tuple[str, str, str]] = set()
    for root in GOLD:
        for folder in gold_folders(root):
            gold = read_gold(folder)
            # By file, not folder: a text annotated in two folders must not stand in training and test at once, nor count twice.
            name = gold.text_path.name
            rows = [row for row in gold.rows.get("actions", ()) if (name, row["start"], row["end"]) not in seen]
            seen.update((name, row["start"], row["end"]) for row in rows)
            if rows:
                yield from _of(name, view(read(gold.text_path), segmenter), rows, known)


def _of(name: str, made: View, rows: Sequence[dict[str, str]], known: LabelFeatures) -> Iterator[Example]:
    starts = [made.alignment.source_span(at, at + 1)[0] for at in range(len(made.text))]
    around: dict[int, list[str]] = {}
    previous: tuple[object, list[str]] = (None, [])
    for row in sorted(rows, key=lambda row: int(row["start"])):
        if not row.get("instrument"):
            continue
        start, end = bisect_left(starts, int(row["start"])), bisect_left(starts, int(row["end"]))
        words = action_words(made, start, end)
        section = made.section_at(start)
        if id(section) not in around:
            around[id(section)] = known.around(made, section)
        features = [*known.verb(row["verb"]), *(feature for word in words for feature in known.word(word)),
                    *(known.last(row["verb"], words[-1]) if words else ()), *around[id(section)],
                    *(known.before(previous[1]) if previous[0] is section else ())]
        previous = section, words
        topic = "|".join(sorted(row["topic"].split("|"), key=_ORDER.index))
        yield Example(name, tuple(dict.fromkeys(features)), row["instrument"], topic, known.suggested(words))


def _judge(rows: Sequence[Example], label: Callable[[Example], str]) -> tuple[list[str], list[tuple[list[float], int]]]:
    """Predictions of held-out documents, in the order of `rows`, with the scores and the right label's index."""
    predicted, scored = {}, []
    for held in folds([row.document for row in rows]):
        model = _linear([("", row.features, label(row)) for row in rows if row.document not in held], STRENGTH)
        for index, row in enumerate(rows):
            if row.document in held:
                scores = model.scores(row.features)
                predicted[index] = model.labels[scores.index(max(scores))]
                if label(row) in model.labels:
                    scored.append((scores, model.labels.index(label(row))))
    return [predicted[index] for index in range(len(rows))], scored


def _share(pairs: Sequence[tuple[str, str]]) -> float:
    return round(sum(a == b for a, b in pairs) / len(pairs), 3)


def train() -> dict[str, float]:
    """Fit, judge by cross-validation over documents, and write the weights."""
    rows = _pruned(list(examples()))
    frequent = {topic for topic, count in Counter(row.topic for row in rows).items() if count >= _FEWEST}

    def topic(row: Example) -> str:
        return row.topic if row.topic in frequent else row.topic.split("|")[0]

    instruments, scored = _judge(rows, lambda row: row.instrument)
    topics, _ = _judge(rows, topic)
    common = Counter(row.instrument for row in rows).most_common(1)[0][0]
    report = {"actions": len(rows), "documents": len({row.document for row in rows}),
              "instrument": _share([(row.instrument, got) for row, got in zip(rows, instruments, strict=True)]),
              "instrument_rules": _share([(row.instrument, row.ruled) for row in rows]),
              "instrument_majority": _share([(row.instrument, common) for row in rows]),
              "class": _share([(CLASS_OF[row.instrument], CLASS_OF[got]) for row, got in zip(rows, instruments, strict=True)]),
              "class_rules": _share([(CLASS_OF[row.instrument], CLASS_OF[row.ruled]) for row in rows]),
              "topic": _share([(row.topic, got) for row, got in zip(rows, topics, strict=True)]),
              "topic_majority": _share([(row.topic, Counter(r.topic for r in rows).most_common(1)[0][0]) for row in rows])}
    _save(fit([row.features for row in rows], [row.instrument for row in rows], STRENGTH),
          fit([row.features for row in rows], [topic(row) for row in rows], STRENGTH), temperature(scored))
    return report


def _pruned(rows: list[Example]) -> list[Example]:
    """The examples without features seen once."""
    seen = Counter(feature for row in rows for feature in row.features)
    return [Example(row.document, tuple(f for f in row.features if seen[f] >= _SEEN), row.instrument, row.topic, row.ruled) for row in rows]


def _save(instruments: tuple, topics: tuple, heat: float) -> None:
    """Write both models as one matrix: a row a feature, a column a label; the last row is zeros."""
    names = sorted({*instruments[1], *topics[1]})
    weights = np.zeros((len(names) + 1, len(instruments[0]) + len(topics[0])), dtype=np.float16)
    for row, name in enumerate(names):
        if name in instruments[1]:
            weights[row, :len(instruments[0])] = instruments[1][name]
        if name in topics[1]:
            weights[row, len(instruments[0]):] = topics[1][name]
    np.savez_compressed(WEIGHTS / f"{NAME}.npz", features=np.array(names), weights=weights, bias=np.array([*instruments[2], *topics[2]]),
                        temperature=np.array(heat), instruments=np.array(instruments[0]), topics=np.array(topics[0]))
