"""What each effect does to the world, one effect after the other."""

from datetime import date as Day

import pytest

from caseledger.domain.windows import Window
from caseledger.domain.world import World
from tests.domain.invented import folded

REQUESTED = "date: 2024-01-02, kind: extradition.requested, country: KZ, by: UZ"
ORDERED = "date: 2024-02-02, kind: extradition.ordered, country: KZ, by: UZ"
TO_RUSSIA = "date: 2024-01-03, kind: extradition.requested, country: KZ, by: RU"
OF_NOBODY = "date: 2024-01-04, kind: extradition.requested, country: KZ"
ENTERED = "date: 2023-01-01, kind: movement.entered, country: KZ"
LODGED = "date: 2024-01-05, kind: protection.lodged, country: KZ"
CERTIFIED = "date: 2024-01-06, kind: protection.certificate-issued, country: KZ, until: 2024-06-30"
REFUGEE = "date: 2024-01-07, kind: protection.granted, country: KZ"
MEASURE = "date: 2024-01-08, kind: complaint.measure-granted, body: CAT, country: KZ"
HELD = "date: 2024-01-09, kind: detention.arrested, country: KZ, grounds: border-crossing"
APPEAL = "date: 2024-02-10, kind: extradition.appealed, country: KZ, by: UZ, suspensive: yes"
APPEAL_OF_ALL = "date: 2024-02-10, kind: extradition.appealed, country: KZ, suspensive: yes"
SUSPENDED = "date: 2024-02-11, kind: extradition.suspended, country: KZ, by: UZ"


def threats(world: World) -> dict[str, str]:
    """Levels of exposures by track, host and other state."""
    return {" ".join(key): one.level for key, one in world.exposures.items()}


def bars(world: World) -> set[str]:
    """Kinds of shields with their host; doubted ones with a question mark, moved ones with ~."""
    return {
        f"{one.kind} {one.host}{'?' * one.doubted}{'~' * one.moved}"
        for one in world.shields.values()
    }


@pytest.mark.parametrize(
    ("events", "location", "forced"),
    [
        pytest.param([ENTERED], "KZ", False, id="the-field-named"),
        pytest.param(
            ["date: 2024, kind: movement.left, country: KZ, to: PL"], "PL", False, id="left-for"
        ),
        pytest.param(
            [ENTERED, "date: 2024, kind: movement.left, country: KZ"], "", False, id="left"
        ),
        pytest.param(
            ["date: 2024, kind: extradition.surrendered, country: KZ, by: UZ"],
            "UZ",
            True,
            id="surrendered-to-who-asked",
        ),
        pytest.param(
            ["date: 2024, kind: extradition.surrendered, country: KZ, by: UZ, to: RU"],
            "RU",
            True,
            id="to-comes-before-by",
        ),
        pytest.param(
            ["date: 2024, kind: removal.carried-out, country: KZ, to: withheld"],
            "withheld",
            True,
            id="a-state-that-is-not-named-is-a-state",
        ),
        pytest.param(
            ["date: 2024, kind: removal.carried-out, country: KZ, to: unknown"],
            "",
            False,
            id="an-unknown-state-is-none",
        ),
        pytest.param(
            [
                "date: 2024, kind: removal.carried-out, country: KZ, to: UZ",
                "date: 2025, kind: detention.arrested, country: UZ",
            ],
            "UZ",
            True,
            id="no-new-arrival-in-the-same-state",
        ),
        pytest.param(
            [
                "date: 2024, kind: removal.carried-out, country: KZ, to: UZ",
                "date: 2025, kind: movement.entered, country: KZ",
                "date: 2026, kind: movement.entered, country: UZ",
            ],
            "UZ",
            False,
            id="own-travel-after-a-forced-arrival",
        ),
        pytest.param(
            [ENTERED, "date: 2024, kind: movement.whereabouts-unknown"],
            "",
            False,
            id="whereabouts-unknown",
        ),
        pytest.param(
            [
                "date: 2024, kind: removal.carried-out, country: KZ, to: UZ",
                "date: 2025, kind: movement.whereabouts-unknown",
            ],
            "UZ",
            True,
            id="who-was-returned-stays-returned",
        ),
        pytest.param(
            [
                "date: 2024, kind: transfer.carried-out, country: AT, to: PL",
                "date: 2025, kind: movement.whereabouts-unknown",
            ],
            "",
            False,
            id="a-transfer-is-no-return",
        ),
    ],
)
def test_place_and_forced(events: list[str], location: str, forced: bool) -> None:
    world = folded(*events)

    assert (world.location, world.forced) == (location, forced)


@pytest.mark.parametrize(
    ("events", "vanished", "liberty"),
    [
        pytest.param(["date: 2024, kind: person.missing"], True, "unknown", id="missing"),
        pytest.param(
            ["date: 2024, kind: movement.abducted, country: KZ"],
            True,
            "held-unlawfully",
            id="taken",
        ),
        pytest.param(
            ["date: 2024, kind: movement.abducted, country: KZ, to: UZ"],
            False,
            "held-unlawfully",
            id="taken-to-a-known-state",
        ),
        pytest.param(
            ["date: 2024, kind: person.missing", "date: 2025, kind: movement.whereabouts-unknown"],
            True,
            "unknown",
            id="silence-finds-nobody",
        ),
        pytest.param(
            ["date: 2024, kind: person.missing", "date: 2025, kind: person.found, country: KZ"],
            False,
            "unknown",
            id="found",
        ),
    ],
)
def test_vanish_until_placed(events: list[str], vanished: bool, liberty: str) -> None:
    world = folded(*events)

    assert (world.vanished, world.liberty.state) == (vanished, liberty)


def test_die() -> None:
    assert folded("date: 2024, kind: person.died").dead


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        pytest.param([REQUESTED], {"extradition KZ UZ": "requested"}, id="opened"),
        pytest.param([REQUESTED, ORDERED], {"extradition KZ UZ": "ordered"}, id="raised"),
        pytest.param([ORDERED, REQUESTED], {"extradition KZ UZ": "ordered"}, id="never-lowered"),
        pytest.param(
            [ORDERED, "date: 2024-03-02, kind: extradition.quashed, country: KZ, by: UZ"],
            {"extradition KZ UZ": "requested"},
            id="set-level-lowers",
        ),
        pytest.param(
            ["date: 2024-03-02, kind: extradition.quashed, country: KZ, by: UZ"],
            {"extradition KZ UZ": "requested"},
            id="set-level-opens",
        ),
        pytest.param(
            [ORDERED, "date: 2024-03-02, kind: extradition.upheld, country: KZ, by: UZ"],
            {"extradition KZ UZ": "ordered"},
            id="upheld-but-not-final",
        ),
        pytest.param(
            ["date: 2024-03-02, kind: extradition.upheld, country: KZ, by: UZ, final: yes"],
            {"extradition KZ UZ": "enforceable"},
            id="when-final",
        ),
        pytest.param(
            [OF_NOBODY], {"extradition KZ unknown": "requested"}, id="other-state-unknown"
        ),
        pytest.param(
            ["date: 2024, kind: removal.ordered, country: RU, to: TJ, by: UZ"],
            {"removal RU TJ": "ordered"},
            id="the-destination-of-a-removal",
        ),
    ],
)
def test_expose_and_set_level(events: list[str], expected: dict[str, str]) -> None:
    assert threats(folded(*events)) == expected


REFUSED = "date: 2024-03-03, kind: extradition.refused, country: KZ"


@pytest.mark.parametrize(
    ("events", "left"),
    [
        pytest.param([REQUESTED, TO_RUSSIA, f"{REFUSED}, by: RU"], ["UZ"], id="the-state-named"),
        pytest.param([REQUESTED, REFUSED], [], id="the-only-one-open"),
        pytest.param([REQUESTED, TO_RUSSIA, REFUSED], ["UZ", "RU"], id="none-named-of-several"),
        pytest.param([OF_NOBODY, f"{REFUSED}, by: RU"], [], id="the-only-one-is-to-unknown"),
        pytest.param([REQUESTED, f"{REFUSED}, by: RU"], ["UZ"], id="another-state"),
        pytest.param(
            [REQUESTED, OF_NOBODY, f"{REFUSED}, by: RU"], ["UZ", "unknown"], id="not-to-unknown"
        ),
        pytest.param(
            [REQUESTED, "date: 2024-03, kind: extradition.refused, country: PL, by: UZ"],
            ["UZ"],
            id="another-host",
        ),
        pytest.param(
            [REQUESTED, "date: 2024-03, kind: removal.annulled, country: KZ, to: UZ"],
            ["UZ"],
            id="another-track",
        ),
    ],
)
def test_clear_exposure(events: list[str], left: list[str]) -> None:
    assert [key[2] for key in folded(*events).exposures] == left


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        pytest.param([ORDERED, APPEAL, f"{REFUSED}, by: UZ"], set(), id="with-its-exposure"),
        pytest.param([APPEAL, SUSPENDED, f"{REFUSED}, by: UZ"], set(), id="without-any-exposure"),
        pytest.param([ORDERED, APPEAL, f"{REFUSED}, by: RU"], {"appeal KZ"}, id="of-another-state"),
        pytest.param([ORDERED, APPEAL_OF_ALL, REFUSED], set(), id="of-all-with-the-last"),
        pytest.param(
            [ORDERED, TO_RUSSIA, APPEAL_OF_ALL, f"{REFUSED}, by: RU"],
            {"appeal KZ"},
            id="of-all-while-one-is-open",
        ),
        pytest.param(
            [ORDERED, TO_RUSSIA, APPEAL_OF_ALL, REFUSED], {"appeal KZ"}, id="nothing-is-cleared"
        ),
        pytest.param(
            [
                ORDERED,
                "date: 2024, kind: protection.appealed, country: KZ, suspensive: yes",
                REFUSED,
            ],
            {"appeal KZ"},
            id="not-that-of-the-claim",
        ),
    ],
)
def test_appeals_end_with_what_they_are_against(events: list[str], expected: set[str]) -> None:
    assert bars(folded(*events)) == expected


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        pytest.param([LODGED], {"pending KZ"}, id="claim"),
        pytest.param([APPEAL], {"appeal KZ"}, id="suspensive"),
        pytest.param(
            ["date: 2024, kind: extradition.appealed, country: KZ, by: UZ, suspensive: unknown"],
            {"appeal KZ?"},
            id="suspensive-unknown",
        ),
        pytest.param(
            ["date: 2024, kind: protection.appealed, country: KZ"], {"appeal KZ?"}, id="not-said"
        ),
        pytest.param(
            ["date: 2024, kind: protection.appealed, country: KZ, suspensive: no"],
            set(),
            id="not-suspensive",
        ),
        pytest.param(
            [APPEAL, "date: 2025, kind: extradition.appealed, country: KZ, by: UZ, suspensive: no"],
            {"appeal KZ"},
            id="not-suspensive-writes-nothing",
        ),
        pytest.param([REFUGEE], {"refugee KZ"}, id="outcome-else-refugee"),
        pytest.param(
            ["date: 2024, kind: protection.granted, country: AT, outcome: SUB_PROT"],
            {"subsidiary AT"},
            id="outcome-by-its-alias",
        ),
        pytest.param([MEASURE], {"interim-measure KZ"}, id="measure"),
        pytest.param(
            [
                "date: 2024, kind: complaint.decided, body: CAT, country: KZ, "
                "outcome: return-would-violate"
            ],
            {"judgment KZ"},
            id="when-outcome",
        ),
        pytest.param([SUSPENDED], {"suspension KZ"}, id="suspension"),
    ],
)
def test_shield(events: list[str], expected: set[str]) -> None:
    assert bars(folded(*events)) == expected


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        pytest.param([LODGED, CERTIFIED, REFUGEE], {"refugee KZ"}, id="cleared-before-written"),
        pytest.param(
            [LODGED, "date: 2024, kind: protection.withdrawn, country: PL"],
            {"pending KZ"},
            id="another-host",
        ),
        pytest.param(
            [MEASURE, "date: 2024, kind: complaint.measure-lifted, body: ECtHR, country: KZ"],
            {"interim-measure KZ"},
            id="another-body",
        ),
        pytest.param(
            [MEASURE, "date: 2024, kind: complaint.measure-lifted, body: CAT, country: KZ"],
            set(),
            id="its-body",
        ),
        pytest.param(
            [SUSPENDED, "date: 2024, kind: extradition.resumed, country: KZ, by: RU"],
            {"suspension KZ"},
            id="another-scope",
        ),
        pytest.param(
            [SUSPENDED, "date: 2024, kind: extradition.resumed, country: KZ"],
            {"suspension KZ"},
            id="all-is-not-every-scope",
        ),
        pytest.param(
            [SUSPENDED, "date: 2024, kind: extradition.resumed, country: KZ, by: UZ"],
            set(),
            id="its-scope",
        ),
        pytest.param(
            [CERTIFIED, "date: 2024, kind: protection.appeal-dismissed, country: KZ, final: yes"],
            set(),
            id="when-final",
        ),
        pytest.param(
            [CERTIFIED, "date: 2024, kind: protection.appeal-dismissed, country: KZ"],
            {"certificate KZ?"},
            id="not-final",
        ),
    ],
)
def test_clear_shield(events: list[str], expected: set[str]) -> None:
    assert bars(folded(*events)) == expected


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        pytest.param(
            [CERTIFIED, "date: 2024, kind: protection.refused, country: KZ"],
            {"certificate KZ?"},
            id="refusal-doubts-the-certificate",
        ),
        pytest.param(
            ["date: 2024, kind: protection.repeat-lodged, country: KZ"],
            {"pending KZ?"},
            id="a-repeat-claim-is-never-certain",
        ),
        pytest.param([SUSPENDED, ORDERED], {"suspension KZ?"}, id="an-order-doubts-suspension"),
        pytest.param(
            [CERTIFIED, "date: 2024, kind: protection.refused, country: KZ", CERTIFIED],
            {"certificate KZ"},
            id="the-last-write-counts",
        ),
    ],
)
def test_doubt_shield(events: list[str], expected: set[str]) -> None:
    assert bars(folded(*events)) == expected


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        pytest.param(
            [CERTIFIED, REFUGEE, "date: 2025, kind: movement.entered, country: PL"],
            {"refugee KZ"},
            id="not-a-status",
        ),
        pytest.param([MEASURE, ENTERED], {"interim-measure KZ"}, id="placed-in-the-host"),
        pytest.param(
            [MEASURE, "date: 2025, kind: movement.entered, country: PL", ENTERED],
            {"interim-measure KZ~"},
            id="whether-or-not-they-come-back",
        ),
        pytest.param(
            [
                "date: 2023, kind: movement.entered, country: PL",
                MEASURE,
                "date: 2025, kind: detention.arrested, country: PL",
            ],
            {"interim-measure KZ~"},
            id="placed-where-they-were-already",
        ),
        pytest.param(
            [MEASURE, "date: 2025, kind: movement.entered, country: PL", MEASURE],
            {"interim-measure KZ"},
            id="written-anew",
        ),
    ],
)
def test_a_temporary_shield_is_left_behind(events: list[str], expected: set[str]) -> None:
    assert bars(folded(*events)) == expected


def test_the_last_write_replaces_the_end() -> None:
    again = (
        "date: 2024-07-01, kind: protection.certificate-extended, country: KZ, until: 2024-12-31"
    )
    (shield,) = folded(CERTIFIED, again).shields.values()

    assert shield.until == Window(Day(2024, 12, 31), Day(2024, 12, 31))
    assert shield.event == "e2"


def test_the_end_of_a_shield_is_wide_where_it_is_about() -> None:
    about = "date: 2024-01-06, kind: protection.certificate-issued, country: KZ, until: 2024-06~"
    (shield,) = folded(about).shields.values()

    assert shield.until == Window(Day(2024, 5, 1), Day(2024, 7, 31))


@pytest.mark.parametrize(
    ("events", "kinds"),
    [
        pytest.param([], [], id="nothing-held"),
        pytest.param([REFUGEE], ["refugee"], id="the-one-held"),
        pytest.param(
            [
                REFUGEE,
                "date: 2024, kind: protection.residence-granted, country: KZ",
                "date: 2024, kind: protection.extended, country: KZ, outcome: refugee",
            ],
            ["residence", "refugee"],
            id="the-one-written-last",
        ),
        pytest.param([LODGED], ["pending"], id="a-claim-is-no-status"),
    ],
)
def test_extended_means_the_status_held(events: list[str], kinds: list[str]) -> None:
    world = folded(
        *events, "date: 2025-01-01, kind: protection.extended, country: KZ, until: 2026-01-01"
    )
    extended = [one.kind for one in world.shields.values() if one.until is not None]

    assert [one.kind for one in world.shields.values()] == kinds
    assert extended == [kind for kind in kinds[-1:] if kind != "pending"]


@pytest.mark.parametrize(
    ("events", "hosts"),
    [
        pytest.param(["date: 2024, kind: protection.none, country: KZ"], ["KZ"], id="recorded"),
        pytest.param(
            ["date: 2024, kind: protection.none, country: KZ", LODGED], ["KZ"], id="a-claim-is-none"
        ),
        pytest.param(["date: 2024, kind: protection.none, country: KZ", REFUGEE], [], id="status"),
        pytest.param(
            [
                "date: 2024, kind: protection.none, country: KZ",
                "date: 2024, kind: protection.granted, country: PL",
            ],
            ["KZ"],
            id="status-elsewhere",
        ),
    ],
)
def test_no_status_stays_until_a_status_is_written(events: list[str], hosts: list[str]) -> None:
    assert list(folded(*events).no_status) == hosts


@pytest.mark.parametrize(
    ("events", "state", "kind"),
    [
        pytest.param([HELD], "detained", "border-crossing", id="by-grounds"),
        pytest.param(
            ["date: 2024, kind: extradition.arrested, country: KZ, by: UZ"],
            "detained",
            "extradition",
            id="by-kind",
        ),
        pytest.param(
            [HELD, "date: 2024-02, kind: detention.extended, country: KZ"],
            "detained",
            "border-crossing",
            id="the-same-custody",
        ),
        pytest.param(
            [HELD, "date: 2024-02, kind: detention.arrested, country: UZ"],
            "detained",
            "",
            id="custody-elsewhere",
        ),
        pytest.param(
            [HELD, "date: 2024-02, kind: detention.released, country: KZ"],
            "free",
            "",
            id="released",
        ),
        pytest.param(
            [HELD, "date: 2024-02, kind: movement.located, country: PL"], "unknown", "", id="moved"
        ),
        pytest.param(
            [HELD, "date: 2024-02, kind: movement.left, country: KZ"], "unknown", "", id="left"
        ),
        pytest.param(
            [HELD, "date: 2024-02, kind: movement.located, country: KZ"],
            "detained",
            "border-crossing",
            id="located-where-they-are-held",
        ),
    ],
)
def test_detain_and_release(events: list[str], state: str, kind: str) -> None:
    liberty = folded(*events).liberty

    assert (liberty.state, liberty.kind) == (state, kind)


def test_custody_runs_from_the_arrest() -> None:
    liberty = folded(
        HELD, "date: 2024-03-01, kind: detention.extended, country: KZ, until: 2024-05"
    )
    held = liberty.liberty

    assert held.since == Window(Day(2024, 1, 9), Day(2024, 1, 9))
    assert held.until == Window(Day(2024, 5, 1), Day(2024, 5, 31))
    assert held.event == "e1"
