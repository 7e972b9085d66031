"""Handovers that are fixed for a day: what is known of them before it, and after it in silence.

A surrender, removal or transfer that is entered as scheduled raises the threat as soon as it was
announced. When its day has passed and nothing later is recorded, it may have taken place.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date as Day

from caseledger.domain.case import Event, Source
from caseledger.domain.occurrences import Occurrence
from caseledger.domain.vocabulary import Vocabulary
from caseledger.domain.windows import Window, window_of

SCHEDULED = "scheduled"

ANNOUNCING = {
    "extradition.surrendered": "extradition.surrender-scheduled",
    "removal.carried-out": "removal.scheduled",
    "transfer.carried-out": "transfer.scheduled",
}
"""Kinds of handovers, and the kind that says of each that its day is fixed."""

CARRYING_OUT = {announced: carried_out for carried_out, announced in ANNOUNCING.items()}

EXPOSING = frozenset({"expose", "set-level", "clear-exposure"})
"""Effects that write an exposure."""


@dataclass(frozen=True, slots=True)
class Handover:
    """A handover that may have taken place once its day has passed, until a later word."""

    occurrence: Occurrence
    answered: Day | None

    def open(self, day: Day) -> bool:
        """Whether its day has passed, or may have, and nothing later is known."""
        begun = self.occurrence.window.earliest
        passed = begun is None or begun < day
        return passed and (self.answered is None or day < self.answered)


def announced(one: Occurrence, sources: Mapping[str, Source], words: Vocabulary) -> Occurrence:
    """Read a scheduled handover as the entry that its day is fixed; return others as they are."""
    kind = ANNOUNCING.get(one.kind.code) if one.kind else None
    if one.event.state != SCHEDULED or kind is None:
        return one
    told = replace(one.event, kind=kind, state="happened", for_=one.event.for_ or one.event.date)
    return replace(one, event=told, kind=words.kind(kind), window=_heard(one.event, sources))


def _heard(event: Event, sources: Mapping[str, Source]) -> Window:
    """When a handover was announced: the earliest of its day, ``known`` and what cites it."""
    cited = [sources[c.source].published for c in event.sources if c.source in sources]
    dates = [event.for_ or event.date, event.known, *cited]
    windows = [window_of(date) for date in dates if date is not None]
    first = [window.earliest for window in windows if window.earliest]
    last = [window.latest for window in windows if window.latest]
    return Window(
        min(first) if len(first) == len(windows) else None,
        min(last, default=None),
    )


def handovers(found: Sequence[Occurrence], words: Vocabulary) -> Iterator[Handover]:
    """Return what may have taken place on the days that entries fix."""
    for one in found:
        code = CARRYING_OUT.get(one.kind.code) if one.kind else None
        fixed = one.event.for_
        if code and fixed and one.happened:
            carried_out = replace(one.event, kind=code, state="alleged", date=fixed)
            occurrence = replace(
                one,
                event=carried_out,
                kind=words.kind(code),
                window=window_of(fixed),
                index=one.index + len(found),
            )
            yield Handover(occurrence, _answered(one, occurrence, found))


def _answered(fixing: Occurrence, handover: Occurrence, found: Iterable[Occurrence]) -> Day | None:
    """The day of the first later word: the person is placed, or the exposure is written."""
    last = handover.window.latest or handover.window.earliest
    days = [
        one.window.latest
        for one in found
        if one.index != fixing.index
        and one.happened
        and one.window.latest
        and one.window.earliest
        and last
        and one.window.earliest >= last
        and _is_word(one, fixing.event)
    ]
    return min(days, default=None)


def _is_word(one: Occurrence, fixing: Event) -> bool:
    operations = {effect.operation for effect in one.kind.effects} if one.kind else set()
    if "place" in operations:
        return True
    same = (
        one.event.country == fixing.country
        and one.event.kind.split(".")[0] == (fixing.kind.split(".")[0])
    )
    others = {one.event.by or one.event.to, fixing.by or fixing.to, None}
    return same and bool(operations & EXPOSING) and len(others) <= 2  # noqa: PLR2004 - one state
