"""Bytes that are on the disk itself, and what the system says when they cannot be."""

from __future__ import annotations

import errno
import fcntl
import os
from pathlib import Path

from caseledger.errors import CaseledgerError, OutsideFailure

FULL_FSYNC: int | None = getattr(fcntl, "F_FULLFSYNC", None)
PIECE = 1 << 20


def read_all(descriptor: int) -> bytes:
    """Return everything in an open file, from its beginning."""
    pieces: list[bytes] = []
    at = 0
    while piece := os.pread(descriptor, PIECE, at):
        pieces.append(piece)
        at += len(piece)
    return b"".join(pieces)


def write_synced(descriptor: int, data: bytes) -> None:
    """Write all bytes, have them on the disk, and read them again.

    Raises `OSError`, also where the file does not hold what was written.
    """
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(descriptor, rest) :]
    sync(descriptor)
    if read_all(descriptor) != data:
        raise OSError(errno.EIO, "what was written reads back differently")


def sync(descriptor: int) -> None:
    """Have an open file on the disk itself, not only in its cache."""
    if FULL_FSYNC is not None:
        fcntl.fcntl(descriptor, FULL_FSYNC)
    else:
        os.fsync(descriptor)


def sync_folder(descriptor: int) -> None:
    """Have the names in an open folder on the disk, where the file system can do that."""
    try:
        sync(descriptor)
    except OSError as error:
        if error.errno not in {errno.EINVAL, errno.ENOTSUP}:
            raise


def sync_path(folder: Path) -> None:
    """Have the names in a folder on the disk. Raises `OSError`."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        sync_folder(descriptor)
    finally:
        os.close(descriptor)


def in_words(error: OSError, what: str) -> CaseledgerError:
    """Make a refusal of the system one of ours, with what mends it."""
    hints = {
        errno.ENOSPC: "make room on the disk and run the command again",
        errno.EDQUOT: "make room in your quota and run the command again",
        errno.EROFS: "the file system is mounted for reading only",
        errno.EACCES: "this account may not write there; see the owner and the mode of the folder",
        errno.EPERM: "this account may not write there; see the owner and the mode of the folder",
    }
    reason = os.strerror(error.errno) if error.errno else "unknown reason"
    return OutsideFailure(f"{what}: {reason}", hints.get(error.errno or 0, ""))
