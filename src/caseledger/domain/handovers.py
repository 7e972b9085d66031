"""Handovers that are fixed for a day: what is known of them before it, and after it in silence.

A surrender, removal or transfer that is entered as scheduled raises the threat as soon as it was
announced. When its day has passed and nothing later is recorded, it may have taken place.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date as Day

from caseledger.domain.case import Event, Source
from caseledger.domain.occurrences import Occurrence
from caseledger.domain.states import UNKNOWN as NOWHERE
from caseledger.domain.vocabulary import Vocabulary
from caseledger.domain.windows import Window, opened, window_of

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
    """A handover that may have taken place once its day has passed, until a later word.

    ``fixed`` is when that day was fixed, ``answered`` when a later word has certainly come.
    ``words`` are by their indices the events that would be a word if they came after it.
    """

    occurrence: Occurrence
    fixed: Window
    answered: Day | None
    words: frozenset[int]

    def open(self, day: Day) -> bool:
        """Whether its day has passed, or may have, and nothing later is known."""
        # It cannot have taken place before its day was fixed.
        days = (self.occurrence.window.earliest, self.fixed.earliest)
        passed = max((first for first in days if first), default=Day.min) < day
        return passed and self.fixed.begun_by(day) and not self.told_by(day)

    def told_by(self, day: Day) -> bool:
        """Whether a later word has come by a day, so that it is no longer open."""
        return self.answered is not None and self.answered <= day


def announced(one: Occurrence, sources: Mapping[str, Source], words: Vocabulary) -> Occurrence:
    """Read a scheduled handover as the entry that its day is fixed; return others as they are."""
    kind = ANNOUNCING.get(one.kind.code) if one.kind else None
    if one.event.state != SCHEDULED or kind is None:
        return one
    fixed = one.event.for_ or one.event.date
    told = replace(one.event, kind=kind, state="happened", for_=fixed, after=())
    return replace(
        one,
        event=told,
        kind=words.kind(kind),
        window=opened(_heard(one.event, sources), one.window.earliest),
    )


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
        if code and fixed and one.event.state in ("happened", "alleged"):
            carried_out = replace(one.event, kind=code, state="alleged", date=fixed, after=())
            occurrence = replace(
                one,
                event=carried_out,
                kind=words.kind(code),
                window=opened(window_of(fixed), one.window.earliest),
                index=one.index + len(found),
            )
            heard = [o for o in found if o.index != one.index and _is_word(o, one.event)]
            answered = _answered(occurrence, heard)
            indices = frozenset(word.index for word in heard)
            yield Handover(occurrence, one.window, answered, indices)


def _answered(handover: Occurrence, words: Iterable[Occurrence]) -> Day | None:
    """The day by which the first word after that of the handover has certainly come."""
    last = handover.window.latest or handover.window.earliest
    days = [
        one.window.latest
        for one in words
        if one.happened
        and one.window.latest
        and one.window.earliest
        and last
        and one.window.earliest > last
    ]
    return min(days, default=None)


def _is_word(one: Occurrence, fixing: Event) -> bool:
    """Whether an entry places the person, or writes the exposure of the handover."""
    effects = one.kind.effects if one.kind else ()
    placing = [str(effect.value) for effect in effects if effect.operation == "place"]
    named = [getattr(one.event, name, None) for value in placing for name in value.split("|")]
    if any(state and state != NOWHERE for state in named):
        return True
    operations = {effect.operation for effect in effects}
    if not operations & EXPOSING or _procedure(one.event) != _procedure(fixing):
        return False
    other = _other(one.event)
    return other == _other(fixing) or ("clear-exposure" in operations and not other)


def _procedure(event: Event) -> tuple[str, str | None]:
    return (event.kind.partition(".")[0], event.country)


def _other(event: Event) -> str:
    return (event.by if event.kind.startswith("extradition.") else "") or event.to or ""
