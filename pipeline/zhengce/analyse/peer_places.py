"""The place side of the peers' cases: administrative divisions through `zhengce.extract`, as `province|city|county`."""

from __future__ import annotations

from typing import Any

import zhengce
from zhengce.article import Article
from zhengce.stages.entities.places import divisions


def predict_places(case: dict[str, Any]) -> list[dict[str, Any]]:
    """Predicted places of one case: every `place` that has a division code."""
    rows = zhengce.extract(Article.from_text(case["text"])).entities
    return [{"span": row.text, "start": int(row.start), "end": int(row.end), "kind": "location", "value": _path(row.code),
             "low": None, "high": None, "unit": None} for row in rows.itertuples() if row.type == "place" and isinstance(row.code, str)]


def _path(code: str) -> str:
    """The division's levels as the cases write them; the districts of a municipality repeat its name as their city.

    >>> _path("310104"), _path("120000")
    ('上海市|上海市|徐汇区', '天津市||')
    """
    known = divisions()
    levels = {"province": "", "city": "", "county": ""}
    for one in (code, *known.ancestors(code)):
        division = known.by_code[one]
        levels[division.level] = division.name
    if levels["county"] and divisions().path(code) == levels["province"] + levels["county"] and levels["province"].endswith("市"):
        levels["city"] = levels["province"]
    return "|".join(levels.values())
