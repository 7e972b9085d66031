"""Two states of a ledger side by side: what changed in its cases, and what follows from that.

Whoever reads a difference must see first what decides: in a case every changed date, state,
country and recipient, then what became otherwise for its people, then the rest. Of several cases
that comes first in which somebody stands gravely otherwise (design, section 8).
"""

import dataclasses
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date as Day
from datetime import datetime

from caseledger.domain.case import Case, Event, Person
from caseledger.domain.causes import Touched
from caseledger.domain.changes import Address, Change, Deed, Tree
from caseledger.domain.decision import severity
from caseledger.domain.derived import Course, derived_of
from caseledger.domain.loading import shape_of
from caseledger.domain.status import PersonNow, people_of
from caseledger.domain.turns import Derived, Sort, Stand
from caseledger.domain.vocabulary import Vocabulary

DATES = frozenset(
    {
        "born",
        "date",
        "for",
        "known",
        "on",
        "opened",
        "published",
        "retrieved",
        "served",
        "time",
        "until",
        "withdrawn",
    }
)
STATES = frozenset({"state", "country", "by", "from", "to", "citizenship", "fears"})
RECIPIENTS = frozenset({"visibility", "embargo", "consent", "sealed", "vault"})
FIRST = DATES | STATES | RECIPIENTS
"""The fields that decide when, where, and who gets to see it, wherever in an entry they stand."""

MATTERS = frozenset({"fears", "citizenship", "same_as", "kind", "count"})
"""The fields of a person on which what is derived for them rests."""

PUBLIC = "yes"
"""Of a field that everybody may see; others only on request, or nobody."""

ALIKE = 2
"""A case that is gone and a new one are the same if one in so many of their entries are equal."""


@dataclass(frozen=True, slots=True)
class State:
    """The ledger in one state: what cases are read with, and the day.

    ``cases`` are those that ``same_as`` may name, ``faulty`` the ids of those with errors.
    """

    day: Day
    vocabulary: Vocabulary
    cases: Mapping[str, Case] = field(default_factory=dict)
    faulty: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class Way:
    """The states from the old to the new one, as `derived.Course` has them.

    States that are the same one are the same object: they are derived once.
    """

    first: State
    start: State
    later: State
    entered: State
    last: State
    touched: Touched = field(default_factory=dict)
    files: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pair:
    """One case in both states, as what follows from it is derived; ``None`` where it is not."""

    old: Case | None
    new: Case | None


@dataclass(frozen=True, slots=True)
class PersonDifference:
    """What became otherwise for one person, as they stood and as they stand.

    ``then`` is ``None`` for who is new in the case, ``now`` for who is gone from it.
    """

    then: PersonNow | None
    now: PersonNow | None
    derived: tuple[Derived, ...]

    @property
    def person(self) -> Person:
        """The person as in the new state, if they are there."""
        return (self.now or self.then).person  # type: ignore[union-attr] # one of the two is

    def event(self, key: str) -> Event | None:
        """Return an event of either state by its id, as it is now if it is there."""
        found = (one.event(key) for one in (self.now, self.then) if one is not None)
        return next((event for event in found if event is not None), None)


@dataclass(frozen=True, slots=True)
class CaseDifference:
    """What differs in one case. ``former`` is its id before, where that was another.

    ``public`` is whether values of it may be told to anybody; ``hidden`` are entries of a public
    case that may not.
    """

    id: str
    title: str
    changes: tuple[Change, ...] = ()
    people: tuple[PersonDifference, ...] = ()
    former: str = ""
    public: bool = True
    hidden: frozenset[Address] = frozenset()

    @property
    def derived(self) -> Iterator[Derived]:
        """What became otherwise for all of its people."""
        return (one for person in self.people for one in person.derived)

    def __bool__(self) -> bool:
        return bool(self.changes or self.people)


@dataclass(frozen=True, slots=True)
class FileDifference:
    """A file of the ledger that holds no case and differs; ``changes`` where its keys are told.

    ``own``: it is of the ledger's own settings or rules, on which what is derived may rest.
    """

    path: str
    what: Deed
    changes: tuple[Change, ...] = ()
    own: bool = False

    @property
    def first(self) -> bool:
        """Whether it says who gets to see something: below ``vault/``, or a list of recipients."""
        name = self.path.rpartition("/")[2]
        return self.path.startswith("vault/") or "recipients" in name.lower()


@dataclass(frozen=True, slots=True)
class Version:
    """Which of two states of a ledger it is: a commit (or the work tree, without one), and a day.

    ``merged_later`` counts commits of that time that reached this history only afterwards;
    ``before_all``: the history begins later, so that there is nothing.
    """

    day: Day
    vocabulary: Vocabulary
    commit: str = ""
    committed: datetime | None = None
    asked: str = ""
    merged_later: int = 0
    before_all: bool = False


@dataclass(frozen=True, slots=True)
class Difference:
    """Two states and what differs between them; ``looked_at`` counts the cases compared.

    ``unread`` counts those of them that cannot be read in one of the states, so that it is not
    known what changed. ``public``: it is for anybody, and tells no value that is not public.
    """

    old: Version
    new: Version
    cases: tuple[CaseDifference, ...]
    files: tuple[FileDifference, ...]
    looked_at: int
    unread: int = 0
    public: bool = False

    def __bool__(self) -> bool:
        return bool(self.cases or self.files)


def is_first(change: Change) -> bool:
    """Whether a change is of a date, a state, a country or a recipient."""
    return change.what is not Deed.MOVED and not FIRST.isdisjoint(change.within)


def in_order(changes: Sequence[Change]) -> tuple[Change, ...]:
    """Put first what decides, then what is gone, then all else as it stands in the file."""

    def rank(change: Change) -> int:
        if is_first(change):
            return 0
        return 1 if change.what is Deed.REMOVED and not change.within else 2

    return tuple(sorted(changes, key=rank))


def files_in_order(files: Sequence[FileDifference]) -> tuple[FileDifference, ...]:
    """Put recipients first, then the settings and rules that are told by keys, then by path."""
    return tuple(sorted(files, key=lambda one: (not one.first, not one.own, one.path)))


def cases_in_order(
    cases: Sequence[CaseDifference], vocabulary: Vocabulary
) -> tuple[CaseDifference, ...]:
    """Put first where somebody stands gravely otherwise, then where anything follows."""
    order = severity(vocabulary)

    def rank(case: CaseDifference) -> tuple[int, int, str]:
        now = [one.new for one in case.derived if one.sort is Sort.STANDING]
        grave = [order(one.standing.code) for one in now if isinstance(one, PersonNow)]
        if grave:
            return (0, min(grave), case.id)
        return (1 if case.people else 2, 0, case.id)

    return tuple(sorted(cases, key=rank))


def renamed(gone: Mapping[str, Tree], come: Mapping[str, Tree]) -> Mapping[str, str]:
    """Find cases that only have another id: the new ids by the old ones.

    They are known by their events, or without any by their people: at least half of them stand
    in both as they are.
    """
    found: dict[str, str] = {}
    entries = {name: _entries(tree) for name, tree in come.items()}
    for old, tree in gone.items():
        mine = _entries(tree)
        shared = {
            name: len(mine & theirs)
            for name, theirs in entries.items()
            if name not in found.values()
        }
        best = max(shared, key=lambda name: shared[name], default="")
        if best and mine and ALIKE * shared[best] >= max(len(mine), len(entries[best])):
            found[old] = best
    return found


def _entries(tree: Tree) -> set[str]:
    """The entries of a case as text, so that equal ones are equal."""
    members = tree.get("events") or tree.get("people")
    return {repr(one) for one in members} if isinstance(members, list) else set()


def tree_changes(old: Tree, new: Tree, at: Address = ()) -> Iterator[Change]:
    """Say by keys what changed in a file that holds no case, members of lists by their ids."""
    for key in dict.fromkeys((*old, *new)):
        here = (*at, key)
        if key not in old:
            yield Change(here, Deed.ADDED, new=new[key])
        elif key not in new:
            yield Change(here, Deed.REMOVED, old=old[key])
        elif old[key] != new[key]:
            before, after = _by_key(old[key]), _by_key(new[key])
            if before is None or after is None:
                yield Change(here, Deed.CHANGED, old[key], new[key])
            else:
                found = list(tree_changes(before, after, here))
                yield from found or [Change(here, Deed.MOVED)]


def _by_key(value: object) -> Tree | None:
    """A mapping as it is, a list of entries by their ids; nothing else has keys."""
    if isinstance(value, Mapping):
        return value
    if not isinstance(value, list) or not all(isinstance(one, Mapping) for one in value):
        return None
    named = {str(one.get("id", "")): one for one in value}
    return named if len(named) == len(value) and "" not in named else None


def may_be_told(change: Change) -> bool:
    """Whether the format lets everybody see the value that changed, in a case that is public.

    Of an entry as a whole only its words of the vocabulary are told; people are told by ids.
    """
    part: type | None = Case
    skip = False
    for key in change.address:
        if skip:
            skip = False
            continue
        shape = shape_of(part) if part else None
        if shape is None or key not in shape.readers:
            return False
        attribute, _ = shape.readers[key]
        if _publicity(shape.part, attribute) != PUBLIC:
            return False
        leads = shape.inner.get(key)
        part, skip = (leads.part, bool(leads.many)) if leads else (None, False)
    whole = not change.within
    if whole:
        return change.entry[:1] != ("people",)
    return not any(isinstance(value, Mapping) for value in (change.old, change.new))


def _publicity(part: type, attribute: str) -> str:
    found = (one for one in dataclasses.fields(part) if one.name == attribute)
    return str(next(found).metadata.get("public", ""))


def touched_by(changes: Sequence[Change]) -> frozenset[Address]:
    """The entries that changes are about; of a person only where something may rest on it."""
    found = set()
    for one in changes:
        of_person = one.entry[:1] == ("people",) and one.within
        if one.entry and (not of_person or one.within[0] in MATTERS):
            found.add(one.entry)
    return frozenset(found)


def people_between(pair: Pair, way: Way) -> tuple[PersonDifference, ...]:
    """Say for everybody of a case what became otherwise, in the order of the file."""
    states = (way.first, way.start, way.later, way.entered, way.last)
    cases = (pair.old, pair.old, pair.old, pair.new, pair.new)
    read: dict[int, Mapping[str, PersonNow]] = {}
    for case, state in zip(cases, states, strict=True):
        if id(state) not in read:
            read[id(state)] = _people(case, state)
    people = [read[id(state)] for state in states]
    found = []
    for key in dict.fromkeys((*people[-1], *people[0])):
        stands = [Stand(one.get(key), state.day) for one, state in zip(people, states, strict=True)]
        first, start, later, entered, last = stands
        course = Course(first, start, later, entered, last, way.touched, way.files)
        derived = derived_of(course)
        if derived:
            found.append(PersonDifference(people[0].get(key), people[-1].get(key), derived))
    for one in (one for some in read.values() for one in some.values()):
        one.life.forget()
    return tuple(found)


def _people(case: Case | None, state: State) -> Mapping[str, PersonNow]:
    if case is None:
        return {}
    others = {**state.cases, case.id: case}
    found = people_of(case, state.day, state.vocabulary, others, state.faulty)
    return {one.person.id: one for one in found}
