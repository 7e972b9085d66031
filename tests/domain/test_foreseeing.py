"""What would change a standing: days ahead, and entries of the kinds that usually end it."""

from datetime import date as Day

import pytest
from tests.domain.invented import VOCABULARY, invented, lived
from tests.domain.test_enforceability import rules
from tests.domain.undecided import CERTIFICATE, ENTERED, REQUESTED, RUMOURS

from caseledger.domain.deciding import Scene, scene_of
from caseledger.domain.foreseeing import moves, turns
from caseledger.domain.life import life_of
from caseledger.domain.standing import standing_of

CLAIM = "date: 2023-07-01, kind: protection.lodged, country: KZ"
FIXED = (
    "date: 2023-12-20, kind: extradition.surrender-scheduled, country: KZ, by: UZ, for: 2024-01-20"
)


def scene(*events: str, day: str = "2024-01-01") -> Scene:
    life, when = lived(*events), Day.fromisoformat(day)
    return scene_of(life, standing_of(life, when), when, when)


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        pytest.param([ENTERED], [], id="nothing"),
        pytest.param(
            [ENTERED, REQUESTED, f"{CERTIFICATE}, until: 2024-07-31"],
            [("2024-08-01", "ran-out", ["exposed", "limbo"])],
            id="an end",
        ),
        pytest.param(
            [ENTERED, REQUESTED, CERTIFICATE.replace("2023-05-01", "2023-12-01")],
            [("2024-03-01", "term", ["exposed", "limbo"])],
            id="a usual term",
        ),
        pytest.param(
            [ENTERED, REQUESTED, CLAIM],
            [("2025-07-01", "idle", ["exposed", "limbo"])],
            id="idle",
        ),
        pytest.param(
            [ENTERED, REQUESTED, CLAIM, f"{CERTIFICATE}, until: 2024-07-31"],
            [
                ("2024-08-01", "ran-out", ["limbo"]),
                ("2025-07-01", "idle", ["exposed", "limbo"]),
            ],
            id="an end that another bar outlives is told as well",
        ),
        pytest.param(
            [ENTERED, REQUESTED, FIXED],
            [("2024-01-21", "handover", ["exposed", "returned"])],
            id="a handover",
        ),
        pytest.param(
            [
                ENTERED,
                REQUESTED,
                f"{CERTIFICATE}, until: 2024-07-31",
                "date: 2024-03-01, kind: protection.granted, country: KZ",
            ],
            [("2024-08-01", "ran-out", ["exposed", "limbo"])],
            id="what is entered for later is not known on the day",
        ),
    ],
)
def test_days_ahead(events: list[str], expected: list[tuple[str, str, list[str]]]) -> None:
    found = turns(scene(*events))

    assert [(str(t.day), t.cause, list(t.outcome.possible)) for t in found] == expected


ABROAD = "date: 2023-01-01, kind: movement.entered, country: TR"
REFUGEE = "date: 2023-02-15, kind: protection.granted, country: TR, outcome: refugee"
ORDER = "date: 2023-03-01, kind: extradition.ordered, country: TR, by: UZ, served: {}"


@pytest.mark.parametrize(
    ("answer", "served", "day", "expected"),
    [
        pytest.param(
            "yes", "2023-03-05", "2023-03-10", [("2023-03-16", ["threatened"])], id="verified"
        ),
        pytest.param(
            "unknown",
            "2023-03-05",
            "2023-03-10",
            [("2023-03-16", ["threatened", "protected"])],
            id="not verified",
        ),
        pytest.param(
            "yes",
            "'[2023-03-05..2023-03-08]'",
            "2023-03-10",
            [("2023-03-16", ["threatened", "protected"]), ("2023-03-19", ["threatened"])],
            id="between two days",
        ),
        pytest.param("yes", "2023-03-05", "2023-03-16", [], id="over"),
    ],
)
def test_the_end_of_the_time_to_appeal_lies_ahead(
    answer: str, served: str, day: str, expected: list[tuple[str, list[str]]]
) -> None:
    case, on = invented(ABROAD, REFUGEE, ORDER.format(served)), Day.fromisoformat(day)
    life = life_of(case, case.people[0], VOCABULARY.with_rules([rules(answer)]))
    found = turns(scene_of(life, standing_of(life, on), on, on))

    assert [(str(t.day), list(t.outcome.possible)) for t in found] == expected
    assert {(t.cause, t.event) for t in found} <= {("window", "e3")}


def test_entries_that_would_change_it() -> None:
    found = moves(scene(ENTERED, REQUESTED, f"{CERTIFICATE}, until: 2024-07-31"))
    gives = {one.change.kind: one.outcome.possible for one in found}

    assert gives["protection.granted"] == ("protected",)
    assert gives["extradition.surrendered"] == ("returned",)
    assert ("limbo",) not in gives.values()


def test_an_entry_names_what_the_case_shows() -> None:
    found = moves(scene(ENTERED, REQUESTED))
    fields = {one.change.kind: dict(one.change.fields) for one in found}

    assert fields["extradition.withdrawn"] == {"country": ("KZ",), "by": ("UZ",)}
    assert "complaint.measure-granted" not in fields, "no body is known to have been asked"


@pytest.mark.parametrize(
    "events",
    [
        pytest.param([ENTERED, REQUESTED, CERTIFICATE], id="several standings: questions instead"),
        pytest.param(["date: 2023, kind: case.note"], id="nobody knows where"),
        pytest.param([ENTERED, REQUESTED, *RUMOURS], id="a bound: too much to try"),
    ],
)
def test_no_entries_are_proposed(events: list[str]) -> None:
    assert moves(scene(*events)) == ()


def test_nothing_is_proposed_for_days_that_have_not_come() -> None:
    life, day, today = lived(ENTERED, REQUESTED), Day(2030, 1, 1), Day(2024, 1, 1)
    found = moves(scene_of(life, standing_of(life, day), day, today))

    assert {one.change.date for one in found} == {today}
