"""What each effect does to the shields of a world."""

from datetime import date as Day

import pytest
from tests.domain.invented import folded

from caseledger.domain.windows import Window
from caseledger.domain.world import World

ORDERED = "date: 2024-02-02, kind: extradition.ordered, country: KZ, by: UZ"
TO_RUSSIA = "date: 2024-01-03, kind: extradition.requested, country: KZ, by: RU"
ENTERED = "date: 2023-01-01, kind: movement.entered, country: KZ"
LODGED = "date: 2024-01-05, kind: protection.lodged, country: KZ"
CERTIFIED = "date: 2024-01-06, kind: protection.certificate-issued, country: KZ, until: 2024-06-30"
REFUGEE = "date: 2024-01-07, kind: protection.granted, country: KZ"
MEASURE = "date: 2024-01-08, kind: complaint.measure-granted, body: CAT, country: KZ"
DECIDED = (
    "date: 2024, kind: complaint.decided, body: CAT, country: KZ, outcome: return-would-violate"
)
APPEAL = "date: 2024-02-10, kind: extradition.appealed, country: KZ, by: UZ, suspensive: yes"
APPEAL_OF_ALL = "date: 2024-02-10, kind: extradition.appealed, country: KZ, suspensive: yes"
SUSPENDED = "date: 2024-02-11, kind: extradition.suspended, country: KZ, by: UZ"
REFUSED = "date: 2024-03-03, kind: extradition.refused, country: KZ"


def bars(world: World) -> set[str]:
    """Kinds of shields with their host; doubted ones with a question mark, moved ones with ~."""
    return {
        f"{one.kind} {one.host}{'?' * one.doubted}{'~' * one.moved}"
        for one in world.shields.values()
    }


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        pytest.param([ORDERED, APPEAL, f"{REFUSED}, by: UZ"], set(), id="with-its-exposure"),
        pytest.param([APPEAL, SUSPENDED, f"{REFUSED}, by: UZ"], set(), id="without-any-exposure"),
        pytest.param([ORDERED, APPEAL, f"{REFUSED}, by: RU"], {"appeal KZ"}, id="of-another-state"),
        pytest.param([ORDERED, APPEAL_OF_ALL, REFUSED], set(), id="of-all-with-the-last"),
        pytest.param(
            [ORDERED, TO_RUSSIA, APPEAL_OF_ALL, f"{REFUSED}, by: RU"],
            {"appeal KZ"},
            id="of-all-while-one-is-open",
        ),
        pytest.param(
            [ORDERED, TO_RUSSIA, APPEAL_OF_ALL, REFUSED], {"appeal KZ"}, id="nothing-is-cleared"
        ),
        pytest.param(
            [
                ORDERED,
                "date: 2024, kind: protection.appealed, country: KZ, suspensive: yes",
                REFUSED,
            ],
            {"appeal KZ"},
            id="not-that-of-the-claim",
        ),
    ],
)
def test_appeals_end_with_what_they_are_against(events: list[str], expected: set[str]) -> None:
    assert bars(folded(*events)) == expected


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        pytest.param([LODGED], {"pending KZ"}, id="claim"),
        pytest.param([APPEAL], {"appeal KZ"}, id="suspensive"),
        pytest.param(
            ["date: 2024, kind: extradition.appealed, country: KZ, by: UZ, suspensive: unknown"],
            {"appeal KZ?"},
            id="suspensive-unknown",
        ),
        pytest.param(
            ["date: 2024, kind: protection.appealed, country: KZ"], {"appeal KZ?"}, id="not-said"
        ),
        pytest.param(
            ["date: 2024, kind: protection.appealed, country: KZ, suspensive: no"],
            set(),
            id="not-suspensive",
        ),
        pytest.param(
            [APPEAL, "date: 2025, kind: extradition.appealed, country: KZ, by: UZ, suspensive: no"],
            {"appeal KZ"},
            id="not-suspensive-writes-nothing",
        ),
        pytest.param([REFUGEE], {"refugee KZ"}, id="outcome-else-refugee"),
        pytest.param(
            ["date: 2024, kind: protection.granted, country: AT, outcome: SUB_PROT"],
            {"subsidiary AT"},
            id="outcome-by-its-alias",
        ),
        pytest.param([MEASURE], {"interim-measure KZ"}, id="measure"),
        pytest.param(
            [
                DECIDED,
            ],
            {"judgment KZ"},
            id="when-outcome",
        ),
        pytest.param([SUSPENDED], {"suspension KZ"}, id="suspension"),
    ],
)
def test_shield(events: list[str], expected: set[str]) -> None:
    assert bars(folded(*events)) == expected


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        pytest.param([LODGED, CERTIFIED, REFUGEE], {"refugee KZ"}, id="cleared-before-written"),
        pytest.param(
            [LODGED, "date: 2024, kind: protection.withdrawn, country: PL"],
            {"pending KZ"},
            id="another-host",
        ),
        pytest.param(
            [MEASURE, "date: 2024, kind: complaint.measure-lifted, body: ECtHR, country: KZ"],
            {"interim-measure KZ"},
            id="another-body",
        ),
        pytest.param(
            [MEASURE, "date: 2024, kind: complaint.measure-lifted, body: CAT, country: KZ"],
            set(),
            id="its-body",
        ),
        pytest.param(
            [SUSPENDED, "date: 2024, kind: extradition.resumed, country: KZ, by: RU"],
            {"suspension KZ"},
            id="another-scope",
        ),
        pytest.param(
            [SUSPENDED, "date: 2024, kind: extradition.resumed, country: KZ"],
            {"suspension KZ"},
            id="all-is-not-every-scope",
        ),
        pytest.param(
            [SUSPENDED, "date: 2024, kind: extradition.resumed, country: KZ, by: UZ"],
            set(),
            id="its-scope",
        ),
        pytest.param(
            [CERTIFIED, "date: 2024, kind: protection.appeal-dismissed, country: KZ, final: yes"],
            set(),
            id="when-final",
        ),
        pytest.param(
            [CERTIFIED, "date: 2024, kind: protection.appeal-dismissed, country: KZ"],
            {"certificate KZ?"},
            id="not-final",
        ),
    ],
)
def test_clear_shield(events: list[str], expected: set[str]) -> None:
    assert bars(folded(*events)) == expected


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        pytest.param(
            [CERTIFIED, "date: 2024, kind: protection.refused, country: KZ"],
            {"certificate KZ?"},
            id="refusal-doubts-the-certificate",
        ),
        pytest.param(
            ["date: 2024, kind: protection.repeat-lodged, country: KZ"],
            {"pending KZ?"},
            id="a-repeat-claim-is-never-certain",
        ),
        pytest.param([SUSPENDED, ORDERED], {"suspension KZ?"}, id="an-order-doubts-suspension"),
        pytest.param(
            [CERTIFIED, "date: 2024, kind: protection.refused, country: KZ", CERTIFIED],
            {"certificate KZ"},
            id="the-last-write-counts",
        ),
    ],
)
def test_doubt_shield(events: list[str], expected: set[str]) -> None:
    assert bars(folded(*events)) == expected


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        pytest.param(
            [CERTIFIED, REFUGEE, "date: 2025, kind: movement.entered, country: PL"],
            {"refugee KZ"},
            id="not-a-status",
        ),
        pytest.param([MEASURE, ENTERED], {"interim-measure KZ"}, id="placed-in-the-host"),
        pytest.param(
            [MEASURE, "date: 2025, kind: movement.entered, country: PL", ENTERED],
            {"interim-measure KZ~"},
            id="whether-or-not-they-come-back",
        ),
        pytest.param(
            [
                "date: 2023, kind: movement.entered, country: PL",
                MEASURE,
                "date: 2025, kind: detention.arrested, country: PL",
            ],
            {"interim-measure KZ~"},
            id="placed-where-they-were-already",
        ),
        pytest.param(
            [MEASURE, "date: 2025, kind: movement.entered, country: PL", MEASURE],
            {"interim-measure KZ"},
            id="written-anew",
        ),
    ],
)
def test_a_temporary_shield_is_left_behind(events: list[str], expected: set[str]) -> None:
    assert bars(folded(*events)) == expected


def test_the_last_write_replaces_the_end() -> None:
    again = (
        "date: 2024-07-01, kind: protection.certificate-extended, country: KZ, until: 2024-12-31"
    )
    (shield,) = folded(CERTIFIED, again).shields.values()

    assert shield.until == Window(Day(2024, 12, 31), Day(2024, 12, 31))
    assert shield.event == "e2"


def test_the_end_of_a_shield_is_wide_where_it_is_about() -> None:
    about = "date: 2024-01-06, kind: protection.certificate-issued, country: KZ, until: 2024-06~"
    (shield,) = folded(about).shields.values()

    assert shield.until == Window(Day(2024, 5, 1), Day(2024, 7, 31))


@pytest.mark.parametrize(
    ("events", "kinds"),
    [
        pytest.param([], [], id="nothing-held"),
        pytest.param([REFUGEE], ["refugee"], id="the-one-held"),
        pytest.param(
            [
                REFUGEE,
                "date: 2024, kind: protection.residence-granted, country: KZ",
                "date: 2024, kind: protection.extended, country: KZ, outcome: refugee",
            ],
            ["residence", "refugee"],
            id="the-one-written-last",
        ),
        pytest.param([LODGED], ["pending"], id="a-claim-is-no-status"),
    ],
)
def test_extended_means_the_status_held(events: list[str], kinds: list[str]) -> None:
    world = folded(
        *events, "date: 2025-01-01, kind: protection.extended, country: KZ, until: 2026-01-01"
    )
    extended = [one.kind for one in world.shields.values() if one.until is not None]

    assert [one.kind for one in world.shields.values()] == kinds
    assert extended == [kind for kind in kinds[-1:] if kind != "pending"]


@pytest.mark.parametrize(
    ("events", "hosts"),
    [
        pytest.param(["date: 2024, kind: protection.none, country: KZ"], ["KZ"], id="recorded"),
        pytest.param(
            ["date: 2024, kind: protection.none, country: KZ", LODGED], ["KZ"], id="a-claim-is-none"
        ),
        pytest.param(["date: 2024, kind: protection.none, country: KZ", REFUGEE], [], id="status"),
        pytest.param(
            [
                "date: 2024, kind: protection.none, country: KZ",
                "date: 2024, kind: protection.granted, country: PL",
            ],
            ["KZ"],
            id="status-elsewhere",
        ),
    ],
)
def test_no_status_stays_until_a_status_is_written(events: list[str], hosts: list[str]) -> None:
    assert list(folded(*events).no_status) == hosts
