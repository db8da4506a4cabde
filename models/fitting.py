"""Fitting and judging linear models: cross-validation by document, temperature for calibrated confidence, weights as JSON."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from zhengce.linear import Linear

Features = Sequence[str] | Mapping[str, float]
"""What a model sees of an example: features that count one each, or with what they count."""
WEIGHTS = Path(__file__).parent / "weights"
_TEMPERATURES = (0.5, 0.7, 0.85, 1.0, 1.2, 1.5, 2.0, 3.0)
_SMALLEST = 0.02


def fit(features: Sequence[Features], labels: Sequence[str], strength: float) -> tuple[list[str], dict[str, list[float]], list[float]]:
    """Labels, weights by feature and bias of a logistic regression; `strength` is scikit-learn's C."""
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform([_valued(row) for row in features])
    model = LogisticRegression(C=strength, max_iter=400)
    model.fit(matrix, labels)
    coefficients, bias = model.coef_, model.intercept_
    if len(model.classes_) == 2:
        coefficients, bias = np.vstack([-coefficients[0] / 2, coefficients[0] / 2]), np.array([-bias[0] / 2, bias[0] / 2])
    weights = {name: [round(float(value), 3) for value in coefficients[:, column]] for name, column in vectorizer.vocabulary_.items()}
    kept = {name: row for name, row in sorted(weights.items()) if max(map(abs, row)) >= _SMALLEST}
    return list(model.classes_), kept, [round(float(value), 3) for value in bias]


def _valued(features: Features) -> Mapping[str, float]:
    return features if isinstance(features, Mapping) else dict.fromkeys(features, 1.0)


def _scores(model: Linear, features: Features) -> list[float]:
    rows = [(model.weights[feature], value) for feature, value in _valued(features).items() if feature in model.weights]
    return [bias + sum(row[column] * value for row, value in rows) for column, bias in enumerate(model.bias)]


def folds(names: Sequence[str], count: int = 5) -> list[set[str]]:
    """Documents in groups, so that no document is in training and test at once."""
    ordered = sorted(set(names))
    return [set(ordered[number::count]) for number in range(count)]


def temperature(scored: Sequence[tuple[Sequence[float], int]]) -> float:
    """The temperature under which held-out scores give the truest probabilities (least log loss)."""
    def loss(one: float) -> float:
        total = 0.0
        for scores, right in scored:
            top = max(scores)
            total += math.log(sum(math.exp((score - top) / one) for score in scores)) - (scores[right] - top) / one
        return total

    return min(_TEMPERATURES, key=loss) if scored else 1.0


def save(name: str, labels: list[str], weights: dict[str, list[float]], bias: list[float], heat: float, report: Callable[[], dict]) -> None:
    """Write a model as JSON, one feature a line, with the figures of its cross-validation."""
    WEIGHTS.mkdir(exist_ok=True)
    rows = ",\n".join(f"  {json.dumps(feature, ensure_ascii=False)}: {json.dumps(row)}" for feature, row in weights.items())
    head = "".join(f"{json.dumps(key)}: {json.dumps(value, ensure_ascii=False)},\n" for key, value in
                   (("labels", labels), ("bias", bias), ("temperature", heat), ("cross_validation", report())))
    (WEIGHTS / f"{name}.json").write_text(f"{{\n{head}\"weights\": {{\n{rows}\n}}}}\n", encoding="utf-8")


def train_classes(name: str, rows: Sequence[tuple[str, Features, str]], strength: float,
                  besides: Sequence[tuple[str, Features, str]] = ()) -> dict[str, float]:
    """Fit a model of classes on rows (document, features, label), judge it by cross-validation over documents, and save it.

    Rows `besides` are trained on too, never judged by, and never from a document that is held out.
    """
    right, scored = 0, []
    for held in folds([document for document, _, _ in rows]):
        model = _linear([row for row in (*rows, *besides) if row[0] not in held], strength)
        for _, features, label in (row for row in rows if row[0] in held):
            scores = _scores(model, features)
            right += model.labels[scores.index(max(scores))] == label
            if label in model.labels:
                scored.append((scores, model.labels.index(label)))
    report = {"figures": len(rows), "accuracy": round(right / len(rows), 3)}
    final = _linear([*rows, *besides], strength)
    save(name, list(final.labels), {feature: list(row) for feature, row in final.weights.items()}, list(final.bias), temperature(scored),
         lambda: report)
    return report


def _linear(rows: Sequence[tuple[str, Features, str]], strength: float) -> Linear:
    return Linear(*fit([features for _, features, _ in rows], [label for _, _, label in rows], strength))
