"""When alerts about what became of a person are raised, and when not."""

import pytest
from tests.domain.alerts.raising import HERE, REQUESTED, SURRENDERED, Raised, raised

CONVICTED = "date: 2023-06-01, kind: prosecution.convicted, country: UZ"
MISSING = "date: 2023-05-01, kind: person.missing"
SINCE_MAY = [(True, "e2", "2023-05-01")]


@pytest.mark.parametrize(
    ("day", "events", "expected"),
    [
        pytest.param("2023-07-30", [HERE, SURRENDERED], [], id="90-days"),
        pytest.param("2023-07-31", [HERE, SURRENDERED], SINCE_MAY, id="91-days"),
        pytest.param("2023-07-31", [HERE, MISSING], SINCE_MAY, id="missing"),
        pytest.param("2023-07-31", [HERE, SURRENDERED, CONVICTED], [], id="something-was-heard"),
        pytest.param(
            "2023-08-31", [HERE, SURRENDERED, CONVICTED], [(True, "e3", "2023-06-01")], id="no-more"
        ),
        pytest.param(
            "2023-07-31",
            [HERE, SURRENDERED, f"{CONVICTED}, state: alleged"],
            [(False, "e2", "2023-05-01")],
            id="something-is-said",
        ),
        pytest.param(
            "2023-07-31",
            [HERE, SURRENDERED, "date: 2023-06-01, kind: advocacy.statement"],
            SINCE_MAY,
            id="what-others-say-is-no-news",
        ),
        pytest.param(
            "2023-07-31",
            [HERE, SURRENDERED, "date: 2023-06-01, kind: case.verified"],
            [],
            id="verified",
        ),
        pytest.param(
            "2023-07-31",
            [HERE, SURRENDERED, f"{CONVICTED}, state: alleged".replace("06-01", "05-02")],
            [(False, "e2", "2023-05-01")],
            id="something-was-said-90-days-ago",
        ),
        pytest.param(
            "2023-08-01",
            [HERE, SURRENDERED, f"{CONVICTED}, state: alleged".replace("06-01", "05-02")],
            SINCE_MAY,
            id="something-was-said-91-days-ago",
        ),
        pytest.param("2023-07-31", [HERE, REQUESTED], [], id="still-there"),
        pytest.param("2023-07-31", [HERE, "date: 2023-02-01, kind: person.died"], [], id="died"),
    ],
)
def test_fate_unknown(day: str, events: list[str], expected: Raised) -> None:
    assert raised("fate-unknown", day, events) == expected


ABDUCTED = "date: 2023-05-01, kind: movement.abducted, country: KZ"
DIED = "date: 2023-05-01, kind: person.died"
SCHEDULED = (
    "date: 2023-04-01, kind: extradition.surrender-scheduled, country: KZ, by: UZ, for: 2023-05-01"
)
SAID = [(False, "e3", "2023-05-01")]
RETURNED, LOST, DEAD = "reported-returned", "reported-missing", "reported-dead"


@pytest.mark.parametrize(
    ("name", "event", "expected"),
    [
        pytest.param(RETURNED, f"{SURRENDERED}, state: alleged", SAID, id="alleged-return"),
        pytest.param(RETURNED, SURRENDERED, [], id="certain-return"),
        pytest.param(RETURNED, f"{SURRENDERED}, state: refuted", [], id="refuted-return"),
        pytest.param(
            RETURNED,
            SURRENDERED.replace("05-01", "05"),
            [(False, "e3", "2023-05")],
            id="in-its-month",
        ),
        pytest.param(RETURNED, SCHEDULED, SAID, id="its-day-has-passed"),
        pytest.param(
            RETURNED,
            "date: 2023-05-01, kind: transfer.carried-out, country: KZ, to: PL, state: alleged",
            [],
            id="to-a-state-that-is-not-feared",
        ),
        pytest.param(LOST, f"{MISSING}, state: alleged", SAID, id="alleged-disappearance"),
        pytest.param(LOST, f"{ABDUCTED}, state: alleged", SAID, id="alleged-abduction"),
        pytest.param(LOST, MISSING, [], id="certain-disappearance"),
        pytest.param(LOST, f"{SURRENDERED}, state: alleged", [], id="a-return-is-no-disappearance"),
        pytest.param(DEAD, f"{DIED}, state: alleged", SAID, id="alleged-death"),
        pytest.param(DEAD, DIED, [], id="certain-death"),
        pytest.param(DEAD, "date: 2023-05-01, kind: case.note, state: alleged", [], id="no-death"),
    ],
)
def test_reported(name: str, event: str, expected: Raised) -> None:
    assert raised(name, "2023-05-15", [HERE, REQUESTED, event]) == expected


def test_only_the_rumour_is_named_not_what_is_long_known() -> None:
    events = [
        HERE,
        SURRENDERED.replace("05-01", "02-01"),
        "date: 2023-03-01, kind: movement.entered, country: KZ",
        REQUESTED.replace("02-01", "04-01"),
        f"{SURRENDERED}, state: alleged",
    ]

    assert raised(RETURNED, "2023-05-15", events) == [(False, "e5", "2023-05-01")]
