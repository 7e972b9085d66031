"""`undo`: the inverse of an action, as a commit of its own."""

from typing import Annotated, Any

import typer

from caseledger.cli.asking import can_ask, confirm
from caseledger.cli.session import tell
from caseledger.cli.writing import Asked, Ways, desk_of, writes
from caseledger.errors import UsageProblem

MANY = 2
"""More cases than these are not changed back unasked."""


@writes
def undo(
    context: typer.Context,
    commit: Annotated[
        str | None,
        typer.Argument(metavar="[COMMIT]", help="Else the last that you did and did not undo."),
    ] = None,
) -> Asked:
    """Take back what a command did: its inverse as a new commit, which can itself be undone.

    What came later stays. Where later changes touch the same entries nothing is done, and they are
    named. Twice means the last two actions; undo UNDO brings back what an undo took.
    """
    from caseledger.actions.undo import undo_plan

    if commit is not None and not commit.strip():
        raise UsageProblem("an empty word names no commit", "leave it out for your last action")
    desk = desk_of(context.obj)
    return Asked(desk, {}, lambda: undo_plan(desk, commit or ""), confirm=_confirmed)


def _confirmed(plan: Any, ways: Ways) -> object:  # noqa: ANN401 - a Plan
    """Ask before more than a few cases change; a script says it with --yes."""
    if len(plan.writes) <= MANY or ways.yes:
        return plan
    from caseledger.domain.commit_message import body_of

    tell(f"this changes {len(plan.writes)} cases:")
    for write in plan.writes:
        for line in body_of(write.differences, public=write.is_public).splitlines():
            tell(f"  {write.case.id}: {line}")
    if not can_ask():
        raise UsageProblem(
            "so many cases are not changed back unasked", "--yes says that you mean it"
        )
    if not confirm("undo it?"):
        raise typer.Abort
    return plan
