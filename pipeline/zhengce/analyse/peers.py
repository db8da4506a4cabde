"""How we read the cases of other projects' own tests: `python -m zhengce.analyse.peers ../shared/peers`.

Cases whose whole text is an expression go through `zhengce.quantity`, sentences through `zhengce.extract`; the time side is in
`peer_dates`. Predictions are written as JSON Lines and the scorer that comes with the cases prints the score.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import zhengce
from zhengce.analyse.peer_dates import predict_dates, predict_durations

_FIGURES = frozenset(("number", "percent", "money", "quantity", "range"))
_PLAIN = frozenset(("count", "ratio", "index", "other"))
# Our canonical names where the scorer's table knows another.
_NAMES = {"CNY": "元", "tonne": "吨", "m3": "立方米", "m2": "平方米", "km2": "平方公里", "mu": "亩", "hectare": "公顷", "jin": "斤",
          "percentage_point": "%", "L": "升", "mL": "毫升", "hour": "小时", "minute": "分钟", "second": "秒", "kWh": "千瓦时", "℃": "°C", "g": "克", "kg": "千克", "cm": "厘米", "mm": "毫米", "km": "公里", "m": "米", "mile": "英里", "foot": "英尺",
          "inch": "英寸", "gallon": "加仑", "岁": "岁", "MB": "megabyte", "KB": "kilobyte", "kbit": "kilobit"}


def predict(case: dict[str, Any]) -> list[dict[str, Any]]:
    """Predictions for one case, in the scorer's form: dates and durations where the suite speaks of them, figures always."""
    scope = set(case["scope"])
    dates = predict_dates(case) if "date" in scope else []
    durations = predict_durations(case) if "duration" in scope and not dates else []
    return dates + durations + ([] if scope <= {"date", "duration"} else predict_figures(case))


def predict_figures(case: dict[str, Any]) -> list[dict[str, Any]]:
    """Predicted figures of one case."""
    text = case["text"]
    found = zhengce.quantity(text)
    if found is not None:
        return [_prediction(text, 0, len(text), _kind(found, set(case["scope"])), found)]
    if case["task"] == "parse":
        return []
    rows = zhengce.extract(text).figures.to_dict("records")
    return [_prediction(row["text"], row["start"], row["end"], _kind(_Row(row), set(case["scope"])), _Row(row)) for row in rows]


class _Row:
    """A row of `figures` with the names of a quantity; NaN is None."""

    def __init__(self, row: dict[str, Any]):
        for name in ("kind", "value", "low", "high", "bound", "unit"):
            value = row[name]
            setattr(self, name, None if value is None or value != value else value)


def _kind(found: Any, wanted: set[str]) -> str:
    if found.kind in ("percent", "percentage_point") or found.unit == "‰":
        return "percent"
    if found.kind == "money":
        return "money"
    if found.kind in _PLAIN:
        return "number" if found.value is not None or "range" not in wanted else "range"
    return "quantity"


def _prediction(text: str, start: int, end: int, kind: str, found: Any) -> dict[str, Any]:
    exact = found.bound in ("exact", "about")
    number = lambda value: None if value is None else float(value)  # noqa: E731
    made = {"span": text, "start": start, "end": end, "kind": kind, "value": number(found.value) if exact else None,
            "low": None if exact else number(found.low), "high": None if exact else number(found.high),
            "unit": _NAMES.get(found.unit, found.unit)}
    return made


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
    """Predict, then let the scorer print."""
    folder = Path(arguments[0] if arguments else "../shared/peers")
    predictions = run(folder)
    return subprocess.call([sys.executable, str(folder / "score.py"), str(folder / "dev.jsonl"), str(predictions), *arguments[1:]])


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
