"""R-FULL, R-POWER and R-RO: the disk is full, loses its power, or may not be written.

That a missing write loop or sync of folders is noticed here, `make faults` shows.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.faults.machine import OWN_MOUNTS, POWERLESS, ROOT, Run
from tests.faults.tally import Tally

CUTS = 6
POWER = (OWN_MOUNTS, ROOT, "mkfs.ext4", "sync")


@pytest.mark.slow
def test_a_full_disk_is_named_and_loses_nothing(suffer: Callable[[Run], Tally]) -> None:
    tally = suffer(Run("fill", {"rounds": 3}, needs=(OWN_MOUNTS,)))
    assert tally.wrong == []
    assert tally.counts["acknowledged"] == 3
    assert tally.counts["refused"] > 10


@pytest.mark.slow
def test_a_power_cut_loses_nothing_acknowledged(suffer: Callable[[Run], Tally]) -> None:
    tally = suffer(Run("cut", {"cuts": CUTS}, needs=POWER))
    assert tally.wrong == []
    assert tally.counts["cuts"] == CUTS
    assert tally.counts["acknowledged"] >= 2 * CUTS


@pytest.mark.slow
def test_a_power_cut_loses_what_was_never_synced(suffer: Callable[[Run], Tally]) -> None:
    # So the test above can fail.
    tally = suffer(Run("cut", {"cuts": 2, "control": "none"}, needs=POWER))
    assert tally.counts["lost"] > 0


@pytest.mark.slow
def test_a_read_only_file_system_is_told_and_read(suffer: Callable[[Run], Tally]) -> None:
    tally = suffer(Run("refuse", {"mounted": True}, needs=(OWN_MOUNTS,)))
    assert tally.wrong == []
    assert tally.counts["refused"] == 1


@pytest.mark.slow
def test_read_only_folders_and_files_are_told_and_read(suffer: Callable[[Run], Tally]) -> None:
    tally = suffer(Run("refuse", {"mounted": False}, needs=(POWERLESS,)))
    assert tally.wrong == []
    assert tally.counts["refused"] == 6
