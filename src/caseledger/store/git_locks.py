"""Lock files of git that a killed command left, and who may still need them.

Nobody should have to know what ``HEAD.lock`` is. But a lock of a process that lives is never
touched: the index's only if our own token stands in it, others only if a stopped command of ours
left its record, the lock is no older than that, and no git is at work in this repository.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from caseledger.store.git_door import READER
from caseledger.store.git_place import INTENT, GitPlace
from caseledger.store.git_state import branch_of
from caseledger.store.locking import wait_until

INDEX_LOCK = "index.lock"
LONGEST_MARK = 100
PROCESSES = Path("/proc")
SETTLED = 2.0
"""Seconds after which a lock is no longer one that is held for a moment."""
PATIENCE = 6.0


def token_line(token: str) -> bytes:
    """Return what our hold on the index is marked by, so that a later command knows it as ours."""
    return f"caseledger {token}\n".encode("ascii")


def who_holds(place: GitPlace, lock: Path) -> str:
    """Say what a lock file is and whether a git process seems to be at work here."""
    name = os.path.relpath(lock, place.top) if lock.is_relative_to(place.top) else str(lock)
    alive = git_at_work(place)
    if alive:
        return f"{name} is there, and a git process is at work in this repository"
    if alive is None:
        return f"{name} is there; whether the git process that made it lives cannot be seen here"
    return f"{name} is there, but no git process is at work: one that was stopped may have left it"


def locks_there(place: GitPlace) -> list[Path]:
    """Name the locks of git that lie in a repository just now: of the index, and of the branch."""
    names = [place.folder / INDEX_LOCK, place.folder / "HEAD.lock", place.shared / "config.lock"]
    if branch := branch_of(place):
        names.append(place.shared / f"{branch}.lock")
    return [one for one in names if os.path.lexists(one)]


def is_ours(lock: Path, token: str = "") -> bool:
    """Whether a lock of the index is held by a command of ours: by any, or by a certain one."""
    line = token_line(token)
    content = _content(lock) or b""
    return content == line if token else content.startswith(line.rstrip())


def drop_own_index_lock(place: GitPlace) -> None:
    """Remove the lock of the index that a stopped command left; our lock must be held.

    It says itself whose it is, and of ours only one can be at work at a time.
    """
    lock = place.folder / INDEX_LOCK
    if is_ours(lock):
        lock.unlink(missing_ok=True)


def drop_dead_locks(place: GitPlace) -> None:
    """Remove the locks that the git of a stopped command left; those in doubt stay.

    A record of that command must be there, and nothing that it started be at work any more.
    """
    drop_own_index_lock(place)
    for lock in _locks(place):
        wait_until(partial(_gone, place, lock), PATIENCE)


def _locks(place: GitPlace) -> Iterator[Path]:
    """Name the locks that ``git commit`` takes on what a branch is kept in."""
    if _content(place.folder / INDEX_LOCK) == b"":
        yield place.folder / INDEX_LOCK
    yield place.folder / "HEAD.lock"
    if branch := branch_of(place):
        yield place.shared / f"{branch}.lock"
    if place.has_ref_tables:
        for folder in {place.shared, place.folder}:
            yield folder / "reftable" / "tables.list.lock"


def _content(path: Path) -> bytes | None:
    try:
        with path.open("rb") as file:
            return file.read(LONGEST_MARK)
    except OSError:
        return None


def _gone(place: GitPlace, lock: Path) -> bool:
    """Remove a lock if nobody can need it any more. Whether it is out of the way, or must stay."""
    try:
        made = lock.lstat().st_mtime
        if made < (place.own / INTENT).lstat().st_mtime:
            return True  # older than what was begun: not ours, so not ours to remove
        if _now(place) - made < SETTLED or git_at_work(place) is not False:
            return False
        lock.unlink()
    except FileNotFoundError:
        return True
    return True


def _now(place: GitPlace) -> float:
    """Ask the file system for the time, by whose clock the locks are dated."""
    mark = place.own / "now"
    mark.write_bytes(b"")
    now = mark.lstat().st_mtime
    mark.unlink()
    return now


def git_at_work(place: GitPlace) -> bool | None:
    """Whether a git process that may write is at work here; ``None`` where nobody can tell."""
    if not (PROCESSES / "1").exists():
        return None
    return any(
        _may_write_here(entry, place) for entry in PROCESSES.iterdir() if entry.name.isdigit()
    )


def _may_write_here(process: Path, place: GitPlace) -> bool:
    try:
        if not (process / "comm").read_bytes().startswith(b"git"):
            return False
        environment = (process / "environ").read_bytes()
        if f"{READER}=1".encode("ascii") in environment.split(b"\0"):
            return False
        folder = (process / "cwd").readlink()
        words = environment + (process / "cmdline").read_bytes()
    except (FileNotFoundError, ProcessLookupError):
        return False
    except OSError:
        return True  # of another account: it may be anywhere
    ours = {place.top, place.folder, place.shared}
    return any(folder.is_relative_to(one) or os.fsencode(one) in words for one in ours)
