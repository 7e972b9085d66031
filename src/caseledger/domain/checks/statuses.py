"""Extensions need a status to extend."""

from collections.abc import Iterator

from caseledger.domain.case import Case, Event
from caseledger.domain.checks.context import Context, events_at
from caseledger.domain.kind import OUTCOME_ELSE, STATUS_HELD, Effect
from caseledger.domain.problem import Problem, Severity
from caseledger.domain.vocabulary import Vocabulary


def check_extensions(case: Case, context: Context) -> Iterator[Problem]:
    """An extension that does not say of what needs an entry that gave the status, or does nothing.

    Whether that status was still held is not asked here: that is for the standing to say.
    """
    vocabulary = context.vocabulary
    for path, event in events_at(case):
        if _extends_what_is_held(event, vocabulary) and not any(
            _gives_status(other, vocabulary) and _same_status(other, event) for other in case.events
        ):
            message = "no entry gives this person a status in this state, so this has no effect"
            hint = "enter the grant, or name the status as outcome"
            yield Problem("CL307", message, path, Severity.WARNING, hint=hint)


def _extends_what_is_held(event: Event, vocabulary: Vocabulary) -> bool:
    fallbacks = [_fallback(effect) for effect in _shields_of(event, vocabulary)]
    return STATUS_HELD in fallbacks and not event.outcome


def _gives_status(event: Event, vocabulary: Vocabulary) -> bool:
    for effect in _shields_of(event, vocabulary):
        shield = event.outcome or _fallback(effect) if _fallback(effect) else str(effect.value)
        if shield and shield != STATUS_HELD and (_fallback(effect) or vocabulary.is_status(shield)):
            return True
    return False


def _same_status(first: Event, second: Event) -> bool:
    """Whether two events lie in one state and have a person in common."""
    shared = first.people is None or second.people is None or {*first.people} & {*second.people}
    return first.country == second.country and bool(shared)


def _shields_of(event: Event, vocabulary: Vocabulary) -> list[Effect]:
    kind = vocabulary.kind(event.kind)
    return [effect for effect in kind.effects if effect.operation == "shield"] if kind else []


def _fallback(effect: Effect) -> str:
    """The shield that an event gives where it has no outcome, if the outcome decides at all."""
    found = OUTCOME_ELSE.fullmatch(str(effect.value))
    return found[1] if found else ""
