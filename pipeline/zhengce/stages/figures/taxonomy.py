"""Mechanism and topic: from the words of the clause, else the sentence, else the heading of the section."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from zhengce.config import TaxonEntry
from zhengce.lexicon import read_table
from zhengce.linear import read_weights
from zhengce.stages.figures.context import Context
from zhengce.stages.mentions import FigureMention
from zhengce.stages.view import View


@dataclass(frozen=True, slots=True)
class Taxon:
    """A word that marks a label of a taxonomy."""

    taxonomy: Literal["topic", "mechanism"]
    label: str
    form: str
    example: str = ""


class Taxonomy:
    """The labels of one taxonomy and the words that mark them."""

    def __init__(self, name: str, additions: Iterable[TaxonEntry] = ()):
        taxa = [(taxon.label, taxon.form) for taxon in read_table(Taxon, "taxa.csv", key=("taxonomy", "form")) if taxon.taxonomy == name]
        taxa += [(entry.label, word) for entry in additions if entry.taxonomy == name for word in entry.words]
        self.order = {label: index for index, label in enumerate(dict.fromkeys(label for label, _ in taxa))}
        self.label_of = {form: label for label, form in taxa}
        self.forms = list(self.label_of)
        self._pattern = re.compile("|".join(map(re.escape, sorted(self.label_of, key=len, reverse=True))))

    def labels(self, text: str) -> list[str]:
        """Labels whose words stand in `text`, in the taxonomy's order.

        >>> Taxonomy("mechanism").labels("310家中央单位承担定点帮扶任务")
        ['designated_assistance']
        """
        found = {self.label_of[match[0]] for match in self._pattern.finditer(text)}
        return sorted(found, key=self.order.__getitem__)


def mechanism(taxonomy: Taxonomy, view: View, context: Context) -> str | None:
    """Mechanisms that govern a figure, |-joined; None where nothing names one."""
    clause = view.text[context.start:context.end]
    labels = taxonomy.labels(clause) or taxonomy.labels(view.text[context.sentence_start:context.sentence_end])
    section = view.section_at(context.figure.start)
    while not labels and section is not None:
        if section.heading and section.marker:
            labels = taxonomy.labels(section.heading)
        section = section.parent
    return "|".join(labels) or None


class Topics:
    """The topic of a figure: a user's own words first, else a linear model over its indicator, its clause and the headings above.

    The recipe of the model is `models/topic.py`.
    """

    def __init__(self, additions: Iterable[TaxonEntry] = ()):
        own = [entry for entry in additions if entry.taxonomy == "topic"]
        self.named = Taxonomy("topic", own)
        self._own = {word: entry.label for entry in own for word in entry.words}
        self._headings: dict[int, tuple[str, ...]] = {}

    def of(self, view: View, context: Context) -> str:
        """Topics of a figure, |-joined."""
        figure, text = context.figure, view.text
        indicator = figure.indicator or ""
        if self._own:
            clause = text[context.start:context.end]
            if found := list(dict.fromkeys(label for word, label in self._own.items() if word in indicator or word in clause)):
                return "|".join(found[:2])
        return self._weighed(indicator, figure.counted or "", figure.kind, tuple(self.named.labels(text[context.start:context.end])),
                             self._above(view, figure.start))

    def of_cell(self, figure: FigureMention) -> str:
        """Topics of a figure in a table, by its indicator alone."""
        return self._weighed(figure.indicator or "", "", figure.kind, (), ())

    def _weighed(self, indicator: str, counted: str, kind: str, clause: tuple[str, ...], above: tuple[str, ...]) -> str:
        key = indicator, counted, kind, clause, above
        if key not in _WEIGHED:
            if len(_WEIGHED) > _MOST:
                _WEIGHED.clear()
            _WEIGHED[key] = read_weights("topic").best(self.features(*key))[0]
        return _WEIGHED[key]

    def features(self, indicator: str, counted: str = "", kind: str = "count", clause: Iterable[str] = (), above: Iterable[str] = ()) -> list[str]:
        """What the model sees: pieces of indicator and counted noun, the taxa named in them, in the clause and in the headings."""
        found = {"b:" + piece for piece in _pieces(indicator)} | {"c:" + piece for piece in _pieces(counted)}
        found |= {"k:" + kind, "e:" + indicator[-2:], "e:" + indicator[-3:]}
        found |= {"i:" + label for label in self.named.labels(indicator)}
        found.update("l:" + label for label in clause)
        found.update("h:" + label for label in above)
        return sorted(found)

    def _above(self, view: View, offset: int) -> tuple[str, ...]:
        """The taxa that the two nearest headings name."""
        section = view.section_at(offset)
        if section is None:
            return ()
        key = id(section)
        if key not in self._headings:
            headings: list[str] = []
            while section is not None and len(headings) < 2:
                if section.heading and section.marker:
                    headings.append(section.heading)
                section = section.parent
            self._headings[key] = tuple(sorted({label for heading in headings for label in self.named.labels(heading)}))
        return self._headings[key]

    def forget(self) -> None:
        """Drop what is known of a document's headings, before the next document."""
        self._headings.clear()


_WEIGHED: dict[tuple, str] = {}
_MOST = 20_000
"""So many answers are kept: indicators return within a text and between texts."""


def _pieces(text: str) -> set[str]:
    """The runs of two and three characters of a text."""
    return {text[at:at + size] for size in (2, 3) for at in range(len(text) - size + 1)}
