"""What `why` does: the reasons for the standing of each person of a case."""

from dataclasses import dataclass

from caseledger.actions.desk import Desk
from caseledger.actions.show import show
from caseledger.domain.reasons import Reasons, reasons_of
from caseledger.domain.status import Query
from caseledger.errors import NotFound
from caseledger.store.cases import CaseFile


@dataclass(frozen=True, slots=True)
class Why:
    """The reasons for each person asked about, and the file that the case was read from."""

    people: tuple[Reasons, ...]
    file: CaseFile


def why(desk: Desk, word: str, person: str | None = None) -> Why:
    """Explain the standings of the case that a word means, or of one of its people.

    A person is meant by id or by a part of a name. Raises `NotFound` or `UnreadableData`.
    """
    shown = show(desk, word)
    asked = Query(people=frozenset({person} if person else ()), closed=True)
    people = [one for one in shown.card.people if asked.meets(one)]
    if not people:
        raise NotFound(
            "nobody of this case has such an id or name", "caseledger show CASE lists them"
        )
    return Why(tuple(reasons_of(one, desk.day, desk.today) for one in people), shown.file)
