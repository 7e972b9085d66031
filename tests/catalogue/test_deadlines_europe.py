"""What the rules of the European Union, Austria and Poland make of short invented stories."""

from __future__ import annotations

from datetime import date as Day

import pytest
from tests.domain.invented import lived

from caseledger.domain.deadlines.deadline import Deadline
from caseledger.domain.deadlines.finding import deadlines_of


def told(day: str, *events: str) -> dict[str, Deadline]:
    """Return the deadlines of an invented person on a day by the rule that gives each."""
    found = deadlines_of(lived(*events), Day.fromisoformat(day))
    return {one.rule.id: one for one in found if one.rule}


LODGED = "date: 2025-07-04, kind: protection.lodged, country: AT"
IN_POLAND = "date: 2025-05-04, kind: protection.lodged, country: PL"
BROUGHT = "date: 2025-06-04, kind: transfer.carried-out, country: HU, to: AT"
IN_KAZAKHSTAN = "date: 2025-05-04, kind: protection.lodged, country: KZ"
REQUESTED = "date: 2025-07-20, kind: transfer.requested, country: AT, to: PL"
ACCEPTED = "date: 2025-08-01, kind: transfer.accepted, country: AT, to: PL"
REFUSED = "date: 2025-12-01, kind: protection.refused, country: AT, served: 2025-12-03"
REMOVAL = "date: 2025-12-01, kind: removal.ordered, country: AT, served: 2025-12-03"
DECIDED = "date: 2025-08-20, kind: transfer.decided, country: {}, to: HR, served: 2025-08-22"
HELD = "date: 2025-07-04, kind: detention.arrested, country: AT"
REGISTERED = "date: 2026-07-12, kind: protection.registered, country: FR"
BOARD = "date: 2025-06-20, kind: protection.appeal-dismissed, country: PL, served: 2025-06-30"
LATER = "date: 2026-07-20, kind: protection.lodged, country: FR"

CHARGE = "eu-dublin3-take-charge-request"
BACK = "eu-dublin3-take-back-request-3m"
FOUR, TWO = "at-appeal-general-4w", "at-appeal-short-2w"


@pytest.mark.parametrize(
    ("rule", "events", "expected"),
    [
        pytest.param(CHARGE, [LODGED], "2025-10-04", id="lodging-in-austria"),
        pytest.param(CHARGE, [LODGED.replace("AT", "PL")], "2025-10-04", id="lodging-in-poland"),
        pytest.param(CHARGE, [LODGED.replace("AT", "KZ")], None, id="not-a-dublin-state"),
        pytest.param(CHARGE, [LATER], None, id="lodged-under-the-pact"),
        pytest.param(CHARGE, [BROUGHT, LODGED], None, id="taken-over-from-another-state"),
        pytest.param(
            CHARGE, [BROUGHT.replace("HU, to: AT", "AT, to: HU"), LODGED], "2025-10-04", id="back"
        ),
        pytest.param(BACK, [LODGED], None, id="no-claim-elsewhere"),
        pytest.param(BACK, [IN_POLAND, LODGED], "2025-10-04", id="claim-in-another-dublin-state"),
        pytest.param(BACK, [IN_KAZAKHSTAN, LODGED], None, id="claim-outside-the-system"),
        pytest.param(
            "eu-dublin3-take-back-reply-1m",
            [LODGED, f"{REQUESTED}, procedure: take-back, grounds: eurodac"],
            "2025-08-03",
            id="two-weeks-on-eurodac",
        ),
        pytest.param(
            "eu-dublin3-take-charge-reply-2m",
            [LODGED, f"{REQUESTED}, procedure: take-charge, grounds: urgent"],
            "2025-08-20",
            id="one-month-where-urgent",
        ),
        pytest.param(
            "eu-dublin3-take-charge-reply-2m",
            [LODGED, f"{REQUESTED}, procedure: take-charge, grounds: visa"],
            "2025-09-20",
            id="two-months-else",
        ),
        pytest.param(
            "eu-dublin3-take-charge-urgent-reply-min-1w",
            [LODGED, f"{REQUESTED}, procedure: take-charge"],
            None,
            id="not-said-to-be-urgent",
        ),
        pytest.param("eu-dublin3-transfer-6m", [LODGED, ACCEPTED], "2026-02-01", id="transfer"),
        pytest.param(
            "eu-dublin3-transfer-6m",
            [LODGED, ACCEPTED, "date: 2025-09-01, kind: transfer.absconded, country: AT, to: PL"],
            "2027-02-01",
            id="absconded",
        ),
        pytest.param(
            "eu-dublin3-transfer-6m",
            [
                LODGED,
                ACCEPTED,
                "date: 2025-09-01, kind: detention.ordered, country: AT, grounds: sentence",
            ],
            "2026-08-01",
            id="imprisoned",
        ),
        pytest.param(
            "eu-dublin3-transfer-6m",
            [
                LODGED,
                ACCEPTED,
                "date: 2025-09-01, kind: detention.ordered, country: AT, grounds: transfer",
            ],
            "2026-02-01",
            id="held-for-the-transfer",
        ),
        pytest.param(
            "eu-dublin3-transfer-6m",
            [
                LODGED,
                ACCEPTED,
                "date: 2025-09-01, kind: transfer.appealed, country: AT, to: PL, suspensive: yes",
                "date: 2025-10-15, kind: transfer.upheld, country: AT, to: PL",
            ],
            "2026-04-15",
            id="anew-from-the-decision-on-a-suspensive-appeal",
        ),
        pytest.param(
            "eu-dublin3-detained-request-1m",
            [f"{HELD}, grounds: transfer", LODGED],
            "2025-08-04",
            id="held-for-a-transfer",
        ),
        pytest.param(
            "eu-dublin3-detained-request-1m",
            [f"{HELD}, grounds: sentence", LODGED],
            None,
            id="held-for-a-sentence",
        ),
        pytest.param(
            "eu-dublin3-detained-request-1m", [HELD, LODGED], "2025-08-04 ?", id="held-for-what"
        ),
        pytest.param("eu-dublin3-detained-request-1m", [LODGED], None, id="not-held"),
        pytest.param("eu-dublin3-appeal", [DECIDED.format("PL")], "2025-09-05", id="in-poland"),
        pytest.param("eu-dublin3-appeal", [DECIDED.format("DE")], "none", id="figure-needed"),
        pytest.param("eu-dublin3-appeal", [DECIDED.format("AT")], None, id="austria-has-its-own"),
        pytest.param(TWO, [DECIDED.format("AT")], "2025-09-05", id="transfer-from-austria"),
        pytest.param(FOUR, [DECIDED.format("AT")], None, id="transfer-not-under-four-weeks"),
        pytest.param(FOUR, [LODGED, REFUSED], "2025-12-31", id="refusal-without-outcome"),
        pytest.param(TWO, [LODGED, REFUSED], "2025-12-17 ?", id="may-be-inadmissible"),
        pytest.param(TWO, [LODGED, f"{REFUSED}, outcome: rejected"], None, id="on-the-merits"),
        pytest.param(TWO, [LODGED, f"{REFUSED}, grounds: credibility"], None, id="on-its-ground"),
        pytest.param(
            TWO, [LODGED, f"{REFUSED}, outcome: inadmissible"], "2025-12-17", id="inadmissible"
        ),
        pytest.param(
            FOUR, [LODGED, f"{REFUSED}, outcome: inadmissible"], None, id="inadmissible-not-four"
        ),
        pytest.param(FOUR, [REMOVAL], "2025-12-31", id="removal-order"),
        pytest.param(TWO, [REMOVAL], "2025-12-17 ?", id="removal-order-by-itself"),
        pytest.param(
            "pl-appeal-14d",
            [REFUSED.replace("AT", "PL")],
            "2025-12-17",
            id="polish-refusal-without-outcome",
        ),
        pytest.param(
            "pl-appeal-manifestly-unfounded-5d",
            [REFUSED.replace("AT", "PL")],
            None,
            id="not-said-to-be-manifestly-unfounded",
        ),
        pytest.param(
            "pl-appeal-manifestly-unfounded-5d",
            [REFUSED.replace("AT", "PL") + ", outcome: manifestly-unfounded"],
            "2025-12-08",
            id="manifestly-unfounded",
        ),
        pytest.param(
            "pl-court-30d",
            [BOARD],
            "2025-07-30",
            id="refugee-board",
        ),
        pytest.param("pl-accelerated-30d", [IN_POLAND], None, id="not-said-to-be-accelerated"),
        pytest.param(
            "pl-accelerated-30d",
            [f"{IN_POLAND}, grounds: accelerated"],
            "2025-06-03",
            id="accelerated",
        ),
        pytest.param("eu-ammr-take-charge-request", [REGISTERED], "2026-09-14", id="registered"),
        pytest.param("eu-ammr-take-charge-request-lodged", [LATER], "2026-09-21", id="lodged-only"),
        pytest.param("eu-ammr-take-charge-request-lodged", [REGISTERED, LATER], None, id="both"),
        pytest.param(
            "eu-ammr-detained-request-1w",
            [
                REGISTERED,
                "date: 2026-07-14, kind: detention.arrested, country: FR, grounds: transfer",
            ],
            "2026-07-21",
            id="held-later",
        ),
    ],
)
def test_when_a_rule_fires_and_for_what_day(
    rule: str, events: list[str], expected: str | None
) -> None:
    found = told("2026-08-01", *events).get(rule)
    said = None if found is None else str(found.due or "none") + ("" if found.certain else " ?")

    assert said == expected


@pytest.mark.parametrize(
    ("rule", "events", "state"),
    [
        pytest.param(CHARGE, [LODGED], "missed", id="nothing"),
        pytest.param(CHARGE, [LODGED, REQUESTED], "met", id="requested"),
        pytest.param(CHARGE, [LODGED, f"{REFUSED}, outcome: rejected"], "moot", id="merits"),
        pytest.param(
            CHARGE,
            [LODGED, f"{REFUSED}, outcome: inadmissible, grounds: other-state-responsible"],
            "missed",
            id="another-state-is-responsible",
        ),
        pytest.param(CHARGE, [LODGED, ACCEPTED], "moot", id="accepted-so-it-was-requested"),
        pytest.param(CHARGE, [LODGED, REQUESTED, ACCEPTED], "met", id="requested-and-accepted"),
        pytest.param(
            "eu-dublin3-take-charge-reply-2m",
            [
                LODGED,
                f"{REQUESTED}, procedure: take-charge, grounds: visa",
                "date: 2025-09-21, kind: transfer.deemed-accepted, country: AT, to: PL",
            ],
            "missed",
            id="silence-is-no-reply",
        ),
        pytest.param(
            "eu-dublin3-transfer-6m",
            [
                LODGED,
                ACCEPTED,
                "date: 2025-09-21, kind: transfer.annulled, country: AT, to: PL",
            ],
            "moot",
            id="annulled",
        ),
        pytest.param(
            FOUR,
            [LODGED, REFUSED, "date: 2025-12-09, kind: protection.appealed, country: AT"],
            "met",
            id="appealed",
        ),
    ],
)
def test_what_becomes_of_it(rule: str, events: list[str], state: str) -> None:
    assert told("2026-08-01", *events)[rule].state == state


def test_one_appeal_answers_every_part_of_one_paper() -> None:
    appeal = "date: 2025-12-09, kind: protection.appealed, country: AT"
    found = deadlines_of(lived(LODGED, REFUSED, REMOVAL, appeal), Day(2026, 1, 10))

    parts = [(one.trigger.kind, one.state) for one in found if one.rule and one.rule.id == FOUR]
    assert sorted(parts) == [("protection.refused", "met"), ("removal.ordered", "met")]


def test_a_step_under_the_pact_in_an_older_case_is_read_both_ways() -> None:
    lodged = "date: 2026-05-12, kind: protection.lodged, country: DE"
    requested = REQUESTED.replace("2025-07-20", "2026-08-01").replace("AT", "DE")
    step = f"{requested}, procedure: take-charge, grounds: visa"

    one = told("2026-08-02", lodged, step)["eu-dublin3-take-charge-reply-2m"]

    assert (one.earliest, one.latest) == (Day(2026, 9, 1), Day(2026, 10, 1))
    assert [rule.id for rule in one.rules] == [
        "eu-dublin3-take-charge-reply-2m",
        "eu-ammr-take-charge-reply-1m",
    ]


def test_a_lodging_around_the_change_has_both_versions() -> None:
    one = told("2026-08-01", "date: 2026-06, kind: protection.lodged, country: FR")[CHARGE]

    assert (one.earliest, one.latest) == (Day(2026, 8, 12), Day(2026, 9, 11))


def test_later_austrian_decisions_are_unverified() -> None:
    one = told("2026-08-01", REFUSED.replace("2025-12", "2026-07") + ", outcome: rejected")[FOUR]

    assert (one.due, one.status) == (Day(2026, 7, 31), "unverified")
