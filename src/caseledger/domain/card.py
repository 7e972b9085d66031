"""One case on a day: its people as they stand, what happened last and what comes next."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date as Day

from caseledger.domain.case import Case
from caseledger.domain.coming import Coming, coming
from caseledger.domain.occurrences import Occurrence, occurrences_of
from caseledger.domain.ordering import in_order
from caseledger.domain.status import PersonNow, people_of
from caseledger.domain.vocabulary import Vocabulary

LAST_SHOWN = 3
"""So many of the last events stand on the card."""


@dataclass(frozen=True, slots=True)
class Card:
    """What `show` tells of a case. ``problems`` counts what is wrong in its file."""

    case: Case
    day: Day
    people: tuple[PersonNow, ...]
    last: tuple[Occurrence, ...]
    coming: tuple[Coming, ...]
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
    return Card(
        case,
        day,
        people_of(case, day, vocabulary, others, faulty),
        tuple(counted[-LAST_SHOWN:]),
        coming(case, everything, day),
        problems,
    )
