"""What the stages find, before it becomes rows.

`start`/`end` are offsets into the *normalized* text of the `View`; references are references to other mentions. Field names are
the column names of `rows.py`; `tabulate` turns mentions into columns with source offsets and ids.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zhengce.stages.figures.bounds import BoundWord
    from zhengce.stages.figures.units import Unit


@dataclass(slots=True, eq=False)
class TimeMention:
    start: int
    end: int
    granularity: str
    begin: dt.date | None = None
    finish: dt.date | None = None
    recurring: str | None = None
    anchor: str | None = None


@dataclass(slots=True, eq=False)
class EntityMention:
    start: int
    end: int
    type: str
    canonical: str | None = None
    code: str | None = None
    head: str | None = None
    method: str = "rule"
    rule: str = ""
    confidence: float = 0.9
    issuer: str | None = None


@dataclass(slots=True, eq=False)
class FigureMention:
    """A quantity. `value`, `low`, `high` are exact decimals after scale, in the printed unit without its scale."""

    start: int
    end: int
    kind: str
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    bound: str
    unit: str | None = None
    unit_text: str | None = None
    base_value: Decimal | None = None
    base_unit: str | None = None
    number_start: int = 0
    """Span of the bare number (with scale, without modifiers and unit), for the rules that read around it."""
    number_end: int = 0
    counted: str | None = None
    counted_span: tuple[int, int] | None = None
    indicator: str | None = None
    subject: str | None = None
    region: str | None = None
    time: TimeMention | None = None
    status: str | None = None
    measure_of: str | None = None
    part_of: FigureMention | None = None
    mechanism: str | None = None
    topic: str | None = None
    method: str = "rule"
    rule: str = ""
    confidence: float = 1.0
    trace: list[str] = field(default_factory=list)
    """Rules that fired and readings that were rejected, in order, for `explain`."""
    measured_by: Unit | None = None
    """The entry of the unit table, and the bound word behind the number: for the rules that read on."""
    after_bound: BoundWord | None = None
    factor: Decimal | None = None


@dataclass(slots=True, eq=False)
class NumeralMention:
    start: int
    end: int
    role: str
    ref: object | None = None
    """The FigureMention, TimeMention, EntityMention or SectionMention it belongs to."""


@dataclass(slots=True, eq=False)
class ActionMention:
    start: int
    end: int
    verb: str
    object: str | None = None
    actor: str | None = None
    actor_implied: bool | None = None
    actor_span: tuple[int, int] | None = None
    """Where the actor is named; None where the item's bracket names it."""
    manner: str | None = None
    purpose: str | None = None
    target_group: str | None = None
    region: str | None = None
    time: TimeMention | None = None
    status: str | None = None
    polarity: str = "do"
    is_heading: bool = False
    instrument: str | None = None
    instrument_class: str | None = None
    label_confidence: float | None = None
    mechanism: str | None = None
    topic: str | None = None
    strength: int | None = None
    strength_cues: str | None = None
    figures: tuple[FigureMention, ...] = ()
    method: str = "rule"
    rule: str = ""
    confidence: float = 0.8


@dataclass(slots=True, eq=False)
class RelationMention:
    type: str
    head_start: int
    head_end: int
    tail_start: int
    tail_end: int
    role: str | None = None
    head_figure: FigureMention | None = None
    tail_figure: FigureMention | None = None
    head_entity: EntityMention | None = None
    tail_entity: EntityMention | None = None
    method: str = "rule"
    rule: str = ""
    confidence: float = 0.8
