"""`stats`: how many."""

from enum import StrEnum
from typing import Annotated, Any

import typer

from caseledger.cli.completing import tracks
from caseledger.cli.options import AsJson, AsOf, Audience, HeardBy, Known, Output, Strict, split
from caseledger.cli.output import envelope_of, format_of, screen_of, tell_problems
from caseledger.cli.session import Session, say, tell

Many = list[str] | None
DONE, UNREAD = 0, 4
SMALL = 5
"""Below this number people may be recognised in a count."""


class Unit(StrEnum):
    """What is counted."""

    PERSONS = "persons"
    CASES = "cases"
    PROCEDURES = "procedures"
    EVENTS = "events"


class Period(StrEnum):
    """How long a period is."""

    YEAR = "year"
    QUARTER = "quarter"
    MONTH = "month"


By = Annotated[
    Many,
    typer.Option(
        metavar="X[,Y]",
        help="citizenship, host, standing, track, outcome, stage, period; two make a cross.",
    ),
]
First = Annotated[
    str | None, typer.Option("--from", metavar="DATE", help="Only what happened from this day.")
]
Last = Annotated[
    str | None, typer.Option("--to", metavar="DATE", help="Only what happened up to this day.")
]
Track = Annotated[Many, typer.Option(help="Only with this track.", autocompletion=tracks)]
Country = Annotated[Many, typer.Option(help="Only who may be in this state, or what it did.")]
Public = Annotated[Audience, typer.Option(help="public: only public cases and published entries.")]


def stats(
    context: typer.Context,
    by: By = None,
    unit: Annotated[Unit, typer.Option(help="What is counted.")] = Unit.PERSONS,
    period: Annotated[Period, typer.Option(help="The length of a period.")] = Period.YEAR,
    first: First = None,
    last: Last = None,
    track: Track = None,
    country: Country = None,
    citizenship: Annotated[Many, typer.Option(help="Only citizens of this state.")] = None,
    tag: Annotated[Many, typer.Option(help="Only cases with this tag.")] = None,
    all_cases: Annotated[bool, typer.Option("--all", help="Closed cases too.")] = False,
    audience: Public = Audience.PUBLIC,
    strict: Strict = False,
    as_of: AsOf = None,
    heard_by: HeardBy = None,
    known: Known = None,
    output: Output = None,
    as_json: AsJson = False,
) -> int:
    """Count people, cases, procedures or events; what is not certain is a range.

    Without --by the usual tables. Recognition rates are those of UNHCR.
    """
    from caseledger.actions.desk import is_partly_unread, open_desk
    from caseledger.actions.stats import Wish
    from caseledger.actions.stats import stats as count

    asked = Wish(
        by=by or (),
        unit=unit.value,
        period=period.value,
        first=first,
        last=last,
        tracks=split(track),
        countries=split(country),
        citizenships=split(citizenship),
        tags=split(tag),
        closed=all_cases,
        public=audience is Audience.PUBLIC,
    )
    session: Session = context.obj
    desk = open_desk(session.folder, session.clock, as_of, heard_by, known)
    found = count(desk, asked)
    _print(session, desk, found, format_of(output, as_json))
    return UNREAD if strict and is_partly_unread(desk, found.files) else DONE


def _print(session: Session, desk: Any, found: Any, form: str) -> None:  # noqa: ANN401 - Desk, Stats
    from caseledger.render.stats import output
    from caseledger.render.wording import wording_of

    envelope = envelope_of("stats", desk, found.told)
    wording = wording_of(desk.ledger.vocabulary, desk.day, session.lang)
    say(output(found.numbers, envelope, wording, form, screen_of(session)))
    tell_problems(session, desk, found.files)
    if not session.quiet:
        _tell_held_back(found)


def _tell_held_back(found: Any) -> None:  # noqa: ANN401 - Stats
    """Tell who runs the command, and nobody else, what the public numbers leave out."""
    cases = "1 case" if found.held_back == 1 else f"{found.held_back} cases"
    entries = "1 entry" if found.unpublished == 1 else f"{found.unpublished} entries"
    left = [f"{cases} not public"] if found.held_back else []
    left += [f"{entries} not published, of cases that are public"] if found.unpublished else []
    if left:
        tell(f"left out: {'; '.join(left)}; --audience internal counts them")
    if found.numbers.has_below(SMALL):
        tell(f"some numbers are below {SMALL}: people may be recognised in them")
