"""The user's index: one entry of it changed under git's own lock, and private copies of it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from caseledger.errors import Conflict
from caseledger.store.disk import in_words, sync_path
from caseledger.store.git_door import Errand, change
from caseledger.store.git_locks import INDEX_LOCK, is_ours, token_line, who_holds
from caseledger.store.git_place import GitPlace
from caseledger.store.git_state import index_stamp, staged_changes
from caseledger.store.git_words import failure
from caseledger.store.intent import Entry
from caseledger.store.locking import private_folder, wait_until

PATIENCE = 2.0
"""Seconds that the index may be in use by another git before we give up."""
DURABLE = ("-c", "core.fsync=all")
FLEETING = ("-c", "core.fsync=none")
MARK = "index-mark"
NEXT = "index-next"
PRIVATE = "index-commit"
UNDONE = "what was begun is undone"


class IndexMoved(Exception):
    """The index is not the one any more that was read."""


@dataclass(frozen=True, slots=True)
class Session:
    """One command's hold on a repository: its token, and the open intent record.

    ``digits`` is the length of an object's id here, which depends on the hash that is in use.
    """

    place: GitPlace
    token: str
    held: int
    digits: int


@contextmanager
def index_held(place: GitPlace, token: str) -> Iterator[None]:
    """Hold git's own lock of the index, so that no plain git command changes it or commits it.

    Whoever holds it already, by the same token, goes on holding it. Raises `Conflict` if another
    git keeps it.
    """
    lock = place.folder / INDEX_LOCK
    if is_ours(lock, token):
        yield
        return
    if not wait_until(lambda: _took(place, lock, token), PATIENCE):
        raise Conflict(
            f"git's index is in use; nothing was changed ({who_holds(place, lock)})",
            "wait for the other git program and run the command again; caseledger doctor says more",
        )
    try:
        yield
    finally:
        if is_ours(lock, token):
            lock.unlink(missing_ok=True)


def _took(place: GitPlace, lock: Path, token: str) -> bool:
    """Put the lock in its place with our token in it, at one stroke."""
    private_folder(place.own)
    prepared = place.own / MARK
    try:
        prepared.write_bytes(token_line(token))
        _link(prepared, lock)
    except FileExistsError:
        return False
    except OSError as error:
        raise in_words(error, "git's index cannot be locked") from error
    finally:
        prepared.unlink(missing_ok=True)
    return True


def _link(prepared: Path, lock: Path) -> None:
    try:
        os.link(prepared, lock)
    except FileExistsError:
        raise
    except OSError:
        # No hard links here. Should we be killed before the token is in, the lock stays empty.
        with lock.open("xb") as file:
            file.write(prepared.read_bytes())


def set_entries(
    session: Session, entries: Mapping[str, Entry | None], stamp: tuple[int, ...]
) -> None:
    """Set some entries of the index that a stamp was taken of; the index must be held.

    Raises `IndexMoved` if it is another index by now, `OutsideFailure`; then nothing was changed.
    """
    place = session.place
    require_same(place, stamp)
    if not entries:
        return
    fresh = _copied(place, NEXT)
    _update(session, fresh, entries, DURABLE)
    try:
        fresh.replace(place.folder / "index")
        sync_path(place.folder)
    except OSError as error:
        raise in_words(error, "git's index could not be replaced") from error


def require_same(place: GitPlace, stamp: tuple[int, ...]) -> None:
    """Raise `IndexMoved` if the index is not the one that a stamp was taken of."""
    if index_stamp(place) != stamp:
        raise IndexMoved


def private_index(session: Session, head: str, entries: Mapping[str, Entry | None]) -> Path:
    """Make an index that holds a commit and some entries besides; the user's is only copied.

    Mostly the user's, which is held, has just that staged, and a copy is all it takes. A copy
    keeps what git knows of the files on disk, so that it need not read them all again.
    """
    staged = staged_changes(session.place, head) if head else None
    if staged is not None and {path: new for path, (_, new) in staged.items()} == entries:
        return _copied(session.place, PRIVATE)
    private = _copied(session.place, PRIVATE)
    words = ("read-tree", "--reset", head) if head else ("read-tree", "--empty")
    environment = {"GIT_INDEX_FILE": str(private)}
    answer = change(session.place, Errand((*FLEETING, *words), None, environment, session.held))
    if answer.status:
        raise failure(UNDONE, answer.said)
    _update(session, private, entries, FLEETING)
    return private


def drop_private(place: GitPlace) -> None:
    """Remove our copies of the index and git's locks of them. Nobody else uses them."""
    for name in (MARK, NEXT, PRIVATE):
        for path in (place.own / name, place.own / f"{name}.lock"):
            with suppress(OSError):
                path.unlink(missing_ok=True)


def _copied(place: GitPlace, name: str) -> Path:
    copy = place.own / name
    copy.unlink(missing_ok=True)
    (place.own / f"{name}.lock").unlink(missing_ok=True)
    try:
        shutil.copyfile(place.folder / "index", copy)
    except FileNotFoundError:
        pass  # there is no index before the first add; git makes one
    except OSError as error:
        raise in_words(error, "git's index could not be copied") from error
    return copy


def _update(
    session: Session, index: Path, entries: Mapping[str, Entry | None], settings: tuple[str, ...]
) -> None:
    lines = b"".join(
        (f"{entry.mode} {entry.blob}" if entry else f"0 {'0' * session.digits}").encode("ascii")
        + b"\t"
        + os.fsencode(path)
        + b"\0"
        for path, entry in entries.items()
    )
    words = (*settings, "update-index", "-z", "--add", "--index-info")
    environment = {"GIT_INDEX_FILE": str(index)}
    answer = change(session.place, Errand(words, lines, environment, session.held))
    if answer.status:
        raise failure(UNDONE, answer.said)


def store_blob(place: GitPlace, content: bytes) -> str:
    """Put the content of a file into git's objects and return its id. Raises `OutsideFailure`."""
    words = (*DURABLE, "hash-object", "-w", "--no-filters", "--stdin")
    answer = change(place, Errand(words, content))
    if answer.status:
        raise failure("nothing was written", answer.said)
    return answer.out.decode("ascii").strip()
