"""When alerts about threats are raised, and when not."""

import pytest
from tests.domain.alerts.raising import (
    ENTERED_POLAND,
    HERE,
    LODGED,
    REFUGEE,
    REQUESTED,
    SURRENDERED,
    Raised,
    raised,
)

FIXED = "date: 2023-04-01, kind: extradition.surrender-scheduled, country: KZ, by: UZ"
FINAL = "date: 2023-04-01, kind: extradition.upheld, country: KZ, by: UZ, final: yes"
MEASURE = "date: 2023-04-10, kind: complaint.measure-granted, body: CAT, country: KZ"
APPEALED = "date: 2023-04-10, kind: extradition.appealed, country: KZ, by: UZ"
FOR_20TH = f"{FIXED}, for: 2023-04-20"
SURRENDER_ON_20TH = (
    "date: 2023-04-20, kind: extradition.surrendered, country: KZ, by: UZ, state: scheduled,"
    " known: 2023-04-10"
)


@pytest.mark.parametrize(
    ("day", "events", "expected"),
    [
        pytest.param("2023-04-12", [HERE, FOR_20TH], [], id="eight-days-before"),
        pytest.param("2023-04-13", [HERE, FOR_20TH], [(True, "e2", "2023-04-20")], id="seven"),
        pytest.param("2023-04-20", [HERE, FOR_20TH], [(True, "e2", "2023-04-20")], id="on-it"),
        pytest.param("2023-04-21", [HERE, FOR_20TH], [], id="passed"),
        pytest.param(
            "2023-04-13", [HERE, FOR_20TH, MEASURE], [(True, "e2", "2023-04-20")], id="held-off"
        ),
        pytest.param("2023-04-05", [HERE, FIXED], [(True, "e2", "scheduled")], id="no-day"),
        pytest.param(
            "2023-04-25",
            [HERE, f"{FIXED}, for: 2023-05"],
            [(False, "e2", "2023-05")],
            id="some-day-of-a-month",
        ),
        pytest.param(
            "2023-04-18",
            [HERE, FOR_20TH, "date: 2023-04-15, kind: extradition.withdrawn, country: KZ, by: UZ"],
            [],
            id="withdrawn",
        ),
        pytest.param(
            "2023-04-18",
            [HERE, FOR_20TH, f"{FIXED}, for: 2023-06-20".replace("04-01", "04-17")],
            [],
            id="put-off",
        ),
        pytest.param(
            "2023-04-18",
            [HERE, SURRENDER_ON_20TH],
            [(True, "e2", "2023-04-20")],
            id="the-handover-itself-is-scheduled",
        ),
        pytest.param("2023-04-05", [HERE, FINAL], [(True, "e2", "enforceable")], id="enforceable"),
        pytest.param("2023-04-12", [HERE, FINAL, MEASURE], [], id="enforceable-held-off"),
        pytest.param(
            "2023-04-12",
            [HERE, FINAL, APPEALED],
            [(False, "e2", "enforceable")],
            id="enforceable-maybe-held-off",
        ),
        pytest.param(
            "2023-04-12", [HERE, f"{FINAL}".replace("yes", "no")], [], id="ordered-only"
        ),
        pytest.param(
            "2023-04-12",
            [HERE, FINAL, "date: 2023-04-10, kind: protection.mandate-recognised, country: KZ"],
            [(False, "e2", "enforceable")],
            id="enforceable-and-a-bar-that-may-not-reach",
        ),
        pytest.param(
            "2023-04-18",
            [HERE, FOR_20TH, FOR_20TH.replace("04-20", "04-25").replace("UZ", "RU")],
            [(True, "e2", "2023-04-20"), (True, "e3", "2023-04-25")],
            id="two-states",
        ),
        pytest.param(
            "2023-04-18",
            [HERE, FOR_20TH.replace("04-20", "06-20").replace("04-01", "04-17"), FOR_20TH],
            [],
            id="put-off-and-entered-first",
        ),
        pytest.param("2023-12-01", [HERE, FINAL, ENTERED_POLAND], [], id="elsewhere"),
    ],
)  # fmt: skip
def test_surrender_imminent(day: str, events: list[str], expected: Raised) -> None:
    assert raised("surrender-imminent", day, events) == expected
    assert raised("removal-imminent", day, events) == []


@pytest.mark.parametrize("track", ["removal", "transfer"])
@pytest.mark.parametrize(
    ("day", "expected"),
    [("2023-04-12", []), ("2023-04-13", [(True, "e2", "2023-04-20")]), ("2023-04-21", [])],
)
def test_removal_imminent(track: str, day: str, expected: Raised) -> None:
    fixed = f"date: 2023-04-01, kind: {track}.scheduled, country: KZ, to: UZ, for: 2023-04-20"

    assert raised("removal-imminent", day, [HERE, fixed]) == expected
    assert raised("surrender-imminent", day, [HERE, fixed]) == []


def test_removals_to_two_states_have_their_own_days() -> None:
    fixed = "date: 2023-04-01, kind: removal.scheduled, country: KZ, to: {}, for: 2023-04-{}"
    events = [HERE, fixed.format("UZ", 20), fixed.format("RU", 25)]

    assert raised("removal-imminent", "2023-04-18", events) == [
        (True, "e2", "2023-04-20"),
        (True, "e3", "2023-04-25"),
    ]


@pytest.mark.parametrize(
    ("day", "events", "expected"),
    [
        pytest.param("2023-04-20", [HERE, FOR_20TH], [], id="on-the-day"),
        pytest.param(
            "2023-05-31",
            [HERE, f"{FIXED}, for: 2023-05"],
            [(False, "e2", "2023-05")],
            id="on-the-last-day-that-it-may-be",
        ),
        pytest.param("2023-04-21", [HERE, FOR_20TH], [(True, "e2", "2023-04-20")], id="after-it"),
        pytest.param(
            "2023-05-10",
            [HERE, f"{FIXED}, for: 2023-05"],
            [(False, "e2", "2023-05")],
            id="inside-its-month",
        ),
        pytest.param(
            "2023-04-21",
            [HERE, SURRENDER_ON_20TH],
            [(True, "e2", "2023-04-20")],
            id="the-handover-itself-is-scheduled",
        ),
        pytest.param("2023-05-02", [HERE, FOR_20TH, SURRENDERED], [], id="it-took-place"),
        pytest.param(
            "2023-05-02",
            [HERE, FOR_20TH, "date: 2023-04-25, kind: movement.located, country: KZ"],
            [],
            id="still-there",
        ),
    ],
)
def test_outcome_unknown(day: str, events: list[str], expected: Raised) -> None:
    assert raised("outcome-unknown", day, events) == expected


ASKED = REQUESTED.replace("2023-02-01", "2023-07-01")


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        pytest.param([HERE, REFUGEE, ASKED], [(True, "e2 e3", "UZ")], id="a-request"),
        pytest.param([HERE, REFUGEE], [], id="no-threat"),
        pytest.param([HERE, ASKED], [], id="no-status"),
        pytest.param([HERE, REFUGEE, ASKED, FINAL.replace("04-01", "08-01")], [], id="threatened"),
        pytest.param(
            [HERE, REFUGEE, "date: 2023-07-01, kind: transfer.requested, country: KZ, to: PL"],
            [],
            id="not-feared",
        ),
        pytest.param(
            [HERE, REFUGEE, "date: 2023-07-01, kind: removal.ordered, country: KZ, to: UZ"],
            [(True, "e2 e3", "UZ")],
            id="a-removal",
        ),
        pytest.param(
            [HERE, f"{REFUGEE}, until: 2023-09-01", ASKED],
            [(False, "e2 e3", "UZ")],
            id="a-status-that-may-have-ended",
        ),
        pytest.param(
            [HERE, REFUGEE.replace("refugee", "residence"), ASKED], [], id="it-does-not-cover"
        ),
    ],
)
def test_status_challenged(events: list[str], expected: Raised) -> None:
    assert raised("status-challenged", "2023-10-01", events) == expected


TO_POLAND = "date: 2023-06-01, kind: transfer.decided, country: KZ, to: PL"


@pytest.mark.parametrize(
    ("events", "person", "expected"),
    [
        pytest.param([HERE, TO_POLAND], None, [(False, "e2", "PL")], id="nothing-known-of-it"),
        pytest.param(
            [HERE, "date: 2022-06-01, kind: extradition.requested, country: PL, by: UZ", TO_POLAND],
            None,
            [(True, "e2 e3", "PL")],
            id="it-has-a-request",
        ),
        pytest.param(
            [HERE, "date: 2022-06-01, kind: protection.refused, country: PL", TO_POLAND],
            None,
            [(True, "e2 e3", "PL")],
            id="it-has-refused",
        ),
        pytest.param(
            [
                HERE,
                "date: 2022-06-01, kind: extradition.requested, country: PL, by: UZ",
                "date: 2022-09-01, kind: extradition.refused, country: PL, by: UZ",
                TO_POLAND,
            ],
            None,
            [(False, "e4", "PL")],
            id="it-has-let-go",
        ),
        pytest.param(
            [
                HERE,
                "date: 2022-06-01, kind: extradition.requested, country: PL, by: UZ",
                "date: 2022-09-01, kind: removal.annulled, country: PL",
                TO_POLAND,
            ],
            None,
            [(True, "e2 e4", "PL")],
            id="it-has-let-go-of-something-else",
        ),
        pytest.param(
            [HERE, "date: 2022-06-01, kind: protection.granted, country: PL", TO_POLAND],
            None,
            [],
            id="it-protects",
        ),
        pytest.param(
            [
                HERE,
                "date: 2022-06-01, kind: protection.granted, country: PL",
                "date: 2022-09-01, kind: protection.revoked, country: PL",
                TO_POLAND,
            ],
            None,
            [(True, "e3 e4", "PL")],
            id="it-protects-no-longer",
        ),
        pytest.param(
            [HERE, TO_POLAND],
            {"id": "pp", "name": "P", "citizenship": ["PL"], "fears": ["UZ"]},
            [],
            id="their-own",
        ),
        pytest.param(
            [HERE, "date: 2022-06-01, kind: removal.ordered, country: PL, to: RU", TO_POLAND],
            {"id": "pp", "name": "P", "citizenship": ["PL"], "fears": ["UZ"]},
            [(True, "e2 e3", "PL")],
            id="their-own-which-expels",
        ),
        pytest.param([HERE, TO_POLAND.replace("PL", "UZ")], None, [], id="feared-is-direct"),
        pytest.param([HERE, TO_POLAND.replace(", to: PL", "")], None, [], id="unknown-is-direct"),
        pytest.param([HERE, REQUESTED], None, [], id="an-extradition-is-direct"),
    ],
)
def test_chain_risk(events: list[str], person: dict[str, object] | None, expected: Raised) -> None:
    assert raised("chain-risk", "2023-07-01", events, person) == expected


SAID = "date: 2023-05-10, kind: repression.statement-of-intent, country: KZ, to: UZ"


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        pytest.param([HERE, SAID], [(True, "e2", "UZ")], id="said"),
        pytest.param([HERE, SAID.replace(", to: UZ", "")], [(True, "e2", "")], id="nowhere-named"),
        pytest.param([HERE, f"{SAID}, state: alleged"], [(False, "e2", "UZ")], id="alleged"),
        pytest.param([HERE, f"{SAID}, state: refuted"], [], id="refuted"),
        pytest.param([HERE, SAID, REFUGEE.replace("granted", "extended").replace("KZ", "PL")],
                     [(True, "e2", "UZ")], id="a-status-elsewhere"),
        pytest.param([HERE, SAID, LODGED.replace("03-01", "06-01")], [(True, "e2", "UZ")],
                     id="a-claim-since"),
        pytest.param([HERE, SAID, REFUGEE], [], id="a-status-since"),
        pytest.param([HERE, REFUGEE.replace("06-01", "04-01"), SAID], [(True, "e3", "UZ")],
                     id="a-status-before"),
        pytest.param([HERE, SAID, f"{ENTERED_POLAND}, state: alleged"], [(False, "e2", "UZ")],
                     id="maybe-elsewhere"),
        pytest.param([HERE, SAID, ENTERED_POLAND], [], id="left"),
        pytest.param([HERE, SAID, SURRENDERED.replace("05-01", "06-01")], [], id="returned"),
        pytest.param([HERE, SAID, SAID.replace("05-10", "06-10")], [(True, "e3", "UZ")],
                     id="the-last"),
    ],
)  # fmt: skip
def test_return_announced(events: list[str], expected: Raised) -> None:
    assert raised("return-announced", "2023-12-01", events) == expected


NOTICE = "date: 2023-04-01, kind: extradition.notice-issued, by: UZ"
WANTED = "date: 2023-04-01, kind: extradition.wanted, by: UZ"
DELETED = "date: 2023-08-01, kind: extradition.notice-withdrawn, by: UZ"


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        pytest.param([HERE, NOTICE], [(True, "e2", "UZ")], id="notice"),
        pytest.param([HERE, f"{NOTICE}, state: alleged"], [(False, "e2", "UZ")], id="alleged"),
        pytest.param([HERE, NOTICE, DELETED], [], id="withdrawn"),
        pytest.param([HERE, NOTICE.replace("04-01", "09-01"), DELETED], [(True, "e2", "UZ")],
                     id="issued-again"),
        pytest.param([HERE, NOTICE, DELETED.replace("UZ", "RU")], [(True, "e2", "UZ")],
                     id="of-another-state"),
        pytest.param([HERE, NOTICE, DELETED.replace(", by: UZ", "")], [], id="of-no-named-state"),
        pytest.param([HERE, WANTED], [(False, "e2", "UZ")], id="how-far-is-not-said"),
        pytest.param([HERE, f"{WANTED}, grounds: national"], [], id="national"),
        pytest.param([HERE, f"{WANTED}, grounds: cis"], [(True, "e2", "UZ")], id="interstate"),
        pytest.param([HERE, f"{WANTED}, grounds: interstate", DELETED], [(True, "e2", "UZ")],
                     id="interstate-is-not-interpol"),
        pytest.param([HERE, f"{WANTED}, grounds: international", DELETED], [], id="international"),
        pytest.param([HERE, NOTICE, NOTICE.replace("UZ", "RU")],
                     [(True, "e3", "RU"), (True, "e2", "UZ")], id="two-states"),
        pytest.param([HERE, NOTICE, WANTED], [(True, "e2 e3", "UZ")], id="notice-and-listing"),
        pytest.param([HERE, f"{WANTED}, grounds: [national, interstate]", DELETED],
                     [(True, "e2", "UZ")], id="national-and-interstate"),
        pytest.param([HERE, NOTICE, SURRENDERED], [], id="returned"),
        pytest.param([HERE, NOTICE, "date: 2023-09-01, kind: person.died"], [], id="died"),
        pytest.param([HERE, LODGED, NOTICE, REFUGEE], [(True, "e3", "UZ")], id="protected-here"),
    ],
)  # fmt: skip
def test_notice_active(events: list[str], expected: Raised) -> None:
    assert raised("notice-active", "2023-12-01", events) == expected
