"""`log`: who changed what, and when."""

from typing import Annotated, Any

import typer

from caseledger.cli.completing import case_ids, events, people
from caseledger.cli.options import AsJson, Output
from caseledger.cli.session import Session, tell

Cases = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[CASE]...",
        help="Id, also a former one, beginning of one, or name; without it, all.",
        autocompletion=case_ids,
    ),
]
FieldName = Annotated[
    str,
    typer.Option(metavar="NAME", help="Only this field: date, z8n3c.date or events.z8n3c.date."),
]
EventId = Annotated[
    str,
    typer.Option(
        metavar="ID",
        help="Only this event, by its id or the beginning of it.",
        autocompletion=events,
    ),
]
PersonId = Annotated[
    str,
    typer.Option(
        metavar="ID", help="Only this person, and events that concern them.", autocompletion=people
    ),
]
Since = Annotated[str, typer.Option(metavar="WHEN", help="Not before this day; 7d is a week ago.")]
Until = Annotated[str, typer.Option(metavar="WHEN", help="Not after this day.")]
Most = Annotated[
    int | None, typer.Option("-n", "--max", metavar="N", min=1, help="So many commits at most.")
]
Reverse = Annotated[bool, typer.Option("--reverse", help="The oldest first.")]
Committed = Annotated[bool, typer.Option("--committed", help="Without what is not committed yet.")]


def log(
    context: typer.Context,
    cases: Cases = None,
    field: FieldName = "",
    event: EventId = "",
    person: PersonId = "",
    since: Since = "",
    until: Until = "",
    most: Most = None,
    reverse: Reverse = False,
    committed: Committed = False,
    output: Output = None,
    as_json: AsJson = False,
) -> int:
    """Tell who changed what in the cases, and when: the audit trail, in entries."""
    from caseledger.actions.desk import open_desk
    from caseledger.actions.log import Wish
    from caseledger.actions.log import log as audit_trail
    from caseledger.cli.output import envelope_of, format_of, print_page, tell_interrupted
    from caseledger.render.log import page

    session: Session = context.obj
    desk = open_desk(session.folder, session.clock)
    wish = Wish(field, event, person, since, until, most, reverse, committed)
    trail = audit_trail(desk, cases or (), wish)
    print_page(session, page(trail, envelope_of("log", desk, ())), format_of(output, as_json))
    tell_interrupted(desk)
    _tell_gone(trail)
    return 0


def _tell_gone(trail: Any) -> None:  # noqa: ANN401 - a Trail, imported only when it is there
    """Say what became of cases under these ids, and where the history of the clone begins."""
    for one in trail.gone:
        when = f"{one.commit.when:%Y-%m-%d} ({one.commit.short})"
        if one.now is not None:
            tell(f"{one.case} is called {one.now} since {when}; caseledger log {one.now} goes on")
        else:
            tell(f"{one.case} was deleted on {when}")
    if trail.begins:
        ids = ", ".join(sorted({one.short for one in trail.begins}))
        tell(
            f"this clone holds only a part of the history: the trail begins behind {ids}; "
            "git fetch --unshallow brings the rest"
        )
