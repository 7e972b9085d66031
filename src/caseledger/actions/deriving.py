"""What follows from a difference for people, and what of it may be told to whom."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from caseledger.actions.desk import Desk
from caseledger.actions.two_states import NEW, OLD, Names, TwoStates
from caseledger.domain.case import Case
from caseledger.domain.changes import Address
from caseledger.domain.closed_since import closed_since
from caseledger.domain.comparing import Pair, PersonDifference, State, Way, people_between
from caseledger.domain.stats.published import published, published_sources
from caseledger.domain.status import is_closed
from caseledger.store.cases import CaseFile, faulty_cases, read_case
from caseledger.store.files import CasePath
from caseledger.store.ledger import case_paths


@dataclass
class Telling:
    """For whom a difference is: for ``public``, or for whoever keeps the ledger.

    ``present`` is the ledger as it is now: what is public is decided by what it says today,
    whichever states are compared.
    """

    states: TwoStates
    present: Desk
    public: bool

    def is_public(self, names: Names) -> bool:
        """Whether values of a case may be told; to who keeps the ledger all may."""
        if not self.public:
            return True
        there = [self.case(place, names) for place, name in enumerate(names) if name]
        return all(case is not None and case.is_public for case in there)

    def case(self, place: int, names: Names) -> Case | None:
        """Return a case as it may be told; one that is not public is not cut down."""
        file = self.states.file(place, names[place])
        case = file.case if file else None
        if case is None or not self.public:
            return case
        today = self.present.today
        closed = closed_since(case, self._now(names[NEW]), today)
        return published(closed, today) if closed.is_public else closed

    def hidden(self, names: Names) -> frozenset[Address]:
        """The entries of a public case that may not be told."""
        if not self.public:
            return frozenset()
        return self._hidden(OLD, names) | self._hidden(NEW, names)

    def untold(self, names: Names) -> frozenset[Address]:
        """The entries that are no cause of anything told: hidden now, or when they were there."""
        if not self.public:
            return frozenset()
        now = self.states.file(NEW, names[NEW])
        case = now.case if now else None
        there = {("events", e.id) for e in case.events} if case else set()
        there |= {("sources", s.id) for s in case.sources} if case else set()
        return self._hidden(NEW, names) | (self._hidden(OLD, names) - there)

    def _hidden(self, place: int, names: Names) -> frozenset[Address]:
        file, told = self.states.file(place, names[place]), self.case(place, names)
        if file is None or file.case is None or told is None:
            return frozenset()
        events = {event.id for event in told.events}
        sources = published_sources(file.case, self.present.today)
        return frozenset(
            {("events", e.id) for e in file.case.events if e.id not in events}
            | {("sources", s.id) for s in file.case.sources if s.id not in sources}
        )

    def title(self, names: Names) -> str:
        """The title of a case now, or as it was."""
        file = self.states.file(NEW, names[NEW]) or self.states.file(OLD, names[OLD])
        return file.case.title if file and file.case else ""

    def _now(self, name: str) -> Case | None:
        if self.states.sides[NEW].desk.known is None:
            file = self.states.file(NEW, name)
            return file.case if file else None
        path = self._paths.get(name)
        return read_case(self.present.ledger, path, self.present.today).case if path else None

    @cached_property
    def _paths(self) -> Mapping[str, CasePath]:
        return {path.name: path for path in case_paths(self.present.ledger)}


@dataclass
class Deriving:
    """Works out what follows for the people of cases, and only of those for whom anything may.

    A day that passed, and another vocabulary of the ledger, may change where anybody stands; an
    entry only the people of its case, and those of other cases who stand in it (`same_as`).
    """

    states: TwoStates
    telling: Telling

    def __post_init__(self) -> None:
        """Read the cases whose people stand in others, if anything differs at all."""
        old, new = (side.desk for side in self.states.sides)
        self.passes = old.day != new.day
        self.everybody = self.passes or bool(self.states.versions)
        any_unlike = bool(self.states.unlike) or self.everybody
        self.links = self.states.linked() if any_unlike else {}
        around = {*self.links, *(name for some in self.links.values() for name in some)}
        self.around = {
            (place, told): self._read(place, around, told=told)
            for place in (OLD, NEW)
            for told in {False, self.telling.public}
        }
        untold = self.telling.untold
        self.touched = self.states.touched(untold) if self.states.unlike else {}

    def people(self, names: Names) -> tuple[PersonDifference, ...]:
        """Say for everybody of a case what became otherwise; nothing where it cannot be read."""
        reached = self._reached(names)
        enters = not self.states.unlike.isdisjoint(reached)
        if not (enters or self.everybody) or any(map(self._is_lost, reached)):
            return ()
        pair = Pair(*(self.telling.case(place, names) for place in (OLD, NEW)))
        if not enters and self._is_over(pair):
            return ()
        return people_between(pair, self._way(names, enters=enters))

    def _way(self, names: Names, *, enters: bool) -> Way:
        """The states from the old one to the new one, one object where nothing lies between."""
        old, new = (side.desk for side in self.states.sides)
        first = start = self._state(OLD, names, self.states.file(OLD, names[OLD]))
        if self.states.versions:
            crossed = self._state(OLD, names, self.states.crossed(names[OLD]))
            start = replace(crossed, vocabulary=new.ledger.vocabulary)
        later = replace(start, day=new.day) if self.passes else start
        entered, last = start, later
        if enters:
            last = self._state(NEW, names, self.states.file(NEW, names[NEW]))
            entered = replace(last, day=old.day) if self.passes else last
        return Way(first, start, later, entered, last, self.touched, self.states.versions)

    def _state(self, place: int, names: Names, file: CaseFile | None) -> State:
        """One state as it is read for a case; nothing of a file with errors is certain."""
        desk = self.states.sides[place].desk
        told = self.telling.public and self.telling.is_public(names)
        cases, faulty = self.around[place, told]
        if file is not None:
            faulty |= faulty_cases([file])
        case = self.telling.case(place, names)
        if file and file.case and case and len(case.events) < len(file.case.events):
            faulty |= {case.id}  # what is held back may change what is said
        return State(desk.day, desk.ledger.vocabulary, cases, faulty)

    def _read(
        self, place: int, names: Iterable[str], *, told: bool
    ) -> tuple[Mapping[str, Case], frozenset[str]]:
        """The cases in which others may stand, and those with errors; only public ones if told."""
        files = [file for name in names if (file := self.states.file(place, name)) is not None]
        found: dict[str, Case] = {}
        for file in files:
            case = self.telling.case(place, (file.name, file.name)) if told else file.case
            if case is not None and (case.is_public or not told):
                found[case.id] = case
        return found, faulty_cases(files)

    def _reached(self, names: Names) -> frozenset[str]:
        """The ids of a case, and of all in which its people may stand, however far."""
        found: set[str] = set()
        wanted = set(filter(None, names))
        while wanted:
            found |= wanted
            wanted = {far for name in wanted for far in self.links.get(name, ())} - found
        return frozenset(found)

    def _is_lost(self, name: str) -> bool:
        """Whether a case is there in one of the states, and what it holds cannot be told."""
        files = (self.states.file(place, name) for place in (OLD, NEW))
        return any(file is not None and file.case is None for file in files)

    def _is_over(self, pair: Pair) -> bool:
        """Whether a case that nobody touched was closed on both days: nobody waits for it."""
        return all(
            case is not None
            and all(
                is_closed(case, person, side.desk.day, side.desk.ledger.vocabulary)
                for person in case.people
            )
            for case, side in zip((pair.old, pair.new), self.states.sides, strict=True)
        )
