"""What `diff` does: two states of the ledger, what changed between them and what follows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from caseledger.actions.deriving import Deriving, Telling
from caseledger.actions.desk import Desk, case_path, is_partly_unread
from caseledger.actions.sides import Asked, Side, asked_for, present_of
from caseledger.actions.two_states import NEW, OLD, Names, TwoStates
from caseledger.domain.comparing import (
    CaseDifference,
    Difference,
    Version,
    cases_in_order,
    files_in_order,
    in_order,
)
from caseledger.errors import Ambiguous, NotFound
from caseledger.store.cases import CaseFile

NO_CASE = "this is neither a case nor a revision"


@dataclass(frozen=True, slots=True)
class Wish:
    """What the user asked for: the words as typed, and what is left out.

    ``one_day``: both states are derived for the day of the desk. ``public``: only what may be
    told to anybody today; of cases that are not public no more than that something changed.
    """

    words: Sequence[str] = ()
    since: str | None = None
    one_day: bool = False
    public: bool = False
    entries: bool = True
    derived: bool = True


@dataclass(frozen=True, slots=True)
class Found:
    """What differs, and for each state its desk and the files that were opened there."""

    difference: Difference
    desks: tuple[Desk, Desk]
    files: tuple[tuple[CaseFile, ...], tuple[CaseFile, ...]]
    left_out: int

    @property
    def is_partly_unread(self) -> bool:
        """Whether a file of either state was left out because it is wrong."""
        return any(map(is_partly_unread, self.desks, self.files))


def diff(desk: Desk, wish: Wish) -> Found:
    """Compare two states. Raises `NotFound`, `UsageProblem`, `OutsideFailure`."""
    asked = asked_for(desk, wish.words, wish.since, one_day=wish.one_day)
    named = _ids(asked)
    states = TwoStates(asked)
    telling = Telling(states, present_of(asked), public=wish.public)
    wanted = [names for names in states.cases if not named or not named.isdisjoint(names)]
    found = list(_differences(states, wanted, wish, telling))
    difference = Difference(
        old=_version(asked.old),
        new=_version(asked.new),
        cases=cases_in_order(found, asked.new.desk.ledger.vocabulary),
        files=files_in_order(states.files) if wish.entries and not named else (),
        looked_at=len(wanted),
        unread=sum(map(states.is_unread, wanted)),
        public=wish.public,
    )
    files = (states.opened(OLD), states.opened(NEW))
    return Found(difference, (asked.old.desk, asked.new.desk), files, asked.new.left_out)


def _version(side: Side) -> Version:
    desk, known = side.desk, side.desk.known
    if known is None:
        return Version(desk.day, desk.ledger.vocabulary, before_all=side.is_before_all)
    commit = known.commit
    return Version(
        desk.day, desk.ledger.vocabulary, commit.id, commit.when, known.asked, known.merged_later
    )


def _differences(
    states: TwoStates, wanted: Sequence[Names], wish: Wish, telling: Telling
) -> Iterator[CaseDifference]:
    deriving = Deriving(states, telling)
    for names in wanted:
        former, name = names
        changes = in_order(states.changes(names)) if wish.entries else ()
        people = deriving.people(names) if wish.derived else ()
        if changes or people:
            yield CaseDifference(
                id=name or former,
                title=telling.title(names),
                changes=changes,
                people=people,
                former=former if name and former not in ("", name) else "",
                public=telling.is_public(names),
                hidden=telling.hidden(names),
            )


def _ids(asked: Asked) -> frozenset[str]:
    """The ids of the cases that were named, in whichever of the two states they are."""
    return frozenset(_id(asked, word) for word in asked.cases)


def _id(asked: Asked, word: str) -> str:
    try:
        return case_path(asked.new.desk, word)[0].name
    except Ambiguous:
        raise
    except NotFound as error:
        try:
            return case_path(asked.old.desk, word)[0].name
        except NotFound:
            raise NotFound(NO_CASE, error.hint) from error
