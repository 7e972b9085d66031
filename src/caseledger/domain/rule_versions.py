"""Whether the versions of a rule leave no doubt which one holds, and its examples can be tried."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date as Day

from caseledger.domain.problem import Path, Problem, Severity
from caseledger.domain.rules.collection import Rules
from caseledger.domain.rules.rule import EventPattern, Example, Rule, Validity
from caseledger.domain.vocabulary import Vocabulary


def check_versions(rule: Rule, rules: Rules, path: Path) -> Iterator[Problem]:
    """Yield what is wrong with the period for which a version holds, and what overlaps it."""
    valid, here = rule.valid, (*path, "valid")
    if valid and valid.from_ and valid.to and valid.to < valid.from_:
        yield Problem("CL504", "the last day comes before the first", (*here, "to"))
    if valid and not (valid.from_ or valid.to or valid.also_from):
        yield Problem("CL201", "a day is expected: from, to or also_from", here)
    for other in rules.family(rule):
        if other.id != rule.id and _overlap(rule, other) and _same_events(rule, other, rules):
            message = "another version of this rule holds on the same days"
            place = here if valid else (*path, "family")
            yield Problem("CL204", message, place, Severity.WARNING, other.id, f"see {other.id}")


def _overlap(rule: Rule, other: Rule) -> bool:
    one, two = rule.valid or Validity(), other.valid or Validity()
    first = max(one.from_ or Day.min, two.from_ or Day.min)
    return first <= min(one.to or Day.max, two.to or Day.max)


def _same_events(rule: Rule, other: Rule, rules: Rules) -> bool:
    """Whether one event in one state may start both clocks."""
    here, there = rules.states(rule), rules.states(other)
    apart = here and there and not here & there
    pairs = ((a, b) for a in rule.trigger.patterns for b in other.trigger.patterns)
    return not apart and any(set(a.kind) & set(b.kind) and _asks(a) == _asks(b) for a, b in pairs)


def _asks(pattern: EventPattern) -> EventPattern:
    """The conditions alone."""
    return replace(pattern, kind=(), clock="", for_=None, other={})


def check_examples(rule: Rule, words: Vocabulary, rules: Rules, path: Path) -> Iterator[Problem]:
    """Yield what is wrong with the examples of a rule; whether they hold is for `rules test`."""
    kinds = {words.canonical(code) for e in rule.extend for p in e.by for code in p.kind}
    states = rules.states(rule)
    for position, one in enumerate(rule.examples):
        here = (*path, "examples", position)
        yield from _days(one, here)
        yield from _fits(one, rule, here)
        if one.country and (
            one.country not in words.states or (states and one.country not in states)
        ):
            message = "the rule is not the law of this state"
            yield Problem("CL209", message, (*here, "country"), value=one.country)
        for index, code in enumerate(one.extended):
            if words.canonical(code) not in kinds:
                message = "no extension of this rule begins with such an event"
                yield Problem("CL204", message, (*here, "extended", index), value=code)


def _days(example: Example, path: Path) -> Iterator[Problem]:
    """At least one day is expected, and they stand in their order."""
    days = [day for day in (example.earliest, example.due, example.latest) if day]
    if not days:
        message = "an example needs a day: earliest, due or latest"
        yield Problem("CL201", message, path)
    if days != sorted(days):
        yield Problem("CL504", "earliest, due and latest are not in this order", path)


def _fits(example: Example, rule: Rule, path: Path) -> Iterator[Problem]:
    """Nothing is said that the rule does not ask."""
    more = len(rule.trigger.earliest_of) - 1
    if len(example.others) > max(more, 0):
        message = "there are no so many further patterns in earliest_of"
        yield Problem("CL212", message, (*path, "others"))
    periods = (rule.for_, *(pattern.for_ for pattern in rule.trigger.earliest_of))
    if example.time and not rule.national and not any(p and p.in_hours for p in periods):
        yield Problem("CL212", "this rule does not count hours", (*path, "time"))
    if example.selector and not rule.valid:
        yield Problem("CL212", "this rule has no selector", (*path, "selector"))
