"""``caseledger schema``."""

from enum import StrEnum
from typing import Annotated

import typer

from caseledger.cli.session import Session, say, tell


class What(StrEnum):
    """What to do with which schema."""

    CASE = "case"
    LEDGER = "ledger"
    WRITE = "write"


def schema(
    context: typer.Context,
    what: Annotated[What, typer.Argument(help="Print one, or write both to schemas/.")] = What.CASE,
) -> None:
    """Print the JSON Schema of case files or of ledger.yaml, or write both for editors."""
    from caseledger.actions.desk import open_desk
    from caseledger.actions.schema import schema_text, write_schemas

    session: Session = context.obj
    desk = open_desk(session.folder, session.clock)
    if what is not What.WRITE:
        say(schema_text(desk, what.value))
        return
    for name in write_schemas(desk) or ["nothing: both schemas were up to date"]:
        tell(f"wrote schemas/{name}" if name.endswith(".json") else f"wrote {name}")
