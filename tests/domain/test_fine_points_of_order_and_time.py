"""Fine points 1 to 5 of DESIGN 5 by their numbers, each both ways; the citizenship is UZ."""

import pytest
from tests.domain.invented import stands

HERE = "date: 2024-01-01, kind: movement.entered, country: KZ"
ASKED = "kind: extradition.requested, country: KZ, by: UZ"
REFUSED = "kind: extradition.refused, country: KZ, by: UZ"
LODGED = "kind: protection.lodged, country: KZ"
NONE = "kind: protection.none, country: KZ"
POLAND = "kind: movement.entered, country: PL"
CERTIFIED = "kind: protection.certificate-issued, country: KZ"
UZBEK_REQUEST = "date: 2024-01-02, kind: extradition.requested, country: KZ, by: UZ"


@pytest.mark.parametrize(
    ("day", "events", "possible"),
    [
        # 1. The ordering rules apply in the order given; a contradiction of an earlier is ignored.
        pytest.param(
            "2024-06-01",
            [HERE, f"date: 2024-03-01, {ASKED}", f"date: 2024-02-01, {REFUSED}, after: [e2]"],
            "exposed",
            id="1-windows-before-after",
        ),
        pytest.param(
            "2024-06-01",
            [HERE, f"date: 2024-03, {ASKED}, after: [e3]", f"date: 2024-03, {REFUSED}"],
            "exposed",
            id="1-after-before-the-file",
        ),
        pytest.param(
            "2024-06-01",
            [HERE, f"date: 2024-03, {REFUSED}", f"date: 2024-03, {ASKED}"],
            "exposed",
            id="1-the-file-before-kinds",
        ),
        pytest.param(
            "2024-06-01",
            [HERE, f"date: 2024-03, {ASKED}", f"date: 2024-03, {REFUSED}"],
            "unknown",
            id="1-the-file",
        ),
        pytest.param(
            "2024-06-01",
            [HERE, f"date: 2024-03-05, {REFUSED}", f"date: 2024-03, {ASKED}"],
            "unknown",
            id="1-kinds",
        ),
        pytest.param(
            "2024-06-01",
            [
                HERE,
                f"date: 2024-03, {REFUSED}",
                "date: 2024-03, kind: case.note",
                f"date: 2024-03-10, {ASKED}, after: [e3]",
            ],
            "exposed",
            id="1-kinds-against-a-chain",
        ),
        pytest.param(
            "2024-06-01",
            [f"date: 2024-03, {POLAND}", f"date: 2024-03-05, {LODGED}"],
            "unknown temporary",
            id="1-both-orders-where-they-conflict",
        ),
        pytest.param(
            "2024-06-01",
            ["date: 2024-03, kind: movement.located, country: KZ", f"date: 2024-03-05, {LODGED}"],
            "temporary",
            id="1-no-conflict-where-both-come-to-the-same",
        ),
        # 2. What did happen is not left out while something that it precedes has happened.
        pytest.param(
            "2024-03-15",
            [HERE, f"date: 2024-03, {POLAND}", f"date: 2024-03, {NONE}"],
            "unknown",
            id="2-not-without-what-precedes-it",
        ),
        pytest.param(
            "2024-03-15",
            [HERE, f"date: 2024-03, {NONE}", f"date: 2024-03, {POLAND}"],
            "unknown no-status",
            id="2-what-precedes-may-be-alone",
        ),
        pytest.param(
            "2024-03-15",
            [HERE, f"date: 2024-03, {POLAND}, state: alleged", f"date: 2024-03, {NONE}"],
            "unknown no-status",
            id="2-an-alleged-event-holds-nothing-back",
        ),
        pytest.param(
            "2024-03-15",
            [HERE, f"date: 2024, {LODGED}", "date: 2024-03-10, kind: case.note, after: [e2]"],
            "temporary",
            id="2-what-precedes-the-certain-is-certain",
        ),
        pytest.param(
            "2024-03-15",
            [HERE, f"date: 2024, {LODGED}", "date: 2024-03-10, kind: case.note"],
            "unknown temporary",
            id="2-nothing-tells-that-it-precedes",
        ),
        # 3. Caps apply to the widened window, and only to what happened.
        pytest.param(
            "2024-03-06",
            [HERE, f"date: 2024-03-05~, {LODGED}, known: 2024-03-06"],
            "temporary",
            id="3-known",
        ),
        pytest.param(
            "2024-03-06",
            [HERE, f"date: 2024-03-05~, {LODGED}"],
            "unknown temporary",
            id="3-widened",
        ),
        pytest.param(
            "2024-03-08", [HERE, f"date: 2024-03-05~, {LODGED}"], "temporary", id="3-over"
        ),
        pytest.param(
            "2024-04-01",
            [HERE, f"date: 2024-03-05~, {LODGED}, known: 2024-03-06, state: alleged"],
            "unknown temporary",
            id="3-alleged",
        ),
        pytest.param(
            "2024-02-29", [HERE, f"date: 2024-22~, {LODGED}"], "unknown", id="3-season-not-yet"
        ),
        pytest.param(
            "2024-03-01",
            [HERE, f"date: 2024-22~, {LODGED}"],
            "unknown temporary",
            id="3-season-by-three-months",
        ),
        pytest.param(
            "2024-03-30",
            [HERE, f"date: 2024-02~, {LODGED}"],
            "unknown temporary",
            id="3-month-not-over",
        ),
        pytest.param(
            "2024-03-31", [HERE, f"date: 2024-02~, {LODGED}"], "temporary", id="3-calendar-month"
        ),
        # 4. From when a shield is possible: `until`, a usual term, idle.
        pytest.param(
            "2024-06-01",
            [HERE, UZBEK_REQUEST, f"date: 2024-01-05, {CERTIFIED}, until: 2024-06"],
            "limbo",
            id="4-the-earliest-day-of-its-end",
        ),
        pytest.param(
            "2024-06-02",
            [HERE, UZBEK_REQUEST, f"date: 2024-01-05, {CERTIFIED}, until: 2024-06"],
            "exposed limbo",
            id="4-the-day-after-it",
        ),
        pytest.param(
            "2024-03-31",
            [HERE, UZBEK_REQUEST, f"date: 2024-01, {CERTIFIED}"],
            "limbo",
            id="4-90-days",
        ),
        pytest.param(
            "2024-04-01",
            [HERE, UZBEK_REQUEST, f"date: 2024-01, {CERTIFIED}"],
            "exposed limbo",
            id="4-more-than-90-days",
        ),
        pytest.param(
            "2026-01-31",
            [HERE, UZBEK_REQUEST, f"date: 2024-02-01, {LODGED}"],
            "limbo",
            id="4-730-days",
        ),
        pytest.param(
            "2026-02-01",
            [HERE, UZBEK_REQUEST, f"date: 2024-02-01, {LODGED}"],
            "exposed limbo",
            id="4-more-than-730-days",
        ),
        # 5. A temporary shield becomes possible when the person is placed elsewhere since.
        pytest.param(
            "2024-06-01",
            [
                HERE,
                UZBEK_REQUEST,
                f"date: 2024-02-01, {LODGED}",
                f"date: 2024-03-01, {POLAND}",
                "date: 2024-04-01, kind: movement.entered, country: KZ",
            ],
            "exposed limbo",
            id="5-elsewhere-and-back",
        ),
        pytest.param(
            "2024-06-01",
            [f"date: 2023-12-01, {POLAND}", HERE, UZBEK_REQUEST, f"date: 2024-02-01, {LODGED}"],
            "limbo",
            id="5-elsewhere-before",
        ),
    ],
)
def test_fine_points_of_order_and_time(day: str, events: list[str], possible: str) -> None:
    now = stands(day, *events)

    assert (" ".join(now.possible), now.possible_complete) == (possible, True)
