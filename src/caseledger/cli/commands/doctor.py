"""``caseledger doctor``."""

import sys
from typing import Annotated

import typer

from caseledger.cli.options import AsJson, Output
from caseledger.cli.session import Session, tell


def doctor(
    context: typer.Context,
    fix: Annotated[
        bool, typer.Option("--fix", help="Mend what can be mended without a decision of yours.")
    ] = False,
    output: Output = None,
    as_json: AsJson = False,
) -> int:
    """Say whether this machine and this ledger are in order; end with 1 if something is wrong."""
    from caseledger.actions.desk import open_desk
    from caseledger.actions.doctor import findings, mend
    from caseledger.cli.output import format_of, print_page
    from caseledger.errors import NotFound
    from caseledger.render.doctor import page

    session: Session = context.obj
    try:
        desk = open_desk(session.folder, session.clock)
    except NotFound:
        desk = None
    for note in mend(desk) if fix and desk is not None else ():
        tell(note)
    found = findings(desk, sys.stdout.encoding or "ascii")
    print_page(session, page(found, desk.ledger if desk else None), format_of(output, as_json))
    return 1 if any(one.state == "error" for one in found) else 0
