"""Folders and files that may not be written: a clear refusal, and reading goes on."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.faults.commands import all_words, event_words, fresh_id, run, warm
from tests.faults.injecting import settled
from tests.faults.ledgers import Broken
from tests.faults.mounts import CannotMount, read_only, unmount
from tests.faults.tally import Tally

REFUSED = 6
READING = (["status", "--all"], ["show", "alpha"], ["timeline", "alpha"], ["check"])
NO_WRITING = 0o555


def refusing(folder: Path, *, mounted: bool) -> Tally:
    """Take the right to write away, in several ways, and give it back.

    ``mounted`` makes the file system read-only; otherwise modes are changed, which holds back
    only those who are not root or have given root's powers up.
    """
    tally = Tally()
    ledger = Broken.begun(folder / "ledger")
    warm(ledger, folder / "warm")
    ways = {"a read-only file system": _mounted} if mounted else WAYS
    for name, way in ways.items():
        try:
            tally.blame(name, list(_refused(ledger, way, folder / "said", tally)))
        except CannotMount as error:
            tally.cannot = str(error)
    return tally


def _refused(
    ledger: Broken, way: Callable[[Broken], Callable[[], None]], log: Path, tally: Tally
) -> Iterator[str]:
    before = (ledger.folder / ledger.path("alpha")).read_bytes()
    key = fresh_id("ro")
    undo = way(ledger)
    try:
        done = run(log, all_words(ledger, *event_words("alpha", key)))
        tally.counts["refused"] += done.code == REFUSED
        if done.code != REFUSED or "caseledger: " not in done.said:
            yield f"not a clear refusal: {done}"
        if (ledger.folder / ledger.path("alpha")).read_bytes() != before:
            yield "the file was changed all the same"
        for words in READING:
            read = run(log, all_words(ledger, *words))
            if read.code:
                yield f"{words[0]} does not read: {read}"
    finally:
        undo()
    ledger.tried.add(key)
    yield from settled(ledger, key, acknowledged=False, before=before, log=log)


def _mounted(ledger: Broken) -> Callable[[], None]:
    here = Path.cwd()
    os.chdir("/")
    read_only(ledger.folder)

    def undo() -> None:
        unmount(ledger.folder)
        os.chdir(here)

    return undo


def _without_write(top: Path, *, below: bool = True) -> Callable[[], None]:
    """Take the write bit of a file or folder away, and of all below it."""
    paths = (top, *top.rglob("*")) if below else (top,)
    modes = {path: path.stat().st_mode for path in paths}
    for path, mode in modes.items():
        path.chmod(mode & NO_WRITING)

    def undo() -> None:
        for path, mode in modes.items():
            path.chmod(mode)

    return undo


WAYS: dict[str, Callable[[Broken], Callable[[], None]]] = {
    "the whole ledger read-only": lambda one: _without_write(one.folder),
    "the git folder read-only": lambda one: _without_write(one.folder / ".git"),
    "the folder of cases read-only": lambda one: _without_write(one.folder / "cases", below=False),
    "the file read-only": lambda one: _without_write(one.folder / one.path("alpha")),
    "the folder of git's objects read-only": lambda one: _without_write(
        one.folder / ".git" / "objects"
    ),
    "the folder of the branch read-only": lambda one: _without_write(
        one.folder / ".git" / "refs" / "heads", below=False
    ),
}
