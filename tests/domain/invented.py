"""Small invented cases as domain values, for tests of what is derived from them."""

from datetime import date as Day

from tests.small_ledgers import case

from caseledger.domain.case import Case
from caseledger.domain.effects import after
from caseledger.domain.life import Life, life_of
from caseledger.domain.loading import quick_case
from caseledger.domain.standing import Standing, standing_of
from caseledger.domain.windows import window_of
from caseledger.domain.world import World
from caseledger.store.catalogue import load_vocabulary
from caseledger.store.yaml_reader import read_document

VOCABULARY = load_vocabulary()
UZBEK = "  - {id: pp, name: Somebody, citizenship: [UZ]}\n"


def understood(text: str) -> Case:
    """Read a case that is plainly in order."""
    found = quick_case(read_document(text.encode()).data)
    assert found is not None, text
    return found


def invented(*events: str, people: str = UZBEK) -> Case:
    """Make a case; each event is what stands in its braces, its id is e1, e2 and so on."""
    return understood(case("invented", *events, people=people))


def lived(*events: str, people: str = UZBEK) -> Life:
    """Make the life of the first person of a case."""
    made = invented(*events, people=people)
    return life_of(made, made.people[0], VOCABULARY)


def stands(day: str, *events: str, people: str = UZBEK) -> Standing:
    """Say where the first person of a case stands on a day."""
    return standing_of(lived(*events, people=people), Day.fromisoformat(day))


def folded(*events: str, start: World | None = None) -> World:
    """Apply events one after the other, as they are written; UZ is feared."""
    world = start or World()
    for event in invented(*events).events:
        kind = VOCABULARY.kind(event.kind)
        assert kind is not None, event.kind
        world = after(world, event, kind, window_of(event.date), VOCABULARY, {"UZ"})
    return world
