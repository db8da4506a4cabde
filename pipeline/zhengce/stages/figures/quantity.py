"""The grammar of quantities: modifiers + number + scale + unit or measure word, as spans with value, bounds and unit.

Read in this order: `_NUMBER` proposes numbers; `_read` interprets one with the words around it; `_join` makes ranges and lets
lists share a unit (`3—5年`, `1409万、1305万人次`); `_admit` decides whether it measures anything. Text that is something else
(times, names, idioms) is masked before: see `ordinary.py`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from zhengce.lexicon import read_table
from zhengce.rows import Bound
from zhengce.stages.figures.bounds import bound_after, bound_before, ends
from zhengce.stages.figures.numerals import ARABIC, CHARACTERS, DIGIT, MORE, RUN, Number, characters, read_number
from zhengce.stages.figures.units import Unit, Units
from zhengce.stages.mentions import FigureMention

_SCALES = characters("scale")
_HUNDREDS = "".join(form for form in _SCALES if CHARACTERS[form].value >= 100)
_HALF_UNITS = frozenset(("duration", "mass", "length", "area", "volume", "multiple", "money"))
_FRACTION = rf"(?:(?P<whole>{RUN})又)?(?P<denominator>[{DIGIT}{_SCALES}]+|{ARABIC})分之(?P<minus>[负負-])?(?P<numerator>{RUN}|百)"
_RATIO = rf"(?P<left>{ARABIC})[∶:：](?P<right>{ARABIC})(?![\d∶:：])"
_SLASH = rf"(?P<over>{ARABIC})/(?P<under>{ARABIC})(?![\d/])"
_NUMBER = re.compile(rf"(?:(?P<myriads>数以(?P<scale>[{_SCALES}]+)计)|(?P<fraction>{_FRACTION})|(?P<percent>百分百)|(?P<ratio>{_RATIO})|(?P<slash>{_SLASH})|(?P<run>{RUN})|(?P<half>一半|半))")
_SIGN = re.compile(rf"(?:(?<![\d{_SCALES}{DIGIT}%A-Za-z元年月日亩吨米人个家倍成）)\-—])[-−－]|[负負])$")
_TURN = re.compile(r"[翻翻]了?$")
_POSITIONAL = re.compile(rf"[{DIGIT}]○|[一二三四五六七八九]{{2}}·[{DIGIT}]")
_DASH = re.compile(r"[-—–－~～至到]|——|--|－－")
_FULL = re.compile(rf"[{_SCALES}]+$")
_PER_CENT = {"百": ("%", Decimal(1)), "千": ("‰", Decimal(1)), "万": ("%", Decimal("0.01"))}
_INDEFINITE = frozenset(("一", "半"))
_LEVELS = re.compile("[省市区县乡镇村户组旗盟州]{2,}$|[等、]$")


@dataclass(frozen=True, slots=True)
class OneCue:
    """A word that makes a following 一 a number."""

    form: str
    bound: Bound | None = None
    example: str = ""


class QuantityGrammar:
    """Finds quantities in normalized text."""

    def __init__(self, units: Units):
        self.units = units

    def find(self, text: str, source: str | None = None) -> list[FigureMention]:
        """Quantities of `text` in order; offsets are into `text`. Masked characters (NUL) are never part of one.

        `source` is the text before masking, for the cues around a number.
        """
        source = source or text
        positional = bool(_POSITIONAL.search(text))
        found: list[FigureMention] = []
        end = 0
        for match in _NUMBER.finditer(text):
            if match.start() < end:
                continue
            figure = self._read(text, match, positional)
            if figure is not None:
                found.append(figure)
                end = figure.end
        joined = _join(text, found)
        return [figure for figure in joined if _admit(text, figure, source)]

    def whole(self, text: str) -> FigureMention | None:
        """The quantity that the whole of `text` writes, or None."""
        found = _join(text, [figure for match in _NUMBER.finditer(text) if (figure := self._read(text, match, False))])
        return next((figure for figure in found if figure.start == 0 and figure.end == len(text)), None)

    def _read(self, text: str, match: re.Match[str], positional: bool) -> FigureMention | None:
        start, end = match.span()
        if match["fraction"]:
            return self._fraction(text, match, positional)
        if match["myriads"]:
            number = read_number(match["scale"])
            return number and _figure(text, start, end, replace(number, over=True), None, end, "quantity.myriads")
        if match["percent"]:
            return _figure(text, start, end, Number(Decimal(100), Decimal(100)), self.units.forms["%"], end, "quantity.percent_word")
        if match["ratio"] or match["slash"]:
            return self._proportion(text, match)
        if match["half"]:
            return self._half(text, start, end)
        return self._measured(text, start, end, positional)

    def _measured(self, text: str, start: int, end: int, positional: bool) -> FigureMention | None:
        """A plain number with what stands behind it."""
        number = read_number(text[start:end], positional)
        while number is None and end > start + 1:       # 一二三产业: read what can be read
            end -= 1
            number = read_number(text[start:end], positional)
        if number is None:
            return None
        if text[end:end + 1] and text[end] in MORE and _more_follows(text, start, end, self.units):
            number, at = replace(number, over=True), end + 1
        else:
            at = end
        unit = self.units.find(text, at)
        if unit is None:
            return _figure(text, start, at, number, None, at, "quantity.bare", number_end=end)
        after = unit.end
        if text[after:after + 1] in ("多", "余") and unit.unit.kind in ("multiple", "duration", "mass", "length", "area", "money") \
                and not self.units.at(text, after + 1):
            number, after = replace(number, over=True), after + 1      # 18倍多
        elif text[after:after + 1] == "半" and unit.unit.kind in _HALF_UNITS and number.value is not None:
            half = number.low + Decimal("0.5")
            number, after = Number(half, half), after + 1             # 3斤半, 两年半
        if unit.unit.form in ("成", "折") and number.value is not None and 10 < number.low < 100:
            number = Number(number.low / 10, number.high / 10)         # 五五折
        if unit.unit.form == "番":
            return _turned(text, start, after, number, unit.unit)
        return _figure(text, start, after, number, unit.unit, at, "quantity.unit", number_end=end)

    def _fraction(self, text: str, match: re.Match[str], positional: bool) -> FigureMention | None:
        """三分之一, 百分之五点三, 一又二分之一."""
        start, end = match.span()
        below = match["denominator"]
        above = read_number(match["numerator"], positional)
        if above is None:
            return None
        sign = -1 if match["minus"] else 1
        if below in _PER_CENT and not match["whole"]:
            unit_form, worth = _PER_CENT[below]
            worth *= sign
            number = Number(above.low * worth, above.high * worth, above.over)
            if text[end:end + 1] in ("多", "余"):
                number, end = replace(number, over=True), end + 1
            return _figure(text, start, end, number, self.units.forms[unit_form], end, "quantity.per_cent")
        divisor = read_number(below)
        whole = read_number(match["whole"]) if match["whole"] else Number(Decimal(0), Decimal(0))
        if divisor is None or not divisor.low or whole is None:
            return None
        value = whole.low + sign * above.low / divisor.low
        unit = self.units.find(text, end)
        if unit and unit.unit.role == "unit":
            return _figure(text, start, unit.end, Number(value, value), unit.unit, end, "quantity.fraction", number_end=end)
        return _figure(text, start, end, Number(value, value), Unit("", "", "ratio"), end, "quantity.fraction")

    def _proportion(self, text: str, match: re.Match[str]) -> FigureMention | None:
        """2.5∶1 and 1/3."""
        above = Decimal((match["left"] or match["over"]).replace(",", ""))
        below = Decimal((match["right"] or match["under"]).replace(",", ""))
        if not below:
            return None
        start, end = match.span()
        if re.search(r"[A-Za-z0-9/]$", text[:start]) or text[end:end + 1].isalnum() and text[end:end + 1].isascii():
            return None
        value = above / below
        return _figure(text, start, end, Number(value, value), Unit("", "", "ratio"), end, "quantity.proportion")

    def _half(self, text: str, start: int, end: int) -> FigureMention | None:
        """半年, 半数, 一半."""
        half = Number(Decimal("0.5"), Decimal("0.5"))
        if text[start:end] == "一半":
            return _figure(text, start, end, half, Unit("", "", "ratio"), end, "quantity.half")
        if text.startswith("半数", start):
            return _figure(text, start, end + 1, half, Unit("", "", "ratio"), end, "quantity.half")
        unit = self.units.find(text, end)
        if unit and unit.unit.kind in _HALF_UNITS and text[start - 1:start] not in ("上", "下", "前", "后", "一", "大", "多", "第"):
            return _figure(text, start, unit.end, half, unit.unit, end, "quantity.half", number_end=end)
        return None


def _more_follows(text: str, start: int, end: int, units: Units) -> bool:
    """Whether 多, 余 or 来 at `end` says "and more": 6000多家, 万余家, 3万多农户; 来 only between a round number and a unit."""
    mark = text[end]
    if mark == "来":
        return text[end - 1] in _SCALES and units.at(text, end + 1) is not None
    if mark == "多":
        return text[end - 1].isdecimal() or text[end - 1] in _SCALES
    return units.at(text, end + 1) is not None or text[end - 1] in _SCALES or text[end - 1].isdecimal()


def _figure(text: str, start: int, end: int, number: Number, unit: Unit | None, unit_start: int, rule: str,
            number_end: int | None = None) -> FigureMention:
    """A figure from its pieces: sign and bound words are looked for around it."""
    number_start, number_end = start, end if number_end is None else number_end
    sign = _SIGN.search(text[max(0, start - 2):start])
    if sign:
        start -= 1
        number = Number(-number.low, -number.high, number.over)
    bound, trace = "exact", [rule]
    before = bound_before(text, start)
    if before and before.scale_only and (text[start] not in _HUNDREDS or text[start - 2:start - 1] in ("以", "及")):
        before = None
    outside = None
    if before:
        bound = before.bound
        trace.append(f"bound.before {before.form}")
        if before.in_span == "yes":
            start -= len(before.form)
        else:
            outside = before
    after = bound_after(text, end)
    if after and after.form == "内" and (unit is None or unit.kind != "duration" or text[end + 1:end + 2] in tuple("部容外地陆")):
        after = None
    if after:
        trace.append(f"bound.after {after.form}")
        bound = after.bound if bound in ("exact", "about") or outside else bound
        if after.in_span == "yes":
            end += len(after.form)
    if number.over and bound in ("exact", "about"):
        bound = "over"
    figure = FigureMention(start, end, "count", None, None, None, bound, number_start=number_start, number_end=number_end,
                           rule=rule, trace=trace)
    figure.after_bound = after
    if number.value is None:
        low, high = min(number.low, number.high), max(number.low, number.high)
        figure.low, figure.high, figure.bound = low, high, "range"
    elif before and before.scale_only or rule == "quantity.myriads":       # 上千, 数以亿计: no value, only where it begins
        figure.low, figure.bound = number.low, "over"
    else:
        figure.value = number.low
    if unit is not None:
        printed = text[unit_start:end - len(after.form) if after and after.in_span == "yes" else end].removesuffix("多")
        set_unit(figure, unit, text[_scale_start(text, number_start, number_end):number_end].strip(MORE) + printed)
    settle(figure)
    return figure


def set_unit(figure: FigureMention, unit: Unit, printed: str | None) -> None:
    """Kind, unit and value under the unit; 成 and 折 become per cent."""
    figure.kind, figure.unit, figure.unit_text = unit.kind, unit.unit or None, printed or None
    if unit.kind == "percent" and unit.factor and unit.form:
        figure.value = None if figure.value is None else figure.value * unit.factor
        figure.low = None if figure.low is None else figure.low * unit.factor
        figure.high = None if figure.high is None else figure.high * unit.factor
    figure.base_unit = unit.base_unit
    figure.factor = unit.factor if unit.base_unit else None
    figure.measured_by = unit


def settle(figure: FigureMention) -> None:
    """`low`, `high` and the base value from value and bound."""
    if figure.bound != "range" and figure.value is not None:
        figure.low, figure.high = ends(figure.value, figure.bound)
    if figure.factor is not None and figure.base_unit and figure.value is not None:
        figure.base_value = figure.value * figure.factor


def _scale_start(text: str, start: int, end: int) -> int:
    """Where the scale that closes a number begins: 15万 → 万."""
    at = end
    while at > start and text[at - 1] in MORE:
        at -= 1
    closing = "".join(form for form in _SCALES if CHARACTERS[form].value >= 10000 or text[start].isdecimal())
    while at > start and text[at - 1] in closing:
        at -= 1
    return at if at > start or text[start] not in _SCALES else start


def _turned(text: str, start: int, end: int, number: Number, unit: Unit) -> FigureMention | None:
    """翻一番 is twice, 翻两番 four times as much."""
    turn = _TURN.search(text[max(0, start - 2):start])
    if not turn or number.value is None or number.low > 20:
        return None
    times = Decimal(2) ** number.low if number.low == number.low.to_integral() else Decimal(2 ** float(number.low))
    figure = _figure(text, start - len(turn[0]), end, Number(times, times), unit, end, "quantity.turn")
    figure.number_start = start
    return figure


def _join(text: str, found: list[FigureMention]) -> list[FigureMention]:
    """Ranges become one figure; numbers in a list share the unit of the one that has it."""
    joined: list[FigureMention] = []
    for figure in found:
        previous = joined[-1] if joined else None
        if previous is not None:
            between = text[previous.end:figure.start]
            if len(between) <= 2 and _DASH.fullmatch(between) and _spans_range(text, previous, figure):
                joined[-1] = _range(text, previous, figure)
                continue
            if between == "、" and previous.unit is None and _neighbours(text, previous, figure):
                joined[-1] = _range(text, previous, figure)           # 三、五年
                continue
        joined.append(figure)
    for index in range(len(joined) - 2, -1, -1):
        this, following = joined[index], joined[index + 1]
        if this.unit is None and this.measured_by is None and following.measured_by is not None \
                and text[this.end:following.start] in ("、", "和", "，", "或", "及", "与"):
            if text[this.number_start].isdecimal() and this.number_end == this.end:
                set_unit(this, following.measured_by, following.unit_text)
                settle(this)
                this.trace.append("unit.shared")
    return joined


def _neighbours(text: str, left: FigureMention, right: FigureMention) -> bool:
    """三、五 and 两、三 name an interval where single digits stand alone."""
    one, other = text[left.number_start:left.number_end], text[right.number_start:right.number_end]
    return len(one) == 1 and one in CHARACTERS and other[:1] in CHARACTERS and left.start == left.number_start \
        and right.start == right.number_start and read_number(one + other[0]) is not None \
        and read_number(one + other[0]).value is None and right.measured_by is not None


def _spans_range(text: str, left: FigureMention, right: FigureMention) -> bool:
    """Whether two numbers with a dash between are the ends of one quantity."""
    if right.start != right.number_start and text[right.start] not in "-−－负":
        return False
    if left.value is None or right.value is None or (left.unit and right.unit and left.unit != right.unit):
        return False
    if left.after_bound or (left.measured_by is None and right.measured_by is None):
        return False
    if right.measured_by is None:
        return left.unit in ("%",)
    return True


def _range(text: str, left: FigureMention, right: FigureMention) -> FigureMention:
    """The figure from the left end to the right one; the left takes unit and scale from the right where it has none."""
    low, high = left.value, right.value
    assert low is not None and high is not None
    unit = right.measured_by or left.measured_by
    worth = unit.factor if unit and unit.kind == "percent" and unit.factor else Decimal(1)
    if left.measured_by is None:
        low *= worth
        scale_at = _scale_start(text, right.number_start, right.number_end)
        scale = text[scale_at:right.number_end].strip(MORE)
        bare = read_number(text[right.number_start:scale_at].strip(MORE)) if scale and scale_at > right.number_start else None
        single = left.number_end - left.number_start == 1 and not text[left.number_start].isdecimal()      # 三、五百斤
        if bare and bare.value is not None and bare.value > left.value and (single or text[left.number_end - 1] not in _SCALES):
            low = left.value * high / bare.value
    figure = FigureMention(left.start, right.end, right.kind, None, low, high, "range", right.unit or left.unit,
                           right.unit_text or left.unit_text, base_unit=right.base_unit, number_start=left.number_start,
                           number_end=right.number_end, rule="quantity.range",
                           trace=["quantity.range", *left.trace, *right.trace])
    figure.measured_by, figure.after_bound = unit, right.after_bound
    if right.measured_by is None:
        figure.kind = left.kind
    return figure


def _great() -> str:
    return "".join(form for form in _SCALES if CHARACTERS[form].value >= 10000)


# 系数达到0.45, 城乡居民收入比从2003年的2.43缩小到1.90: an indicator without unit.
_INDEX = re.compile("指数|系数")
_INDEXED = re.compile(r"(?:指数|系数|之比|收入比|比值|比率|比)[^，。；：！？\n]{0,20}(?:为|达到?|到|至|是|从|由|的|在)$")
_ONE_CUES = {entry.form: entry for entry in read_table(OneCue, "one_cues.csv")}
_CLAUSE_START = re.compile(r"[，。；：！？\n（）\0]")


def _admit(text: str, figure: FigureMention, source: str) -> bool:
    """Whether a number measures or counts something."""
    start, end = figure.number_start, figure.number_end
    before, after = text[start - 1:start], text[figure.end:figure.end + 1]
    arabic = text[start].isdecimal()
    unit = figure.measured_by
    if figure.rule in ("quantity.turn", "quantity.myriads"):
        return True
    if before == "第" or before == "\0" and unit is None:
        return False
    if arabic and (before.isascii() and before.isalpha() or before in ("·", ".", "/", "〔", "_", "#", "×") and unit is None):
        return False
    if arabic and unit is None and after.isascii() and after.isalnum():
        return False
    if unit is None:
        scaled = text[end - 1] in _great() or figure.bound == "over" and text[end - 1] in _SCALES
        if figure.bound == "range" and not scaled and figure.rule != "quantity.range":
            return False
        if arabic and figure.bound == "exact" and "." in text[start:end] and _INDEXED.search(source[max(0, start - 24):start]):
            figure.kind = "index" if _INDEX.search(source[max(0, start - 24):start]) else "ratio"
            return True
        return bool(scaled and (end - start > 1 or figure.start < start)) or (arabic and figure.bound != "exact")
    if figure.bound != "exact":
        return True
    if all(char in _HUNDREDS for char in text[start:end]):
        return False                                  # 千村, 百年, （万吨）: a bare scale counts only with a bound
    if unit.role in ("measure", "noun") or unit.kind == "duration":
        if text[start:end] in _INDEFINITE:
            return _definite_one(source, figure)
    if unit.form == "级":
        return text[start:end] == "两" or bool(_LEVELS.search(text[max(0, start - 6):start]))
    if unit.form == "期":
        return arabic and figure.value is not None and figure.value > 3 or text[start - 1:start] in ("分", "共")
    if unit.form == "届":
        return arabic or figure.value is not None and figure.value < 5
    return True


def _definite_one(text: str, figure: FigureMention) -> bool:
    """Whether 一次, 一年, 半年 is a number, not indefinite: 每年召开一次, 只能享受一次, 为期一年."""
    starts = [match.end() for match in _CLAUSE_START.finditer(text, max(0, figure.start - 30), figure.start)]
    clause = text[starts[-1] if starts else max(0, figure.start - 30):figure.start]
    duration = figure.measured_by.kind == "duration"
    for cue in _ONE_CUES.values():
        if cue.form in clause and clause.rfind(cue.form) + len(cue.form) >= (len(clause) - 4 if duration else 0):
            if cue.bound:
                figure.bound = cue.bound
                settle(figure)
            figure.trace.append(f"one.definite {cue.form}")
            return True
    return False
