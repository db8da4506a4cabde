"""How a figure was read: the pieces it is made of, and the readings that lost.

Both are worked out again from the text when somebody asks, so that extraction keeps nothing for them.
"""

from __future__ import annotations

from collections.abc import Iterator

from zhengce.stages.figures.admission import refusal
from zhengce.stages.figures.amounts import ANCHOR, Amount, read_amount
from zhengce.stages.figures.joining import join
from zhengce.stages.figures.numerals import read_number
from zhengce.stages.figures.quantity import QuantityGrammar, scale_of
from zhengce.stages.figures.units import Units
from zhengce.stages.mentions import FigureMention


def pieces(text: str, figure: FigureMention, units: Units) -> list[tuple[str, str]]:
    """The figure's span cut into (role, text): modifier, number, more (多, 余), scale, unit, link (the dash of a range).

    >>> units = Units(); grammar = QuantityGrammar(units)
    >>> pieces("超过三十多万亩", grammar.find("超过三十多万亩")[0], units)
    [('modifier', '超过'), ('number', '三十多'), ('scale', '万'), ('unit', '亩')]
    """
    found: list[tuple[str, str]] = []
    at = figure.start
    for amount in _amounts(text, figure, units):
        if amount.start > at:
            found.append(("link" if found else "modifier", text[at:amount.start]))
        scale = scale_of(text, amount.start, amount.number_end)
        number = text[amount.start:amount.number_end]
        cut = len(number) if not scale else number.rindex(scale)
        found += [("number", number[:cut]), ("scale", scale), ("more", number[cut + len(scale):] + text[amount.number_end:amount.unit_start]),
                  ("unit", text[amount.unit_start:amount.end])]
        at = amount.end
    found.append(("modifier", text[at:figure.end]))
    return [(role, piece) for role, piece in found if piece]


def _amounts(text: str, figure: FigureMention, units: Units) -> Iterator[Amount]:
    """The amounts that begin and end inside a figure's span."""
    match = ANCHOR.search(text, figure.start, figure.end)
    while match:
        amount = read_amount(text, match.start(), units)
        end = match.start() + 1
        if amount is not None and amount.end <= figure.end:
            yield amount
            end = amount.end
        match = ANCHOR.search(text, end, figure.end)


def rejected(text: str, figure: FigureMention, grammar: QuantityGrammar) -> list[str]:
    """Readings of the figure that were possible and lost, in words."""
    return [*_other_numbers(text, figure), *_shorter_units(text, figure, grammar.units), *_apart(text, figure, grammar)]


def _other_numbers(text: str, figure: FigureMention) -> Iterator[str]:
    """一二 as 12 where it is 1 to 2, 三万五 as 30,005 where it is 35,000."""
    number = text[figure.number_start:figure.number_end]
    taken, digits = read_number(number), read_number(number, True)
    if taken is not None and digits is not None and taken != digits:
        other = digits if figure.bound == "range" else taken
        yield f"rejected: {number} as {other.low if other.value is not None else f'{other.low}–{other.high}'}"
    spelled = read_number(f"{number[:-1]}零{number[-1:]}") if len(number) > 2 else None
    if taken is not None and spelled is not None and taken.value is not None and spelled.value is not None and spelled.value < taken.value:
        yield f"rejected: {number} as {spelled.value} (no scale is left out)"


def _shorter_units(text: str, figure: FigureMention, units: Units) -> Iterator[str]:
    """个 where 个百分点 is the unit."""
    for amount in _amounts(text, figure, units):
        if amount.unit is None:
            continue
        for end in range(amount.unit_start + 1, amount.end):
            entry = units.forms.get(text[amount.unit_start:end])
            if entry is not None and entry.unit != amount.unit.unit:
                yield f"rejected: unit {entry.form} (a longer one is printed: {amount.unit.form})"


def _apart(text: str, figure: FigureMention, grammar: QuantityGrammar) -> Iterator[str]:
    """The ends of a range or the parts of a compound as figures of their own."""
    parts = [text[amount.start:amount.end] for amount in _amounts(text, figure, grammar.units)]
    if len(parts) > 1:
        yield f"rejected: {len(parts)} figures {'、'.join(parts)}"


def refused(text: str, masked: str, grammar: QuantityGrammar) -> list[tuple[int, int, str]]:
    """Candidates that are no quantity: start, end and the rule that refused them.

    `masked` is `text` without what is something else (times, names, idioms).
    """
    found = join(masked, grammar.candidates(masked, every=True), grammar.units)
    reasons = ((figure, refusal(masked, figure, text)) for figure in found)
    return [(figure.start, figure.end, reason) for figure, reason in reasons if reason]
