"""The page of every command with every option, as Typer has them."""

from __future__ import annotations

from collections.abc import Iterator
from inspect import cleandoc
from typing import Any

import typer
from tests.marked_tables import table

from caseledger.cli.app import app

HEAD = ("option", "means")
PROGRAM = "caseledger"


def commands() -> Iterator[tuple[str, Any, typer.Context]]:
    """Yield every command by the words that call it, the program itself first."""
    program = typer.main.get_command(app)
    yield from _below(PROGRAM, program, typer.Context(program, info_name=PROGRAM))


def _below(words: str, command: Any, context: typer.Context) -> Iterator[tuple[str, Any, Any]]:
    yield words, command, context
    if hasattr(command, "list_commands"):
        for name in command.list_commands(context):
            one = command.get_command(context, name)
            yield from _below(
                f"{words} {name}", one, typer.Context(one, info_name=name, parent=context)
            )


def command_page() -> str:
    """Write a section for each command: how it is called, what it does, what it takes."""
    return "\n".join(_section(*one) for one in commands())


def _section(words: str, command: Any, context: typer.Context) -> str:
    usage = " ".join((words, *command.collect_usage_pieces(context)))
    said = cleandoc(command.help or "").replace("\b\n", "")
    rows = [_row(one, context) for one in command.params if not one.hidden]
    parts = (f"## {words}", f"```text\n{usage}\n```", said, table(HEAD, rows) if rows else "")
    return "\n\n".join(part.strip() for part in parts if part) + "\n"


def _row(parameter: Any, context: typer.Context) -> tuple[str, str]:
    called, means = parameter.get_help_record(context)
    return f"`{called}`", means.replace("<", "&lt;")
