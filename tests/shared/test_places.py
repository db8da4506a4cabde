"""Over all real documents: no common word is taken for a place, and every place with a code is named like its division."""

from __future__ import annotations

from functools import lru_cache

import pytest

import zhengce
from conftest import SHARED
from zhengce.stages.entities.places import divisions

FILES = sorted((SHARED / "corpus" / "real").glob("*.txt"))
_WRONG = {("县", "500000"), ("县", "500200"), ("合作", "623001"), ("迁安", "130283"), ("区", None), ("市", None), ("城区", None)}


@lru_cache(maxsize=1)
def places() -> list[tuple[str, str, str, str]]:
    """File, printed form, code, three characters before and behind, for every place of the real documents."""
    made = []
    for path in FILES:
        article = zhengce.read(path)
        rows = zhengce.extract(article).entities
        for row in rows[rows["type"] == "place"].to_dict("records"):
            around = article.text[max(0, row["start"] - 2):row["end"] + 2]
            made.append((path.name, row["text"], row["code"] if isinstance(row["code"], str) else None, around))
    return made


def test_no_common_word_is_a_place():
    assert not [place for place in places() if (place[1], place[2]) in _WRONG or place[1] in ("县", "合作")]
    assert not [place for place in places() if place[1] == "迁安" and "搬迁安" in place[3]]


def test_codes_belong_to_names():
    table = divisions()
    odd = [place for place in places() if place[2] and not any(
        table.short_name(table.by_code[code].name)[:1] in place[1] or place[1][:1] in table.by_code[code].name
        for code in (place[2], *table.ancestors(place[2])))]
    assert not odd or len(odd) < len(places()) / 50, odd


if not FILES:
    pytest.skip("no ../shared", allow_module_level=True)
