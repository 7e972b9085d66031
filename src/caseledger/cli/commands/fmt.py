"""`fmt`: case files in the canonical layout."""

from typing import Annotated, Any

import typer

from caseledger.cli import completing
from caseledger.cli.options import AsJson, Message, NoCommit
from caseledger.cli.session import Session, say, tell
from caseledger.cli.writing import Ways, desk_of, finish, rehearsal

DONE, FOUND = 0, 1

Words = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[PATH|CASE]...",
        help="Files or cases; else all.",
        autocompletion=completing.case_ids,
    ),
]
Check = Annotated[
    bool, typer.Option("--check", help="Write nothing; name the files that would change.")
]
Diff = Annotated[
    bool, typer.Option("--diff", "--dry-run", help="Show the change as a diff and write nothing.")
]


def fmt(
    context: typer.Context,
    words: Words = None,
    check: Check = False,
    diff: Diff = False,
    no_commit: NoCommit = False,
    message: Message = None,
    as_json: AsJson = False,
) -> int:
    """Lay case files out as the program writes them, in one commit; comments stay.

    Keys in the order of the format, indents, short lists in brackets, quotes where they are needed.
    What a file says never changes, nor the order of its entries. With --check ends with 1 if a file
    would change.
    """
    from caseledger.actions.formatting import format_plan

    session: Session = context.obj
    done = format_plan(desk_of(session), words or [], session.folder)
    ways = Ways(commit=not no_commit, message=message, dry_run=diff, as_json=as_json)
    code = _named(session, done, ways) if check else finish(session, done.plan, ways)
    for path, why in done.left:
        tell(f"{path} is left as it is: {why}")
    return code or (FOUND if done.left else DONE)


def _named(session: Session, done: Any, ways: Ways) -> int:  # noqa: ANN401 - a Formatted
    """Name the files that would change, with --diff how."""
    writes = done.plan.writes
    if ways.as_json:
        finish(session, done.plan, Ways(dry_run=True, as_json=True))
    elif ways.dry_run:
        say(rehearsal(done.plan, opened=session.width() is not None))
    else:
        say("".join(f"{write.path.relative}\n" for write in writes))
    if not session.quiet:
        tell(f"{len(writes)} of {_files(done.looked_at)} would change")
    return FOUND if writes else DONE


def _files(number: int) -> str:
    return f"{number} file{'' if number == 1 else 's'}"
