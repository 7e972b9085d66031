"""`check`: what is wrong in the files."""

from typing import Annotated, Any

import typer

from caseledger.cli.options import AsJson, Report, split
from caseledger.cli.output import screen_of, tell_interrupted
from caseledger.cli.session import Session, say, tell

Words = Annotated[
    list[str] | None, typer.Argument(metavar="[PATH|CASE]...", help="Files or cases; else all.")
]


def check(
    context: typer.Context,
    words: Words = None,
    select: Annotated[list[str] | None, typer.Option(help="Only these codes: CL205, CL2.")] = None,
    ignore: Annotated[list[str] | None, typer.Option(help="Not these codes.")] = None,
    form: Annotated[Report, typer.Option("--format", help="How to write it.")] = Report.TEXT,
    as_json: AsJson = False,
    strict: Annotated[bool, typer.Option("--strict", help="Warnings end with 1 too.")] = False,
) -> int:
    """Check all files and name each problem with its place.

    Ends with 1 if there is an error. Warnings alone end with 0, unless --strict is given.
    """
    from caseledger.actions.check import check as look
    from caseledger.actions.check import codes_of, worst
    from caseledger.actions.desk import open_desk
    from caseledger.render.check import as_rows, as_text
    from caseledger.render.envelope import Envelope
    from caseledger.render.envelope import as_json as written

    session: Session = context.obj
    codes = codes_of(split(select), split(ignore))
    desk = open_desk(session.folder, session.clock)
    files = look(desk, words or [], codes, session.folder)
    if as_json or form is Report.JSON:
        say(written(Envelope("check", desk.ledger, desk.day).around(as_rows(files))))
    else:
        say(as_text(files, screen_of(session)))
    tell_interrupted(desk)
    _tell_set_up(session, desk)
    return int(worst(files) in (("error", "warning") if strict else ("error",)))


def _tell_set_up(session: Session, desk: Any) -> None:  # noqa: ANN401 - a Desk
    """Remark on stderr that git in this clone does not know case files; git starts only then."""
    from caseledger.store.clone_state import looks_set_up

    if session.quiet or looks_set_up(desk.ledger.root):
        return
    from caseledger.actions.clone import remark_on

    remark = remark_on(desk)
    if remark:
        tell(remark)
