"""`rules`: which rules for deadlines there are, what one says, and whether its examples hold."""

from enum import StrEnum
from typing import Annotated

import typer

from caseledger.cli.completing import rules as rule_ids
from caseledger.cli.lazy import SETTINGS, lazy_group
from caseledger.cli.options import AsJson, Output
from caseledger.cli.output import format_of, print_page, tell_own_files
from caseledger.cli.session import Session, tell

DONE, FAILED = 0, 1
COMMANDS = {"show": "rules:show_rule", "test": "rules:try_rules"}

rules = typer.Typer(
    name="rules",
    cls=lazy_group(COMMANDS),
    help="List the rules for deadlines, show one, or try their examples.",
    invoke_without_command=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings=SETTINGS,
)


class Binds(StrEnum):
    """Who must act."""

    APPLICANT = "applicant"
    STATE = "state"


class Status(StrEnum):
    """How well the law was read."""

    TEXT = "text"
    SECONDARY = "secondary"
    PARTIAL = "partial"
    UNVERIFIED = "unverified"


@rules.callback()
def list_rules(
    context: typer.Context,
    state: Annotated[
        str, typer.Option("--state", metavar="STATE", help="Only those of a state, such as KZ.")
    ] = "",
    binds: Annotated[
        Binds | None, typer.Option("--binds", help="Only those that bind this side.")
    ] = None,
    status: Annotated[
        list[Status] | None,
        typer.Option("--status", help="Only those read so well; may be repeated."),
    ] = None,
    track: Annotated[
        str,
        typer.Option("--track", metavar="TRACK", help="Only those that an event of it starts."),
    ] = "",
    own: Annotated[bool, typer.Option("--own", help="Only those of this ledger.")] = False,
    whole: Annotated[
        bool, typer.Option("--all", help="Ways of counting and treaties as well.")
    ] = False,
    output: Output = None,
    as_json: AsJson = False,
) -> int:
    """List the rules for deadlines, show one, or try their examples.

    Works outside a ledger too; inside one its own rules are included.
    """
    if context.invoked_subcommand is not None:
        return DONE
    from caseledger.actions.rules import Chosen, listed
    from caseledger.render.envelope import Envelope
    from caseledger.render.rules import list_page

    session: Session = context.obj
    statuses = tuple(one.value for one in status or ())
    chosen = Chosen(state.upper(), binds.value if binds else "", statuses, track, own)
    found = listed(session.folder, session.clock, chosen)
    envelope = Envelope("rules", found.ledger, None)
    page = list_page(found.rules, found.vocabulary, envelope, session.lang, whole=whole)
    print_page(session, page, format_of(output, as_json))
    tell_own_files(found.ledger)
    return DONE


def show_rule(
    context: typer.Context,
    word: Annotated[
        list[str],
        typer.Argument(
            metavar="RULE...",
            help="A rule, a way of counting or a treaty: its id, or the beginning.",
            autocompletion=rule_ids,
        ),
    ],
    output: Output = None,
    as_json: AsJson = False,
) -> int:
    """Show everything of a rule, a way of counting or a treaty."""
    from caseledger.actions.rules import shown
    from caseledger.render.envelope import Envelope
    from caseledger.render.rules import rule_page

    session: Session = context.obj
    found = shown(session.folder, session.clock, word)
    page = rule_page(found.topic, found.manual, Envelope("rules", found.ledger, None), session.lang)
    print_page(session, page, format_of(output, as_json))
    return DONE


def try_rules(
    context: typer.Context,
    file: Annotated[
        str | None,
        typer.Argument(metavar="[FILE]", help="A file of rules; without it, all rules there are."),
    ] = None,
    output: Output = None,
    as_json: AsJson = False,
) -> int:
    """Try the examples of rules; end with 1 if one fails.

    For each that fails it shows how the day was counted.
    """
    from caseledger.actions.rules import tested
    from caseledger.render.envelope import Envelope
    from caseledger.render.rule_trials import trials_page

    session: Session = context.obj
    found = tested(session.folder, session.clock, file)
    envelope = Envelope("rules-test", found.ledger, None)
    page = trials_page(found.trials, found.untried, found.vocabulary, envelope, session.lang)
    print_page(session, page, format_of(output, as_json))
    for one in found.problems:
        place = f"{one.file}:{one.line}:{one.column}" if one.line else one.file
        tell(f"{place}: {one.severity.value} {one.code}: {one.message}")
    return FAILED if found.failed else DONE
