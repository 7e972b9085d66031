"""What `caseledger` alone does: the list of the day."""

from caseledger.actions.desk import Desk
from caseledger.actions.status import everybody
from caseledger.domain.today import Today, today_of
from caseledger.store.cases import CaseFile


def today(desk: Desk) -> tuple[Today, tuple[CaseFile, ...]]:
    """Return the list of the desk's day, and every file that was read for it."""
    people, files = everybody(desk)
    return today_of(people, desk.day, desk.ledger.vocabulary), files
