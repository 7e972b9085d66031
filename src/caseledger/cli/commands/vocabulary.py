"""`vocabulary`: which kinds of events there are."""

from typing import Annotated

import typer

from caseledger.cli.options import AsJson, Output
from caseledger.cli.output import format_of, print_page
from caseledger.cli.session import Session

Word = Annotated[
    str | None, typer.Argument(metavar="[KIND|TRACK|TEXT]", help="A kind, a track, or any text.")
]


def vocabulary(
    context: typer.Context, word: Word = None, output: Output = None, as_json: AsJson = False
) -> int:
    """List the kinds of events, or show the whole entry of one.

    Works outside a ledger too; inside one its own kinds are included.
    """
    from caseledger.actions.vocabulary import kinds
    from caseledger.render.envelope import Envelope
    from caseledger.render.vocabulary import page

    session: Session = context.obj
    found = kinds(session.folder, session.clock, word)
    envelope = Envelope("vocabulary", found.ledger, None)
    shown = page(found.kinds, found.entry, found.vocabulary, envelope, session.lang)
    print_page(session, shown, format_of(output, as_json))
    return 0
