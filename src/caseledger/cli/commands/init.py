"""`init`: a folder becomes a ledger."""

from pathlib import Path
from typing import Annotated, Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import typer

from caseledger.cli.options import NoCommit
from caseledger.cli.session import Session, say, tell
from caseledger.errors import UsageProblem

DONE, CONFLICT = 0, 5
SHORT = 10


def init(
    context: typer.Context,
    folder: Annotated[
        Path | None, typer.Argument(metavar="[DIR]", help="Else this folder.")
    ] = None,
    timezone: Annotated[
        str, typer.Option(help="IANA name; decides what day it is, and when a day ends.")
    ] = "UTC",
    no_commit: NoCommit = False,
) -> int:
    """Make a folder a ledger: a git repository, ledger.yaml, cases/, schemas/.

    What is there is left as it is, so it may be run again at any time. In each new clone it
    is run once: it tells git there how to merge and to show case files.
    """
    from caseledger.actions.setup import init as begin

    _require_zone(timezone)
    session: Session = context.obj
    begun = begin(folder or session.folder, timezone, commit=not no_commit)
    if begun.repository:
        say("made a git repository\n")
    for path in begun.files:
        say(f"wrote {path}\n")
    for note in begun.clone:
        say(f"{note}\n")
    if begun.recorded is None and not begun.clone:
        say("everything is there already\n")
    return _tell_recorded(begun.recorded, no_commit) if begun.recorded else DONE


def _tell_recorded(recorded: Any, no_commit: bool) -> int:  # noqa: ANN401 - a Recorded
    for note in recorded.notes:
        tell(note)
    if recorded.commit:
        say(f"saved {recorded.commit[:SHORT]}\n")
    elif not no_commit:
        tell(f"not committed: {recorded.uncommitted}")
        return CONFLICT if recorded.conflict else DONE
    return DONE


def _require_zone(name: str) -> None:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise UsageProblem("this time zone is not known", "for example Asia/Almaty") from error
