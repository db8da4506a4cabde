"""Gold figures with what the stages read around them: the training data of the models of figures.

A figure that gold and pipeline agree on in its span is an example; figures that the pipeline misses teach nothing. Gold for training
is `tests/gold/develop` and `models/labels` (columns of single documents, see `labels/README.md`); `tests/gold/score` is never read.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from zhengce.analyse.gold import gold_folders, read_gold
from zhengce.stages.extractor import Analysis, Extractor
from zhengce.stages.figures.context import Context
from zhengce.stages.view import View, view

ROOT = Path(__file__).parent.parent
GOLD = (ROOT / "tests" / "gold" / "develop", ROOT / "models" / "labels")


@dataclass(frozen=True, slots=True)
class Example:
    """One document: its view, the contexts of its figures, and gold rows by span in the normalized text."""

    name: str
    analysis: Analysis
    view: View
    contexts: list[Context]
    gold: dict[tuple[int, int], dict[str, str]]


def examples(extractor: Extractor | None = None) -> Iterator[Example]:
    """The documents with gold figures."""
    extractor = extractor or Extractor()
    for root in GOLD:
        if not root.exists():
            continue
        for folder in gold_folders(root):
            gold = read_gold(folder)
            if not gold.rows.get("figures"):
                continue
            article = gold.article()
            analysis = Analysis(view(article, extractor.segmenter))
            for stage in ("times", "entities"):
                setattr(analysis, stage, extractor.find(stage, analysis))
            contexts = extractor.figures.contexts(analysis.view, analysis.times, analysis.entities)
            source_span = analysis.view.alignment.source_span
            rows = {(int(row["start"]), int(row["end"])): row for row in gold.rows["figures"]}
            by_span = {(c.figure.start, c.figure.end): rows[source_span(c.figure.start, c.figure.end)]
                       for c in contexts if source_span(c.figure.start, c.figure.end) in rows}
            yield Example(gold.document, analysis, analysis.view, contexts, by_span)
