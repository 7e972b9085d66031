"""`show`: the card of one case."""

import typer

from caseledger.cli.options import AsJson, AsOf, CaseWord, HeardBy, Known, Output
from caseledger.cli.output import envelope_of, format_of, print_page, tell_problems
from caseledger.cli.session import Session


def show(
    context: typer.Context,
    case: CaseWord,
    as_of: AsOf = None,
    heard_by: HeardBy = None,
    known: Known = None,
    output: Output = None,
    as_json: AsJson = False,
) -> int:
    """Show the card of a case: who stands where, and why."""
    from caseledger.actions.desk import open_desk
    from caseledger.actions.show import show as find
    from caseledger.render.show import page
    from caseledger.render.wording import wording_of

    session: Session = context.obj
    desk = open_desk(session.folder, session.clock, as_of, heard_by, known)
    found = find(desk, case)
    vocabulary = desk.ledger.vocabulary
    envelope = envelope_of("show", desk, (found.file,), vocabulary.calendar.version)
    wording = wording_of(vocabulary, desk.day, session.lang)
    print_page(session, page(found.card, envelope, wording), format_of(output, as_json))
    tell_problems(session, desk, (found.file,))
    return 0
