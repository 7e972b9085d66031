"""Commands as processes of their own that need no start-up: forks of one that has it behind it.

What a fork runs is the whole command line, from its words to its exit code.
"""

from __future__ import annotations

import gc
import os
import signal
import time
from collections.abc import Callable, Sequence
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import NoReturn

from tests.faults.ledgers import TODAY, Broken

from caseledger.cli.main import main

NUMBERS = count(1)
SPAN = 7_000
"""Days over which events are spread, so that few of them look like doubles."""
BUG = 70
LOG_END = 600
MOST_REFUSED = 5
"""A writer gives up after so many refusals."""


def event_words(case: str, key: str) -> list[str]:
    """Return the words that add an event of this id."""
    number = sum(ord(sign) * 31**at for at, sign in enumerate(key))
    day = TODAY - timedelta(days=number % SPAN)
    return ["add", "event", case, "case.note", day.isoformat(), "--source=s1", f"--id={key}"]


def all_words(ledger: Broken, *words: str) -> list[str]:
    """Return the words of a command in a ledger, on a fixed day."""
    return ["-C", str(ledger.folder), "--today", TODAY.isoformat(), *words]


def fresh_id(start: str = "n") -> str:
    """Return an id that this process has not given before."""
    return f"{start}{next(NUMBERS)}"


@dataclass(frozen=True)
class Ended:
    """How a command ended: its exit code (negative for a signal), and what it said."""

    code: int
    said: str

    def __str__(self) -> str:
        """Name both for a report."""
        return f"exit {self.code}: {self.said.strip()[-LOG_END:]}"


def begin(log: Path, work: Callable[[], int], group: int | None = None) -> int:
    """Fork a process that does some work and ends with its code; return its id.

    It leads a process group of its own, unless it joins one. What it says goes into a file.
    """
    child = os.fork()
    if child == 0:
        _be_child(log, work, group or 0)
    _join(child, group or child)
    return child


def _be_child(log: Path, work: Callable[[], int], group: int) -> NoReturn:
    code = BUG
    try:
        _join(0, group)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        said = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        os.dup2(said, 1)
        os.dup2(said, 2)
        code = work()
    finally:
        os._exit(code)


def _join(process: int, group: int) -> None:
    """Both sides do this, so that it is done whichever comes first."""
    try:
        os.setpgid(process, group)
    except (PermissionError, ProcessLookupError):
        return


def ended(child: int, log: Path) -> Ended:
    """Wait for a process, and return how it ended and what it and its group said."""
    _, status = os.waitpid(child, 0)
    said = log.read_text(encoding="utf-8", errors="replace") if log.exists() else ""
    return Ended(os.waitstatus_to_exitcode(status), said)


def run(log: Path, words: Sequence[str]) -> Ended:
    """Run a command in a fork to its end."""
    log.unlink(missing_ok=True)
    return ended(begin(log, lambda: main(words)), log)


def add(ledger: Broken, log: Path, case: str = "", key: str = "") -> Ended:
    """Add one event, as the next command after a fault, and note that it was acknowledged."""
    key = key or fresh_id()
    ledger.tried.add(key)
    done = run(log, all_words(ledger, *event_words(case or ledger.cases[0], key)))
    if done.code == 0:
        ledger.acknowledged.add(key)
    return done


def warm(ledger: Broken, log: Path) -> float:
    """Load here what every fork needs, and return the seconds that a write takes."""
    key = fresh_id("warm")
    ledger.tried.add(key)
    with log.open("w", encoding="utf-8") as said, redirect_stdout(said), redirect_stderr(said):
        code = main(all_words(ledger, *event_words(ledger.cases[0], key)))
    ledger.acknowledged.add(key)
    gc.freeze()
    times = []
    for _ in range(3):
        start = time.monotonic()
        code = code or add(ledger, log).code
        times.append(time.monotonic() - start)
    if code:
        raise RuntimeError(f"a plain write fails: {log.read_text(encoding='utf-8')}")
    return sorted(times)[1]


@dataclass
class Diary:
    """Files outside the ledger in which writers note what they try and what was acknowledged."""

    folder: Path

    def note(self, what: str, word: str) -> None:
        """Add a word in one call, so that a kill leaves it whole or out."""
        descriptor = os.open(self.folder / what, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        os.write(descriptor, f"{word}\n".encode())
        os.close(descriptor)

    def words(self, what: str) -> list[str]:
        """Read what was noted."""
        path = self.folder / what
        return path.read_text(encoding="ascii").splitlines() if path.exists() else []

    def into(self, ledger: Broken) -> int:
        """Hand over to a ledger what was tried and acknowledged; return how many were."""
        acknowledged = set(self.words("acknowledged"))
        ledger.tried.update(self.words("tried"))
        ledger.acknowledged |= acknowledged
        return len(acknowledged)


def writer(ledger: Broken, case: str, diary: Diary, start: str, most: int = 1 << 30) -> int:
    """Add events one after the other until so many are acknowledged, or until killed."""
    done = 0
    for number in count(1):
        key = f"{start}n{number}"
        diary.note("tried", key)
        code = main(all_words(ledger, *event_words(case, key)))
        diary.note("acknowledged" if code == 0 else "refused", key if code == 0 else str(code))
        done += code == 0
        if done >= most or number >= most + MOST_REFUSED:
            break
    return 0


def kill(children: Sequence[int], *, whole_group: bool = True) -> None:
    """Kill processes of one group without warning, with all that they started or alone."""
    if whole_group:
        os.killpg(children[0], signal.SIGKILL)
    else:
        for child in children:
            os.kill(child, signal.SIGKILL)
    for child in children:
        os.waitpid(child, 0)
