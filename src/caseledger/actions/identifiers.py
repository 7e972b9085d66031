"""New ids for a case: random, and new in it."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Collection

from caseledger.domain.case import Case
from caseledger.domain.new_ids import (
    Pick,
    new_case_id,
    new_deadline_id,
    new_event_id,
    new_person_id,
    new_source_id,
)


def pick(signs: str) -> str:
    """Pick one of some signs by chance; nothing about it can be foretold."""
    return secrets.choice(signs)


class Ids:
    """Makes ids that no entry of a case has, nor one made before."""

    def __init__(self, case: Case | None = None) -> None:
        self._taken: set[str] = set()
        if case is not None:
            for entries in (case.people, case.sources, case.events, case.deadlines):
                self._taken.update(entry.id for entry in entries)

    def event(self) -> str:
        """Return an id for a new event."""
        return self._made(new_event_id)

    def source(self) -> str:
        """Return an id for a new source."""
        return self._made(new_source_id)

    def person(self) -> str:
        """Return an id for a new person."""
        return self._made(new_person_id)

    def deadline(self) -> str:
        """Return an id for a new decision about a deadline."""
        return self._made(new_deadline_id)

    def _made(self, make: Callable[[Collection[str], Pick], str]) -> str:
        made = make(self._taken, pick)
        self._taken.add(made)
        return made


def fresh_case_id(taken: Collection[str]) -> str:
    """Return an id for a new case."""
    return new_case_id(taken, pick)
