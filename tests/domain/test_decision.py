"""The decision table, row by row, and the fine points that its rows rest on."""

from datetime import date as Day

import pytest
from tests.domain.invented import VOCABULARY, lived, stands

from caseledger.domain.decision import certainly_holds, headline

HERE = "date: 2023-01-01, kind: movement.entered, country: KZ"
REQUESTED = "date: 2023-02-01, kind: extradition.requested, country: KZ, by: UZ"
ORDERED = "date: 2023-03-01, kind: extradition.ordered, country: KZ, by: UZ"
FINAL = "date: 2023-04-01, kind: extradition.upheld, country: KZ, by: UZ, final: yes"
LODGED = "date: 2023-05-01, kind: protection.lodged, country: KZ"
REFUGEE = "date: 2023-06-01, kind: protection.granted, country: KZ, outcome: refugee"
REMOVAL = "date: 2023-02-01, kind: removal.ordered, country: KZ"
EXPELLED = "date: 2023-02-01, kind: removal.ordered, country: KZ, to: RU"
IN_AUSTRIA = "date: 2023-01-01, kind: protection.lodged, country: AT"
TRANSFER = "date: 2023-02-01, kind: transfer.decided, country: AT, to: PL"
APPEALED = "date: 2023-03-02, kind: extradition.appealed, country: KZ"
SURRENDERED = "date: 2023-07-01, kind: extradition.surrendered, country: KZ, by: UZ"
MEASURE = "date: 2023-05-02, kind: complaint.measure-granted, body: CAT, country: KZ"
RECORDED = "date: 2023-02-03, kind: protection.none, country: KZ"
TO_POLAND = "date: 2023-08-01, kind: movement.entered, country: PL"


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        pytest.param([SURRENDERED, "date: 2023-08-01, kind: person.died"], "deceased", id="death"),
        pytest.param([HERE, "date: 2023-08-01, kind: person.missing"], "missing", id="vanished"),
        pytest.param(
            [HERE, "date: 2023-08-01, kind: movement.abducted, country: KZ"], "missing", id="taken"
        ),
        pytest.param(
            [HERE, "date: 2023-08-01, kind: movement.abducted, country: KZ, to: UZ"],
            "returned",
            id="taken-to-the-feared-state",
        ),
        pytest.param([REQUESTED, SURRENDERED], "returned", id="handed-over"),
        pytest.param(
            [SURRENDERED, "date: 2023-08-01, kind: movement.whereabouts-unknown"],
            "returned",
            id="returned-and-not-heard-of",
        ),
        pytest.param(
            ["date: 2023, kind: movement.located, country: UZ"], "at-origin", id="never-left"
        ),
        pytest.param(
            [REQUESTED, "date: 2023-08-01, kind: movement.left, country: KZ, to: UZ"],
            "at-origin",
            id="own-travel",
        ),
        pytest.param(["date: 2023, kind: case.note"], "unknown", id="nothing"),
        pytest.param([REQUESTED], "unknown", id="no-location"),
        pytest.param(
            [HERE, REQUESTED, "date: 2023-08-01, kind: movement.whereabouts-unknown"],
            "unknown",
            id="location-lost",
        ),
        pytest.param([HERE, REQUESTED], "exposed", id="request"),
        pytest.param(
            [HERE, "date: 2023-02-01, kind: extradition.requested, country: KZ"],
            "exposed",
            id="request-of-nobody-knows-whom",
        ),
        pytest.param([HERE, REMOVAL], "exposed", id="removal-nobody-knows-where"),
        pytest.param(
            [HERE, "date: 2023-02-01, kind: removal.ordered, country: KZ, to: withheld"],
            "exposed",
            id="removal-to-a-state-that-is-not-named",
        ),
        pytest.param(
            [HERE, REQUESTED, LODGED, "date: 2023-05-03, kind: removal.ordered, country: KZ"],
            "limbo",
            id="a-claim-covers-both",
        ),
        pytest.param(
            [
                HERE,
                REQUESTED,
                "date: 2023-03-02, kind: extradition.suspended, country: KZ, by: UZ",
                "date: 2023-05-03, kind: removal.ordered, country: KZ, to: UZ",
            ],
            "exposed",
            id="one-of-two-is-not-covered",
        ),
        pytest.param([HERE, REQUESTED, MEASURE], "limbo", id="interim-measure"),
        pytest.param(
            [HERE, REQUESTED, f"{MEASURE}, against: [removal]"],
            "exposed",
            id="measure-against-other",
        ),
        pytest.param(
            [HERE, REQUESTED, f"{MEASURE}, against: [extradition]"],
            "limbo",
            id="measure-against-it",
        ),
        pytest.param(
            [
                HERE,
                ORDERED,
                f"{APPEALED}, by: UZ, suspensive: yes",
            ],
            "limbo",
            id="its-appeal",
        ),
        pytest.param(
            [
                HERE,
                ORDERED,
                f"{APPEALED}, suspensive: yes",
            ],
            "limbo",
            id="an-appeal-without-a-state",
        ),
        pytest.param(
            [
                HERE,
                ORDERED,
                f"{APPEALED}, by: RU, suspensive: yes",
            ],
            "exposed",
            id="an-appeal-of-another-request",
        ),
        pytest.param(
            [
                HERE,
                ORDERED,
                "date: 2023-03-02, kind: removal.appealed, country: KZ, to: UZ, suspensive: yes",
            ],
            "exposed",
            id="an-appeal-of-another-track",
        ),
        pytest.param(
            [
                HERE,
                REQUESTED,
                "date: 2023, kind: protection.visa-granted, country: KZ, until: 2024",
            ],
            "exposed",
            id="a-visa-bars-nothing",
        ),
        pytest.param(
            [HERE, REQUESTED, "date: 2023-02-02, kind: protection.residence-granted, country: KZ"],
            "exposed",
            id="residence-does-not-bar-extradition",
        ),
        pytest.param([HERE, FINAL, REFUGEE], "threatened", id="status-and-enforceable"),
        pytest.param(
            [HERE, "date: 2023-04-01, kind: removal.scheduled, country: KZ, to: UZ", REFUGEE],
            "threatened",
            id="status-and-scheduled",
        ),
        pytest.param(
            [
                HERE,
                ORDERED,
                "date: 2023-03-25, kind: extradition.appealed, country: KZ, by: UZ",
                REFUGEE,
            ],
            "protected",
            id="status-and-ordered",
        ),
        pytest.param([REFUGEE], "protected", id="status"),
        pytest.param(
            [HERE, "date: 2023-02-02, kind: protection.residence-granted, country: KZ"],
            "protected",
            id="residence-is-a-status",
        ),
        pytest.param([IN_AUSTRIA, TRANSFER], "transfer-pending", id="a-claim-does-not-hold-it-off"),
        pytest.param(
            [
                IN_AUSTRIA,
                TRANSFER,
                "date: 2023-02-02, kind: transfer.suspended, country: AT, to: PL",
            ],
            "temporary",
            id="its-suspension-does",
        ),
        pytest.param(
            [
                IN_AUSTRIA,
                TRANSFER,
                "date: 2023-02-02, kind: complaint.measure-granted, body: ECtHR, country: AT",
            ],
            "temporary",
            id="a-measure-does",
        ),
        pytest.param(
            [
                IN_AUSTRIA,
                TRANSFER,
                "date: 2023-02-02, kind: protection.appealed, country: AT, suspensive: yes",
            ],
            "transfer-pending",
            id="the-appeal-of-the-claim-does-not",
        ),
        pytest.param(
            [
                HERE,
                EXPELLED,
                "date: 2023-02-02, kind: protection.appealed, country: KZ, suspensive: yes",
            ],
            "transfer-pending",
            id="nor-for-an-expulsion-elsewhere",
        ),
        pytest.param(
            [IN_AUSTRIA, TRANSFER, "date: 2023-03-01, kind: protection.granted, country: AT"],
            "protected",
            id="status-comes-before-transfer",
        ),
        pytest.param([HERE, EXPELLED], "transfer-pending", id="expelled-elsewhere"),
        pytest.param([LODGED], "temporary", id="claim"),
        pytest.param([RECORDED, LODGED], "temporary", id="claim-after-none"),
        pytest.param([HERE, RECORDED], "no-status", id="recorded-that-there-is-none"),
        pytest.param(
            [LODGED, "date: 2023-06-01, kind: protection.withdrawn, country: KZ"],
            "no-status",
            id="withdrawn",
        ),
        pytest.param([HERE], "unknown", id="silence-is-not-a-status"),
        pytest.param([HERE, RECORDED, TO_POLAND], "unknown", id="none-elsewhere-says-nothing"),
        pytest.param([HERE, REQUESTED, TO_POLAND], "unknown", id="a-request-elsewhere"),
        pytest.param(
            [HERE, REQUESTED, TO_POLAND, "date: 2023-09-01, kind: movement.entered, country: KZ"],
            "exposed",
            id="and-back-again",
        ),
        pytest.param([REFUGEE, TO_POLAND], "unknown", id="a-status-elsewhere"),
    ],
)
def test_the_first_row_that_fits(events: list[str], expected: str) -> None:
    standing = stands("2023-12-31", *events)

    assert (standing.code, standing.certain) == (expected, True)
    assert (standing.possible, standing.possible_complete) == ((expected,), True)


@pytest.mark.parametrize(
    ("people", "expected"),
    [
        pytest.param("citizenship: [UZ]", "returned", id="citizenship"),
        pytest.param("citizenship: [KZ], fears: [UZ]", "returned", id="fears"),
        pytest.param("citizenship: [UZ], fears: [TJ]", "unknown", id="fears-instead"),
        pytest.param("citizenship: [UZ], fears: []", "unknown", id="fears-nobody"),
    ],
)
def test_feared_states(people: str, expected: str) -> None:
    removed = "date: 2023-02-01, kind: removal.carried-out, country: KZ, to: UZ"

    found = stands("2023-12-31", removed, people=f"  - {{id: pp, name: A, {people}}}\n")

    assert found.code == expected


def test_a_state_that_asked_is_feared_even_after_it_withdrew() -> None:
    asked = "date: 2023-02-01, kind: extradition.requested, country: KZ, by: RU"
    withdrawn = "date: 2023-03-01, kind: extradition.withdrawn, country: KZ, by: RU"
    removed = "date: 2023-04-01, kind: removal.carried-out, country: KZ, to: RU"

    assert stands("2023-12-31", asked, withdrawn, removed).code == "returned"
    assert stands("2023-12-31", removed).code == "unknown"
    assert stands("2023-12-31", removed, f"{asked}, state: refuted").code == "unknown"


@pytest.mark.parametrize(
    ("event", "day", "certain"),
    [
        pytest.param(
            "date: 2023-01-01, kind: protection.certificate-issued, country: KZ, until: 2023-06-30",
            "2023-06-30",
            True,
            id="the-last-day",
        ),
        pytest.param(
            "date: 2023-01-01, kind: protection.certificate-issued, country: KZ, until: 2023-06-30",
            "2023-07-01",
            False,
            id="the-day-after",
        ),
        pytest.param(
            "date: 2023-01-01, kind: protection.certificate-issued, country: KZ, until: 2023-06",
            "2023-06-02",
            False,
            id="after-the-earliest-day-of-its-end",
        ),
        pytest.param(
            "date: 2023-01-01, kind: protection.granted, country: KZ, until: unknown",
            "2023-01-02",
            False,
            id="it-ends-nobody-knows-when",
        ),
        pytest.param(
            "date: 2023-01-01, kind: protection.certificate-issued, country: KZ",
            "2023-04-01",
            True,
            id="usual-term",
        ),
        pytest.param(
            "date: 2023-01-01, kind: protection.certificate-issued, country: KZ",
            "2023-04-02",
            False,
            id="usual-term-over",
        ),
        pytest.param(
            "date: 2023-01, kind: protection.certificate-issued, country: KZ",
            "2023-04-02",
            False,
            id="usual-term-from-the-earliest-day",
        ),
        pytest.param(
            "date: 2023-01-01, kind: protection.lodged, country: KZ", "2024-12-31", True, id="claim"
        ),
        pytest.param(
            "date: 2023-01-01, kind: protection.lodged, country: KZ", "2025-01-01", False, id="idle"
        ),
        pytest.param(
            "date: 2023-01-01, kind: protection.granted, country: KZ",
            "2033-01-01",
            True,
            id="status",
        ),
    ],
)
def test_how_long_a_shield_certainly_holds(event: str, day: str, certain: bool) -> None:
    moment = Day.fromisoformat(day)
    life = lived(event)
    (shield,) = life.steps(moment)[-1].world.shields.values()

    assert certainly_holds(shield, life.recorded, VOCABULARY, moment) is certain


@pytest.mark.parametrize(
    ("word", "certain"),
    [
        pytest.param("date: 2024-01-01, kind: protection.interview, country: KZ", True, id="of-it"),
        pytest.param("date: 2024-01-01, kind: protection.interview, country: PL", False, id="host"),
        pytest.param("date: 2024-01-01, kind: advocacy.statement, country: KZ", False, id="track"),
        pytest.param(
            "date: 2024-01-01, kind: protection.interview, country: KZ, state: scheduled",
            False,
            id="only-scheduled",
        ),
    ],
)
def test_a_claim_is_not_idle_while_anything_is_recorded(word: str, certain: bool) -> None:
    day = Day(2025, 6, 1)
    life = lived("date: 2023-01-01, kind: protection.lodged, country: KZ", word)
    (shield,) = life.steps(day)[-1].world.shields.values()

    assert certainly_holds(shield, life.recorded, VOCABULARY, day) is certain


@pytest.mark.parametrize(
    ("other", "certain"),
    [
        pytest.param(", by: UZ", True, id="same-state"),
        pytest.param("", True, id="no-state"),
        pytest.param(", by: RU", False, id="another-state"),
    ],
)
def test_an_appeal_is_idle_without_word_of_its_own_procedure(other: str, certain: bool) -> None:
    appeal = "date: 2023-01-01, kind: extradition.appealed, country: KZ, by: UZ, suspensive: yes"
    hearing = f"date: 2024-06-01, kind: extradition.hearing, country: KZ{other}"
    day = Day(2025, 6, 1)
    life = lived(appeal, hearing)
    (shield,) = life.steps(day)[-1].world.shields.values()

    assert certainly_holds(shield, life.recorded, VOCABULARY, day) is certain


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        pytest.param({"protected", "limbo", "exposed"}, "exposed", id="the-most-severe"),
        pytest.param({"deceased", "returned", "missing", "protected"}, "protected", id="rumours"),
        pytest.param({"deceased", "returned", "missing"}, "returned", id="only-those"),
        pytest.param({"deceased", "missing"}, "missing", id="missing-before-deceased"),
        pytest.param({"at-origin", "no-status", "temporary"}, "no-status", id="without-a-threat"),
        pytest.param({"unknown", "threatened"}, "threatened", id="threatened-before-unknown"),
        pytest.param({"unknown", "transfer-pending"}, "unknown", id="unknown-before-transfer"),
    ],
)
def test_the_headline_of_several(found: set[str], expected: str) -> None:
    assert headline(found, VOCABULARY) == expected
