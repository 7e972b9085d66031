"""`mv`: another id for a case."""

from typing import Annotated

import typer

from caseledger.cli import completing
from caseledger.cli.writing import Asked, desk_of, writes


@writes
def mv(
    context: typer.Context,
    old: Annotated[
        str,
        typer.Argument(
            metavar="OLD",
            help="A case: its id, or the beginning of it.",
            autocompletion=completing.case_ids,
        ),
    ],
    new: Annotated[str, typer.Argument(metavar="NEW", help="The id that it shall have.")],
) -> Asked:
    """Rename a case: its file, its id, and every reference to it, in one commit.

    The history of the case is followed through; it keeps the old id too.
    """
    from caseledger.actions.renaming import rename_plan

    desk = desk_of(context.obj)
    words = {"old": [old]}
    return Asked(desk, words, lambda: rename_plan(desk, words["old"][0], new))
