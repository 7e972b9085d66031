"""Fine points 11 to 14 of DESIGN 5 by their numbers, each both ways; the citizenship is UZ."""

import pytest
from tests.domain.invented import stands

HERE = "date: 2024-01-01, kind: movement.entered, country: KZ"
LODGED = "kind: protection.lodged, country: KZ"
HUMANITARIAN = "kind: protection.granted, country: KZ, outcome: humanitarian"
SUSPENDED = "kind: extradition.suspended, country: KZ"
UZBEK_REQUEST = "date: 2024-01-02, kind: extradition.requested, country: KZ, by: UZ"
TRANSFER = "date: 2024-01-02, kind: transfer.decided, country: KZ, to: PL"
ENFORCEABLE = "date: 2024-01-03, kind: extradition.upheld, country: KZ, by: RU, final: yes"
FIXED = "date: 2024-05-01, state: scheduled"
PROTECTED = "date: 2024-01-05, kind: protection.granted, country: KZ, outcome: refugee"
EXPULSION = "kind: removal.carried-out, country: KZ, to: UZ"
SUSPENSIVE = "date: 2024-02-01, kind: {}, country: KZ, {}, suspensive: yes"
MEASURE = "date: 2024-02-01, kind: complaint.measure-granted, body: CAT, country: KZ"
JUDGMENT = (
    "date: 2024-02-01, kind: complaint.decided, body: CAT, country: KZ, "
    "outcome: return-would-violate"
)
FROM_RUSSIA = "date: 2024-01-02, kind: extradition.requested, country: KZ, by: RU"
IN_RUSSIA = "date: 2024-02-01, kind: movement.entered, country: RU"


@pytest.mark.parametrize(
    ("day", "events", "possible"),
    [
        # 11. A handover with a day raises the level when it is known; silence after it is open.
        pytest.param(
            "2024-02-28",
            [HERE, PROTECTED, f"{FIXED}, {EXPULSION}, known: 2024-03-01"],
            "protected",
            id="11-not-heard-yet",
        ),
        pytest.param(
            "2024-03-01",
            [HERE, PROTECTED, f"{FIXED}, {EXPULSION}, known: 2024-03-01"],
            "threatened",
            id="11-known",
        ),
        pytest.param(
            "2024-04-30",
            [HERE, PROTECTED, f"{FIXED}, {EXPULSION}"],
            "protected",
            id="11-its-day-is-known",
        ),
        pytest.param(
            "2024-05-01", [HERE, PROTECTED, f"{FIXED}, {EXPULSION}"], "threatened", id="11-its-day"
        ),
        pytest.param(
            "2024-05-02",
            [HERE, PROTECTED, f"{FIXED}, {EXPULSION}"],
            "threatened returned",
            id="11-silence",
        ),
        pytest.param(
            "2024-05-02",
            [HERE, PROTECTED, f"{FIXED}, for: 2024-06-01, {EXPULSION}"],
            "protected",
            id="11-for-before-date",
        ),
        pytest.param(
            "2024-06-02",
            [HERE, PROTECTED, f"{FIXED}, for: 2024-06-01, {EXPULSION}"],
            "threatened returned",
            id="11-silence-after-for",
        ),
        pytest.param(
            "2024-07-01",
            [HERE, PROTECTED, f"{FIXED}, {EXPULSION}", "date: 2024-06-01, kind: case.note"],
            "threatened returned",
            id="11-a-note-is-no-word",
        ),
        pytest.param(
            "2024-07-01",
            [
                HERE,
                PROTECTED,
                f"{FIXED}, {EXPULSION}",
                "date: 2024-06-01, kind: movement.located, country: KZ",
            ],
            "threatened",
            id="11-placed",
        ),
        pytest.param(
            "2024-07-01",
            [
                HERE,
                PROTECTED,
                f"{FIXED}, {EXPULSION}",
                "date: 2024-06-01, kind: removal.annulled, country: KZ, to: UZ",
            ],
            "protected",
            id="11-its-exposure-is-written",
        ),
        pytest.param(
            "2024-07-01",
            [
                HERE,
                PROTECTED,
                f"{FIXED}, {EXPULSION}",
                "date: 2024-06-01, kind: extradition.refused, country: KZ, by: UZ",
            ],
            "threatened returned",
            id="11-another-exposure",
        ),
        # 12. Only its own appeal or suspension, a measure or a judgment holds off a transfer.
        pytest.param(
            "2024-06-01",
            [HERE, TRANSFER, f"date: 2024-02-01, {LODGED}"],
            "transfer-pending",
            id="12-claim",
        ),
        pytest.param(
            "2024-06-01",
            [HERE, TRANSFER, SUSPENSIVE.format("transfer.appealed", "to: PL")],
            "temporary",
            id="12-its-appeal",
        ),
        pytest.param(
            "2024-06-01",
            [HERE, TRANSFER, SUSPENSIVE.format("removal.appealed", "to: PL")],
            "transfer-pending",
            id="12-the-appeal-of-another-track",
        ),
        pytest.param(
            "2024-06-01",
            [HERE, TRANSFER, SUSPENSIVE.format("transfer.appealed", "to: LT")],
            "transfer-pending",
            id="12-the-appeal-of-another-transfer",
        ),
        pytest.param(
            "2024-06-01",
            [HERE, TRANSFER, "date: 2024-02-01, kind: transfer.suspended, country: KZ, to: PL"],
            "temporary",
            id="12-its-suspension",
        ),
        pytest.param("2024-06-01", [HERE, TRANSFER, MEASURE], "temporary", id="12-a-measure"),
        pytest.param(
            "2024-06-01",
            [HERE, TRANSFER, f"{MEASURE}, against: [extradition]"],
            "transfer-pending",
            id="12-a-measure-against-something-else",
        ),
        pytest.param("2024-06-01", [HERE, TRANSFER, JUDGMENT], "temporary", id="12-a-judgment"),
        # 13. Feared is every state that has asked; one choice for each possible cover and track.
        pytest.param("2024-06-01", [HERE, IN_RUSSIA], "unknown", id="13-nobody-asked"),
        pytest.param("2024-06-01", [HERE, FROM_RUSSIA, IN_RUSSIA], "at-origin", id="13-asked"),
        pytest.param(
            "2024-06-01",
            [
                HERE,
                FROM_RUSSIA,
                IN_RUSSIA,
                "date: 2024-01-20, kind: extradition.withdrawn, country: KZ, by: RU",
            ],
            "at-origin",
            id="13-withdrawn",
        ),
        pytest.param(
            "2024-06-01",
            [HERE, f"{FROM_RUSSIA}, state: alleged", IN_RUSSIA],
            "at-origin",
            id="13-alleged",
        ),
        pytest.param(
            "2024-06-01",
            [HERE, f"{FROM_RUSSIA}, state: refuted", IN_RUSSIA],
            "unknown",
            id="13-refuted",
        ),
        pytest.param(
            "2024-06-01",
            [HERE, IN_RUSSIA, "date: 2024-07-01, kind: extradition.wanted, country: RU, by: RU"],
            "unknown",
            id="13-not-yet",
        ),
        pytest.param(
            # Does the status hold off extraditions? If so, Russia's is enforceable against it; if
            # not, nothing holds that one off. Held off by the suspension only: for none of them.
            "2024-06-01",
            [
                HERE,
                UZBEK_REQUEST,
                FROM_RUSSIA,
                ENFORCEABLE,
                f"date: 2024-02-01, {HUMANITARIAN}",
                f"date: 2024-02-02, {SUSPENDED}, by: UZ",
            ],
            "exposed threatened",
            id="13-one-choice-for-both",
        ),
    ],
)
def test_fine_points_of_the_decision(day: str, events: list[str], possible: str) -> None:
    now = stands(day, *events)

    assert (" ".join(now.possible), now.possible_complete) == (possible, True)


COVERS = [
    "date: 2024-01-02, kind: extradition.requested, country: TR, by: UZ",
    "date: 2024-01-02, kind: removal.ordered, country: TR, to: UZ",
    *(
        f"date: 2024-01-03, kind: protection.granted, country: TR, outcome: {status}"
        for status in ("humanitarian", "temporary-protection")
    ),
    *(
        f"date: 2024-01-03, kind: protection.{event}, country: TR"
        for event in ("citizenship-granted", "residence-granted", "mandate-recognised")
    ),
]
"""Six covers that the law of Turkey may give or not: three of statuses against the extradition, one
of the residence against the removal, and one of the mandate against each."""


@pytest.mark.parametrize(
    ("appeals", "complete"),
    [pytest.param(4, True, id="14-1024"), pytest.param(5, False, id="14-2048")],
)
def test_the_limit_counts_possible_shields_times_possible_covers(
    appeals: int, complete: bool
) -> None:
    states = ("UZ", "RU", "TJ", "KG", "TM")[:appeals]
    events = (
        f"date: 2024-01-04, kind: extradition.appealed, country: TR, by: {state}"
        for state in states
    )
    now = stands("2024-06-01", HERE.replace("KZ", "TR"), *COVERS, *events)

    assert (now.code, now.certain, now.possible_complete) == ("exposed", False, complete)
    assert sum(not one.certain for one in now.shields) == (appeals if complete else 0)
