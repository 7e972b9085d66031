"""Mending from the command line: the diff, the writing, and what was left."""

from __future__ import annotations

import sys
from typing import Any

from caseledger.cli.session import Session, say, tell, tell_lines
from caseledger.cli.writing import Ways, finish, rehearsal


def mend(session: Session, mended: Any, ways: Ways, *, aloud: bool = True) -> int:  # noqa: ANN401 - a Mended
    """Show what is mended as a diff, write it in one commit, and name what was left.

    With ``aloud`` all of it is told on stderr, because the command has other data to write.
    Returns the exit code of the writing.
    """
    plan, code = mended.plan, 0
    out = tell_lines if aloud else say
    if plan.is_empty:
        tell("nothing to mend")
    else:
        if not (session.quiet or ways.dry_run or ways.as_json):
            out(rehearsal(plan, opened=(sys.stderr if aloud else sys.stdout).isatty()))
        code = finish(session, plan, ways, out)
    tell_left(mended)
    return code


def tell_left(mended: Any) -> None:  # noqa: ANN401 - a Mended
    """Name the problems whose mends were not made, and why."""
    for left in mended.left:
        place = f"{left.problem.file}:{left.problem.line}:{left.problem.column}"
        tell(f"{place}: {left.problem.code} is not mended: {left.why}")
