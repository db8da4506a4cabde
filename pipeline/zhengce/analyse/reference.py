"""The command reference: the help of every command, as Markdown."""

from __future__ import annotations

from collections.abc import Iterator

import click


def reference(command: click.Command, name: str = "zhengce") -> str:
    """The help of a command and of all below it, each under a heading of its own."""
    parts = ["# Commands", "", "Made from the commands' own help; a test compares.", ""]
    for path, one in _walk(command, name):
        context = click.Context(one, info_name=path, max_content_width=100, terminal_width=100)
        parts += [f"## {path}", "", "```", one.get_help(context), "```", ""]
    return "\n".join(parts)


def _walk(command: click.Command, path: str) -> Iterator[tuple[str, click.Command]]:
    yield path, command
    if isinstance(command, click.Group):
        for name in sorted(command.commands):
            yield from _walk(command.commands[name], f"{path} {name}")


if __name__ == "__main__":
    from zhengce.cli import main

    click.echo(reference(main), nl=False)
