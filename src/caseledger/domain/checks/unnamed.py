"""What ends a request says whose, where several states have asked."""

from collections.abc import Iterator

from caseledger.domain.case import Case, Event
from caseledger.domain.checks.context import Context, events_at
from caseledger.domain.edits import Bare, Put
from caseledger.domain.effects import applying, host_of
from caseledger.domain.kind import Kind
from caseledger.domain.life import Life
from caseledger.domain.occurrences import Occurrence
from caseledger.domain.problem import Mend, Path, Problem, Severity
from caseledger.domain.vocabulary import Vocabulary
from caseledger.domain.world import EXTRADITION, NOWHERE, Exposure, World


def check_unnamed(case: Case, context: Context) -> Iterator[Problem]:
    """A refusal, a withdrawal or a lapse that names no state ends nothing while several are open.

    Design, section 5, fine point 7. What is open is what certainly came before.
    """
    for path, event in events_at(case):
        if not _ends_unnamed(event, context.vocabulary):
            continue
        for person in case.people:
            if event.people is not None and person.id not in event.people:
                continue
            others = _open(Life(case, person, context.vocabulary), event, context)
            if len(others) > 1:
                yield _problem(event, path, others, case)
                break


def _ends_unnamed(event: Event, vocabulary: Vocabulary) -> bool:
    kind = vocabulary.kind(event.kind)
    if kind is None or event.by or event.to or event.state != "happened":
        return False
    return any(effect.operation == "clear-exposure" for effect in applying(kind, event))


def _open(life: Life, event: Event, context: Context) -> list[str]:
    """The states of which a threat of this track and host is open when an event comes."""
    world = World()
    for step in life.steps(context.today):
        if step.occurrence.event.id == event.id:
            return [
                one.other
                for one in world.exposures.values()
                if _same_track(one, event, step.occurrence.kind)
                and _came_before(one, step.occurrence, life)
            ]
        world = step.world
    return []


def _same_track(one: Exposure, event: Event, kind: Kind | None) -> bool:
    return kind is not None and (one.track, one.host) == (kind.track, host_of(event))


def _came_before(one: Exposure, end: Occurrence, life: Life) -> bool:
    """Whether it was certainly there by then: one of the entries that made it came before."""
    ordering = life.plain.ordering
    makers = [other for other in ordering.events if other.event.id in one.events]
    return any(ordering.precedes(other, end) for other in makers)


def _problem(event: Event, path: Path, others: list[str], case: Case) -> Problem:
    field = "by" if event.kind.startswith(f"{EXTRADITION}.") else "to"
    known = [f"{field}: {other}" for other in others if other != NOWHERE]
    answered = next((one for one in case.events if one.id == event.of), None)
    named = getattr(answered, field, None)
    mend = Mend((Put((*path, field), Bare(named)),)) if named in others else None
    message = "several requests are open and this names no state, so it ends none"
    hint = f"add {field}: {named}" if mend else f"add {' or '.join(known)}"
    return Problem("CL614", message, path, Severity.WARNING, hint=hint, mend=mend)
