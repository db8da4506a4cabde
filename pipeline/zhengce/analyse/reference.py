"""The command reference: the help of every command, as Markdown."""

from __future__ import annotations

from collections.abc import Iterator

import click


def reference(command: click.Command, name: str = "zhengce") -> str:
    """The help of a command and of all below it, each under a heading of its own."""
    parts = ["# Commands", "", "Made from the commands' own help; a test compares.", ""]
    for context in _walk(command, name):
        parts += [f"## {context.command_path}", "", "```", context.get_help(), "```", ""]
    return "\n".join(parts)


def _walk(command: click.Command, name: str, parent: click.Context | None = None) -> Iterator[click.Context]:
    """Contexts as a terminal of 100 columns would make them; those below inherit the names of the help option."""
    context = click.Context(command, parent, name, **{**command.context_settings, "terminal_width": 100, "max_content_width": 100})
    yield context
    if isinstance(command, click.Group):
        for below in sorted(command.commands):
            yield from _walk(command.commands[below], below, context)


if __name__ == "__main__":
    from zhengce.cli import main

    click.echo(reference(main), nl=False)
