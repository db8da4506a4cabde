"""The functions that `import zhengce` offers for text at hand: `extract`, `quantity`, `period`."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from zhengce.article import Article
from zhengce.config import Config
from zhengce.stages.extractor import Extractor
from zhengce.stages.figures.expression import Quantity, read_quantity
from zhengce.stages.tabulate import tabulate
from zhengce.stages.times.clock import Clock
from zhengce.store.tables import Tables
from zhengce.text.normalize import normalize
from zhengce.text.traditional import simplified


@lru_cache(maxsize=4)
def extractor(config: Config | None = None) -> Extractor:
    """The extractor of a configuration, made once per process."""
    return Extractor(config)


def extract(what: Article | str | Path | Iterable[Article | str | Path], config: Config | None = None) -> Tables:
    """The tables of an article, a text, a path or an iterable of these.

    A `str` is a text, unless it is one line that names an existing file; a `Path` is always read. Offsets are into
    `tables.documents.text`. Needs no store and no network. Raises `IngestError` for a file that cannot be read.
    """
    stages = extractor(config)
    return Tables.concat(tabulate(stages.analyse(article)) for article in _articles(what))


def quantity(text: str, config: Config | None = None) -> Quantity | None:
    """The quantity that the whole of `text` writes: value, low, high, bound, unit, kind; None where it writes none.

    >>> quantity("三十多万亿元")
    Quantity(text='三十多万亿元', kind='money', value=Decimal('30000000000000'), low=Decimal('30000000000000'), high=None, bound='over', unit='CNY', unit_text='万亿元', base_value=Decimal('30000000000000'), base_unit='CNY')
    """
    return read_quantity(text, extractor(config).figures.grammar)


@dataclass(frozen=True, slots=True)
class Period:
    """A time expression, read: first and last day (inclusive, None where open or unknown) and how fine it is."""

    text: str
    begin: dt.date | None
    finish: dt.date | None
    granularity: str
    recurring: str | None
    anchor: str | None


def period(text: str, at: dt.date | str | None = None, config: Config | None = None) -> Period | None:
    """The time that the whole of `text` writes, seen from the day `at`; None where it writes none.

    >>> period("“十五五”时期", at="2026-02-01").finish
    datetime.date(2030, 12, 31)
    """
    day = dt.date.fromisoformat(at[:10]) if isinstance(at, str) else at
    found = extractor(config).times.read(simplified(normalize(text.strip()).text), Clock(day, day.year if day else None))
    return Period(text, found.begin, found.finish, found.granularity, found.recurring, found.anchor) if found else None


def _articles(what: Article | str | Path | Iterable) -> Iterable[Article]:
    if isinstance(what, Article):
        yield what
    elif isinstance(what, Path) or (isinstance(what, str) and _names_file(what)):
        from zhengce.ingest import read_all

        yield from read_all(what)
    elif isinstance(what, str):
        yield Article.from_text(what)
    else:
        for item in what:
            yield from _articles(item)


def _names_file(text: str) -> bool:
    return len(text) < 1000 and "\n" not in text and "\0" not in text and os.path.isfile(text)          # no error for a name that is too long
