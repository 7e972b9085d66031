"""When each event of a person happened, as far as it is known, and which came first.

The window of an event runs over its date; it ends at the latest on the day that it became known
or was reported, and where its beginning is open it is cut at what must have come before.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date as Day

from caseledger.domain.accounts import accounts_of
from caseledger.domain.case import Case, Event, Person, Source
from caseledger.domain.vocabulary import Kind, Vocabulary
from caseledger.domain.windows import Window, capped, hull, opened, window_of


@dataclass(frozen=True, slots=True)
class Occurrence:
    """An event of one person with its kind and its window.

    ``disputed`` is set where a citation differs in what the event does, not only in its day;
    ``index`` is the place in the file, which no two share.
    """

    event: Event
    kind: Kind | None
    window: Window
    index: int
    disputed: bool

    @property
    def happened(self) -> bool:
        """Whether the entry says that it took place."""
        return bool(self.event.state == "happened")

    @property
    def matters(self) -> bool:
        """Whether it can change where a person stands; an unknown kind might."""
        return self.kind is None or bool(self.kind.effects)

    def counts(self, day: Day) -> bool:
        """Whether it has certainly happened by the end of a day."""
        return self.happened and not self.disputed and self.window.ended_by(day)

    def possible(self, day: Day) -> bool:
        """Whether it may have happened by the end of a day, but that is not certain."""
        alive = self.happened or self.event.state == "alleged"
        return alive and self.window.begun_by(day) and not self.counts(day)


def occurrences_of(
    case: Case, vocabulary: Vocabulary, person: Person | None = None
) -> tuple[Occurrence, ...]:
    """Return the events of a person, or of the whole case, in file order, each with its window.

    A disputed date gives the window that holds all that is said of it.
    """
    sources = {source.id: source for source in case.sources}
    events = case.events if person is None else case.events_of(person)
    found = [
        _disputed(index, accounts, sources, vocabulary)
        for index, accounts in enumerate(accounts_of(event, sources) for event in events)
    ]
    return begun(found, elsewhere(case, vocabulary, person))


def elsewhere(
    case: Case, vocabulary: Vocabulary, person: Person | None
) -> Mapping[str, Occurrence]:
    """Return by id what happened in a case to others, and may be named as earlier."""
    if person is None or all(person.id in (event.people or [person.id]) for event in case.events):
        return {}
    sources = {source.id: source for source in case.sources}
    others = (event for event in case.events if person.id not in (event.people or [person.id]))
    return {e.id: occurrence(e, -1, sources, vocabulary) for e in others if e.state == "happened"}


def _disputed(
    index: int, accounts: Sequence[Event], sources: Mapping[str, Source], vocabulary: Vocabulary
) -> Occurrence:
    event = accounts[0]
    window = hull([account_window(one, sources) for one in accounts])
    differing = any(replace(one, date=event.date) != event for one in accounts[1:])
    return Occurrence(event, vocabulary.kind(event.kind), window, index, differing)


def occurrence(
    event: Event, index: int, sources: Mapping[str, Source], vocabulary: Vocabulary
) -> Occurrence:
    """Take one account of an event for true."""
    return Occurrence(
        event, vocabulary.kind(event.kind), account_window(event, sources), index, disputed=False
    )


def event_window(event: Event, sources: Mapping[str, Source]) -> Window:
    """Return the window of an event that holds all that is said of its date."""
    return hull([account_window(one, sources) for one in accounts_of(event, sources)])


def account_window(event: Event, sources: Mapping[str, Source]) -> Window:
    """Return the window of one account of an event: its date, capped by what was reported."""
    limits = reported_limits(event, sources) if event.state == "happened" else ()
    return capped(window_of(event.date), limits)[0]


def reported_limits(event: Event, sources: Mapping[str, Source]) -> Iterable[Day]:
    """Days after which it cannot have happened: when it was known, when a source first told it."""
    if event.known is not None and event.known.latest is not None:
        yield event.known.latest
    told = [
        source.published.latest
        for citation in event.sources
        if citation.says is None or citation.says.state in (None, "happened")
        if (source := sources.get(citation.source)) and source.published and source.published.latest
    ]
    if told:
        yield min(told)


def begun(found: Sequence[Occurrence], others: Mapping[str, Occurrence]) -> tuple[Occurrence, ...]:
    """Cut open beginnings at ``after``, else at what the kind follows, else at the first event.

    Only what happened can be what it is cut at: an entry that was refuted says nothing of the rest.
    ``after`` may name an event that happened to ``others`` of the case.
    """
    if all(one.window.earliest is not None for one in found):
        return tuple(found)
    real = [one for one in found if one.happened and one.window.earliest]
    by_id = {**others, **{one.event.id: one for one in real}}
    first = min((one.window.earliest for one in real if one.window.earliest), default=None)
    return tuple(
        one if one.window.earliest is not None else _opened(one, real, by_id, first)
        for one in found
    )


def _opened(
    one: Occurrence, real: Sequence[Occurrence], by_id: Mapping[str, Occurrence], first: Day | None
) -> Occurrence:
    named = [by_id[key].window.earliest for key in one.event.after if key in by_id]
    start = max((day for day in named if day), default=None) or _followed(one, real) or first
    return replace(one, window=opened(one.window, start))


def _followed(one: Occurrence, found: Sequence[Occurrence]) -> Day | None:
    """The earliest day of the first event of the same host that this kind follows."""
    days = [other.window.earliest for other in found if follows(one, other)]
    return min((day for day in days if day), default=None)


def follows(later: Occurrence, earlier: Occurrence) -> bool:
    """Whether the kind of the one follows that of the other, for the same host."""
    if later.kind is None or earlier.kind is None or later.event.country != earlier.event.country:
        return False
    return earlier.kind.code in later.kind.follows
