"""Mutants of the rules for deadlines: each thing that a rule of the catalogue says, otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace

from tests.mutations.mutant import Change, Mutant

from caseledger.domain.rules.period import ASAP, DAYS, Period
from caseledger.domain.rules.rule import EventPattern, National, Rule
from caseledger.domain.vocabulary import Vocabulary
from caseledger.store.catalogue import load_vocabulary

OTHER: Mapping[str, Mapping[str, str]] = {
    "status": {"unverified": "text"},
    "binds": {"applicant": "state", "state": "applicant"},
    "act": {"dispatch": "receipt", "receipt": "dispatch"},
    "profile": {"plain": "next-working-day"},
    "on_miss": {"final": "no-consequence"},
}
"""What stands in the place of a word; any other word becomes `ELSE`."""

ELSE = {"status": "unverified", "profile": "plain", "on_miss": "final"}


def of_rules(words: Vocabulary) -> Iterator[Mutant]:
    """Yield for each rule: words and period otherwise, the first kind of each sort left out."""
    for rule in words.rules:
        for name, others in OTHER.items():
            now = str(getattr(rule, name))
            other = others.get(now) or ELSE[name]
            yield _mutant(rule, f"{name} {now} -> {other}", **{name: other})
        yield from _periods(rule)
        yield from _clocks(rule)


def _periods(rule: Rule) -> Iterator[Mutant]:
    """One more in place of a period, wherever it stands."""
    if rule.for_:
        yield _mutant(rule, "for one more", for_=_longer(rule.for_))
    if rule.national and rule.national.min:
        limits: National = replace(rule.national, min=_longer(rule.national.min))
        yield _mutant(rule, "no shorter than one more", national=limits)
    patterns = rule.trigger.earliest_of
    for at, one in enumerate(patterns):
        if one.for_:
            more = (*patterns[:at], replace(one, for_=_longer(one.for_)), *patterns[at + 1 :])
            trigger = replace(rule.trigger, earliest_of=more)
            yield _mutant(rule, f"{one.kind[0]}: for one more", trigger=trigger)


def _longer(period: Period) -> Period:
    if period.unit == ASAP:
        return Period(1, DAYS)
    return replace(period, amount=period.amount + 1)


def _clocks(rule: Rule) -> Iterator[Mutant]:
    """The first kind of what starts it, meets it and ends it, left out."""
    for name in ("any_of", "latest_of", "earliest_of"):
        patterns = getattr(rule.trigger, name)
        if patterns:
            trigger = replace(rule.trigger, **{name: _fewer(patterns)})
            yield _mutant(rule, f"not started by {patterns[0].kind[0]}", trigger=trigger)
    for name, what in (("done_by", "met"), ("moot_by", "ended")):
        patterns = getattr(rule, name)
        if patterns:
            change = {name: _fewer(patterns)}
            yield _mutant(rule, f"not {what} by {patterns[0].kind[0]}", **change)


def _fewer(patterns: Sequence[EventPattern]) -> tuple[EventPattern, ...]:
    """Leave out the first kind of the first pattern, wherever it stands."""
    out = patterns[0].kind[0]
    left = (replace(one, kind=tuple(k for k in one.kind if k != out)) for one in patterns)
    return tuple(one for one in left if one.kind)


def _mutant(rule: Rule, what: str, **changes: object) -> Mutant:
    return Mutant("rules", "test_rule", f"{rule.id}: {what}", in_rule(rule.id, **changes))


def in_rule(code: str, **changes: object) -> Change:
    """Let a rule of the catalogue say something else."""

    @contextmanager
    def made() -> Iterator[None]:
        # Every test has the rules of the one vocabulary of the process, so it is they that change.
        rules = vars(load_vocabulary().rules)
        before = dict(rules)
        rule: Rule = load_vocabulary().rules.rule(code)  # type: ignore[assignment]
        other = replace(rule, **changes)  # type: ignore[arg-type]
        rules.update(_read={**before["_read"], code: other}, _by_kind=None)
        rules.update(_triggered={}, _families={}, _states={})
        try:
            yield
        finally:
            rules.clear()
            rules.update(before)

    return made
