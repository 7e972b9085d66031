"""`caseledger` alone: the list of the day."""

import typer

from caseledger.cli.output import screen_of, tell_days
from caseledger.cli.session import Session, say, tell_lines
from caseledger.errors import NotFound

WELCOME = """\
There is no ledger here or in a folder above.

A ledger is a folder with ledger.yaml and cases/, kept in git.

    caseledger init DIR       make a folder a ledger
    caseledger -C DIR         use the ledger in another folder
    caseledger vocabulary     the kinds of events that a case is made of
    caseledger --help         all commands"""


def today(
    context: typer.Context, as_of: str | None, heard_by: str | None, known: str | None
) -> None:
    """Show the list of the day: the gravest standings, alerts, what is new, and what is near."""
    from caseledger.actions.desk import open_desk
    from caseledger.actions.today import today as list_of
    from caseledger.render.formats import above
    from caseledger.render.today import text
    from caseledger.render.wording import wording_of

    session: Session = context.obj
    try:
        desk = open_desk(session.folder, session.clock, as_of, heard_by, known)
    except NotFound as error:
        if known is not None:
            raise
        tell_lines(WELCOME)
        raise typer.Exit(error.exit_code) from error
    found, files = list_of(desk)
    wording = wording_of(desk.ledger.vocabulary, desk.day, session.lang)
    screen = screen_of(session)
    say(above(desk.heard_by, desk.known, screen) + text(found, files, wording, screen))
    tell_days(session, desk)
