"""What was decided about deadlines, held against what is computed; `decisions` asks for it."""

from collections.abc import Iterator, Mapping
from datetime import date as Day

from caseledger.domain.case import Case, StoredDeadline
from caseledger.domain.checks.context import Context, unknown_word
from caseledger.domain.deadlines.deadline import Deadline
from caseledger.domain.deadlines.decisions import OVERRIDE, confirms_another, family_of
from caseledger.domain.deadlines.finding import deadlines_of
from caseledger.domain.life import life_of
from caseledger.domain.problem import Path, Problem, Severity
from caseledger.domain.rules.collection import Rules
from caseledger.domain.windows import window_of

Key = tuple[str, str]
"""The family of a rule, and the event that starts its clock."""


def problems_in_decisions(case: Case, context: Context) -> Iterator[Problem]:
    """Yield what is wrong with each entry: its form, what it speaks of, whether it holds."""
    rules = context.vocabulary.rules
    keys = [_key(one, rules) for one in case.deadlines]
    computed = _computed(case, context)
    for index, stored in enumerate(case.deadlines):
        path: Path = ("deadlines", index)
        yield from _form(stored, path, context.today)
        if not _is_rule(stored.rule, rules):
            known = [*rules.codes, *dict.fromkeys(one.family for one in rules if one.family)]
            yield unknown_word("CL601", "no such rule", (*path, "rule"), stored.rule, known)
        elif stored.trigger is None:
            message = "without its trigger this holds for no deadline"
            yield Problem("CL602", message, (*path, "trigger"), Severity.WARNING)
        elif keys[index] in keys[index + 1 :]:
            message = "a later entry speaks of the same deadline, and that one counts"
            yield Problem("CL605", message, (*path, "id"), Severity.WARNING, stored.id)
        elif any(one.id == stored.trigger for one in case.events):
            yield from _held(stored, path, computed.get(keys[index]), case)


def _key(stored: StoredDeadline, rules: Rules) -> Key:
    return (family_of(rules, stored.rule), stored.trigger or "")


def _is_rule(word: str, rules: Rules) -> bool:
    return rules.rule(word) is not None or any(one.family == word for one in rules)


def _computed(case: Case, context: Context) -> Mapping[Key, Deadline]:
    """The deadlines of everybody in the case, as they are today."""
    return {
        (one.key[2], one.trigger.id): one
        for person in case.people
        for one in deadlines_of(life_of(case, person, context.vocabulary), context.today)
    }


def _form(stored: StoredDeadline, path: Path, today: Day) -> Iterator[Problem]:
    """What an entry must say for itself."""
    if stored.on is not None and not window_of(stored.on).begun_by(today):
        yield Problem("CL503", "this lies in the future, so it was not decided yet", (*path, "on"))
    if stored.kind == OVERRIDE:
        if stored.date is None or stored.date.earliest is None:
            message = "another day than the computed one needs a date"
            yield Problem("CL603", message, (*path, "date"))
        if not stored.reason:
            message = "another day than the computed one needs a reason"
            yield Problem("CL603", message, (*path, "reason"), Severity.WARNING)
    if stored.trigger_digest is None:
        message = "without a digest this does not lapse when its trigger changes"
        place = (*path, "trigger_digest")
        hint = "caseledger confirm writes it with one"
        yield Problem("CL604", message, place, Severity.WARNING, hint=hint)


def _held(
    stored: StoredDeadline, path: Path, deadline: Deadline | None, case: Case
) -> Iterator[Problem]:
    """Whether the deadline is still there, and is still what was decided about."""
    if deadline is None:
        message = "this rule computes no deadline from this event"
        yield Problem("CL602", message, (*path, "trigger"), Severity.WARNING)
    elif deadline.decision is not None and deadline.decision.lapsed:
        again = f"caseledger confirm {case.id} {stored.rule} {stored.trigger}"
        look = f"caseledger deadlines {case.id} --explain, then {again}"
        message = "this has lapsed: what the day hangs on has changed since"
        if confirms_another(stored, deadline.due):
            message = "this has lapsed: the day that was confirmed is not the computed one now"
        yield Problem("CL606", message, (*path, "date"), Severity.WARNING, hint=look)
