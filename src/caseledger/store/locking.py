"""Who may write now: locks of the kernel, which end with the process that holds them."""

from __future__ import annotations

import fcntl
import os
import stat
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from caseledger.errors import Conflict, OutsideFailure

PATIENCE = 10.0
"""Seconds that a command waits for another one."""
SHORTEST_PAUSE = 0.005
LONGEST_PAUSE = 0.05

GROUP_MAY_WRITE = stat.S_IWGRP


def private_folder(path: Path) -> None:
    """Make a folder of ours that others cannot look into, if it is not there.

    Where the folder above is open to a group, as in a repository that several accounts share, so
    is ours. Raises `OutsideFailure`, also where something else than a folder has the name.
    """
    try:
        made = _made(path)
        found = path.lstat()
        if not stat.S_ISDIR(found.st_mode):
            raise OutsideFailure(f"{path.name} in the git folder is not a folder")
        if made:
            path.chmod(0o700 | _group_bits(path, 0o070) | (found.st_mode & stat.S_ISGID))
    except OSError as error:
        raise OutsideFailure(
            f"a folder for locks cannot be made: {error.strerror}",
            "the folder of the repository must be writable",
        ) from error


def _made(path: Path) -> bool:
    try:
        path.mkdir(mode=0o700)
    except FileExistsError:
        return False
    return True


def _group_bits(path: Path, bits: int) -> int:
    return bits if path.parent.stat().st_mode & GROUP_MAY_WRITE else 0


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the lock of a file, which is made if it is not there, or of a folder.

    Raises `Conflict` if another process holds it for too long, `OutsideFailure`.
    """
    descriptor = _opened(path)
    try:
        if not wait_until(lambda: try_lock(descriptor)):
            raise Conflict(
                "another caseledger is writing in this ledger; nothing was changed",
                "try again when it is done; it may be waiting for a passphrase or for a hook",
            )
        yield
    finally:
        os.close(descriptor)


@contextmanager
def held_alone(path: Path, refusal: str) -> Iterator[None]:
    """Hold the lock of a file for as long as somebody works, or say at once that another does.

    Raises `Conflict` with the words of ``refusal``, `OutsideFailure`.
    """
    descriptor = _opened(path)
    try:
        if not try_lock(descriptor):
            raise Conflict(refusal)
        yield
    finally:
        os.close(descriptor)


def is_locked(path: Path) -> bool:
    """Whether somebody holds the lock of a file at this moment. Never raises, never waits."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW)
    except OSError:
        return False
    try:
        return not try_lock(descriptor)
    except OutsideFailure:
        return False
    finally:
        os.close(descriptor)


def try_lock(descriptor: int) -> bool:
    """Take the lock of an open file if nobody else has it."""
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError as error:
        raise OutsideFailure(
            f"the file system keeps no locks: {error.strerror}", "a local folder is safe"
        ) from error
    return True


def wait_until(done: Callable[[], bool], patience: float | None = None) -> bool:
    """Ask again and again, ever more slowly, until something is so or patience ends."""
    end = time.monotonic() + (PATIENCE if patience is None else patience)
    pause = SHORTEST_PAUSE
    while not done():
        if time.monotonic() >= end:
            return False
        time.sleep(pause)
        pause = min(pause * 2, LONGEST_PAUSE)
    return True


def _opened(path: Path) -> int:
    try:
        if path.is_dir():
            return os.open(path, os.O_RDONLY | os.O_DIRECTORY)
        mode = 0o600 | _group_bits(path, 0o060)
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, mode)
        if stat.S_IMODE(os.fstat(descriptor).st_mode) != mode:
            with suppress(PermissionError):
                os.fchmod(descriptor, mode)  # the mask of this process took some away
    except OSError as error:
        raise OutsideFailure(
            f"the lock of the ledger cannot be opened: {error.strerror}",
            "its folder must be writable for this account",
        ) from error
    return descriptor
