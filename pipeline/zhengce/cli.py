"""The command line: each command parses its words and calls a plain function. Messages go to stderr, data to stdout."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from zhengce import __version__
from zhengce.analyse.commands import COMMANDS
from zhengce.benchmark.command import benchmark
from zhengce.errors import ZhengceError

# Exit codes, as INTERFACE.md fixes them.
CHECK_FAILED, USAGE, SOME_REJECTED = 1, 2, 3
INTERRUPTED = 130

if TYPE_CHECKING:
    from zhengce.lexicon.labels import Language
    from zhengce.store.export import Format

_CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}
store_option = click.option("--store", type=click.Path(path_type=Path), default="zhengce.duckdb", show_default=True,
                            help="The store file.")
config_option = click.option("--config", "config_file", type=click.Path(path_type=Path), help="Configuration (TOML).")


def say(message: str) -> None:
    """A message for the person at the terminal."""
    click.echo(message, err=True)


class Commands(click.Group):
    """Errors made on purpose are one readable line, not a traceback."""

    def invoke(self, context: click.Context):
        # Before numpy is loaded: the sums of the models are small, threads for them only wait for each other.
        os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
        try:
            return super().invoke(context)
        except ZhengceError as error:
            say(f"zhengce: {error}")
            sys.exit(USAGE)


@click.group(cls=Commands, context_settings=_CONTEXT)
@click.version_option(__version__, prog_name="zhengce")
def main() -> None:
    """Figures, entities and policy actions out of Chinese policy text, as tables."""


for command in (*COMMANDS, benchmark):
    main.add_command(command)


def _config(path: Path | None):
    from zhengce.config import read_config

    return read_config(path) if path else None


@main.command()
@click.argument("paths", nargs=-1)
@store_option
@config_option
@click.option("--what-if", is_flag=True, help="Say row by row what would change in the store, and save nothing.")
@click.option("--jobs", type=click.IntRange(0), default=1, show_default=True, help="Worker processes; 0: in this process.")
@click.option("--force", is_flag=True, help="Process unchanged documents again.")
@click.option("--prune", is_flag=True, help="Remove the documents of files that are gone.")
@click.option("--engine", type=click.Choice(["local", "dask"]), default="local", show_default=True,
              help="dask: a folder of Parquet partitions, made by Dask distributed.")
@click.option("--scheduler", metavar="ADDRESS", help="Address of a Dask cluster; without it, --jobs processes of this machine.")
@click.option("--wait/--no-wait", default=True, show_default=True, help="Wait for another run on this store.")
def run(paths: tuple[str, ...], store: Path, config_file: Path | None, what_if: bool, **options) -> None:
    """Process new and changed documents into the store.

    With --what-if no PATHS are needed: all documents of the store are read again, under the rules of today and --config. Signs:
    `+` a row that would come, `-` go, `~` say something else.
    """
    if what_if:
        _what_if(store, config_file, options)
        return
    if not paths:
        raise click.UsageError("Missing argument 'PATHS...'.")
    from zhengce.store.batch import Options, run_paths
    from zhengce.store.database import Store
    from zhengce.store.progress import shown_progress
    from zhengce.store.told import told

    place = Store(store)
    try:
        with shown_progress() as progress:
            outcome = run_paths(list(paths), place, _config(config_file), Options(**options), progress, say)
    except KeyboardInterrupt:
        say("interrupted: what was done is stored, and the same command does the rest")
        sys.exit(INTERRUPTED)
    for line in told(outcome, place):
        say(line)
    if outcome.rejected or outcome.rejected_before:
        sys.exit(SOME_REJECTED)


def _what_if(store: Path, config_file: Path | None, options: dict) -> None:
    from collections import Counter

    from zhengce.store import what_if
    from zhengce.store.batch import Options
    from zhengce.store.database import Store

    changes: Counter[str] = Counter()
    for change in what_if.what_if(Store(store), _config(config_file), Options(**{**options, "engine": "local"}), say):
        click.echo(str(change))
        changes[f"{change.sign} {change.table}"] += 1
    say(", ".join(f"{number:,} {what}" for what, number in sorted(changes.items())) or "nothing would change")


@main.command()
@click.argument("store", type=click.Path(exists=True, path_type=Path))
@click.argument("out", type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(["parquet", "csv", "xlsx", "sqlite", "jsonl"]), required=True)
@click.option("--tables", help="Only these tables, comma-separated.")
@click.option("--language", type=click.Choice(["zh", "en"]), default="zh", show_default=True, help="Words of a workbook; en: the schema's.")
def export(store: Path, out: Path, form: Format, tables: str | None, language: Language) -> None:
    """Write the store's tables as files for other programs."""
    from zhengce.rows import TABLES
    from zhengce.store import export as module
    from zhengce.store.database import Store

    frames = {table: getattr(Store(store), table) for table in TABLES}
    for path in module.export(frames, out, form, tables.split(",") if tables else None, language):
        say(str(path))


@main.command()
@click.argument("gold", type=click.Path(exists=True, path_type=Path))
@click.option("--tables", help="Only these tables, comma-separated.")
@click.option("--text", type=click.Path(exists=True, path_type=Path), help="The text, where source.json does not name it.")
@click.option("--json", "as_json", is_flag=True, help="Data for a script.")
@click.option("--misses/--no-misses", default=True, help="List every miss and extra.")
@click.option("--sentences", is_flag=True, help="With each miss, its sentence.")
def evaluate(gold: Path, tables: str | None, text: Path | None, as_json: bool, misses: bool, sentences: bool) -> None:
    """Precision, recall and F1 against gold folders, by table, kind and column."""
    import dataclasses
    import json

    from zhengce.analyse import evaluate as module
    from zhengce.analyse.gold import TABLES

    scores = module.evaluate(gold, tables.split(",") if tables else TABLES, text=text)
    if as_json:
        click.echo(json.dumps({table: {"gold": score.gold, "predicted": score.predicted, **score.measures(), "kinds": score.by_kind(),
                                       "misses": [dataclasses.asdict(miss) for miss in score.misses]}
                               for table, score in scores.items()}, ensure_ascii=False))
        return
    for table, score in scores.items():
        for miss in sorted(score.misses, key=lambda miss: (miss.document, miss.what, miss.start)) if misses else ():
            click.echo("\t".join((miss.document, table, miss.what, str(miss.start), miss.text, miss.detail, *([miss.sentence] if sentences else []))))
        say(f"{table}: {score.gold} in gold, {score.predicted} found")
        for name, value in score.measures().items():
            say(f"    {name:24} {value:.3f}")
        for kind, (precision, recall, f1) in score.by_kind().items():
            say(f"      {kind or '–':22} p {precision:.3f}  r {recall:.3f}  f1 {f1:.3f}")


@main.command()
@click.argument("names", nargs=-1)
def train(names: tuple[str, ...]) -> None:
    """Fit the shipped models (all, or those named) from gold and labels, by the recipes in models/ of a checkout."""
    from zhengce.train import train as fit_models

    for name, report in fit_models(names):
        click.echo(f"{name}: {', '.join(f'{measure} {value}' for measure, value in report.items())}")


if __name__ == "__main__":
    main()
