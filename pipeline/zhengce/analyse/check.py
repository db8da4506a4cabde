"""`zhengce check`: figures changed, gone and new against an accepted baseline, with what the change means."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import Literal

from zhengce.analyse.baseline import COLUMNS, Accepted, Line, accepted, named, read_baseline, write_baseline
from zhengce.analyse.document_rows import documents_of, is_store
from zhengce.analyse.precision import compare
from zhengce.analyse.wording import amount

What = Literal["changed", "span", "gone", "new", "document gone", "document new"]

_NUMBER = ("value", "low", "high", "bound", "unit", "kind")
_MEANING = ("counted", "indicator", "subject", "region", "time_text", "status", "measure_of")
_NO_FIGURE: Line = dict.fromkeys(COLUMNS, "")
_ALIKE = 0.5
"""Contexts that share half of their characters in order are the same place of a text that was edited (0.5 tells 112亿 → 113亿 in
one sentence from two figures of neighbouring sentences)."""


@dataclass(frozen=True, slots=True)
class Change:
    """One figure, or one document, that is not as accepted. `verdict` and `reason` are those of `precision.compare`."""

    document: str
    what: What
    columns: tuple[str, ...]
    before: Line
    after: Line
    verdict: str = ""
    reason: str = ""

    @property
    def severity(self) -> str:
        """One sign for the reader's eye: `~` more precise, `!` contradictory, `*` changed otherwise, `-` gone, `+` new."""
        if self.what in ("gone", "document gone"):
            return "-"
        if self.what in ("new", "document new"):
            return "+"
        return {"refined": "~", "contradicts": "!", "crossed": "!"}.get(self.verdict, "*")

    def __str__(self) -> str:
        row = self.after if self.after.get("text") else self.before
        if self.what.startswith("document"):
            return f"{self.severity} {self.what}"
        lines = [
            f"{self.severity} {', '.join(self.columns) or self.what}: {row['text']} (at {row['start']}) {self._values()}".rstrip()
        ]
        if self.reason:
            lines[0] += f"  [{self.verdict}: {self.reason}]"
        return "\n".join([*lines, f"      …{row['context']}…"])

    def _values(self) -> str:
        if self.what in ("gone", "new"):
            return _said(self.before if self.what == "gone" else self.after)
        parts = []
        if set(self.columns) & {"text", "span", *_NUMBER}:
            parts.append(f"{self.before['text']} = {_said(self.before)} → {self.after['text']} = {_said(self.after)}")
        parts += [f"{name} {self.before[name] or '∅'} → {self.after[name] or '∅'}" for name in self.columns if name in _MEANING]
        return "; ".join(parts)


def check(what: Sequence[str | Path], baseline: str | Path) -> list[Change]:
    """The changes of stores or articles against a baseline, in text order; none means that all is as accepted.

    Documents of the baseline that are not among `what` are changes too, unless only single files were asked for.
    """
    current, whole = _current(what)
    before = read_baseline(baseline)
    changes = []
    for name in sorted(before.keys() | current.keys()):
        if name not in current:
            if whole:
                changes.append(Change(name, "document gone", (), _NO_FIGURE, _NO_FIGURE))
        elif name not in before:
            changes.append(Change(name, "document new", (), _NO_FIGURE, _NO_FIGURE))
        else:
            changes += compare_figures(before[name], current[name])
    return changes


def accept(what: Sequence[str | Path], baseline: str | Path) -> int:
    """Write the figures of stores or articles as the new baseline; how many documents it has now taken in."""
    current, whole = _current(what)
    write_baseline(baseline, current.values(), keep_others=not whole)
    return len(current)


def _current(what: Sequence[str | Path]) -> tuple[dict[str, Accepted], bool]:
    stores = any(is_store(path) for path in what)
    documents = named(documents_of(what), () if stores else what)
    return (
        {name: accepted(name, document) for name, document in documents.items()},
        stores or any(Path(path).is_dir() for path in what),
    )


def compare_figures(before: Accepted, after: Accepted) -> list[Change]:
    """What changed in one document, in text order."""
    changes = []
    for old, new in _pairs(before, after):
        if old is None or new is None:
            what: What = "new" if old is None else "gone"
            changes.append(Change(before.name, what, (), old or _NO_FIGURE, new or _NO_FIGURE))
            continue
        moved = old["text"] != new["text"] and before.sha256 == after.sha256
        columns = tuple(name for name in (*_NUMBER, *_MEANING) if old[name] != new[name])
        edited = ("text",) if old["text"] != new["text"] and not moved else ()
        if moved or columns or edited:
            numeric = bool(set(columns) & set(_NUMBER))
            agreement = compare(_numbers(old), _numbers(new)) if numeric else None
            changes.append(
                Change(
                    before.name,
                    "span" if moved else "changed",
                    (("span",) if moved else edited) + columns,
                    old,
                    new,
                    agreement.verdict if agreement else "",
                    agreement.reason if agreement else "",
                )
            )
    return sorted(changes, key=lambda change: int((change.after if change.after["start"] else change.before)["start"]))


def _pairs(before: Accepted, after: Accepted) -> Iterator[tuple[Line | None, Line | None]]:
    """Accepted and present figures that are the same one; None where there is no counterpart."""
    if before.sha256 == after.sha256:
        yield from _pairs_by_place(before.figures, after.figures)
    else:
        yield from _pairs_by_context(before.figures, after.figures)


def _pairs_by_place(before: list[Line], after: list[Line]) -> Iterator[tuple[Line | None, Line | None]]:
    """The text is the accepted one: equal spans first, then overlapping ones."""
    present = {(row["start"], row["end"]): row for row in after}
    left = []
    for old in before:
        new = present.pop((old["start"], old["end"]), None)
        if new:
            yield old, new
        else:
            left.append(old)
    rest = list(present.values())
    for old in left:
        new = next((row for row in rest if int(row["start"]) < int(old["end"]) and int(old["start"]) < int(row["end"])), None)
        if new:
            rest.remove(new)
        yield old, new
    for new in rest:
        yield None, new


def _pairs_by_context(before: list[Line], after: list[Line]) -> Iterator[tuple[Line | None, Line | None]]:
    """The text was edited: align the two sequences of figures, then pair what was replaced where the contexts are alike."""
    matcher = SequenceMatcher(None, [row["text"] for row in before], [row["text"] for row in after], autojunk=False)
    for tag, i, j, k, m in matcher.get_opcodes():
        if tag == "equal":
            yield from zip(before[i:j], after[k:m], strict=True)
            continue
        rest = after[k:m]
        for old in before[i:j]:
            new = next((row for row in rest if SequenceMatcher(None, old["context"], row["context"]).ratio() >= _ALIKE), None)
            if new:
                rest.remove(new)
            yield old, new
        yield from ((None, new) for new in rest)


def _numbers(line: Line) -> dict:
    return {name: line[name] or None for name in ("value", "low", "high", "bound", "unit")}


def _said(line: Line) -> str:
    return f"{amount(_numbers(line))} {line['unit']}".strip()


def report(changes: Iterable[Change]) -> str:
    """The changes as a readable text, by document."""
    lines: list[str] = []
    name = None
    for change in changes:
        if change.document != name:
            name = change.document
            lines.append(f"{name}:")
        lines.append(f"  {change}")
    return "\n".join(lines)


def summary(changes: Sequence[Change]) -> str:
    """How many changes of each sort, in one line."""
    names = {"!": "contradict the baseline", "~": "only more precise", "*": "changed otherwise", "-": "gone", "+": "new"}
    counts = {sign: sum(change.severity == sign for change in changes) for sign in names}
    return ", ".join(f"{counts[sign]} {words}" for sign, words in names.items() if counts[sign]) or "all figures are as accepted"
