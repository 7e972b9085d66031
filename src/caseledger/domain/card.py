"""One case on a day: its people as they stand, what happened last and what comes next."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date as Day

from caseledger.domain.case import Case
from caseledger.domain.coming import Coming, coming
from caseledger.domain.deadlines.attention import asks, by_gravity, still_ahead
from caseledger.domain.deadlines.deadline import Deadline
from caseledger.domain.occurrences import Occurrence, occurrences_of
from caseledger.domain.ordering import in_order
from caseledger.domain.status import PersonNow, people_of
from caseledger.domain.vocabulary import Vocabulary

LAST_SHOWN = 3
"""So many of the last events stand on the card."""


@dataclass(frozen=True, slots=True)
class Card:
    """What `show` tells of a case. ``problems`` counts what is wrong in its file.

    ``deadlines`` are those of all its people that ask for attention, the most pressing first.
    """

    case: Case
    day: Day
    people: tuple[PersonNow, ...]
    last: tuple[Occurrence, ...]
    coming: tuple[Coming, ...]
    deadlines: tuple[Deadline, ...]
    problems: int


def card_of(
    case: Case,
    day: Day,
    vocabulary: Vocabulary,
    others: Mapping[str, Case],
    problems: int,
    faulty: Collection[str] = (),
) -> Card:
    """Gather the card of a case on a day; ``others`` and ``faulty`` are those of `people_of`."""
    everything = occurrences_of(case, vocabulary)
    counted = in_order([one for one in everything if one.counts(day)])
    people = people_of(case, day, vocabulary, others, faulty)
    due = [each for one in people for each in one.deadlines]
    return Card(
        case,
        day,
        people,
        tuple(counted[-LAST_SHOWN:]),
        still_ahead(coming(case, everything, day), due),
        tuple(sorted((each for each in due if asks(each, day)), key=by_gravity)),
        problems,
    )
