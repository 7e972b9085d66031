"""A disk that is full: refusals are clear, nothing is lost, and room makes all well again."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

from tests.faults.commands import all_words as words_in
from tests.faults.commands import event_words, fresh_id, run, warm
from tests.faults.injecting import settled
from tests.faults.ledgers import Broken
from tests.faults.mounts import CannotMount, small_disk
from tests.faults.tally import Tally

KILOBYTES = 1536
PIECE = 4096
MOST_FREE = 48 * PIECE
"""With so much room any write must succeed."""
NAMES_THE_DISK = re.compile(r"No space left on device|disk is full")
REFUSED = 6
SIZES = (0, 700, 1500, 2600)
"""Words of padding in the case file: with other sizes the disk is full at other moments."""


def filling(folder: Path, *, rounds: int) -> Tally:
    """Fill a disk, then add an event again and again with 4 kB more free each time."""
    tally = Tally()
    for number in range(rounds):
        disk = folder / f"disk{number}"
        try:
            small_disk(disk, KILOBYTES)
        except CannotMount as error:
            tally.cannot = str(error)
            return tally
        ledger = Broken.begun(disk / "ledger", padding=SIZES[number % len(SIZES)])
        if number == 0:
            warm(ledger, folder / "warm")
        tally.blame(f"round {number}", list(_filled(ledger, disk, folder / "said", tally)))
    return tally


def _filled(ledger: Broken, disk: Path, log: Path, tally: Tally) -> Iterator[str]:
    """Leave 0, 4, 8 ... kB free, each time before a new attempt, until one succeeds."""
    filler = disk / "filler"
    _fill(filler)
    tally.counts["disks filled"] += 1
    path = ledger.folder / ledger.path(ledger.cases[0])
    for free in range(0, MOST_FREE, PIECE):
        _leave(filler, free)
        key, before = fresh_id("full"), path.read_bytes()
        ledger.tried.add(key)
        done = run(log, words_in(ledger, *event_words(ledger.cases[0], key)))
        if done.code == 0:
            break
        tally.counts["refused"] += 1
        if done.code != REFUSED or not NAMES_THE_DISK.search(done.said):
            yield f"not a clear refusal with {free} bytes free: {done}"
        now = path.read_bytes()
        if now != before and f"id: {key}\n".encode() not in now:
            yield "the file is neither the old nor the new one"
        yield from ledger.fsck()
    else:
        yield f"refused with room enough: {done}"
        return
    ledger.acknowledged.add(key)
    tally.counts["acknowledged"] += 1
    yield from ledger.broken()
    filler.unlink()
    yield from settled(ledger, key, acknowledged=True, before=before, log=log)


def _leave(filler: Path, free: int) -> None:
    """Cut the filler so that so many bytes are free."""
    found = os.statvfs(filler)
    more = free - found.f_bavail * found.f_frsize
    os.truncate(filler, max(filler.stat().st_size - max(more, 0), 0))


def _fill(filler: Path) -> None:
    """Write until the disk is full."""
    with filler.open("wb", buffering=0) as file:
        while True:
            try:
                file.write(b"\0" * PIECE)
            except OSError:
                return
