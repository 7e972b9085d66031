"""`status`: who stands where."""

from typing import Annotated, Any

import typer

from caseledger.cli.calendars import tell_held_back
from caseledger.cli.options import (
    AsJson,
    AsOf,
    Audience,
    Days,
    Format,
    HeardBy,
    Known,
    Output,
    Readers,
    Strict,
    split,
)
from caseledger.cli.output import envelope_of, format_of, print_page, tell_problems
from caseledger.cli.session import Session

Many = list[str] | None
DONE, FOUND, UNREAD = 0, 1, 4


Standings = Annotated[Many, typer.Option(help="Only where this standing is possible.")]
Tracks = Annotated[Many, typer.Option(help="Only with this track.")]
Countries = Annotated[Many, typer.Option(help="Only who may be in this state.")]
Citizenships = Annotated[Many, typer.Option(help="Only citizens of this state.")]
Tags = Annotated[Many, typer.Option(help="Only cases with this tag.")]
People = Annotated[Many, typer.Option(help="Only this person: an id or part of a name.")]
Alerts = Annotated[Many, typer.Option(help="Only with this alert, certain or not.")]
Within = Annotated[
    str, typer.Option("--deadline-within", metavar="30d", help="Only with something due by then.")
]
All = Annotated[bool, typer.Option("--all", help="Closed cases too.")]
Columns = Annotated[Many, typer.Option(help="Which columns, with commas between.")]
Sort = Annotated[Many, typer.Option(metavar="[-]KEY", help="By a column; - before it reverses.")]
GroupBy = Annotated[str, typer.Option(help="standing, location, alert, tag, stage ...")]
FailOn = Annotated[
    Many, typer.Option(help="End with 1 if this standing or alert is possible for anybody.")
]


def status(
    context: typer.Context,
    standing: Standings = None,
    track: Tracks = None,
    country: Countries = None,
    citizenship: Citizenships = None,
    tag: Tags = None,
    person: People = None,
    alert: Alerts = None,
    within: Within = "",
    all_cases: All = False,
    columns: Columns = None,
    sort: Sort = None,
    group_by: GroupBy = "",
    fail_on: FailOn = None,
    strict: Strict = False,
    as_of: AsOf = None,
    heard_by: HeardBy = None,
    known: Known = None,
    audience: Readers = None,
    output: Output = None,
    as_json: AsJson = False,
) -> int:
    """Show where everybody stands, the most severe first.

    A question mark behind a standing says that it is not certain. Closed cases are left out.
    """
    from caseledger.actions.status import Wish

    form = format_of(output, as_json)
    usual = Audience.PUBLIC if form == Format.MD else Audience.INTERNAL
    asked = Wish(
        standings=split(standing),
        tracks=split(track),
        countries=split(country),
        citizenships=split(citizenship),
        tags=split(tag),
        people=split(person),
        alerts=split(alert),
        within=within,
        closed=all_cases,
        sort=split(sort) or ("standing",),
        group_by=group_by,
        fail_on=split(fail_on),
        public=(audience or usual) is Audience.PUBLIC,
    )
    days = (as_of, heard_by, known)
    return _told(context.obj, asked, split(columns), days, strict, form)


def _told(
    session: Session,
    asked: Any,  # noqa: ANN401 - a Wish; its module is imported only when the command runs
    columns: list[str],
    days: Days,
    strict: bool,
    form: str,
) -> int:
    """Look, print, and say by the exit code what was found."""
    from caseledger.actions.desk import is_partly_unread, open_desk
    from caseledger.actions.status import columns_named
    from caseledger.actions.status import status as stand
    from caseledger.render.status import COLUMNS, page
    from caseledger.render.wording import wording_of

    names = columns_named(columns, COLUMNS)
    desk = open_desk(session.folder, session.clock, *days)
    found = stand(desk, asked)
    vocabulary = desk.ledger.vocabulary
    envelope = envelope_of("status", desk, found.told, vocabulary.calendar.version)
    wording = wording_of(vocabulary, desk.day, session.lang)
    print_page(session, page(found.groups, envelope, wording, names, found.group_by), form)
    tell_problems(session, desk, found.files)
    if found.public and not session.quiet:
        tell_held_back(found)
    if found.alarming:
        return FOUND
    # A gate must not open because a file, or something in it, was left out.
    if asked.fail_on and any(file.is_faulty for file in found.files):
        return UNREAD
    gate = strict or asked.fail_on
    return UNREAD if gate and is_partly_unread(desk, found.files) else DONE
