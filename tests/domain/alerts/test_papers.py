"""When alerts about certificates, statuses and documents are raised, and when not."""

import pytest
from tests.domain.alerts.raising import (
    ENTERED_POLAND,
    HERE,
    LODGED,
    REFUGEE,
    SURRENDERED,
    Raised,
    raised,
)

CERTIFICATE = "date: 2023-03-10, kind: protection.certificate-issued, country: KZ"
TO_JUNE = f"{CERTIFICATE}, until: 2023-06-30"
RENEWED = "date: 2023-06-20, kind: protection.certificate-extended, country: KZ, until: 2023-09-30"
MAYBE_LEFT = "date: 2023-06-10, kind: movement.entered, country: PL, state: alleged"
LAST_DAY = [(True, "e2", "2023-06-30")]


@pytest.mark.parametrize(
    ("day", "events", "expected"),
    [
        pytest.param("2023-05-30", [HERE, TO_JUNE], [], id="31-days-before"),
        pytest.param("2023-05-31", [HERE, TO_JUNE], LAST_DAY, id="30-days-before"),
        pytest.param("2023-06-30", [HERE, TO_JUNE], LAST_DAY, id="the-last-day"),
        pytest.param("2023-07-01", [HERE, TO_JUNE], [], id="over"),
        pytest.param("2023-06-25", [HERE, TO_JUNE, RENEWED], [], id="renewed"),
        pytest.param(
            "2023-06-15",
            [HERE, f"{REFUGEE}, until: 2023-06-30"],
            LAST_DAY,
            id="a-status",
        ),
        pytest.param(
            "2023-06-15",
            [HERE, ("date: 2023-03-10, kind: complaint.measure-granted, body: CAT, country: KZ,"
             " until: 2023-06-30")],
            LAST_DAY,
            id="a-measure",
        ),
        pytest.param("2023-05-08", [HERE, CERTIFICATE], [], id="usual-term-31-days-ahead"),
        pytest.param(
            "2023-05-09", [HERE, CERTIFICATE], [(False, "e2", "2023-06-08")], id="usual-term"
        ),
        pytest.param("2023-06-15", [HERE, TO_JUNE, ENTERED_POLAND.replace("11-01", "06-10")], [],
                     id="elsewhere"),
        pytest.param("2023-06-15", [HERE, TO_JUNE, MAYBE_LEFT], [(False, "e2", "2023-06-30")],
                     id="maybe-elsewhere"),
        pytest.param("2023-06-15", [HERE, LODGED], [], id="a-claim-has-no-end"),
    ],
)  # fmt: skip
def test_certificate_expiring(day: str, events: list[str], expected: Raised) -> None:
    assert raised("certificate-expiring", day, events) == expected


@pytest.mark.parametrize(
    ("day", "events", "expected"),
    [
        pytest.param("2023-06-30", [HERE, TO_JUNE], [], id="the-last-day"),
        pytest.param("2023-07-01", [HERE, TO_JUNE], LAST_DAY, id="the-day-after"),
        pytest.param("2023-07-01", [HERE, TO_JUNE, RENEWED], [], id="renewed"),
        pytest.param(
            "2023-07-01",
            [
                HERE,
                TO_JUNE,
                "date: 2023-06-20, kind: protection.certificate-withdrawn, country: KZ",
            ],
            [],
            id="ended",
        ),
        pytest.param(
            "2023-06-15",
            [HERE, f"{CERTIFICATE}, until: 2023-06"],
            [(False, "e2", "2023-06")],
            id="some-day-of-the-month",
        ),
        pytest.param(
            "2023-06-30",
            [HERE, f"{CERTIFICATE}, until: 2023-06"],
            [(False, "e2", "2023-06")],
            id="the-last-day-of-the-month",
        ),
        pytest.param(
            "2023-07-01",
            [HERE, f"{CERTIFICATE}, until: 2023-06"],
            [(True, "e2", "2023-06")],
            id="the-month-is-over",
        ),
        pytest.param("2023-06-08", [HERE, CERTIFICATE], [], id="inside-the-usual-term"),
        pytest.param(
            "2023-06-09", [HERE, CERTIFICATE], [(False, "e2", "2023-06-08")], id="usual-term-over"
        ),
        pytest.param(
            "2023-07-01",
            [HERE, TO_JUNE, MAYBE_LEFT],
            [(False, "e2", "2023-06-30")],
            id="maybe-elsewhere",
        ),
        pytest.param("2023-12-01", [HERE, TO_JUNE, ENTERED_POLAND], [], id="elsewhere"),
    ],
)
def test_expiry_unconfirmed(day: str, events: list[str], expected: Raised) -> None:
    assert raised("expiry-unconfirmed", day, events) == expected


TAKEN = "date: 2023-05-01, kind: document.confiscated, country: KZ, outcome: passport"
ISSUED = "date: 2023-05-10, kind: document.issued, country: KZ"
WITHDRAWN = "date: 2023-05-01, kind: protection.certificate-withdrawn, country: KZ"
WITHOUT = [(True, "e2", "passport")]
PERHAPS = [(False, "e2", "passport")]


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        pytest.param([HERE], [], id="silence"),
        pytest.param([HERE, TAKEN], WITHOUT, id="taken"),
        *(
            pytest.param([HERE, TAKEN.replace("confiscated", verb)], WITHOUT, id=verb)
            for verb in ("lost", "expired", "cancelled")
        ),
        pytest.param([HERE, TAKEN.replace("confiscated", "refused")], [], id="refused"),
        pytest.param([HERE, TAKEN.replace("passport", "birth-certificate")], [], id="of-birth"),
        pytest.param([HERE, TAKEN.replace(", outcome: passport", "")], [(True, "e2", "")],
                     id="not-said-which"),
        pytest.param([HERE, f"{TAKEN}, state: alleged"], PERHAPS, id="alleged"),
        pytest.param([HERE, TAKEN, f"{ISSUED}, outcome: passport"], [], id="a-new-one"),
        pytest.param([HERE, TAKEN, f"{ISSUED}, outcome: travel-document"], [], id="another-one"),
        pytest.param([HERE, TAKEN, f"{ISSUED}, outcome: travel-document, until: 2023-06-30"],
                     PERHAPS, id="another-one-that-may-have-run-out"),
        pytest.param([HERE, TAKEN, f"{ISSUED}, outcome: travel-document, until: 2023-07-01"],
                     [], id="another-one-to-its-last-day"),
        pytest.param([HERE, TAKEN, f"{ISSUED}, outcome: travel-document",
                      "date: 2023-06-01, kind: document.lost, outcome: travel-document"],
                     [(True, "e4", "travel-document")], id="both-lost"),
        pytest.param([HERE, TAKEN, f"{ISSUED}, outcome: birth-certificate"], WITHOUT,
                     id="it-shows-nothing"),
        pytest.param([HERE, TAKEN, CERTIFICATE + ", until: 2023-12-31"], [], id="a-certificate"),
        pytest.param([HERE, TAKEN, TO_JUNE], PERHAPS, id="a-certificate-that-may-be-over"),
        pytest.param([HERE, TAKEN, REFUGEE], [], id="a-status"),
        pytest.param([HERE, CERTIFICATE, WITHDRAWN], [(True, "e3", "asylum-certificate")],
                     id="certificate-withdrawn"),
        pytest.param([HERE, TAKEN, MAYBE_LEFT], PERHAPS, id="maybe-elsewhere"),
        pytest.param([HERE, TAKEN, SURRENDERED], [], id="returned"),
    ],
)  # fmt: skip
def test_undocumented(events: list[str], expected: Raised) -> None:
    assert raised("undocumented", "2023-07-01", events) == expected
