"""Standings where something is uncertain, what stands beside them, and what holds for all."""

import time
from dataclasses import replace
from datetime import date as Day
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.domain.invented import VOCABULARY, invented, lived, stands
from tests.domain.story_strategies import events, stories, told

from caseledger.domain.case import Case
from caseledger.domain.handovers import ANNOUNCING
from caseledger.domain.standing import Standing, rail, standing, standing_of

HERE = "date: 2023-01-01, kind: movement.entered, country: KZ"
REQUESTED = "date: 2023-02-01, kind: extradition.requested, country: KZ, by: UZ"
LODGED = "date: 2023-03-01, kind: protection.lodged, country: KZ"
REFUGEE = "date: 2023-06-01, kind: protection.granted, country: KZ, outcome: refugee"
IN_APRIL = "date: 2023-04, kind: protection.lodged, country: KZ"
SURRENDERED = "date: 2023-05, kind: extradition.surrendered, country: KZ, by: UZ"
BY_APPEAL = "date: 2023-04-01, kind: extradition.appealed, country: KZ, by: UZ, suspensive: unknown"
DISPUTED = (
    "date: 2023-04-01, kind: protection.lodged, country: KZ, "
    "x_claims: [], sources: [{source: s1, says: {state: refuted}}]"
)


@pytest.mark.parametrize(
    ("day", "told_events", "code", "possible"),
    [
        pytest.param(
            "2023-04-15",
            [HERE, REQUESTED, IN_APRIL],
            "exposed",
            ("exposed", "limbo"),
            id="inside-a-window",
        ),
        pytest.param("2023-04-30", [HERE, REQUESTED, IN_APRIL], "limbo", ("limbo",), id="its-end"),
        pytest.param(
            "2023-12-31",
            [HERE, REQUESTED, f"{LODGED}, state: alleged"],
            "exposed",
            ("exposed", "limbo"),
            id="alleged",
        ),
        pytest.param(
            "2023-05-15",
            [HERE, REQUESTED, SURRENDERED],
            "exposed",
            ("exposed", "returned"),
            id="a-rumour-of-the-end",
        ),
        pytest.param(
            "2023-12-31",
            [HERE, REQUESTED, f"{SURRENDERED}, state: alleged"],
            "exposed",
            ("exposed", "returned"),
            id="an-alleged-end",
        ),
        pytest.param(
            "2023-12-31",
            [HERE, REQUESTED, BY_APPEAL],
            "exposed",
            ("exposed", "limbo"),
            id="a-possible-shield",
        ),
        pytest.param(
            "2023-12-31",
            [
                HERE,
                REQUESTED,
                "date: 2023-04-01, kind: protection.granted, country: KZ, outcome: humanitarian",
            ],
            "exposed",
            ("exposed", "protected"),
            id="a-possible-cover",
        ),
        pytest.param(
            "2023-12-31",
            ["date: 2023-03, kind: movement.entered, country: PL", LODGED],
            "unknown",
            ("unknown", "temporary"),
            id="an-order-that-is-not-known",
        ),
    ],
)
def test_what_is_possible(
    day: str, told_events: list[str], code: str, possible: tuple[str, ...]
) -> None:
    now = stands(day, *told_events)
    certain = len(possible) == 1

    assert (now.code, now.possible) == (code, possible)
    assert now.certain is (True if certain else None)
    assert now.possible_complete is certain


@pytest.mark.parametrize(
    "events_told",
    [
        pytest.param([REFUGEE, f"{LODGED}, state: alleged"], id="it-changes-nothing"),
        pytest.param(
            [HERE, "date: 2023-12, kind: detention.arrested, country: KZ"], id="custody-alone"
        ),
        pytest.param(
            [HERE, "date: 2023-12, kind: protection.lodged, country: KZ, state: refuted"],
            id="refuted",
        ),
        pytest.param(
            [HERE, "date: 2023-12, kind: removal.ordered, country: PL"], id="in-another-state"
        ),
        pytest.param([HERE, "date: 2023-12, kind: case.note"], id="without-effects"),
        pytest.param(
            ["date: 2023-03-01, kind: detention.arrested, country: KZ", f"{LODGED}, after: [e1]"],
            id="orders-that-do-not-matter",
        ),
    ],
)
def test_the_uncertain_that_does_not_touch_the_standing(events_told: list[str]) -> None:
    now = stands("2023-12-15", *events_told)

    assert (now.certain, len(now.possible)) == (True, 1)


@pytest.mark.parametrize(
    ("event", "certain", "unknown"),
    [
        pytest.param("date: 2023-03, kind: odd.kind", None, ("e2",), id="happened"),
        pytest.param("date: 2023-03, kind: odd.kind, state: alleged", None, ("e2",), id="alleged"),
        pytest.param("date: 2024, kind: odd.kind", True, (), id="later"),
        pytest.param("date: 2023-03, kind: odd.kind, state: refuted", True, (), id="refuted"),
    ],
)
def test_an_unknown_kind_makes_it_uncertain(
    event: str, certain: bool | None, unknown: tuple[str, ...]
) -> None:
    now = stands("2023-12-31", HERE, event)

    assert (now.certain, now.unknown_kinds) == (certain, unknown)
    assert now.possible_complete is (certain is True)


def test_a_disputed_entry_makes_it_uncertain() -> None:
    made = invented(HERE, REQUESTED, LODGED)
    source = made.events[2].sources[0]
    claims = (
        told(
            [
                {
                    "date": "2023",
                    "kind": "case.note",
                    "sources": [{"source": "s1", "says": {"kind": "protection.refused"}}],
                }
            ]
        )
        .events[0]
        .sources[0]
        .says
    )
    disputed = replace(made.events[2], sources=(replace(source, says=claims),))
    case = replace(made, events=(*made.events[:2], disputed))

    now = standing(case, case.people[0], Day(2023, 12, 31), VOCABULARY)

    assert (now.code, now.certain) == ("exposed", None)


# Handovers that are fixed for a day

ORDERED = "date: 2023-06-01, kind: protection.granted, country: KZ, outcome: refugee"
FIXED = "kind: extradition.surrendered, state: scheduled, country: KZ, by: UZ"


@pytest.mark.parametrize(
    ("day", "event", "level"),
    [
        pytest.param(
            "2023-07-01", f"date: 2023-09-01, known: 2023-07-02, {FIXED}", "requested", id="unheard"
        ),
        pytest.param(
            "2023-07-02", f"date: 2023-09-01, known: 2023-07-02, {FIXED}", "scheduled", id="known"
        ),
        pytest.param("2023-08-31", f"date: 2023-09-01, {FIXED}", "requested", id="before-its-day"),
        pytest.param("2023-09-01", f"date: 2023-09-01, {FIXED}", "scheduled", id="on-its-day"),
        pytest.param(
            "2023-07-02",
            f"date: 2023-07-01, for: 2023-09-01, {FIXED}",
            "requested",
            id="its-day-is-for",
        ),
        pytest.param(
            "2023-07-02",
            "date: 2023-07-02, for: 2023-09-01, kind: extradition.surrender-scheduled, country: KZ, by: UZ",
            "scheduled",
            id="a-kind-of-its-own",
        ),
    ],
)
def test_a_handover_that_is_fixed_raises_the_level(day: str, event: str, level: str) -> None:
    (exposure,) = stands(day, HERE, REQUESTED, event).exposures

    assert exposure.level == level


@pytest.mark.parametrize(
    ("day", "later", "possible"),
    [
        pytest.param("2023-09-01", [], ("exposed",), id="on-its-day"),
        pytest.param("2023-09-02", [], ("exposed", "returned"), id="silence"),
        pytest.param(
            "2023-10-01",
            ["date: 2023-09-15, kind: detention.arrested, country: KZ"],
            ("exposed",),
            id="placed-since",
        ),
        pytest.param(
            "2023-10-01",
            ["date: 2023-09-15, kind: extradition.refused, country: KZ, by: UZ"],
            ("unknown",),
            id="the-exposure-is-written",
        ),
        pytest.param(
            "2023-10-01",
            ["date: 2023-09-15, kind: removal.ordered, country: KZ, to: UZ"],
            ("exposed", "returned"),
            id="another-exposure-says-nothing",
        ),
        pytest.param(
            "2023-10-01",
            ["date: 2023-09-01, kind: extradition.surrendered, country: KZ, by: UZ"],
            ("returned",),
            id="carried-out",
        ),
        pytest.param(
            "2023-10-01",
            ["date: 2023-08-01, kind: detention.arrested, country: KZ"],
            ("exposed", "returned"),
            id="an-earlier-word-is-none",
        ),
    ],
)
def test_after_its_day_a_handover_is_possible(
    day: str, later: list[str], possible: tuple[str, ...]
) -> None:
    now = stands(day, HERE, REQUESTED, f"date: 2023-07-01, for: 2023-09-01, {FIXED}", *later)

    assert now.possible == possible


# What stands beside the standing


def test_since_when_and_on_what_it_rests() -> None:
    now = stands(
        "2023-12-31", HERE, REQUESTED, "date: 2023-04, kind: protection.lodged, country: KZ"
    )

    assert now.since is not None
    assert (now.since.event, now.since.cause) == ("e3", "event")
    assert (now.since.earliest, now.since.latest) == (Day(2023, 4, 1), Day(2023, 4, 30))
    assert now.basis == ("e1", "e2", "e3")
    assert (now.last_event, now.last_word) == ("e3", Day(2023, 4, 30))
    assert [(t.track, t.state, t.country, t.other) for t in now.tracks] == [
        ("extradition", "requested", "KZ", "UZ"),
        ("protection", "lodged", "KZ", ""),
    ]
    assert [(s.shield.kind, s.certain) for s in now.shields] == [("pending", True)]


def test_nothing_is_since_nothing() -> None:
    now = stands("2022-01-01", HERE)

    assert (now.code, now.since, now.last_event, now.last_word) == ("unknown", None, "", None)


@pytest.mark.parametrize(
    ("event", "provisional"),
    [
        pytest.param("date: 2023-02?, kind: extradition.requested, country: KZ", True, id="basis"),
        pytest.param("date: 2023-02?, kind: case.note", False, id="something-else"),
    ],
)
def test_provisional_if_it_rests_on_an_uncertain_date(event: str, provisional: bool) -> None:
    assert stands("2023-12-31", HERE, event).provisional is provisional


@pytest.mark.parametrize(
    ("told_events", "stage"),
    [
        pytest.param([HERE], 0, id="none"),
        pytest.param([HERE, REQUESTED], 1, id="on-notice"),
        pytest.param(["date: 2023, kind: detention.house-arrest, country: KZ"], 2, id="held"),
        pytest.param(
            ["date: 2023, kind: extradition.arrested, country: KZ, by: UZ", HERE], 2, id="arrested"
        ),
        pytest.param([HERE, "date: 2023-05, kind: person.missing", LODGED], 3, id="disappeared"),
        pytest.param(
            ["date: 2023, kind: repression.attack, state: alleged", HERE], 0, id="alleged"
        ),
    ],
)
def test_exile_stage(told_events: list[str], stage: int) -> None:
    assert stands("2023-12-31", *told_events).stage == stage


@pytest.mark.parametrize(
    ("event", "state"),
    [
        pytest.param("date: 2023-11, kind: detention.released, country: KZ", "free", id="certain"),
        pytest.param(
            "date: 2023-12, kind: detention.released, country: KZ", "unknown", id="possible"
        ),
        pytest.param("date: 2024, kind: detention.released, country: KZ", "detained", id="later"),
    ],
)
def test_liberty_is_unknown_while_it_may_have_changed(event: str, state: str) -> None:
    now = stands("2023-12-15", "date: 2023-01-01, kind: detention.arrested, country: KZ", event)

    assert now.liberty.state == state


def test_the_rail_has_the_standing_after_each_event() -> None:
    marks = rail(
        lived(HERE, REQUESTED, LODGED, BY_APPEAL, "date: 2024, kind: person.died"),
        Day(2023, 12, 31),
    )

    assert [(key, mark.code, mark.sure) for key, mark in marks.items()] == [
        ("e1", "unknown", True),
        ("e2", "exposed", True),
        ("e3", "limbo", True),
        ("e4", "limbo", True),
    ]


# What holds for all cases

DAYS = st.dates(Day(2023, 1, 1), Day(2025, 12, 31))
PLAIN_KINDS = tuple(c for c in VOCABULARY.codes if c not in ANNOUNCING and not c.endswith("served"))


def now(case: Case, day: Day) -> Standing:
    return standing(case, case.people[0], day, VOCABULARY)


@given(stories(), DAYS)
def test_every_case_has_a_standing(trees: list[Any], day: Day) -> None:
    case = told(trees)
    found = now(case, day)

    assert found == now(case, day)
    assert found.code in found.possible
    assert found.certain in (True, None)
    assert found.possible_complete is (found.certain is True)
    assert found.certain is None or len(found.possible) == 1
    assert set(rail(lived_of(case), day)) <= {event.id for event in case.events}


def lived_of(case: Case) -> Any:
    from caseledger.domain.life import life_of

    return life_of(case, case.people[0], VOCABULARY)


@given(
    stories(),
    st.sampled_from(["refuted", "cancelled", "scheduled"]).flatmap(
        lambda state: events(state=state, kinds=PLAIN_KINDS)
    ),
    st.integers(0, 8),
    DAYS,
)
def test_what_did_not_happen_changes_nothing(
    trees: list[Any], extra: Any, place: int, day: Day
) -> None:
    before = told(trees)
    position = min(place, len(trees))
    added = replace(told([extra]).events[0], id="extra")
    after = replace(before, events=(*before.events[:position], added, *before.events[position:]))

    assert now(after, day) == now(before, day)


@given(stories(most=5), st.integers(0, 5), DAYS)
def test_an_unknown_kind_is_never_certain(trees: list[Any], place: int, day: Day) -> None:
    case = told(trees)
    odd = replace(told([{"date": "2000", "kind": "odd.kind", "sources": []}]).events[0], id="odd")

    found = now(replace(case, events=(*case.events[:place], odd, *case.events[place:])), day)

    assert (found.certain, found.possible_complete) == (None, False)
    assert "odd" in found.unknown_kinds


@given(stories(most=6), DAYS)
def test_certain_means_that_each_possible_event_alone_changes_nothing(
    trees: list[Any], day: Day
) -> None:
    case = told(trees)
    life = lived_of(case)
    found = standing_of(life, day)

    for one in life.possible(day):
        if found.certain and one.happened and one.index < len(case.events) and not one.disputed:
            exact = {**trees[one.index], "date": day.isoformat(), "sources": []}
            exact.pop("known", None)
            there = told([*trees[: one.index], exact, *trees[one.index + 1 :]])
            if len(life_possible(there, day)) == 0:
                assert now(there, day).code == found.code


def life_possible(case: Case, day: Day) -> list[Any]:
    return lived_of(case).possible(day)


# Speed


def long_case() -> Case:
    """A life of 500 events of which 300 are known by their month only."""
    kinds = ["protection.lodged", "protection.interview", "detention.extended", "case.note"]
    kinds += ["extradition.requested", "extradition.hearing", "protection.certificate-extended"]
    first = Day(2008, 1, 1)
    days = [first + timedelta(days=number * 97 % 5500) for number in range(500)]
    return told(
        [
            {
                "date": day.isoformat()[: 7 if number < 300 else 10],
                "kind": kinds[number % len(kinds)],
                "country": "KZ",
                "sources": ["s1"],
            }
            for number, day in enumerate(days)
        ]
    )


@pytest.mark.parametrize("day", [Day(2015, 6, 15), Day(2024, 1, 1)])
def test_a_long_life_takes_no_time(day: Day) -> None:
    case = long_case()
    begin = time.perf_counter()

    found = now(case, day)

    assert found.code == "limbo"
    assert time.perf_counter() - begin < 0.5
