"""``caseledger diff``."""

from typing import Annotated, Any

import typer

from caseledger.cli.completing import case_ids
from caseledger.cli.options import AsJson, AsOf, Audience, Format, Output, Strict
from caseledger.cli.output import format_of, print_page, tell_problems
from caseledger.cli.session import Session, tell

DONE, DIFFERS, UNREAD = 0, 1, 4


Words = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[REV[..REV]] [CASE]...",
        help="Two states, or one against the work tree; and the cases, by id or name.",
        autocompletion=case_ids,
    ),
]
Since = Annotated[
    str | None,
    typer.Option(
        "--since", metavar="WHEN", help="The ledger then, on that day, and now: 7d or a date."
    ),
]
ExitCode = Annotated[bool, typer.Option("--exit-code", help="End with 1 if anything differs.")]
Entries = Annotated[bool, typer.Option("--entries", help="Only what changed in the files.")]
Derived = Annotated[bool, typer.Option("--derived", help="Only what follows for people.")]
Readers = Annotated[
    Audience | None,
    typer.Option("--audience", help="public: no values that are not public; for md by default."),
]


def diff(
    context: typer.Context,
    words: Words = None,
    since: Since = None,
    entries: Entries = False,
    derived: Derived = False,
    exit_code: ExitCode = False,
    audience: Readers = None,
    as_of: AsOf = None,
    strict: Strict = False,
    output: Output = None,
    as_json: AsJson = False,
) -> int:
    """Say what differs between two states of the ledger, and what follows from it for people.

    Without words: the last commit and the work tree.
    """
    from caseledger.actions.desk import open_desk
    from caseledger.actions.diff import Wish
    from caseledger.actions.diff import diff as compare

    session: Session = context.obj
    form = format_of(output, as_json)
    usual = Audience.PUBLIC if form == Format.MD.value else Audience.INTERNAL
    both = entries == derived
    wish = Wish(
        words=words or (),
        since=since,
        one_day=as_of is not None,
        public=(audience or usual) is Audience.PUBLIC,
        entries=entries or both,
        derived=derived or both,
    )
    found = compare(open_desk(session.folder, session.clock, as_of), wish)
    _print(session, found, form)
    if exit_code and found.difference:
        return DIFFERS
    # A gate must not open because a file was left out.
    return UNREAD if (strict or exit_code) and found.is_partly_unread else DONE


def _print(session: Session, found: Any, form: str) -> None:  # noqa: ANN401 - a Found
    from caseledger.render.diff_data import DiffEnvelope
    from caseledger.render.diff_table import page

    old, new = found.desks
    envelope = DiffEnvelope(
        "diff",
        new.ledger,
        new.day,
        found.files[1],
        holidays=new.ledger.vocabulary.calendar.version or None,
        difference=found.difference,
        old_ledger=old.ledger,
        old_files=found.files[0],
    )
    print_page(session, page(found.difference, envelope, session.lang), form)
    _tell(session, found)


def _tell(session: Session, found: Any) -> None:  # noqa: ANN401
    """Say on stderr what was read how, and what could not be read on either side."""
    from dataclasses import replace

    from caseledger.actions.desk import is_partly_unread

    silent = replace(session, quiet=True)  # the data itself names the commits
    for desk, files in zip(found.desks, found.files, strict=True):
        if desk.known is not None and is_partly_unread(desk, files):
            tell(f"in commit {desk.known.commit.short}:")
        tell_problems(silent, desk, files)
    later = found.difference.old.merged_later
    if later and not session.quiet:
        commits = "1 commit" if later == 1 else f"{later} commits"
        tell(f"{commits} dated by then reached this branch only later")
    if found.left_out and not session.quiet:
        count = found.left_out
        files = "1 file is" if count == 1 else f"{count} files are"
        tell(f"{files} not checked out here (sparse checkout); taken as committed last")
