"""Writers killed at random moments; then the next command must find everything in order."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

from tests.faults.commands import (
    Diary,
    add,
    all_words,
    begin,
    event_words,
    kill,
    warm,
    writer,
)
from tests.faults.ledgers import Broken
from tests.faults.tally import Tally, seeded

ROUNDS_OF_A_LEDGER = 10
"""So many rounds use one ledger: a write costs as much as the file is long."""
LONGEST = 1.3
"""A kill comes within so many lengths of the operation."""
CASES = ("alpha", "beta")
TOGETHER = 4
EVERY = 10
"""One round in ten has four writers, and one kills the command but not its children."""
SLOWEST_NEXT = 30.0


def killing(folder: Path, *, rounds: int, seed: int, cold: bool = False) -> Tally:
    """Kill writers so many times. ``cold`` starts the real command line for each."""
    tally, chance = Tally(), seeded(seed)
    ledger = Broken.begun(folder / "ledger", CASES)
    length = warm(ledger, folder / "warm")
    if cold:
        length = _length_cold(ledger)
    for number in range(rounds):
        if number and number % ROUNDS_OF_A_LEDGER == 0:
            ledger = Broken.begun(folder / f"ledger{number}", CASES)
        where = f"seed {seed} round {number}"
        diary = Diary(folder / f"round{number}")
        diary.folder.mkdir()
        delay = chance.uniform(0, (1 if cold else LONGEST) * length)
        if cold:
            _kill_cold(ledger, diary, delay)
        else:
            _kill_warm(ledger, diary, number, delay)
        tally.counts["kills"] += 1
        tally.counts["acknowledged"] += diary.into(ledger)
        tally.blame(where, _after(ledger, folder / f"next{number}", tally))
        if (number + 1) % ROUNDS_OF_A_LEDGER == 0 or number + 1 == rounds:
            tally.blame(where, ledger.fsck())
            if not tally.wrong:
                shutil.rmtree(ledger.folder)
    return tally


def _length_cold(ledger: Broken) -> float:
    start = time.monotonic()
    _real(ledger, "cold").wait()
    return time.monotonic() - start


def _kill_warm(ledger: Broken, diary: Diary, number: int, delay: float) -> None:
    """Have one or four writers killed; four write two files between them."""
    writers = TOGETHER if number % EVERY == 0 else 1
    children: list[int] = []
    for at in range(writers):
        case, start = ledger.cases[at % 2], f"r{number}w{at}"
        group = children[0] if children else None
        log = diary.folder / f"said{at}"
        work = partial(writer, ledger, case, diary, start)
        children.append(begin(log, work, group))
    time.sleep(delay * (2 if writers > 1 else 1))
    kill(children, whole_group=number % EVERY != EVERY - 1)


def _real(ledger: Broken, key: str) -> subprocess.Popen[bytes]:
    ledger.tried.add(key)
    words = all_words(ledger, *event_words(ledger.cases[0], key))
    return subprocess.Popen(
        [sys.executable, "-m", "caseledger", *words],
        start_new_session=True,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def _kill_cold(ledger: Broken, diary: Diary, delay: float) -> None:
    """Kill the real command line, or find that it was quicker."""
    key = f"{diary.folder.name}x"
    process = _real(ledger, key)
    time.sleep(delay)
    if process.poll() == 0:
        diary.note("acknowledged", key)
    else:
        os.killpg(process.pid, signal.SIGKILL)
        if process.wait() == 0:
            diary.note("acknowledged", key)


def _after(ledger: Broken, log: Path, tally: Tally) -> list[str]:
    """Run the next command, with no manual step before it, and see what holds."""
    wrong = ledger.torn()
    start = time.monotonic()
    done = add(ledger, log)
    if "cut short" in done.said:
        tally.counts["finished" if "is finished" in done.said else "undone"] += 1
    if done.code:
        tally.counts["manual steps"] += 1
        return [*wrong, f"the next command needs a person: {done}"]
    if time.monotonic() - start > SLOWEST_NEXT:
        wrong.append("the next command was slow")
    broken = ledger.broken()
    tally.counts["lost"] += sum("lost" in one for one in broken)
    return wrong + broken
