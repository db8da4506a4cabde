"""Divisions that are no more, or bear another name: found under the name they had, with the code and full name of their time."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from zhengce.lexicon import read_table


@dataclass(frozen=True, slots=True)
class FormerDivision:
    """One line of former_divisions.csv; `into` is the code of the division of today, `now` its name."""

    form: str
    code: str
    canonical: str
    until: int
    into: str
    now: str


@lru_cache(maxsize=1)
def former_divisions() -> dict[str, FormerDivision]:
    """The table by printed form."""
    return {one.form: one for one in read_table(FormerDivision, "former_divisions.csv")}


def former_division(form: str, code: str | None, year: int | None) -> FormerDivision | None:
    """The former division that a place with today's `code` is in a document of `year`, printed as `form` (its province may stand
    before it); None where the division of today is meant. A name that no division bears today is the former one in any year.

    >>> former_division("湖北省襄樊市", "420600", 2005).canonical
    '湖北省襄樊市'
    >>> former_division("巢湖市", "340181", 2015) is None
    True
    """
    one = next((former for name, former in _by_end().get(form[-2:], ()) if form.endswith(name)), None)
    if one is None or one.into != code or one.form == one.now and (year is None or year >= one.until):
        return None
    return one


@lru_cache(maxsize=1)
def _by_end() -> dict[str, list[tuple[str, FormerDivision]]]:
    """The entries by the last two characters of their form, the longest first."""
    ends: dict[str, list[tuple[str, FormerDivision]]] = {}
    for form, one in sorted(former_divisions().items(), key=lambda pair: -len(pair[0])):
        ends.setdefault(form[-2:], []).append((form, one))
    return ends
