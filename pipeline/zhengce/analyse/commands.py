"""The analyst's commands: show, check. Each parses its words and calls a plain function."""

from __future__ import annotations

import sys
from pathlib import Path

import click

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


COMMANDS = (show, check)
