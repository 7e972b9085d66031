"""What a person decided about a computed deadline, and whether it still holds.

A decision is written for a rule and the event that starts its clock, with a digest of what the
day hangs on. It lapses when that changes, and is then shown beside the computed day and holds no
longer (design, section 6): nobody relies on a confirmation of something else.
"""

import json
from collections.abc import Mapping
from datetime import date as Day
from hashlib import sha256

from caseledger.domain.case import Case, Claims, Event, Served, StoredDeadline
from caseledger.domain.dates import CaseDate
from caseledger.domain.deadlines.deadline import Deadline, Decision
from caseledger.domain.loading import ATTRIBUTES
from caseledger.domain.rules.collection import Rules
from caseledger.domain.rules.period import Period
from caseledger.domain.rules.rule import Rule
from caseledger.domain.windows import window_of

CONFIRM, OVERRIDE = "confirm", "override"

COUNTED_FROM = (
    *("kind", "state", "date", "time", "served", "until", "for", "country", "by", "to", "body"),
    *("level", "outcome", "grounds", "procedure", "final", "suspensive"),
)
"""Keys of an event on which a computed day may hang: days, and what rules make conditions of."""

NATIONAL = "national"
"""The step of counting that names a period of national law."""

EMPTY: tuple[object, ...] = (None, (), [], {})

DIGITS = 12
"""So many hexadecimal digits of SHA-256: a mark of change, not a lock against forgers."""


def digest_of(one: Deadline) -> str:
    """Return the digest of all that a computed day hangs on.

    That is its trigger, its selector, each event that its steps count from or extend by, and the
    periods. Notes, places, sources that agree, and the words of the rule do not matter; a day, a
    service, an outcome, what a source says otherwise of them, a period or a way of counting does.
    """
    selector = one.selector if one.selector and one.selector.id != one.trigger.id else None
    first = [one.trigger, *([selector] if selector else [])]
    named = {str(step.values["event"]) for step in one.steps if "event" in step.values}
    named -= {event.id for event in first}
    further = sorted((e for e in one.case.events if e.id in named), key=lambda e: e.id)
    whole = {
        "trigger": _event(one.trigger),
        "selector": _event(selector) if selector else None,
        "further": [_event(event) for event in further],
        "rule": _rule(one.rule) if one.rule else None,
        "national": [step.values.get("for") for step in one.steps if step.code == NATIONAL],
    }
    return sha256(_canonical(whole).encode()).hexdigest()[:DIGITS]


def decision_on(one: Deadline, rules: Rules, day: Day) -> Decision | None:
    """Return what was decided last by a day about a computed deadline.

    An entry without a digest was typed by hand and cannot lapse by it. A confirmation of a day
    lapses too when another day is computed, whatever the reason: a calendar, a later reading.
    """
    stored = decided(one.case, rules, one.key[2], one.trigger.id)
    made = [each for each in stored if each.on is None or window_of(each.on).begun_by(day)]
    if not made:
        return None
    last = made[-1]
    changed = last.trigger_digest is not None and last.trigger_digest != digest_of(one)
    return Decision(last, lapsed=changed or confirms_another(last, one.due))


def decided(case: Case, rules: Rules, family: str, trigger: str) -> tuple[StoredDeadline, ...]:
    """Return the entries about one deadline, in file order; the last is the one that counts."""
    here = (one for one in case.deadlines if one.trigger == trigger)
    return tuple(one for one in here if family_of(rules, one.rule) == family)


def family_of(rules: Rules, name: str) -> str:
    """Return what the versions of a rule have in common, by the id of any; else the name itself."""
    rule = rules.rule(name)
    return name if rule is None else rule.family or rule.id


def confirms_another(stored: StoredDeadline, due: Day | None) -> bool:
    """Whether a confirmation is of another day than the one that is computed."""
    day = stored.date.earliest if stored.date else None
    return stored.kind == CONFIRM and day is not None and day != due


def _event(event: Event) -> dict[str, object]:
    """What of an event a day may hang on: its own word, and what its sources say otherwise."""
    own = _keys(event)
    claims = [_keys(citation.says) for citation in event.sources if citation.says]
    other = [{key: one for key, one in says.items() if one != own.get(key)} for says in claims]
    settled = {
        key: one.prefer for key, one in (event.resolved or {}).items() if key in COUNTED_FROM
    }
    says = sorted({_canonical(one) for one in other if one})
    return {"id": event.id, **own, "says": says, "settled": settled}


def _keys(part: Event | Claims) -> dict[str, object]:
    found = ((key, getattr(part, ATTRIBUTES.get(key, key), None)) for key in COUNTED_FROM)
    return {key: sorted(one) if key == "grounds" else one for key, one in found if one}


def _rule(rule: Rule) -> dict[str, object]:
    """What of a rule makes the length, and which bound is due; its id stands for the rest."""
    return {
        "family": rule.family or rule.id,
        "binds": rule.binds,
        "for": [rule.for_, *(pattern.for_ for pattern in rule.trigger.earliest_of)],
        "variant": [(one.outcome, one.grounds, one.for_) for one in rule.variant],
        "extend": [(one.total, one.add) for one in rule.extend],
        "national": (rule.national.min, rule.national.max) if rule.national else None,
        "cap": rule.cap,
        "profile": rule.profile,
    }


def _canonical(value: object) -> str:
    return json.dumps(_plain(value), sort_keys=True)


def _plain(value: object) -> object:
    """Return a value as JSON has it; a key without a value is as if it were not there.

    So a key that a later version adds changes no digest of an entry that never had it.
    """
    match value:
        case CaseDate():
            return value.canonical.replace(" ", "")
        case Period():
            return value.text
        case Served():
            return _plain({"person": value.person, "counsel": value.counsel})
        case Mapping():
            return {key: _plain(one) for key, one in value.items() if one not in EMPTY}
        case list() | tuple():
            return [_plain(one) for one in value]
    return value
