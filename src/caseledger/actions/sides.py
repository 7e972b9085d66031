"""Which two states of a ledger are compared: what the words of `diff` mean."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date as Day
from datetime import timedelta

from caseledger.actions.desk import Desk, as_known, day_of
from caseledger.actions.status import SPAN, days_of
from caseledger.domain.windows import moved
from caseledger.errors import Ambiguous, NotFound, UsageProblem
from caseledger.store.blobs import empty_tree
from caseledger.store.commit_shelf import CommitShelf
from caseledger.store.git_state import head_of
from caseledger.store.history import commit_named, known_by, parted_at, place_of
from caseledger.store.ledger import case_paths, open_ledger
from caseledger.store.work_shelf import WorkShelf

HEAD = "HEAD"
RANGE, JOINED = "..", "..."
ONLY_IN_REVISIONS = re.compile(r"[~^@:/]")
BOTH = "this is the id of a case and a revision"
EXAMPLE = "for example caseledger diff HEAD~5..HEAD CASE"


@dataclass(frozen=True, slots=True)
class Side:
    """One state of the ledger: its files, and the day that things are derived for.

    ``desk.known`` is the commit; without it the files are those of the work tree, or there are
    none, because the history begins later.
    """

    desk: Desk
    shelf: CommitShelf | WorkShelf

    @property
    def is_before_all(self) -> bool:
        """Whether it lies before the history of the ledger."""
        return self.desk.known is None and isinstance(self.shelf, CommitShelf)

    @property
    def left_out(self) -> int:
        """How many files git left out of the work tree, so that they are taken as committed."""
        return len(self.shelf.left_out) if isinstance(self.shelf, WorkShelf) else 0


@dataclass(frozen=True, slots=True)
class Asked:
    """What the words of the command mean: two states, and cases by the words that were typed."""

    old: Side
    new: Side
    cases: tuple[str, ...]


def asked_for(desk: Desk, words: Sequence[str], since: str | None, *, one_day: bool) -> Asked:
    """Find the two states. ``one_day``: both are derived for the day of the desk.

    Without a revision, the last commit and the work tree; with ``since`` the ledger then, on that
    day, and the ledger now. Raises `NotFound`, `Ambiguous`, `UsageProblem`, `OutsideFailure`.
    """
    place_of(desk.ledger.root)
    if since is not None:
        return _since(desk, words, since, one_day=one_day)
    first, rest = (words[0], words[1:]) if words else ("", ())
    if RANGE in first:
        old, new = _range(desk, first)
        return Asked(_committed(desk, old), _committed(desk, new), tuple(rest))
    if not first or not _is_revision(desk, first):
        return Asked(_committed(desk, HEAD), _present(desk), tuple(words))
    return Asked(_committed(desk, first), _present(desk), tuple(rest))


def present_of(asked: Asked) -> Desk:
    """Return the ledger as it lies on disk, whatever is compared."""
    desk = asked.new.desk
    return desk if desk.known is None else replace(_present(desk).desk, day=desk.today)


def _since(desk: Desk, words: Sequence[str], since: str, *, one_day: bool) -> Asked:
    if any(RANGE in word for word in words):
        raise UsageProblem("--since compares with the ledger now", "leave out the revisions")
    if SPAN.fullmatch(since.strip().lower()):
        day = moved(desk.today, -timedelta(days_of(since)))
    else:
        day = day_of(since, desk.today, end=False)
    if day > desk.today:
        raise UsageProblem("--since is a day that has come", "for example --since 7d")
    then = _by_day(desk, day)
    if not one_day:
        then = replace(then, desk=replace(then.desk, day=day))
    return Asked(then, _present(desk), tuple(words))


def _by_day(desk: Desk, day: Day) -> Side:
    """The ledger as it was at the end of a day; nothing at all where its history begins later."""
    try:
        return _committed(desk, day.isoformat())
    except NotFound:
        root = desk.ledger.root
        place = place_of(root)
        shelf = CommitShelf(place, root, empty_tree(head_of(place)))
        return Side(replace(desk, ledger=replace(desk.ledger, past=shelf)), shelf)


def _range(desk: Desk, word: str) -> tuple[str, str]:
    """Read `A..B`, or `A...B`: what B has that A had not where they parted."""
    mark = JOINED if JOINED in word else RANGE
    first, _, second = word.partition(mark)
    first, second = first or HEAD, second or HEAD
    if RANGE in first or RANGE in second or second.startswith("."):
        raise UsageProblem("two revisions with .. between them are expected", EXAMPLE)
    if mark == JOINED:
        place = place_of(desk.ledger.root)
        ids = [commit_named(place, one) for one in (first, second)]
        return parted_at(place, *ids), second
    return first, second


def _is_revision(desk: Desk, word: str) -> bool:
    """Whether a word is a revision and not the id of a case. Raises `NotFound` if it is both."""
    if ONLY_IN_REVISIONS.search(word):
        return True
    try:
        known_by(desk.ledger.root, word, desk.zone, desk.today)
    except Ambiguous:
        raise
    except NotFound:
        return False
    if any(path.name == word for path in case_paths(desk.ledger)):
        raise NotFound(
            BOTH, f"caseledger diff HEAD {word} for the case, or the full name of the revision"
        )
    return True


def _committed(desk: Desk, word: str) -> Side:
    then = as_known(desk, word)
    assert isinstance(then.ledger.past, CommitShelf)  # noqa: S101 - that is where it was read
    return Side(then, then.ledger.past)


def _present(desk: Desk) -> Side:
    root = desk.ledger.root
    place = place_of(root)
    shelf = WorkShelf(CommitShelf(place, root, head_of(place)))
    ledger = open_ledger(root, shelf) if shelf.left_out else open_ledger(root)
    return Side(replace(desk, ledger=ledger, known=None), shelf)
