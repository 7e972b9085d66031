"""What of the ledger, as it is or as it was, may be told to the public today."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from caseledger.actions.desk import Desk
from caseledger.domain.case import Case
from caseledger.domain.closed_since import closed_since
from caseledger.domain.stats.published import published
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


def public_only(files: Sequence[CaseFile], desk: Desk) -> tuple[CaseFile, ...]:
    """Leave of case files what may be known of public cases to anybody."""
    return tuple(
        replace(file, case=_without_asides(published(file.case, desk.today)))
        for file in files
        if file.case is not None and file.is_public
    )


def _without_asides(case: Case) -> Case:
    """Leave out who decided on a deadline, when and why, and notes: not for the public unasked."""
    return replace(
        case,
        deadlines=tuple(replace(one, by=None, on=None, reason=None) for one in case.deadlines),
        events=tuple(replace(one, note=None, assignee=None) for one in case.events),
    )


def withheld(files: Sequence[CaseFile], shown: Sequence[CaseFile]) -> tuple[int, int]:
    """Count the cases, and the entries of those that are shown, that are held back."""
    whole = {file.path: len(file.case.events) for file in files if file.case}
    kept = {file.path: len(file.case.events) for file in shown if file.case}
    return len(whole) - len(kept), sum(whole[path] - kept[path] for path in kept)
