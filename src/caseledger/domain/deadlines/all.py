"""Everything that is due for a person: what rules compute and what entries set."""

from datetime import date as Day

from caseledger.domain.deadlines.attention import asks, is_passed
from caseledger.domain.deadlines.deadline import OPEN_STATES, Deadline
from caseledger.domain.deadlines.finding import by_day, deadlines_of
from caseledger.domain.deadlines.terms import terms_of
from caseledger.domain.life import Life


def all_of(life: Life, day: Day) -> tuple[Deadline, ...]:
    """Return computed deadlines and recorded terms of a person on a day, the soonest first."""
    return tuple(sorted((*deadlines_of(life, day), *terms_of(life, day)), key=by_day))


def next_of(found: tuple[Deadline, ...], day: Day) -> Deadline | None:
    """Return the first that is open, has a day and asks for attention.

    One that has passed is the next only if somebody should act on it.
    """
    still_open = (one for one in found if one.state in OPEN_STATES and one.effective)
    asking = (one for one in still_open if one.alarm or not is_passed(one, day))
    return next((one for one in asking if asks(one, day)), None)
