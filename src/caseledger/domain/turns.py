"""What is otherwise for one person between two states of a ledger, each thing by what names it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date as Day
from enum import StrEnum

from caseledger.domain.alerts import Alert
from caseledger.domain.changes import Address
from caseledger.domain.consequence import Consequence, Turned, consequence
from caseledger.domain.deadlines.deadline import Deadline
from caseledger.domain.standing import ShieldNow
from caseledger.domain.status import PersonNow
from caseledger.domain.world import Exposure

Thing = PersonNow | Exposure | ShieldNow | Alert | Deadline
"""What may have changed; of a standing, a place and liberty it is the person as a whole."""

Key = tuple[object, ...]
"""What names a thing in both states: its sort, and from the general to the special what it is."""


class By(StrEnum):
    """By which step something changed, in the order in which they are taken."""

    VERSION = "version"
    ENTRY = "entry"
    TIME = "time"


class Sort(StrEnum):
    """What of a person changed, the gravest first."""

    STANDING = "standing"
    LOCATION = "location"
    LIBERTY = "liberty"
    EXPOSURE = "exposure"
    SHIELD = "shield"
    ALERT = "alert"
    DEADLINE = "deadline"


class What(StrEnum):
    """How it changed; the last four are said of deadlines only."""

    NEW = "new"
    ENDED = "ended"
    CHANGED = "changed"
    MOVED = "moved"
    MET = "met"
    PASSED = "passed"
    OVER = "over"


class Why(StrEnum):
    """What sort of thing a cause is: an entry or a file that changed, or what a day brought."""

    ENTRY = "entry"
    FILE = "file"
    HAPPENED = "happened"
    EXPIRY = "expiry"
    FIXED = "fixed"
    APPEAL = "appeal"
    LAW = "law"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class Cause:
    """Why something changed: the entry (or file) behind it, and the day, if one did it.

    ``happened``: the window of an entry began or ended; ``expiry``: its term ran out; ``fixed``:
    the day that it fixes went by; ``appeal``: the time to appeal against it ended; ``law``: another
    provision applies; ``day``: the day itself.
    """

    why: Why
    entry: Address = ()
    file: str = ""
    day: Day | None = None


@dataclass(frozen=True, slots=True)
class Stand:
    """A person in one state of the ledger, on a day; ``None`` where they are not in it."""

    one: PersonNow | None
    day: Day


@dataclass(frozen=True, slots=True)
class Derived:
    """One thing that is otherwise for a person. ``old`` or ``new`` is ``None`` where it is not."""

    sort: Sort
    what: What
    old: Thing | None
    new: Thing | None
    by: tuple[By, ...] = ()
    because: tuple[Cause, ...] = ()


Pair = tuple[Stand, Stand]
"""A person in two states."""

Turns = Mapping[Key, Derived]
"""Everything that differs between two states, gravest first."""


def turns_between(pair: Pair) -> Turns:
    """Everything that differs between two states, by what names it, gravest first."""
    then, now = pair
    if (then.one is now.one and then.day == now.day) or (then.one is None and now.one is None):
        return {}
    found: dict[Key, Derived] = {}
    one = consequence(then.one, now.one, then.day, now.day)
    for key, turn in _all(one):
        found.setdefault(key, turn)
    return found


def _all(one: Consequence) -> Iterator[tuple[Key, Derived]]:
    if one.stands_otherwise:
        what = What.NEW if one.then is None else What.ENDED if one.now is None else What.CHANGED
        yield (Sort.STANDING,), Derived(Sort.STANDING, what, one.then, one.now)
    if one.now is None:
        return
    for sort, differs in (
        (Sort.LOCATION, one.is_elsewhere),
        (Sort.LIBERTY, one.liberty_changed),
    ):
        if one.then is not None and differs:
            yield (sort,), Derived(sort, What.CHANGED, one.then, one.now)
    yield from _turned(Sort.EXPOSURE, one.exposures)
    yield from _turned(Sort.SHIELD, one.shields)
    yield from _turned(Sort.ALERT, _alerts(one.then, one.now))
    yield from _deadlines(one)


def _turned(
    sort: Sort, turned: Turned[Exposure] | Turned[ShieldNow] | Turned[Alert]
) -> Iterator[tuple[Key, Derived]]:
    for new in turned.new:
        yield _key(sort, new), Derived(sort, What.NEW, None, new)
    for old, new in turned.changed:
        yield _key(sort, new), Derived(sort, What.CHANGED, old, new)
    for old in turned.ended:
        yield _key(sort, old), Derived(sort, What.ENDED, old, None)


def _deadlines(one: Consequence) -> Iterator[tuple[Key, Derived]]:
    due, before = one.deadlines, {each.key: each for each in one.then.deadlines} if one.then else {}
    turns: list[tuple[What, Deadline | None, Deadline | None]] = []
    turns += [(What.MET, before.get(new.key), new) for new in one.met]
    turns += [(What.MOVED, old, new) for old, new in due.changed]
    turns += [(What.NEW, None, new) for new in due.new]
    turns += [(What.PASSED, before.get(new.key), new) for new in one.passed]
    turns += [(What.OVER, old, None) for old in due.ended]
    for what, old, new in turns:
        known = new or old
        if known is not None:
            yield _key(Sort.DEADLINE, known), Derived(Sort.DEADLINE, what, old, new)


def _key(sort: Sort, thing: Exposure | ShieldNow | Alert | Deadline) -> Key:
    if isinstance(thing, Alert):
        return (sort, thing.name, thing.rule, thing.events)
    if isinstance(thing, ShieldNow):
        return (sort, *thing.shield.key)
    return (sort, *thing.key)


def _alerts(then: PersonNow | None, now: PersonNow) -> Turned[Alert]:
    """Alerts that are new or over, or as certain as they were not.

    The same warning about other entries is the same one, unless there are several of it.
    """
    left, new = list(then.alerts) if then else [], list(now.alerts)
    pairs: list[tuple[Alert, Alert]] = []
    for exact in (True, False):
        for one in list(new):
            same = next((old for old in left if _is_same(old, one, exact=exact)), None)
            if same is not None:
                left.remove(same)
                new.remove(one)
                pairs.append((same, one))
    changed = tuple(pair for pair in pairs if pair[0].certain != pair[1].certain)
    return Turned(tuple(new), tuple(left), changed)


def _is_same(old: Alert, new: Alert, *, exact: bool) -> bool:
    named = (old.name, old.rule) == (new.name, new.rule)
    return named and (not exact or old.events == new.events)
