"""Whether this machine and this ledger are in order, and what of it can be mended.

Every part looks by itself: one that cannot be looked at is a finding, and hides no other.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date as Day
from pathlib import Path

from caseledger.actions.desk import Desk, open_desk
from caseledger.actions.doctor.days import days
from caseledger.actions.doctor.folder import folder_findings
from caseledger.actions.doctor.history import git_findings
from caseledger.actions.doctor.ledger import ledger_findings
from caseledger.actions.doctor.machine import Machine, machine
from caseledger.actions.doctor.mending import mend
from caseledger.domain.finding import Finding
from caseledger.errors import CaseledgerError, NotFound, UsageProblem
from caseledger.store.files import find_ledger
from caseledger.store.ledger import Ledger

__all__ = ["Examined", "Machine", "examine"]


@dataclass(frozen=True, slots=True)
class Examined:
    """What was found, and before that mended. ``ledger`` is ``None`` where none can be opened."""

    found: tuple[Finding, ...]
    ledger: Ledger | None
    mended: tuple[str, ...] = ()


def examine(
    folder: Path, today_in: Callable[[str], Day], known: Machine, *, fix: bool = False
) -> Examined:
    """Look at the machine, and at the ledger of a folder where there is one.

    With ``fix`` what needs no decision is mended first. Never raises for anything that is wrong.
    """
    desk, wrong = _opened(folder, today_in)
    mended = mend(desk) if fix and desk is not None else ()
    if mended:
        desk, wrong = _opened(folder, today_in)
    root = _root(folder)
    found = [*machine(known), *days(desk, known), *wrong]
    found += folder_findings(root) if root is not None else ()
    found += ledger_findings(desk) if desk is not None else ()
    found += git_findings(root, desk)
    return Examined(tuple(found), desk.ledger if desk else None, tuple(mended))


def _opened(folder: Path, today_in: Callable[[str], Day]) -> tuple[Desk | None, Iterable[Finding]]:
    """Open the ledger also where its time zone is not known; say why it cannot be opened."""

    def today(zone: str) -> Day:
        try:
            return today_in(zone)
        except UsageProblem:
            return today_in("UTC")

    try:
        return open_desk(folder, today), ()
    except NotFound:
        return None, [Finding("error", "ledger", "none here or in a folder above", "use -C DIR")]
    except CaseledgerError as error:
        return None, [Finding("error", "ledger", error.message, error.hint)]


def _root(folder: Path) -> Path | None:
    try:
        return find_ledger(folder)
    except NotFound:
        return None
