"""Which rules apply to a person, by which events, and when each clock may have started."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date as Day

from caseledger.domain.case import Event
from caseledger.domain.dates import Form
from caseledger.domain.deadlines.held import detained
from caseledger.domain.deadlines.matching import (
    NO,
    POSSIBLE,
    PRESENT,
    YES,
    Matching,
    coded,
    comes_before,
    concern_the_same,
    least,
    other_state,
)
from caseledger.domain.deadlines.reckoning import cut
from caseledger.domain.handovers import SCHEDULED
from caseledger.domain.law import STATUSES
from caseledger.domain.life import Life
from caseledger.domain.occurrences import Occurrence
from caseledger.domain.ordering import in_order
from caseledger.domain.rules.choices import SERVED
from caseledger.domain.rules.collection import Rules
from caseledger.domain.rules.rule import EventPattern, Rule
from caseledger.domain.rules.step import Step
from caseledger.domain.windows import Window, hull, window_of


@dataclass(frozen=True, slots=True)
class Clock:
    """When a clock starts by one event; ``provisional`` for want of proof of service."""

    occurrence: Occurrence
    pattern: EventPattern
    window: Window
    certain: bool
    provisional: bool = False
    steps: tuple[Step, ...] = ()
    time: str | None = None


@dataclass(frozen=True, slots=True)
class Started:
    """One rule that applies: the clock of its trigger, others that count as well, what is unsure.

    ``needs`` names what should be recorded to be sure, ``status`` how well it was read who is
    bound.
    """

    rule: Rule
    clock: Clock
    others: tuple[Clock, ...]
    certain: bool
    needs: tuple[str, ...]
    steps: tuple[Step, ...]
    status: str

    @property
    def trigger(self) -> Occurrence:
        """The event that starts the clock."""
        return self.clock.occurrence

    @property
    def group(self) -> tuple[str, int]:
        """Versions of one rule with the same trigger come to one deadline."""
        return (self.rule.family or self.rule.id, self.trigger.index)


def started_by(
    matching: Matching, wanted: Callable[[Rule], bool] | None = None
) -> tuple[Started, ...]:
    """Return every rule that applies to the person of a life, once for each of its triggers."""
    rules = matching.life.vocabulary.rules
    asked = _asked(matching, rules)
    found = (_of_rule(rule, matching) for rule in asked if wanted is None or wanted(rule))
    return tuple(one for some in found for one in some)


def _asked(matching: Matching, rules: Rules) -> Iterable[Rule]:
    """Rules for which an event of the person, in a state of theirs, may start the clock."""
    wanted: set[str] = set()
    for kind, found in matching.by_kind.items():
        places = {e.country or "" for one in found for e in matching.accounts(one)}
        wanted.update(rule.id for place in places for rule in rules.triggered_in(kind, place))
    return [rule for code in rules.codes if code in wanted and (rule := rules.rule(code))]


def _of_rule(rule: Rule, matching: Matching) -> Iterator[Started]:
    life = matching.life
    clocks = []
    applies: dict[int, Applies] = {}
    states = life.vocabulary.rules.states(rule)
    for one, pattern, answer in matching.of(rule.trigger.patterns, states):
        told = _applies(rule, one, matching)
        held = detained(rule, one, matching) if rule.detained else YES
        sure = least((answer, told.answer, held))
        clock = _clock(one, pattern, matching, certain=sure == YES) if sure != NO else None
        if clock is not None:
            clocks.append(clock)
            applies[one.index] = told
    for clock, others in _combined(rule, clocks):
        told = applies[clock.occurrence.index]
        needs = (*told.needs, *_unsaid(clock, matching))
        yield Started(rule, clock, others, clock.certain, needs, told.steps, told.status)


def _combined(rule: Rule, clocks: Sequence[Clock]) -> Iterator[tuple[Clock, tuple[Clock, ...]]]:
    """Put together the clocks that make one deadline."""
    if rule.trigger.latest_of:
        for some in _by_matter(clocks):
            yield _latest(some)
    elif rule.trigger.earliest_of:
        yield from _with_later(rule.trigger.earliest_of, clocks)
    else:
        if rule.last_only:
            clocks = [_last(some) for some in _by_matter(clocks)]
        for clock in clocks:
            yield clock, ()


def _by_matter(clocks: Sequence[Clock]) -> list[list[Clock]]:
    groups: list[list[Clock]] = []
    for clock in clocks:
        event = clock.occurrence.event
        mine = [g for g in groups if concern_the_same(g[0].occurrence.event, event)]
        if mine:
            mine[0].append(clock)
        else:
            groups.append([clock])
    return groups


def _last(clocks: Sequence[Clock]) -> Clock:
    """The clock of the last event that is certain, else of the last."""
    sure = [clock for clock in clocks if clock.certain] or list(clocks)
    last = in_order([clock.occurrence for clock in sure])[-1]
    return next(clock for clock in sure if clock.occurrence is last)


def _latest(clocks: Sequence[Clock]) -> tuple[Clock, tuple[Clock, ...]]:
    """The last clock, and those that may be later still."""
    last = _last(clocks)
    others = [
        clock
        for clock in clocks
        if clock is not last and not comes_before(clock.occurrence, last.occurrence)
    ]
    return last, tuple(others)


def _with_later(
    patterns: Sequence[EventPattern], clocks: Sequence[Clock]
) -> Iterator[tuple[Clock, tuple[Clock, ...]]]:
    """Each clock of the first pattern, with those of the others up to the next such clock."""
    first = [clock for clock in clocks if clock.pattern is patterns[0]]
    rest = [clock for clock in clocks if clock.pattern is not patterns[0]]
    for clock in first:
        one = clock.occurrence
        after = [
            other
            for other in rest
            if other.occurrence.event.country == one.event.country
            and not other.occurrence.window.precedes(one.window)
        ]
        next_ones = [c for c in first if comes_before(one, c.occurrence)]
        mine = [
            other
            for other in after
            if not any(_not_before(other.occurrence, c.occurrence) for c in next_ones)
        ]
        yield clock, tuple(mine)


def _not_before(one: Occurrence, other: Occurrence) -> bool:
    return not one.window.precedes(other.window)


# Clocks


def _clock(
    one: Occurrence, pattern: EventPattern, matching: Matching, *, certain: bool
) -> Clock | None:
    """When the clock starts by an event; None where the event does not have that day."""
    if pattern.clock == SERVED:
        return _served(one, pattern, matching.day, certain=certain)
    if pattern.clock == "date":
        return Clock(one, pattern, one.window, certain, time=one.event.time)
    name = "for_" if pattern.clock == "for" else "until"
    dates = [getattr(event, name) for event in matching.accounts(one)]
    windows = [window_of(date) for date in dates if date is not None]
    if not windows and pattern.scheduled and one.event.state == SCHEDULED:
        return Clock(one, pattern, one.window, certain)
    if not windows:
        return None
    return Clock(one, pattern, hull(windows), certain and len(windows) == len(dates))


def _served(one: Occurrence, pattern: EventPattern, day: Day, *, certain: bool) -> Clock:
    """From service, as far as it has taken place; without proof of it, from the decision's day."""
    served = one.event.served
    days = ((name, getattr(served, name, None)) for name in ("person", "counsel"))
    told = [(name, date) for name, date in days if date and date.form is not Form.UNKNOWN]
    windows = {
        name: cut(window_of(date), one.window.earliest, None) or window_of(date)
        for name, date in told
        if window_of(date).begun_by(day)
    }
    if not windows:
        return Clock(one, pattern, one.window, certain, provisional=True)
    both = len(windows) > 1 and len(set(windows.values())) > 1
    step = Step("served-both", {k: w.earliest for k, w in windows.items()})
    return Clock(one, pattern, hull(list(windows.values())), certain, steps=(step,) * both)


def _unsaid(clock: Clock, matching: Matching) -> Iterator[str]:
    """Fields that the entry leaves out and on which it hangs whether the rule applies."""
    if clock.provisional:
        yield SERVED
    for name in PRESENT:
        wanted = getattr(clock.pattern, name)
        one = clock.occurrence
        if wanted and not any(coded(event, name, one.kind) for event in matching.accounts(one)):
            yield name


# Where a rule holds


@dataclass(frozen=True, slots=True)
class Applies:
    """Whether a rule holds for an event: by the state where it lies, and by who is bound."""

    answer: str
    needs: tuple[str, ...] = ()
    steps: tuple[Step, ...] = ()
    status: str = "text"


def _applies(rule: Rule, one: Occurrence, matching: Matching) -> Applies:
    life, accounts = matching.life, matching.accounts(one)
    rules = life.vocabulary.rules
    held = [rules.holds_in(rule, event.country or "") for event in accounts]
    if not any(held) or _other_treaty(rule, life):
        return Applies(NO)
    here = YES if all(held) else POSSIBLE
    if rule.instrument is None:
        return Applies(here)
    return _bound(rule, one, rules, here)


def _bound(rule: Rule, one: Occurrence, rules: Rules, here: str) -> Applies:
    """Whether the states that must be parties are, and no other treaty takes its place."""
    answers, steps, status = [here], [], "text"
    for side in rule.bound:
        state = _side(one.event, side)
        told, status_of = rules.bound(rule.instrument or "", state, one.window)
        answers.append(_ANSWERS[told])
        values: Mapping[str, object] = {
            "instrument": rule.instrument,
            "state": state,
            "answer": told,
            "status": status_of,
        }
        steps.append(Step("bound", values))
        status = max(status, status_of, key=STATUSES.index)
    needs = ["bound"] if POSSIBLE in answers[1:] else []
    for other in rule.displaced_by:
        told = _not_displaced(other, rule, one, rules)
        answers.append(told)
        if told == POSSIBLE:
            steps.append(Step("displaced", {"instrument": other}))
            needs.append("displaced")
    answer = least(answers)
    return Applies(answer, tuple(dict.fromkeys(needs)), tuple(steps), status)


_ANSWERS = {"yes": YES, "unknown": POSSIBLE, "no": NO}


def _not_displaced(instrument: str, rule: Rule, one: Occurrence, rules: Rules) -> str:
    """Whether another treaty surely does not bind all of them, and so leaves the rule alone."""
    told = [
        _ANSWERS[rules.bound(instrument, _side(one.event, side), one.window)[0]]
        for side in rule.bound
    ]
    return {YES: NO, POSSIBLE: POSSIBLE, NO: YES}[least(told)]


def _side(event: Event, side: str) -> str:
    return (event.country if side == "host" else other_state(event)) or "unknown"


def _other_treaty(rule: Rule, life: Life) -> bool:
    """Whether the request relies on another treaty than the one that the rule belongs to."""
    named = life.case.treaty
    if named is None or "other" not in rule.bound:
        return False
    wanted = named.casefold()
    rules = life.vocabulary.rules
    meant = [code for code in rules.instrument_codes if wanted in _names(code, rules)]
    return bool(meant) and rule.instrument not in meant


def _names(code: str, rules: Rules) -> set[str]:
    one = rules.instrument(code)
    names = (*one.names, *one.title.values()) if one else ()
    return {name.casefold() for name in (code, *names)}
