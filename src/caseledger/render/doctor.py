"""What the doctor found, one line a finding."""

from collections.abc import Sequence

from caseledger.domain.finding import Finding
from caseledger.render.envelope import Envelope
from caseledger.render.formats import Page
from caseledger.render.table import Cell, Column, Table
from caseledger.store.ledger import Ledger

COLUMNS = (
    Column("state", "State", keep=True, head=True),
    Column("subject", "What", keep=True, head=True),
    Column("words", "Found"),
    Column("hint", "To mend it"),
)
STYLES = {"ok": "protected", "warning": "warning", "error": "error"}


def page(found: Sequence[Finding], ledger: Ledger | None) -> Page:
    """Return the findings in every form that they can be printed in."""
    rows = tuple(
        (
            Cell(one.state, STYLES[one.state]),
            Cell(one.subject),
            Cell(one.words),
            Cell(one.hint, "quiet"),
        )
        for one in found
    )
    data = [
        {"state": one.state, "subject": one.subject, "words": one.words, "hint": one.hint}
        for one in found
    ]
    return Page(Envelope("doctor", ledger, None), data, Table(COLUMNS, rows))
