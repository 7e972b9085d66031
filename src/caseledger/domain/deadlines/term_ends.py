"""What ends a term that an entry set: its opposite, a place elsewhere, a status, a death."""

from datetime import date as Day

from caseledger.domain.deadlines.matching import comes_before, concern_the_same
from caseledger.domain.effects import applying
from caseledger.domain.kind import OUTCOME_ELSE
from caseledger.domain.life import Life
from caseledger.domain.occurrences import Occurrence
from caseledger.domain.states import is_withheld
from caseledger.domain.vocabulary import Vocabulary
from caseledger.domain.world import OF_A_BODY, SCOPED

LEAVE_BY, VALIDITY, CUSTODY = "leave-by", "validity", "custody"
"""Sorts of terms that last until something ends them."""

ENDING = {
    LEAVE_BY: ("removal.annulled", "removal.ruled-unlawful", "removal.leave-by-set"),
    CUSTODY: ("detention.released",),
}
"""Kinds that end a term of each sort, in the same state."""

LEAVING = "movement.left"
DIED = "person.died"


def ended(one: Occurrence, sort: str, life: Life, day: Day) -> Occurrence | None:
    """Return the first certain event by a day after which a term means nothing any more."""
    later = [
        other
        for other in life.occurrences
        if other.index != one.index and other.counts(day) and comes_before(one, other)
    ]
    ends = (o for o in later if _ends(o, one, sort, life.vocabulary))
    found = next(ends, None)
    if found is not None or _is_lasting(one, life.vocabulary):
        return found
    away = [other for other in later if _leaves(other, one)]
    back = any(_places_in(other, one.event.country) for other in later[-1:])
    if sort == VALIDITY and back and away and away[-1] is not later[-1]:
        return None
    return away[0] if away else None


def left(one: Occurrence) -> bool:
    """Whether an event says that the person went, and was not brought."""
    return one.event.kind.startswith("movement.")


def _ends(other: Occurrence, one: Occurrence, sort: str, words: Vocabulary) -> bool:
    if other.kind is None:
        return False
    if other.kind.code == DIED:
        return True
    if other.event.country != one.event.country:
        return False
    if other.kind.code in ENDING.get(sort, ()):
        return concern_the_same(other.event, one.event)
    if sort == LEAVE_BY:
        return _gives_status(other, words)
    return sort == VALIDITY and _clears(other, one)


def _clears(other: Occurrence, one: Occurrence) -> bool:
    """Whether an event ends a shield that an entry wrote: that of the same body and procedure."""
    for shield in _values(one, "shield"):
        if shield in SCOPED and _track(one) != "protection":
            same = _track(other) == _track(one) and concern_the_same(other.event, one.event)
            ending = shield in _values(other, "clear-shield") or _clears_threat(other)
            if same and ending:
                return True
        elif shield in _values(other, "clear-shield"):
            return shield not in OF_A_BODY or other.event.body == one.event.body
    return False


def _clears_threat(other: Occurrence) -> bool:
    effects = applying(other.kind, other.event) if other.kind else ()
    return any(effect.operation == "clear-exposure" for effect in effects)


def _gives_status(other: Occurrence, words: Vocabulary) -> bool:
    """Whether an event gives a status in that state: who has it need not leave."""
    return any(words.is_status(shield) for shield in _shields(other))


def _is_lasting(one: Occurrence, words: Vocabulary) -> bool:
    """Whether an entry wrote a status: that stays when its holder travels."""
    return any(words.is_status(shield) for shield in _shields(one))


def _shields(one: Occurrence) -> set[str]:
    """The sorts of shields that an entry writes; of a status by outcome, the outcome."""
    found = set()
    for value in _values(one, "shield"):
        by_outcome = OUTCOME_ELSE.fullmatch(value)
        found.add((one.event.outcome or by_outcome[1]) if by_outcome else value)
    return found


def _leaves(other: Occurrence, one: Occurrence) -> bool:
    """Whether the person left the state of an entry, or is placed in another one."""
    if other.kind and other.kind.code == LEAVING and other.event.country == one.event.country:
        return True
    states = _places(other)
    return bool(one.event.country and states and one.event.country not in states)


def _places_in(other: Occurrence, state: str | None) -> bool:
    return state is not None and state in _places(other)


def _places(one: Occurrence) -> set[str]:
    """The known states in which an event may put the person."""
    names = [name for value in _values(one, "place") for name in value.split("|")]
    found = {getattr(one.event, name, None) for name in names}
    return {s for s in found if s and s != "unknown" and not is_withheld(s)}


def _values(one: Occurrence, operation: str) -> set[str]:
    found: set[str] = set()
    for effect in applying(one.kind, one.event) if one.kind else ():
        if effect.operation == operation:
            found.update((effect.value,) if isinstance(effect.value, str) else effect.value)
    return found


def _track(one: Occurrence) -> str:
    return one.event.kind.partition(".")[0]
