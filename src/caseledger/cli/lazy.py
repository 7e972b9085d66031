"""A group of commands that makes a command when it is called, so that each pays for itself only.

Typer would make all of them at every start: with an option for each field of an event that takes
longer than the rest of a light command.
"""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from importlib import import_module
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

SETTINGS = {"help_option_names": ["-h", "--help"]}
PACKAGE = "caseledger.cli.commands"


def lazy_group(table: Mapping[str, str]) -> type[TyperGroup]:
    """Make the class of a group; the table leads from a command to its ``module:function``."""

    class LazyGroup(TyperGroup):
        """Looks a command up in the table and makes it when it is first asked for."""

        def list_commands(self, ctx: typer.Context) -> list[str]:  # type: ignore[override]  # noqa: ARG002
            """Name every command, in the order of the table."""
            return list(table)

        def get_command(self, ctx: typer.Context, cmd_name: str) -> Any:  # type: ignore[override]  # noqa: ANN401, ARG002
            """Return a command, or ``None`` where there is none of this name."""
            if cmd_name in table and cmd_name not in self.commands:
                self.commands[cmd_name] = _made(cmd_name, found(table[cmd_name]))
            return self.commands.get(cmd_name)

        def format_commands(self, ctx: typer.Context, formatter: Any) -> None:  # type: ignore[override]  # noqa: ANN401, ARG002
            """Write a line for each command, from its documentation alone."""
            limit = formatter.width - 6 - max(map(len, table))
            with formatter.section("Commands"):
                formatter.write_dl(list(_rows(table, limit)))

        def resolve_command(self, ctx: typer.Context, args: list[str]) -> Any:  # type: ignore[override]  # noqa: ANN401
            """Find the command that is called, or say which one may have been meant."""
            if args and args[0] not in table and not args[0].startswith("-"):
                near = get_close_matches(args[0], table)
                meant = f" Did you mean {', '.join(map(repr, near))}?" if near else ""
                ctx.fail(f"No such command {args[0]!r}.{meant}")
            return super().resolve_command(ctx, args)

    return LazyGroup


def found(place: str) -> Any:  # noqa: ANN401 - a function, or a group of them
    """Import what a command runs."""
    module, _, name = place.partition(":")
    return getattr(import_module(f"{PACKAGE}.{module}"), name)


def _made(name: str, command: Any) -> TyperCommand | TyperGroup:  # noqa: ANN401
    if isinstance(command, typer.Typer):
        return typer.main.get_command(command)  # type: ignore[return-value]
    alone = typer.Typer(
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings=SETTINGS,
    )
    alone.command(name)(command)
    return typer.main.get_command(alone)  # type: ignore[return-value]


def _rows(table: Mapping[str, str], limit: int) -> Iterator[tuple[str, str]]:
    for name, place in table.items():
        command = found(place)
        help_text = command.info.help if isinstance(command, typer.Typer) else command.__doc__
        first = (help_text or "").strip().partition("\n")[0].rstrip(".")
        whole = f"{first}."
        yield name, whole if len(whole) <= limit else _cut(first, limit)


def _cut(text: str, limit: int) -> str:
    """Keep the words that fit, and say that there are more."""
    room = limit - 3
    return f"{text[: text.rfind(' ', 0, room + 1)]}..."
