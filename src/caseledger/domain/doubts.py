"""Why a shield is not certain: each reason by its name, with the day or the entries it rests on."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date as Day
from datetime import timedelta

from caseledger.domain.case import Event
from caseledger.domain.decision import certainly_holds, over
from caseledger.domain.ending import Ending
from caseledger.domain.enforceability import APPEAL_WINDOW
from caseledger.domain.kind import Kind
from caseledger.domain.life import Life
from caseledger.domain.states import as_written
from caseledger.domain.windows import ONE_DAY, moved
from caseledger.domain.world import SCOPED, Shield

RAN_OUT, RUNS_OUT, TERM, IDLE, MOVED = "ran-out", "runs-out", "term", "idle", "moved"
DOUBTED, SUSPENSIVE, ENTRIES, PLACE = "doubted", "suspensive", "entries", "place"
WINDOW = "window"

APPEAL = "appeal"
"""The shield that hangs on whether the appeal suspends (design, section 4)."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """One reason why a shield is not certain.

    ``day`` is the last on which it was certain by this reason, ``days`` a term that is over,
    ``events`` are the entries that put it in doubt, or that may have written or ended it. With
    ``place`` the shield is there, but the person may be elsewhere.
    """

    cause: str
    day: Day | None = None
    days: int | None = None
    events: tuple[str, ...] = ()


def doubts_of(shield: Shield, life: Life, endings: Sequence[Ending], day: Day) -> tuple[Doubt, ...]:
    """Return every reason why a shield is not certain on a day; none where it is."""
    found = [*_of_time(shield, life, day)]
    found += [Doubt(MOVED)] if shield.moved else []
    found += [_put_in_doubt(shield, life, day)] if shield.doubted else []
    here = [one for one in endings if one.world.location == shield.host]
    if not all(shield.key in _keys(one) for one in here):
        found.append(Doubt(ENTRIES, events=_entries(shield, life, day)))
    elif len(here) < len(endings):
        found.append(Doubt(PLACE))
    return tuple(found)


def _keys(one: Ending) -> set[object]:
    return {shield.key for shield in (*one.sure, *one.unsure)}


def _of_time(shield: Shield, life: Life, day: Day) -> Iterator[Doubt]:
    words = life.vocabulary
    if shield.until is not None:
        last = shield.until.earliest
        if last is None or last < day:
            passed = shield.until.ended_by(moved(day, -ONE_DAY))
            yield Doubt(RAN_OUT if passed else RUNS_OUT, shield.until.latest)
            return
    term, start = words.usual_term(shield.kind), shield.written.earliest
    if over(shield, words, day):
        yield Doubt(TERM, start and moved(start, timedelta(days=term or 0)), term)
        return
    fresh = Shield(
        *(shield.kind, shield.host, shield.scope, shield.body, shield.against),
        until=None,
        written=shield.written,
        event=shield.event,
    )
    if words.idle_after(shield.kind) and not certainly_holds(fresh, life.recorded, words, day):
        yield Doubt(IDLE, days=words.idle_after(shield.kind))


def _put_in_doubt(shield: Shield, life: Life, day: Day) -> Doubt:
    """By an event, or because nobody says that it suspends: an appeal, or the time for one."""
    if shield.kind == APPEAL_WINDOW:
        return Doubt(WINDOW)
    events = tuple(
        one.event.id
        for one in life.occurrences
        if one.window.begun_by(day)
        and one.event.state in ("happened", "alleged")
        and not one.window.precedes(shield.written)
        and _acts(one.event, one.kind, shield, ("doubt-shield",))
    )
    return Doubt(SUSPENSIVE if shield.kind == APPEAL and not events else DOUBTED, events=events)


def _entries(shield: Shield, life: Life, day: Day) -> tuple[str, ...]:
    """What may have happened by the day and, as one of its accounts has it, writes or ends it."""
    return tuple(
        one.event.id
        for one in life.possible(day)
        if any(
            _acts(event, life.vocabulary.kind(event.kind), shield, ("shield", "clear-shield"))
            for event in life.accounts(one.index)
        )
    )


def _acts(event: Event, kind: Kind | None, shield: Shield, operations: Collection[str]) -> bool:
    """Whether an event has one of some effects on a shield."""
    if kind is None or event.country not in (as_written(shield.host), None):
        return False
    if shield.kind in SCOPED and shield.scope and shield.scope[0] != kind.track:
        return False
    effects = [effect for effect in kind.effects if effect.operation in operations]
    return any(shield.kind in effect.value for effect in effects)
