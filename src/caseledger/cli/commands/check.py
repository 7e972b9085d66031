"""`check`: what is wrong in the files."""

import os
from dataclasses import dataclass
from typing import Annotated, Any

import typer

from caseledger.cli.options import AsJson, NoCommit, Report, Severities, split
from caseledger.cli.output import screen_of, tell_interrupted
from caseledger.cli.session import Session, say
from caseledger.errors import UsageProblem

Words = Annotated[
    list[str] | None, typer.Argument(metavar="[PATH|CASE]...", help="Files or cases; else all.")
]
Select = Annotated[list[str] | None, typer.Option(help="Only these codes: CL205, CL2.")]
Ignore = Annotated[list[str] | None, typer.Option(help="Not these codes.")]
Since = Annotated[
    str | None,
    typer.Option(
        "--changed-since", metavar="REV", help="Only files that differ from where REV was left."
    ),
]
FailOn = Annotated[Severities, typer.Option("--fail-on", help="End with 1 from this severity on.")]
Strict = Annotated[bool, typer.Option("--strict", help="Short for --fail-on warning.")]
Fix = Annotated[bool, typer.Option("--fix", help="Mend what cannot change what a file says.")]
UnsafeFix = Annotated[
    bool, typer.Option("--unsafe-fix", help="Mend by guessing what was meant, too.")
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Show what --fix would do as a diff.")]

CI = "CI"
"""Set by every system of continuous integration, in whose clones nobody merges."""


@dataclass(frozen=True, slots=True)
class Mending:
    """Whether to mend, and how."""

    wanted: bool
    unsafe: bool
    dry_run: bool
    commit: bool


def check(
    context: typer.Context,
    words: Words = None,
    select: Select = None,
    ignore: Ignore = None,
    changed_since: Since = None,
    fail_on: FailOn = Severities.ERROR,
    strict: Strict = False,
    fix: Fix = False,
    unsafe_fix: UnsafeFix = False,
    dry_run: DryRun = False,
    no_commit: NoCommit = False,
    form: Annotated[Report, typer.Option("--format", help="How to write it.")] = Report.TEXT,
    as_json: AsJson = False,
) -> int:
    """Check all files and name each problem with its place.

    Ends with 1 if there is an error; --fail-on warning says from what on. Shown last is what is
    left after --fix.
    """
    from caseledger.actions.check import Asked, codes_of

    session: Session = context.obj
    codes = codes_of(split(select), split(ignore))
    asked = Asked(words or [], codes, session.folder, changed_since, merges=not os.environ.get(CI))
    if (dry_run or no_commit) and not (fix or unsafe_fix):
        raise UsageProblem("--dry-run and --no-commit say how to mend", "give --fix with them")
    mending = Mending(fix or unsafe_fix, unsafe_fix, dry_run, not no_commit)
    limit = Severities.WARNING if strict and fail_on is Severities.ERROR else fail_on
    return _checked(session, asked, mending, Report.JSON if as_json else form, limit)


def _checked(
    session: Session,
    asked: Any,  # noqa: ANN401 - an Asked; its module is imported only when the command runs
    mending: Mending,
    form: Report,
    limit: Severities,
) -> int:
    from caseledger.actions.check import check as look
    from caseledger.actions.desk import open_desk

    desk = open_desk(session.folder, session.clock)
    found, code = look(desk, asked), 0
    if mending.wanted:
        code = _mended(session, desk, asked, found, mending)
        if not mending.dry_run:
            desk = open_desk(session.folder, session.clock)
            found = look(desk, asked)
    severities = [one.value for one in Severities]
    failing = severities[: severities.index(limit.value) + 1]
    say(_written(session, desk, found, form, failing))
    tell_interrupted(desk)
    # That something was written and could not be committed is graver than what is left.
    return code or int(found.worst in failing)


def _mended(
    session: Session,
    desk: Any,  # noqa: ANN401 - a Desk
    asked: Any,  # noqa: ANN401 - an Asked
    found: Any,  # noqa: ANN401 - a Checked
    mending: Mending,
) -> int:
    """Mend what can be mended, and return the exit code of the writing."""
    from caseledger.actions.check import sifted
    from caseledger.actions.mending import mend_plan
    from caseledger.cli.mending import mend
    from caseledger.cli.writing import Ways

    plan = mend_plan(desk, found.files, unsafe=mending.unsafe, sift=sifted(desk, asked.codes))
    return mend(session, plan, Ways(commit=mending.commit, dry_run=mending.dry_run), aloud=True)


def _written(
    session: Session,
    desk: Any,  # noqa: ANN401 - a Desk
    found: Any,  # noqa: ANN401 - a Checked
    form: Report,
    failing: list[str],
) -> str:
    """Write what was found in a format."""
    from caseledger.render.check import as_envelope, as_text

    if form is Report.TEXT:
        return as_text(found.files, screen_of(session), found.ignored)
    if form is Report.JSON:
        from caseledger.render.envelope import Envelope
        from caseledger.render.envelope import as_json as written

        return written(
            as_envelope(found.files, found.ignored, Envelope("check", desk.ledger, desk.day))
        )
    from caseledger.actions.check import prefix_of
    from caseledger.render.check import run_of
    from caseledger.render.reports import REPORTS
    from caseledger.render.told import told

    run = run_of(found.files, found.ignored, prefix_of(desk), failing)
    return REPORTS[form.value](told(found.files), run)
