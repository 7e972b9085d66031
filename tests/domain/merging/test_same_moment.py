"""Events of one day that each side brought, and that write the same thing, need a person."""

from __future__ import annotations

from typing import Any

import pytest
from tests.domain.invented import VOCABULARY
from tests.domain.merging.versions import BASE, told, version

from caseledger.domain.merging.clash import ABSENT, take_base, take_ours, take_theirs
from caseledger.domain.merging.merge import Merged, merged

DAY = "2024-03-05"
TWO = [{"id": "pp", "name": "P"}, {"id": "qq", "name": "Q"}]


def event(key: str, told: str, **keys: Any) -> dict[str, Any]:
    """Make an event of the day: its kind, and other fields behind it."""
    kind, *fields = told.split()
    more = dict(one.split("=") for one in fields)
    more = {"date": DAY, "country": "KZ"} | more
    return {"id": key, "kind": kind, "sources": ["s1"], **more, **keys}


def brought(mine: dict[str, Any], yours: dict[str, Any], people: Any = None) -> Merged:
    """Merge two versions, each of which has one more event."""
    base = version({"people": people or BASE["people"]})
    ours, theirs = (version({f"events/{one['id']}": one}, base) for one in (mine, yours))
    return merged(base, ours, theirs, VOCABULARY)


@pytest.mark.parametrize(
    ("mine", "yours"),
    [
        # The same fact, told twice.
        ("detention.arrested", "detention.arrested"),
        ("extradition.requested by=UZ", "extradition.requested by=UZ"),
        ("protection.granted", "protection.granted outcome=humanitarian"),
        ("movement.entered", "movement.entered country=PL"),
        # What undoes what the other does.
        ("detention.arrested", "detention.released"),
        ("detention.arrested", "detention.released country=PL"),
        ("extradition.ordered by=UZ", "extradition.refused by=UZ"),
        ("extradition.suspended by=UZ", "extradition.resumed by=UZ"),
        ("protection.lodged", "protection.refused"),
        ("protection.granted", "protection.revoked"),
        ("protection.certificate-issued", "protection.certificate-withdrawn"),
        ("complaint.measure-granted body=CAT", "complaint.measure-lifted body=CAT"),
        ("movement.left to=PL", "movement.located"),
        ("person.missing", "person.found"),
        # Where a word is only claimed, it counts as far.
        ("detention.arrested state=alleged", "detention.released"),
        # A date that is not exact is the same text all the same.
        ("detention.arrested date=2024-03", "detention.released date=2024-03"),
        ("detention.arrested date=unknown", "detention.released date=unknown"),
        # What no effect of the standing says, but the case or a life hangs on it.
        ("case.closed", "case.reopened"),
        ("person.died", "person.died"),
    ],
)
def test_the_same_thing_at_the_same_moment(mine: str, yours: str) -> None:
    ours, theirs = event("mm", mine), event("yy", yours)
    found = brought(ours, theirs)
    assert told(found.clashes) == {("events/mm", "same-moment")}
    (clash,) = found.clashes
    assert clash.other == ("events", "yy")
    back = brought(theirs, ours)
    assert told(back.clashes) == {("events/yy", "same-moment")}


@pytest.mark.parametrize(
    ("mine", "yours"),
    [
        pytest.param("detention.arrested", "detention.released date=2024-03-06", id="other day"),
        pytest.param("detention.arrested", "detention.released date=2024-03", id="other text"),
        pytest.param("detention.arrested", "protection.certificate-extended", id="other things"),
        pytest.param("prosecution.convicted", "advocacy.statement", id="no effects"),
        pytest.param("detention.visited", "detention.arrested", id="one without effects"),
        *(
            pytest.param("detention.arrested", f"detention.released state={state}", id=state)
            for state in ("scheduled", "refuted", "cancelled")
        ),
        pytest.param(
            "protection.certificate-extended",
            "protection.certificate-withdrawn country=PL",
            id="shields of two states",
        ),
        pytest.param(
            "complaint.measure-granted body=CAT",
            "complaint.measure-lifted body=ECtHR",
            id="measures of two bodies",
        ),
        pytest.param("extradition.refused by=UZ", "removal.annulled", id="exposures of two tracks"),
        pytest.param("no.such-kind", "no.such-kind", id="unknown kinds"),
    ],
)
def test_what_goes_together(mine: str, yours: str) -> None:
    for found in (
        brought(event("mm", mine), event("yy", yours)),
        brought(event("yy", yours), event("mm", mine)),
    ):
        assert found.clashes == ()
        assert {one["id"] for one in found.tree["events"]} == {"e1", "e2", "e3", "mm", "yy"}  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("mine", "yours", "clashing"),
    [
        pytest.param(["pp"], ["qq"], False, id="others"),
        pytest.param(["pp"], ["pp"], True, id="the same"),
        pytest.param(["pp", "qq"], ["qq"], True, id="one of them"),
    ],
)
def test_whom_it_concerns(mine: list[str], yours: list[str], clashing: bool) -> None:
    pair = (
        event("mm", "detention.arrested", people=mine),
        event("yy", "detention.released", people=yours),
    )
    assert bool(brought(*pair, people=TWO).clashes) is clashing


@pytest.mark.parametrize("mine", ["first", "last"])
def test_both_stay_whichever_side_is_taken(mine: str) -> None:
    """It is their order that clashes; neither is ever dropped by preferring a side."""
    ours, theirs = event("mm", "detention.arrested"), event("yy", "detention.released")
    base = version({})
    sides = version({"events/mm": ours}, base), version({"events/yy": theirs}, base)
    deciding = (take_ours, take_theirs) if mine == "first" else (take_theirs, take_ours)
    if mine != "first":
        sides = sides[::-1]
    orders = [
        [one["id"] for one in merged(base, *sides, VOCABULARY, one_side).tree["events"]]  # type: ignore[attr-defined]
        for one_side in (*deciding, take_base)
    ]
    assert [sorted(one) for one in orders] == [["e1", "e2", "e3", "mm", "yy"]] * 3
    places = [one.index("mm") < one.index("yy") for one in orders[:2]]
    assert places == [True, False]


def test_events_that_stood_there_before_keep_their_order() -> None:
    """Somebody has put them so."""
    base = version({"events/mm": event("mm", "detention.arrested")})
    ours = version({"events/mm/note": "N"}, base)
    theirs = version({"events/yy": event("yy", "detention.released")}, base)
    assert merged(base, ours, theirs, VOCABULARY).clashes == ()


def test_an_event_that_one_side_deleted_did_not_arrive_on_the_other() -> None:
    """It is the deletion that needs a person, not the moment."""
    base = version({"events/mm": event("mm", "detention.arrested")})
    ours = version({"events/mm/note": "N"}, base)
    theirs = version({"events/mm": ABSENT, "events/yy": event("yy", "detention.released")}, base)
    found = merged(base, ours, theirs, VOCABULARY)
    assert told(found.clashes) == {("events/mm", "deleted-and-changed")}


def test_an_event_that_both_have_was_put_in_order_by_the_side_that_has_the_other() -> None:
    """Whoever took it over from elsewhere saw both."""
    base = version({})
    both = version({"events/mm": event("mm", "detention.arrested")}, base)
    ours = version({"events/yy": event("yy", "detention.released")}, both)
    assert merged(base, ours, version({"title": "T"}, both), VOCABULARY).clashes == ()


def test_an_event_that_is_moved_to_the_day_of_a_new_one() -> None:
    """It has arrived there as a new one does."""
    base = version({"events/mm": event("mm", "detention.arrested", date="2024-02-01")})
    ours = version({"events/mm/date": DAY}, base)
    theirs = version({"events/yy": event("yy", "detention.released")}, base)
    for found in (
        merged(base, ours, theirs, VOCABULARY),
        merged(base, theirs, ours, VOCABULARY),
    ):
        assert {one.reason.value for one in found.clashes} == {"same-moment"}


def test_the_same_event_on_both_sides_is_one() -> None:
    """A cherry-pick brings it again under its own id."""
    both = event("mm", "detention.arrested")
    assert brought(both, both).clashes == ()
    assert [one["id"] for one in brought(both, both).tree["events"]].count("mm") == 1  # type: ignore[attr-defined]


def test_what_one_side_brought_is_in_its_order() -> None:
    """Two events of a day from one side are as that side put them."""
    base = version({})
    pair = [event("mm", "detention.arrested"), event("nn", "detention.released")]
    ours = version({"events": [*BASE["events"], *pair]}, base)
    theirs = version({"title": "T"}, base)
    found = merged(base, ours, theirs, VOCABULARY)
    assert (found.clashes, found.tree["events"]) == ((), ours["events"])
