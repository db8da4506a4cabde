"""Charts as Vega-Lite specifications over rows: drawn by the reader's browser, whose fonts know Chinese.

The report and the notebooks share them. A `Chart` shows itself in a notebook as a page of its own in a frame, with the drawing
library inside: no network is needed and no image is made.
"""

from __future__ import annotations

import html
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from zhengce.analyse.document_rows import DocumentRows
from zhengce.analyse.page.safe import json_for_script, policy
from zhengce.analyse.series import Series, find_series
from zhengce.analyse.wording import amount
from zhengce.lexicon.labels import Language, label

Spec = dict[str, Any]

DRAWING = ("vega.min.js", "vega-lite.min.js", "vega-interpreter.min.js")
"""The vendored scripts that draw a specification."""

_SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
_STEP = 22
_FACT, _PROMISE = "#4c78a8", "#e45756"


@dataclass(frozen=True, slots=True)
class Chart:
    """A Vega-Lite specification with a title; shows itself in notebooks."""

    title: str
    spec: Spec

    def _repr_html_(self) -> str:
        page = frame(self)
        height = 180 + self.spec["height"]
        name = html.escape(self.title)
        return f'<iframe srcdoc="{html.escape(page)}" title="{name}" style="border:0;width:100%;height:{height}px"></iframe>'


def frame(chart: Chart) -> str:
    """A page that draws one chart by itself, offline."""
    scripts = [vendored(name) for name in DRAWING] + [asset("draw.js"), asset("frame.js")]
    body = "".join(f"<script>{script}</script>" for script in scripts)
    return (
        f'<!doctype html><html lang="zh"><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy(scripts)}">'
        f"<title>{html.escape(chart.title)}</title><style>{asset('frame.css')}</style><h1>{html.escape(chart.title)}</h1>"
        f'<div id="chart"></div><script type="application/json" id="spec">{json_for_script(chart.spec)}</script>{body}</html>'
    )


@cache
def asset(name: str) -> str:
    """A file of the page's own: template, style, script."""
    return resources.files("zhengce.analyse.page").joinpath(name).read_text(encoding="utf-8")


@cache
def vendored(name: str) -> str:
    """A library shipped with the package."""
    return resources.files("zhengce.analyse.page").joinpath("vendor").joinpath(name).read_text(encoding="utf-8")


def over_time(series: Series, language: Language = "zh") -> Chart:
    """One indicator over the years: facts and promises in two colours, intervals as bars, each mention a point."""
    values = []
    for point in series.points:
        row = point.figure
        if point.period.year is not None and (row["value"] is not None or row["low"] is not None or row["high"] is not None):
            values.append(
                {
                    "year": str(point.period.year),
                    "value": row["value"],
                    "low": row["low"],
                    "high": row["high"],
                    "said": row["text"],
                    "kind": _sort(point.promised, language),
                    "document": point.document.name,
                }
            )
    name = " · ".join(part for part in (series.key.indicator, series.key.counted, series.key.region) if part)
    unit = " ".join(
        part
        for part in (
            label("unit", series.key.unit, language) if series.key.unit else "",
            label("measure_of", series.key.measure_of, language),
        )
        if part
    )
    colour = {"field": "kind", "type": "nominal", "title": None, "scale": _fact_or_promise(language)}
    year = {"field": "year", "type": "ordinal", "title": None, "axis": {"labelAngle": 0}}
    tooltip = [
        {"field": "said", "title": label("*", "text", language)},
        {"field": "document", "title": label("table", "documents", language)},
    ]
    return Chart(
        name,
        _spec(
            values,
            height=220,
            layer=[
                {
                    "mark": {"type": "line", "strokeOpacity": 0.4},
                    "transform": [{"filter": "datum.value != null"}],
                    "encoding": {
                        "x": year,
                        "y": {"field": "value", "type": "quantitative", "title": unit, "scale": {"zero": False}},
                        "color": colour,
                    },
                },
                {
                    "mark": {"type": "rule", "strokeWidth": 6, "opacity": 0.4},
                    "transform": [{"filter": "datum.value == null && datum.low != null && datum.high != null"}],
                    "encoding": {
                        "x": year,
                        "y": {"field": "low", "type": "quantitative"},
                        "y2": {"field": "high"},
                        "color": colour,
                        "tooltip": tooltip,
                    },
                },
                {
                    "mark": {"type": "point", "filled": True, "size": 70},
                    "transform": [{"filter": "datum.value != null"}],
                    "encoding": {"x": year, "y": {"field": "value", "type": "quantitative"}, "color": colour, "tooltip": tooltip},
                },
            ],
        ),
    )


def targets_and_results(documents: Iterable[DocumentRows], language: Language = "zh", limit: int = 25) -> Chart:
    """Series with both a promise and a fact: the fact in per cent of the promise, for the last promise of each."""
    values = []
    for series in find_series(documents):
        for promise in reversed([point for point in series.points if point.promised and _wanted(point)]):
            facts = [
                point
                for point in series.points
                if not point.promised and point.figure["value"] is not None and point.period.year == promise.period.year
            ]
            if facts:
                values.append(
                    {
                        "indicator": " ".join(part for part in (series.key.indicator, series.key.counted) if part)
                        + f" {promise.period.year or ''}",
                        "share": 100 * facts[-1].figure["value"] / _wanted(promise),
                        "promise": promise.figure["text"],
                        "fact": facts[-1].figure["text"],
                    }
                )
                break
    bar = {"field": "share", "type": "quantitative", "title": f"{_sort(False, language)} / {_sort(True, language)} (%)"}
    name = {"field": "indicator", "type": "nominal", "title": None, "sort": None, "axis": {"labelLimit": 260}}
    tooltip = [{"field": "promise", "title": _sort(True, language)}, {"field": "fact", "title": _sort(False, language)}]
    values.sort(key=lambda row: -row["share"])
    return Chart(
        label("page", "targets", language),
        _spec(
            values[:limit],
            height=_height(values[:limit], "indicator"),
            layer=[
                {"mark": {"type": "bar", "color": _FACT}, "encoding": {"x": bar, "y": name, "tooltip": tooltip}},
                {
                    "mark": {"type": "text", "align": "right", "dx": -6, "color": "white"},
                    "encoding": {"x": bar, "y": name, "text": {"field": "fact"}},
                },
                {
                    "mark": {"type": "rule", "color": _PROMISE, "strokeWidth": 2},
                    "data": {"values": [{"full": 100}]},
                    "encoding": {"x": {"field": "full", "type": "quantitative"}},
                },
            ],
        ),
    )


def figures_by_mechanism(documents: Iterable[DocumentRows], language: Language = "zh") -> Chart:
    """How many figures each assistance mechanism has, by status; by topic where no mechanism governs any."""
    rows = [row for document in documents for row in document["figures"]]
    field = "mechanism" if any(row["mechanism"] for row in rows) else "topic"
    counts = Counter(
        (label(field, code, language), row["status"] or "") for row in rows for code in (row[field] or "").split("|") if code
    )
    values = [
        {"name": name, "status": label("figure_status", status, language) if status else "—", "count": count}
        for (name, status), count in sorted(counts.items())
    ]
    return Chart(
        label("page", f"figures_by_{field}", language),
        _spec(
            values,
            height=_height(values, "name"),
            mark={"type": "bar"},
            encoding={
                "y": {"field": "name", "type": "nominal", "title": None, "sort": "-x"},
                "x": {
                    "field": "count",
                    "type": "quantitative",
                    "title": label("table", "figures", language),
                    "axis": {"tickMinStep": 1},
                },
                "color": {"field": "status", "type": "nominal", "title": label("figures", "status", language)},
                "tooltip": [{"field": "name"}, {"field": "status"}, {"field": "count"}],
            },
        ),
    )


def instruments_by_topic(documents: Iterable[DocumentRows], language: Language = "zh") -> Chart:
    """How often each policy instrument is used for each topic."""
    rows = [row for document in documents for row in document["actions"] if row["instrument"]]
    counts = Counter(
        (row["instrument_class"], row["instrument"], code) for row in rows for code in (row["topic"] or "").split("|") if code
    )
    values = [
        {
            "instrument": f"{label('instrument_class', kind, language)} · {label('instrument', instrument, language)}",
            "topic": label("topic", topic, language),
            "count": count,
        }
        for (kind, instrument, topic), count in sorted(counts.items())
    ]
    return Chart(
        label("page", "instruments_by_topic", language),
        _spec(
            values,
            height=_height(values, "instrument"),
            mark={"type": "rect"},
            encoding={
                "y": {"field": "instrument", "type": "nominal", "title": None, "axis": {"labelLimit": 220}},
                "x": {"field": "topic", "type": "nominal", "title": None, "axis": {"labelAngle": -40}},
                "color": {
                    "field": "count",
                    "type": "quantitative",
                    "title": label("table", "actions", language),
                    "scale": {"scheme": "blues"},
                },
                "tooltip": [{"field": "instrument"}, {"field": "topic"}, {"field": "count"}],
            },
        ),
    )


def instrument_mix(documents: Sequence[DocumentRows], language: Language = "zh") -> Chart:
    """The share of supply, environment and demand instruments in each document's actions."""
    counts = Counter(
        (document.name, row["instrument_class"])
        for document in documents
        for row in document["actions"]
        if row["instrument_class"]
    )
    values = [
        {"document": name, "class": label("instrument_class", kind, language), "count": count}
        for (name, kind), count in sorted(counts.items())
    ]
    return Chart(
        label("page", "instrument_mix", language),
        _spec(
            values,
            height=_height(values, "document"),
            mark={"type": "bar"},
            encoding={
                "y": {"field": "document", "type": "nominal", "title": None, "axis": {"labelLimit": 260}},
                "x": {"field": "count", "type": "quantitative", "stack": "normalize", "title": None, "axis": {"format": "%"}},
                "color": {"field": "class", "type": "nominal", "title": label("actions", "instrument_class", language)},
                "tooltip": [{"field": "document"}, {"field": "class"}, {"field": "count"}],
            },
        ),
    )


def figure_amounts(document: DocumentRows, unit: str, language: Language = "zh") -> Chart:
    """The figures of one document in one unit, the largest first."""
    rows = [row for row in document["figures"] if row["unit"] == unit and row["value"] is not None]
    values = [
        {
            "name": f"{row['indicator'] or row['counted'] or ''} {row['time_text'] or ''}".strip() or row["text"],
            "value": row["value"],
            "said": row["text"],
            "exact": amount(row),
            "kind": _sort(row["status"] in ("target", "requirement"), language),
        }
        for row in rows
    ]
    return Chart(
        f"{document.name} · {label('unit', unit, language)}",
        _spec(
            values,
            height=_height(values, "name"),
            mark={"type": "bar"},
            encoding={
                "y": {"field": "name", "type": "nominal", "title": None, "sort": "-x", "axis": {"labelLimit": 260}},
                "x": {"field": "value", "type": "quantitative", "title": label("unit", unit, language)},
                "color": {"field": "kind", "type": "nominal", "title": None, "scale": _fact_or_promise(language)},
                "tooltip": [{"field": "said"}, {"field": "exact"}],
            },
        ),
    )


def _spec(values: list[dict], **rest: Any) -> Spec:
    return {
        "$schema": _SCHEMA,
        "data": {"values": values},
        "width": "container",
        "autosize": {"type": "fit-x", "contains": "padding"},
        "config": {"font": "system-ui, sans-serif", "view": {"stroke": None}},
        **rest,
    }


def _height(values: list[dict], field: str) -> int:
    """Pixels for one bar to each distinct value (a height by steps makes Vega-Lite warn beside a container's width)."""
    return _STEP * max(1, len({row[field] for row in values}))


def _sort(promised: bool, language: Language) -> str:
    return label("figure_status", "target" if promised else "achieved", language)


def _fact_or_promise(language: Language) -> Spec:
    return {"domain": [_sort(False, language), _sort(True, language)], "range": [_FACT, _PROMISE]}


def _wanted(point: Any) -> float | None:
    row = point.figure
    return row["value"] if row["value"] is not None else row["low"] if row["low"] is not None else row["high"]
