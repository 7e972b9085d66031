"""R-FAULT: a system call fails, or is the last one; the command says so, and nothing is lost."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.faults.machine import Run
from tests.faults.tally import Tally

# Each takes every so-many-th point of a write; `make faults` takes all, and more faults.
SWEEPS = [
    pytest.param("fsync", "EIO", 3, id="fsync-EIO"),
    pytest.param("write", "ENOSPC", 2, id="write-ENOSPC"),
    pytest.param("rename", "EIO", 1, id="rename-EIO"),
    pytest.param("fsync", "SIGKILL", 4, id="killed-at-fsync"),
    pytest.param("rename", "SIGKILL", 2, id="killed-at-rename"),
    pytest.param("unlink", "EACCES", 3, id="unlink-EACCES"),
]


@pytest.mark.slow
@pytest.mark.parametrize(("sort", "fault", "step"), SWEEPS)
def test_one_failing_call_is_told_and_loses_nothing(
    sort: str, fault: str, step: int, suffer: Callable[[Run], Tally]
) -> None:
    given = {"sorts": [sort], "faults": [fault], "step": step}
    tally = suffer(Run("inject", given, needs=("strace",)))
    assert tally.wrong == []
    # Without an "(INJECTED)" in the log of strace nothing was tested.
    swept = tally.counts["injected"] + tally.counts["not reached"]
    assert tally.counts["injected"] > 1
    assert tally.counts["not reached"] <= swept // 10


@pytest.mark.slow
def test_nor_do_calls_that_fail_in_every_process(suffer: Callable[[Run], Tally]) -> None:
    given = {"sorts": ["fsync", "write", "rename"], "faults": ["ENOSPC"], "most": 0}
    tally = suffer(Run("inject-cold", given, needs=("strace",)))
    assert tally.wrong == []
    assert tally.counts["injected"] == 3
