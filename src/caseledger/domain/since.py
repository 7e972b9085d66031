"""Since when a person has stood as they do: what changed last, and whether by word or by time."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date as Day
from datetime import timedelta

from caseledger.domain.endings import CUSTODY
from caseledger.domain.enforceability import appeal_times
from caseledger.domain.life import Life
from caseledger.domain.occurrences import Occurrence, account_window
from caseledger.domain.outlook import Outlook, outlook
from caseledger.domain.vocabulary import Vocabulary
from caseledger.domain.windows import ONE_DAY, Window, moved, window_of
from caseledger.domain.world import EXTRADITION

MOST_BOUNDS = 2
"""Where so many earlier days are a bound of too many things, since when is left open."""

EVENT, EXPIRY, LAW = "event", "expiry", "law"


@dataclass(frozen=True, slots=True)
class Since:
    """From when the standing holds, the cause (event, expiry or law), and the event."""

    earliest: Day | None
    latest: Day | None
    cause: str
    event: str


@dataclass(frozen=True, slots=True)
class Turn:
    """A day from which something may be otherwise, by what, and between which days."""

    day: Day
    since: Since


def since_of(life: Life, day: Day, now: Outlook) -> Since | None:
    """Go back to the last day on which the standing of a day became what it is.

    None if it was so at all times, or if that cannot be told.

    Of somebody who is certainly in a state it begins there at the earliest with the arrival.
    """
    turns: dict[Day, list[Since]] = {}
    for turn in _turns(life, day):
        if Day.min < turn.day <= day:
            turns.setdefault(turn.day, []).append(turn.since)
    bounds = 0
    for when in sorted(turns, reverse=True):
        before = outlook(life, when - ONE_DAY)
        bounds += not before.complete
        if bounds > MOST_BOUNDS:
            break
        if _another(before, now, life.vocabulary):
            return _cause(turns[when], before, outlook(life, when))
    return None


def _cause(turns: Sequence[Since], before: Outlook, after: Outlook) -> Since:
    """Which of what falls on one day made the difference: what the standing now rests on.

    Else what it rested on before, else an event and not the end of something; of several the last.
    """
    now, then = set(after.basis), set(before.basis)

    def weight(turn: Since) -> tuple[bool, bool, bool]:
        new = turn.event in now and turn.event not in then
        return (new, turn.event in now | then, turn.cause == EVENT)

    return max(reversed(turns), key=weight)


def _another(before: Outlook, now: Outlook, vocabulary: Vocabulary) -> bool:
    """Whether it was another standing, or not certainly in the state where the person is now."""
    left = now.place() and before.place() != now.place()
    return bool(left) or before.headline(vocabulary) != now.headline(vocabulary)


def _turns(life: Life, day: Day) -> Iterator[Turn]:
    yield from _events(life)
    for handover in life.handovers:
        yield from _open(handover.occurrence)
    for one in life.occurrences:
        if one.kind is not None and one.window.begun_by(day):
            yield from _runs_out(life, one)
    yield from _idle(life, day)
    for time in appeal_times(life, day):
        yield from _end(time.ends, time.order.id)
        if time.ends.latest is not None:
            yield from _end(Window(time.ends.latest, time.ends.latest), time.order.id)
    for host in {o.event.country for o in life.occurrences if o.event.country}:
        for at in life.vocabulary.law.days(host):
            yield Turn(at, Since(at, at, LAW, ""))


def _events(life: Life) -> Iterator[Turn]:
    """An event may have happened from the first day of its window, and has on the last."""
    for place in life.plain.ordering.told:
        one = life.plain.events[place]
        if not _acts(one):
            continue
        since = Since(one.window.earliest, one.window.latest, EVENT, one.event.id)
        for window in _windows(life, one):
            yield from (Turn(at, since) for at in (window.earliest, window.latest) if at)


def _acts(one: Occurrence) -> bool:
    """Whether it may change the standing; who asks for an extradition is feared from then on."""
    if one.kind is None:
        return False
    writes = any(effect.operation not in CUSTODY for effect in one.kind.effects)
    return writes or one.kind.track == EXTRADITION


def _windows(life: Life, one: Occurrence) -> Iterator[Window]:
    """The window of every account of an event, that of the whole first."""
    yield one.window
    accounts = life.accounts(one.index)
    if len(accounts) > 1:
        for event in accounts:
            yield account_window(event, life.sources)


def _open(handover: Occurrence) -> Iterator[Turn]:
    """A handover may have taken place from the day after the first that is fixed for it."""
    first = handover.window.earliest
    if first is not None:
        at, last = moved(first, ONE_DAY), handover.window.latest
        yield Turn(at, Since(at, last and moved(last, ONE_DAY), EVENT, handover.event.id))


def _runs_out(life: Life, one: Occurrence) -> Iterator[Turn]:
    """Days from which what an event wrote may have run out, by any account of it."""
    for event in life.accounts(one.index):
        kind = life.vocabulary.kind(event.kind)
        effects = kind.effects if kind else ()
        written = [str(effect.value) for effect in effects if effect.operation == "shield"]
        if written and event.until:
            yield from _end(window_of(event.until), event.id)
        else:
            first = account_window(event, life.sources).earliest or one.window.earliest
            yield from _terms(first, written, event.id, life.vocabulary)


def _end(until: Window, event: str) -> Iterator[Turn]:
    if until.earliest is not None:
        at, last = moved(until.earliest, ONE_DAY), until.latest
        yield Turn(at, Since(at, last and moved(last, ONE_DAY), EXPIRY, event))


def _terms(
    first: Day | None, written: Sequence[str], event: str, vocabulary: Vocabulary
) -> Iterator[Turn]:
    for term in {vocabulary.usual_term(name) for name in written}:
        if term is not None and first is not None:
            at = moved(first, timedelta(days=term + 1))
            yield Turn(at, Since(at, at, EXPIRY, event))


def _idle(life: Life, day: Day) -> Iterator[Turn]:
    """Days from which nothing has been heard of a track in a state for so long that it is idle."""
    for entries in life.recorded.values():
        heard = sorted(
            (one.window.earliest, one.event.id)
            for one in entries
            if one.window.earliest is not None and one.counts(day)
        )
        for (first, event), after in zip(heard, [*heard[1:], None], strict=False):
            for days in _idle_terms(life):
                at = moved(first, timedelta(days=days + 1))
                if after is None or after[0] >= at:
                    yield Turn(at, Since(at, at, EXPIRY, event))


def _idle_terms(life: Life) -> set[int]:
    return {one.idle_after for one in life.vocabulary.shields.values() if one.idle_after}
