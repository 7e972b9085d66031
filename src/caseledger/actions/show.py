"""What `show` does: the card of one case."""

from dataclasses import dataclass

from caseledger.actions.desk import Desk, case_file, neighbours
from caseledger.domain.card import Card, card_of
from caseledger.errors import UnreadableData
from caseledger.store.cases import CaseFile, faulty_cases


@dataclass(frozen=True, slots=True)
class Shown:
    """The card of a case, and the file that it was read from."""

    card: Card
    file: CaseFile


def show(desk: Desk, word: str) -> Shown:
    """Return the card of the case that a word means. Raises `NotFound` or `UnreadableData`."""
    file = case_file(desk, word)
    if file.case is None:
        raise UnreadableData("the file cannot be read as a case", f"caseledger check {file.path}")
    near = [file, *neighbours(desk, file.case)]
    others = {one.case.id: one.case for one in near if one.case is not None}
    faulty = faulty_cases(near)
    vocabulary = desk.ledger.vocabulary
    card = card_of(file.case, desk.day, vocabulary, others, len(file.problems), faulty)
    return Shown(card, file)
