"""`textconv`: a case file for git to show; git calls it, people seldom do."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from caseledger.cli.session import say


def textconv(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A case file.")],
) -> int:
    """Write a case file as lines, one fact each; git diff and git log -p show cases through it."""
    from caseledger.actions.textconv import textconv as read
    from caseledger.render.textconv import as_text

    # Git takes what it is given for UTF-8, whatever the locale says.
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(encoding="utf-8")
    say(as_text(*read(file)))
    return 0
