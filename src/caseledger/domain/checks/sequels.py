"""What answers or ends something cannot come before it."""

from collections.abc import Iterator

from caseledger.domain.case import Case, Event
from caseledger.domain.checks.context import Context
from caseledger.domain.problem import Problem, Severity
from caseledger.domain.sequels import Sequel, early_sequels
from caseledger.domain.vocabulary import Vocabulary


def check_sequels(case: Case, context: Context) -> Iterator[Problem]:
    """No release comes before its arrest, and no decision before its application.

    An error where the entry names with ``of`` what it answers: then one of two days is wrong. Else
    an earlier arrest or application may only not be recorded, which is for a person to say.
    """
    places = {event.id: index for index, event in enumerate(case.events)}
    for sequel in early_sequels(case, context.vocabulary):
        path = ("events", places[sequel.event.id], "date")
        severity = Severity.ERROR if sequel.named else Severity.WARNING
        if _ends_custody(sequel.event, context.vocabulary):
            message = "custody ends here before it begins"
            problem = ("CL611", message, path, severity, sequel.needs.id)
        else:
            message = "this lies before what it answers"
            problem = ("CL612", message, path, severity, sequel.needs.id)
        yield Problem(*problem, hint=_hint(sequel))


def _ends_custody(event: Event, vocabulary: Vocabulary) -> bool:
    kind = vocabulary.kind(event.kind)
    return kind is not None and any(effect.operation == "release" for effect in kind.effects)


def _hint(sequel: Sequel) -> str:
    if sequel.named:
        return f"of names {sequel.needs.id}, which lies later: correct a date, or of"
    return f"{sequel.needs.id} lies later: correct a date, or enter what came before this"
