"""What each effect does to the world: places, exposures, liberty."""

from datetime import date as Day

import pytest
from tests.domain.invented import folded

from caseledger.domain.states import as_written
from caseledger.domain.windows import Window
from caseledger.domain.world import World

REQUESTED = "date: 2024-01-02, kind: extradition.requested, country: KZ, by: UZ"
ORDERED = "date: 2024-02-02, kind: extradition.ordered, country: KZ, by: UZ"
TO_RUSSIA = "date: 2024-01-03, kind: extradition.requested, country: KZ, by: RU"
OF_NOBODY = "date: 2024-01-04, kind: extradition.requested, country: KZ"
ENTERED = "date: 2023-01-01, kind: movement.entered, country: KZ"
HELD = "date: 2024-01-09, kind: detention.arrested, country: KZ, grounds: border-crossing"


def threats(world: World) -> dict[str, str]:
    """Levels of exposures by track, host and other state."""
    return {" ".join(key): one.level for key, one in world.exposures.items()}


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

    assert (as_written(world.location), world.forced) == (location, forced)


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
