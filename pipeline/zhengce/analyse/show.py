"""`zhengce show`: one document in the terminal, spans highlighted, tables below, widths of Chinese characters respected."""

from __future__ import annotations

from collections import Counter
from itertools import groupby

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.panel import Panel
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from zhengce.analyse.document_rows import DocumentRows, Row
from zhengce.analyse.explain import not_figures, traces
from zhengce.analyse.wording import amount
from zhengce.analyse.wrap import wrap
from zhengce.lexicon.labels import label

STYLES = {"figures": "bold yellow", "times": "cyan", "entities": "green", "actions": "underline"}
"""Style of each highlighted layer; an action is a whole clause, so it is only underlined."""

_QUIET = ("caption", "source_line", "signature", "note")
_SUBSCRIPT = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_WIDTH = 100


def show(document: DocumentRows, console: Console | None = None, reasons: bool = False) -> None:
    """Print a document. Without colours, figures stand in brackets. `reasons` adds rules, traces and other numerals."""
    console = console or Console(width=None if Console().is_terminal else _WIDTH, highlight=False)
    console.print(render(document, coloured=console.color_system is not None, reasons=reasons, width=console.width))


def render(document: DocumentRows, coloured: bool = True, reasons: bool = False, width: int = _WIDTH) -> RenderableType:
    """The document as one renderable of `rich`."""
    parts: list[RenderableType] = [_head(document), *_article(document, coloured, width), Text(), _legend(document, coloured)]
    parts += [
        table
        for table in (
            _figures(document, reasons),
            _actions(document, reasons),
            _relations(document),
            _times(document),
            _entities(document),
        )
        if table
    ]
    if reasons:
        parts += _reasons(document)
    return Group(*parts)


def _head(document: DocumentRows) -> RenderableType:
    row = document.document
    issue = (
        f"{row['periodical']} {row.get('issue_year') or ''}年第{row.get('issue_number') or ''}期"
        if row.get("periodical")
        else None
    )
    genre = label("genre", row["genre"]) if row.get("genre") else None
    facts = [
        row.get("issuer"),
        row.get("doc_number"),
        row.get("authors"),
        issue,
        row.get("published"),
        genre,
        f"{row['n_chars']:,} 字",
    ]
    lines = Text(document.name, "bold")
    if row.get("subtitle"):
        lines.append(f"\n{row['subtitle']}")
    lines.append("\n" + " · ".join(str(fact) for fact in facts if fact), "dim")
    return Panel(
        lines,
        border_style="dim",
        subtitle=Text(f"{row['doc_id']}  {row.get('source') or ''}".strip(), "dim"),
        subtitle_align="right",
    )


def _article(document: DocumentRows, coloured: bool, width: int) -> list[RenderableType]:
    """The paragraphs; behind each figure stands its number in the table."""
    text, numbers = document.text, {row["figure_id"]: order for order, row in enumerate(document["figures"], 1)}
    headings = {row["start"]: row for row in document["sections"] if row.get("marker") or row["kind"] == "title"}
    quiet = [(row["start"], row["end"]) for row in document["sections"] if row["kind"] in _QUIET]
    lines: list[RenderableType] = []
    at = 0
    for line in text.splitlines(keepends=True):
        start, at = at, at + len(line)
        if not line.strip():
            continue
        body = line.rstrip()
        made = Text(body.replace("\t", " "))
        for table in ("actions", "entities", "times", "figures"):
            for row in document[table]:
                if start <= row["start"] < start + len(body):
                    made.stylize(STYLES[table], row["start"] - start, min(len(body), row["end"] - start))
        if any(low <= start < high for low, high in quiet):
            made.stylize("dim italic")
        section = headings.get(start)
        if section and section["kind"] == "title":
            made.stylize("bold")
        pieces, together = _numbered(made, start, document["figures"], numbers, coloured)
        lines += wrap(pieces, width, together)
    return lines


def _numbered(
    line: Text, offset: int, figures: list[Row], numbers: dict[str, int], coloured: bool
) -> tuple[Text, list[tuple[int, int]]]:
    """A line with the numbers of its figures, and where the figures stand in it."""
    made, at, spans = Text(), 0, []
    for row in figures:
        low, high = row["start"] - offset, row["end"] - offset
        if low >= 0 and high <= len(line):
            made.append_text(line[at:low])
            begin = len(made)
            if not coloured:
                made.append("[")
            made.append_text(line[low:high])
            made.append(("" if coloured else "]") + str(numbers[row["figure_id"]]).translate(_SUBSCRIPT), "dim yellow")
            spans.append((begin, len(made)))
            at = high
    return made.append_text(line[at:]), spans


def _legend(document: DocumentRows, coloured: bool) -> Text:
    made = Text()
    for table in ("figures", "actions", "times", "entities", "relations", "sections", "sentences"):
        if document[table]:
            made.append(f"{label('table', table)} {len(document[table])}", STYLES.get(table, "") if coloured else "")
            made.append("   ")
    roles = Counter(row["role"] for row in document["numerals"])
    if roles:
        made.append(f"{label('table', 'numerals')} {sum(roles.values())}", "dim")
        if roles["unread"]:
            made.append(f" ({label('role', 'unread')} {roles['unread']})", "bold red")
    return made


def _table(name: str, rows: list[Row]) -> Table:
    return Table(
        title=Text(f"{label('table', name)} {len(rows)}", "bold"),
        title_justify="left",
        box=None,
        pad_edge=False,
        padding=(0, 2, 0, 0),
        header_style="dim",
        expand=True,
    )


def _text(value: object, style: str = "") -> Text:
    return Text("" if value is None else str(value), style)


def _figures(document: DocumentRows, reasons: bool) -> RenderableType | None:
    rows = document["figures"]
    if not rows:
        return None
    table = _table("figures", rows)
    table.add_column("", justify="right", style="dim", no_wrap=True)
    table.add_column(label("*", "text"), no_wrap=True)
    table.add_column(label("figures", "value"), justify="right", no_wrap=True)
    table.add_column(label("figures", "unit"), no_wrap=True)
    table.add_column(f"{label('figures', 'indicator')} / {label('figures', 'counted')}", ratio=1, overflow="fold")
    table.add_column(label("figures", "time_text"), max_width=16, overflow="fold")
    table.add_column(label("figures", "status"), no_wrap=True)
    if reasons:
        table.add_column(label("*", "rule"), style="dim")
    order = {row["figure_id"]: number for number, row in enumerate(rows, 1)}
    for number, row in enumerate(rows, 1):
        what = Text(row["indicator"] or row["counted"] or "")
        if row["indicator"] and row["counted"] and row["counted"] not in row["indicator"]:
            what.append(f"  {row['counted']}", "dim")
        if row["measure_of"] and row["measure_of"] != "level":
            what.append(f"  {label('measure_of', row['measure_of'])}", "magenta")
        if row["part_of"] in order:
            what.append(f"  ⊂\u00a0{order[row['part_of']]}", "dim")
        cells: list[RenderableType | None] = [
            str(number),
            _text(row["text"], STYLES["figures"]),
            _text(amount(row)),
            _text(row["unit"] and label("unit", row["unit"])),
            what,
            _text(row["time_text"], "cyan"),
            _text(row["status"] and label("figure_status", row["status"]), _STATUS.get(row["status"] or "", "")),
        ]
        if reasons:
            cells.append(_text(f"{row['rule']} {row['confidence']:.2f}"))
        table.add_row(*cells)
    return Padding(table, (1, 0, 0, 0))


_STATUS = {
    "target": "bold magenta",
    "requirement": "magenta",
    "achieved": "",
    "standing": "dim",
    "done": "",
    "ongoing": "",
    "required": "magenta",
    "planned": "bold magenta",
}


def _actions(document: DocumentRows, reasons: bool) -> RenderableType | None:
    rows = document["actions"]
    if not rows:
        return None
    table = _table("actions", rows)
    table.add_column(label("actions", "actor"), max_width=20, overflow="fold")
    table.add_column(label("actions", "verb"), max_width=14, overflow="fold")
    table.add_column(label("actions", "object"), ratio=1, overflow="fold")
    table.add_column(label("actions", "status"), no_wrap=True)
    table.add_column(label("actions", "instrument"), no_wrap=True)
    if reasons:
        table.add_column(label("*", "rule"), style="dim")
    for row in rows:
        verb = Text("不 " if row["polarity"] == "avoid" else "", "red").append(
            row["verb"], "underline bold" if row["is_heading"] else "underline"
        )
        cells = [
            _text(row["actor"], "dim" if row["actor_implied"] else ""),
            verb,
            _text(row["object"]),
            _text(row["status"] and label("action_status", row["status"]), _STATUS.get(row["status"] or "", "")),
            _text(row["instrument"] and label("instrument", row["instrument"])),
        ]
        if reasons:
            cells.append(_text(f"{row['rule']} {row['confidence']:.2f}"))
        table.add_row(*cells)
    return Padding(table, (1, 0, 0, 0))


def _relations(document: DocumentRows) -> RenderableType | None:
    rows = document["relations"]
    if not rows:
        return None
    table = _table("relations", rows)
    for row in rows:
        table.add_row(
            _text(row["head_text"]),
            _text(f"— {label('relation_type', row['type'])}{' ' + row['role'] if row['role'] else ''} →", "blue"),
            _text(row["tail_text"]),
        )
    table.show_header, table.expand = False, False
    return Padding(table, (1, 0, 0, 0))


def _times(document: DocumentRows) -> RenderableType | None:
    """Each expression once, with what it resolves to."""
    rows = document["times"]
    if not rows:
        return None
    table = _table("times", rows)
    for name in ("text", "begin", "finish", "recurring"):
        table.add_column(label("times" if name != "text" else "*", name), no_wrap=name != "text")
    table.expand = False
    seen = Counter((row["text"], row["begin"], row["finish"], row["recurring"]) for row in rows)
    for (text, begin, finish, recurring), count in seen.items():
        table.add_row(
            _text(text, "cyan").append(f" ×{count}" if count > 1 else "", "dim"),
            _text(begin),
            _text(finish),
            _text(recurring and label("recurring", recurring)),
        )
    return Padding(table, (1, 0, 0, 0))


def _entities(document: DocumentRows) -> RenderableType | None:
    """By type, each name once with its count; the full name where it is another."""
    rows = document["entities"]
    if not rows:
        return None
    table = _table("entities", rows)
    table.add_column("", style="dim", no_wrap=True)
    table.add_column("", ratio=1)
    table.show_header = False
    for kind, group in groupby(sorted(rows, key=lambda row: row["type"]), key=lambda row: row["type"]):
        names = Counter((row["text"], row["canonical"], row["code"]) for row in group)
        line = Text()
        for (text, canonical, code), count in names.most_common():
            line.append(text, STYLES["entities"])
            if canonical and canonical != text and canonical not in text:
                line.append(f" = {canonical}", "dim")
            line.append((f" {code}" if code else "") + (f" ×{count}" if count > 1 else "") + "   ", "dim")
        table.add_row(label("entity_type", kind), line)
    return Padding(table, (1, 0, 0, 0))


def _reasons(document: DocumentRows) -> list[RenderableType]:
    """The steps behind each figure, and the numerals that are no figure with what they are."""
    parts: list[RenderableType] = []
    known = traces(document)
    if known:
        parts += [Text(), Rule("how each figure was read", align="left", style="dim")]
    for number, row in enumerate(document["figures"], 1):
        for step in known.get((row["start"], row["end"]), ()):
            parts.append(Text(f"{number:>4}  {row['text']}  ", STYLES["figures"]).append(step, "dim not bold"))
    others = not_figures(document)
    if others:
        parts += [Text(), Rule("numerals that are no quantity", align="left", style="dim")]
        for role, group in groupby(sorted(others, key=lambda row: row["role"]), key=lambda row: row["role"]):
            counts = Counter(row["text"] for row in group)
            parts.append(
                Text(f"{label('role', role)}  ", "bold red" if role == "unread" else "dim").append(
                    "  ".join(f"{text} ×{count}" if count > 1 else text for text, count in counts.most_common())
                )
            )
    return parts
