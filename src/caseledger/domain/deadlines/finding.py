"""The deadlines of one person on a day: every rule that applies, worked out and held to events."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date as Day
from datetime import timedelta

from caseledger.domain.case import Event
from caseledger.domain.deadlines.acts import Triggers, ended_by, may_be_ended, meeting_of
from caseledger.domain.deadlines.attention import is_without_limit
from caseledger.domain.deadlines.deadline import (
    DUE_SOON,
    MET,
    MISSED,
    MOOT,
    NEEDS_INPUT,
    OVERDUE,
    UPCOMING,
    Deadline,
    Meeting,
)
from caseledger.domain.deadlines.decisions import decision_on
from caseledger.domain.deadlines.held import held_of
from caseledger.domain.deadlines.matching import Matching
from caseledger.domain.deadlines.reckoning import Bound, Interval, interval_of, worse
from caseledger.domain.deadlines.starting import Started, started_by
from caseledger.domain.deadlines.versions import Counted, counted
from caseledger.domain.kind import is_true, mapping
from caseledger.domain.law import READ
from caseledger.domain.life import Life
from caseledger.domain.rules.period import ASAP
from caseledger.domain.rules.rule import Rule
from caseledger.domain.rules.step import Step
from caseledger.domain.windows import Window, moved

SOON = "deadline-near"
"""The alert whose threshold says from when on a deadline is due soon."""

USUAL_SOON = 7


def deadlines_of(
    life: Life, day: Day, wanted: Callable[[Rule], bool] | None = None
) -> tuple[Deadline, ...]:
    """Return the deadlines that rules set for a person by a day, the soonest first.

    ``wanted`` chooses rules; without it all are looked at.
    """
    matching = Matching(life, day)
    groups: dict[tuple[str, int], list[Started]] = {}
    for one in started_by(matching, wanted):
        groups.setdefault(one.group, []).append(one)
    triggers = _triggers(groups)
    found = [_deadline(group, triggers[key[0]], matching) for key, group in groups.items()]
    return tuple(sorted((one for one in found if one is not None), key=by_day))


def by_day(one: Deadline) -> tuple[Day, str, str]:
    """Order deadlines by the day to go by, those without one at the end."""
    return (one.effective or Day.max, one.key[2], one.trigger.id)


def _triggers(groups: dict[tuple[str, int], list[Started]]) -> dict[str, Triggers]:
    """All triggers of each rule or family, in file order."""
    found: dict[str, dict[int, Started]] = {}
    for (name, index), group in groups.items():
        found.setdefault(name, {})[index] = group[0]
    return {
        name: Triggers(tuple(some[index].trigger for index in sorted(some)))
        for name, some in found.items()
    }


def _deadline(group: Sequence[Started], triggers: Triggers, matching: Matching) -> Deadline | None:
    """Work out one deadline from the versions of its rule."""
    found = counted(group, matching)
    if not found.versions:
        return None
    first = group[0]
    ends = {v.rule.id: ended_by(first.trigger, v.rule, matching) for v in found.versions}
    alive = tuple(version for version in found.versions if ends[version.rule.id] is None)
    over = None if alive else next(iter(ends.values()))
    interval = interval_of(alive or found.versions, matching.life.vocabulary.calendar)
    binds = first.rule.binds
    bound = interval.due(binds)
    versions = alive or found.versions
    rule = bound.version.rule if bound else versions[0].rule
    rules = {one.id: one for one in (rule, *(version.rule for version in versions))}
    one = Deadline(
        case=matching.life.case,
        person=matching.life.person,
        rule=rule,
        term="",
        trigger=first.trigger.event,
        selector=found.selector,
        binds=binds,
        earliest=interval.earliest.day if interval.earliest else None,
        latest=interval.latest.day if interval.latest else None,
        due=bound.day if bound else None,
        state=UPCOMING,
        moment=bound.end.moment if bound else None,
        certain=found.certain,
        provisional=first.clock.provisional or found.uncertain,
        needs=found.needs or _open_dates(bound, rule, found),
        rules=tuple(rules.values()),
        steps=_steps(found, interval, binds),
        status=worse(found.status, *_statuses(interval)),
        profile=_profile(rule, bound),
        safe_before=bound.end.safe_before if bound else None,
        calendar_state=first.trigger.event.country or "",
        uncovered=_uncovered(interval),
        alarm=_alarms(rule, matching),
    )
    return _settled(one, _Facts(first, triggers, matching, over, found.pending))


def _open_dates(bound: Bound | None, rule: Rule, found: Counted) -> tuple[str, ...]:
    """Ask for the date where it is so open that no day comes of it, and nothing else is lacking."""
    lacking = bound is None and not found.pending
    return ("date",) if lacking and rule.for_ and rule.for_.unit != ASAP else ()


def _alarms(rule: Rule, matching: Matching) -> bool:
    """Whether the passing asks somebody to act, as the catalogue has it; of a silent rule never."""
    page = mapping(matching.life.vocabulary.section("misses").get(rule.on_miss))
    return is_true(page.get("alarm")) and not rule.silent


def _profile(rule: Rule, bound: Bound | None) -> str:
    return bound.version.profile_id if bound else rule.profile


def _statuses(interval: Interval) -> list[str]:
    return [bound.length.status for bound in (interval.earliest, interval.latest) if bound]


def _uncovered(interval: Interval) -> tuple[int, ...]:
    bounds = [bound for bound in (interval.earliest, interval.latest) if bound]
    return tuple(sorted({year for bound in bounds for year in bound.end.uncovered}))


def _steps(found: Counted, interval: Interval, binds: str) -> tuple[Step, ...]:
    """The count that gives the day that is due, and how the other bound comes about."""
    bound = interval.due(binds)
    other = interval.latest if bound is interval.earliest else interval.earliest
    steps = [*found.steps]
    if bound is not None:
        steps += [*bound.steps, Step("due", {"binds": binds, "day": bound.day})]
    if bound is None and other is None:
        steps += dict.fromkeys(step for version in found.versions for step in version.steps)
    if other is not None and (bound is None or other.day != bound.day):
        name = "earliest" if other is interval.earliest else "latest"
        values = {"bound": name, "day": other.day, "rule": other.version.rule.id}
        steps += [Step("other-bound", values), *other.length.steps, *other.end.steps]
    return tuple(steps)


# What became of it


@dataclass(frozen=True, slots=True)
class _Facts:
    """What else the state of a deadline hangs on.

    ``over`` is the event that makes it pointless by every version that applies; ``pending`` says
    that an appeal may still move it.
    """

    started: Started
    triggers: Triggers
    matching: Matching
    over: Event | None
    pending: bool

    def meeting(self, one: Deadline) -> Meeting | None:
        """The event that meets it, or may."""
        patterns = one.rule.done_by if one.rule else ()
        found = self.triggers.acts(self.started.trigger, patterns, self.matching)
        return meeting_of(found[0], Window(one.earliest, one.latest)) if found else None

    def is_doubtful(self, one: Deadline) -> bool:
        """Whether something that is only possible would end or move it."""
        trigger, matching = self.started.trigger, self.matching
        return self.pending or any(may_be_ended(trigger, rule, matching) for rule in one.rules)


def _settled(one: Deadline, facts: _Facts) -> Deadline:
    """Say what became of a deadline by the day, and what a person decided about it."""
    life, day = facts.matching.life, facts.matching.day
    if life.case.deadlines:
        one = replace(one, decision=decision_on(one, life.vocabulary.rules, day))
    meeting = facts.meeting(one)
    if meeting is not None and meeting.certain:
        return replace(one, state=MET, met=meeting)
    if facts.over is not None:
        return replace(one, state=MOOT, moot_by=facts.over, met=meeting)
    state = _open_state(one, meeting, facts.matching, doubtful=facts.is_doubtful(one))
    started = facts.started
    held = held_of(one, started.clock.window, started.trigger, facts.matching)
    return replace(one, state=state, met=meeting, held=held)


def _open_state(
    one: Deadline, meeting: Meeting | None, matching: Matching, *, doubtful: bool
) -> str:
    day, due = matching.day, one.effective
    if due is None:
        return NEEDS_INPUT if one.needs and not is_without_limit(one) else UPCOMING
    if day > due:
        return OVERDUE if doubtful or meeting or not _surely_missed(one, day) else MISSED
    soon = matching.life.vocabulary.thresholds.get(SOON, USUAL_SOON)
    return DUE_SOON if due <= moved(day, timedelta(soon)) else UPCOMING


def _surely_missed(one: Deadline, day: Day) -> bool:
    """Whether nothing leaves a doubt that the time is over: no day, no service, no law."""
    rule = one.rule
    read = one.certain and one.status in READ and not (rule and (rule.guidance or rule.silent))
    if one.effective != one.due:  # a person set the day, and answers for it
        return read
    return (
        one.latest is not None
        and day > one.latest
        and read
        and not (one.provisional or one.needs or one.safe_before or one.uncovered)
    )
