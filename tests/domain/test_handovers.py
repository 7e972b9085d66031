"""Handovers that are fixed for a day: before it, and after it in silence."""

import pytest
from tests.domain.invented import stands

HERE = "date: 2023-01-01, kind: movement.entered, country: KZ"
REQUESTED = "date: 2023-02-01, kind: extradition.requested, country: KZ, by: UZ"
FIXED = "kind: extradition.surrendered, state: scheduled, country: KZ, by: UZ"


OF_ITS_OWN = "kind: extradition.surrender-scheduled, country: KZ, by: UZ"


@pytest.mark.parametrize(
    ("day", "event", "level"),
    [
        pytest.param(
            "2023-07-01", f"date: 2023-09-01, known: 2023-07-02, {FIXED}", "requested", id="unheard"
        ),
        pytest.param(
            "2023-07-02", f"date: 2023-09-01, known: 2023-07-02, {FIXED}", "scheduled", id="known"
        ),
        pytest.param("2023-08-31", f"date: 2023-09-01, {FIXED}", "requested", id="before-its-day"),
        pytest.param("2023-09-01", f"date: 2023-09-01, {FIXED}", "scheduled", id="on-its-day"),
        pytest.param(
            "2023-07-02", f"date: 2023-07-01, for: 2023-09-01, {FIXED}", "requested", id="for"
        ),
        pytest.param(
            "2023-07-02",
            f"date: 2023-07-02, for: 2023-09-01, {OF_ITS_OWN}",
            "scheduled",
            id="a-kind-of-its-own",
        ),
    ],
)
def test_a_handover_that_is_fixed_raises_the_level(day: str, event: str, level: str) -> None:
    (exposure,) = stands(day, HERE, REQUESTED, event).exposures

    assert (exposure.exposure.level, exposure.certain) == (level, True)


@pytest.mark.parametrize(
    ("day", "later", "possible"),
    [
        pytest.param("2023-09-01", [], ("exposed",), id="on-its-day"),
        pytest.param("2023-09-02", [], ("exposed", "returned"), id="silence"),
        pytest.param(
            "2023-10-01",
            ["date: 2023-09-15, kind: detention.arrested, country: KZ"],
            ("exposed",),
            id="placed-since",
        ),
        pytest.param(
            "2023-10-01",
            ["date: 2023-09-15, kind: extradition.refused, country: KZ, by: UZ"],
            ("unknown",),
            id="the-exposure-is-written",
        ),
        pytest.param(
            "2023-10-01",
            ["date: 2023-09-15, kind: removal.ordered, country: KZ, to: UZ"],
            ("exposed", "returned"),
            id="another-exposure-says-nothing",
        ),
        pytest.param(
            "2023-10-01",
            ["date: 2023-09-01, kind: extradition.surrendered, country: KZ, by: UZ"],
            ("returned",),
            id="carried-out",
        ),
        pytest.param(
            "2023-10-01",
            ["date: 2023-08-01, kind: detention.arrested, country: KZ"],
            ("exposed", "returned"),
            id="an-earlier-word-is-none",
        ),
    ],
)
def test_after_its_day_a_handover_is_possible(
    day: str, later: list[str], possible: tuple[str, ...]
) -> None:
    now = stands(day, HERE, REQUESTED, f"date: 2023-07-01, for: 2023-09-01, {FIXED}", *later)

    assert now.possible == possible


def test_a_day_that_is_hardly_known() -> None:
    event = f'date: 2023-07-01, known: 2023-08-01, for: "[..2023-06-01]", {FIXED}'
    now = stands("2023-09-01", HERE, REQUESTED, event)

    assert [(one.exposure.level, one.certain) for one in now.exposures] == [("scheduled", False)]
    assert now.possible == ("exposed", "returned")
