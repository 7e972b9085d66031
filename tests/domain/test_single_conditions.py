"""Cases in which one single condition of the model decides; `make mutants` changes each of them."""

from dataclasses import replace
from datetime import date as Day
from types import SimpleNamespace
from typing import Any

import pytest
from tests.domain.alerts.raising import lived as lived_by_sources
from tests.domain.invented import UZBEK, VOCABULARY, folded, invented, lived, stands, understood
from tests.small_ledgers import case

from caseledger.domain.dates import parse_date
from caseledger.domain.decision import NOT_THE_SAME, View, decide, settled
from caseledger.domain.law import provision_from
from caseledger.domain.listing import sort_keys
from caseledger.domain.occurrences import reported_limits
from caseledger.domain.standing import standing
from caseledger.domain.world import World

HERE = "date: 2023-01-01, kind: movement.entered, country: TR"
REQUESTED = "date: 2023-02-01, kind: extradition.requested, country: TR, by: UZ"
REFUSED = "date: 2023-08-15, kind: extradition.refused, country: TR"
LODGED = "date: 2023-03-01, kind: protection.lodged, country: TR"
CERTIFICATE = "date: 2023-03-02, kind: protection.certificate-issued, country: TR"
IN_AUSTRIA = "date: 2023-01-01, kind: movement.entered, country: AT"
SURRENDER = "kind: extradition.surrendered, country: TR, by: UZ"
FIXED = f"date: 2023-09-01, known: 2023-07-01, state: scheduled, {SURRENDER}"
REMOVED = "date: 2023-05-01, kind: removal.carried-out, country: TR, to: UZ"


@pytest.mark.parametrize(
    ("day", "events", "possible"),
    [
        pytest.param(
            "2023-12-31",
            [HERE, "date: 2023-02-01, kind: extradition.requested, country: TR, to: PL"],
            "exposed",
            id="an-extradition-counts-wherever-it-leads",
        ),
        pytest.param(
            "2023-12-31",
            [
                IN_AUSTRIA,
                "date: 2023-02-01, kind: transfer.decided, country: AT, to: PL",
                "date: 2023-02-02, kind: transfer.decided, country: AT, to: DE",
                "date: 2023-02-03, kind: transfer.suspended, country: AT, to: PL",
            ],
            "transfer-pending",
            id="one-transfer-of-two-is-held-off",
        ),
        pytest.param(
            "2023-12-31",
            [
                HERE,
                "date: 2023-02-01, kind: removal.ordered, country: TR, to: UZ",
                "date: 2023-02-02, kind: transfer.decided, country: TR, to: UZ",
                "date: 2023-02-03, kind: protection.residence-granted, country: TR",
                LODGED,
            ],
            "exposed or limbo or protected",
            id="a-possible-cover-is-a-choice-for-each-track",
        ),
        pytest.param(
            "2023-06-10",
            [
                HERE,
                REQUESTED,
                "date: 2023-06-20, kind: case.note",
                "date: 2023-06, kind: protection.lodged, country: TR, after: [e3]",
            ],
            "exposed",
            id="nothing-comes-before-what-it-comes-after",
        ),
        pytest.param(
            "2024-12-31",
            [HERE, LODGED, "date: 2023-01-01, kind: protection.interview, country: TR", REQUESTED],
            "limbo",
            id="a-claim-is-not-idle",
        ),
        pytest.param(
            "2024-06-01",
            [
                HERE,
                REQUESTED,
                f"{CERTIFICATE}, until: 2024-12-31",
                f"{CERTIFICATE}, after: [e3]",
            ],
            "exposed or limbo",
            id="a-later-paper-without-an-end-replaces-one-with-an-end",
        ),
        pytest.param(
            "2023-12-31",
            [REMOVED, "date: 2023-06-01, kind: movement.left, country: UZ"],
            "unknown",
            id="who-was-returned-and-left-is-elsewhere",
        ),
        pytest.param(
            "2023-12-31",
            [HERE, f"date: 2023-05-01, {SURRENDER}, to: withheld"],
            "returned",
            id="a-state-that-is-named-comes-before-one-that-is-withheld",
        ),
        pytest.param(
            "2023-12-31",
            [
                "date: 2023-02-01, kind: removal.ordered, country: TR, by: RU, to: PL",
                "date: 2023-05-01, kind: movement.entered, country: RU",
            ],
            "unknown",
            id="only-who-asks-for-an-extradition-is-feared",
        ),
    ],
)
def test_a_condition(day: str, events: list[str], possible: str) -> None:
    assert " or ".join(stands(day, *events).possible) == possible


@pytest.mark.parametrize(
    ("day", "events", "possible"),
    [
        pytest.param("2023-09-02", [], "exposed or returned", id="silence"),
        pytest.param(
            "2023-09-02",
            ["date: 2023-09-01, kind: detention.arrested, country: TR"],
            "exposed or returned",
            id="a-word-of-the-same-day-is-not-later",
        ),
        pytest.param(
            "2023-10-01",
            ["date: 2023-09-15, kind: detention.arrested, country: TR, state: alleged"],
            "exposed or returned",
            id="a-rumour-is-no-word",
        ),
        pytest.param(
            "2023-10-01",
            ["date: 2023-09-15, kind: extradition.requested, country: TR, by: RU"],
            "exposed or returned",
            id="a-word-on-another-state",
        ),
        pytest.param(
            "2023-10-01",
            ["date: 2023-09-15, kind: extradition.refused, country: TR"],
            "unknown",
            id="a-refusal-that-names-no-state-is-a-word",
        ),
        pytest.param("2023-09-02", [f"{REFUSED}, by: UZ"], "unknown", id="nothing-is-due"),
        pytest.param(
            "2023-09-02",
            ["date: 2023-08-15, kind: movement.entered, country: PL"],
            "unknown",
            id="they-are-elsewhere",
        ),
        pytest.param(
            "2023-09-02",
            ["date: 2023-08-15, kind: extradition.quashed, country: TR, by: UZ"],
            "exposed",
            id="it-is-no-longer-fixed",
        ),
    ],
)
def test_a_handover_without_word(day: str, events: list[str], possible: str) -> None:
    assert " or ".join(stands(day, HERE, REQUESTED, FIXED, *events).possible) == possible


@pytest.mark.parametrize(
    ("day", "level"), [("2023-06-30", "requested"), ("2023-07-01", "scheduled")]
)
def test_a_handover_is_known_from_the_first_report(day: str, level: str) -> None:
    text = case("invented", HERE, REQUESTED, FIXED.replace("known: 2023-07-01, ", ""), people=UZBEK)
    told = understood(text.replace("kind: media", "kind: media, published: 2023-07-01"))

    (exposure,) = standing(told, told.people[0], Day.fromisoformat(day), VOCABULARY).exposures

    assert exposure.exposure.level == level


@pytest.mark.parametrize(
    ("claim", "word", "certain"),
    [
        pytest.param("2022-01-01", "date: 2023-01-01", True, id="730-days-since-the-last-word"),
        pytest.param("2022-01-01", "date: 2022-12-31", False, id="731-days"),
        pytest.param("2022-01-01", "date: 2023-01-01, state: alleged", False, id="a-rumour"),
    ],
)
def test_when_a_claim_is_idle(claim: str, word: str, certain: bool) -> None:
    now = stands(
        "2024-12-31",
        f"date: {claim}, kind: protection.lodged, country: TR",
        f"{word}, kind: protection.interview, country: TR",
    )

    assert [one.certain for one in now.shields] == [certain]


@pytest.mark.parametrize(
    ("answer", "possible"),
    [
        pytest.param("yes", ("exposed",), id="it-ends"),
        pytest.param("no", ("limbo",), id="it-does-not"),
        pytest.param("unknown", ("exposed", "limbo"), id="nobody-knows"),
    ],
)
def test_the_law_says_whether_a_refusal_ends_the_certificate(
    answer: str, possible: tuple[str, ...]
) -> None:
    refused = "date: 2023-04-01, kind: protection.refused, country: TR"
    law = {"question": "ends", "kind": "protection.refused", "shield": "certificate"}

    found = _by_law(law | {"answer": answer}, HERE, REQUESTED, CERTIFICATE, refused)

    assert found == possible


@pytest.mark.parametrize(
    ("answer", "possible"),
    [
        pytest.param("yes", ("protected",), id="they-are-not-extradited"),
        pytest.param("no", ("exposed",), id="they-are"),
        pytest.param("unknown", ("exposed", "protected"), id="nobody-knows"),
    ],
)
def test_the_law_says_whether_own_citizens_are_extradited(
    answer: str, possible: tuple[str, ...]
) -> None:
    citizen = "date: 2023-04-01, kind: protection.citizenship-granted, country: TR"
    law = {"question": "covers", "shield": "citizenship", "track": "extradition"}

    assert _by_law(law | {"answer": answer}, HERE, REQUESTED, citizen) == possible


def _by_law(law: dict[str, str], *events: str) -> tuple[str, ...]:
    """What is possible under one provision that was read."""
    tree = {"id": "told", "title": "Told", "jurisdiction": "TR", "status": "text"}
    words = VOCABULARY.with_law([provision_from(tree | law)])
    made = invented(*events)
    return standing(made, made.people[0], Day(2023, 5, 1), words).possible


# What the state of one place cannot show


@pytest.mark.parametrize("word", sorted(NOT_THE_SAME))
def test_a_word_in_place_of_a_state_is_not_the_same_state(word: str) -> None:
    assert settled(World(location=word), frozenset({word})) not in ("returned", "at-origin")


def test_no_place_settles_it() -> None:
    assert settled(World(), frozenset({"UZ"})) == "unknown"
    assert settled(World(location="TR"), frozenset({"UZ"})) == ""


def test_a_request_in_one_state_does_not_count_in_another() -> None:
    world = folded(REQUESTED, "date: 2023-05-01, kind: movement.entered, country: PL")

    assert decide(View(world, (), (), {}), frozenset({"UZ"}), VOCABULARY) == "unknown"


@pytest.mark.parametrize(
    ("events", "left"),
    [
        pytest.param(
            [
                "date: 2023-02-01, kind: extradition.requested, country: PL, by: UZ",
                REQUESTED,
                REFUSED,
            ],
            {("extradition", "PL", "UZ")},
            id="the-only-one-of-its-host",
        ),
        pytest.param(
            ["date: 2023-02-01, kind: removal.ordered, country: TR, to: UZ", REQUESTED, REFUSED],
            {("removal", "TR", "UZ")},
            id="the-only-one-of-its-track",
        ),
        pytest.param(
            ["date: 2023-02-01, kind: extradition.requested, country: TR, to: RU"],
            {("extradition", "TR", "RU")},
            id="who-asks-is-not-said",
        ),
    ],
)
def test_which_exposures_are_left(events: list[str], left: set[tuple[str, str, str]]) -> None:
    assert set(folded(*events).exposures) == left


def test_extended_is_the_status_of_its_host() -> None:
    world = folded(
        "date: 2023-02-01, kind: protection.granted, country: TR, outcome: subsidiary",
        "date: 2023-02-02, kind: protection.granted, country: PL, outcome: refugee",
        "date: 2023-02-03, kind: protection.extended, country: TR, until: 2026",
    )

    assert {(s.kind, s.host) for s in world.shields.values()} == {
        ("subsidiary", "TR"),
        ("refugee", "PL"),
    }


# Orders, caps and the limit


def test_after_is_stronger_than_the_hour() -> None:
    life = lived(
        "date: 2023-01-05, time: '10:00Z', kind: case.note, after: [e2]",
        "date: 2023-01-05, time: '12:00Z', kind: case.note",
    )
    early, late = life.occurrences

    assert life.plain.ordering.precedes(late, early)


@pytest.mark.parametrize(
    ("says", "limits"),
    [
        pytest.param("[s1]", [Day(2023, 3, 10)], id="who-reports-it"),
        pytest.param("[{source: s1, says: {state: refuted}}]", [], id="who-denies-it"),
        pytest.param("[{source: s1, says: {country: PL}}]", [Day(2023, 3, 10)], id="who-differs"),
    ],
)
def test_only_who_reports_it_as_happened_says_by_when(says: str, limits: list[Day]) -> None:
    life = lived_by_sources(f"date: 2023, kind: movement.entered, country: TR, sources: {says}")
    told = {key: replace(s, published=parse_date("2023-03-10")) for key, s in life.sources.items()}

    assert list(reported_limits(life.occurrences[0].event, told)) == limits


@pytest.mark.parametrize(
    ("measures", "complete", "possible"),
    [
        pytest.param(8, True, "exposed or limbo or unknown or temporary", id="1024"),
        pytest.param(9, False, "exposed or unknown", id="2048"),
    ],
)
def test_the_limit_is_of_end_states_times_shields(
    measures: int, complete: bool, possible: str
) -> None:
    # The certificate and each measure may have been renewed, the request may have been withdrawn:
    # each doubles the combinations. The bound takes nothing for renewed.
    bodies = VOCABULARY.words("bodies")[:measures]
    certificate = f"{CERTIFICATE}, until: 2023-04-01"
    run_out = [
        "date: 2023-03-01, kind: complaint.measure-granted, country: TR, until: 2023-04-01,"
        f" body: {body}"
        for body in bodies
    ]
    withdrawn = "date: 2023-05-01, kind: extradition.withdrawn, country: TR, by: UZ, state: alleged"

    now = stands("2023-12-31", HERE, REQUESTED, certificate, *run_out, withdrawn)

    assert (now.possible_complete, " or ".join(now.possible)) == (complete, possible)


# Tables


def test_people_stand_in_the_order_of_severity() -> None:
    key: Any = sort_keys(VOCABULARY)["standing"]
    people: list[Any] = [
        SimpleNamespace(standing=SimpleNamespace(code=code))
        for code in sorted(VOCABULARY.words("standings"))
    ]

    assert [one.standing.code for one in sorted(people, key=key)] == [
        *("exposed", "missing", "limbo", "threatened", "unknown", "transfer-pending"),
        *("no-status", "temporary", "protected", "at-origin", "returned", "deceased"),
    ]
