"""Which git there is, and whether the ledger lies in a repository of it."""

from __future__ import annotations

import os
import re
from pathlib import Path

from caseledger.errors import OutsideFailure
from caseledger.store.git_door import READING, Errand, ask, run
from caseledger.store.git_place import GitPlace, find_place
from caseledger.store.git_words import failure

NOBODY = re.compile(r"auto-detection is disabled|empty ident|tell me who you are", re.IGNORECASE)
"""What git says where nobody told it a name or an address."""


def git_version() -> tuple[int, ...]:
    """Return the numbers of git's version, or nothing where there is no git."""
    try:
        words = run(Path(os.sep), Errand(["--version"])).out.decode("utf-8", "replace").split()
    except OutsideFailure:
        return ()
    number = next((word for word in words if word[:1].isdigit()), "0")
    return tuple(int(part) for part in number.split(".")[:3] if part.isdigit())


def knows_committer(root: Path | None) -> bool:
    """Whether git knows in whose name to commit, without taking that from account and machine.

    Outside a repository what the user and the system settings say counts. Raises `OutsideFailure`.
    """
    place = find_place(root) if root is not None else None
    folder = place.top if place is not None else Path(os.sep)
    for name in ("GIT_AUTHOR_IDENT", "GIT_COMMITTER_IDENT"):
        words = ("-c", "user.useConfigOnly=true", "var", name)
        answer = run(folder, Errand(words, environment=READING))
        if answer.status and NOBODY.search(answer.said):
            return False
        if answer.status:
            raise failure("whose name it commits in is not known", answer.said)
    return True


def folds_names(place: GitPlace) -> bool:
    """Whether git takes names that differ in capital letters for one. Raises `OutsideFailure`."""
    answer = ask(place, "config", "--type=bool", "--get", "core.ignorecase")
    return answer.out.strip() == b"true"


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
