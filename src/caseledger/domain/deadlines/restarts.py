"""Periods that run anew: from the decision on an appeal that held off execution."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date as Day

from caseledger.domain.case import Event
from caseledger.domain.deadlines.acts import Chains
from caseledger.domain.deadlines.matching import (
    NO,
    POSSIBLE,
    YES,
    Matching,
    comes_before,
    concern_the_same,
    least,
)
from caseledger.domain.occurrences import Occurrence
from caseledger.domain.rules.rule import EventPattern, Restart, Rule
from caseledger.domain.rules.step import Step
from caseledger.domain.windows import OPEN, Window

SUSPENDING_VERB = "suspended"
"""An order that execution stops makes the appeal suspensive, whatever the law says of it."""


@dataclass(frozen=True, slots=True)
class Anew:
    """When a period starts instead; ``pending`` while an appeal may still move it."""

    window: Window
    steps: tuple[Step, ...]
    needs: tuple[str, ...] = ()
    pending: bool = False


def anew(
    rule: Rule, trigger: Occurrence, start: Window, last: Day | None, matching: Matching
) -> Anew | None:
    """Say from when a period runs anew, None where it does not.

    ``start`` is when it ran from at first, ``last`` its last possible day: what comes later moves
    nothing.
    """
    found: Anew | None = None
    for restart in rule.restart:
        found = _by(restart, trigger, found.window if found else start, last, matching) or found
    return found


def _by(
    restart: Restart, trigger: Occurrence, start: Window, last: Day | None, matching: Matching
) -> Anew | None:
    decided = _later(restart.by, trigger, None, matching)
    appeals = [
        one
        for one in matching.life.occurrences
        if one.kind and one.kind.code in restart.appeal and _follows(one, trigger, last)
    ]
    open_ones = [a for a in appeals if not any(comes_before(a, d) for d, _answer in decided)]
    if restart.suspensive:
        waiting = [found for a in open_ones if (found := _pending(a, start, matching))]
        if waiting:  # one that surely holds off execution first
            return min(waiting, key=lambda found: bool(found.needs))
    elif open_ones and open_ones[-1].window.begun_by(matching.day):
        step = Step("matter-open", {"event": open_ones[-1].event.id})
        return Anew(Window(start.earliest, None), (step,), pending=True)
    for one, answer in reversed(decided):
        mine = [a for a in appeals if comes_before(a, one)]
        if restart.suspensive and restart.appeal and not mine and last and _after(one, last):
            continue
        told = least((answer, _suspensive(one, mine, matching) if restart.suspensive else YES))
        if told != NO:
            return _restarted(one, told, start, mine)
    return None


def _restarted(one: Occurrence, told: str, start: Window, appeals: Sequence[Occurrence]) -> Anew:
    values = {
        "appeal": appeals[-1].event.id if appeals else "",
        "event": one.event.id,
        "earliest": one.window.earliest,
        "latest": one.window.latest,
        "certain": told == YES,
    }
    step = Step("restarted", values)
    if told == YES:
        return Anew(one.window, (step,))
    window = Window(start.earliest, one.window.latest)
    return Anew(window, (step,), ("suspensive",) if one.happened else ())


def _pending(appeal: Occurrence, start: Window, matching: Matching) -> Anew | None:
    """While a suspensive appeal is pending no day can be given; nor an end, if it may be one."""
    told = least((_suspends(appeal, matching), YES if appeal.counts(matching.day) else POSSIBLE))
    if told == NO or not appeal.window.begun_by(matching.day):
        return None
    step = Step("appeal-pending", {"event": appeal.event.id, "certain": told == YES})
    if told == YES:
        return Anew(OPEN, (step,), pending=True)
    return Anew(Window(start.earliest, None), (step,), ("suspensive",), pending=True)


def _later(
    patterns: Sequence[EventPattern], trigger: Occurrence, last: Day | None, matching: Matching
) -> list[tuple[Occurrence, str]]:
    found = [
        (one, answer)
        for one, _pattern, answer in matching.of(patterns)
        if _follows(one, trigger, last)
    ]
    return sorted(found, key=lambda pair: (pair[0].window.earliest or Day.min, pair[0].index))


def _follows(one: Occurrence, trigger: Occurrence, last: Day | None) -> bool:
    """Whether an event of the same matter comes after the trigger, and not after the end."""
    if one.index == trigger.index or one.event.state not in ("happened", "alleged"):
        return False
    if comes_before(one, trigger) or not concern_the_same(one.event, trigger.event):
        return False
    return last is None or not _after(one, last)


def _after(one: Occurrence, last: Day) -> bool:
    return one.window.earliest is not None and one.window.earliest > last


def _suspensive(one: Occurrence, appeals: Sequence[Occurrence], matching: Matching) -> str:
    """Whether what an event decides held off execution; without an appeal nobody knows."""
    chain = Chains({o.event.id: o.event for o in matching.life.occurrences}).of(one.event)
    named = [appeal for appeal in appeals if appeal.event.id in chain]
    appeal = (named or list(appeals))[-1:]
    return _suspends(appeal[0], matching) if appeal else POSSIBLE


def _suspends(appeal: Occurrence, matching: Matching) -> str:
    """Whether an appeal holds off execution: by the entry, by an order, by the law."""
    given = {event.suspensive for event in matching.accounts(appeal)}
    if given in ({"yes"}, {"no"}):
        return YES if given == {"yes"} else NO
    if any(_orders_a_stop(one, appeal.event, matching) for one in matching.life.occurrences):
        return YES
    # Where the law says no, a court may still have granted it, and no entry tells.
    day = appeal.window.latest or matching.day
    code = appeal.kind.code if appeal.kind else appeal.event.kind
    told = matching.life.vocabulary.law.suspends(appeal.event.country or "", code, day)
    return YES if told.answer == "yes" else POSSIBLE


def _orders_a_stop(one: Occurrence, appeal: Event, matching: Matching) -> bool:
    if one.kind is None or one.kind.verb != SUSPENDING_VERB or not one.counts(matching.day):
        return False
    same = one.kind.track == appeal.kind.partition(".")[0]
    return same and concern_the_same(one.event, appeal)
