"""`explain`: the manual entry of a code, a kind, a standing, or another word of the tool."""

from typing import Annotated

import typer

from caseledger.cli.completing import explained
from caseledger.cli.options import AsJson, Output
from caseledger.cli.output import format_of, print_page
from caseledger.cli.session import Session

Words = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[WORD]...", help="A code, a label, or its beginning.", autocompletion=explained
    ),
]


def explain(
    context: typer.Context, word: Words = None, output: Output = None, as_json: AsJson = False
) -> int:
    """Show the manual entry of a problem code, a kind, a standing, an alert, a bar ...

    Without a word: what can be explained. Works outside a ledger too; inside one its own kinds
    and law are included.
    """
    from caseledger.actions.explain import explain as find
    from caseledger.render.envelope import Envelope
    from caseledger.render.explain import list_of, page_of

    session: Session = context.obj
    found = find(session.folder, session.clock, word or ())
    envelope = Envelope("explain", found.ledger, None)
    page = (
        page_of(found.topic, found.manual, envelope, session.lang)
        if found.topic
        else list_of(found.topics, envelope, session.lang)
    )
    print_page(session, page, format_of(output, as_json))
    return 0
