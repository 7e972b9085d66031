"""Fine points 6 to 10 of DESIGN 5 by their numbers, each both ways; the citizenship is UZ."""

import pytest
from tests.domain.invented import stands

HERE = "date: 2024-01-01, kind: movement.entered, country: KZ"
ASKED = "kind: extradition.requested, country: KZ, by: UZ"
REFUSED = "kind: extradition.refused, country: KZ, by: UZ"
ORDERED = "kind: extradition.ordered, country: KZ, by: UZ"
NONE = "kind: protection.none, country: KZ"
POLAND = "kind: movement.entered, country: PL"
REFUGEE = "kind: protection.granted, country: KZ, outcome: refugee"
CERTIFIED = "kind: protection.certificate-issued, country: KZ"
SUSPENDED = "kind: extradition.suspended, country: KZ"
RESUMED = "kind: extradition.resumed, country: KZ"
MISSING = "date: 2024-02-01, kind: person.missing"
LOST = "kind: movement.whereabouts-unknown"
EXPELLED = "date: 2024-02-01, kind: removal.carried-out, country: KZ, to: UZ"
UZBEK_REQUEST = "date: 2024-01-02, kind: extradition.requested, country: KZ, by: UZ"


@pytest.mark.parametrize(
    ("day", "events", "possible"),
    [
        # 6. The last write replaces certainty and end; a clearing needs the same scope.
        pytest.param(
            "2024-06-01",
            [
                HERE,
                UZBEK_REQUEST,
                f"date: 2024-02-01, {CERTIFIED}, until: 2024-12-31",
                f"date: 2024-03-01, {CERTIFIED}, until: 2024-04-01",
            ],
            "exposed limbo",
            id="6-the-last-end-counts",
        ),
        pytest.param(
            "2024-06-01",
            [
                HERE,
                UZBEK_REQUEST,
                f"date: 2024-02-01, {CERTIFIED}, until: 2024-04-01",
                f"date: 2024-03-01, {CERTIFIED}, until: 2024-12-31",
            ],
            "limbo",
            id="6-whichever-it-is",
        ),
        pytest.param(
            "2024-06-01",
            [HERE, f"date: 2024-01-02, {ORDERED}"]
            + [
                f"date: 2024-0{month}-01, kind: extradition.appealed, country: KZ, by: UZ, {how}"
                for month, how in ((2, "suspensive: yes"), (3, "suspensive: no"))
            ],
            "limbo",
            id="6-not-suspensive-writes-nothing",
        ),
        pytest.param(
            "2024-06-01",
            [
                HERE,
                UZBEK_REQUEST,
                f"date: 2024-02-01, {SUSPENDED}",
                f"date: 2024-03-01, {RESUMED}, by: UZ",
            ],
            "limbo",
            id="6-all-is-not-one",
        ),
        pytest.param(
            "2024-06-01",
            [
                HERE,
                UZBEK_REQUEST,
                f"date: 2024-02-01, {SUSPENDED}, by: UZ",
                f"date: 2024-03-01, {RESUMED}",
            ],
            "limbo",
            id="6-one-is-not-all",
        ),
        pytest.param(
            "2024-06-01",
            [HERE, UZBEK_REQUEST, f"date: 2024-02-01, {SUSPENDED}", f"date: 2024-03-01, {RESUMED}"],
            "exposed",
            id="6-the-same-scope",
        ),
        # 7. What names another state clears only that exposure, and its appeal and suspension.
        pytest.param(
            "2024-06-01",
            [
                HERE,
                UZBEK_REQUEST,
                "date: 2024-02-01, kind: extradition.refused, country: KZ, by: RU",
            ],
            "exposed",
            id="7-another-state",
        ),
        pytest.param(
            "2024-06-01",
            [
                HERE,
                "date: 2024-01-02, kind: extradition.requested, country: KZ",
                f"date: 2024-02-01, {REFUSED}",
            ],
            "unknown",
            id="7-one-to-unknown-if-it-is-the-only-one",
        ),
        pytest.param(
            "2024-06-01",
            [
                HERE,
                UZBEK_REQUEST,
                "date: 2024-01-03, kind: extradition.requested, country: KZ",
                "date: 2024-02-01, kind: extradition.refused, country: KZ, by: RU",
            ],
            "exposed",
            id="7-not-one-of-several",
        ),
        pytest.param(
            "2024-06-01",
            [
                HERE,
                f"date: 2024-01-05, {SUSPENDED}, by: UZ",
                f"date: 2024-02-01, {REFUSED}",
                f"date: 2024-03-01, {ASKED}",
            ],
            "exposed",
            id="7-ends-the-suspension-without-an-exposure",
        ),
        pytest.param(
            "2024-06-01",
            [
                HERE,
                f"date: 2024-01-05, {SUSPENDED}, by: UZ",
                "date: 2024-02-01, kind: extradition.refused, country: KZ, by: RU",
                f"date: 2024-03-01, {ASKED}",
            ],
            "limbo",
            id="7-not-that-of-another-state",
        ),
        pytest.param(
            # Surrendered to Russia at the request of Uzbekistan: Russia's own request is open.
            "2024-06-01",
            [
                HERE,
                UZBEK_REQUEST,
                "date: 2024-01-03, kind: extradition.requested, country: KZ, by: RU",
                "date: 2024-02-01, kind: extradition.surrendered, country: KZ, by: UZ, to: RU",
                "date: 2024-03-01, kind: movement.entered, country: KZ",
                "date: 2024-04-01, kind: extradition.refused, country: KZ, by: RU",
            ],
            "unknown",
            id="7-surrendered-names-by",
        ),
        pytest.param(
            "2024-06-01",
            [
                HERE,
                UZBEK_REQUEST,
                "date: 2024-01-03, kind: extradition.requested, country: KZ, by: RU",
                "date: 2024-02-01, kind: extradition.surrendered, country: KZ, to: RU",
                "date: 2024-03-01, kind: movement.entered, country: KZ",
                "date: 2024-04-01, kind: extradition.refused, country: KZ, by: RU",
            ],
            "exposed",
            id="7-surrendered-else-to",
        ),
        # 8. An extension without an outcome is of the status that was written last.
        pytest.param(
            "2024-06-01",
            [
                HERE,
                UZBEK_REQUEST,
                "date: 2024-01-05, kind: protection.residence-granted, country: KZ",
                f"date: 2024-02-01, {REFUGEE}",
                "date: 2024-03-01, kind: protection.extended, country: KZ, until: 2024-04-01",
            ],
            "exposed protected",
            id="8-the-last-is-extended",
        ),
        pytest.param(
            "2024-06-01",
            [
                HERE,
                UZBEK_REQUEST,
                f"date: 2024-01-05, {REFUGEE}",
                "date: 2024-02-01, kind: protection.residence-granted, country: KZ",
                "date: 2024-03-01, kind: protection.extended, country: KZ, until: 2024-04-01",
            ],
            "protected",
            id="8-not-the-first",
        ),
        pytest.param(
            "2024-06-01",
            [HERE, "date: 2024-03-01, kind: protection.extended, country: KZ, until: 2025"],
            "unknown",
            id="8-nothing-to-extend",
        ),
        # 9. A record of no status stays until a status of that host is written.
        pytest.param(
            "2024-06-01",
            [HERE, f"date: 2024-01-05, {NONE}"]
            + [
                f"date: 2024-0{month}-01, kind: protection.mandate-{verb}, country: KZ"
                for month, verb in ((2, "recognised"), (3, "withdrawn"))
            ],
            "no-status",
            id="9-a-mandate-is-none",
        ),
        pytest.param(
            "2024-06-01",
            [HERE, f"date: 2024-01-05, {NONE}"]
            + [
                f"date: 2024-0{month}-01, kind: protection.residence-{verb}, country: KZ"
                for month, verb in ((2, "granted"), (3, "ended"))
            ],
            "unknown",
            id="9-a-status-was-written",
        ),
        # 10. An arrival changes the state or is forced; only a known state ends `missing`.
        pytest.param(
            "2024-06-01",
            [HERE, EXPELLED, "date: 2024-03-01, kind: detention.arrested, country: UZ"],
            "returned",
            id="10-the-same-state-is-no-arrival",
        ),
        pytest.param(
            "2024-06-01",
            [
                HERE,
                EXPELLED,
                f"date: 2024-03-01, {POLAND}",
                "date: 2024-04-01, kind: movement.entered, country: UZ",
            ],
            "at-origin",
            id="10-an-arrival-of-their-own",
        ),
        pytest.param(
            "2024-06-01",
            ["date: 2024-01-01, kind: movement.located, country: UZ", EXPELLED],
            "returned",
            id="10-a-forced-arrival-in-the-same-state",
        ),
        pytest.param(
            "2024-06-01",
            [HERE, UZBEK_REQUEST, f"date: 2024-03-01, {LOST}"],
            "unknown",
            id="10-lost",
        ),
        pytest.param(
            "2024-06-01",
            [HERE, EXPELLED, f"date: 2024-03-01, {LOST}"],
            "returned",
            id="10-unless-returned",
        ),
        pytest.param(
            "2024-06-01",
            [HERE, MISSING, "date: 2024-03-01, kind: movement.located, country: unknown"],
            "missing",
            id="10-an-unknown-state-finds-nobody",
        ),
        pytest.param(
            "2024-06-01", [HERE, MISSING, f"date: 2024-03-01, {POLAND}"], "unknown", id="10-found"
        ),
        pytest.param(
            "2024-06-01",
            [HERE, "date: 2024-03-01, kind: movement.abducted, country: KZ"],
            "missing",
            id="10-abducted",
        ),
        pytest.param(
            "2024-06-01",
            [HERE, "date: 2024-03-01, kind: movement.abducted, country: KZ, to: UZ"],
            "returned",
            id="10-abducted-to-a-known-state",
        ),
    ],
)
def test_fine_points_of_what_events_do(day: str, events: list[str], possible: str) -> None:
    now = stands(day, *events)

    assert (" ".join(now.possible), now.possible_complete) == (possible, True)
