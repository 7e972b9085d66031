"""Why a shield is not certain, and which kinds of event say that it holds or has ended."""

from datetime import date as Day

import pytest
from tests.domain.invented import VOCABULARY, invented, lived, understood
from tests.domain.undecided import CERTIFICATE, ENTERED, REQUESTED, UNDECIDED

from caseledger.domain.doubts import Doubt, doubts_of
from caseledger.domain.life import Life, life_of
from caseledger.domain.outlook import outlook
from caseledger.domain.renewals import end, renewal
from caseledger.domain.standing import standing_of

CLAIM = "date: 2023-07-01, kind: protection.lodged, country: KZ"


def doubts(life: Life, day: Day) -> list[tuple[Doubt, ...]]:
    seen = outlook(life, day)
    return [
        doubts_of(now.shield, life, seen.endings, day) for now in standing_of(life, day).shields
    ]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        pytest.param("shield that ran out", Doubt("ran-out", Day(2023, 7, 31)), id="ran out"),
        pytest.param(
            "shield past its usual term", Doubt("term", Day(2023, 7, 30), 90), id="usual term"
        ),
        pytest.param("idle claim", Doubt("idle", days=730), id="idle"),
        pytest.param("shield left behind", Doubt("moved"), id="left behind"),
        pytest.param("shield in doubt", Doubt("doubted", events=("e4",)), id="doubted"),
        pytest.param("suspensive", Doubt("suspensive"), id="an appeal"),
        pytest.param("day inside a month", Doubt("entries", events=("e3",)), id="not certain yet"),
    ],
)
def test_why_a_shield_is_not_certain(name: str, expected: Doubt) -> None:
    case = understood(UNDECIDED[name].text)
    life = life_of(case, case.people[0], VOCABULARY)

    assert doubts(life, Day.fromisoformat(UNDECIDED[name].day)) == [(expected,)]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2023-07-01", ()),
        ("2023-07-02", (Doubt("runs-out", Day(2023, 7, 31)),)),
        ("2023-07-31", (Doubt("runs-out", Day(2023, 7, 31)),)),
        ("2023-08-01", (Doubt("ran-out", Day(2023, 7, 31)),)),
    ],
)
def test_an_end_that_is_not_one_day(day: str, expected: tuple[Doubt, ...]) -> None:
    life = lived(ENTERED, f"{CERTIFICATE}, until: 2023-07")

    assert doubts(life, Day.fromisoformat(day)) == [expected]


def test_a_certain_shield_has_no_doubts() -> None:
    life = lived(ENTERED, REQUESTED, f"{CERTIFICATE}, until: 2024-07-31", CLAIM)

    assert doubts(life, Day(2024, 1, 1)) == [(), ()]


def test_a_shield_of_one_place_of_several() -> None:
    moved = "date: 2024-01, kind: movement.entered, country: PL"
    life = lived(ENTERED, "date: 2023-01-20, kind: protection.granted, country: KZ", moved)

    assert doubts(life, Day(2024, 1, 15)) == [(Doubt("place"),)]


def test_several_doubts_are_all_told() -> None:
    refused = "date: 2023-06-15, kind: protection.refused, country: KZ"
    life = lived(ENTERED, f"{CERTIFICATE}, until: 2023-07-31", REQUESTED, refused)
    found = doubts(life, Day(2024, 1, 1))

    assert [[one.cause for one in each] for each in found] == [["ran-out", "doubted"]]


@pytest.mark.parametrize(
    ("wrote", "shield", "holds", "ends"),
    [
        (
            "protection.certificate-issued, country: KZ",
            "certificate",
            "protection.certificate-extended",
            "protection.certificate-withdrawn",
        ),
        (
            "protection.certificate-extended, country: KZ",
            "certificate",
            "protection.certificate-extended",
            "protection.certificate-withdrawn",
        ),
        (
            "protection.lodged, country: KZ",
            "pending",
            "protection.registered",
            "protection.refused",
        ),
        (
            "protection.appealed, country: KZ",
            "appeal",
            "protection.appealed",
            "protection.appeal-dismissed",
        ),
        (
            "extradition.suspended, country: KZ, by: UZ",
            "suspension",
            "extradition.suspended",
            "extradition.resumed",
        ),
        (
            "complaint.measure-granted, country: KZ, body: CAT",
            "interim-measure",
            "complaint.measure-extended",
            "complaint.measure-lifted",
        ),
        (
            "protection.granted, country: KZ, outcome: subsidiary",
            "subsidiary",
            "protection.extended",
            "protection.ceased",
        ),
        (
            "protection.residence-granted, country: KZ",
            "residence",
            "protection.residence-granted",
            "protection.residence-ended",
        ),
        (
            "complaint.decided, country: KZ, body: CAT, outcome: return-would-violate",
            "judgment",
            "complaint.decided",
            "",
        ),
    ],
)
def test_the_kinds_that_renew_and_end(wrote: str, shield: str, holds: str, ends: str) -> None:
    event = invented(f"date: 2023-01-01, kind: {wrote}").events[0]

    assert (renewal(shield, event, VOCABULARY) or ("", ()))[0] == holds
    assert (end(shield, event, VOCABULARY) or ("", ()))[0] == ends


def test_another_entry_is_about_the_same_shield() -> None:
    granted = "date: 2023-01-01, kind: complaint.measure-granted, country: KZ, body: CAT"
    event = invented(f"{granted}, against: [extradition]").events[0]

    assert renewal("interim-measure", event, VOCABULARY) == (
        "complaint.measure-extended",
        (("country", ("KZ",)), ("body", ("CAT",)), ("against", ("extradition",))),
    )
