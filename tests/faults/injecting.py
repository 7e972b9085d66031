"""One system call fails, or is the last one: at every point of a write, in turn."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.faults.commands import BUG, Ended, add, all_words, event_words, fresh_id, warm
from tests.faults.ledgers import Broken
from tests.faults.tally import Tally
from tests.faults.tracing import COUNTED, Point, Tracer

from caseledger.cli.main import main

KILL = "signal=SIGKILL"
POINTS_OF_A_LEDGER = 12
CLEAR = frozenset({3, 4, 5, 6})
KILLED = frozenset({-9, 137})


def injecting(folder: Path, *, sorts: list[str], faults: list[str], step: int = 1) -> Tally:
    """Sweep calls of some sorts (every one, or each ``step``-th) with some faults.

    A fault is the name of an error, or ``SIGKILL``.
    """
    tally = Tally()
    ledger = Broken.begun(folder / "ledger")
    warm(ledger, folder / "warm")
    tracer = Tracer(folder / "logs", ledger.folder)
    try:
        points = tracer.points(tuple(sorts), _adding(ledger, _new(ledger)))
    except PermissionError as error:
        tally.cannot = f"strace may not attach to a process: {error}"
        return tally
    tally.counts["points"] = len(points)
    used = 0
    for fault in faults:
        for point in points[::step]:
            if used == POINTS_OF_A_LEDGER:
                used = 0
                ledger = Broken.begun(folder / fresh_id("ledger"))
                tracer = Tracer(folder / "logs", ledger.folder)
            used += 1
            wrong = list(_struck(ledger, tracer, point, fault, tally))
            tally.blame(f"{point}, {fault}", wrong)
            used = POINTS_OF_A_LEDGER if wrong else used
    return tally


def _new(ledger: Broken) -> str:
    key = fresh_id("f")
    ledger.tried.add(key)
    return key


def _adding(ledger: Broken, key: str) -> Callable[[], int]:
    words = all_words(ledger, *event_words(ledger.cases[0], key))
    return lambda: main(words)


def _struck(
    ledger: Broken, tracer: Tracer, point: Point, fault: str, tally: Tally
) -> Iterator[str]:
    """Run one command with one fault and say what was wrong about it and after it."""
    key = _new(ledger)
    before = (ledger.folder / ledger.path(ledger.cases[0])).read_bytes()
    injected = KILL if fault == "SIGKILL" else f"error={fault}"
    done, reached = tracer.strike(point, injected, _adding(ledger, key))
    if not reached:
        tally.counts["not reached"] += 1
    else:
        tally.counts["injected"] += 1
        tally.counts[f"{point.sort} {fault}: {_outcome(done)}"] += 1
    yield from _unclear(done, killed=fault == "SIGKILL")
    yield from settled(ledger, key, done.code == 0, before, tracer.logs.parent / "next")


def _outcome(done: Ended) -> str:
    return "killed" if done.code in KILLED else "done" if done.code == 0 else f"exit {done.code}"


def _unclear(done: Ended, *, killed: bool) -> Iterator[str]:
    """A refusal is one of the published codes, with a message of ours."""
    if done.code == 0 or (killed and done.code in KILLED):
        return
    if done.code == BUG or "Traceback" in done.said:
        yield f"a bug report: {done}"
    elif done.code not in CLEAR or "caseledger: " not in done.said:
        yield f"not a clear refusal: {done}"


def settled(
    ledger: Broken, key: str, acknowledged: bool, before: bytes, log: Path
) -> Iterator[str]:
    """See that what a command left is whole, and that the next one works."""
    now = (ledger.folder / ledger.path(ledger.cases[0])).read_bytes()
    if now != before and f"id: {key}\n".encode() not in now:
        yield "the file is neither the old nor the new one"
    yield from ledger.torn()
    if acknowledged:
        ledger.acknowledged.add(key)
    done = add(ledger, log)
    if done.code:
        yield f"the next command needs a person: {done}"
        return
    yield from ledger.broken()
    yield from ledger.fsck()


def injecting_cold(folder: Path, *, sorts: list[str], faults: list[str], most: int) -> Tally:
    """The same to the real command line from its start: the k-th call of every process of it.

    ``0`` for k makes all calls of that sort fail.
    """
    tally = Tally()
    ledger = Broken.begun(folder / "ledger")
    warm(ledger, folder / "warm")
    for sort in sorts:
        for fault in faults:
            # A call that is interrupted for ever is tried again for ever.
            for number in range(1 if fault == "EINTR" else 0, most + 1):
                where = f"{sort} {fault} at {number or 'all'}"
                tally.blame(where, list(_struck_cold(ledger, sort, fault, number, folder, tally)))
    return tally


def _struck_cold(
    ledger: Broken, sort: str, fault: str, number: int, folder: Path, tally: Tally
) -> Iterator[str]:
    key, log = _new(ledger), folder / "log"
    before = (ledger.folder / ledger.path(ledger.cases[0])).read_bytes()
    calls = ",".join(COUNTED[sort])
    inject = KILL if fault == "SIGKILL" else f"error={fault}"
    when = f":when={number}" if number else ""
    strace = ["strace", "-f", "-y", "-qq", "-o", str(log)]
    strace += [f"--trace={calls}", f"--inject={calls}:{inject}{when}"]
    program = [sys.executable, "-B", "-m", "caseledger"]
    done = subprocess.run(
        [*strace, *program, *all_words(ledger, *event_words(ledger.cases[0], key))],
        capture_output=True,
        check=False,
        text=True,
    )
    text = log.read_text("utf-8", "replace")
    hits = text.count("(INJECTED)") + text.count("killed by SIGKILL")
    tally.counts["injected"] += hits > 0
    end = Ended(done.returncode, done.stdout + done.stderr)
    if hits:
        tally.counts[f"{sort} {fault}, every process: {_outcome(end)}"] += 1
    if sort != "write":
        yield from _unclear(end, killed=fault == "SIGKILL")
    elif end.code == BUG:  # of all else the message itself may not have been written
        yield f"a bug report: {end}"
    yield from settled(ledger, key, done.returncode == 0, before, folder / "next")
