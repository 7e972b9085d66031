"""`merge-driver`: git calls it for every case file that both sides changed; people never do."""

from pathlib import Path
from typing import Annotated

import typer

from caseledger.cli.session import Session, tell

SETTLED, LEFT = 0, 1
LABELS = ("ours", "base", "theirs")
LONGEST_LABEL = 80
"""Characters: git names sides by branches, and sometimes adds the subject of a commit."""


def merge_driver(
    context: typer.Context,
    base: Annotated[Path, typer.Argument(metavar="BASE", help="%O: before both sides.")],
    ours: Annotated[Path, typer.Argument(metavar="OURS", help="%A: takes the result.")],
    theirs: Annotated[Path, typer.Argument(metavar="THEIRS", help="%B")],
    marker: Annotated[int, typer.Argument(metavar="SIZE", help="%L", min=1, max=1000)] = 7,
    path: Annotated[str, typer.Argument(metavar="PATH", help="%P")] = "",
    labels: Annotated[
        list[str] | None, typer.Argument(metavar="[LABEL]...", help="%X %S %Y, of git 2.44.")
    ] = None,
) -> int:
    """Merge three versions of a case file for git, entry by entry; 1 where a person must look."""
    from caseledger.actions.merge_driver import Files, Manner, drive
    from caseledger.render.merge_driver import lines

    session: Session = context.obj
    path = path or ours.as_posix()
    manner = Manner(path, marker, _labels(labels or []))
    done = drive(Files(base, ours, theirs), manner, session.clock)
    if done.bug is not None:
        from caseledger.cli.report import write_report

        tell(f"caseledger: a report without case content is in {write_report(done.bug)}")
    for line in lines(path, done.clashes, done.told):
        tell(f"caseledger: {line}")
    return SETTLED if done.settled else LEFT


def _labels(given: list[str]) -> tuple[str, str, str]:
    """Return what to call ours, the base and theirs; an older git hands `%X` over as it stands."""
    known = [
        word[:LONGEST_LABEL] if word and word.isprintable() and not word.startswith("%") else own
        for own, word in zip(LABELS, [*given, "", "", ""], strict=False)
    ]
    return known[0], known[1], known[2]
