"""Standings where something is uncertain, what stands beside them."""

from datetime import date as Day

import pytest
from tests.domain.invented import VOCABULARY, lived, stands
from tests.domain.story_strategies import told

from caseledger.domain.standing import rail, standing

HERE = "date: 2023-01-01, kind: movement.entered, country: KZ"
REQUESTED = "date: 2023-02-01, kind: extradition.requested, country: KZ, by: UZ"
LODGED = "date: 2023-03-01, kind: protection.lodged, country: KZ"
REFUGEE = "date: 2023-06-01, kind: protection.granted, country: KZ, outcome: refugee"
IN_APRIL = "date: 2023-04, kind: protection.lodged, country: KZ"
SURRENDERED = "date: 2023-05, kind: extradition.surrendered, country: KZ, by: UZ"
BY_APPEAL = "date: 2023-04-01, kind: extradition.appealed, country: KZ, by: UZ, suspensive: unknown"


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
            ["date: 2024-01~, kind: movement.abducted, country: KZ"],
            "unknown",
            ("unknown", "missing"),
            id="a-possible-abduction",
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

    assert (now.code, now.possible) == (code, possible)
    assert now.certain is (len(possible) == 1)
    assert now.possible_complete


MEASURE = "date: 2023-03-01, kind: complaint.measure-granted, body: CAT, country: {}"


@pytest.mark.parametrize(
    ("told_events", "possible"),
    [
        pytest.param([HERE, REQUESTED.replace("KZ", "unknown")], "exposed unknown", id="a-threat"),
        pytest.param([HERE, REQUESTED.replace("KZ", "withheld")], "exposed unknown", id="withheld"),
        pytest.param([HERE, REQUESTED, MEASURE.format("unknown")], "exposed limbo", id="a-bar"),
        pytest.param([HERE, REQUESTED, MEASURE.format("PL")], "exposed", id="a-bar-elsewhere"),
        pytest.param(
            [HERE.replace("KZ", "withheld-1"), REQUESTED.replace("KZ", "withheld-1")],
            "exposed",
            id="the-same-that-is-not-named",
        ),
        pytest.param(
            [HERE.replace("KZ", "withheld-1"), REQUESTED.replace("KZ", "withheld-2")],
            "unknown",
            id="another-that-is-not-named",
        ),
        pytest.param(
            [HERE.replace("KZ", "withheld"), REQUESTED.replace("KZ", "withheld")],
            "exposed unknown",
            id="two-that-are-not-named",
        ),
        pytest.param([HERE, REQUESTED, LODGED.replace("KZ", "unknown")], "unknown", id="a-place"),
    ],
)
def test_what_lies_in_a_state_that_is_not_known_may_lie_here(
    told_events: list[str], possible: str
) -> None:
    assert " ".join(stands("2023-12-31", *told_events).possible) == possible


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
        pytest.param("date: 2023-03, kind: odd.kind", False, ("e2",), id="happened"),
        pytest.param("date: 2023-03, kind: odd.kind, state: alleged", False, ("e2",), id="alleged"),
        pytest.param("date: 2024, kind: odd.kind", True, (), id="later"),
        pytest.param("date: 2023-03, kind: odd.kind, state: refuted", True, (), id="refuted"),
    ],
)
def test_an_unknown_kind_makes_it_uncertain(
    event: str, certain: bool, unknown: tuple[str, ...]
) -> None:
    now = stands("2023-12-31", HERE, event)

    assert (now.certain, now.unknown_kinds) == (certain, unknown)
    assert now.possible_complete is certain


def test_a_disputed_entry_makes_it_uncertain() -> None:
    trees: list[dict[str, object]] = [
        {"date": "2023-01", "kind": "movement.entered", "country": "KZ", "sources": []},
        {"date": "2023-02", "kind": "removal.ordered", "country": "KZ", "sources": []},
        {
            "date": "2023-03",
            "kind": "protection.lodged",
            "country": "KZ",
            "sources": [{"source": "s1", "says": {"kind": "protection.refused"}}],
        },
    ]
    case = told(trees)

    now = standing(case, case.people[0], Day(2023, 12, 31), VOCABULARY)

    # Lodged, the claim holds the removal off; refused, nothing does. One of the two is true.
    assert (now.code, now.certain) == ("exposed", False)
    assert (now.possible, now.possible_complete) == (("exposed", "limbo"), True)


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


GROUP = "  - {id: gg, kind: group, pseudonym: The others, count: {min: 28, max: 29}, fears: [UZ]}\n"


@pytest.mark.parametrize(
    ("count", "possible", "certain"),
    [
        pytest.param("", ("returned",), True, id="no-count"),
        pytest.param(", count: 28", ("returned",), True, id="all-of-them-perhaps"),
        pytest.param(", count: {min: 26, max: 27}", ("exposed", "returned"), False, id="some"),
        pytest.param(", count: 1", ("exposed", "returned"), False, id="one"),
    ],
)
def test_what_happened_to_some_of_a_group_may_have_happened_to_each(
    count: str, possible: tuple[str, ...], *, certain: bool
) -> None:
    found = stands(
        "2024-06-01",
        "date: 2024-01-01, kind: movement.entered, country: KZ",
        "date: 2024-02-01, kind: extradition.requested, country: KZ, by: UZ",
        f"date: 2024-05-01, kind: extradition.surrendered, country: KZ, by: UZ{count}",
        people=GROUP,
    )

    assert (found.possible, found.certain) == (possible, certain)
