"""The free and working days that a ledger adds, under ``calendars`` in its ``ledger.yaml``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date as Day

from caseledger.domain.law import a_day
from caseledger.domain.problem import Path, Problem
from caseledger.domain.rules.calendar import Calendar
from caseledger.domain.rules.free_days import KnowsWorkingDays
from caseledger.domain.states import is_state
from caseledger.domain.values import Mismatch
from caseledger.domain.vocabulary import Vocabulary

FREE, WORKING = "free", "working"

NAME = "ledger.yaml"
"""What a free day of a ledger is called, and what stands beside the version of the calendar."""


@dataclass(frozen=True, slots=True)
class OwnDays:
    """The days of one state that differ from the calendar."""

    free: frozenset[Day] = frozenset()
    working: frozenset[Day] = frozenset()


@dataclass(frozen=True, slots=True)
class OwnCalendar:
    """A calendar with the days of a ledger in it.

    A year that the calendar does not cover stays so: a few days do not tell all of its holidays.
    """

    base: Calendar
    days: Mapping[str, OwnDays]

    @property
    def version(self) -> str:
        """The version of the calendar, and that the ledger adds to it."""
        return " + ".join(filter(None, (self.base.version, NAME)))

    def holidays(self, state: str, year: int) -> Mapping[Day, str] | None:
        """Return the holidays with the ledger's own, without the days that it says are worked."""
        known = self.base.holidays(state, year)
        own = self.days.get(state)
        if known is None or own is None:
            return known
        free = {day: NAME for day in own.free if day.year == year}
        return {day: name for day, name in (free | dict(known)).items() if day not in own.working}

    def working_days(self, state: str, year: int) -> frozenset[Day]:
        """Return the days of a weekend that are working days, the ledger's own among them."""
        base = self.base
        known = base.working_days(state, year) if isinstance(base, KnowsWorkingDays) else ()
        own = self.days.get(state, OwnDays())
        return (frozenset(known) - own.free) | {day for day in own.working if day.year == year}


def own_calendars(tree: object, base: Vocabulary) -> tuple[dict[str, OwnDays], list[Problem]]:
    """Read a ledger's own days by state, and what is wrong.

    ``tree`` is what stands under ``calendars``: for each state ``free`` and ``working``, each a
    list of days. What is wrong is left out; the rest is taken.
    """
    path: Path = ("calendars",)
    if tree is None:
        return {}, []
    if not isinstance(tree, Mapping):
        return {}, [Problem("CL203", "free and working days by state are expected", path)]
    found: dict[str, OwnDays] = {}
    problems: list[Problem] = []
    for state, one in tree.items():
        if is_state(state, base.states):
            found[state] = _of_state(one, (*path, state), problems)
        else:
            message = "a state is two capital letters of ISO 3166"
            problems.append(Problem("CL202", message, (*path, state), value=state))
    return {state: days for state, days in found.items() if days != OwnDays()}, problems


def _of_state(tree: object, path: Path, problems: list[Problem]) -> OwnDays:
    if not isinstance(tree, Mapping):
        problems.append(Problem("CL203", "free: or working: with days is expected", path))
        return OwnDays()
    for key in tree:
        if key not in (FREE, WORKING):
            message = "only free and working may stand here"
            problems.append(Problem("CL202", message, (*path, key), value=key))
    free = _days(tree.get(FREE), (*path, FREE), problems)
    working = _days(tree.get(WORKING), (*path, WORKING), problems)
    for day in sorted(free.keys() & working.keys()):
        message = "this day is free as well"
        problems.append(Problem("CL204", message, working[day], value=day.isoformat()))
    return OwnDays(frozenset(free), frozenset(working.keys() - free.keys()))


def _days(tree: object, path: Path, problems: list[Problem]) -> dict[Day, Path]:
    """Read days, each with its place."""
    if tree is None:
        return {}
    if isinstance(tree, Mapping):
        problems.append(Problem("CL203", "a list of days is expected", path))
        return {}
    found: dict[Day, Path] = {}
    listed = isinstance(tree, list)
    for number, one in enumerate(tree if isinstance(tree, list) else [tree]):
        place = (*path, number) if listed else path
        try:
            found.setdefault(a_day(one), place)
        except Mismatch as wrong:
            value = one if isinstance(one, str) else ""
            problems.append(Problem(wrong.code, wrong.message, place, value=value, hint=wrong.hint))
    return found
