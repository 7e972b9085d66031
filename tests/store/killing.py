"""A program that records a change in each of some ledgers, killed ever later; see test_recovery.

For the k-th folder it is killed at its k-th event: before a file is opened for writing, renamed,
linked or removed, before a lock is taken, and before git is started. It prints how many were
killed.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from tests.store.scene import Scene

EVENTS = frozenset(
    {
        "fcntl.flock",
        "open",
        "os.link",
        "os.mkdir",
        "os.remove",
        "os.rename",
        "subprocess.Popen",
    }
)


def record_until(root: Path, last: int) -> None:
    """Record a change, and end by a kill at an event, if it comes to that many."""
    count = 0

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal count
        if event in EVENTS and (event != "open" or _writes(arguments[2])):
            count += 1
            if count == last:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(hook)
    Scene(root, root).add()
    os._exit(0)


def _writes(flags: object) -> bool:
    return isinstance(flags, int) and bool(flags & (os.O_WRONLY | os.O_RDWR))


def main(roots: list[str]) -> int:
    """Kill one process in each ledger until one reaches its end; return how many were killed."""
    for number, root in enumerate(roots, start=1):
        child = os.fork()
        if not child:
            record_until(Path(root), number)
        _, status = os.waitpid(child, 0)
        if not os.WIFSIGNALED(status):
            assert status == 0, status
            return number - 1
    return len(roots)


if __name__ == "__main__":
    sys.stdout.write(f"{main(sys.argv[1:])}\n")
