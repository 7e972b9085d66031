"""An earlier state of a case tells the public nothing that the present one does not."""

from dataclasses import replace
from datetime import date

import pytest
from tests.small_ledgers import case

from caseledger.domain.case import Case
from caseledger.domain.closed_since import closed_since
from caseledger.domain.loading import quick_case
from caseledger.domain.stats.published import published
from caseledger.store.yaml_reader import read_document

TODAY = date(2026, 2, 2)
OUT = "  - {id: s1, kind: media, published: 2023-07-01, url: 'https://example.org/a'}\n"


def read(text: str) -> Case:
    found = quick_case(read_document(text.encode()).data)
    assert found is not None
    return found


THEN = read(
    case(
        "told",
        "date: 2022-01-10, kind: movement.entered, country: KZ",
        "date: 2023-05-01, kind: protection.refused, country: KZ",
    ).replace("  - {id: s1, kind: media, reliability: likely}\n", OUT)
)


def told(then: Case, now: Case | None) -> list[str]:
    """Name the events that the public may hear of."""
    closed = closed_since(then, now, TODAY)
    return [event.id for event in published(closed, TODAY).events] if closed.is_public else []


def event_changed(**fields: object) -> Case:
    first, second = THEN.events
    return replace(THEN, events=(first, replace(second, **fields)))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("now", "left"),
    [
        pytest.param(THEN, ["e1", "e2"], id="nothing changed"),
        pytest.param(replace(THEN, visibility="restricted"), [], id="the case was closed"),
        pytest.param(None, [], id="the case is gone"),
        pytest.param(replace(THEN, people=()), [], id="the person is gone"),
        pytest.param(event_changed(visibility="restricted"), ["e1"], id="an event was closed"),
        pytest.param(event_changed(id="e9"), ["e1"], id="an event is gone"),
        pytest.param(event_changed(sources=()), ["e1"], id="no source tells it any more"),
        pytest.param(replace(THEN, sources=()), [], id="the source is gone"),
    ],
)
def test_what_is_left_for_the_public(now: Case | None, left: list[str]) -> None:
    assert told(THEN, now) == left
    assert published(THEN, TODAY).events == THEN.events


def test_what_was_closed_then_is_not_opened_by_the_present() -> None:
    assert told(replace(THEN, visibility="restricted"), THEN) == []
    assert told(event_changed(visibility="restricted"), THEN) == ["e1"]


def test_people_go_by_the_names_that_they_have_now() -> None:
    hidden = replace(THEN.people[0], name=None, pseudonym="Wren", aliases=(), sealed=True)
    now = replace(THEN, people=(hidden,), title="Wren")

    closed = closed_since(THEN, now, TODAY)
    assert (closed.people[0].name, closed.people[0].pseudonym) == (None, "Wren")
    assert (closed.people[0].sealed, closed.title) == (True, "Wren")
    assert closed.people[0].citizenship == THEN.people[0].citizenship
