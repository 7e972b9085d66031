"""Which shield holds off which exposure, and how a shield becomes possible, no longer certain."""

import pytest
from tests.domain.invented import VOCABULARY, stands

# In Turkey, of whose law the catalogue says nothing.
HERE = "date: 2024-01-01, kind: movement.entered, country: TR"
THREATS = {
    "extradition": "date: 2024-01-02, kind: extradition.ordered, country: TR, by: UZ",
    "removal": "date: 2024-01-02, kind: removal.ordered, country: TR, to: UZ",
    "transfer": "date: 2024-01-02, kind: transfer.decided, country: TR, to: UZ",
}
GRANTED = "protection.granted, outcome: "
SHIELDS = {
    # shield: the event that writes it, and whether it holds off extradition, removal, transfer
    "refugee": (GRANTED + "refugee", "yes", "yes", "yes"),
    "subsidiary": (GRANTED + "subsidiary", "yes", "yes", "yes"),
    "humanitarian": (GRANTED + "humanitarian", "possible", "yes", "yes"),
    "temporary-protection": (GRANTED + "temporary-protection", "possible", "yes", "yes"),
    "residence": ("protection.residence-granted", "no", "possible", "possible"),
    "citizenship": ("protection.citizenship-granted", "possible", "yes", "yes"),
    "pending": ("protection.lodged", "yes", "yes", "no"),
    "certificate": ("protection.certificate-issued, until: 2024-12-31", "yes", "yes", "no"),
    "appeal": ("protection.appealed, suspensive: yes", "yes", "yes", "no"),
    # It belongs to its procedure and holds off no other: see below.
    "suspension": ("transfer.suspended, to: RU", "no", "no", "no"),
    "interim-measure": ("complaint.measure-granted, body: CAT", "yes", "yes", "yes"),
    "judgment": (
        "complaint.decided, body: CAT, outcome: return-would-violate",
        *("yes", "yes", "yes"),
    ),
    "mandate": ("protection.mandate-recognised", "possible", "possible", "no"),
    "visa": ("protection.visa-granted, until: 2024-12-31", "no", "no", "no"),
}
STATUSES = {"refugee", "subsidiary", "humanitarian", "temporary-protection", "residence"}
STATUSES |= {"citizenship"}


@pytest.mark.parametrize("track", THREATS)
@pytest.mark.parametrize("shield", SHIELDS)
def test_which_shield_holds_off_which_track(shield: str, track: str) -> None:
    event, *answers = SHIELDS[shield]
    answer = dict(zip(THREATS, answers, strict=True))[track]
    now = stands(
        "2024-02-01", HERE, THREATS[track], f"date: 2024-01-05, country: TR, kind: {event}"
    )
    held = "protected" if shield in STATUSES else "limbo"
    possible = {"yes": {held}, "possible": {"exposed", held}, "no": {"exposed"}}[answer]

    assert set(now.possible) == possible
    assert [(one.shield.kind, one.certain) for one in now.shields] == [(shield, True)]


def test_every_shield_has_its_row() -> None:
    # No entry writes the time to appeal: it comes from a rule, see test_enforceability.
    assert {*SHIELDS, "appeal-window"} == set(VOCABULARY.shields)
    assert {kind for kind in SHIELDS if VOCABULARY.is_status(kind)} == STATUSES


@pytest.mark.parametrize("track", THREATS)
@pytest.mark.parametrize("other", THREATS)
@pytest.mark.parametrize("kind", ["appealed, suspensive: yes", "suspended"])
def test_an_appeal_or_suspension_holds_off_its_own_procedure(
    kind: str, other: str, track: str
) -> None:
    named = ("by" if other == "extradition" else "to") + ": UZ"
    event = f"date: 2024-01-05, country: TR, {named}, kind: {other}.{kind}"
    now = stands("2024-02-01", HERE, THREATS[track], event)

    assert now.possible == (("limbo",) if other == track else ("exposed",))


@pytest.mark.parametrize(
    ("against", "track", "possible"),
    [
        pytest.param("[removal]", "removal", ("limbo",), id="it"),
        pytest.param("[removal]", "extradition", ("exposed",), id="another"),
        pytest.param("[removal, transfer]", "transfer", ("limbo",), id="one-of-two"),
    ],
)
def test_a_measure_may_be_against_some_tracks_only(
    against: str, track: str, possible: tuple[str, ...]
) -> None:
    measure = "date: 2024-01-05, country: TR, kind: complaint.measure-granted, body: CAT"

    now = stands("2024-02-01", HERE, THREATS[track], f"{measure}, against: {against}")

    assert now.possible == possible


CERTIFIED = "date: 2024-01-05, kind: protection.certificate-issued, country: TR"
LODGED = "date: 2024-01-05, kind: protection.lodged, country: TR"
TO_POLAND = "date: 2024-01-10, kind: movement.entered, country: PL"
BACK = "date: 2024-01-20, kind: movement.entered, country: TR"
APPEALED = "date: 2024-01-05, kind: extradition.appealed, country: TR, by: UZ"
SURE, OPEN = ("limbo",), ("exposed", "limbo")


@pytest.mark.parametrize(
    ("day", "events", "possible"),
    [
        # 1. Its `until` has passed with no word of renewal or end.
        pytest.param("2024-03-01", [f"{CERTIFIED}, until: 2024-03-01"], SURE, id="until-its-day"),
        pytest.param(
            "2024-03-02", [f"{CERTIFIED}, until: 2024-03-01"], OPEN, id="until-has-passed"
        ),
        pytest.param(
            "2024-03-02",
            [f"{CERTIFIED}, until: 2024-03-01", f"{CERTIFIED}, until: 2024-09-01"],
            SURE,
            id="until-renewed",
        ),
        pytest.param(
            "2024-03-02",
            [
                f"{CERTIFIED}, until: 2024-03-01",
                "date: 2024-03-02, kind: protection.certificate-withdrawn, country: TR",
            ],
            ("exposed",),
            id="until-and-the-end-is-known",
        ),
        # 2. It has none, and its usual term is over: 90 days for a certificate.
        pytest.param("2024-04-04", [CERTIFIED], SURE, id="usual-term"),
        pytest.param("2024-04-05", [CERTIFIED], OPEN, id="usual-term-over"),
        pytest.param(
            "2024-04-05", [f"{CERTIFIED}, until: 2024-12-31"], SURE, id="no-usual-term-beside-until"
        ),
        # 3. It is a claim or appeal on which nothing is recorded for 730 days.
        pytest.param("2026-01-04", [LODGED], SURE, id="730-days"),
        pytest.param("2026-01-05", [LODGED], OPEN, id="idle-claim"),
        pytest.param("2026-01-05", [f"{APPEALED}, suspensive: yes"], OPEN, id="idle-appeal"),
        pytest.param(
            "2026-01-05",
            [LODGED, "date: 2024-01-06, kind: protection.interview, country: TR"],
            SURE,
            id="not-idle",
        ),
        pytest.param(
            "2036-01-05",
            ["date: 2024-01-05, kind: complaint.measure-granted, body: CAT, country: TR"],
            SURE,
            id="a-measure-is-never-idle",
        ),
        # 4. The person was placed in another state since.
        pytest.param("2024-02-01", [LODGED, TO_POLAND, BACK], OPEN, id="left-and-back"),
        pytest.param(
            "2024-02-01",
            [LODGED, TO_POLAND, BACK, "date: 2024-01-21, kind: protection.lodged, country: TR"],
            SURE,
            id="written-anew",
        ),
        pytest.param(
            "2024-02-01",
            [
                LODGED,
                "date: 2024-01-10, kind: movement.whereabouts-unknown",
                "date: 2024-01-20, kind: movement.located, country: TR",
            ],
            SURE,
            id="not-known-where-is-no-other-state",
        ),
        pytest.param(
            "2024-02-01",
            ["date: 2024-01-05, kind: protection.granted, country: TR", TO_POLAND, BACK],
            ("protected",),
            id="a-status-stays",
        ),
        # 5. An event doubts it, or whether it suspends is not known.
        pytest.param(
            "2024-02-01",
            [
                f"{CERTIFIED}, until: 2024-12-31",
                "date: 2024-01-06, kind: protection.refused, country: TR",
            ],
            OPEN,
            id="doubted",
        ),
        pytest.param(
            "2024-02-01",
            [
                f"{CERTIFIED}, until: 2024-12-31",
                "date: 2024-01-06, kind: protection.refused, country: PL",
            ],
            SURE,
            id="doubted-elsewhere",
        ),
        pytest.param(
            "2024-02-01",
            ["date: 2024-01-06, kind: protection.repeat-lodged, country: TR"],
            OPEN,
            id="a-repeat-claim",
        ),
        pytest.param("2024-02-01", [APPEALED], OPEN, id="not-said-whether-it-suspends"),
        pytest.param("2024-02-01", [f"{APPEALED}, suspensive: unknown"], OPEN, id="not-known"),
        pytest.param("2024-02-01", [f"{APPEALED}, suspensive: no"], ("exposed",), id="no"),
        pytest.param("2024-02-01", [f"{APPEALED}, suspensive: yes"], SURE, id="yes"),
    ],
)
def test_a_shield_becomes_possible(day: str, events: list[str], possible: tuple[str, ...]) -> None:
    now = stands(day, HERE, THREATS["extradition"], *events)

    assert now.possible == possible
    assert [one.certain for one in now.shields] in ([], [possible != OPEN])
