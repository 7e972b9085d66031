"""The versions of a rule that may apply, with the starts and lengths that each counts with."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date as Day

from caseledger.domain.case import Event
from caseledger.domain.deadlines.held import lasts
from caseledger.domain.deadlines.matching import (
    NO,
    YES,
    Matching,
    coded,
    comes_before,
    concern_the_same,
    other_state,
)
from caseledger.domain.deadlines.reckoning import (
    Branch,
    Length,
    Version,
    allowed,
    covered,
    cut,
    extended,
    interval_of,
    lengths_of,
    started,
    worse,
)
from caseledger.domain.deadlines.restarts import anew
from caseledger.domain.deadlines.starting import Clock, Started
from caseledger.domain.law import READ
from caseledger.domain.occurrences import Occurrence
from caseledger.domain.rules.choices import SERVED
from caseledger.domain.rules.rule import Extension, NationalFigure, Rule, Variant
from caseledger.domain.rules.step import Step
from caseledger.domain.windows import Window, hull

UNREAD = "unverified"


@dataclass(frozen=True, slots=True)
class Counted:
    """The versions that may apply to one trigger, and what is common to all of them.

    ``pending``: an appeal is pending that may start the period anew.
    """

    versions: tuple[Version, ...]
    certain: bool
    needs: tuple[str, ...]
    steps: tuple[Step, ...]
    status: str
    selector: Event | None
    pending: bool = False
    uncertain: bool = False
    """Whether a day that it is counted from is marked as uncertain."""


def counted(group: Sequence[Started], matching: Matching) -> Counted:
    """Work out the versions of a rule for one trigger."""
    first = group[0]
    drafts = [draft for one in group for draft in _drafts(one, matching)]
    if drafts and all(draft.second for draft in drafts):
        # No version holds by its own selector, so that none is ruled out by it either.
        drafts = [draft for one in group for draft in _drafts(one, matching, regardless=True)]
    drafts = [_anew(draft, matching) for draft in drafts]
    versions = [_lengthened(draft, matching) for draft in drafts]
    selected = [draft for draft in drafts if draft.selector_missing]
    needs = dict.fromkeys(name for draft in drafts for name in draft.needs)
    if selected and len({draft.rule.id for draft in drafts}) > 1:
        needs["selector"] = None
    missing = any(draft.rule.national and not _figures(draft, matching) for draft in drafts)
    needs |= {"figure": None} if missing else {}
    needs |= {"date": None} if _is_uncertain(first.clock) else {}
    sure = {draft.started.certain and draft.whole for draft in drafts}
    return Counted(
        versions=tuple(version for version in versions if version),
        certain=sure == {True},
        needs=tuple(needs),
        steps=(_trigger_step(first.clock), *first.clock.steps, *_provisional(first), *first.steps),
        status=worse("text", *(draft.status for draft in drafts)),
        selector=next((draft.selector for draft in drafts if draft.selector), None),
        pending=any(draft.pending for draft in drafts),
        uncertain=_is_uncertain(first.clock),
    )


def _is_uncertain(clock: Clock) -> bool:
    event = clock.occurrence.event
    served = event.served
    days = (served.person, served.counsel) if served and clock.pattern.clock == SERVED else ()
    return any(day is not None and day.uncertain for day in (event.date, *days))


def _trigger_step(clock: Clock) -> Step:
    values = {
        "event": clock.occurrence.event.id,
        "kind": clock.occurrence.event.kind,
        "clock": "date" if clock.provisional else clock.pattern.clock,
        "earliest": clock.window.earliest,
        "latest": clock.window.latest,
    }
    return Step("trigger", values)


def _provisional(one: Started) -> tuple[Step, ...]:
    return (Step("provisional"),) if one.clock.provisional else ()


@dataclass(frozen=True, slots=True)
class Draft:
    """A version before its lengths are known."""

    started: Started
    rule: Rule
    branches: tuple[tuple[Clock, Window], ...]
    steps: tuple[Step, ...]
    selector: Event | None = None
    selector_missing: bool = False
    needs: tuple[str, ...] = ()
    status: str = "text"
    pending: bool = False
    whole: bool = True
    """Whether the versions of the rule together hold for every day of the selector."""
    second: bool = False
    """Whether the version does not hold by its own selector, but by a second reading."""


def _drafts(one: Started, matching: Matching, *, regardless: bool = False) -> Iterator[Draft]:
    """A version for the days of the selector for which it holds, and for a second reading.

    ``regardless``: also where the selector lies outside; then nothing is certain.
    """
    selector, event, missing = _selector(one, matching)
    validity = one.rule.valid
    window: Window | None = _clock_window(one)
    steps: tuple[Step, ...] = ()
    if validity is not None:
        one_day = one.clock.provisional or one.clock.pattern.clock == "date"
        part = allowed(validity, selector)
        same_day = one_day and not validity.selector
        window = started(_clock_window(one), part, same_day=same_day) if part else None
        steps = (_selector_step(one.rule, event, selector),)
    second = window is None
    if window is None and regardless:
        window = _clock_window(one)
    elif window is None and validity is not None and validity.also_from is not None:
        window = cut(_clock_window(one), validity.also_from, None)
        steps = (Step("second-reading", {"rule": one.rule.id, "from": validity.also_from}),)
    if window is None:
        return
    yield Draft(
        one,
        one.rule,
        ((one.clock, window), *((clock, clock.window) for clock in one.others)),
        steps,
        selector=event,
        selector_missing=missing,
        needs=one.needs,
        status=worse(_status(one.rule, one.trigger), one.status),
        whole=not regardless and (_whole(one.rule, selector, matching) or missing),
        second=second,
    )


def _whole(rule: Rule, selector: Window, matching: Matching) -> bool:
    versions = [one.valid for one in matching.life.vocabulary.rules.family(rule)]
    if any(valid is None for valid in versions):
        return True
    return covered(selector, [Window(valid.from_, valid.to) for valid in versions if valid])


def _status(rule: Rule, trigger: Occurrence) -> str:
    """How well a rule was read; for later decisions it must be read again."""
    latest = trigger.window.latest
    late = rule.review_after is not None and (latest is None or latest >= rule.review_after)
    return UNREAD if late else str(rule.status)


def _clock_window(one: Started) -> Window:
    """When the clock of a trigger may start; of the last of several, as late as the latest."""
    if not one.rule.trigger.latest_of or not one.others:
        return one.clock.window
    both = [one.clock.window, *(clock.window for clock in one.others)]
    return Window(one.clock.window.earliest, hull(both).latest)


def _selector(one: Started, matching: Matching) -> tuple[Window, Event | None, bool]:
    """The days of the event that selects the version; without it any day up to the trigger."""
    patterns = one.rule.valid.selector if one.rule.valid else ()
    if not patterns:
        return one.trigger.window, one.trigger.event, False
    found = [
        other
        for other, _pattern, answer in matching.of(patterns)
        if answer != NO
        and other.event.country == one.trigger.event.country
        and not (other.index != one.trigger.index and comes_before(one.trigger, other))
    ]
    if not found:
        return Window(None, one.trigger.window.latest), None, True
    last = max(found, key=lambda o: (o.window.earliest or Day.min, o.index))
    return last.window, last.event, False


def _selector_step(rule: Rule, event: Event | None, window: Window) -> Step:
    validity = rule.valid
    values = {
        "event": event.id if event else "",
        "earliest": window.earliest,
        "latest": window.latest,
        "from": validity.from_ if validity else None,
        "to": validity.to if validity else None,
        "law": rule.law,
    }
    return Step("selector", values)


def _anew(draft: Draft, matching: Matching) -> Draft:
    """Let the period run anew where something starts it again before it is over."""
    kinds = [kind for one in draft.rule.restart for kind in one.appeal]
    kinds += [kind for one in draft.rule.restart for by in one.by for kind in by.kind]
    if not any(kind in matching.by_kind for kind in kinds):
        return draft
    clock, window = draft.branches[0]
    version = _lengthened(draft, matching)
    interval = interval_of([version] if version else [], matching.life.vocabulary.calendar)
    last = interval.latest.day if interval.latest else None
    found = anew(draft.rule, draft.started.trigger, window, last, matching)
    if found is None:
        return draft
    return replace(
        draft,
        branches=((clock, found.window), *draft.branches[1:]),
        steps=(*draft.steps, *found.steps),
        needs=(*draft.needs, *found.needs),
        pending=found.pending,
    )


# Lengths


def _lengthened(draft: Draft, matching: Matching) -> Version | None:
    """Give a version every length that its period may have."""
    rules = matching.life.vocabulary.rules
    rule, event = draft.rule, draft.started.trigger.event
    state = (event.country if rule.calendar == "host" else other_state(event)) or ""
    figures = _figures(draft, matching)
    profile_id = next((one.profile for one in figures if one.profile), None) or rule.profile
    profile = rules.profile(profile_id)
    if profile is None:
        return None
    lengths = _varied(lengths_of(rule, figures, state), rule, draft.started, matching)
    branches = _branches(draft, lengths)
    steps = (*draft.steps, *_missing_figure(rule, figures, state))
    version = Version(rule, profile, profile_id, state, branches, steps)
    for number, extension in enumerate(rule.extend):
        version = _extended(version, extension, number, draft, matching)
    return version


def _missing_figure(rule: Rule, figures: Sequence[NationalFigure], state: str) -> tuple[Step, ...]:
    """Say that the law of the state sets the length, and that it is not known here."""
    if rule.national is None or figures:
        return ()
    low, high = rule.national.min, rule.national.max
    values = {"state": state, "min": low.text if low else "", "max": high.text if high else ""}
    return (Step("national-missing", values),)


def _figures(draft: Draft, matching: Matching) -> list[NationalFigure]:
    """The lengths that national law gives on the days of the trigger."""
    window, state = draft.branches[0][1], draft.started.trigger.event.country or ""
    rules = matching.life.vocabulary.rules
    if draft.rule.national is None:
        return []
    days = [day for day in (window.earliest, window.latest) if day]
    found = [rules.figure(draft.rule.id, state, day) for day in days]
    return list({one.for_.text: one for one in found if one}.values())


def _branches(draft: Draft, lengths: tuple[Length, ...]) -> tuple[Branch, ...]:
    if not draft.rule.trigger.earliest_of:
        clock, window = draft.branches[0]
        return (Branch(window, lengths, time=clock.time),)
    found = []
    for clock, window in draft.branches:
        period = clock.pattern.for_
        own = (Length((period,), cap=draft.rule.cap),) if period else lengths
        step = Step("earliest-of", {"event": clock.occurrence.event.id, "for": _text(period)})
        told = tuple(replace(one, steps=(*one.steps, step)) for one in own)
        found.append(Branch(window, told, clock.certain or clock is draft.started.clock))
    return tuple(found)


def _text(period: object) -> str:
    return str(getattr(period, "text", ""))


def _varied(
    lengths: tuple[Length, ...], rule: Rule, one: Started, matching: Matching
) -> tuple[Length, ...]:
    """Take the length for the sort of trigger; where the entry does not say, every one of them."""
    for variant in rule.variant:
        told = _of_sort(variant, one, matching)
        if told == NO:
            continue
        step = Step("variant", {"for": variant.for_.text, "field": _field(variant)})
        status = variant.status or rule.status
        own = Length((variant.for_,), (step,), status, rule.cap)
        lengths = (own,) if told == YES else (*lengths, own)
    return lengths


def _field(variant: Variant) -> str:
    return "outcome" if variant.outcome else "grounds"


def _of_sort(variant: Variant, one: Started, matching: Matching) -> str:
    name = _field(variant)
    wanted = set(variant.outcome or variant.grounds)
    answers = set()
    for event in matching.accounts(one.trigger):
        given = coded(event, name, one.trigger.kind)
        answers.add("possible" if not given else YES if given & wanted else NO)
    return answers.pop() if len(answers) == 1 else "possible"


def _extended(
    version: Version, extension: Extension, number: int, draft: Draft, matching: Matching
) -> Version:
    """Make the period longer by the event that does, if it came before the period was over."""
    found = _extending(extension, number, draft, matching)
    if not found:
        return version
    interval = interval_of([version], matching.life.vocabulary.calendar)
    for one, answer in found:
        late = interval.latest and one.window.earliest and one.window.earliest > interval.latest.day
        if late:
            continue
        read = extension.status is None or extension.status in READ
        first = interval.earliest
        in_time = read and first is not None and one.window.ended_by(first.day)
        branches = tuple(
            _longer(branch, extension, one, sure=answer == YES and in_time)
            for branch in version.branches
        )
        return replace(version, branches=branches)
    return version


def _longer(branch: Branch, extension: Extension, one: Occurrence, *, sure: bool) -> Branch:
    longer = extended(branch.lengths, extension, one.event.id)
    return replace(branch, lengths=longer if sure else (*branch.lengths, *longer))


def _extending(
    extension: Extension, number: int, draft: Draft, matching: Matching
) -> list[tuple[Occurrence, str]]:
    """Events that may extend the period; the nth of them for the nth extension of their kinds."""
    trigger = draft.started.trigger
    found = [
        (one, answer)
        for one, _pattern, answer in matching.of(extension.by)
        if one.index != trigger.index
        and (not comes_before(one, trigger) or lasts(one, trigger, matching))
        and one.event.country == trigger.event.country
        and concern_the_same(one.event, trigger.event)
    ]
    found.sort(key=lambda pair: (pair[0].window.earliest or Day.min, pair[0].index))
    kinds = {kind for pattern in extension.by for kind in pattern.kind}
    before = [
        earlier
        for earlier in draft.rule.extend[:number]
        if kinds & {kind for pattern in earlier.by for kind in pattern.kind}
    ]
    return found[len(before) :]
