"""Every event of a case in order, with what sources say differently and where it led."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date as Day

from caseledger.domain.case import Case, Claims, Event, Person
from caseledger.domain.deadlines.all import all_of
from caseledger.domain.deadlines.attention import UNMET, asks, is_passed
from caseledger.domain.deadlines.deadline import Deadline
from caseledger.domain.deadlines.finding import by_day
from caseledger.domain.deadlines.terms import FIXED
from caseledger.domain.life import Life, life_of
from caseledger.domain.loading import KEYS
from caseledger.domain.occurrences import Occurrence, occurrences_of
from caseledger.domain.ordering import in_order
from caseledger.domain.standing import Mark, Standing, not_certain, rail, standing_of
from caseledger.domain.vocabulary import Vocabulary
from caseledger.domain.windows import Window, window_of

SET_ASIDE = frozenset({"refuted", "cancelled"})
"""States of entries that are not part of the story unless asked for."""

GAP = 60
"""A silence of more calendar days than this is shown."""


@dataclass(frozen=True, slots=True)
class Differing:
    """One field on which a source states something else than the entry."""

    source: str
    field: str
    value: object


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the story.

    ``ahead`` rows lie after the day: what is scheduled, and what will run out (``ends``).
    ``standing`` has the standing after the event for each person it concerns, ``changed`` those
    whose standing it changed. ``silence`` is the number of days without an event before it.
    """

    occurrence: Occurrence
    people: tuple[str, ...]
    ahead: bool = False
    ends: bool = False
    differing: tuple[Differing, ...] = ()
    standing: Mapping[str, Mark] = field(default_factory=dict)
    changed: tuple[str, ...] = ()
    silence: int = 0

    @property
    def event(self) -> Event:
        """The entry itself."""
        return self.occurrence.event


@dataclass(frozen=True, slots=True)
class Due:
    """A deadline in the story, for the people for whom it is the same.

    It stands at its day: ``ahead`` of the day of the story, or before it where nothing has met it.
    """

    one: Deadline
    people: tuple[str, ...]
    ahead: bool

    @property
    def day(self) -> Day:
        """The day to go by; only deadlines that have one are part of a story."""
        return self.one.effective or Day.max


@dataclass(frozen=True, slots=True)
class Choice:
    """Which events to show: of a track, of people, between two days; or really ``everything``."""

    tracks: frozenset[str] = frozenset()
    people: frozenset[str] = frozenset()
    first: Day | None = None
    last: Day | None = None
    everything: bool = False


@dataclass(frozen=True, slots=True)
class Timeline:
    """The story of one case as of a day. ``left_out`` counts events that the choice hides."""

    case: Case
    day: Day
    people: tuple[Person, ...]
    standings: Mapping[str, Standing]
    rows: tuple[Row, ...]
    left_out: int
    due: tuple[Due, ...] = ()

    def told(self) -> Iterator[Row | Due]:
        """Yield events and deadlines in the order in which they are told.

        A deadline stands before the first event that is certainly later.
        """
        waiting = list(self.due)
        for row in self.rows:
            while waiting and _comes_first(waiting[0], row):
                yield waiting.pop(0)
            yield row
        yield from waiting


def timeline(
    case: Case, vocabulary: Vocabulary, day: Day, choice: Choice, *, faulty: bool = False
) -> Timeline:
    """Lay out the events of a case in order as of a day; ``faulty`` if its file has errors."""
    people = tuple(p for p in case.people if not choice.people or p.id in choice.people)
    lives = {person.id: life_of(case, person, vocabulary) for person in people}
    rails = {key: rail(life, day) for key, life in lives.items()}
    standings = {key: standing_of(life, day) for key, life in lives.items()}
    if faulty:
        standings = {key: not_certain(one) for key, one in standings.items()}
    everything = occurrences_of(case, vocabulary)
    shown = [one for one in everything if _chosen(one, choice, day, people)]
    past = in_order([one for one in shown if not _ahead(one, day)])
    rows = _told(past, people, rails) + _coming(shown, people, day)
    left_out = len(everything) - len(shown)
    due = _due_in(lives.values(), rows, choice, day)
    if faulty:
        due = tuple(replace(one, one=replace(one.one, certain=False)) for one in due)
    return Timeline(case, day, people, standings, tuple(rows), left_out, due)


def _chosen(one: Occurrence, choice: Choice, day: Day, people: Sequence[Person]) -> bool:
    event = one.event
    if event.state in SET_ASIDE and not choice.everything:
        return False
    if choice.tracks and event.kind.split(".")[0] not in choice.tracks:
        return False
    if choice.people and not any(_concerns(event, person) for person in people):
        return False
    return _between(one, choice) and (
        event.state == "scheduled" or one.window.begun_by(day) or choice.everything
    )


def _between(one: Occurrence, choice: Choice) -> bool:
    """Whether it may lie between the two days."""
    early = (
        choice.first is not None
        and one.window.ended_by(choice.first)
        and one.window.latest != choice.first
    )
    late = choice.last is not None and not one.window.begun_by(choice.last)
    return not (early or late)


def _concerns(event: Event, person: Person) -> bool:
    return event.people is None or person.id in event.people


def _ahead(one: Occurrence, day: Day) -> bool:
    if one.event.state == "scheduled":
        return not fixed_for(one).ended_by(day)
    return not one.window.begun_by(day)


def fixed_for(one: Occurrence) -> Window:
    """Return the window of the day that an event is fixed for: ``for``, else its date."""
    return window_of(one.event.for_) if one.event.for_ else one.window


def _told(
    past: Sequence[Occurrence], people: Sequence[Person], rails: Mapping[str, Mapping[str, Mark]]
) -> list[Row]:
    rows: list[Row] = []
    before: dict[str, Mark] = {}
    last: Day | None = None
    for one in past:
        mine = tuple(p.id for p in people if _concerns(one.event, p))
        now = {p: rails[p][one.event.id] for p in mine if one.event.id in rails[p]}
        changed = tuple(p for p, mark in now.items() if p not in before or before[p] != mark)
        before.update(now)
        silence = (one.window.earliest - last).days if last and one.window.earliest else 0
        rows.append(
            Row(
                one,
                mine,
                differing=differing(one.event),
                standing=now,
                changed=changed,
                silence=max(silence, 0),
            )
        )
        last = max((day for day in (last, one.window.latest) if day), default=None)
    return rows


def _coming(shown: Sequence[Occurrence], people: Sequence[Person], day: Day) -> list[Row]:
    """What is scheduled after the day, and what runs out after it, in order."""
    rows = []
    for one in shown:
        mine = tuple(p.id for p in people if _concerns(one.event, p))
        if _ahead(one, day):
            rows.append(Row(one, mine, ahead=True, differing=differing(one.event)))
        elif _runs_out_later(one, shown, day):
            rows.append(Row(one, mine, ahead=True, ends=True))
    return sorted(rows, key=_due)


def _runs_out_later(one: Occurrence, shown: Sequence[Occurrence], day: Day) -> bool:
    """Whether the entry has an end after the day, and no later entry of the kind replaces it."""
    until = one.event.until
    if until is None or until.latest is None or until.latest < day or not one.happened:
        return False
    return not any(
        later.event.kind == one.event.kind
        and one.window.precedes(later.window)
        and later.window.begun_by(day)
        for later in shown
    )


def _due(row: Row) -> tuple[Day, int]:
    window = row.event.until if row.ends else (row.event.for_ or row.event.date)
    return ((window.earliest if window else None) or Day.max, row.occurrence.index)


def _comes_first(due: Due, row: Row) -> bool:
    if due.ahead != row.ahead:
        return row.ahead
    return due.day < (_due(row)[0] if row.ahead else row.occurrence.window.earliest or Day.min)


def _due_in(
    lives: Iterable[Life], rows: Sequence[Row], choice: Choice, day: Day
) -> tuple[Due, ...]:
    """The deadlines that belong in a story, the soonest first, joined where they are the same."""
    told = {row.event.id for row in rows if row.ahead}
    joined: dict[tuple[object, ...], list[Deadline]] = {}
    for one in (each for life in lives for each in all_of(life, day)):
        doubled = one.rule is None and one.trigger.id in told
        if not doubled and _belongs(one, choice, day):
            doubts = (one.certain, one.provisional, one.status)
            key = (*one.key[2:], one.state, one.effective, *doubts)
            joined.setdefault(key, []).append(one)
    found = [
        Due(group[0], tuple(one.person.id for one in group), not is_passed(group[0], day))
        for group in joined.values()
    ]
    return tuple(sorted(found, key=lambda due: (due.ahead, by_day(due.one))))


def _belongs(one: Deadline, choice: Choice, day: Day) -> bool:
    """Whether a deadline is open, or was not met, at a day and on a track that are asked for.

    What is fixed for a day has a row of its own.
    """
    due = one.effective
    asked = asks(one, day) or (choice.everything and one.state in UNMET)
    if due is None or one.term == FIXED or not asked:
        return False
    on_track = not choice.tracks or one.trigger.kind.partition(".")[0] in choice.tracks
    early = choice.first is not None and due < choice.first
    late = choice.last is not None and due > choice.last
    return on_track and not early and not late


def differing(event: Event) -> tuple[Differing, ...]:
    """Return every field on which a citing source states something else."""
    return tuple(
        Differing(citation.source, KEYS.get(one.name, one.name), value)
        for citation in event.sources
        if citation.says is not None
        for one in fields(Claims)
        if one.name != "other" and (value := getattr(citation.says, one.name)) is not None
    )
