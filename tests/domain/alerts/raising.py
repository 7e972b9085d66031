"""Raise alerts on small invented lives."""

from datetime import date as Day
from typing import Any

from caseledger.domain.alerts import Alert, alerts_of
from caseledger.domain.life import Life, life_of
from caseledger.domain.loading import quick_case
from caseledger.domain.standing import Standing, standing_of
from caseledger.store.catalogue import load_vocabulary
from caseledger.store.yaml_reader import read_document

VOCABULARY = load_vocabulary()

HERE = "date: 2023-01-01, kind: movement.entered, country: KZ"
REQUESTED = "date: 2023-02-01, kind: extradition.requested, country: KZ, by: UZ"
ARRESTED = "date: 2023-02-01, kind: extradition.arrested, country: KZ, by: UZ"
LODGED = "date: 2023-03-01, kind: protection.lodged, country: KZ"
REFUGEE = "date: 2023-06-01, kind: protection.granted, country: KZ, outcome: refugee"
ENTERED_POLAND = "date: 2023-11-01, kind: movement.entered, country: PL"
SURRENDERED = "date: 2023-05-01, kind: extradition.surrendered, country: KZ, by: UZ"

UZBEK = {"id": "pp", "name": "Somebody", "citizenship": ["UZ"]}
SOURCES = [
    {"id": "s1", "kind": "media", "reliability": "likely"},
    {"id": "s2", "kind": "media", "reliability": "likely"},
    {"id": "s3", "kind": "media", "reliability": "doubtful"},
]

Raised = list[tuple[bool, str, str]]
"""Certain or not, the events with spaces between them, and the detail."""


def lived(*events: str, person: dict[str, Any] | None = None) -> Life:
    """Make a life; each event is what stands in its braces, its id is e1, e2 and so on."""
    rows = []
    for number, event in enumerate(events, start=1):
        document: Any = read_document(f"event: {{{event}}}".encode()).data
        rows.append({"id": f"e{number}", "sources": ["s1"], **document["event"]})
    case = quick_case(
        {
            "format": "1",
            "id": "invented",
            "title": "Invented",
            "people": [person or UZBEK],
            "sources": SOURCES,
            "events": rows,
        }
    )
    assert case is not None, events
    return life_of(case, case.people[0], VOCABULARY)


def stands(life: Life, day: str) -> Standing:
    """Derive the standing of a life."""
    return standing_of(life, Day.fromisoformat(day))


def all_raised(day: str, *events: str, person: dict[str, Any] | None = None) -> tuple[Alert, ...]:
    """Return every alert of the life that the events make."""
    life = lived(*events, person=person)
    return alerts_of(life, stands(life, day), Day.fromisoformat(day), VOCABULARY.thresholds)


def raised(name: str, day: str, events: list[str], person: dict[str, Any] | None = None) -> Raised:
    """Return the alerts of one name."""
    return [
        (one.certain, " ".join(one.events), one.detail)
        for one in all_raised(day, *events, person=person)
        if one.name == name
    ]
