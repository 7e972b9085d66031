"""What follows from a change of a case for its people, or from the days that pass."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date as Day
from typing import Generic, TypeVar

from caseledger.domain.alerts import Alert
from caseledger.domain.case import Case
from caseledger.domain.deadlines.attention import UNMET, asks, is_passed
from caseledger.domain.deadlines.deadline import MET, MOOT, OPEN_STATES, Deadline
from caseledger.domain.deadlines.term_ends import LEAVE_BY
from caseledger.domain.deadlines.terms import TASK
from caseledger.domain.decision import certainly_holds
from caseledger.domain.life import last_world
from caseledger.domain.standing import ShieldNow, Standing
from caseledger.domain.status import PersonNow, people_of
from caseledger.domain.vocabulary import Vocabulary
from caseledger.domain.world import Exposure

Thing = TypeVar("Thing", Exposure, ShieldNow, Deadline, Alert)

ENDING_TERMS = frozenset({LEAVE_BY, TASK})
"""Recorded terms of which it is said that they are met or moot. No more of them: who records a day
need not be told of it."""


@dataclass(frozen=True, slots=True)
class Turned(Generic[Thing]):
    """Threats, bars, deadlines or alerts that are new, that ended, that are not what they were."""

    new: tuple[Thing, ...] = ()
    ended: tuple[Thing, ...] = ()
    changed: tuple[tuple[Thing, Thing], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.new or self.ended or self.changed)


@dataclass(frozen=True, slots=True)
class Consequence:
    """What follows for one person, as they stood and as they stand.

    ``then`` is ``None`` for who is new in the case, ``now`` for who is gone from it. Threats and
    bars are those in any state: leaving a state does not end what lies there. ``deadlines`` are
    those that ask for attention, changed where they have another day; ``met`` those of them that
    something meets now, ``passed`` those whose day went by between the two days.
    """

    then: PersonNow | None
    now: PersonNow | None
    exposures: Turned[Exposure]
    shields: Turned[ShieldNow]
    deadlines: Turned[Deadline] = Turned()
    met: tuple[Deadline, ...] = ()
    passed: tuple[Deadline, ...] = ()

    @property
    def one(self) -> PersonNow:
        """The person after the change, or before it where they are gone."""
        return self.now or self.then  # type: ignore[return-value] # one of the two is there

    @property
    def person(self) -> str:
        """The id of the person."""
        return self.one.person.id

    @property
    def label(self) -> str:
        """What to call the person on a screen."""
        return self.one.person.label

    @property
    def before(self) -> Standing | None:
        """The standing before the change."""
        return self.then.standing if self.then else None

    @property
    def after(self) -> Standing | None:
        """The standing after the change."""
        return self.now.standing if self.now else None

    @property
    def stands_otherwise(self) -> bool:
        """Whether the standing, how certain it is, or what else is possible has changed."""
        return _stance(self.before) != _stance(self.after)

    @property
    def is_elsewhere(self) -> bool:
        """Whether the person is, or may be, in another state than before."""
        return self._differs("location") or self._differs("locations")

    @property
    def liberty_changed(self) -> bool:
        """Whether the person is free or held, and they were not."""
        states = [one.liberty.state for one in (self.before, self.after) if one]
        return len(set(states)) > 1

    @property
    def changed(self) -> bool:
        """Whether anything follows at all."""
        found = (self.stands_otherwise, self.is_elsewhere, self.liberty_changed)
        turned = (self.exposures, self.shields, self.deadlines, self.met, self.passed)
        return any(found) or any(map(bool, turned))

    def _differs(self, name: str) -> bool:
        return (
            self.before is not None
            and self.after is not None
            and getattr(self.before, name) != getattr(self.after, name)
        )


def _stance(standing: Standing | None) -> object:
    return standing and (standing.code, standing.certain, standing.possible)


def consequences(
    before: Case | None,
    after: Case | None,
    day: Day,
    vocabulary: Vocabulary,
    others: Mapping[str, Case],
    faulty: Collection[str] = (),
) -> tuple[Consequence, ...]:
    """Say for every person of either version what follows, also where nothing does.

    ``others`` and ``faulty`` are those of `people_of`; the case itself need not be among them.
    """
    then, now = (
        {
            one.person.id: one
            for one in people_of(case, day, vocabulary, {**others, case.id: case}, faulty)
        }
        if case
        else {}
        for case in (before, after)
    )
    keys = dict.fromkeys((*now, *then))
    return tuple(consequence(then.get(key), now.get(key), day, day) for key in keys)


def consequence(
    then: PersonNow | None, now: PersonNow | None, before: Day, after: Day
) -> Consequence:
    """Say what is otherwise for one person: as they stood on one day, and stand on another."""
    exposures = _turned(_exposures(then, before), _exposures(now, after), lambda one: one.level)
    here = now.standing.location if now else ""
    shields = _turned(
        _shields(then, before), _shields(now, after), lambda one: _strength(one, here)
    )
    asked = _asking(then, before), _asking(now, after)
    there: dict[object, Deadline] = {one.key: one for one in now.deadlines} if now else {}
    deadlines, met = _deadlines(*asked, there)
    passed = tuple(_passed(asked[0], there, before, after))
    return Consequence(then, now, exposures, shields, deadlines, met, passed)


def _deadlines(
    before: Mapping[object, Deadline],
    after: Mapping[object, Deadline],
    there: Mapping[object, Deadline],
) -> tuple[Turned[Deadline], tuple[Deadline, ...]]:
    """What is due that was not, is no longer, or on another day; and what is met now.

    ``before`` and ``after`` are those that ask for attention, ``there`` all that there are now.
    """
    due = _turned(before, after, lambda one: one.effective)
    left = [(one, there.get(one.key)) for one in due.ended]
    over = tuple(
        old for old, new in left if old.state in OPEN_STATES and (not new or new.state == MOOT)
    )
    unmet = [(old, new) for old, new in left if new and new.state in UNMET]
    moved = [(old, new) for old, new in unmet if old.effective != new.effective]
    changed = tuple(pair for pair in (*due.changed, *moved) if pair[1].rule is not None)
    new = tuple(one for one in due.new if one.rule is not None)
    return Turned(new, over, changed), tuple(one for _, one in left if one and one.state == MET)


def _passed(
    asked: Mapping[object, Deadline], there: Mapping[object, Deadline], before: Day, after: Day
) -> Iterator[Deadline]:
    """What asked for attention with its day ahead, and has passed with no word since."""
    if before == after:
        return
    for key, old in asked.items():
        new = there.get(key)
        if new is not None and is_passed(new, after) and not is_passed(old, before):
            yield new


def _asking(one: PersonNow | None, day: Day) -> dict[object, Deadline]:
    """What asks for attention, without what has no day and lacks nothing for one."""
    found = one.deadlines if one else ()
    return {
        each.key: each
        for each in found
        if (each.rule is not None or each.term in ENDING_TERMS)
        and (each.effective or each.needs)
        and asks(each, day)
    }


def _exposures(one: PersonNow | None, day: Day) -> dict[object, Exposure]:
    world = last_world(one.life.steps(day)) if one else None
    return {e.key: e for e in world.exposures.values()} if world else {}


def _shields(one: PersonNow | None, day: Day) -> dict[object, ShieldNow]:
    if one is None:
        return {}
    shields = last_world(one.life.steps(day)).shields.values()
    recorded, words = one.life.recorded, one.life.vocabulary
    return {s.key: ShieldNow(s, certainly_holds(s, recorded, words, day)) for s in shields}


def _strength(one: ShieldNow, here: str) -> object:
    """What of a bar is worth a line when it changes; that it was left behind in a state is not."""
    return (one.shield.until, one.certain if one.shield.host == here else None)


def _turned(
    before: Mapping[object, Thing], after: Mapping[object, Thing], said: Callable[[Thing], object]
) -> Turned[Thing]:
    both = [(before[key], one) for key, one in after.items() if key in before]
    return Turned(
        tuple(one for key, one in after.items() if key not in before),
        tuple(one for key, one in before.items() if key not in after),
        tuple((old, new) for old, new in both if said(old) != said(new)),
    )
