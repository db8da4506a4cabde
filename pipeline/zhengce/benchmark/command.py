"""`zhengce benchmark` on the command line."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.argument("paths", nargs=-1, required=True)
@click.option("--config", "config_file", type=click.Path(path_type=Path), help="Configuration (TOML).")
@click.option("--characters", type=click.IntRange(1), default=1_000_000, show_default=True, help="About this much text.")
@click.option("--jobs", help="Compare runs with these numbers of worker processes: 1,2.")
@click.option("--growth", help="Also over these millions of characters, where speed should be the same: 1,10,50.")
@click.option("--json", "as_json", is_flag=True, help="Data for a script.")
def benchmark(paths: tuple[str, ...], config_file: Path | None, characters: int, jobs: str | None, growth: str | None,
              as_json: bool) -> None:
    """Speed of each stage and of the whole, as ratios to plain jieba.cut on the same text."""
    import dataclasses
    import json

    from zhengce.benchmark.report import benchmark as measure
    from zhengce.benchmark.shown import lines
    from zhengce.config import read_config

    config = read_config(config_file) if config_file else None
    report = measure(paths, config, characters, _numbers(jobs), [size * 1_000_000 for size in _numbers(growth)])
    if as_json:
        click.echo(json.dumps(dataclasses.asdict(report)))
        return
    for line in lines(report):
        click.echo(line)


def _numbers(text: str | None) -> list[int]:
    parts = [part.strip() for part in (text or "").split(",") if part.strip()]
    if any(not part.isdecimal() or not int(part) for part in parts):
        raise click.UsageError(f"numbers from 1, parted by commas, not {text!r}")
    return list(map(int, parts))
