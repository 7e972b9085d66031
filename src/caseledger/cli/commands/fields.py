"""`set`, `unset` and `rm`: one field, one entry."""

from dataclasses import replace
from typing import Annotated

import typer

from caseledger.cli import completing
from caseledger.cli.asking import ask, can_ask, confirm
from caseledger.cli.options import AsJson, CaseWord, DryRun, Message, NoCommit, Yes
from caseledger.cli.session import Session, tell
from caseledger.cli.writing import Ways, desk_of, finish, settled
from caseledger.errors import UsageProblem

FieldPath = Annotated[
    str,
    typer.Argument(
        metavar="PATH",
        help="title, z8n3c.date, vlast.reliability ...",
        autocompletion=completing.paths,
    ),
]


def set_field(
    context: typer.Context,
    case: CaseWord,
    path: FieldPath,
    values: Annotated[list[str], typer.Argument(metavar="VALUE...", help="More for a list.")],
    no_commit: NoCommit = False,
    message: Message = None,
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> int:
    """Set a field of a case or of one of its entries.

    For example: set menlibayev z8n3c.final yes
    """
    from caseledger.actions.fields import set_plan

    session: Session = context.obj
    desk = desk_of(session)
    words = {"case": [case], "path": [path]}
    plan = settled(
        session,
        desk,
        words,
        lambda: set_plan(desk, words["case"][0], words["path"][0], values),
    )
    return finish(session, plan, Ways(not no_commit, message, dry_run, as_json=as_json))


def unset(
    context: typer.Context,
    case: CaseWord,
    path: FieldPath,
    no_commit: NoCommit = False,
    message: Message = None,
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> int:
    """Take a field away."""
    from caseledger.actions.fields import unset_plan

    session: Session = context.obj
    desk = desk_of(session)
    words = {"case": [case], "path": [path]}
    plan = settled(
        session, desk, words, lambda: unset_plan(desk, words["case"][0], words["path"][0])
    )
    return finish(session, plan, Ways(not no_commit, message, dry_run, as_json=as_json))


def remove(
    context: typer.Context,
    case: CaseWord,
    entry: Annotated[
        str,
        typer.Argument(
            metavar="ENTRY",
            help="An event, a source or a person: its id, or its beginning.",
            autocompletion=completing.events,
        ),
    ],
    reason: Annotated[
        str, typer.Option("--reason", metavar="TEXT", help="Why; the history keeps it.")
    ] = "",
    no_commit: NoCommit = False,
    message: Message = None,
    dry_run: DryRun = False,
    yes: Yes = False,
    as_json: AsJson = False,
) -> int:
    """Take an entry away that should never have been there; asks, and records the reason.

    What turned out not to be true is not removed but refuted: set CASE EVENT.state refuted
    """
    from caseledger.actions.fields import remove_plan
    from caseledger.actions.messages import with_reason

    session: Session = context.obj
    desk = desk_of(session)
    words = {"case": [case], "path": [entry]}
    plan = settled(
        session, desk, words, lambda: remove_plan(desk, words["case"][0], words["path"][0])
    )
    ways = Ways(not no_commit, message, dry_run, yes, as_json)
    if dry_run:
        return finish(session, plan, ways)
    reason = reason or _asked_reason()
    tell(f"this takes away {plan.made[0][0]} {plan.made[0][1]}; the history keeps it")
    if not yes and not (can_ask() and confirm("take it away?")):
        raise typer.Abort
    return finish(session, with_reason(plan, reason), replace(ways, yes=True))


def _asked_reason() -> str:
    reason = ask("why") if can_ask() else ""
    if not reason:
        raise UsageProblem("a reason is needed to take an entry away", "give it with --reason")
    return reason
