"""Files of the ledger in and out safely: the old bytes or the new ones, never a mixture.

All goes through descriptors of folders that were entered step by step, so that a link put in the
place of a folder does not lead out of the ledger.
"""

from __future__ import annotations

import errno
import os
import re
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from caseledger.errors import Conflict, OutsideFailure, UnreadableData
from caseledger.store.disk import in_words, read_all, sync_folder, write_synced

__all__ = [
    "Moved",
    "drop_temporary",
    "in_words",
    "inside",
    "read_file",
    "replace_file",
    "temporary_name",
    "write_synced",
]

# What git itself refuses in a path, in any case of letters and in the short form of Windows.
FORBIDDEN_PART = re.compile(r"(?i)\.\.?|\.git|git~[0-9]+|.*[\0\n].*|", re.DOTALL)
ANYBODY_MAY_WRITE = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH


class Moved(Conflict):
    """A file holds something else than what the change was made for.

    It may be so because an earlier command was undone first: ``notes`` tell of that.
    """

    notes: tuple[str, ...] = ()


@contextmanager
def inside(root: Path, relative: str, *, make: bool = False) -> Iterator[tuple[int, str]]:
    """Enter the folder of a file below a root; give its descriptor and the file's name.

    With ``make`` folders that are missing are made. Raises `FileNotFoundError` for a missing one
    otherwise, `UnreadableData` where a part is a link or no folder, `OutsideFailure`.
    """
    *folders, name = relative.split("/")
    if any(FORBIDDEN_PART.fullmatch(part) for part in (*folders, name)):
        raise OutsideFailure("a path leads out of the ledger, or into the git folder")
    try:
        descriptor = os.open(root, os.O_RDONLY | os.O_DIRECTORY)
    except OSError as error:
        raise in_words(error, "the folder of the ledger cannot be entered") from error
    try:
        for folder in folders:
            descriptor = _entered(descriptor, folder, make=make)
        yield descriptor, name
    finally:
        os.close(descriptor)


def _entered(parent: int, name: str, *, make: bool) -> int:
    """Step into a folder and let go of the one above."""
    flags = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW
    try:
        if make and _made(parent, name):
            sync_folder(parent)
        inner = os.open(name, flags, dir_fd=parent)
    except OSError as error:
        if error.errno in {errno.ELOOP, errno.ENOTDIR}:
            raise UnreadableData(
                "a folder of the ledger is a link or no folder: only real folders are written to"
            ) from error
        if error.errno == errno.ENOENT and not make:
            raise
        raise in_words(error, "a folder of the ledger cannot be entered") from error
    os.close(parent)
    return inner


def _made(parent: int, name: str) -> bool:
    try:
        os.mkdir(name, dir_fd=parent)
    except FileExistsError:
        return False
    return True


def read_file(root: Path, relative: str) -> bytes | None:
    """Return what a file of the ledger holds, or ``None`` where there is none.

    Raises `UnreadableData` for anything that is no regular file, `OutsideFailure`.
    """
    try:
        with inside(root, relative) as (folder, name):
            return _content(folder, name)
    except FileNotFoundError:
        return None


def _content(folder: int, name: str) -> bytes | None:
    flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK
    try:
        descriptor = os.open(name, flags, dir_fd=folder)
    except FileNotFoundError:
        return None
    except OSError as error:
        if error.errno == errno.ELOOP:
            raise _not_regular() from error
        raise in_words(error, "a file of the ledger cannot be read") from error
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise _not_regular()
        return read_all(descriptor)
    except OSError as error:
        raise in_words(error, "a file of the ledger cannot be read") from error
    finally:
        os.close(descriptor)


def _not_regular() -> UnreadableData:
    return UnreadableData("only regular files are written: no links, folders or devices")


def replace_file(root: Path, relative: str, new: bytes | None, expected: bytes | None) -> None:
    """Put new content in the place of what is expected there; ``None`` means no file.

    When this returns, the new state outlives a power cut. Raises `Moved` where the file holds
    anything else, `UnreadableData`, `OutsideFailure`; then the file is as it was.
    """
    try:
        with inside(root, relative, make=new is not None) as (folder, name):
            if new is None:
                _remove(folder, name, expected)
            else:
                _replace(folder, name, new, expected)
    except FileNotFoundError as error:
        if new is not None or expected is not None:
            raise _moved() from error
    except OSError as error:
        raise in_words(error, "the file could not be written, and is as it was") from error


def _remove(folder: int, name: str, expected: bytes | None) -> None:
    _compare(folder, name, expected)
    if expected is not None:
        os.unlink(name, dir_fd=folder)
        sync_folder(folder)


def _replace(folder: int, name: str, new: bytes, expected: bytes | None) -> None:
    temporary = temporary_name(name)
    _forget(folder, temporary)
    try:
        _write_beside(folder, name, temporary, new)
        _compare(folder, name, expected)
        if expected is None:
            _place_new(folder, temporary, name)
        else:
            os.rename(temporary, name, src_dir_fd=folder, dst_dir_fd=folder)
    except BaseException:
        _forget(folder, temporary)
        raise
    sync_folder(folder)


def temporary_name(name: str) -> str:
    """Name the file beside another one in which its new content is prepared.

    The name is always the same: under our lock nobody else can be using it, so what a killed
    command left is found and replaced. It begins with a dot, so that no command reads it.
    """
    return f".{name}.caseledger-new"


def drop_temporary(root: Path, relative: str) -> None:
    """Remove what a killed command left beside a file, if it did."""
    try:
        with inside(root, relative) as (folder, name):
            _forget(folder, temporary_name(name))
    except FileNotFoundError:
        return


def _forget(folder: int, name: str) -> None:
    try:
        os.unlink(name, dir_fd=folder)
    except OSError as error:
        if error.errno != errno.ENOENT:
            raise in_words(error, f"the file {name} is in the way") from error


def _write_beside(folder: int, name: str, temporary: str, new: bytes) -> None:
    old = _stat(folder, name)
    if old is not None and not old.st_mode & ANYBODY_MAY_WRITE:
        raise OutsideFailure(
            "the file is read-only; nothing was written", "give yourself the right to write it"
        )
    flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW
    descriptor = os.open(temporary, flags, 0o666 if old is None else 0o600, dir_fd=folder)
    try:
        if old is not None:
            _like(descriptor, old)
        write_synced(descriptor, new)
    finally:
        os.close(descriptor)


def _stat(folder: int, name: str) -> os.stat_result | None:
    try:
        return os.stat(name, dir_fd=folder, follow_symlinks=False)
    except FileNotFoundError:
        return None


def _like(descriptor: int, old: os.stat_result) -> None:
    """Give a new file the owner and the mode of the old one, as far as this account may."""
    made = os.fstat(descriptor)
    if (made.st_uid, made.st_gid) != (old.st_uid, old.st_gid):
        with suppress(PermissionError):
            os.fchown(descriptor, old.st_uid, old.st_gid)
    os.fchmod(descriptor, stat.S_IMODE(old.st_mode) & 0o777)


def _compare(folder: int, name: str, expected: bytes | None) -> None:
    if _content(folder, name) != expected:
        raise _moved()


def _moved() -> Moved:
    return Moved(
        "the file was changed by something else in the meantime; nothing was written",
        "run the command again; it starts from what the file holds now",
    )


def _place_new(folder: int, temporary: str, name: str) -> None:
    """Give a file its name without ever taking the place of another one."""
    try:
        os.link(temporary, name, src_dir_fd=folder, dst_dir_fd=folder, follow_symlinks=False)
    except FileExistsError as error:
        raise _moved() from error
    except OSError:
        # No hard links on this file system; that nothing has the name was compared just now.
        os.rename(temporary, name, src_dir_fd=folder, dst_dir_fd=folder)
    else:
        os.unlink(temporary, dir_fd=folder)
