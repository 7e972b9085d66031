"""Custody beside a deadline: whether the person is held, and for how many days."""

from collections.abc import Sequence
from datetime import date as Day

from caseledger.domain.deadlines.deadline import Deadline, Held
from caseledger.domain.deadlines.matching import (
    NO,
    POSSIBLE,
    YES,
    Matching,
    comes_before,
    least,
)
from caseledger.domain.effects import applying
from caseledger.domain.kind import BY_GROUNDS, Effect
from caseledger.domain.occurrences import Occurrence
from caseledger.domain.rules.rule import Rule
from caseledger.domain.tellings import ALIVE
from caseledger.domain.windows import Window


def detained(rule: Rule, trigger: Occurrence, matching: Matching) -> str:
    """Say whether the person was held in the state of a trigger then, or while the clock runs."""
    answers = {NO}
    for one in _custody(trigger, matching, "detain"):
        if comes_before(one, trigger) and _ended(one, trigger, matching):
            continue
        sure = YES if one.counts(matching.day) else POSSIBLE
        answers.add(least((sure, _on_grounds(rule.custody_grounds, one))))
    return YES if YES in answers else POSSIBLE if POSSIBLE in answers else NO


def lasts(one: Occurrence, trigger: Occurrence, matching: Matching) -> bool:
    """Whether custody that began before a trigger was not over by then."""
    detains = any(effect.operation == "detain" for effect in _effects(one))
    return detains and not _ended(one, trigger, matching)


def held_of(one: Deadline, start: Window, trigger: Occurrence, matching: Matching) -> Held | None:
    """Return the full days of custody that a limit counts, while no release is known."""
    day = matching.day
    released = any(
        release.counts(day) and not comes_before(release, trigger)
        for release in _custody(trigger, matching, "release")
    )
    limits = one.rule is not None and one.rule.custody
    if not limits or released or start.earliest is None:
        return None
    least_days = (day - start.latest).days if start.latest else 0
    most = (one.latest - start.latest).days if one.latest and start.latest else None
    return Held(max(least_days, 0), max((day - start.earliest).days, 0), most)


def _custody(trigger: Occurrence, matching: Matching, operation: str) -> list[Occurrence]:
    return [
        one
        for one in matching.life.occurrences
        if one.event.state in ALIVE
        and one.event.country == trigger.event.country
        and one.window.begun_by(matching.day)
        and any(effect.operation == operation for effect in _effects(one))
    ]


def _ended(one: Occurrence, trigger: Occurrence, matching: Matching) -> bool:
    """Whether custody had certainly ended before the trigger."""
    return any(
        comes_before(one, release)
        and comes_before(release, trigger)
        and release.counts(_last(matching.day, trigger))
        for release in _custody(trigger, matching, "release")
    )


def _last(day: Day, trigger: Occurrence) -> Day:
    latest = trigger.window.latest
    return min(day, latest) if latest else day


def _on_grounds(wanted: Sequence[str], one: Occurrence) -> str:
    """Whether custody is on one of some grounds; an entry without grounds may be."""
    if not wanted:
        return YES
    values = [str(e.value) for e in _effects(one) if e.operation == "detain"]
    given = {value for value in values if value != BY_GROUNDS}
    if BY_GROUNDS in values:
        given |= {one.kind.ground(text) or text for text in one.event.grounds if one.kind}
    if not given:
        return POSSIBLE
    return YES if given & set(wanted) else NO


def _effects(one: Occurrence) -> Sequence[Effect]:
    return applying(one.kind, one.event) if one.kind else ()
