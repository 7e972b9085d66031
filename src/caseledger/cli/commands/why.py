"""`why`: the reasons for a standing."""

from typing import Annotated

import typer

from caseledger.cli.options import AsJson, AsOf, CaseWord, HeardBy, Known, Output
from caseledger.cli.output import envelope_of, format_of, print_page, tell_problems
from caseledger.cli.session import Session


def why(
    context: typer.Context,
    case: CaseWord,
    person: Annotated[
        str | None,
        typer.Argument(metavar="[PERSON]", help="Only this person, by id or a part of the name."),
    ] = None,
    as_of: AsOf = None,
    heard_by: HeardBy = None,
    known: Known = None,
    output: Output = None,
    as_json: AsJson = False,
) -> int:
    """Explain each standing: the threats, what holds them off, and who says so."""
    from caseledger.actions.desk import open_desk
    from caseledger.actions.why import why as explain
    from caseledger.render.why import page
    from caseledger.render.wording import wording_of

    session: Session = context.obj
    desk = open_desk(session.folder, session.clock, as_of, heard_by, known)
    found = explain(desk, case, person)
    version = desk.ledger.vocabulary.calendar.version
    envelope = envelope_of("why", desk, (found.file,), version)
    wording = wording_of(desk.ledger.vocabulary, desk.day, session.lang)
    print_page(session, page(found.people, envelope, wording), format_of(output, as_json))
    tell_problems(session, desk, (found.file,))
    return 0
