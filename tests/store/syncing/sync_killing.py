"""A program that syncs each of some ledgers and is killed ever later; see test_killed_syncs.

For the k-th folder it is killed at an event: before a file is opened for writing, renamed, linked
or removed, before a lock is taken, and before git is started. With it goes whatever it started. It
prints how many were killed.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from tests.clones import sync
from tests.store.killing import EVENTS


def sync_until(root: Path, last: int) -> None:
    """Sync, and end by a kill at an event, if it comes to that many."""
    count = 0
    os.setsid()

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal count
        if event in EVENTS and (event != "open" or _writes(arguments[2])):
            count += 1
            if count == last:
                os.killpg(0, signal.SIGKILL)

    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    sys.addaudithook(hook)
    os._exit(sync(root))


def _writes(flags: object) -> bool:
    return isinstance(flags, int) and bool(flags & (os.O_WRONLY | os.O_RDWR))


def main(first: int, step: int, roots: list[str]) -> int:
    """Kill one process in each ledger until one reaches its end; return how many were killed."""
    for number, root in enumerate(roots):
        child = os.fork()
        if not child:
            sync_until(Path(root), first + number * step)
        _, status = os.waitpid(child, 0)
        if not os.WIFSIGNALED(status):
            assert status == 0, status
            return number
    return len(roots)


if __name__ == "__main__":
    sys.stdout.write(f"{main(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3:])}\n")
