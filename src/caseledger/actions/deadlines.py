"""What `deadlines` does: all deadlines of some cases, or of the whole ledger, soonest first."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date as Day
from datetime import timedelta

from caseledger.actions.desk import Desk, case_file, case_files, day_of, neighbours
from caseledger.actions.public_today import public_only, public_today, withheld
from caseledger.actions.status import SPAN, days_of, nearest
from caseledger.domain.calling import people_called
from caseledger.domain.case import Case, Person
from caseledger.domain.deadlines.all import all_of
from caseledger.domain.deadlines.attention import (
    by_gravity,
    is_old,
    is_passed,
    is_without_limit,
)
from caseledger.domain.deadlines.deadline import DUE_SOON, MET, MISSED, MOOT, OVERDUE, Deadline
from caseledger.domain.deadlines.term_ends import CUSTODY, LEAVE_BY, VALIDITY
from caseledger.domain.deadlines.terms import FIXED, TASK
from caseledger.domain.deadlines.voided import voided
from caseledger.domain.elsewhere import elsewhere
from caseledger.domain.life import Life, life_of
from caseledger.domain.status import is_closed
from caseledger.domain.windows import moved
from caseledger.errors import NotFound, UsageProblem
from caseledger.store.cases import CaseFile, faulty_cases

PASSED, CLOSED, NO_LIMIT = "passed", "closed", "no-limit"

TERMS = (LEAVE_BY, VALIDITY, CUSTODY, FIXED, TASK)
"""Sorts of recorded terms, which may be asked for like rules."""

FAIL_ON: Mapping[str, frozenset[str]] = {
    OVERDUE: frozenset({OVERDUE, MISSED}),
    DUE_SOON: frozenset({OVERDUE, MISSED, DUE_SOON}),
}
"""Which states are an alarm, by the word for the least of them."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What the user asked for, in the user's own words.

    ``everything``: also what was met or is moot, what was missed long ago, and closed cases.
    ``settled``: the former without closed cases, and what is void; a calendar must hear of them.
    ``public``: only public cases, and of them what is published.
    """

    within: str = ""
    overdue: bool = False
    binds: str = ""
    people: Sequence[str] = ()
    rules: Sequence[str] = ()
    everything: bool = False
    settled: bool = False
    public: bool = False
    fail_on: str = ""


@dataclass(frozen=True, slots=True)
class Deadlines:
    """The deadlines listed, one for each person, and every file that was read for them.

    ``left_out`` counts by why what was asked for and is not listed: ``met``, ``moot``, ``passed``
    long ago, ``closed`` cases. ``alarming`` are those that ``fail_on`` is about. ``held_back``
    cases are not public, ``unpublished`` entries of public cases are not either, where ``public``
    was asked for.
    """

    found: tuple[Deadline, ...]
    files: tuple[CaseFile, ...]
    left_out: Mapping[str, int]
    alarming: tuple[Deadline, ...]
    public: bool = False
    held_back: int = 0
    unpublished: int = 0

    @property
    def told(self) -> tuple[CaseFile, ...]:
        """The files that may be named beside the deadlines."""
        return tuple(file for file in self.files if file.is_public or not self.public)


def deadlines(desk: Desk, words: Sequence[str], wish: Wish) -> Deadlines:
    """List the deadlines of the cases that words mean; of all open cases without words.

    A case that is named is listed whether it is closed or not. Raises `NotFound`, `Ambiguous`,
    `UnreadableData` or `UsageProblem`.
    """
    query = _understood(wish, desk)
    named = {file.path: file for file in (case_file(desk, word) for word in words)}
    files = tuple(named.values()) or case_files(desk)
    files = public_today(desk, files) if wish.public else files
    shown = public_only(files, desk) if wish.public else files
    faulty = faulty_cases(files)
    left = Counter(dict.fromkeys((MET, MOOT, PASSED, NO_LIMIT, CLOSED), 0))
    found = []
    for life, closed in _lives(desk, shown, wish, named=bool(named)):
        for one in _of(life, desk.day, faulty, settled=wish.settled):
            why = _why_left_out(one, desk.day, wish, closed=closed, named=bool(named))
            if query.meets(one) and why:
                left[why] += 1
            elif query.meets(one):
                found.append(one)
        life.forget()
    listed = tuple(sorted(found, key=by_gravity))
    feared = FAIL_ON.get(wish.fail_on, frozenset())
    alarming = tuple(one for one in listed if one.state in feared)
    held_back, unpublished = withheld(files, shown)
    return Deadlines(listed, files, left, alarming, wish.public, held_back, unpublished)


@dataclass(frozen=True, slots=True)
class _Query:
    """Which deadlines are asked for; what is empty asks for nothing."""

    last: Day | None
    overdue: bool
    binds: str
    rules: frozenset[str]

    def meets(self, one: Deadline) -> bool:
        names = {one.term, *(code for rule in one.rules for code in (rule.id, rule.family))}
        return (
            # What is fixed for a day concerns both sides.
            (one.term == FIXED or not self.binds or one.binds == self.binds)
            and (not self.rules or bool(self.rules & names))
            and (not self.overdue or one.state in FAIL_ON[OVERDUE])
            and (self.last is None or _may_be_due_by(one, self.last))
        )


def _may_be_due_by(one: Deadline, last: Day) -> bool:
    """Whether it is due by a day, may be, or nobody knows when."""
    if one.effective is None:
        return True
    days = [one.effective] if one.effective != one.due else [one.effective, one.earliest]
    return any(day <= last for day in days if day)


def _understood(wish: Wish, desk: Desk) -> _Query:
    """Turn the user's words into days and codes. Raises `UsageProblem`."""
    rules = desk.ledger.vocabulary.rules
    known = (
        [code for rule in rules for code in (rule.id, rule.family) if code] if wish.rules else []
    )
    return _Query(
        _last(wish.within, desk) if wish.within else None,
        wish.overdue,
        wish.binds,
        _codes(wish.rules, (*known, *TERMS)),
    )


def _codes(words: Sequence[str], known: Sequence[str]) -> frozenset[str]:
    """Check words for rules and terms: too many to name them all. Raises `UsageProblem`."""
    for word in words:
        if word not in known:
            near = nearest(word, known)
            hint = f"did you mean {near}?" if near else "caseledger rules lists them"
            raise UsageProblem("there is no rule of this name", hint)
    return frozenset(words)


def _last(words: str, desk: Desk) -> Day:
    """Read a span from the day of the desk on, or a day. Raises `UsageProblem`."""
    if SPAN.fullmatch(words.strip().lower()):
        return moved(desk.day, timedelta(days_of(words)))
    return day_of(words, desk.today)


def _lives(
    desk: Desk, files: Sequence[CaseFile], wish: Wish, *, named: bool
) -> Iterator[tuple[Life, bool]]:
    """Yield everybody who is meant, each once, and whether to pass over them as closed.

    Who stands in another case is read from there. Raises `NotFound` where nobody has a name that
    was asked for.
    """
    cases = [file.case for file in files if file.case is not None]
    faulty = faulty_cases(files)
    seen: set[tuple[str, str]] = set()
    # What leads from a public case to another one does not go there.
    near = named and not wish.public
    for case, person in _people(desk, cases, named=near):
        is_new = (case.id, person.id) not in seen
        if is_new and (not wish.people or _is_meant(case, person, wish.people)):
            seen.add((case.id, person.id))
            closed = is_closed(case, person, desk.day, desk.ledger.vocabulary)
            # An entry that closes a case hides nothing where the file has errors.
            hidden = closed and not named and case.id not in faulty
            yield life_of(case, person, desk.ledger.vocabulary), hidden
    if wish.people and not seen:
        raise NotFound(
            "nobody of these cases has such an id or name", "caseledger show CASE lists them"
        )


def _people(desk: Desk, cases: Sequence[Case], *, named: bool) -> Iterator[tuple[Case, Person]]:
    """Yield the people of cases from where their entries are."""
    others = {case.id: case for case in cases}
    if named:
        near = (file.case for case in cases for file in neighbours(desk, case))
        others = {case.id: case for case in near if case} | others
    for case in cases:
        for person in case.people:
            yield elsewhere(case, person, others) or (case, person)


def _is_meant(case: Case, person: Person, words: Sequence[str]) -> bool:
    return any(word == person.id or person.id in people_called(case, word) for word in words)


def _of(
    life: Life, day: Day, faulty: Collection[str], *, settled: bool = False
) -> Iterator[Deadline]:
    """Yield the deadlines of a person; in a file with errors none is certain."""
    void = voided(life, day) if settled else ()
    for one in (*all_of(life, day), *void):
        yield replace(one, certain=False) if one.case.id in faulty else one


def _why_left_out(one: Deadline, day: Day, wish: Wish, *, closed: bool, named: bool) -> str:
    """Why a deadline is not listed unless everything is asked for; empty where it is."""
    if wish.everything or (wish.settled and not closed):
        return ""
    if closed:
        return CLOSED
    if one.state in (MET, MOOT):
        return one.state
    if not named and is_without_limit(one):
        return NO_LIMIT
    return PASSED if is_passed(one, day) and is_old(one, day) else ""
