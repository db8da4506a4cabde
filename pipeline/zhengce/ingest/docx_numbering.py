"""List numbers that exist only as formatting in a Word file: 一、 （一） 1. ① as the reader sees them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DEEPEST = 8
_WHOLE = re.compile(r"[0-9]{1,4}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: number format, pattern of the label (`（%1）`), first number."""

    format: str
    pattern: str
    start: int
    suffix: str


class Numbering:
    """Counts the items of all lists of a document, in the order in which they are asked for."""

    def __init__(self, root: etree._Element | None):
        self._levels: dict[tuple[str, int], Level] = {}
        self._lists: dict[str, str] = {}
        self._counts: dict[str, list[int | None]] = {}
        if root is not None:
            self._read(root)

    def _read(self, root: etree._Element) -> None:
        for abstract in root.iter(f"{W}abstractNum"):
            for level in abstract.iter(f"{W}lvl"):
                self._levels[f"a{abstract.get(f'{W}abstractNumId')}", _depth(level)] = _level(level)
        for number in root.iter(f"{W}num"):
            key = number.get(f"{W}numId", "")
            abstract = number.find(f"{W}abstractNumId")
            self._lists[key] = f"a{abstract.get(f'{W}val')}" if abstract is not None else ""
            for override in number.iter(f"{W}lvlOverride"):
                level, start = override.find(f"{W}lvl"), override.find(f"{W}startOverride")
                base = self._levels.get((self._lists[key], _depth(override)))
                if level is not None:
                    self._levels[key, _depth(override)] = _level(level)
                elif start is not None and base:
                    self._levels[key, _depth(override)] = Level(base.format, base.pattern, whole(start, 1), base.suffix)

    def label(self, key: str, depth: int) -> str:
        """The label of the next item of list `key` at `depth`, with what follows it; empty for bullets and unnumbered text."""
        level = self._find(key, depth)
        if level is None or key == "0":
            return ""
        # Lists that share an abstract list go on counting together, unless one restarts.
        group = key if (key, depth) in self._levels else self._lists.get(key, key)
        counts = self._counts.setdefault(group, [None] * 9)
        before = counts[depth]
        counts[depth] = level.start if before is None else before + 1
        counts[depth + 1:] = [None] * (8 - depth)
        if level.format in ("bullet", "none"):
            return ""
        label = re.sub(r"%(\d)", lambda found: self._number(key, counts, int(found[1]) - 1), level.pattern)
        return label + level.suffix

    def _find(self, key: str, depth: int) -> Level | None:
        return self._levels.get((key, depth)) or self._levels.get((self._lists.get(key, ""), depth))

    def _number(self, key: str, counts: list[int | None], depth: int) -> str:
        level = self._find(key, depth)
        value = counts[depth] if 0 <= depth < 9 and counts[depth] is not None else level.start if level else 1
        return written(value or 0, level.format if level else "decimal")


def _depth(element: etree._Element) -> int:
    return min(whole(element, 0, "ilvl"), _DEEPEST)


def whole(element: etree._Element, default: int, name: str = "val") -> int:
    """A whole number in an attribute, `default` where there is none or nonsense; never more than 9,999, which no list counts to."""
    value = element.get(f"{W}{name}", "")
    return int(value) if _WHOLE.fullmatch(value) else default


def _level(level: etree._Element) -> Level:
    def value(tag: str, default: str) -> str:
        found = level.find(f"{W}{tag}")
        return found.get(f"{W}val", default) if found is not None else default

    pattern = value("lvlText", "")
    # The space or tab behind a label is layout; behind 一、 and （一） nothing is printed.
    form = value("numFmt", "decimal")
    suffix = "" if value("suff", "tab") == "nothing" or form.startswith("decimalEnclosed") or (pattern and pattern[-1] in "、）．.)") else "\u3000"
    start = level.find(f"{W}start")
    return Level(form, pattern, 1 if start is None else whole(start, 1), suffix)


def written(value: int, form: str) -> str:
    """`value` in a number format of Word.

    >>> written(21, "chineseCounting"), written(3, "decimalEnclosedCircle"), written(4, "upperRoman"), written(2, "lowerLetter")
    ('二十一', '③', 'IV', 'b')
    """
    if form.startswith(("chineseCounting", "ideographDigital", "japaneseCounting", "taiwaneseCounting", "chineseLegal", "koreanCounting")):
        return chinese(value)
    if form.startswith("decimalEnclosedCircle") and 1 <= value <= 20:
        return chr(0x245F + value)
    if form == "decimalEnclosedParen" and 1 <= value <= 20:
        return chr(0x2473 + value)
    if form in ("upperRoman", "lowerRoman"):
        return roman(value) if form == "upperRoman" else roman(value).lower()
    if form in ("upperLetter", "lowerLetter"):
        letter = chr(ord("A") + (value - 1) % 26)
        return letter if form == "upperLetter" else letter.lower()
    if form == "decimalZero":
        return f"{value:02d}"
    if form.startswith("decimalFullWidth"):
        return str(value).translate({ord("0") + digit: 0xFF10 + digit for digit in range(10)})
    return str(value)


def chinese(value: int) -> str:
    """A number below 1,000 in Chinese numerals, as items are counted.

    >>> chinese(10), chinese(11), chinese(20), chinese(105)
    ('十', '十一', '二十', '一百零五')
    """
    digits = "零一二三四五六七八九"
    if value > 999:
        return str(value)
    hundreds, rest = divmod(value, 100)
    tens, units = divmod(rest, 10)
    words = f"{digits[hundreds]}百" if hundreds else ""
    if tens:
        words += ("" if tens == 1 and not hundreds else digits[tens]) + "十"
    elif hundreds and units:
        words += "零"
    return words + (digits[units] if units or not value else "")


def roman(value: int) -> str:
    """A number in upper-case Roman numerals."""
    words = ""
    for size, sign in ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):
        while value >= size:
            words, value = words + sign, value - size
    return words
