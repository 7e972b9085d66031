"""Whether the copies of sources under ``files/`` are still what they were: digests, and no more."""

import errno
import hashlib
import os
import stat
from collections.abc import Sequence
from pathlib import Path

from caseledger.domain.case import Source
from caseledger.domain.problem import Problem, Severity
from caseledger.store.cases import CaseFile
from caseledger.store.ledger import Ledger
from caseledger.store.parts import FileProblems

NOT_THERE = frozenset((errno.ENOENT, errno.ENOTDIR))
"""The copy need not be in every clone."""

FLAGS = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | getattr(os, "O_CLOEXEC", 0)
"""A link is not followed and a pipe not waited for."""


def digests(ledger: Ledger, file: CaseFile) -> list[Problem]:
    """Hold each copy that lies under ``files/`` against the digest of its source (DESIGN 2).

    A copy that is not there is no problem. Nothing is done with the bytes but to add them up, piece
    by piece, and nothing is opened by way of a symbolic link. Problems come with their places.
    """
    if file.case is None or file.document is None:
        return []
    found = [
        problem
        for index, source in enumerate(file.case.sources)
        if source.file and source.sha256
        for problem in _held(ledger.root, source, index)
    ]
    return FileProblems(file.path, file.document).placed(found)


def _held(root: Path, source: Source, index: int) -> Sequence[Problem]:
    path = ("sources", index, "file")
    try:
        digest = _digest_of(root, str(source.file))
    except OSError as error:
        if error.errno in NOT_THERE:
            return ()
        message = "the file cannot be read, so its digest was not verified"
        return [Problem("CL705", message, path, Severity.WARNING, str(source.file))]
    if not digest:
        message = "a link, or no file at all, which is never opened"
        hint = "put the file itself under files/"
        return [Problem("CL705", message, path, value=str(source.file), hint=hint)]
    if digest != source.sha256:
        message = "the file is not the one of this digest: one of the two was changed"
        hint = f"the digest of the file as it is: {digest}"
        place = ("sources", index, "sha256")
        return [Problem("CL705", message, place, value=str(source.sha256), hint=hint)]
    return ()


def _digest_of(root: Path, relative: str) -> str:
    """Return the digest of a regular file, or nothing for what is none. Raises `OSError`."""
    parts = relative.split("/")
    if any(part in ("", ".", "..") for part in parts):
        return ""
    folder = os.open(root, os.O_RDONLY | os.O_DIRECTORY)
    try:
        for name in parts[:-1]:
            if _is_link(name, folder):
                return ""
            inner = os.open(name, FLAGS | os.O_DIRECTORY, dir_fd=folder)
            os.close(folder)
            folder = inner
        return _added_up(parts[-1], folder)
    finally:
        os.close(folder)


def _is_link(name: str, folder: int) -> bool:
    return stat.S_ISLNK(os.stat(name, dir_fd=folder, follow_symlinks=False).st_mode)


def _added_up(name: str, folder: int) -> str:
    if not stat.S_ISREG(os.stat(name, dir_fd=folder, follow_symlinks=False).st_mode):
        return ""
    with os.fdopen(os.open(name, FLAGS, dir_fd=folder), "rb") as stream:
        if not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
            return ""
        return hashlib.file_digest(stream, "sha256").hexdigest()
