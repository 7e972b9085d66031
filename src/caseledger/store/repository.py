"""Which git there is, and whether the ledger lies in a repository of it."""

from __future__ import annotations

import os
from pathlib import Path

from caseledger.errors import OutsideFailure
from caseledger.store.git_door import Errand, run
from caseledger.store.git_place import find_place
from caseledger.store.git_words import failure


def git_version() -> tuple[int, ...]:
    """Return the numbers of git's version, or nothing where there is no git."""
    try:
        words = run(Path(os.sep), Errand(["--version"])).out.decode("utf-8", "replace").split()
    except OutsideFailure:
        return ()
    number = next((word for word in words if word[:1].isdigit()), "0")
    return tuple(int(part) for part in number.split(".")[:3] if part.isdigit())


def is_repository(folder: Path) -> bool:
    """Whether a folder lies in a work tree of git."""
    try:
        return find_place(folder) is not None
    except OutsideFailure:
        return False


def begin_repository(folder: Path) -> None:
    """Make a folder a repository of git, with a branch `main`. Raises `OutsideFailure`."""
    answer = run(folder, Errand(["init", "--quiet", "--initial-branch=main"]))
    if answer.status:
        raise failure("git could not make a repository", answer.said)
