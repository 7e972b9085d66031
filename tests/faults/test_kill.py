"""R-KILL: writers are killed at random moments; the next command works, and nothing is lost.

`make faults` kills a thousand of them, and a hundred real command lines.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.faults.machine import Run
from tests.faults.tally import Tally

ROUNDS = 30
ROUNDS_COLD = 6


@pytest.mark.slow
@pytest.mark.parametrize("seed", [11, 12])
def test_a_killed_write_is_finished_or_undone_by_the_next_command(
    seed: int, suffer: Callable[[Run], Tally]
) -> None:
    tally = suffer(Run("kill", {"rounds": ROUNDS, "seed": seed}))
    assert tally.wrong == []
    assert tally.counts["kills"] == ROUNDS
    assert tally.counts["acknowledged"] > 0
    assert tally.counts["finished"] + tally.counts["undone"] > 0


@pytest.mark.slow
def test_so_is_that_of_the_real_command_line(suffer: Callable[[Run], Tally]) -> None:
    tally = suffer(Run("kill", {"rounds": ROUNDS_COLD, "seed": 17, "cold": True}))
    assert tally.wrong == []
    assert tally.counts["kills"] == ROUNDS_COLD
