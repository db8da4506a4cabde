"""`zhengce series`: one indicator across documents and years, with contradictions and their reasons.

A series is what agrees in indicator, counted noun, region, unit and measure together; without the region the founding article's
eight and ten provinces would contradict each other.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from typing import Literal, NamedTuple

from zhengce.analyse.document_rows import DocumentRows, Row
from zhengce.analyse.precision import Agreement, compare
from zhengce.lexicon import read_table
from zhengce.text.normalize import normalize

_PROMISED = ("target", "requirement")


class Key(NamedTuple):
    """What makes figures one series."""

    indicator: str
    counted: str
    region: str
    unit: str
    measure_of: str


class Period(NamedTuple):
    """The time a figure speaks of: first and last day, either open; the year of its document where it names none."""

    begin: dt.date | None
    finish: dt.date | None

    @property
    def year(self) -> int | None:
        """The year in which the period ends, else begins."""
        day = self.finish or self.begin
        return day.year if day else None


@dataclass(frozen=True, slots=True)
class Point:
    """One mention of a series."""

    document: DocumentRows
    figure: Row
    period: Period

    @property
    def promised(self) -> bool:
        """Whether it is a target or a requirement, not a fact."""
        return self.figure["status"] in _PROMISED

    @property
    def order(self) -> tuple:
        """By period, then by the document's date."""
        far = dt.date.max
        return (self.period.finish or self.period.begin or far, dated(self.document) or far, self.figure["start"])


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two mentions of one series and period that cannot both be true."""

    first: Point
    second: Point
    agreement: Agreement


@dataclass(frozen=True, slots=True)
class Series:
    """The mentions of one series, in order of time."""

    key: Key
    points: tuple[Point, ...]

    @property
    def contradictions(self) -> list[Contradiction]:
        """Pairs of mentions of the same period, both fact or both promise, whose intervals do not meet."""
        found = []
        for first, second in combinations(self.points, 2):
            if (
                first.period != second.period
                or first.period == Period(None, None)
                or first.promised != second.promised
                or first.figure["subject"] != second.figure["subject"]
                or _one_sentence(first, second)
            ):
                continue
            agreement = compare(first.figure, second.figure)
            if not agreement.agrees:
                found.append(Contradiction(first, second, agreement))
        return found


def find_series(documents: Iterable[DocumentRows], indicator: str | None = None) -> list[Series]:
    """The series of the documents, the longest first; `indicator` keeps those whose indicator or counted noun contains it."""
    wanted = _plain(indicator) if indicator else None
    grouped: dict[Key, list[Point]] = {}
    for document in documents:
        for point in points(document):
            grouped.setdefault(key_of(point.figure, document), []).append(point)
    made = [
        Series(key, tuple(sorted(group, key=lambda point: point.order)))
        for key, group in grouped.items()
        if key.indicator and (wanted is None or wanted in key.indicator or wanted in key.counted)
    ]
    return sorted(
        made,
        key=lambda series: (
            -len({point.document.document["doc_id"] for point in series.points}),
            -len(series.points),
            series.key,
        ),
    )


def _one_sentence(first: Point, second: Point) -> bool:
    """Two values of a series in one sentence are a change that the text tells: 由84%提高到87.5%."""
    sentences = {point.figure.get("sentence_id") for point in (first, second)}
    return len(sentences) == 1 and None not in sentences


def points(document: DocumentRows) -> Iterator[Point]:
    """The figures of a document with their periods."""
    for figure in document["figures"]:
        yield Point(document, figure, period_of(figure, document))


def key_of(figure: Row, document: DocumentRows) -> Key:
    """The series a figure belongs to."""
    indicator, counted = _plain(figure["indicator"]), _plain(figure["counted"])
    return Key(
        indicator or counted,
        "" if counted in indicator or not indicator else counted,
        region_of(figure, document),
        figure["unit"] or "",
        figure["measure_of"] or "level",
    )


def period_of(figure: Row, document: DocumentRows) -> Period:
    """The period of the time that scopes a figure, else the year of its document."""
    time = document.row(figure.get("time_id")) or next(
        (row for row in document["times"] if row["text"] == figure.get("time_text")), None
    )
    if time and (time["begin"] or time["finish"]):
        return Period(time["begin"], time["finish"])
    date = dated(document)
    if date is None or figure.get("time_text"):
        return Period(None, None)
    return Period(dt.date(date.year, 1, 1), dt.date(date.year, 12, 31))


def region_of(figure: Row, document: DocumentRows) -> str:
    """The place a figure speaks of under its full name: its own region, else the place in the title or issuer."""
    if figure["region"]:
        named = next(
            (row["canonical"] for row in document["entities"] if row["text"] == figure["region"] and row["canonical"]), None
        )
        return _plain(named or figure["region"])
    head = f"{document.document.get('title') or ''}{document.document.get('issuer') or ''}"
    return next(
        (
            _plain(row["canonical"] or row["text"])
            for row in document["entities"]
            if row["type"] == "place" and row["text"] in head
        ),
        "",
    )


def dated(document: DocumentRows) -> dt.date | None:
    """The date of a document, or the first day of its issue's year."""
    row = document.document
    return row.get("published") or (dt.date(row["issue_year"], 1, 1) if row.get("issue_year") else None)


@dataclass(frozen=True, slots=True)
class Affix:
    """A word at an edge of an indicator that does not tell series apart."""

    form: str
    side: Literal["start", "end"]
    example: str


@lru_cache(maxsize=1)
def _affixes() -> list[Affix]:
    return read_table(Affix, "series_affixes.csv")


@lru_cache(maxsize=10_000)
def _plain(words: str | None) -> str:
    """Words in the form in which they are compared: normal widths, no marks, no affixes."""
    if not words:
        return ""
    kept = "".join(letter for letter in normalize(words).text if letter.isalnum())
    for affix in _affixes():
        if affix.side == "start" and kept.startswith(affix.form):
            kept = kept.removeprefix(affix.form) or kept
        elif affix.side == "end":
            kept = kept.removesuffix(affix.form) or kept
    return kept
