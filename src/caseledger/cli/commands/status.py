"""`status`: who stands where."""

from typing import Annotated, Any

import typer

from caseledger.cli.options import AsJson, AsOf, Output, Strict, split
from caseledger.cli.output import format_of, print_page, tell_problems
from caseledger.cli.session import Session

Many = list[str] | None
DONE, FOUND, UNREAD = 0, 1, 4


def status(
    context: typer.Context,
    standing: Annotated[Many, typer.Option(help="Only where this standing is possible.")] = None,
    track: Annotated[Many, typer.Option(help="Only with this track.")] = None,
    country: Annotated[Many, typer.Option(help="Only who may be in this state.")] = None,
    citizenship: Annotated[Many, typer.Option(help="Only citizens of this state.")] = None,
    tag: Annotated[Many, typer.Option(help="Only cases with this tag.")] = None,
    person: Annotated[Many, typer.Option(help="Only this person: an id or part of a name.")] = None,
    all_cases: Annotated[bool, typer.Option("--all", help="Closed cases too.")] = False,
    columns: Annotated[Many, typer.Option(help="Which columns, with commas between.")] = None,
    sort: Annotated[str, typer.Option(help="By standing, case, person, since ...")] = "standing",
    group_by: Annotated[str, typer.Option(help="standing, country, citizenship or case.")] = "",
    fail_on: Annotated[Many, typer.Option(help="End with 1 if it is possible for anybody.")] = None,
    strict: Strict = False,
    as_of: AsOf = None,
    output: Output = None,
    as_json: AsJson = False,
) -> int:
    """Show where everybody stands, the most severe first.

    A question mark behind a standing says that it is not certain. Closed cases are left out.
    """
    from caseledger.actions.status import Wish

    asked = Wish(
        standings=split(standing),
        tracks=split(track),
        countries=split(country),
        citizenships=split(citizenship),
        tags=split(tag),
        people=split(person),
        closed=all_cases,
        sort=sort,
        group_by=group_by,
        fail_on=split(fail_on),
    )
    session: Session = context.obj
    return _told(session, asked, split(columns), as_of, format_of(output, as_json), strict)


def _told(
    session: Session,
    asked: Any,  # noqa: ANN401 - a Wish; its module is imported only when the command runs
    columns: list[str],
    as_of: str | None,
    form: str,
    strict: bool,
) -> int:
    """Look, print, and say by the exit code what was found."""
    from caseledger.actions.desk import open_desk
    from caseledger.actions.status import columns_named
    from caseledger.actions.status import status as stand
    from caseledger.render.envelope import Envelope
    from caseledger.render.status import COLUMNS, page
    from caseledger.render.wording import wording_of

    names = columns_named(columns, COLUMNS)
    desk = open_desk(session.folder, session.clock, as_of)
    found = stand(desk, asked)
    envelope = Envelope("status", desk.ledger, desk.day, found.files)
    wording = wording_of(desk.ledger.vocabulary, desk.day, session.lang)
    print_page(session, page(found.people, envelope, wording, names, asked.group_by), form)
    tell_problems(session, desk, found.files)
    if found.alarming:
        return FOUND
    # A gate must not open because a file was left out.
    return UNREAD if found.unread and (strict or asked.fail_on) else DONE
