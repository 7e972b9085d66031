"""The files and cases of the last commit, whatever lies on the disk."""

from __future__ import annotations

import os
from pathlib import Path

from caseledger.store.files import CASES
from caseledger.store.git_door import ask
from caseledger.store.git_place import find_place
from caseledger.store.git_state import head_of
from caseledger.store.git_words import failure


def committed_names(root: Path) -> frozenset[str] | None:
    """Return the ids of all cases of the last commit; nothing where there is no repository.

    Raises `OutsideFailure`.
    """
    paths = committed_files(root)
    if paths is None:
        return None
    cases = (one for one in paths if one.startswith(f"{CASES}/") and one.endswith(".yaml"))
    return frozenset(one.rpartition("/")[2].removesuffix(".yaml") for one in cases)


def committed_files(root: Path) -> frozenset[str] | None:
    """Return the paths, from the ledger's folder, of all its files in the last commit.

    Nothing where there is no repository. Raises `OutsideFailure`.
    """
    place = find_place(root)
    if place is None:
        return None
    if not head_of(place):
        return frozenset()
    folder = place.from_top(root, "")
    below = ["--", folder] if folder else []
    answer = ask(place, "ls-tree", "-r", "-z", "--name-only", "HEAD", *below)
    if answer.status:
        raise failure("git could not say which files it holds", answer.said)
    paths = os.fsdecode(answer.out).split("\0")
    return frozenset(path.removeprefix(folder) for path in paths if path)
