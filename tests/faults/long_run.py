"""All faults at length, for `make faults`: prints what was done, and what was lost."""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.conftest import FIXED
from tests.faults.machine import OWN_MOUNTS, POWERLESS, ROOT, Missing, Run
from tests.faults.tally import Tally
from tests.faults.tracing import COUNTED

POWER = (OWN_MOUNTS, ROOT, "mkfs.ext4", "sync")
ERRORS = ("EIO", "ENOSPC", "EROFS", "EACCES", "EMFILE", "EINTR", "SIGKILL")
RACE = {"writers": 4, "writes": 25}
AT_ONCE = 2
WIDTH = 100


def runs() -> Iterator[tuple[str, Run]]:
    """Give every run, with the line of the table that its figures go into."""
    for seed in range(20):
        yield "killed writers", Run("kill", {"rounds": 50, "seed": 100 + seed})
    for seed in range(2):
        yield "killed command lines", Run("kill", {"rounds": 50, "seed": seed, "cold": True})
    yield "four writers, one case", Run("race", {**RACE, "cases": 1})
    yield "four writers, four cases", Run("race", {**RACE, "cases": 4})
    yield "four command lines", Run("race", {**RACE, "cases": 1, "cold": True})
    yield "two writers and a human", Run("race", {**RACE, "writers": 2, "cases": 1, "human": True})
    for sort in COUNTED:
        for error in ERRORS:
            given = {"sorts": [sort], "faults": [error]}
            yield f"failing {sort}", Run("inject", given, ("strace",))
    every = {"sorts": ["fsync", "write", "rename"], "faults": list(ERRORS), "most": 2}
    yield "failing in every process", Run("inject-cold", every, ("strace",))
    yield "full disks", Run("fill", {"rounds": 12}, (OWN_MOUNTS,))
    yield "power cuts", Run("cut", {"cuts": 20}, POWER)
    yield "cuts, git core.fsync=all", Run("cut", {"cuts": 4, "control": "all"}, POWER)
    yield "cuts, git core.fsync=none", Run("cut", {"cuts": 4, "control": "none"}, POWER)
    yield "read-only file system", Run("refuse", {"mounted": True}, (OWN_MOUNTS,))
    yield "read-only files", Run("refuse", {"mounted": False}, (POWERLESS,))
    short = {"writers": 4, "writes": 5, "cases": 1}
    yield "without the lock", Run("race", short, without="lock")
    yield "without the compare", Run("race", short, without="compare")
    yield "without the write loop", Run("fill", {"rounds": 2}, (OWN_MOUNTS,), "write-loop")
    yield "without folder syncs", Run("cut", {"cuts": 2}, POWER, "folder-sync")


def suffered(run: Run) -> Tally:
    """Run one in a folder that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="faults-") as folder:
        try:
            return run.suffered(Path(folder))
        except Missing as missing:
            return Tally(cannot=str(missing))


def table(tallies: dict[str, Tally]) -> str:
    """Write one line for each sort of run."""
    lines = []
    for name, tally in tallies.items():
        counts = ", ".join(f"{what} {count:,}" for what, count in sorted(tally.counts.items()))
        lines.append(f"{name:26} {counts or tally.cannot}")
    return "\n".join(lines) + "\n"


def main() -> int:
    """Run everything, two at a time. Returns 1 if a promise was broken, or a gap not noticed."""
    start, wrong = time.monotonic(), []
    with tempfile.TemporaryDirectory(prefix="faults-home-") as home:
        os.environ.update({**FIXED, "HOME": home})
        every = list(runs())
        with ThreadPoolExecutor(AT_ONCE) as pool:
            found = list(pool.map(suffered, [run for _, run in every]))
    tallies: dict[str, Tally] = defaultdict(Tally)
    for (name, run), tally in zip(every, found, strict=True):
        if run.without:
            noticed = bool(tally.wrong) or bool(tally.cannot)
            wrong += [] if noticed else [f"{name}: nothing was noticed"]
            tally = Tally(tally.counts, [], tally.cannot)  # noqa: PLW2901
        tallies[name].add(tally)
        wrong += [f"{name}: {one}" for one in tally.wrong]
    sys.stdout.write(table(tallies))
    sys.stdout.write(f"{time.monotonic() - start:.0f} seconds, {len(wrong)} promises broken\n")
    sys.stdout.writelines(f"{one}\n" for one in wrong)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
