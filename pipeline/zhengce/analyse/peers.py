"""How we read the cases of other projects' own tests: `python -m zhengce.analyse.peers ../shared/peers`.

Cases whose whole text is an expression go through `zhengce.quantity`, sentences through `zhengce.extract`; the time side is in
`peer_dates`, the place side in `peer_places`, the figure side in `peer_figures`. Predictions are written as JSON Lines, and the scorer that comes with the cases prints
the score; `--misses` lists each miss with its reason.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from zhengce.analyse.peer_dates import predict_dates, predict_durations
from zhengce.analyse.peer_figures import predict_figures
from zhengce.analyse.peer_misses import find_misses
from zhengce.analyse.peer_places import predict_places


def predict(case: dict[str, Any]) -> list[dict[str, Any]]:
    """Predictions for one case, in the scorer's form: dates, durations and places where the suite speaks of them, figures always."""
    scope = set(case["scope"])
    if scope == {"location"}:
        return predict_places(case)
    dates = predict_dates(case) if "date" in scope else []
    durations = predict_durations(case) if "duration" in scope and not dates else []
    return dates + durations + ([] if scope <= {"date", "duration"} else predict_figures(case))


def run(folder: Path, name: str = "dev.jsonl") -> Path:
    """Write predictions for the cases of `folder/name`; the path of the predictions."""
    out = Path(tempfile.mkdtemp(prefix="zhengce-peers-")) / name
    with out.open("w", encoding="utf-8") as file:
        for case in _cases(folder / name):
            file.write(json.dumps({"id": case["id"], "predicted": predict(case)}, ensure_ascii=False) + "\n")
    return out


def _cases(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def main(arguments: list[str]) -> int:
    """Predict, then let the scorer print; with `--misses`, list each figure or duration missed and why instead."""
    listed = "--misses" in arguments
    arguments = [argument for argument in arguments if argument != "--misses"]
    folder = Path(arguments[0] if arguments else "../shared/peers")
    predictions = run(folder)
    if listed:
        for miss in find_misses(folder, predictions):
            found = ", ".join(f"{one['kind']} {one['value'] or (one['low'], one['high'])}" for one in miss.predicted) or "nothing"
            print(f"{miss.case}\t{miss.kind}\t{miss.text}\t{miss.expected.get('span') or ''}\tfound {found}\t{miss.reason or 'open'}")
        return 0
    return subprocess.call([sys.executable, str(folder / "score.py"), str(folder / "dev.jsonl"), str(predictions), *arguments[1:]])


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
