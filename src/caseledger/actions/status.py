"""What `status` does: everybody of every case as they stand on a day, the most severe first."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from caseledger.actions.desk import Desk, case_files
from caseledger.actions.public_today import public_only, public_today, withheld
from caseledger.domain.case import Case
from caseledger.domain.listing import GROUPS, Key, Order, grouped, listed, sort_keys
from caseledger.domain.states import STATELESS, find_state, is_withheld
from caseledger.domain.status import PersonNow, Query, people_of
from caseledger.domain.vocabulary import Vocabulary
from caseledger.domain.windows import moved
from caseledger.errors import UsageProblem
from caseledger.store.cases import CaseFile, faulty_cases

FORMER: Mapping[str, str] = {
    "country": "location",
    "where": "location",
    "name": "label",
    "tags": "tag",
    "alerts": "alert",
}
"""Other words for columns, orders and groups."""

SPAN = re.compile(r"(?P<count>[0-9]{1,5}) ?(?P<unit>|d|days?|w|weeks?)")
"""A number of days or weeks."""

DAYS_OF_WEEK = 7


@dataclass(frozen=True, slots=True)
class Wish:
    """What the user asked for, in the user's own words."""

    standings: Sequence[str] = ()
    tracks: Sequence[str] = ()
    countries: Sequence[str] = ()
    citizenships: Sequence[str] = ()
    tags: Sequence[str] = ()
    people: Sequence[str] = ()
    alerts: Sequence[str] = ()
    within: str = ""
    closed: bool = False
    sort: Sequence[str] = ("standing",)
    group_by: str = ""
    fail_on: Sequence[str] = ()
    public: bool = False


@dataclass(frozen=True, slots=True)
class Status:
    """The people listed, each once, every file that was read, and whom ``fail_on`` found.

    ``groups`` are the people by the code of their group, in the order of the list; one group
    without a code where no grouping was asked for. ``group_by`` is its name. Where ``public`` was
    asked for, ``held_back`` cases are not public, and ``unpublished`` entries of public cases are
    not either; whom ``fail_on`` found is told of all of them.
    """

    people: tuple[PersonNow, ...]
    groups: Mapping[str, tuple[PersonNow, ...]]
    group_by: str
    files: tuple[CaseFile, ...]
    alarming: tuple[PersonNow, ...]
    public: bool = False
    held_back: int = 0
    unpublished: int = 0

    @property
    def told(self) -> tuple[CaseFile, ...]:
        """The files that may be named beside the people."""
        return tuple(file for file in self.files if file.is_public or not self.public)


def status(desk: Desk, wish: Wish) -> Status:
    """List people as they stand on the day of the desk. Raises `UsageProblem` for unknown words."""
    vocabulary = desk.ledger.vocabulary
    query = understood(wish, desk)
    alarms = (*vocabulary.table_order, *vocabulary.words("alerts"))
    feared = codes(wish.fail_on, alarms, "standing or alert")
    keys = sort_keys(vocabulary)
    orders = [order_of(word, keys) for word in wish.sort]
    group_by = one_of(wish.group_by, GROUPS, "group") if wish.group_by else ""
    files = public_today(desk, case_files(desk)) if wish.public else case_files(desk)
    shown = public_only(files, desk) if wish.public else files
    found = listed(_everybody_in(desk, shown), query, orders)
    groups = grouped(found, GROUPS[group_by]) if group_by else {"": found}
    people = {one.key: one for members in groups.values() for one in members}
    # A gate must not open because somebody is not shown.
    hidden = bool(feared) and wish.public
    asked = listed(_everybody_in(desk, case_files(desk)), query, orders) if hidden else found
    alarming = tuple(one for one in asked if feared.intersection(_alarms(one)))
    left = withheld(files, shown)
    return Status(tuple(people.values()), groups, group_by, files, alarming, wish.public, *left)


def _alarms(one: PersonNow) -> Iterable[str]:
    """Every standing and alert that is possible for a person."""
    return (*one.standing.possible, *(alert.name for alert in one.alerts))


def everybody(desk: Desk) -> tuple[tuple[PersonNow, ...], tuple[CaseFile, ...]]:
    """Return all people of all cases that can be read, and every file."""
    files = case_files(desk)
    return _everybody_in(desk, files), files


def _everybody_in(desk: Desk, files: Sequence[CaseFile]) -> tuple[PersonNow, ...]:
    cases = [file.case for file in files if file.case is not None]
    return tuple(everyone(desk, cases, faulty_cases(files)))


def everyone(desk: Desk, cases: Sequence[Case], faulty: Collection[str]) -> Iterator[PersonNow]:
    """Yield the people of cases as they stand; of each no more than the answer is kept.

    Nobody of any other case is looked up.
    """
    by_id: dict[str, Case] = {}
    for case in cases:
        by_id.setdefault(case.id, case)
    for case in cases:
        people = people_of(case, desk.day, desk.ledger.vocabulary, by_id, faulty)
        for one in people:
            one.life.forget()
        yield from people


def columns_named(words: Iterable[str], known: Iterable[str]) -> tuple[str, ...]:
    """Check the names of columns. Raises `UsageProblem`."""
    allowed = tuple(known)
    return tuple(one_of(word, allowed, "column") for word in words)


def understood(wish: Wish, desk: Desk) -> Query:
    """Turn the user's words into codes. Raises `UsageProblem` with the nearest one."""
    vocabulary = desk.ledger.vocabulary
    last = moved(desk.day, timedelta(days_of(wish.within))) if wish.within else None
    return Query(
        standings=codes(wish.standings, vocabulary.table_order, "standing"),
        tracks=codes(wish.tracks, tracks_of(vocabulary), "track"),
        countries=states(wish.countries, vocabulary),
        citizenships=states(wish.citizenships, vocabulary, STATELESS),
        tags=frozenset(wish.tags),
        people=frozenset(wish.people),
        alerts=codes(wish.alerts, vocabulary.words("alerts"), "alert"),
        within=last,
        closed=wish.closed,
    )


def days_of(words: str) -> int:
    """Read a span of days, such as 30d or 2 weeks. Raises `UsageProblem`."""
    found = SPAN.fullmatch(words.strip().lower())
    if found is None:
        raise UsageProblem("a number of days is expected", "for example 30d or 2w")
    return int(found["count"]) * (DAYS_OF_WEEK if found["unit"].startswith("w") else 1)


def order_of(word: str, keys: Mapping[str, Key]) -> Order:
    """Read an order: a key, reversed by ``-`` before it or ``:desc`` behind it.

    Raises `UsageProblem`.
    """
    name, _, direction = word.removeprefix("-").partition(":")
    reverse = word.startswith("-") or one_of(direction or "asc", ("asc", "desc"), "way") == "desc"
    return Order(keys[one_of(name, keys, "order")], reverse)


def tracks_of(vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return every track that a kind belongs to, the built-in ones first."""
    own = (code.partition(".")[0] for code in vocabulary.codes)
    return tuple(dict.fromkeys((*vocabulary.tracks, *own)))


def codes(words: Iterable[str], known: Iterable[str], what: str) -> frozenset[str]:
    """Check words of a closed list. Raises `UsageProblem`."""
    allowed = tuple(known)
    return frozenset(one_of(word, allowed, what) for word in words)


def one_of(word: str, known: Iterable[str], what: str) -> str:
    """Check one word of a closed list. Raises `UsageProblem` with the nearest one, or all."""
    allowed = tuple(known)
    if (found := FORMER.get(word, word)) in allowed or (found := word) in allowed:
        return found
    near = nearest(word.lower(), allowed)
    hint = f"did you mean {near}?" if near else f"one of {', '.join(allowed)}"
    raise UsageProblem(f"there is no {what} of this name", hint)


def nearest(word: str, known: Iterable[str]) -> str:
    """Return the known word that is most like a mistyped one, or nothing."""
    from difflib import get_close_matches  # noqa: PLC0415 - only a mistake needs it

    return next(iter(get_close_matches(word, tuple(known), n=1)), "")


def states(words: Iterable[str], vocabulary: Vocabulary, *also: str) -> frozenset[str]:
    """Read states by code or by name in any language. Raises `UsageProblem`."""
    return frozenset(_state(word, vocabulary, also) for word in words)


def _state(word: str, vocabulary: Vocabulary, also: tuple[str, ...]) -> str:
    if word in ("unknown", *also) or is_withheld(word):
        return word
    code = find_state(word, vocabulary.states)
    if code is None:
        names = {n: c for c, labels in vocabulary.states.items() for n in (c, *labels.values())}
        near = nearest(word, names)
        hint = f"did you mean {near}?" if near else "for example KZ or Kazakhstan"
        raise UsageProblem("there is no state of this name", hint)
    return code
