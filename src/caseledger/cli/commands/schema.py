"""``caseledger schema``."""

from enum import StrEnum
from typing import Annotated, Any

import typer

from caseledger.cli.options import AsJson, Output
from caseledger.cli.output import format_of, print_page
from caseledger.cli.session import Session, say, tell
from caseledger.errors import UsageProblem


class What(StrEnum):
    """What to do with which schema."""

    CASE = "case"
    LEDGER = "ledger"
    RULES = "rules"
    WRITE = "write"
    LIST = "list"
    SHOW = "show"


Words = Annotated[
    What,
    typer.Argument(help="Print one of them; write those of files to schemas/; list all; show one."),
]
Name = Annotated[
    str | None, typer.Argument(metavar="[NAME]", help="Which one to show, as list names it.")
]


def schema(
    context: typer.Context,
    what: Words = What.CASE,
    name: Name = None,
    output: Output = None,
    as_json: AsJson = False,
) -> int:
    """Print the JSON Schema of the ledger's files or of an output, or write those for editors.

    `list` and `show` work outside a ledger too.
    """
    from caseledger.actions.desk import open_desk
    from caseledger.actions.schema import schema_text, write_schemas

    _require_sense(what, name, formatted=output is not None or as_json)
    session: Session = context.obj
    if what is What.LIST:
        return _list(session, format_of(output, as_json))
    if what is What.SHOW:
        return _show(session, name or "")
    desk = open_desk(session.folder, session.clock)
    if what is not What.WRITE:
        say(schema_text(desk, what.value))
        return 0
    for written in write_schemas(desk) or ["nothing: all schemas were up to date"]:
        tell(f"wrote schemas/{written}" if written.endswith(".json") else f"wrote {written}")
    return 0


def _list(session: Session, form: str) -> int:
    from caseledger.actions.schema import listed
    from caseledger.render.envelope import Envelope
    from caseledger.render.schema import page

    desk = _desk(session)
    envelope = Envelope("schema", desk.ledger if desk else None, None)
    print_page(session, page(listed(), envelope, session.lang), form)
    return 0


def _show(session: Session, name: str) -> int:
    from caseledger.actions.schema import schema_named

    say(schema_named(name, _desk(session)))
    return 0


def _desk(session: Session) -> Any:  # noqa: ANN401 - a Desk, or None outside a ledger
    from caseledger.actions.desk import open_desk
    from caseledger.errors import NotFound

    try:
        return open_desk(session.folder, session.clock)
    except NotFound:
        return None


def _require_sense(what: What, name: str | None, *, formatted: bool) -> None:
    """Refuse words that would be passed over. Raises `UsageProblem`."""
    if what is What.SHOW and not name:
        raise UsageProblem("which one?", "caseledger schema list names them")
    if what is not What.SHOW and name:
        raise UsageProblem("only schema show takes a name", "for example schema show status")
    if what is not What.LIST and formatted:
        raise UsageProblem("a schema is printed as it is", "only schema list takes a format")
