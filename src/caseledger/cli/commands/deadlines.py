"""``caseledger deadlines``."""

from enum import StrEnum
from typing import Annotated, Any

import typer

from caseledger.cli.calendars import print_calendar, tell_held_back
from caseledger.cli.completing import case_ids
from caseledger.cli.options import AsJson, AsOf, Audience, Days, HeardBy, Known, Strict, split
from caseledger.cli.output import envelope_of, print_page, tell_problems
from caseledger.cli.session import Session
from caseledger.errors import UsageProblem

DONE, FOUND, UNREAD = 0, 1, 4


class Binds(StrEnum):
    """Who must act."""

    APPLICANT = "applicant"
    STATE = "state"


class Alarm(StrEnum):
    """From which state on a deadline is an alarm for a scheduled job."""

    OVERDUE = "overdue"
    DUE_SOON = "due-soon"


class Form(StrEnum):
    """How deadlines are written: as all data, or as a calendar for other programs."""

    TABLE = "table"
    PLAIN = "plain"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"
    TSV = "tsv"
    MD = "md"
    ICS = "ics"


Many = list[str] | None
Cases = Annotated[
    Many,
    typer.Argument(
        metavar="[CASE]...",
        help="Id, beginning of one, or name; without it, all open cases.",
        autocompletion=case_ids,
    ),
]
Within = Annotated[
    str, typer.Option("--within", metavar="30d", help="Only what is, or may be, due by then.")
]
Overdue = Annotated[bool, typer.Option("--overdue", help="Only what is overdue or missed.")]
For = Annotated[Binds | None, typer.Option("--for", help="Only what binds this side.")]
People = Annotated[Many, typer.Option(help="Only this person: an id or part of a name.")]
Rules = Annotated[
    Many, typer.Option(help="Only this rule, family of rules or sort of recorded term.")
]
All = Annotated[
    bool,
    typer.Option(
        "--all", help="Also what is met, moot, or missed for over 90 days, and closed cases."
    ),
]
Explain = Annotated[
    bool, typer.Option("--explain", help="Below each, how it was counted and by what law.")
]
FailOn = Annotated[
    Alarm | None,
    typer.Option("--fail-on", help="End with 1 if one is overdue or missed, or due soon as well."),
]
Output = Annotated[
    Form | None,
    typer.Option("--format", help="How to write the data; table by default, ics is a calendar."),
]
Readers = Annotated[
    Audience | None,
    typer.Option("--audience", help="public: only what is published; for ics and md by default."),
]


def deadlines(
    context: typer.Context,
    cases: Cases = None,
    within: Within = "",
    overdue: Overdue = False,
    binds: For = None,
    person: People = None,
    rule: Rules = None,
    everything: All = False,
    explain: Explain = False,
    fail_on: FailOn = None,
    strict: Strict = False,
    as_of: AsOf = None,
    heard_by: HeardBy = None,
    known: Known = None,
    audience: Readers = None,
    output: Output = None,
    as_json: AsJson = False,
) -> int:
    """List what must be done by when, the most pressing first.

    Days are computed from the entries by rules of law; terms that entries set stand among them.
    """
    from caseledger.actions.deadlines import Wish

    form = Form.JSON if as_json else (output or Form.TABLE)
    if form is Form.ICS and known is not None:
        raise UsageProblem(
            "a calendar is made of the ledger as it is now: programs that follow it would take "
            "back what is in force",
            "leave out --known, or take another --format",
        )
    usual = Audience.PUBLIC if form in (Form.ICS, Form.MD) else Audience.INTERNAL
    wish = Wish(
        within=within,
        overdue=overdue,
        binds=binds or "",
        people=split(person),
        rules=split(rule),
        everything=everything,
        settled=form is Form.ICS,
        public=(audience or usual) is Audience.PUBLIC,
        fail_on=fail_on or "",
    )
    how = (strict, explain, form.value)
    return _told(context.obj, cases or [], wish, (as_of, heard_by, known), how)


def _told(
    session: Session,
    cases: list[str],
    wish: Any,  # noqa: ANN401 - a Wish; its module is imported only when the command runs
    days: Days,
    how: tuple[bool, bool, str],
) -> int:
    """Look, print, and say by the exit code what was found."""
    from caseledger.actions.deadlines import deadlines as listed
    from caseledger.actions.desk import is_partly_unread, open_desk

    strict, explain, form = how
    desk = open_desk(session.folder, session.clock, *days)
    found = listed(desk, cases, wish)
    if form == Form.ICS:
        print_calendar(session, desk, found)
    else:
        _print(session, desk, found, form, explain=explain)
    tell_problems(session, desk, found.files)
    if not session.quiet:
        tell_held_back(found)
    if found.alarming:
        return FOUND
    # A gate must not open because a file, or something in it, was left out.
    if wish.fail_on and any(file.is_faulty for file in found.files):
        return UNREAD
    gate = strict or wish.fail_on
    return UNREAD if gate and is_partly_unread(desk, found.files) else DONE


def _print(session: Session, desk: Any, found: Any, form: str, *, explain: bool) -> None:  # noqa: ANN401 - Desk, Deadlines
    from caseledger.render.deadlines import page
    from caseledger.render.wording import wording_of

    vocabulary = desk.ledger.vocabulary
    envelope = envelope_of("deadlines", desk, found.told, vocabulary.calendar.version)
    wording = wording_of(vocabulary, desk.day, session.lang)
    print_page(session, page(found.found, found.left_out, envelope, wording, explain=explain), form)
