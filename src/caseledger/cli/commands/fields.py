"""`set`, `unset` and `rm`: one field, one entry."""

from typing import Annotated, Any

import typer

from caseledger.cli import completing
from caseledger.cli.asking import ask, can_ask, confirm
from caseledger.cli.options import CaseWord
from caseledger.cli.session import tell
from caseledger.cli.writing import Asked, Ways, desk_of, writes
from caseledger.errors import UsageProblem

FieldPath = Annotated[
    str,
    typer.Argument(
        metavar="PATH",
        help="title, z8n3c.date, vlast.reliability ...",
        autocompletion=completing.paths,
    ),
]


@writes
def set_field(
    context: typer.Context,
    case: CaseWord,
    path: FieldPath,
    values: Annotated[
        list[str],
        typer.Argument(
            metavar="VALUE...", help="More for a list.", autocompletion=completing.values
        ),
    ],
) -> Asked:
    """Set a field of a case or of one of its entries.

    For example: set menlibayev z8n3c.final yes
    """
    from caseledger.actions.fields import set_plan

    desk = desk_of(context.obj)
    words = {"case": [case], "path": [path]}
    return Asked(desk, words, lambda: set_plan(desk, words["case"][0], words["path"][0], values))


@writes
def unset(context: typer.Context, case: CaseWord, path: FieldPath) -> Asked:
    """Take a field away."""
    from caseledger.actions.fields import unset_plan

    desk = desk_of(context.obj)
    words = {"case": [case], "path": [path]}
    return Asked(desk, words, lambda: unset_plan(desk, words["case"][0], words["path"][0]))


@writes
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
) -> Asked:
    """Take an entry away that should never have been there; asks, and records the reason.

    What turned out not to be true is not removed but refuted: set CASE EVENT.state refuted
    """
    from caseledger.actions.fields import remove_plan
    from caseledger.actions.messages import with_reason

    desk = desk_of(context.obj)
    words = {"case": [case], "path": [entry]}

    def confirmed(plan: Any, ways: Ways) -> object:  # noqa: ANN401 - a Plan
        why = reason or _asked_reason()
        tell(f"this takes away {plan.made[0][0]} {plan.made[0][1]}; the history keeps it")
        if not ways.yes and not (can_ask() and confirm("take it away?")):
            raise typer.Abort
        return with_reason(plan, why)

    return Asked(
        desk,
        words,
        lambda: remove_plan(desk, words["case"][0], words["path"][0]),
        confirm=confirmed,
    )


def _asked_reason() -> str:
    reason = ask("why") if can_ask() else ""
    if not reason:
        raise UsageProblem("a reason is needed to take an entry away", "give it with --reason")
    return reason
