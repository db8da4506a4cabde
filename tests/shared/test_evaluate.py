"""`zhengce evaluate` says what the sealed scorer says."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from conftest import ROOT, SHARED
from zhengce.analyse.evaluate import evaluate
from zhengce.analyse.gold import read_gold

# Our name of a measure → the scorer's.
SAME = {"figures": {"span.f1": "span", "span+value+bounds.f1": "span+value+bounds", "kind": "kind_acc", "unit": "unit_acc", "status": "status_acc",
                    "measure_of": "measure_of_acc", "counted": "counted_charf1", "indicator": "indicator_charf1", "subject": "subject_charf1"},
        "times": {"span.f1": "span", "begin": "begin_acc", "finish": "finish_acc"},
        "entities": {"span+type.f1": "span+type", "span.f1": "span", "code": "code_acc", "canonical": "canonical_acc"},
        "actions": {"verb+span50.f1": "verb+span50", "exact.f1": "exact_span_f1", "status": "status_acc", "actor": "actor_charf1",
                    "instrument": "instrument_acc", "object": "object_charf1"},
        "relations": {"type+ends.f1": "type+ends"}}


@pytest.mark.parametrize("folder", [SHARED / "seed/gold", ROOT / "tests/gold/develop/gwr-1978"], ids=lambda folder: folder.parent.name)
def test_the_two_scorers_agree(folder):
    text = read_gold(folder).text_path
    told = json.loads(subprocess.run([sys.executable, str(SHARED / "score/score.py"), str(folder), str(text), "--json"],
                                     capture_output=True, text=True, check=True).stdout)
    for table, score in evaluate(folder).items():
        measures = score.measures()
        for ours, theirs in SAME.get(table, {}).items():
            if theirs in told[table] and (ours in measures or table != "entities"):
                wanted = told[table][theirs]
                assert measures.get(ours, 0.0) == pytest.approx(wanted["f1"] if isinstance(wanted, dict) else wanted, abs=2e-4), (table, ours)
