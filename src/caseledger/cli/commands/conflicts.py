"""``caseledger conflicts``."""

from enum import StrEnum
from typing import Annotated

import typer

from caseledger.cli.completing import case_ids
from caseledger.cli.options import AsJson, AsOf, HeardBy, Known, Output, Strict
from caseledger.cli.output import envelope_of, format_of, print_page, tell_problems
from caseledger.cli.session import Session

DONE, FOUND, UNREAD = 0, 1, 4


class Which(StrEnum):
    """Which contradictions are an alarm for a scheduled job."""

    OPEN = "open"
    ANY = "any"


def conflicts(
    context: typer.Context,
    cases: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[CASE]...",
            help="Id, beginning of one, or name; without it, all.",
            autocompletion=case_ids,
        ),
    ] = None,
    only_open: Annotated[
        bool, typer.Option("--open", help="Only those about which nobody has decided.")
    ] = False,
    fail_on: Annotated[
        Which | None, typer.Option("--fail-on", help="End with 1 if there is one.")
    ] = None,
    strict: Strict = False,
    as_of: AsOf = None,
    heard_by: HeardBy = None,
    known: Known = None,
    output: Output = None,
    as_json: AsJson = False,
) -> int:
    """List where sources differ, and what cannot all be true.

    What somebody has decided stays in the list, with the decision beside the claims.
    """
    from caseledger.actions.conflicts import conflicts as contradictions
    from caseledger.actions.desk import is_partly_unread, open_desk
    from caseledger.render.conflicts import page
    from caseledger.render.sentences import Speech

    session: Session = context.obj
    desk = open_desk(session.folder, session.clock, as_of, heard_by, known)
    found = contradictions(desk, cases or (), only_open=only_open)
    envelope = envelope_of("conflicts", desk, found.files)
    speech = Speech(desk.ledger.vocabulary, session.lang)
    print_page(session, page(found.found, envelope, speech), format_of(output, as_json))
    tell_problems(session, desk, found.files)
    if (fail_on is Which.ANY and found.found) or (fail_on is Which.OPEN and found.undecided):
        return FOUND
    # A gate must not open because a file was left out.
    return UNREAD if (strict or fail_on) and is_partly_unread(desk, found.files) else DONE
