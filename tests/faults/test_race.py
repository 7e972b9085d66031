"""R-PAR and R-MIX: who writes at the same time loses nothing of each other's work.

`make faults` has four writers of 25 events each.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.faults.machine import Run
from tests.faults.tally import Tally

WRITERS = 4
RACES = 10
"""Writers that nothing holds apart may be lucky in one race, but hardly in so many."""


@pytest.mark.slow
@pytest.mark.parametrize(
    ("cases", "writes"),
    [pytest.param(1, 5, id="one-case"), pytest.param(4, 5, id="a-case-each")],
)
def test_four_writers_lose_nothing(cases: int, writes: int, suffer: Callable[[Run], Tally]) -> None:
    tally = suffer(Run("race", {"writers": WRITERS, "writes": writes, "cases": cases}))
    assert tally.wrong == []
    assert tally.counts["acknowledged"] == WRITERS * writes


@pytest.mark.slow
def test_nor_do_four_real_command_lines(suffer: Callable[[Run], Tally]) -> None:
    given = {"writers": WRITERS, "writes": 2, "cases": 1, "cold": True}
    tally = suffer(Run("race", given))
    assert tally.wrong == []
    assert tally.counts["acknowledged"] == WRITERS * 2


@pytest.mark.slow
def test_a_human_who_commits_and_edits_meanwhile_loses_nothing(
    suffer: Callable[[Run], Tally],
) -> None:
    tally = suffer(Run("race", {"writers": 2, "writes": 5, "cases": 1, "human": True}))
    assert tally.wrong == []
    assert tally.counts["acknowledged"] == 10


@pytest.mark.slow
@pytest.mark.parametrize("safeguard", ["lock", "compare"])
def test_a_missing_safeguard_is_noticed(safeguard: str, suffer: Callable[[Run], Tally]) -> None:
    run = Run("race", {"writers": WRITERS, "writes": 4, "cases": 1}, without=safeguard)
    assert any(suffer(run).wrong for _ in range(RACES))
