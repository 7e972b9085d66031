"""What is mended without a decision: each step says what it did, or why it could not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from caseledger.actions.clone import register_clone
from caseledger.actions.desk import Desk
from caseledger.actions.setup import complete
from caseledger.errors import CaseledgerError
from caseledger.store.recording import recover


def mend(desk: Desk) -> list[str]:
    """Mend a ledger and its clone, and say what was done, one line each.

    What a stopped command left is finished or undone; merge driver and textconv are registered in
    this clone; lines of `.gitattributes` and schemas are completed, in one commit. What cannot be
    mended is told, and keeps nothing else from being mended.
    """
    notes: list[str] = []
    for step in (recover, register_clone, _completed):
        try:
            notes += step(desk.ledger.root)
        except CaseledgerError as error:
            hint = f"; {error.hint}" if error.hint else ""
            notes.append(f"not mended: {error.message}{hint}")
    return notes


def _completed(root: Path) -> Sequence[str]:
    return tuple(_told(root))


def _told(root: Path) -> Iterator[str]:
    files, recorded = complete(root)
    if recorded is None:
        return
    yield from recorded.notes
    yield from (f"wrote {path}" for path in files)
    if recorded.commit:
        yield f"saved {recorded.commit[:10]}"
    elif recorded.uncommitted:
        yield f"not committed: {recorded.uncommitted}"
