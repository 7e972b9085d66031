"""A rule by its codes: kinds, outcomes and grounds under the names that events are read by."""

from collections.abc import Iterable
from dataclasses import fields, replace
from typing import Any

from caseledger.domain.kind import Kind
from caseledger.domain.law import KindCodes
from caseledger.domain.rules.rule import EventPattern, Rule
from caseledger.domain.vocabulary import Vocabulary

Patterns = tuple[EventPattern, ...]

KIND_KEYS = tuple(one.name for one in fields(EventPattern) if one.type is KindCodes)
"""The keys of a pattern under which kinds stand."""


def canonical(rule: Rule, words: Vocabulary) -> Rule:
    """Return a rule with the code of each kind, outcome and ground in the place of other names.

    ``words`` has all kinds that the rule names; what it does not know stays as it is.
    """
    trigger = replace(
        rule.trigger,
        any_of=_patterns(rule.trigger.any_of, words),
        latest_of=_patterns(rule.trigger.latest_of, words),
        earliest_of=_patterns(rule.trigger.earliest_of, words),
    )
    kinds = kinds_of(rule.trigger.patterns, words)
    valid = rule.valid and replace(rule.valid, selector=_patterns(rule.valid.selector, words))
    return replace(
        rule,
        trigger=trigger,
        valid=valid,
        done_by=_patterns(rule.done_by, words),
        moot_by=_patterns(rule.moot_by, words),
        extend=tuple(replace(one, by=_patterns(one.by, words)) for one in rule.extend),
        restart=tuple(
            replace(one, by=_patterns(one.by, words), appeal=_codes(one.appeal, words))
            for one in rule.restart
        ),
        variant=tuple(
            replace(
                one,
                outcome=_outcomes(one.outcome, kinds),
                grounds=_grounds(one.grounds, kinds),
            )
            for one in rule.variant
        ),
        examples=tuple(replace(one, extended=_codes(one.extended, words)) for one in rule.examples),
    )


def kinds_of(patterns: Iterable[EventPattern], words: Vocabulary) -> tuple[Kind, ...]:
    """Return the kinds that patterns name, as far as there are such."""
    found = (words.kind(code) for pattern in patterns for code in pattern.kind)
    return tuple(kind for kind in found if kind is not None)


def _patterns(patterns: Patterns, words: Vocabulary) -> Patterns:
    return tuple(_pattern(one, words) for one in patterns)


def _pattern(one: EventPattern, words: Vocabulary) -> EventPattern:
    kinds = kinds_of([one], words)
    codes: dict[str, Any] = {name: _codes(getattr(one, name), words) for name in KIND_KEYS}
    return replace(
        one,
        **codes,
        outcome=_outcomes(one.outcome, kinds),
        not_outcome=_outcomes(one.not_outcome, kinds),
        grounds=_grounds(one.grounds, kinds),
        not_grounds=_grounds(one.not_grounds, kinds),
    )


def _codes(codes: Iterable[str], words: Vocabulary) -> tuple[str, ...]:
    return tuple(words.canonical(code) or code for code in codes)


def _outcomes(given: Iterable[str], kinds: Iterable[Kind]) -> tuple[str, ...]:
    return tuple(next(filter(None, (k.outcome(one) for k in kinds)), one) for one in given)


def _grounds(given: Iterable[str], kinds: Iterable[Kind]) -> tuple[str, ...]:
    return tuple(next(filter(None, (k.ground(one) for k in kinds)), one) for one in given)
