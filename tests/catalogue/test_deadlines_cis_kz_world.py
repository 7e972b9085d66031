"""Where rules of the CIS, Kazakhstan, Strasbourg and the UN start a clock, and what stops it."""

from __future__ import annotations

from datetime import date as Day

import pytest
from tests.domain.invented import lived

from caseledger.domain.deadlines.finding import deadlines_of

FIXED = "date: 2026-07-01, kind: extradition.surrender-scheduled, country: AT, by: TR"
ARREST = "date: 2026-03-05, kind: extradition.arrested, country: KZ, by: UZ"
REQUEST = "date: 2026-03-01, kind: extradition.requested, country: KZ, by: UZ, grounds: prosecution"
WANTED = "date: 2026-02-01, kind: extradition.wanted, by: UZ"
HELD = "date: 2026-03-05, kind: detention.arrested, country: KZ"
FINAL = "date: 2026-03-05, kind: removal.upheld, country: AT, to: UZ"
CERTIFIED = "date: 2026-03-05, kind: protection.certificate-issued, country: KZ"
KZ_40D = "kz-ext-temporary-detention-40d"
MINSK_40D = "cis-minsk-release-no-request-40d"
STRASBOURG = "echr-application-4m"


@pytest.mark.parametrize(
    ("rule", "events", "expected"),
    [
        pytest.param(KZ_40D, [ARREST], "yes", id="arrest-without-grounds"),
        pytest.param(KZ_40D, [f"{ARREST}, grounds: wanted"], "yes", id="wanted"),
        pytest.param(KZ_40D, [f"{ARREST}, grounds: request"], "no", id="on-request"),
        pytest.param(KZ_40D, [REQUEST, ARREST], "no", id="request-received-before"),
        pytest.param(KZ_40D, [f"{HELD}, grounds: extradition"], "yes", id="held-for-it"),
        pytest.param(KZ_40D, [HELD], "no", id="held-without-grounds"),
        pytest.param(KZ_40D, [WANTED, HELD], "possible", id="held-while-wanted"),
        pytest.param(KZ_40D, [f"{HELD}, grounds: sentence"], "no", id="held-for-a-sentence"),
        pytest.param(
            KZ_40D,
            [REQUEST.replace("prosecution", "provisional"), f"{ARREST}, grounds: provisional"],
            "yes",
            id="motion-for-arrest-before",
        ),
        pytest.param(MINSK_40D, [ARREST], "possible", id="chisinau-may-take-its-place"),
        pytest.param(
            MINSK_40D, [ARREST.replace("UZ", "KG")], "no", id="chisinau-between-its-parties"
        ),
        pytest.param(
            "cis-chisinau-release-no-request-40d",
            [ARREST.replace("UZ", "KG")],
            "yes",
            id="chisinau",
        ),
        pytest.param(
            "cis-chisinau-release-no-request-40d",
            [ARREST.replace("UZ", "TM")],
            "no",
            id="not-a-party-to-chisinau",
        ),
        pytest.param(
            "cis-minsk-release-no-request-1m", [ARREST], "no", id="both-bound-by-the-protocol"
        ),
        pytest.param(
            "cis-minsk-release-no-request-1m",
            [ARREST.replace("UZ", "RU")],
            "possible",
            id="protocol-not-known-to-bind-both",
        ),
        pytest.param(
            "coe-extradition-provisional-40d",
            [ARREST.replace("KZ", "AT").replace("UZ", "TR")],
            "yes",
            id="council-of-europe",
        ),
        pytest.param("coe-extradition-provisional-40d", [ARREST], "no", id="not-parties"),
        pytest.param(STRASBOURG, [f"{FINAL}, final: yes"], "yes", id="final"),
        pytest.param(STRASBOURG, [FINAL], "no", id="not-said-to-be-final"),
        pytest.param(
            STRASBOURG, [f"{FINAL}, final: yes".replace("AT", "KZ")], "no", id="not-in-europe"
        ),
        pytest.param(
            "un-hrc-abuse-5y",
            [f"{FINAL}, final: yes".replace("AT", "KZ")],
            "yes",
            id="protocol-binds",
        ),
        pytest.param(
            "un-hrc-interim-none",
            [f"{FINAL}, level: supreme".replace("AT", "KZ")],
            "yes",
            id="upheld-by-the-highest-court",
        ),
        pytest.param(
            "un-hrc-interim-none", [FINAL.replace("AT", "KZ")], "no", id="upheld-somewhere"
        ),
        pytest.param(
            "un-cat-complaint-none",
            [f"{FINAL}, final: yes".replace("AT", "TJ")],
            "possible",
            id="declaration-not-known",
        ),
        pytest.param(
            "kz-asylum-certificate-validity-3m",
            [CERTIFIED],
            "yes",
            id="certificate-without-end",
        ),
        pytest.param(
            "kz-asylum-certificate-validity-3m",
            [f"{CERTIFIED}, until: 2026-06-01"],
            "no",
            id="certificate-with-end",
        ),
        pytest.param(
            "kz-asylum-court-1m",
            ["date: 2024-03-05, kind: protection.refused, country: KZ"],
            "yes",
            id="refusal-without-outcome",
        ),
        pytest.param(
            "kz-asylum-apply-irregular-1d",
            ["date: 2026-03-05, kind: movement.entered, country: KZ"],
            "no",
            id="manner-of-entry-not-said",
        ),
        pytest.param(
            "kz-asylum-apply-5d",
            ["date: 2026-03-05, kind: movement.entered, country: KZ, grounds: irregular"],
            "no",
            id="one-day-instead-of-five",
        ),
    ],
)
def test_when_a_rule_fires(rule: str, events: list[str], expected: str) -> None:
    found = [one for one in deadlines_of(lived(*events), Day(2026, 3, 10)) if one.rule]
    told = {one.rule.id: one.certain for one in found if one.rule}

    assert {True: "yes", False: "possible", None: "no"}[told.get(rule)] == expected


RELEASED = "date: {day}, kind: detention.released, country: KZ"


@pytest.mark.parametrize(
    ("events", "state", "late"),
    [
        pytest.param([RELEASED.format(day="2026-04-10")], "met", "no", id="released-in-time"),
        pytest.param([RELEASED.format(day="2026-04-20")], "met", "yes", id="released-late"),
        pytest.param([REQUEST.replace("03-01", "04-10")], "met", "no", id="request-in-time"),
        pytest.param([REQUEST.replace("03-01", "04-20")], "met", "yes", id="request-late"),
        pytest.param(
            [REQUEST.replace("03-01", "04-10").replace("prosecution", "provisional")],
            "missed",
            None,
            id="only-another-motion",
        ),
        pytest.param(
            ["date: 2026-04-20, kind: extradition.withdrawn, country: KZ, by: UZ"],
            "missed",
            None,
            id="withdrawn-but-still-held",
        ),
        pytest.param(
            ["date: 2026-04-10, kind: extradition.surrendered, country: KZ, by: UZ"],
            "moot",
            None,
            id="handed-over",
        ),
        pytest.param([], "missed", None, id="nothing"),
    ],
)
def test_forty_days_are_met_by_a_request_or_by_release(
    events: list[str], state: str, late: str | None
) -> None:
    life = lived(f"{ARREST}, grounds: wanted", *events)
    (one,) = (d for d in deadlines_of(life, Day(2026, 5, 1)) if d.rule and d.rule.id == KZ_40D)

    assert (one.due, one.state) == (Day(2026, 4, 14), state)
    assert (one.met.late if one.met else None) == late


@pytest.mark.parametrize(
    ("event", "state"),
    [
        pytest.param("date: 2026-05-01, kind: complaint.lodged, body: ECtHR", "met", id="lodged"),
        pytest.param("date: 2026-05-01, kind: complaint.lodged, body: CAT", "upcoming", id="other"),
        pytest.param(
            "date: 2026-05-01, kind: removal.carried-out, country: AT, to: UZ",
            "upcoming",
            id="a-handover-does-not-end-it",
        ),
    ],
)
def test_strasbourg_is_met_by_an_application_only(event: str, state: str) -> None:
    life = lived(f"{FINAL}, final: yes, served: 2026-03-06", event)
    (one,) = (d for d in deadlines_of(life, Day(2026, 6, 1)) if d.rule and d.rule.id == STRASBOURG)

    assert (one.due, one.state) == (Day(2026, 7, 6), state)


def test_a_renewed_certificate_meets_the_term_and_starts_the_next() -> None:
    life = lived(
        CERTIFIED,
        "date: 2026-05-20, kind: protection.certificate-extended, country: KZ",
    )
    found = [
        (one.due, one.state)
        for one in deadlines_of(life, Day(2026, 6, 1))
        if one.rule and one.rule.id == "kz-asylum-certificate-validity-3m"
    ]

    assert found == [(Day(2026, 6, 5), "met"), (Day(2026, 8, 20), "upcoming")]


@pytest.mark.parametrize(
    "event",
    [
        f"{FIXED}, for: 2026-07-13",
        "date: 2026-07-13, kind: extradition.surrendered, country: AT, by: TR, state: scheduled",
    ],
)
def test_a_day_fixed_for_a_handover_starts_the_clock_of_rule_39(event: str) -> None:
    found = {d.rule.id: d.due for d in deadlines_of(lived(event), Day(2026, 7, 2)) if d.rule}

    assert found["echr-rule39-one-working-day"] == Day(2026, 7, 10)  # the Friday before a Monday
    assert found["echr-rule39-asap"] is None
    assert found["coe-extradition-surrender-30d"] == Day(2026, 8, 12)


def test_a_handover_without_a_day_gives_no_working_day() -> None:
    found = {d.rule.id for d in deadlines_of(lived(FIXED), Day(2026, 7, 2)) if d.rule}

    assert "echr-rule39-asap" in found
    assert "echr-rule39-one-working-day" not in found
