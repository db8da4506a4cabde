"""Each expected reading of the peers' cases that we do not give, with why.

What counts as given is the scorer's own judgement (value recall of `score.py`). Reasons are kept per case in `peer_reasons.csv`; a miss
without one is open.
"""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from zhengce.lexicon import read_table


@dataclass(frozen=True, slots=True)
class Reason:
    """Why the cases of one id are missed."""

    form: str
    reason: str


@dataclass(frozen=True, slots=True)
class Miss:
    """One expected reading that no prediction meets."""

    case: str
    kind: str
    text: str
    expected: dict[str, Any]
    predicted: tuple[dict[str, Any], ...]
    reason: str | None


def find_misses(folder: Path, predictions: Path, name: str = "dev.jsonl") -> Iterator[Miss]:
    """The misses of a run, in the order of the cases. Raises OSError where the cases or the scorer are absent."""
    scorer = _scorer(folder / "score.py")
    reasons = {entry.form: entry.reason for entry in read_table(Reason, "peer_reasons.csv")}
    made = {line["id"]: line["predicted"] for line in _lines(predictions)}
    for case in _lines(folder / name):
        predicted = [one for one in made.get(case["id"], []) if one.get("kind")]
        for index in _unmet(scorer, case["expected"], predicted):
            expected = {key: value for key, value in case["expected"][index].items() if value is not None}
            yield Miss(case["id"], expected["kind"], case["text"], expected, tuple(predicted), reasons.get(case["id"]))


def _unmet(scorer: ModuleType, gold: list[dict[str, Any]], predicted: list[dict[str, Any]]) -> Iterator[int]:
    """Indexes of the expected readings that no prediction meets: first by exact place, then by overlap, as the scorer pairs them."""
    met = scorer.pair(gold, predicted, lambda g, p: scorer.spaneq(g, p) and scorer.veq(g, p))
    used = set(met.values())
    for index, wanted in enumerate(gold):
        if index in met:
            continue
        found = next((at for at, one in enumerate(predicted)
                      if at not in used and scorer.overlap(wanted, one) and scorer.veq(wanted, one)), None)
        if found is None:
            yield index
        else:
            used.add(found)


def _scorer(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("peers_score", path)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)
