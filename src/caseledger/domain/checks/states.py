"""States must be states."""

from collections.abc import Iterator

from caseledger.domain.case import Case, Claims, Event, Person
from caseledger.domain.checks.context import Context, cited_at, events_at
from caseledger.domain.problem import Path, Problem
from caseledger.domain.states import STATELESS, States, is_citizenship

PLACES = (("country", "country"), ("by", "by"), ("from", "from_"), ("to", "to"))
"""Fields that hold a state: the key and the attribute."""


def check_states(case: Case, context: Context) -> Iterator[Problem]:
    """Codes of states are those of ISO 3166-1; the schema saw only that they are two capitals."""
    states = context.vocabulary.states
    for index, person in enumerate(case.people):
        yield from _person(person, ("people", index), states)
    for path, event in events_at(case):
        yield from _places(event, path, states)
        for place, citation in cited_at(event.sources, path):
            if citation.says is not None:
                yield from _places(citation.says, (*place, "says"), states)


def _person(person: Person, path: Path, states: States) -> Iterator[Problem]:
    yield from _list(person.citizenship, (*path, "citizenship"), states)
    yield from _list(person.fears or (), (*path, "fears"), states)
    for index, code in enumerate(person.fears or ()):
        if code == STATELESS:
            message = "a person fears a state, and this is none"
            yield Problem("CL209", message, (*path, "fears", index), value=code)
    for place, citation in cited_at(person.sources, path):
        claimed = citation.says.citizenship if citation.says else None
        yield from _list(claimed or (), (*place, "says", "citizenship"), states)


def _list(codes: tuple[str, ...], path: Path, states: States) -> Iterator[Problem]:
    for index, code in enumerate(codes):
        yield from _state(code, (*path, index), states)


def _places(holder: Event | Claims, path: Path, states: States) -> Iterator[Problem]:
    for key, attribute in PLACES:
        code = getattr(holder, attribute)
        if code is not None:
            yield from _state(code, (*path, key), states)


def _state(code: str, path: Path, states: States) -> Iterator[Problem]:
    """Refuse what is no state; whether ``stateless`` may stand there the schema has seen."""
    if not is_citizenship(code, states):
        hint = "use ISO 3166-1, for example KZ"  # `advised` knows better where one was meant
        yield Problem("CL209", "there is no state of this code", path, value=code, hint=hint)
