"""The table of commands, and the options that stand before them."""

import os
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from caseledger import __version__
from caseledger.cli.clock import clock_of
from caseledger.cli.lazy import SETTINGS, lazy_group
from caseledger.cli.options import AsOf, HeardBy, Known
from caseledger.cli.session import Session, say
from caseledger.errors import UsageProblem


class Color(StrEnum):
    """When to paint."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


class Lang(StrEnum):
    """The language of labels and sentences."""

    EN = "en"
    RU = "ru"


COMMANDS: tuple[tuple[str, str], ...] = (
    ("show", "show:show"),
    ("why", "why:why"),
    ("timeline", "timeline:timeline"),
    ("conflicts", "conflicts:conflicts"),
    ("status", "status:status"),
    ("deadlines", "deadlines:deadlines"),
    ("stats", "stats:stats"),
    ("log", "log:log"),
    ("diff", "diff:diff"),
    ("init", "init:init"),
    ("add", "add:add"),
    ("cite", "amend:cite"),
    ("verify", "amend:verify"),
    ("close", "amend:close"),
    ("move", "amend:move"),
    ("confirm", "confirm:confirm"),
    ("split", "split:split"),
    ("set", "fields:set_field"),
    ("unset", "fields:unset"),
    ("rm", "fields:remove"),
    ("edit", "edit:edit"),
    ("commit", "commit:commit"),
    ("undo", "undo:undo"),
    ("mv", "mv:mv"),
    ("resolve", "resolve:resolve"),
    ("sync", "sync:sync"),
    ("trust", "commit:trust"),
    ("check", "check:check"),
    ("fmt", "fmt:fmt"),
    ("migrate", "migrate:migrate"),
    ("explain", "explain:explain"),
    ("vocabulary", "vocabulary:vocabulary"),
    ("rules", "rules:rules"),
    ("doctor", "doctor:doctor"),
    ("schema", "schema:schema"),
    ("completion", "completion:completion"),
    ("textconv", "textconv:textconv"),
    ("merge-driver", "merge_driver:merge_driver"),
)
"""Every command with its module and function, in the order of the help."""

app = typer.Typer(
    name="caseledger",
    cls=lazy_group(dict(COMMANDS)),
    no_args_is_help=False,
    invoke_without_command=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    pretty_exceptions_show_locals=False,
    context_settings=SETTINGS,
)


def _version(value: bool) -> None:
    if value:
        say(f"caseledger {__version__}\n")
        raise typer.Exit


@app.callback()
def options(
    context: typer.Context,
    folder: Annotated[
        Path | None,
        typer.Option(
            "-C", metavar="DIR", help="Use the ledger of this folder.", envvar="CASELEDGER_DIR"
        ),
    ] = None,
    today_is: Annotated[
        str | None,
        typer.Option(
            "--today", metavar="DATE", help="Take this day for today.", envvar="CASELEDGER_TODAY"
        ),
    ] = None,
    color: Annotated[Color, typer.Option("--color", help="When to paint.")] = Color.AUTO,
    lang: Annotated[
        Lang, typer.Option("--lang", help="Language of labels.", envvar="CASELEDGER_LANG")
    ] = Lang.EN,
    ascii_only: Annotated[bool, typer.Option("--ascii", help="Draw with ASCII only.")] = False,
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help="Only data and errors.")] = False,
    verbose: Annotated[
        bool, typer.Option("-v", "--verbose", help="Say more about problems.")
    ] = False,
    as_of: AsOf = None,
    heard_by: HeardBy = None,
    known: Known = None,
    version: Annotated[  # noqa: ARG001 - its callback does it
        bool,
        typer.Option(
            "--version", help="Print the version and stop.", callback=_version, is_eager=True
        ),
    ] = False,
) -> None:
    """The ledger of asylum, extradition and removal cases: who stands where, and why."""
    start = folder or Path(os.curdir)
    context.obj = Session(
        start, clock_of(today_is), color.value, lang.value, ascii_only, quiet, verbose
    )
    if context.invoked_subcommand is None:
        from caseledger.cli.commands.today import today

        today(context, as_of, heard_by, known)
    elif not (as_of is heard_by is known is None):
        raise UsageProblem(
            "--as-of, --heard-by and --known belong behind the command",
            "for example status --as-of 2024-03",
        )
