"""``caseledger timeline``."""

from typing import Annotated

import typer

from caseledger.cli.completing import case_ids, tracks
from caseledger.cli.options import AsJson, AsOf, HeardBy, Known, Output, Strict
from caseledger.cli.session import Session


def timeline(
    context: typer.Context,
    cases: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[CASE]...",
            help="Id, beginning of one, or name; without it, all.",
            autocompletion=case_ids,
        ),
    ] = None,
    track: Annotated[
        list[str] | None, typer.Option(help="Only events of this track.", autocompletion=tracks)
    ] = None,
    person: Annotated[
        list[str] | None, typer.Option(help="Only this person, by id or name.")
    ] = None,
    first: Annotated[
        str | None, typer.Option("--from", metavar="DATE", help="Not before this day.")
    ] = None,
    last: Annotated[
        str | None, typer.Option("--to", metavar="DATE", help="Not after this day.")
    ] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Refuted, cancelled and later entries too.")
    ] = False,
    as_of: AsOf = None,
    heard_by: HeardBy = None,
    known: Known = None,
    strict: Strict = False,
    output: Output = None,
    as_json: AsJson = False,
) -> int:
    """Tell what happened, in order, who says so, and where it left each person."""
    from caseledger.actions.desk import is_partly_unread, open_desk
    from caseledger.actions.timeline import Wanted, timelines
    from caseledger.cli.output import envelope_of, format_of, print_page, tell_problems
    from caseledger.render.sentences import Speech
    from caseledger.render.timelines import page

    session: Session = context.obj
    desk = open_desk(session.folder, session.clock, as_of, heard_by, known)
    wanted = Wanted(tuple(track or ()), tuple(person or ()), first, last, everything)
    found = timelines(desk, cases or (), wanted)
    envelope = envelope_of("timeline", desk, found.files)
    speech = Speech(desk.ledger.vocabulary, session.lang)
    print_page(session, page(found.stories, envelope, speech), format_of(output, as_json))
    tell_problems(session, desk, found.files)
    return 4 if strict and is_partly_unread(desk, found.files) else 0
