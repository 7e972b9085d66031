"""From days on which a clock may start to the days on which its period may end.

The least and the greatest end are taken over every day of the windows, every version of the rule
and every reading of the law (design, section 6). Within one version a later start never gives an
earlier end, so that its bounds are enough; across versions that is not so, and each is looked at.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date as Day

from caseledger.domain.law import STATUSES
from caseledger.domain.rules.calendar import Calendar
from caseledger.domain.rules.choices import APPLICANT
from caseledger.domain.rules.collection import Rules
from caseledger.domain.rules.counting import End, ends
from caseledger.domain.rules.period import ASAP, Period
from caseledger.domain.rules.rule import Example, Extension, NationalFigure, Profile, Rule, Validity
from caseledger.domain.rules.step import Step
from caseledger.domain.windows import ONE_DAY, Window, moved, window_of

BEST = STATUSES[0]


@dataclass(frozen=True, slots=True)
class Length:
    """One reading of how long a period is: all its parts, why, and how well that was read."""

    periods: tuple[Period, ...]
    steps: tuple[Step, ...] = ()
    status: str = BEST
    cap: Period | None = None


@dataclass(frozen=True, slots=True)
class Branch:
    """A start with every reading of the length from it; ``certain`` if it surely started."""

    window: Window
    lengths: tuple[Length, ...]
    certain: bool = True
    time: str | None = None


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a rule in one state, with the starts from which it counts."""

    rule: Rule
    profile: Profile
    profile_id: str
    state: str
    branches: tuple[Branch, ...]
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class Bound:
    """The end that is the least, or the greatest, of all, and how it comes about."""

    version: Version
    length: Length
    start: Day
    end: End

    @property
    def day(self) -> Day:
        """The last day of the period."""
        return self.end.day

    @property
    def steps(self) -> tuple[Step, ...]:
        """The whole count, in order."""
        return (*self.version.steps, *self.length.steps, *self.end.steps)


@dataclass(frozen=True, slots=True)
class Interval:
    """The least and the greatest end; None where no such day can be given."""

    earliest: Bound | None
    latest: Bound | None

    def due(self, binds: str) -> Bound | None:
        """The end to go by: the earliest for an applicant, the latest for a state."""
        return self.earliest if binds == APPLICANT else self.latest


def interval_of(versions: Sequence[Version], calendar: Calendar) -> Interval:
    """Return the interval of all versions together."""
    found = [_of_version(one, calendar) for one in versions]
    lows, highs = [one.earliest for one in found], [one.latest for one in found]
    low = min((b for b in lows if b), key=_day) if lows and all(lows) else None
    high = max((b for b in highs if b), key=_day) if highs and all(highs) else None
    return Interval(low, high)


def _day(bound: Bound) -> Day:
    return bound.day


def _of_version(version: Version, calendar: Calendar) -> Interval:
    """Of several starts the period that ends first decides; one that is not certain may not."""
    found = [(branch, _of_branch(version, branch, calendar)) for branch in version.branches]
    lows = [one.earliest for _, one in found]
    highs = [one.latest for branch, one in found if branch.certain and one.latest]
    low = min((b for b in lows if b), key=_day) if all(lows) and lows else None
    return Interval(low, min(highs, key=_day) if highs else None)


def _of_branch(version: Version, branch: Branch, calendar: Calendar) -> Interval:
    first, last = branch.window.earliest, branch.window.latest
    lows = _bounds(version, branch, first, calendar)
    highs = lows if first == last else _bounds(version, branch, last, calendar)
    return Interval(min(lows, key=_day, default=None), max(highs, key=_day, default=None))


def _bounds(version: Version, branch: Branch, start: Day | None, calendar: Calendar) -> list[Bound]:
    """Every reading of the end from one start; none where it has no day."""
    if start is None or any(p.unit == ASAP for one in branch.lengths for p in one.periods):
        return []
    time = branch.time if branch.window.earliest == branch.window.latest else None
    return [
        Bound(version, length, start, end)
        for length in branch.lengths
        for end in _ends(version, length, start, calendar, time)
    ]


def _ends(
    version: Version, length: Length, start: Day, calendar: Calendar, time: str | None
) -> Iterable[End]:
    profile, state = version.profile, version.state
    found = ends(start, length.periods, profile, state, calendar, time)
    if length.cap is None:
        return found
    most = ends(start, (length.cap,), profile, state, calendar, time)
    return [min(pair, key=lambda end: end.day) for pair in zip(found, most, strict=True)]


# Lengths


def extended(lengths: Sequence[Length], extension: Extension, event: str) -> tuple[Length, ...]:
    """Return the lengths after an extension: one for each way in which it can be read."""
    return tuple(one for length in lengths for one in _longer(length, extension, event))


def _longer(length: Length, extension: Extension, event: str) -> Iterable[Length]:
    status = worse(length.status, extension.status or BEST)
    for how in ("total", "add"):
        period = getattr(extension, how)
        if period is not None:
            whole = (period,) if how == "total" else (*length.periods, period)
            step = Step("extended", {"event": event, how: period.text})
            yield Length(whole, (*length.steps, step), status, length.cap)


def lengths_of(rule: Rule, figures: Sequence[NationalFigure], state: str) -> tuple[Length, ...]:
    """Return the length of a rule in a state; none where national law sets it and is not known."""
    if rule.national is None:
        return (Length((rule.for_,), cap=rule.cap),) if rule.for_ else ()
    return tuple(
        Length((one.for_,), (national_step(one, state),), one.status, rule.cap) for one in figures
    )


def national_step(figure: NationalFigure, state: str) -> Step:
    """Say which law gives the length."""
    return Step("national", {"state": state, "for": figure.for_.text, "status": figure.status})


def worse(*statuses: str) -> str:
    """Return the weakest of how well several things were read."""
    return max(statuses, key=STATUSES.index)


# Versions


def allowed(validity: Validity | None, selector: Window) -> Window | None:
    """Return the part of the selector's days for which a version holds, None where there is none.

    An end that is open stays open.
    """
    if validity is None:
        return selector
    return cut(selector, validity.from_, validity.to)


def cut(window: Window, first: Day | None, last: Day | None) -> Window | None:
    """Return the part of a window between two days, both included; None where there is none."""
    early = max((day for day in (window.earliest, first) if day), default=None)
    late = min((day for day in (window.latest, last) if day), default=None)
    return None if early and late and late < early else Window(early, late)


def covered(window: Window, parts: Iterable[Window]) -> bool:
    """Whether every day of a window lies in one of some parts."""
    left: Window | None = window
    for part in sorted(parts, key=lambda one: one.earliest or Day.min):
        if left is None or not part.begun_by(left.earliest or Day.min):
            continue
        if part.latest is None:
            return True
        left = cut(left, moved(part.latest, ONE_DAY), None)
    return left is None


def started(start: Window, part: Window, *, same_day: bool) -> Window | None:
    """Return when the clock may start if the selector lies in a part of its days.

    ``same_day``: the one day is the other. Else the clock does not start before the selector.
    """
    found = cut(start, part.earliest, part.latest if same_day else None)
    # A beginning that nobody knows stays open: the first day of a version is no beginning.
    return Window(None, found.latest) if found and start.earliest is None else found


# Examples


def interval_of_example(rule: Rule, example: Example, rules: Rules, calendar: Calendar) -> Interval:
    """Return what a rule, with the other versions of its family, makes of an example."""
    versions = [
        version
        for one in rules.family(rule)
        for version in _version_of(one, example, rules, named=one is rule)
    ]
    return interval_of(versions, calendar)


def _version_of(rule: Rule, example: Example, rules: Rules, *, named: bool) -> Iterable[Version]:
    start = window_of(example.trigger)
    selector = window_of(example.selector) if example.selector else start
    part = allowed(rule.valid, selector)
    if part is None:
        return
    if rule.valid is None and not named:
        return
    window = started(start, part, same_day=example.selector is None)
    state = example.country or min(rules.states(rule), default="")
    figure = rules.figure(rule.id, state, start.earliest or Day.min)
    profile_id = (figure.profile if figure else None) or rule.profile
    profile = rules.profile(profile_id)
    if window is None or profile is None:
        return
    yield Version(
        rule, profile, profile_id, state, tuple(_branches(rule, example, window, figure, state))
    )


def _branches(
    rule: Rule, example: Example, window: Window, figure: NationalFigure | None, state: str
) -> Iterable[Branch]:
    lengths = lengths_of(rule, [figure] if figure else [], state)
    left = Counter(example.extended)
    for extension in rule.extend:
        kinds = [kind for one in extension.by for kind in one.kind if left[kind]]
        if kinds:  # the nth extension of a kind is used if the example names it n times
            left[kinds[0]] -= 1
            lengths = extended(lengths, extension, "")
    if not rule.trigger.earliest_of:
        yield Branch(window, lengths, time=example.time)
    days = [window, *(window_of(one) for one in example.others)]
    for pattern, day in zip(rule.trigger.earliest_of, days, strict=False):
        if pattern.for_ is not None:
            yield Branch(day, (Length((pattern.for_,), cap=rule.cap),))
