"""The outline: sections with markers, headings, captions, source lines and signatures."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True, eq=False)
class SectionMention:
    """A part of the outline."""

    start: int
    end: int
    level: int
    kind: str = "body"
    marker: str | None = None
    heading: str | None = None
    parent: SectionMention | None = None
    marker_start: int | None = None
    """Where the marker begins and ends, for the ledger; None without a marker."""
    marker_end: int | None = None


def find_sections(text: str) -> list[SectionMention]:
    """Sections of normalized text in text order, parents before children."""
    return []
