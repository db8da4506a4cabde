"""A figure under its unit: kind, value, and the value in the base unit."""

from __future__ import annotations

from decimal import Decimal

from zhengce.stages.figures.bounds import ends
from zhengce.stages.figures.units import Unit
from zhengce.stages.mentions import FigureMention


def set_unit(figure: FigureMention, unit: Unit, printed: str | None) -> None:
    """Kind, unit and value under the unit; 成 and 折 become per cent."""
    figure.kind, figure.unit, figure.unit_text = unit.kind, unit.unit or None, printed or None
    if unit.kind == "percent" and unit.factor and unit.form:
        figure.value, figure.low, figure.high = (_times(value, unit.factor) for value in (figure.value, figure.low, figure.high))
    figure.base_unit = unit.base_unit
    figure.factor = unit.factor if unit.base_unit else None
    figure.measured_by = unit


def _times(value: Decimal | None, factor: Decimal) -> Decimal | None:
    """A value under a factor; whole numbers without a decimal point (八五折 is 85, not 85.0)."""
    if value is None:
        return None
    made = value * factor
    whole = made.to_integral_value()
    return whole if whole == made else made


def settle(figure: FigureMention) -> None:
    """`low`, `high` and the base value from value and bound."""
    if figure.bound != "range" and figure.value is not None:
        figure.low, figure.high = ends(figure.value, figure.bound)
    if figure.factor is not None and figure.base_unit and figure.value is not None:
        figure.base_value = figure.value * figure.factor
