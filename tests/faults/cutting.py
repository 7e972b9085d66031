"""Power cuts: what the disk got by the moment of the acknowledgement must be enough.

The ledger lies on an ext4 file system in a file. A copy of that file is what a disk holds when the
power goes: writes that nobody synced are not in it. The copy is mounted, so that its journal is
replayed, and searched. The writer stands still while it is copied.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from functools import partial
from pathlib import Path

from tests.faults.commands import Diary, add, begin, kill, warm, writer
from tests.faults.ledgers import Broken
from tests.faults.mounts import CannotMount, disk_image, mount_image, unmount
from tests.faults.tally import Tally, seeded

MEGABYTES = 24
RARELY = ",commit=300"
"""Mount option by which ext4 writes its journal of its own accord only every five minutes."""
WRITES = 2
LONGEST_WAIT = 60.0


def cutting(folder: Path, *, cuts: int, seed: int = 1, control: str = "") -> Tally:
    """Cut the power so many times, half of them in the middle of a write.

    ``control`` names a way of committing by plain git instead, to see what this test can find:
    ``all`` and ``none`` are what git's core.fsync is set to.
    """
    tally = Tally()
    chance = seeded(seed)
    length = 0.0
    try:
        for number in range(cuts):
            place = folder / f"cut{number}"
            place.mkdir()
            disk_image(place / "image", MEGABYTES)
            mount_image(place / "image", place / "disk", RARELY if number % 2 else "")
            ledger = Broken.begun(place / "disk" / "ledger")
            length = length or warm(ledger, folder / "warm")
            subprocess.run(["sync", "--file-system", str(place / "disk")], check=True)
            wait = chance.uniform(0, length) if number % 4 >= 2 else 0.0
            _cut(ledger, place, wait, control)
            tally.counts["cuts"] += 1
            tally.blame(f"seed {seed} cut {number}", _after(ledger, place, tally, control))
    except CannotMount as error:
        tally.cannot = str(error)
    return tally


def _cut(ledger: Broken, place: Path, wait: float, control: str) -> None:
    """Write until some is acknowledged, then take the disk as it is."""
    diary = Diary(place)
    work = partial(writer, ledger, "alpha", diary, "p")
    if control:
        work = partial(_git_writer, ledger, diary, control)
    child = begin(place / "said", work)
    end = time.monotonic() + LONGEST_WAIT
    while len(diary.words("acknowledged")) < WRITES and time.monotonic() < end:
        time.sleep(0.001)
    time.sleep(wait)
    os.killpg(child, signal.SIGSTOP)
    diary.into(ledger)
    shutil.copyfile(place / "image", place / "copy")
    kill([child])
    unmount(place / "disk")
    mount_image(place / "copy", place / "disk")


def _git_writer(ledger: Broken, diary: Diary, fsync: str) -> int:
    """Commit as most programs do: write the file, and let git do the rest."""
    path = ledger.folder / ledger.path("alpha")
    for number in range(WRITES):
        with path.open("a", encoding="utf-8") as file:
            file.write(f"  - {{id: g{number}, date: 2024, kind: case.note, sources: [s1]}}\n")
        ledger.git("-c", f"core.fsync={fsync}", "commit", "-q", "-a", f"-mg\n\nEvent: g{number}")
        diary.note("acknowledged", f"g{number}")
    time.sleep(LONGEST_WAIT)
    return 0


def _after(ledger: Broken, place: Path, tally: Tally, control: str) -> list[str]:
    """Run the next command on what is left of the disk, and see what holds."""
    kept = len(ledger.acknowledged)
    tally.counts["acknowledged"] += kept
    if control:
        found = ledger.git("log", "--format=%B")
        lost = sum(f"Event: {key}\n" not in found for key in ledger.acknowledged if key[0] == "g")
        tally.counts["lost"] += lost
        unmount(place / "disk")
        return []
    wrong = ledger.torn()
    done = add(ledger, place / "next")
    tally.counts["manual steps"] += done.code != 0
    wrong += [f"the next command needs a person: {done}"] if done.code else ledger.broken()
    wrong += ledger.fsck()
    tally.counts["lost"] += sum("lost" in one for one in wrong)
    unmount(place / "disk")
    return wrong
