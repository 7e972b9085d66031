"""What `status` does: everybody of every case as they stand on a day, the most severe first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from caseledger.actions.desk import Desk
from caseledger.domain.case import Case
from caseledger.domain.states import STATELESS, find_state, is_withheld
from caseledger.domain.status import (
    GROUPS,
    PersonNow,
    Query,
    listed,
    people_of,
    sort_keys,
)
from caseledger.domain.vocabulary import Vocabulary
from caseledger.errors import UsageProblem
from caseledger.store.cases import CaseFile, faulty_cases, read_cases


@dataclass(frozen=True, slots=True)
class Wish:
    """What the user asked for, in the user's own words."""

    standings: Sequence[str] = ()
    tracks: Sequence[str] = ()
    countries: Sequence[str] = ()
    citizenships: Sequence[str] = ()
    tags: Sequence[str] = ()
    people: Sequence[str] = ()
    closed: bool = False
    sort: str = "standing"
    group_by: str = ""
    fail_on: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Status:
    """The people listed, every file that was read, and whom ``fail_on`` found."""

    people: tuple[PersonNow, ...]
    files: tuple[CaseFile, ...]
    alarming: tuple[PersonNow, ...]

    @property
    def unread(self) -> bool:
        """Whether a file could not be read at all, so that somebody may be left out."""
        return any(file.case is None for file in self.files)


def status(desk: Desk, wish: Wish) -> Status:
    """List people as they stand on the day of the desk. Raises `UsageProblem` for unknown words."""
    vocabulary = desk.ledger.vocabulary
    query = understood(wish, vocabulary)
    feared = codes(wish.fail_on, vocabulary.table_order, "standing")
    orders = sort_keys(vocabulary)
    order = orders[one_of(wish.sort, orders, "order")]
    group = GROUPS[one_of(wish.group_by, GROUPS, "group")] if wish.group_by else None
    people, files = everybody(desk)
    shown = listed(people, query, order, group)
    alarming = tuple(one for one in shown if feared.intersection(one.standing.possible))
    return Status(shown, files, alarming)


def everybody(desk: Desk) -> tuple[tuple[PersonNow, ...], tuple[CaseFile, ...]]:
    """Return all people of all cases that can be read, and every file."""
    files = tuple(read_cases(desk.ledger, desk.today))
    cases = [file.case for file in files if file.case is not None]
    by_id: dict[str, Case] = {}
    for case in cases:
        by_id.setdefault(case.id, case)
    vocabulary, faulty = desk.ledger.vocabulary, faulty_cases(files)
    people = (one for case in cases for one in people_of(case, desk.day, vocabulary, by_id, faulty))
    return tuple(people), files


def columns_named(words: Iterable[str], known: Iterable[str]) -> tuple[str, ...]:
    """Check the names of columns. Raises `UsageProblem`."""
    allowed = tuple(known)
    return tuple(one_of(word, allowed, "column") for word in words)


def understood(wish: Wish, vocabulary: Vocabulary) -> Query:
    """Turn the user's words into codes. Raises `UsageProblem` with the nearest one."""
    return Query(
        standings=codes(wish.standings, vocabulary.table_order, "standing"),
        tracks=codes(wish.tracks, tracks_of(vocabulary), "track"),
        countries=states(wish.countries, vocabulary),
        citizenships=states(wish.citizenships, vocabulary, STATELESS),
        tags=frozenset(wish.tags),
        people=frozenset(wish.people),
        closed=wish.closed,
    )


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
    if word in allowed:
        return word
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
