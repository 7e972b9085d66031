"""`commit` and `trust`: hand edits into the history, and whose repository may run what."""

from typing import Annotated

import typer

from caseledger.cli import completing
from caseledger.cli.asking import can_ask, confirm
from caseledger.cli.options import AsJson, DryRun, Message, Yes
from caseledger.cli.session import Session, say, tell
from caseledger.cli.writing import Asked, Ways, desk_of, finish, settled

DONE = 0


def commit(
    context: typer.Context,
    cases: Annotated[
        list[str] | None,
        typer.Argument(metavar="[CASE]...", help="Else all.", autocompletion=completing.case_ids),
    ] = None,
    message: Message = None,
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> int:
    """Commit case files that were edited by hand, after a check; the message says what changed."""
    from caseledger.actions.committing import commit_plan, gone

    session: Session = context.obj
    desk = desk_of(session)
    words = {"case": list(cases or [])}
    plan = settled(session, Asked(desk, words, lambda: commit_plan(desk, words["case"])))
    for path in gone(desk):
        tell(f"{path} is gone; that a case is removed is for git rm to record")
    return finish(session, plan, Ways(True, message, dry_run, yes=True, as_json=as_json))


def trust(context: typer.Context, yes: Yes = False) -> int:
    """Show what in this repository could run programs when git runs, and remember your word.

    A repository that came from somebody else can bring settings and hooks with it. Nothing is
    written to a ledger whose repository has such things until you have seen them.
    """
    from caseledger.actions.committing import doubts_of, trust_them

    session: Session = context.obj
    desk = desk_of(session)
    doubts = doubts_of(desk)
    if not doubts:
        say("nothing here runs programs but git itself\n")
        return DONE
    for one in doubts:
        say(f"{one}\n")
    if not yes and not (can_ask() and confirm("did you, or somebody you trust, put these here?")):
        tell("not trusted; --yes says that you have seen them")
        return 1
    trust_them(desk)
    say("remembered, until one of them changes\n")
    return DONE
