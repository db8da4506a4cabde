"""Mechanisms: from the words of the clause, else the sentence, else the heading of the section."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from zhengce.config import TaxonEntry
from zhengce.lexicon import read_table
from zhengce.stages.figures.context import Context
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
