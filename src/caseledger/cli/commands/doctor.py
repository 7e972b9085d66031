"""``caseledger doctor``."""

import os
import sys
from typing import Annotated

import typer

from caseledger.cli.clock import given_day, moment
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
    from caseledger.actions.doctor import Machine, examine
    from caseledger.cli.output import format_of, print_page
    from caseledger.render.doctor import page

    session: Session = context.obj
    lasting = "CASELEDGER_TODAY" in os.environ
    given = given_day(session.clock)
    machine = Machine(sys.stdout.encoding or "ascii", moment(), given, lasting)
    seen = examine(session.folder, session.clock, machine, fix=fix)
    for note in seen.mended:
        tell(note)
    print_page(session, page(seen.found, seen.ledger), format_of(output, as_json))
    return 1 if any(one.state == "error" for one in seen.found) else 0
