"""The analyst's commands: show, check, report, series, names, diff, annotate, code. Each parses its words and calls a plain function."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from zhengce.lexicon.labels import Language

CHECK_FAILED = 1

_path = click.Path(path_type=Path)


def say(message: str) -> None:
    """A message for the person at the terminal."""
    click.echo(message, err=True)


@click.command()
@click.argument("what", metavar="PATH|DOC_ID")
@click.option("--store", type=_path, default="zhengce.duckdb", show_default=True, help="The store, where a document id is given.")
@click.option("--explain", is_flag=True, help="Also why each row is there, and the numerals that are no quantity.")
def show(what: str, store: Path, explain: bool) -> None:
    """One article in the terminal: spans highlighted, tables below."""
    from zhengce.analyse import show as module
    from zhengce.analyse.document_rows import documents_of

    chosen = documents_of(what) if Path(what).exists() else documents_of(store, what)
    documents = list(chosen)
    if not documents:
        raise click.UsageError(f"neither a file nor a document of {store}: {what}")
    for document in documents:
        module.show(document, reasons=explain)


@click.command()
@click.argument("what", metavar="STORE|PATH...", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--baseline", type=_path, required=True, help="Folder of the accepted figures: CSV files to review in git.")
@click.option("--accept", is_flag=True, help="Accept what is there now.")
def check(what: tuple[Path, ...], baseline: Path, accept: bool) -> None:
    """Figures changed, gone and new against an accepted baseline; exit code 1 where there are any.

    Signs: `!` contradicts, `~` only more precise (超4000亿 → 4212亿), `*` changed otherwise, `-` gone, `+` new.
    """
    from zhengce.analyse import check as module

    if accept:
        say(f"{module.accept(what, baseline)} documents accepted into {baseline}")
        return
    changes = module.check(what, baseline)
    if changes:
        click.echo(module.report(changes))
    say(module.summary(changes))
    if changes:
        sys.exit(CHECK_FAILED)


@click.command()
@click.argument("store", type=click.Path(exists=True, path_type=Path))
@click.option("-o", "--out", type=_path, default="report.html", show_default=True, help="The page to write.")
@click.option("--language", type=click.Choice(["zh", "en"]), default="zh", show_default=True, help="Language of the labels.")
def report(store: Path, out: Path, language: Language) -> None:
    """One self-contained page of the store: articles with highlights, tables, charts; works offline."""
    from zhengce.analyse import report as module
    from zhengce.analyse.document_rows import documents_of

    say(f"report: {module.write_report(documents_of(store), out, language)}")


@click.command()
@click.argument("store", type=click.Path(exists=True, path_type=Path))
@click.option("--indicator", help="Only series whose indicator contains this.")
def series(store: Path, indicator: str | None) -> None:
    """One indicator over documents and years; contradictions are flagged with `!`."""
    from zhengce.analyse import series as module
    from zhengce.analyse.document_rows import documents_of

    flagged = 0
    for one in module.find_series(documents_of(store), indicator):
        click.echo(" · ".join(part for part in one.key if part))
        for point in one.points:
            click.echo(f"    {point.period.year or '':<6}{point.figure['text']}  ({point.document.name})")
        for found in one.contradictions:
            flagged += 1
            click.echo(f"  ! {found.first.figure['text']} / {found.second.figure['text']}: {found.agreement.reason}")
    say(f"{flagged} contradictions")


@click.command()
@click.argument("store", type=click.Path(exists=True, path_type=Path))
@click.option("--type", "kind", help="Only names of this type: organ, place, programme …")
@click.option("--with", "name", metavar="NAME", help="Instead: what stands in one sentence with this name.")
@click.option("--limit", type=click.IntRange(1), default=30, show_default=True, help="How many.")
@click.option("--json", "as_json", is_flag=True, help="Data for a script: all columns, no limit.")
def names(store: Path, kind: str | None, name: str | None, limit: int, as_json: bool) -> None:
    """Entities over all documents: each name once, with its forms, mentions, documents and first mention."""
    from zhengce.analyse.names import names as all_names
    from zhengce.analyse.names import together
    from zhengce.store.database import Store

    found = together(Store(store), name) if name else all_names(Store(store))
    if kind:
        found = found[found["other_type" if name else "type"] == kind]
    if as_json:
        click.echo(found.to_json(orient="records", force_ascii=False, date_format="iso"))
        return
    for row in found.head(limit).itertuples():
        if name:
            click.echo(f"{row.sentences:6} {row.documents:4}  {row.other_type:<10} {row.other}")
        else:
            click.echo(f"{row.mentions:6} {row.documents:4}  {row.type:<10} {row.name}  {row.forms if row.forms != row.name else ''}".rstrip())
    say(f"{len(found)} {'names in a sentence with ' + name if name else 'names'}; columns: "
        f"{'sentences' if name else 'mentions'}, documents, type, name{'' if name else ', forms'}")


@click.command()
@click.argument("store", type=click.Path(exists=True, path_type=Path))
@click.argument("before", metavar="DOC_A")
@click.argument("after", metavar="DOC_B")
def diff(store: Path, before: str, after: str) -> None:
    """What changed between two documents: figures, promises, actions, wording."""
    from zhengce.analyse import diff as module
    from zhengce.analyse.document_rows import documents_of

    old, new = (next(iter(documents_of(store, doc)), None) for doc in (before, after))
    if old is None or new is None:
        raise click.UsageError(f"not in {store}: {before if old is None else after}")
    difference = module.diff(old, new)
    for pair in difference.figures:
        if pair.change != "same":
            texts = " → ".join(point.figure["text"] if point else "–" for point in (pair.before, pair.after))
            named = next(point.figure["indicator"] or "" for point in (pair.before, pair.after) if point)
            click.echo(f"{pair.change:13}{named}  {texts}  {pair.reason}".rstrip())
    for name, changes in (("action", difference.actions), ("sentence", difference.sentences)):
        for one in changes:
            if one.change != "same":
                click.echo(f"{one.change:13}{name}  {' → '.join(row['text'] if row else '–' for row in (one.before, one.after))}")


def _documents(what: Path):
    """The documents of a store, of article files, or of gold folders."""
    from zhengce.analyse.document_rows import documents_of
    from zhengce.analyse.gold import gold_folders
    from zhengce.analyse.gold_rows import gold_rows

    if what.is_dir() and any(what.rglob("source.json")):
        return [gold_rows(folder) for folder in gold_folders(what)]
    return documents_of(what)


_tool = click.option("--tool", type=click.Choice(["label-studio", "doccano", "brat"]), required=True, help="The annotation tool.")


@click.group()
def annotate() -> None:
    """Rows out to an annotation tool, and what people made of them back as gold."""


@annotate.command("export")
@click.argument("what", metavar="STORE|PATH|GOLD", type=click.Path(exists=True, path_type=Path))
@click.option("-o", "--out", type=_path, required=True, help="The folder to write.")
@click.option("--tables", default="figures,times,entities,actions,relations", show_default=True)
@_tool
def annotate_export(what: Path, out: Path, tables: str, tool: str) -> None:
    """Write documents with their rows for an annotation tool."""
    from zhengce.analyse.annotate import export_annotations

    for path in export_annotations(_documents(what), out, tool, tables.split(",")):
        say(str(path))


@annotate.command("import")
@click.argument("exported", type=click.Path(exists=True, path_type=Path))
@click.option("-o", "--out", type=_path, required=True, help="The folder of gold folders to write.")
@_tool
def annotate_import(exported: Path, out: Path, tool: str) -> None:
    """Read a tool's export and write a gold folder for each document."""
    from zhengce.analyse.annotate import import_annotations

    for path in import_annotations(exported, out, tool):
        say(str(path))


@click.group()
def code() -> None:
    """Coding sheets for policy-instrument studies, and the agreement of coders."""


@code.command("sheet")
@click.argument("what", metavar="STORE|PATH", type=click.Path(exists=True, path_type=Path))
@click.option("-o", "--out", type=_path, required=True, help="The sheet to write: .xlsx or .csv.")
def code_sheet(what: Path, out: Path) -> None:
    """One line a clause: id, quoted evidence, codes filled in."""
    from zhengce.analyse import coding

    say(str(coding.write_sheet(coding.coding_sheet(_documents(what)), out)))


@code.command("kappa")
@click.argument("sheets", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
def code_kappa(sheets: tuple[Path, ...]) -> None:
    """Cohen's kappa between the coders of two or more sheets, by column."""
    from zhengce.analyse import coding

    if len(sheets) < 2:
        raise click.UsageError("two sheets or more")
    for one in coding.kappas({str(path): coding.read_sheet(path) for path in sheets}):
        click.echo(f"{one.column}\tkappa {one.kappa:.3f}\tagreement {one.agreement:.3f}\t{one.clauses} clauses\t{one.first} / {one.second}")


@click.command()
@click.option("--language", type=click.Choice(["zh", "en"]), default="zh", show_default=True)
def dictionary(language: Language) -> None:
    """The data dictionary as Markdown: every table, column and code."""
    from zhengce.analyse import dictionary as module

    click.echo(module.dictionary(language), nl=False)


COMMANDS = (show, check, report, series, names, diff, annotate, code, dictionary)
