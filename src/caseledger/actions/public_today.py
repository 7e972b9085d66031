"""What of an earlier state of the ledger may be told to the public today."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from caseledger.actions.desk import Desk
from caseledger.domain.closed_since import closed_since
from caseledger.store.cases import CaseFile, read_case
from caseledger.store.ledger import case_paths, open_ledger


def public_today(desk: Desk, files: Sequence[CaseFile]) -> tuple[CaseFile, ...]:
    """Close in files of an earlier state what the present ledger does not tell in public.

    A case that has another id now, or cannot be read, is closed.
    """
    if desk.known is None:
        return tuple(files)
    return tuple(_closed(desk, files))


def _closed(desk: Desk, files: Sequence[CaseFile]) -> Iterator[CaseFile]:
    present = open_ledger(desk.ledger.root)
    paths = {path.name: path for path in case_paths(present)}
    for file in files:
        if file.case is None or not file.is_public:
            yield file
            continue
        path = paths.get(file.name)
        now = read_case(present, path, desk.today).case if path else None
        yield replace(file, case=closed_since(file.case, now, desk.today))
